"""The index beside a store: where each statement stands in the file. It can be deleted; it is made again.

It also is the lock: whoever writes holds its write transaction, so two programs never append at once.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, NamedTuple

from peersteps.evidence.envelope import RANK, Received, read_row
from peersteps.evidence.rows import unreadable
from peersteps.evidence.statement import canonical
from peersteps.evidence.words import RefusedError
from peersteps.model import Problem

_SCHEMA = 1
_TAIL = 64
_TABLES = (
    "CREATE TABLE IF NOT EXISTS seen (indexed INTEGER NOT NULL, lines INTEGER NOT NULL, tail BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS statement (place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, learner TEXT NOT NULL,"
    " rank INTEGER NOT NULL, digest BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS by_learner ON statement (learner)",
)


class Kept(NamedTuple):
    """What the index knows of one statement: how strongly it is known and what it says."""

    rank: int
    digest: bytes


def digest(row: Received) -> bytes:
    """Equal for equal statements, whatever their envelopes."""
    return blake2b(canonical(row.statement), digest_size=16).digest()


class Index:
    """Where the statements of one file stand: for each id, the line that knows it most strongly."""

    def __init__(self, database: Path, file: Path) -> None:
        """Open or make the index of a file."""
        self._database = database
        self._file = file
        self._open()

    def _open(self) -> None:
        try:
            self._db = _connect(self._database)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._database.unlink()  # damaged: everything in it stands in the file too
            self._db = _connect(self._database)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone with the file until the block ends; on an error the index stays as it was."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, statement_id: bytes) -> Kept | None:
        """What is known of a statement."""
        row = self._db.execute("SELECT rank, digest FROM statement WHERE id = ?", (statement_id,)).fetchone()
        return Kept(*row) if row else None

    def put(self, place: int, row: Received, body: bytes) -> None:
        """Remember the line at `place`, instead of a weaker one with the same id."""
        values = (place, row.statement.id.bytes, row.statement.learner, RANK[row.channel], body)
        self._db.execute("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?)", values)

    def places(self, learners: Iterable[str]) -> list[int]:
        """Where the lines of some learners stand, in file order."""
        find = "SELECT place FROM statement WHERE learner = ?"
        return sorted(place for name in set(learners) for (place,) in self._db.execute(find, (name,)))

    def learners(self) -> tuple[str, ...]:
        """Everybody about whom there is a statement."""
        return tuple(name for (name,) in self._db.execute("SELECT DISTINCT learner FROM statement ORDER BY learner"))

    def count(self) -> int:
        """How many different statements there are."""
        found: int = self._db.execute("SELECT count(*) FROM statement").fetchone()[0]
        return found

    def catch_up(self) -> list[Problem]:
        """Read what was added to the file since the last time, or all of it if the file is not the one we knew."""
        if not self._file.exists():
            self.clear()
            return []
        with self._file.open("rb") as file:
            start, lines = self._start(file)
            file.seek(start)
            problems = []
            for number, line in enumerate(file, lines + 1):
                problem = self._read(start, number, line)
                if problem:
                    problems.append(problem)
                start += len(line)
                lines = number
            self.remember(file, start, lines)
        return problems

    def lines(self) -> int:
        """How many lines of the file were read."""
        row = self._db.execute("SELECT lines FROM seen").fetchone()
        return row[0] if row else 0

    def remember(self, file: BinaryIO, size: int, lines: int) -> None:
        """Note how far the file has been read, and what its last bytes there were."""
        self._db.execute("DELETE FROM seen")
        self._db.execute("INSERT INTO seen VALUES (?, ?, ?)", (size, lines, _tail(file, size)))

    def clear(self) -> None:
        """Forget everything; the next catch_up reads the whole file."""
        self._db.execute("DELETE FROM statement")
        self._db.execute("DELETE FROM seen")

    def _start(self, file: BinaryIO) -> tuple[int, int]:
        row = self._db.execute("SELECT indexed, lines, tail FROM seen").fetchone()
        if row and row[0] <= self._file.stat().st_size and _tail(file, row[0]) == row[2]:
            return row[0], row[1]
        self.clear()
        return 0, 0

    def _read(self, place: int, number: int, line: bytes) -> Problem | None:
        if not line.strip():
            return None
        try:
            row = read_row(line)
        except RefusedError as error:
            return unreadable(self._file.name, number, str(error))
        body = digest(row)
        kept = self.get(row.statement.id.bytes)
        if kept and kept.digest != body:
            return conflict(self._file.name, number, row)
        if not kept or RANK[row.channel] > kept.rank:
            self.put(place, row, body)
        return None


def _connect(database: Path) -> sqlite3.Connection:
    database.touch(mode=0o600)
    db = sqlite3.connect(database, isolation_level=None, timeout=60)
    try:
        db.execute("PRAGMA secure_delete = ON")
        if db.execute("PRAGMA user_version").fetchone()[0] not in (0, _SCHEMA):
            db.execute("DROP TABLE IF EXISTS seen")
            db.execute("DROP TABLE IF EXISTS statement")
        for table in _TABLES:
            db.execute(table)
        db.execute(f"PRAGMA user_version = {_SCHEMA}")
    except BaseException:
        db.close()
        raise
    return db


def conflict(file: str, line: int, row: Received) -> Problem:
    """Two statements with one id that say different things. The one that was here first stays."""
    says = f"statement {row.statement.id} is already here and says something else. The first one stays as it was"
    return Problem(file, line, "repeated-id", says)


def _tail(file: BinaryIO, size: int) -> bytes:
    start = max(0, size - _TAIL)
    file.seek(start)
    return file.read(size - start)
