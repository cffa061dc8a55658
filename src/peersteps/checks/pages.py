"""The pages of a module: how hard they are to read (advice), and tables that a screen reader can tell."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from peersteps.checks.language.pieces import Piece, pieces
from peersteps.checks.reading_age import reading_age
from peersteps.checks.teaching import ENOUGH_WORDS, OLDEST
from peersteps.checks.texts import at_row, rows
from peersteps.model import Course, Page, Problem

_MARKS = re.compile(r"^\s*(?:[-*>#|:]+|\d+\.)\s*|\{[a-z-]+\}|[*_|]", re.MULTILINE)
"""What Markdown adds to words."""


_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
"""The row under the headings of a table."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """The tables of every page; how hard it is to read, for learners' pages: beside them stand lists, or plans."""
    for module in course.modules.values():
        for page in module.every_page():
            yield from _headings(page)
        yield from _reading_age(module.every_page()[0], pieces(module))
        for page in module.others:
            if page.id in module.pages:
                yield from _reading_age(page, pieces(page))
    for page in course.around:
        yield from _headings(page)


def _headings(page: Page) -> Iterator[Problem]:
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
