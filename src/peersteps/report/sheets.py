"""All rows as CSV and as a workbook, for people who work in a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format

from peersteps.evidence import People
from peersteps.report.view import Card
from peersteps.report.words import NOT_FOR, STATES

_WHO = {"pseudonym": 14, "name": 24, "manager": 24, "service": 22}
_ITEMS = _WHO | {"level": 18, "item": 30, "title": 40, "state": 20, "since": 12, "valid to": 12, "how known": 26}
_PEOPLE = _WHO | {"where they are": 52, "waiting for sign-off": 40, "still to be signed": 60, "due soon or lapsed": 40}
"""Columns with their widths in characters."""

ABOUT = (
    ("met", "finished or passed, known well enough for this item, and valid on the day"),
    ("due soon", "met, for 60 days or less"),
    ("lapsed", "was met; its time has run out"),
    ("waiting for sign-off", "the person told us; somebody in a named role has to sign"),
    ("still to be signed", "for the next level: somebody in a named role signs once they have seen it"),
    ("not yet", "not met so far: nothing more is known or meant"),
    ("paused", "the person is away: nothing is due"),
    ("told us", "from the record the person chose to hand over"),
    ("recorded", "from a learning system's own record"),
    ("marked", "from a hand-in that was marked"),
    ("seen", "signed by somebody in a named role"),
    ("accepted", "known in one of the equal ways that this item allows; which one is not reported"),
)

Cell = str | date | None


class _Style(NamedTuple):
    head: Format
    day: Format


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def write_csv(path: Path, cards: Sequence[Card], people: People, on: date) -> None:
    """All rows. UTF-8 with a byte order mark: without it Excel shows Zoë as ZoÃ«; other programs skip it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*_ITEMS, _as_at_head()))
    for row in _rows(cards, people):
        writer.writerow([*(_text(cell) for cell in row), on.isoformat()])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def write_xlsx(path: Path, cards: Sequence[Card], people: People, on: date) -> None:
    """The same rows, a sheet with one row a person, and a sheet that says what the words mean."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Progress", "comments": NOT_FOR, "created": datetime.combine(on, time(), UTC)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        about = book.add_worksheet("Read me")
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 90)
        lines = (("As at", on.isoformat()), (NOT_FOR, ""), ("", ""), *ABOUT)
        for number, (word, meaning) in enumerate(lines):
            about.write_string(number, 0, word, bold)
            about.write_string(number, 1, meaning)
        style = _Style(bold, book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}))
        _sheet(book, "People", _PEOPLE, list(_people(cards, people)), style)
        _sheet(book, "Items", _ITEMS | {"as at": 12}, [(*row, on) for row in _rows(cards, people)], style)


def _sheet(
    book: xlsxwriter.Workbook, title: str, columns: Mapping[str, int], rows: Sequence[Sequence[Cell]], style: _Style
) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 2)
    for column, (words, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, style.head)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, style.day)
            elif cell:
                sheet.write_string(number, column, neutral(cell))
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{NOT_FOR}&RPage &P of &N")


def _rows(cards: Sequence[Card], people: People) -> Iterator[tuple[Cell, ...]]:
    for card in cards:
        manager = people.all[card.pseudonym].manager
        for step in card.steps:
            for line in step.lines:
                yield (
                    card.pseudonym,
                    card.name,
                    people.name(manager),
                    card.service,
                    step.title,
                    line.item,
                    line.title,
                    STATES[line.state],
                    line.since,
                    line.until,
                    line.how,
                )


def _people(cards: Sequence[Card], people: People) -> Iterator[tuple[Cell, ...]]:
    for card in cards:
        yield (
            card.pseudonym,
            card.name,
            people.name(people.all[card.pseudonym].manager),
            card.service,
            card.level,
            "; ".join(line.title for line in card.needs_you),
            "; ".join(f"{line.title} ({line.signers})" for line in card.to_sign),
            "; ".join(line.title for line in card.due),
        )


def _as_at_head() -> str:
    return f"as at ({NOT_FOR[0].lower()}{NOT_FOR[1:-1]})"


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(cell or "")
