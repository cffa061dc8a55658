"""Marking what was collected, in this process: no notebook is run and no command is started for a hand-in."""

# mypy: disallow-untyped-calls=False, warn-return-any=False
# nbformat ships types for some of its functions only.

import shutil
import tempfile
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import writes
from nbgrader.coursedir import CourseDirectory

from peersteps.nbgrading.answers import NAME, Answers, UnreadableError, parse_answers, read_regular
from peersteps.nbgrading.data_grade import mark_notebook, save_marks
from peersteps.nbgrading.gradebook import add_submission
from peersteps.nbgrading.key import Key, MissingKeyError, read_key
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.submitted import FROM, SECRET, STAMP, place_for, stamp_in, taken_at


@dataclass
class Graded:
    """What came of marking: (learner, assignment) pairs, and what could not be done."""

    marked: list[tuple[str, str]] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Released:
    """The trainer's own notebook for an assignment, read once."""

    name: str
    notebook: NotebookNode
    key: Key


def grade_collected(session: Session, assignment: str, *, again: bool = False) -> Graded:
    """Mark every hand-in of an assignment that is newer than its marks (`again`: all of them)."""
    done = Graded()
    course = session.course(assignment)
    places = sorted(Path(course.root).glob(f"submitted/*/{assignment}"))
    todo = [place for place in places if again or _is_new(course, place)]
    if not todo:
        return done
    try:
        released = _released(session, assignment)
    except MissingKeyError as problem:
        done.problems.append(str(problem))
        return done
    for place in todo:
        student = place.parent.name
        try:
            found = _grade_one(session, released, place, student)
        except Exception as problem:  # whatever is wrong with one, the others must be marked
            session.gradebook.db.rollback()
            done.problems.append(f"{student}: {assignment} was not marked: {problem or type(problem).__name__}")
            continue
        if isinstance(found, UnreadableError):
            done.unreadable.append((student, assignment))
            continue
        done.marked.append((student, assignment))
        if found.strange:
            done.problems.append(f"{student}: {assignment}: {found.for_trainer}")
    return done


def _is_new(course: CourseDirectory, place: Path) -> bool:
    graded = place_for(course, place.parent.name, place.name, "autograded")
    return stamp_in(place) != stamp_in(graded)


def _released(session: Session, assignment: str) -> _Released:
    key = read_key(session.cohort.keys, assignment)
    folder = place_for(session.course(assignment), ".", assignment, "release")
    path = folder / f"{key.quiz}.ipynb"
    if not path.is_file():
        raise MissingKeyError(f"{path} is not there any more. Release {key.quiz} again.")
    return _Released(key.quiz, nbformat.read(path, as_version=4), key)


def _grade_one(session: Session, released: _Released, place: Path, student: str) -> Answers | UnreadableError:
    """Mark one hand-in and write it where formgrader and the feedback step look. What was read, or why not."""
    assignment = released.key.assignment
    notebook = deepcopy(released.notebook)
    found: Answers | UnreadableError
    try:
        found = parse_answers(read_regular(place / NAME), assignment, released.key.asked)
    except UnreadableError as why:
        found = why
    mark_notebook(notebook, released.key, found)
    add_submission(session.gradebook, assignment, student, taken_at(place))
    of = {"nbgrader": {"student": student, "assignment": assignment, "notebook": released.name}}
    save_marks(session.gradebook, notebook, of)
    _write(place_for(session.course(assignment), student, assignment, "autograded"), place, released.name, notebook)
    return found


def _write(target: Path, place: Path, name: str, notebook: NotebookNode) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".marking-", dir=target.parent))
    for extra in (NAME, SECRET, FROM, STAMP):
        if (place / extra).is_file():
            shutil.copyfile(place / extra, fresh / extra)
    (fresh / f"{name}.ipynb").write_text(writes(notebook) + "\n", encoding="utf-8")
    if target.exists():
        shutil.rmtree(target)
    fresh.rename(target)
