"""What a page leads to: settings that a service can set, conversations and quizzes, and other pages."""

import re
from collections.abc import Iterator
from datetime import date
from os.path import normpath
from pathlib import Path

from peersteps.checks.advice import instead
from peersteps.checks.texts import at_row
from peersteps.model import SLOTS, Course, Page, Problem
from peersteps.reading.tries import fences, prose

_ROLE = re.compile(r"\{local\}`([^`]*)`")
_LINK = re.compile(r"\]\((?P<to>[^)\s#]+\.md)(?:#[^)\s]*)?\)")


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Every page, of modules and of the book around them."""
    for module in course.modules.values():
        for page in module.every_page():
            yield from _page(course, page)
    for page in course.around:
        yield from _page(course, page)


def _page(course: Course, page: Page) -> Iterator[Problem]:
    first = page.source.line("body")
    for line, row in prose(page.body, first):
        for name in _ROLE.findall(row):
            yield from _setting(page, line, name)
        for link in _LINK.finditer(row):
            yield from _file(course, page, line, link["to"])
    for name, argument, line, _ in fences(page.body, first):
        if name == "local":
            yield from _setting(page, line, argument)


def _setting(page: Page, line: int, name: str) -> Iterator[Problem]:
    if name not in SLOTS:
        cure = instead(name, SLOTS, "use one from local.example.yml")
        yield at_row(page, line, "unknown-slot", f"no setting is called '{name}'; {cure}")


def _file(course: Course, page: Page, line: int, to: str) -> Iterator[Problem]:
    """A link to a page that is not there. What leads into a folder that this copy does not have is left alone."""
    if "://" in to:
        return
    start = course.root if to.startswith("/") else (course.root / page.source.file).parent
    target = Path(normpath(start / to.lstrip("/")))
    if target.is_file() or not target.is_relative_to(course.root):
        return
    if (course.root / target.relative_to(course.root).parts[0]).exists() or target.parent == course.root:
        near = instead(
            target.name, sorted(path.name for path in target.parent.glob("*.md")), "link to one that is there"
        )
        yield at_row(page, line, "missing-file", f"there is no page '{to}'; {near}")
