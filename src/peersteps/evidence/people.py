"""People: who a pseudonym is, kept apart from the evidence and joined only when a report is drawn."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from peersteps.evidence.statement import ACTOR
from peersteps.model import Problem

COLUMNS = ("pseudonym", "name", "manager", "service", "joined", "left", "leave_from", "leave_to")
_DATES = COLUMNS[4:]
_LONGEST = 120


@dataclass(frozen=True)
class Person:
    """One row of people.csv. `manager` is a pseudonym too."""

    pseudonym: str
    name: str
    manager: str = ""
    service: str = ""
    joined: date | None = None
    left: date | None = None
    leave_from: date | None = None
    leave_to: date | None = None

    @property
    def learns(self) -> bool:
        """Whether the pathway is theirs: peer support workers have pseudonyms that start with p-."""
        return self.pseudonym.startswith("p-")

    def here(self, on: date) -> bool:
        """Whether they had joined and not yet left."""
        return (self.joined is None or self.joined <= on) and (self.left is None or on <= self.left)

    def on_leave(self, on: date) -> bool:
        """Whether they are away. Leave without a last day goes on."""
        return self.leave_from is not None and self.leave_from <= on and (self.leave_to is None or on <= self.leave_to)


@dataclass(frozen=True)
class People:
    """All rows that could be read, in file order, and what is wrong with the others."""

    all: Mapping[str, Person]
    problems: tuple[Problem, ...] = ()

    def name(self, pseudonym: str) -> str:
        """The name, or the pseudonym of somebody who is not in the file."""
        return self.all[pseudonym].name if pseudonym in self.all else pseudonym

    def stranger(self, pseudonym: str) -> str:
        """What to do about a pseudonym that has no row here ("": it has one)."""
        if pseudonym in self.all:
            return ""
        near = nearest(pseudonym, self.all)
        return f"did you mean '{near}'?" if near else "add one for them, or correct the pseudonym."

    def learners(self, on: date) -> tuple[Person, ...]:
        """Peer support workers who are here on a day, by name."""
        found = (person for person in self.all.values() if person.learns and person.here(on))
        return tuple(sorted(found, key=_by_name))

    def teams(self, on: date) -> Mapping[Person, tuple[Person, ...]]:
        """Each manager with the peer support workers they manage on a day, by name."""
        teams: dict[Person, list[Person]] = {}
        for person in self.learners(on):
            if person.manager in self.all:
                teams.setdefault(self.all[person.manager], []).append(person)
        return {manager: tuple(teams[manager]) for manager in sorted(teams, key=_by_name)}

    def left_before(self, day: date) -> tuple[str, ...]:
        """Whose evidence is past its time: everybody who left before that day."""
        return tuple(person.pseudonym for person in self.all.values() if person.left and person.left < day)


def read_people(data: bytes, name: str = "people.csv") -> People:
    """Read people.csv. Every problem is named with its line; a row with a problem is left out."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return People({}, (Problem(name, 0, "not-utf8", "save this file again as 'CSV UTF-8 (comma delimited)'"),))
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip().lower() for cell in next(rows, [])]
    problems = list(_header(name, header))
    if problems:
        return People({}, tuple(problems))
    found: dict[str, tuple[int, Person]] = {}
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        line = rows.line_num
        read = _row(name, line, dict(zip(header, map(str.strip, cells), strict=False)), len(cells) - len(header))
        if isinstance(read, Person) and read.pseudonym in found:
            first = found[read.pseudonym][0]
            says = f"'{read.pseudonym}' already stands in line {first}: one row a person, each with their own pseudonym"
            problems.append(Problem(name, line, "repeated-id", says, "pseudonym"))
        elif isinstance(read, Person):
            found[read.pseudonym] = (line, read)
        else:
            problems.extend(read)
    problems.extend(_managers(name, found))
    return People({pseudonym: person for pseudonym, (_, person) in found.items()}, tuple(sorted(problems)))


def nearest(pseudonym: str, known: Iterable[str]) -> str:
    """The pseudonym that somebody may have meant ("": none is near)."""
    return next(iter(get_close_matches(pseudonym, list(known), n=1, cutoff=0.75)), "")


def _by_name(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.pseudonym


def _header(name: str, header: list[str]) -> Iterator[Problem]:
    asked = ",".join(COLUMNS)
    if len(header) == 1 and ";" in header[0]:
        yield Problem(name, 1, "bad-value", f"the columns are parted by ';': use commas, as in {asked}")
        return
    for column in COLUMNS:
        if column not in header:
            says = f"the column '{column}' is missing. The first line must be {asked}"
            yield Problem(name, 1, "missing-key", says, column)
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            says = f"'{column[:40]}' is not a column we know: take it out, nothing more than {asked} is kept here"
            yield Problem(name, 1, "unknown-key", says)
        elif header.count(column) > 1:
            yield Problem(name, 1, "repeated-key", f"the column '{column}' stands here twice", column)


def _row(name: str, line: int, cells: dict[str, str], extra: int) -> Person | list[Problem]:
    cells = {column: cells.get(column, "") for column in COLUMNS}
    pseudonym = cells["pseudonym"]
    dates, wrong = _row_dates(cells)
    if extra > 0:
        wrong["row"] = "this row has more cells than the first line: put quotes round a cell that has a comma in it"
    if not re.fullmatch(ACTOR, pseudonym):
        wrong["pseudonym"] = f"'{pseudonym[:40]}' is not a pseudonym: use one such as p-heron or, for a manager, m-oak"
    if not cells["name"] or len(cells["name"]) > _LONGEST:
        wrong["name"] = "the name is missing or longer than 120 characters"
    if wrong:
        return [Problem(name, line, "bad-value", says, column) for column, says in wrong.items()]
    return Person(pseudonym, cells["name"], cells["manager"], cells["service"], **dates)


def _row_dates(cells: Mapping[str, str]) -> tuple[dict[str, date | None], dict[str, str]]:
    """The dates of a row, and what is wrong with them by column."""
    dates: dict[str, date | None] = {}
    wrong: dict[str, str] = {}
    for column in _DATES:
        try:
            dates[column] = _date(cells[column])
        except ValueError:
            found = cells[column][:20]
            wrong[column] = f"'{found}' in '{column}' is not a date: write 2026-03-03 or 03/03/2026 (day first)"
    for first, last in (("joined", "left"), ("leave_from", "leave_to")):
        start, end = dates.get(first), dates.get(last)
        if start and end and end < start:
            wrong[last] = f"'{last}' is before '{first}'"
    if dates.get("leave_to") and not cells["leave_from"]:
        wrong["leave_from"] = "'leave_to' has a date and 'leave_from' has none"
    return dates, wrong


def _date(text: str) -> date | None:
    """ISO, or as a spreadsheet in England rewrites it: day first."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if found:
        return date(int(found[3]), int(found[2]), int(found[1]))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError
    return date.fromisoformat(text)


def _managers(name: str, found: Mapping[str, tuple[int, Person]]) -> Iterator[Problem]:
    for line, person in found.values():
        if person.manager == person.pseudonym:
            says = f"{person.pseudonym} cannot be their own manager"
            yield Problem(name, line, "bad-value", says, "manager")
        elif person.manager and person.manager not in found:
            asks = "add a row for them, or correct the pseudonym. Until then no letter shows this person"
            says = f"the manager '{person.manager[:40]}' of {person.pseudonym} has no row here: {asks}"
            yield Problem(name, line, "unknown-id", says, "manager")
        elif person.learns and not person.manager and not person.left:
            says = f"{person.pseudonym} has no manager: no letter shows them"
            yield Problem(name, line, "missing-key", says, "manager")
