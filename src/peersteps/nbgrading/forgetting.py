"""Forgetting a learner: everything that a cohort keeps about them is found, and deleted."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import notebook_hash
from sqlalchemy import text

from peersteps.evidence import nearest
from peersteps.evidence.statement import ACTOR
from peersteps.nbgrading.answers import UnreadableError, read_regular
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.settings import Cohort, CohortError, open_cohort
from peersteps.nbgrading.submitted import SECRET


@dataclass(frozen=True)
class Traces:
    """What a cohort keeps about one learner."""

    kept: int
    """Folders of hand-ins, marked copies and feedback in the course folder."""
    inbound: int
    """Hand-ins in the exchange."""
    pages: int
    """Feedback pages to be fetched or sent."""
    gradebook: bool
    listed: bool
    """Whether they have a row in people.csv."""

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return any((self.kept, self.inbound, self.pages, self.gradebook, self.listed))

    def __str__(self) -> str:
        """All of it in one line."""
        counts = {
            "hand-ins in the exchange": self.inbound,
            "folders of the course": self.kept,
            "feedback pages": self.pages,
        }
        parts = [f"{what}: {number}" for what, number in counts.items() if number]
        parts += ["marks and comments in the gradebook"] * self.gradebook + ["a row in people.csv"] * self.listed
        return ", ".join(parts)


def traces(folder: Path, learner: str) -> Traces:
    """What is kept about a learner. Raises CohortError when there is nothing, or it cannot be a learner."""
    cohort = _open(folder, learner)
    with Session(cohort) as session:
        known = {student.id for student in session.gradebook.students}
        listed = learner in session.learners
    found = Traces(
        kept=len(_kept(cohort, learner)),
        inbound=len(_inbound(cohort, learner)),
        pages=len(_pages(cohort, learner)),
        gradebook=learner in known,
        listed=listed,
    )
    if not found:
        near = nearest(learner, known)
        asks = f"did you mean '{near}'?" if near else f"look for them in {cohort.people}."
        raise CohortError(f"There is nothing about '{learner}' here: {asks}")
    return found


def forget(folder: Path, learner: str) -> list[str]:
    """Delete everything about a learner, for good. Gives what could not be deleted. Raises CohortError as `traces`."""
    traces(folder, learner)
    cohort = _open(folder, learner)
    # First their row, or the next command would make them known again; the pages before the secrets that name them.
    _unlist(cohort.people, learner)
    problems = [
        why
        for path in (*_pages(cohort, learner), *_inbound(cohort, learner), *_kept(cohort, learner))
        for why in _delete(path)
    ]
    with Session(cohort) as session:
        if learner in {student.id for student in session.gradebook.students}:
            session.gradebook.remove_student(learner)
        if session.gradebook.engine.dialect.name == "sqlite":
            # SQLite leaves deleted rows in the file until it is written anew.
            session.gradebook.db.close()
            with session.gradebook.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM"))
    return problems


def _open(folder: Path, learner: str) -> Cohort:
    if not re.fullmatch(ACTOR, learner):
        raise CohortError(f"'{learner[:60]}' is not a pseudonym: write one such as p-heron.")
    return open_cohort(folder)


def _kept(cohort: Cohort, learner: str) -> list[Path]:
    return sorted(cohort.course.glob(f"*/{learner}"))


def _inbound(cohort: Cohort, learner: str) -> list[Path]:
    return sorted((cohort.exchange / cohort.course_id / "inbound").glob(f"{learner}+*"))


def _pages(cohort: Cohort, learner: str) -> list[Path]:
    """Pages in the exchange bear a name that only the secret of a hand-in gives."""
    released = cohort.exchange / cohort.course_id / "feedback"
    notebooks = {path.stem for path in cohort.course.glob("release/*/*.ipynb")}
    names = {
        f"{notebook_hash(secret=secret, notebook_id=notebook)}{end}.html"
        for secret in _secrets(cohort, learner)
        for notebook in notebooks
        for end in ("", "-tmp")
    }
    found = [path for path in released.glob("*.html") if path.name in names]
    return sorted([*found, *(cohort.folder / "to-send").glob(f"*.{learner}.html")])


def _secrets(cohort: Cohort, learner: str) -> Iterator[str]:
    for place in (*_inbound(cohort, learner), *_kept(cohort, learner)):
        for path in () if place.is_symlink() else place.rglob(SECRET):
            try:
                yield read_regular(path, 1024).decode("ascii")
            except (UnreadableError, UnicodeDecodeError):
                continue


def _delete(path: Path) -> list[str]:
    """Delete a file, a folder, or a link itself; why it could not be, if so."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as why:
        return [f"{path} could not be deleted ({why.strerror}). Ask whoever looks after the server."]
    return []


def _unlist(people: Path, learner: str) -> None:
    """Take a learner's row out of people.csv and leave all others as they are, to the byte."""
    if not people.exists():
        return
    whole = people.read_bytes().decode("utf-8", "surrogateescape")
    lines = list(io.StringIO(whole, newline=""))
    rows = csv.reader(lines)
    header = [cell.strip("\ufeff ").lower() for cell in next(rows, [])]
    place = header.index("pseudonym") if "pseudonym" in header else 0
    kept, start = lines[: rows.line_num], rows.line_num
    for cells in rows:
        if len(cells) <= place or cells[place].strip() != learner:
            kept += lines[start : rows.line_num]
        start = rows.line_num
    fresh = people.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes("".join(kept).encode("utf-8", "surrogateescape"))
    fresh.replace(people)
