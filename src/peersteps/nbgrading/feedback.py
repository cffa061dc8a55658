"""Feedback for learners: one small page each, without the key, through nbgrader's own converter and exchange."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_grade

from peersteps.nbgrading.data_grade import MARKED, UNREADABLE, Resources
from peersteps.nbgrading.gradebook import Row, read_rows
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.submitted import FROM, STAMP, place_for

MADE_FROM = "made-from.txt"
WAITING = "waiting"


@dataclass
class Fed:
    """What came of making feedback."""

    released: list[tuple[str, str]] = field(default_factory=list)
    to_send: list[Path] = field(default_factory=list)
    """Pages for learners who handed in a file: to be sent back to them."""
    problems: list[str] = field(default_factory=list)


class FeedbackPage(HTMLExporter):
    """Draws feedback with our template, while formgrader draws hand-ins with its own."""


class GetMarks(GetGrades):  # type: ignore[misc]
    """Reads marks and comments from the gradebook, and adds the result as the page needs it."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Add points, comment and whether the trainer still has to look."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if is_grade(cell):
            name = cell.metadata.nbgrader["grade_id"]
            grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
            cell.metadata.nbgrader["waiting"] = bool(grade.needs_manual_grade)
        return cell, resources

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Add `result` to the resources: what the template draws and the hand-in page reads."""
        nb, resources = super().preprocess(nb, resources)
        resources["nbgrader"]["result"] = result_of(nb)
        return nb, resources


def result_of(nb: NotebookNode) -> dict[str, Any]:
    """The learner's result: points and state a question, and feedback on the options they chose."""
    about = nb.metadata["peersteps"]
    cells = {cell.metadata.nbgrader["grade_id"]: cell for cell in nb.cells if is_grade(cell)}
    questions = {name: _question(cell) for name, cell in cells.items()}
    points = sum(one["points"] for one in questions.values())
    waiting = any(one["state"] == WAITING for one in questions.values())
    gated = all(questions[name]["state"] == "met" for name, cell in cells.items() if cell.metadata.peersteps["must"])
    unreadable = waiting and about["state"] == UNREADABLE
    return {
        "kind": "peersteps-result",
        "schema": 1,
        "assignment": about["assignment"],
        "title": about["title"],
        "sha256": about["sha256"],
        "state": UNREADABLE if unreadable else WAITING if waiting else MARKED,
        "says": about["says"] if unreadable else "",
        "points": points,
        "max": sum(one["max"] for one in questions.values()),
        "passed": None if waiting else gated and points >= about["passAt"] - 1e-9,
        "questions": questions,
    }


def _question(cell: NotebookNode) -> dict[str, Any]:
    marks, notes = cell.metadata.nbgrader, cell.metadata.peersteps
    met = marks["score"] >= marks["points"] - 1e-9
    return {
        "ask": notes["ask"],
        "state": WAITING if marks["waiting"] else "met" if met else "not-yet",
        "points": marks["score"],
        "max": marks["points"],
        "chosen": list(notes["chosen"]),
        "says": list(notes["says"]),
        "comment": marks.get("comment") or "",
    }


def give_feedback(session: Session, assignment: str) -> Fed:
    """Make and release feedback for every marked hand-in of an assignment whose marks or comments changed."""
    done = Fed()
    course = session.course(assignment)
    for row in read_rows(session.gradebook):
        if row.assignment != assignment:
            continue
        graded = place_for(course, row.student, assignment, "autograded")
        place = place_for(course, row.student, assignment, "feedback")
        made_from = _made_from(row, graded)
        if not graded.is_dir() or _read(place / MADE_FROM) == made_from:
            continue
        try:
            session.converter(GenerateFeedback, assignment, row.student).start()
            session.exchange("ReleaseFeedback", assignment, row.student).start()
            _to_send(session, row, graded, place, done)
            (place / MADE_FROM).write_text(made_from, encoding="utf-8")
            done.released.append((row.student, assignment))
        except Exception as problem:  # whatever is wrong with one, the others must get theirs
            done.problems.append(f"{row.student}: no feedback for {assignment}: {problem or type(problem).__name__}")
    return done


def _made_from(row: Row, graded: Path) -> str:
    """A digest of all that the page shows, so that it is made again when any of it changes, and only then."""
    shown = [_read(graded / STAMP), str(row.handed_in), {name: asdict(one) for name, one in row.questions.items()}]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _to_send(session: Session, row: Row, graded: Path, place: Path, done: Fed) -> None:
    if _read(graded / FROM) in ("", "the exchange"):
        return
    folder = session.cohort.folder / "to-send"
    folder.mkdir(mode=0o700, exist_ok=True)
    for page in place.glob("*.html"):
        target = folder / f"{row.assignment}.{row.student}.html"
        shutil.copyfile(page, target)
        done.to_send.append(target)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
