"""Advice on the pages of a module: how hard they are to read. None of it is an error: the author judges."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from peersteps.checks.language.pieces import Piece, pieces
from peersteps.checks.reading_age import reading_age
from peersteps.checks.teaching import ENOUGH_WORDS, OLDEST
from peersteps.checks.texts import at_row
from peersteps.model import Course, Page, Problem

_MARKS = re.compile(r"^\s*(?:[-*>#|:]+|\d+\.)\s*|\{[a-z-]+\}|[*_|]", re.MULTILINE)
"""What Markdown adds to words."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Advice on every page that learners read; what is beside them is for trainers, or a list."""
    for module in course.modules.values():
        yield from _reading_age(module.every_page()[0], pieces(module))
        for page in module.others:
            if page.id in module.pages:
                yield from _reading_age(page, pieces(page))


def _reading_age(page: Page, written: Iterable[Piece]) -> Iterator[Problem]:
    read = [(piece.line, plain(piece.words)) for piece in written if piece.where == ("body",)]
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
