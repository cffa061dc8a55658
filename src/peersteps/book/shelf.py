"""The course that this build reads, and where on its pages each scenario and quiz stands."""

import hashlib
from datetime import date
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from peersteps.checks import LINKS
from peersteps.model import Course
from peersteps.reading import read_course

log = logging.getLogger(__name__)

_COURSES: WeakKeyDictionary[Sphinx, Course] = WeakKeyDictionary()

SHARED = ("modules/contacts.yml", "modules/pathway.yml", "local.yml")
"""Files that pages draw from and that have no page of their own."""


def read(app: Sphinx, config: Config) -> None:
    """Read the course once a build. Its errors become Sphinx warnings with file and line."""
    local = Path(config["peersteps_local"]) if config["peersteps_local"] else None
    course, problems = read_course(Path(app.srcdir), local)
    if course:
        # A page can only be drawn when every id it draws leads somewhere. The other rules are for `peersteps check`.
        on = date.fromisoformat(config["peersteps_on"])
        problems = tuple(sorted({problem for rule in LINKS for problem in rule(course, on)}))
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors:
        place = f"{Path(app.srcdir) / problem.file}:{problem.line}" if problem.line else problem.file
        log.warning(problem.says, location=place, type="peersteps", subtype=problem.code)
    if course is None or errors:
        told = "\n".join(f"  {problem}" for problem in errors)
        raise ExtensionError(f"The course cannot be read until this is mended:\n{told}")
    _COURSES[app] = course
    # A change of the local settings changes words on any page, and the file may lie outside the course.
    config["peersteps_settings"] = hashlib.sha256(repr(sorted(course.local.settings.items())).encode()).hexdigest()


def course_of(app: Sphinx) -> Course:
    """The course of this build."""
    return _COURSES[app]


def lean_on(env: BuildEnvironment, *files: str) -> None:
    """Make the page under way depend on files of the course (paths from its root)."""
    for file in files:
        path = Path(env.app.srcdir) / file
        if path.is_file():
            env.note_dependency(str(path))


def lean_on_facts(env: BuildEnvironment) -> None:
    """Make the page under way depend on the whole ledger."""
    folder = Path(env.app.srcdir) / "modules" / "facts"
    lean_on(env, *(f"modules/facts/{file.name}" for file in sorted(folder.glob("*.yml"))))


def places(env: BuildEnvironment) -> dict[str, str]:
    """`scenario/quiet-evening` -> the page on which it can be played."""
    if not hasattr(env, "peersteps_places"):
        env.peersteps_places = {}  # type: ignore[attr-defined]
    found: dict[str, str] = env.peersteps_places  # type: ignore[attr-defined]
    return found


def note_place(env: BuildEnvironment, item: str) -> None:
    """Say that `item` stands on the page under way. The first page keeps it."""
    places(env).setdefault(item, env.docname)


def forget_page(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """A page is read again: what stood on it may have moved."""
    for item in [item for item, page in places(env).items() if page == docname]:
        del places(env)[item]


def merge_places(_app: Sphinx, env: BuildEnvironment, _docnames: list[str], other: BuildEnvironment) -> None:
    """Parallel reading: take over what the other process found."""
    places(env).update(places(other))


OWN_PAGES = {"scenario": "book/practise", "practice": "book/questions", "quiz": "book/hand-in"}
"""Where a conversation or quiz may have a page of its own. Other pages then link to it, which keeps them light."""


def elsewhere(env: BuildEnvironment, item: str) -> bool:
    """Whether `item` has a page of its own, and this is not it."""
    kind, _, slug = item.partition("/")
    page = f"{OWN_PAGES[kind]}/{slug}"
    return page in env.found_docs and page != env.docname


def page_of(env: BuildEnvironment, item: str) -> tuple[str, str] | None:
    """The page and anchor of a pathway item, if some page has it."""
    kind, _, slug = item.partition("/")
    if kind == "module" and f"modules/{slug}/index" in env.found_docs:
        return f"modules/{slug}/index", ""
    page = places(env).get(item)
    return (page, f"{kind}-{slug}") if page else None
