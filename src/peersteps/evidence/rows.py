"""Reading a whole store quickly: only as much of each row as progress needs, in blocks of many lines."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from peersteps.evidence.envelope import Received
from peersteps.evidence.statement import VOIDED, StatementRef, VerbId
from peersteps.evidence.words import plain
from peersteps.model import Known, Problem

_BLOCK = 1 << 17
_VOIDED = b"/verbs/voided"


class _Named(Struct, gc=False):
    name: str


class _Who(Struct, gc=False):
    account: _Named


class _Did(Struct, gc=False):
    id: VerbId


class _About(Struct, gc=False):
    id: str


class What(Struct, gc=False):
    """A statement, as far as progress needs it."""

    id: str
    who: _Who = field(name="actor")
    verb: _Did
    about: _About = field(name="object")
    timestamp: Annotated[datetime, Meta(tz=True)]

    @property
    def learner(self) -> str:
        """The pseudonym it is about."""
        return self.who.account.name


class Row(Struct, gc=False):
    """A stored row, as far as progress needs it."""

    channel: Known
    source: str
    what: What = field(name="statement")


_DECODER = msgspec.json.Decoder(Row)


def row_of(received: Received) -> Row:
    """The same of a row that was read in full."""
    statement = received.statement
    about = str(statement.about.id) if isinstance(statement.about, StatementRef) else statement.about.id
    what = What(
        str(statement.id),
        _Who(_Named(statement.learner)),
        _Did(statement.verb.id),
        _About(about),
        statement.timestamp,
    )
    return Row(received.channel, received.source, what)


def read_quickly(line: bytes) -> Row | str:
    """One row, or in plain words why it cannot be read."""
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return plain(error)


def read_rows(path: Path, problems: list[Problem] | None = None) -> Iterator[Row]:
    """Every row of a file in its order. Lines that cannot be read are left out and named in `problems`."""
    first = 1
    for block in _blocks(path):
        try:
            rows = _DECODER.decode_lines(block)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            rows = list(_one_by_one(path.name, first, block, problems))
        yield from rows
        first += block.count(b"\n") if problems is not None else 0


def read_corrections(path: Path) -> Iterator[Row]:
    """The rows that take another one back; whatever else stands there is passed over quickly."""
    for block in _blocks(path):
        if _VOIDED in block:
            rows = map(read_quickly, filter(lambda line: _VOIDED in line, block.splitlines()))
            yield from (row for row in rows if isinstance(row, Row) and row.what.verb.id == VOIDED)


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file that hold something, each with its line feed if it has one."""
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if not line.isspace())


def unreadable(file: str, line: int, why: str) -> Problem:
    """A line that could not be read, while all others were."""
    return Problem(file, line, "bad-value", f"this line was left out: {why}. The other lines were read")


def _one_by_one(name: str, first: int, block: bytes, problems: list[Problem] | None) -> Iterator[Row]:
    for number, line in enumerate(block.split(b"\n"), first):
        if not line.strip():
            continue
        row = read_quickly(line)
        if isinstance(row, Row):
            yield row
        elif problems is not None:
            problems.append(unreadable(name, number, row))


def _blocks(path: Path) -> Iterator[bytes]:
    """A file in pieces of whole lines."""
    if not path.exists():
        return
    rest = b""
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_BLOCK):
            cut = piece.rfind(b"\n") + 1
            if cut:
                yield rest + piece[:cut]
                rest = piece[cut:]
            else:
                rest += piece
    if rest:
        yield rest
