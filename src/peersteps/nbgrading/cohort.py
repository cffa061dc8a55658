"""What `peersteps cohort` does: new, release, collect, grade, feedback, status; and the marks for the evidence store.

Every function does as much as it can, and its result lists what could not be done in plain words.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from nbgrader.converters import GenerateAssignment
from nbgrader.exchange import ExchangeError

from peersteps.evidence import MarkedHandIn
from peersteps.model import Course, Quiz
from peersteps.nbgrading.answers import NAME, UnreadableError, parse_answers, read_regular
from peersteps.nbgrading.feedback import Fed, give_feedback
from peersteps.nbgrading.folder import collect_folder
from peersteps.nbgrading.gradebook import Row, read_rows
from peersteps.nbgrading.grading import Graded, grade_collected
from peersteps.nbgrading.key import Key, MissingKeyError, asked_in, key_of, read_key, write_key
from peersteps.nbgrading.roster import read_roster
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.settings import FILE, Cohort, CohortError, open_cohort, write_cohort
from peersteps.nbgrading.source_notebook import write_source
from peersteps.nbgrading.submitted import Taken, place_for, taken_at
from peersteps.payload import quiz_payload


@dataclass(frozen=True)
class New:
    """A cohort that was made."""

    folder: Path
    learners: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A quiz that was handed out."""

    assignment: str
    questions: int
    points: int


@dataclass
class Collected:
    """Hand-ins that were taken."""

    taken: list[Taken] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


State = Literal["not handed in", "to be marked", "could not be read", "waits for you", "marked"]


@dataclass(frozen=True)
class Standing:
    """Where one learner stands with one assignment."""

    student: str
    assignment: str
    state: State
    handed_in: datetime | None = None
    points: float | None = None
    of: float | None = None
    passed: bool | None = None
    says: str = ""


@dataclass
class Status:
    """Where everybody stands."""

    rows: list[Standing] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def new(
    folder: Path,
    learners: Path,
    *,
    course_id: str = "peersteps",
    database: str | None = None,
    exchange: Path | None = None,
    quizzes: Path | None = None,
    own_accounts: bool = False,
) -> New:
    """Make a cohort's folder.

    Raises CohortError, and makes nothing, when there is one already, nobody is in the roster or no quiz in `quizzes`.
    """
    folder = folder.resolve()
    if (folder / FILE).exists():
        raise CohortError(
            f"{folder} is a cohort's folder already. To add learners, add them to {folder / 'people.csv'}."
        )
    known, problems = read_roster(learners)
    if not known:
        raise CohortError("\n".join(problems))
    if quizzes and not any(quizzes.glob("*.yml")):
        raise CohortError(_no_bank(quizzes))
    folder.mkdir(parents=True, exist_ok=True)
    if learners.resolve() != folder / "people.csv":
        shutil.copyfile(learners, folder / "people.csv")
    (folder / "people.csv").chmod(0o600)
    cohort = Cohort(
        folder=folder,
        course_id=course_id,
        database=database,
        exchange_folder=str(exchange.resolve()) if exchange else None,
        quizzes=str(quizzes.resolve()) if quizzes else None,
        own_accounts=own_accounts,
    )
    write_cohort(cohort)
    with Session(cohort):
        pass
    return New(folder, tuple(known), tuple(problems))


def _no_bank(quizzes: Path) -> str:
    found = "There is no quiz in the folder" if quizzes.is_dir() else "There is no folder"
    return f"{found} {quizzes}. Copy the quizzes that you hand out into it, such as quizzes/difficult-calls.yml."


def private_quizzes(folder: Path) -> Path | None:
    """The folder of the cohort's private quizzes, if it has one. Raises CohortError."""
    quizzes = open_cohort(folder).quizzes
    return Path(quizzes) if quizzes else None


def release(folder: Path, course: Course, quiz: Quiz) -> Released:
    """Hand a graded quiz out. Raises CohortError."""
    if not quiz.graded:
        raise CohortError(f"{quiz.id} has no graded questions; write some under 'graded:' first.")
    cohort = open_cohort(folder)
    payload = quiz_payload(course, quiz, graded=True)
    key = key_of(quiz, course.local.settings, payload["revision"])
    with Session(cohort) as session:
        if any(row.assignment == quiz.assignment for row in read_rows(session.gradebook)):
            _refuse_another(cohort, key)
        _generate(session, key, payload)
        write_key(cohort.keys, key)
        try:
            session.exchange("ReleaseAssignment", quiz.assignment, force=True).start()
        except ExchangeError as problem:
            raise CohortError(f"{quiz.assignment} could not be put into the exchange: {problem}") from problem
    return Released(quiz.assignment, len(quiz.graded), quiz.points)


def collect(folder: Path, *, from_folder: Path | None = None, assignment: str | None = None) -> Collected:
    """Collect from the exchange, or from a folder of files handed in without Jupyter. Raises CohortError."""
    with Session(open_cohort(folder)) as session:
        return _collect(session, from_folder, _assignments(session.cohort, assignment))


def grade(folder: Path, *, assignment: str | None = None, again: bool = False) -> Graded:
    """Mark what was collected. Raises CohortError."""
    with Session(open_cohort(folder)) as session:
        return _grade(session, _assignments(session.cohort, assignment), again=again)


def feedback(folder: Path, *, assignment: str | None = None) -> Fed:
    """Make and release feedback. Raises CohortError."""
    with Session(open_cohort(folder)) as session:
        return _feedback(session, _assignments(session.cohort, assignment))


