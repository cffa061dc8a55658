"""The store: one JSON Lines file that is only ever added to, and an index that can be made from it again."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from peersteps.evidence.day import day_number
from peersteps.evidence.envelope import RANK, Received, read_row, write_row
from peersteps.evidence.index import Index, conflict, digest
from peersteps.evidence.rows import Row, lines_of, read_corrections, read_quickly, read_rows
from peersteps.evidence.statement import FAILED
from peersteps.model import Problem


@dataclass(frozen=True)
class Added:
    """What became of the rows that were to be added."""

    new: int
    repeated: int
    """Already here: harmless."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Purged:
    """How many lines a purge removed. Nothing says whose they were."""

    removed: int
    kept: int


class Store:
    """A folder with `statements.jsonl` (what counts) and `index.sqlite` (can be deleted)."""

    def __init__(self, folder: Path) -> None:
        """Open the store in a folder, or start one there."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.path = folder / "statements.jsonl"
        self._index = Index(folder / "index.sqlite", self.path)

    def __enter__(self) -> "Store":
        """For use in a with block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let the files go."""
        self._index.close()

    def add(self, rows: Iterable[Received]) -> Added:
        """Append rows that are not here yet. A known one is added again only through a stronger channel."""
        new = repeated = 0
        with self._index.writing():
            problems = self._index.catch_up()
            lines = self._index.lines()
            with self._appending() as file:
                for row in rows:
                    key, body = row.statement.id.bytes, digest(row)
                    kept = self._index.get(key)
                    if kept and kept.digest != body:
                        problems.append(conflict(row.source, 0, row))
                    elif kept and RANK[row.channel] <= kept.rank:
                        repeated += 1
                    else:
                        place = file.tell()
                        file.write(write_row(row))
                        self._index.put(place, row, body)
                        new += 1
                file.flush()
                os.fsync(file.fileno())
                self._index.remember(file, file.seek(0, os.SEEK_END), lines + new)
        return Added(new, repeated, tuple(problems))

    def _appending(self) -> BinaryIO:
        """The file, ready for a whole new line even if its last one was cut off."""
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.seek(0, os.SEEK_END)
        return file

    def of(self, learners: Iterable[str]) -> list[Received]:
        """All that is known about some learners, each statement once."""
        self._refresh()
        if not self.path.exists():
            return []
        with self.path.open("rb") as file:
            return [_row_at(file, place) for place in self._index.places(learners)]

    def learners(self) -> tuple[str, ...]:
        """Everybody about whom something is known, by pseudonym."""
        self._refresh()
        return self._index.learners()

    def count(self) -> int:
        """How many different statements are here."""
        self._refresh()
        return self._index.count()

    def check(self) -> tuple[Problem, ...]:
        """Read every line strictly and make the index anew."""
        with self._index.writing():
            self._index.clear()
            return tuple(self._index.catch_up())

    def rows(self, problems: list[Problem] | None = None) -> Iterator[Row]:
        """Every row in file order. Lines that cannot be read are left out and named in `problems`."""
        return read_rows(self.path, problems)

    def corrections(self) -> Iterator[Row]:
        """The rows that take another one back."""
        return read_corrections(self.path)

    def purge(self, on: date, learners: Iterable[str] = (), failed_before: date | None = None) -> Purged:
        """Remove what may no longer be kept, from the file itself. The log says how many, never whose.

        `learners`: everything about these people. `failed_before`: results that were not a pass, from before that day.
        A line that cannot be read goes too when it holds one of the pseudonyms.
        """
        unwanted = _unwanted(frozenset(learners), failed_before)
        with self._index.writing():
            removed, kept = self._rewrite(unwanted)
            self._index.clear()
            self._index.catch_up()
        if removed:
            with (self.folder / "purged.jsonl").open("ab") as log:
                log.write(msgspec.json.encode({"on": on, "removed": removed}) + b"\n")
        return Purged(removed, kept)

    def _rewrite(self, unwanted: Callable[[bytes], bool]) -> tuple[int, int]:
        removed = kept = 0
        fresh = self.path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for line in lines_of(self.path):
                if unwanted(line):
                    removed += 1
                else:
                    file.write(line)
                    kept += 1
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        return removed, kept

    def _refresh(self) -> None:
        with self._index.writing():
            self._index.catch_up()


def _row_at(file: BinaryIO, place: int) -> Received:
    file.seek(place)
    return read_row(file.readline())


def _unwanted(learners: frozenset[str], failed_before: date | None) -> Callable[[bytes], bool]:
    whose = [f'"{name}"'.encode() for name in learners]
    limit = failed_before.toordinal() if failed_before else 0

    def unwanted(line: bytes) -> bool:
        row = read_quickly(line)
        if isinstance(row, str):
            return any(name in line or _ends_within(line, name) for name in whose)
        return row.what.learner in learners or (row.what.verb.id == FAILED and day_number(row.what.timestamp) < limit)

    return unwanted


def _ends_within(line: bytes, name: bytes) -> bool:
    """Whether a line was cut off in the middle of a quoted name (after its quote and letter, at the earliest)."""
    return any(line.rstrip().endswith(name[:length]) for length in range(3, len(name)))
