"""Putting a hand-in where nbgrader looks for it: our answers file and the trainer's own notebook, nothing else."""

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from peersteps.nbgrading.answers import LIMIT, NAME, Asked, UnreadableError, parse_answers, read_regular

STAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # noqa: S105 - a file's name
FROM = "came-from.txt"


@dataclass(frozen=True)
class HandIn:
    """A hand-in that is about to be taken: the bytes as they came, and when."""

    student: str
    assignment: str
    at: datetime
    """UTC."""
    content: bytes | None
    """None when there were no bytes that may be read; `why` says so."""
    why: UnreadableError | None = None
    secret: str = ""
    came_from: str = "the exchange"
    asked: Asked | None = None
    """What the assignment asks (None: its key cannot be read)."""

    @property
    def trouble(self) -> UnreadableError | None:
        """Why the answers cannot be read (None: they can)."""
        if self.content is None:
            return self.why
        try:
            parse_answers(self.content, self.assignment, self.asked)
        except UnreadableError as problem:
            return problem
        return None


@dataclass(frozen=True)
class Taken:
    """A hand-in that was taken."""

    student: str
    assignment: str
    at: datetime
    replaced: bool
    """An earlier one was there; it is kept in course/older."""


def place_for(course: CourseDirectory, student: str, assignment: str, step: str = "submitted") -> Path:
    """The folder of one learner's hand-in at one of nbgrader's steps."""
    return Path(course.format_path(step, student, assignment))


def stamp_in(folder: Path) -> str:
    """When the hand-in in this folder was made, as it stands there ("": there is none)."""
    try:
        return (folder / STAMP).read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def taken_at(folder: Path) -> datetime | None:
    """When the hand-in in this folder was made (None: there is none)."""
    try:
        found: datetime = parse_utc(stamp_in(folder))
    except ValueError:
        return None
    return found.replace(tzinfo=UTC)


def can_be_read(folder: Path, assignment: str, asked: Asked | None) -> bool:
    """Whether the hand-in in this folder has answers that can be read, and to what the assignment asks."""
    try:
        parse_answers(read_regular(folder / NAME), assignment, asked)
    except UnreadableError:
        return False
    return True


def is_wanted(course: CourseDirectory, handin: HandIn) -> bool:
    """Whether a hand-in should stand instead of what is there: newer, and never unreadable instead of readable."""
    place = place_for(course, handin.student, handin.assignment)
    have = taken_at(place)
    if have is None:
        return True
    if can_be_read(place, handin.assignment, handin.asked):
        return handin.at > have and not handin.trouble
    return handin.at > have or not handin.trouble


def put(course: CourseDirectory, handin: HandIn) -> Taken:
    """Put a hand-in in submitted/, all at once or not at all. An earlier one moves to older/."""
    place = place_for(course, handin.student, handin.assignment)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".taking-", dir=place.parent))
    try:
        for notebook in place_for(course, ".", handin.assignment, "release").glob("*.ipynb"):
            shutil.copyfile(notebook, fresh / notebook.name)
        if handin.content is not None and len(handin.content) <= LIMIT:
            (fresh / NAME).write_bytes(handin.content)
        (fresh / STAMP).write_text(stamp(handin.at), encoding="utf-8")
        (fresh / SECRET).write_text(handin.secret or secrets.token_hex(64), encoding="utf-8")
        (fresh / FROM).write_text(handin.came_from, encoding="utf-8")
        before = taken_at(place)
        if place.exists():
            _keep_older(course, handin, place, before)
        fresh.rename(place)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return Taken(handin.student, handin.assignment, handin.at, replaced=before is not None)


def stamp(at: datetime) -> str:
    """A moment as nbgrader writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")


def _keep_older(course: CourseDirectory, handin: HandIn, place: Path, before: datetime | None) -> None:
    older = place_for(course, handin.student, handin.assignment, "older")
    name = before.strftime("%Y-%m-%dT%H%M%S.%f") if before else "without-a-date"
    older.mkdir(parents=True, exist_ok=True)
    while (older / name).exists():
        name += "-again"
    place.rename(older / name)