def watch(
    folder: Path, tell: Callable[[Collected, Graded, Fed], None], *, every: float = 20, rounds: int | None = None
) -> None:
    """Collect, mark and give feedback every so many seconds, in one process, until interrupted."""
    with Session(open_cohort(folder)) as session:
        while rounds is None or rounds > 0:
            assignments = session.cohort.released()
            collected = _collect(session, None, assignments)
            graded = _grade(session, assignments)
            tell(collected, graded, _feedback(session, assignments))
            rounds = None if rounds is None else rounds - 1
            if rounds != 0:
                time.sleep(every)


def status(folder: Path) -> Status:
    """Where every learner stands with every released quiz. Raises CohortError."""
    found = Status()
    with Session(open_cohort(folder)) as session:
        found.problems += session.roster_problems
        rows = {(row.student, row.assignment): row for row in read_rows(session.gradebook)}
        for assignment in session.cohort.released():
            try:
                key = read_key(session.cohort.keys, assignment)
            except MissingKeyError as problem:
                found.problems.append(str(problem))
                continue
            for student in session.learners:
                found.rows.append(_standing(session, key, student, rows.get((student, assignment))))
    return found


def marks(folder: Path) -> Iterator[MarkedHandIn]:
    """Every hand-in that is wholly marked, dated when it was handed in: the gradebook knows no later moment.

    One that waits for the trainer is left out until they have looked. Raises CohortError, after all others, when the
    key of an assignment is gone.
    """
    cohort = open_cohort(folder)
    keys: dict[str, Key] = {}
    missing: dict[str, str] = {}
    with Session(cohort) as session:
        for row in read_rows(session.gradebook):
            if row.waiting or row.handed_in is None or row.assignment in missing:
                continue
            try:
                key = keys.get(row.assignment) or read_key(cohort.keys, row.assignment)
            except MissingKeyError as problem:
                missing[row.assignment] = str(problem)
                continue
            keys[row.assignment] = key
            yield MarkedHandIn(
                student=row.student,
                assignment=row.assignment,
                quiz=key.quiz,
                version=key.version,
                points=min(row.points, row.of),  # extra credit in formgrader may go beyond
                max_points=row.of,
                passed=key.passed(_points(row)),
                marked_at=row.handed_in,
                revision=key.revision,
            )
    if missing:
        raise CohortError("\n".join(missing.values()))


def _assignments(cohort: Cohort, only: str | None) -> list[str]:
    released = cohort.released()
    if only is None:
        return released
    if only not in released:
        raise CohortError(f"{only} has not been released here. Released: {', '.join(released) or 'nothing yet'}.")
    return [only]


def _refuse_another(cohort: Cohort, key: Key) -> None:
    """Once answers are in, questions and options stay as they are; keys and feedback may still be mended."""
    try:
        before = read_key(cohort.keys, key.assignment)
    except MissingKeyError:
        return  # releasing again is what mends that
    if _shape(before) != _shape(key):
        raise CohortError(
            f"{key.assignment} has been handed in already, and its questions have changed since. "
            f"Give the quiz a new version (version: {key.version + 1}), so that it becomes a new assignment."
        )


def _shape(key: Key) -> Any:  # noqa: ANN401 - compared, never looked into
    return {name: (one.kind, one.points, one.ask, dict(one.options)) for name, one in key.questions.items()}


def _generate(session: Session, key: Key, payload: dict[str, Any]) -> None:
    source = place_for(session.course(key.assignment), ".", key.assignment, "source")
    write_source(source, payload)
    session.converter(GenerateAssignment, key.assignment).start()


def _collect(session: Session, from_folder: Path | None, assignments: list[str]) -> Collected:
    done = Collected(problems=list(session.roster_problems))
    if from_folder is not None:
        asked = {assignment: asked_in(session.cohort.keys, assignment) for assignment in assignments}
        found = collect_folder(session.course(), from_folder, asked, set(session.learners))
        done.taken += found.taken
        done.problems += found.problems
        return done
    for assignment in assignments:
        try:
            step = session.exchange("Collect", assignment)
            step.start()
        except ExchangeError as problem:
            done.problems.append(f"{assignment}: the exchange cannot be read: {problem}")
            continue
        done.taken += step.taken
        done.problems += step.problems
    return done


def _grade(session: Session, assignments: list[str], *, again: bool = False) -> Graded:
    done = Graded()
    for assignment in assignments:
        one = grade_collected(session, assignment, again=again)
        done.marked += one.marked
        done.unreadable += one.unreadable
        done.problems += one.problems
    return done


def _feedback(session: Session, assignments: list[str]) -> Fed:
    done = Fed()
    for assignment in assignments:
        one = give_feedback(session, assignment)
        done.released += one.released
        done.to_send += one.to_send
        done.problems += one.problems
    return done


def _standing(session: Session, key: Key, student: str, row: Row | None) -> Standing:
    place = place_for(session.course(), student, key.assignment)
    at = taken_at(place)
    if at is None:
        return Standing(student, key.assignment, "not handed in")
    if row is None or taken_at(place_for(session.course(), student, key.assignment, "autograded")) != at:
        return Standing(student, key.assignment, "to be marked", at)
    unreadable = False
    try:
        says = parse_answers(read_regular(place / NAME), key.assignment, key.asked).for_trainer
    except UnreadableError as why:
        unreadable, says = True, why.for_trainer
    if not row.waiting:
        passed = key.passed(_points(row))
        return Standing(student, key.assignment, "marked", at, row.points, row.of, passed, says)
    if unreadable:
        return Standing(student, key.assignment, "could not be read", at, says=says)
    return Standing(student, key.assignment, "waits for you", at, row.points, row.of, says=says)


def _points(row: Row) -> dict[str, float]:
    return {name: one.points for name, one in row.questions.items()}
