"""The few files that pages load: one stylesheet, one small script, and the player where something is played.

Each address carries a digest of the file, so that a new build never meets an old file in a cache.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import get_args

from docutils import nodes
from sphinx.application import Sphinx

from peersteps.book import furo
from peersteps.book.piece import Piece, Plays
from peersteps.player import Home, player_css, player_js

STYLE, SCRIPT = "site.css", "book.js"
PAPER_STYLE = "paper.css"
CARD_SCRIPT = "card.js"
PLAYER_STYLE = "player.css"
PLAYER_SCRIPTS: Mapping[str, Home] = {f"player-{home}.js": home for home in ("page", "beside", *get_args(Plays))}
CODE_STYLE = "pygments.css"
SEARCH_SCRIPT = "search.js"
WORKER = "offline.js"
"""It stands at the top of the site, since a worker reaches only what lies below it."""

UNUSED = (
    "book.css",
    "scripts/*",
    "styles/*",
    "debug.css",
    "*.png",
    "basic.css",
    "skeleton.css",
    "doctools.js",
    "documentation_options.js",
    "searchtools.js",
    "sphinx_highlight.js",
    "mystnb.*.css",
)
"""What themes and extensions copy into `_static` and no page of ours loads."""


@cache
def contents(name: str) -> str:
    """The text of one of our files."""
    match name:
        case "site.css":
            return "\n".join((furo.style(), *map(_tight, (_front("tokens.css"), _own("book.css")))))
        case "player.css":
            return player_css()
        case _ if name in PLAYER_SCRIPTS:
            return player_js(PLAYER_SCRIPTS[name])
        case _:
            return _own(name)


@cache
def version(name: str) -> str:
    """A short digest of one of our files."""
    return hashlib.sha256(contents(name).encode()).hexdigest()[:8]


def player_scripts(doctree: nodes.document | None) -> tuple[str, ...]:
    """The parts of the player that a page needs, in their order; all of it for a page with several kinds."""
    kinds = {node["plays"] for node in doctree.findall(Piece) if node["plays"]} if doctree else set()
    if not kinds:
        return ()
    main = next(iter(kinds)) if len(kinds) == 1 else "page"
    return (f"player-{main}.js", *(["player-beside.js"] if "scenario" in kinds else []))


def shows_code(doctree: nodes.document | None) -> bool:
    """Whether a page shows source text."""
    return doctree is not None and next(doctree.findall(nodes.literal_block), None) is not None


def write(app: Sphinx, failed: Exception | None) -> None:
    """Put our files into the finished site and take away what no page loads."""
    static = Path(app.outdir) / "_static"
    if failed or not static.is_dir():
        return
    for name in (STYLE, PLAYER_STYLE, *PLAYER_SCRIPTS):
        (static / name).write_text(contents(name), encoding="utf-8", newline="\n")
    (Path(app.outdir) / WORKER).write_text(contents(WORKER), encoding="utf-8", newline="\n")
    for pattern in (*UNUSED, WORKER):
        for file in static.glob(pattern):
            file.unlink()
    for folder in ("scripts", "styles"):
        if (static / folder).is_dir():
            (static / folder).rmdir()


def _tight(css: str) -> str:
    """A stylesheet without comments and spare space: every page loads it, on a phone's network too."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


def _front(name: str) -> str:
    return resources.files("peersteps").joinpath("front", name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return resources.files("peersteps.book").joinpath("static", name).read_text(encoding="utf-8")
