"""The pages: how hard they are to read (advice), and what those need who cannot see them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from peersteps.checks.language.pieces import Piece, pieces
from peersteps.checks.reading_age import reading_age
from peersteps.checks.teaching import ENOUGH_WORDS, OLDEST
from peersteps.checks.texts import at_row, rows
from peersteps.model import Course, Page, Problem
from peersteps.reading.tries import fences, prose

_MARKS = re.compile(r"^\s*(?:[-*>#|:]+|\d+\.)\s*|\{[a-z-]+\}|[*_|]", re.MULTILINE)
"""What Markdown adds to words."""

_HEADING = re.compile(r"(#{1,6}) ")
_IMAGE = re.compile(r"!\[\s*\]\(|<img\b[^>]*>?", re.IGNORECASE)
_HTML_ALT = re.compile(r"\balt\s*=\s*[\"'][^\"']+", re.IGNORECASE)
_ALT = re.compile(r"^:alt:\s*\S", re.MULTILINE)

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
"""The row under the headings of a table."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """The tables of every page; how hard it is to read, for learners' pages: beside them stand lists, or plans."""
    for module in course.modules.values():
        for page in module.every_page():
            yield from _told_to_all(page)
        yield from _reading_age(module.every_page()[0], pieces(module))
        for page in module.others:
            if page.id in module.pages:
                yield from _reading_age(page, pieces(page))
    for page in course.around:
        yield from _told_to_all(page)


def _told_to_all(page: Page) -> Iterator[Problem]:
    """What those who cannot see the page need: headings in their order, of columns too, and pictures in words."""
    yield from _columns(page)
    yield from _levels(page)
    yield from _pictures(page)


def _levels(page: Page) -> Iterator[Problem]:
    """People who listen to a page find their way by its headings, level by level."""
    before = 0
    for line, row in prose(page.body, page.source.line("body")):
        if found := _HEADING.match(row):
            level = len(found[1])
            if before and level > before + 1:
                says = f"the headings jump from '{'#' * before}' to '{found[1]}'; write '{'#' * (before + 1)}' here"
                yield at_row(page, line, "heading-jump", says)
            before = level


def _pictures(page: Page) -> Iterator[Problem]:
    first = page.source.line("body")
    for line, row in prose(page.body, first):
        for image in _IMAGE.finditer(row):
            if image[0].startswith("!") or not _HTML_ALT.search(image[0]):
                cure = "write in the square brackets what it shows" if image[0].startswith("!") else "add an 'alt'"
                yield at_row(
                    page, line, "no-alternative-text", f"this picture says nothing to those who cannot see it; {cure}"
                )
    for name, _, line, content in fences(page.body, first):
        if name in ("figure", "image") and not _ALT.search(content):
            says = f"this {name} says nothing to those who cannot see it; add ':alt:' below it, with what it shows"
            yield at_row(page, line, "no-alternative-text", says)


def _columns(page: Page) -> Iterator[Problem]:
    """A column without a heading is told to nobody who cannot see it."""
    for (line, row), (_, below) in pairwise(rows(page)):
        cells = row.strip().strip("|").split("|")
        if _RULE.fullmatch(below) and not all(cell.strip() for cell in cells):
            says = "a column of this table has no heading; write one, such as 'Section'"
            yield at_row(page, line, "blank-heading", says)


def _reading_age(page: Page, written: Iterable[Piece]) -> Iterator[Problem]:
    read = [(piece.line, plain(piece.words)) for piece in written if piece.where[:1] == ("body",)]
    whole = "\n\n".join(words for _, words in read)
    age = reading_age(whole)
    if age > OLDEST and len(whole.split()) >= ENOUGH_WORDS:
        hardest, _ = max(read, key=lambda one: reading_age(one[1]) * min(len(one[1].split()), 20))
        says = f"the page reads like a text for age {age:.0f}; use shorter sentences and words, here first"
        yield at_row(page, hardest, "hard-to-read", says)


def plain(words: str) -> str:
    """Words without their Markdown. Each row of a list or table counts as a sentence of its own."""
    rows = re.split(r"\n(?=\s*(?:[-*|]|\d+\.)\s)", words)
    return "\n\n".join(_MARKS.sub("", row).strip() for row in rows)
