"""Collecting from the exchange, where every file was written by somebody else.

Takes `answers.json` as a plain file of at most 256 KiB and nothing else, follows no link, and takes each
hand-in by itself: one that cannot be taken is listed, and the others are taken all the same.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Gradebook
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc
from traitlets import Unicode

from peersteps.nbgrading.answers import NAME, UnreadableError, read_regular
from peersteps.nbgrading.key import asked_in
from peersteps.nbgrading.submitted import SECRET, HandIn, Taken, can_be_read, is_wanted, place_for, put, taken_at


class Record(NamedTuple):
    """A folder in the exchange's inbound, by its name alone."""

    at: datetime
    student: str
    folder: str


class SafeCollect(ExchangeCollect):  # type: ignore[misc]
    """Replaces nbgrader's collecting. Afterwards `taken` and `problems` say what happened."""

    key_dir = Unicode("", help="The folder with the keys, which say what was asked.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the base class
        """Start with nothing taken."""
        super().__init__(*args, **kwargs)
        self.taken: list[Taken] = []
        self.problems: list[str] = []
        self.asked = asked_in(Path(self.key_dir), self.coursedir.assignment_id)

    def init_src(self) -> None:
        """Find each known learner's hand-ins, newest first."""
        self.inbound = Path(self.root) / self.coursedir.course_id / "inbound"
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            known = {student.id for student in gradebook.students}
        self.by_student: dict[str, list[Record]] = defaultdict(list)
        try:
            names = sorted(path.name for path in self.inbound.iterdir())
        except FileNotFoundError:
            names = []  # nothing has been released yet
        for name in names:
            record = self._record(name)
            if record is None:
                continue
            if record.student in known:
                self.by_student[record.student].append(record)
            else:
                self._trouble(f"{record.student} is not in people.csv, so their hand-in was left where it is.")

    def copy_files(self) -> None:
        """Take the newest hand-in of each learner that can be read."""
        for student, records in sorted(self.by_student.items()):
            if self.coursedir.student_id in ("*", student):
                self._newest(student, sorted(records, reverse=True))

    def _newest(self, student: str, records: Iterable[Record]) -> None:
        place = place_for(self.coursedir, student, self.coursedir.assignment_id)
        have = taken_at(place) if can_be_read(place, self.coursedir.assignment_id, self.asked) else None
        spare = None
        for record in records:
            if have and record.at <= have:
                break
            try:
                handin = self._open(record)
                if not handin.trouble:
                    self.taken.append(put(self.coursedir, handin))
                    return
                spare = spare or handin
                self._trouble(
                    f"{student}: the hand-in of {record.at:%d %B, %H:%M} could not be read: "
                    f"{handin.trouble.for_trainer}"
                )
            except Exception as problem:  # whatever is wrong with one, the others must be taken
                self._trouble(f"{student}: the hand-in of {record.at:%d %B, %H:%M} was not taken: {_plain(problem)}.")
        if spare and is_wanted(self.coursedir, spare):
            self.taken.append(put(self.coursedir, spare))

    def _record(self, name: str) -> Record | None:
        """What a folder's name says, or None when it is not a hand-in for this assignment."""
        parts = name.split("+")
        if len(parts) < 3 or parts[1] != self.coursedir.assignment_id:
            return None
        try:
            at = parse_utc(parts[2])
            return Record(at.replace(tzinfo=UTC), parts[0], name)
        except (ValueError, OverflowError, TypeError, AttributeError):
            self._trouble(f"{parts[0]}: a hand-in has no date that can be read; it was left where it is.")
            return None

    def _open(self, record: Record) -> HandIn:
        """Read a hand-in through its folder's own handle, so that nothing can be swapped for a link on the way."""
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        try:
            folder = os.open(self.inbound / record.folder, flags)
        except OSError:
            raise UnreadableError("it is not a plain folder") from None
        try:
            self._check_owner(folder, record.student)
            content = why = None
            try:
                content = read_regular(NAME, folder=folder)
            except UnreadableError as problem:
                why = problem
            secret = self._secret(folder)
            assignment = self.coursedir.assignment_id
            return HandIn(record.student, assignment, record.at, content, why, secret, asked=self.asked)
        finally:
            os.close(folder)

    def _secret(self, folder: int) -> str:
        """What names the feedback file, so that only this learner finds it."""
        try:
            return read_regular(SECRET, 1024, folder=folder).decode("ascii")
        except (UnreadableError, UnicodeDecodeError):
            return ""

    def _check_owner(self, folder: int, student: str) -> None:
        if not self.check_owner or sys.platform == "win32":
            return
        import pwd  # noqa: PLC0415 - there is none on Windows

        try:
            owner = pwd.getpwuid(os.fstat(folder).st_uid).pw_name
        except KeyError:
            owner = "an unknown account"
        if owner != student:
            raise UnreadableError(f"it was handed in by {owner}")

    def _trouble(self, says: str) -> None:
        self.problems.append(says)
        self.log.warning(says)


def _plain(problem: Exception) -> str:
    return str(problem) if isinstance(problem, UnreadableError) else f"{type(problem).__name__}: {problem}"
