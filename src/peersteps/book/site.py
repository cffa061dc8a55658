"""`build`: the whole book as one folder that any web host can serve, or that opens by a double click."""

import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

_MARK = "read-me-first.txt"
_MARK_WORDS = """\
peersteps: a built book. Open index.html to read it.

Nothing needs to be installed, and nothing is sent anywhere. To put it on a web host, upload everything beside this
file. The next build replaces this whole folder, so keep no files of your own in it.
"""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class BuildError(Exception):
    """The book could not be built. The message says what to mend."""


def build(course_folder: Path, out: Path, *, zip_to: Path | None = None, local: Path | None = None) -> None:
    """Build the book in `course_folder` into the folder `out`, always from the beginning.

    `local` holds one service's settings (default: `local.yml` in the course folder); `zip_to` packs the site
    into one file too, the same bytes for the same pages. What stood in `out` before is replaced only when the new
    site is whole.
    Raises BuildError when the course or a page has a problem, or `out` holds something else.
    """
    course_folder, out = course_folder.resolve(), out.resolve()
    _look_first(course_folder, out, local)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".peersteps-", dir=out.parent) as folder:
        made = Path(folder) / "site"
        _sphinx(course_folder, made, Path(folder) / "doctrees", local)
        (made / _MARK).write_text(_MARK_WORDS, encoding="utf-8", newline="\n")
        (made / ".nojekyll").touch()  # GitHub Pages otherwise leaves out folders that begin with _
        if zip_to:
            _pack(made, zip_to)
        if out.exists():
            shutil.rmtree(out)
        made.replace(out)


def _look_first(course_folder: Path, out: Path, local: Path | None) -> None:
    if not (course_folder / "_toc.yml").is_file():
        raise BuildError(f"{course_folder} has no _toc.yml, so there is no book. Run this in the course's folder.")
    if local and not local.is_file():
        raise BuildError(f"There is no settings file {local}.")
    if out == course_folder or out in course_folder.parents:
        raise BuildError(f"{out} holds the course itself. Choose another folder, such as _build/site.")
    if out.is_file():
        raise BuildError(f"{out} is a file. Choose a folder for the site.")
    if out.is_dir() and any(out.iterdir()) and not _ours(out):
        raise BuildError(f"{out} holds other files than a built book. Choose an empty folder, so that nothing is lost.")


def _ours(out: Path) -> bool:
    mark = out / _MARK
    return mark.is_file() and mark.read_text(encoding="utf-8", errors="replace").startswith("peersteps: a built book.")


def _sphinx(source: Path, made: Path, doctrees: Path, local: Path | None) -> None:
    told = io.StringIO()
    settings = {"extensions": ["peersteps.book"], "peersteps_local": str(local.resolve()) if local else ""}
    try:
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=made,
                doctreedir=doctrees,
                buildername="html",
                confoverrides=settings,
                status=None,
                warning=told,
                freshenv=True,
                warningiserror=True,
                keep_going=True,
            )
            app.build(force_all=True)
    except SphinxError as error:
        raise BuildError(_plain(told.getvalue(), source) or str(error)) from error
    if app.statuscode:
        raise BuildError(_plain(told.getvalue(), source))


def _plain(told: str, source: Path) -> str:
    """Sphinx's warnings without colours, and with paths from the course's folder."""
    lines = (strip_colors(line).replace(f"{source}{os.sep}", "") for line in told.splitlines() if line.strip())
    return "\n".join(lines)


def _pack(made: Path, zip_to: Path) -> None:
    """Everything in one zip: sorted, with one fixed time, so that equal sites give equal bytes."""
    zip_to.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(zip_to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for file in sorted(path for path in made.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(made).as_posix(), _ZIP_TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(entry, file.read_bytes(), compresslevel=9)
