"""What Sphinx is told, in one place, so that jupyter-book, sphinx-build and `peersteps build` make the same site."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.config import Config

_PAGE = re.compile(r"^\s*(?:-\s+)?(?:file|root):\s*[\"']?([^\s\"']+)", re.MULTILINE)

HERE = Path(__file__).parent

SETTINGS: dict[str, Any] = {
    "language": "en",
    "html_theme": "furo",
    "html_theme_options": {},
    "html_favicon": str(HERE / "static" / "favicon.svg"),
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_permalinks": False,
    "html_show_search_summary": False,  # the summaries are fetched page by page, which file:// refuses
    "html_last_updated_fmt": None,
    "html_baseurl": "",
    "html_js_files": [],
    "html_css_files": [],
    "numfig": False,
    "external_toc_exclude_missing": True,
    "use_multitoc_numbering": False,
    "myst_enable_extensions": ["attrs_block", "colon_fence", "deflist"],
    "myst_url_schemes": ["http", "https", "mailto", "tel"],
    "myst_heading_anchors": 3,
    "nb_execution_mode": "off",
    # A stored widget output would pull two foreign hosts into the page; ours carries readable text/html beside it.
    "nb_ipywidgets_js": {},
    "nb_mime_priority_overrides": [
        ["html", "text/html", 1],
        ["*", "application/vnd.jupyter.widget-view+json", None],
    ],
    "pygments_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

NEVER_PAGES = ["_build", "**/_build", "node_modules", ".*", "**/.*", "src", "tests", "Thumbs.db", ".DS_Store"]
"""Folders that hold no page. `_toc.yml` names the pages, but a folder like .venv must not even be looked into."""


def markdown_reader(app: Sphinx) -> str | None:
    """The extension that reads Markdown here: MyST-NB where a page is a notebook, else MyST alone.

    Importing MyST-NB takes several seconds (jsonschema's grammars, SQLAlchemy), most of the time of a small build.
    """
    if "myst_nb" in app.extensions or "myst_parser" in app.extensions:
        return None
    root = Path(app.srcdir)
    toc = root / "_toc.yml"
    pages = _PAGE.findall(toc.read_text(encoding="utf-8")) if toc.is_file() else []
    notebooks = (root / f"{page.removesuffix('.ipynb')}.ipynb" for page in pages)
    return "myst_nb" if any(notebook.is_file() for notebook in notebooks) else "myst_parser"


def apply(app: Sphinx, config: Config) -> None:
    """Set everything above, add our templates and static files, and take title and exclusions from `_config.yml`."""
    book = _book_settings(Path(app.srcdir) / "_config.yml")
    for name, value in SETTINGS.items():
        if name in config:  # without MyST-NB there are no nb_ settings
            config[name] = value
    # Sphinx writes the suffixes of each reader into its own default, where the next book in this process finds them.
    config["source_suffix"] = {".rst": "restructuredtext"}
    config["project"] = config["html_title"] = str(book.get("title", "peersteps"))
    config["html_short_title"] = config["html_title"]
    config["author"] = str(book.get("author", ""))
    config["templates_path"] = [str(HERE / "templates")]
    config["html_static_path"] = [str(HERE / "static")]
    wanted = [*config["exclude_patterns"], *book.get("exclude_patterns", ()), *NEVER_PAGES]
    config["exclude_patterns"] = list(dict.fromkeys(wanted))


def _book_settings(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return read if isinstance(read, dict) else {}


def today() -> str:
    """The day of the build: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated exactly."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()
