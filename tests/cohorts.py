"""A cohort of fictional learners for the tests: a graded quiz with every kind, and ways to hand in."""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import MissingEntry

from peersteps.model import Course, Quiz
from peersteps.nbgrading import cohort
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.settings import open_cohort, write_cohort
from peersteps.reading import read_course

TINY = Path(__file__).parent / "tiny"
LEARNERS = ("p-heron", "p-wren", "p-owl", "p-robin", "p-swift", "p-finch")
ASSIGNMENT = "every-kind-v1"
ROSTER = "pseudonym,name,manager,service,joined,left,leave_from,leave_to\n"
SECRET_WORDS = "only-in-the-key"
"""Stands in every feedback text, so that a search finds any that leaks."""


def option(slug: str, *, right: bool = False) -> dict[str, Any]:
    """An option whose feedback can be searched for."""
    return {"id": slug, "words": f"Words of {slug}", "feedback": f"{SECRET_WORDS} {slug}", "right": right}


def question(slug: str, kind: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A graded question."""
    return {"id": slug, "kind": kind, "ask": f"Ask {slug}?", "options": options, "outcome": "all", **more}


def every_kind(**changes: Any) -> Quiz:
    """A quiz with a graded question of every kind: 10 points, 6 to pass, and 'tell' must have full marks."""
    graded = [
        question("tell", "single", option("lead", right=True), option("nobody"), must=True, points=2),
        question("listen", "multiple", *(option(one, right=one in "ab") for one in "abcd"), points=2),
        question("steps", "order", option("one"), option("two"), option("three"), points=3),
        question("fits", "judgement", option("not"), option("partly", right=True), option("well"), option("most")),
        question("own", "written", points=2, look_for=["Names somebody to tell"]),
    ]
    practice = [question("try", "single", option("this", right=True), option("that"))]
    return Quiz.model_validate(
        {
            "quiz": "every-kind",
            "version": 1,
            "title": "Every kind",
            "module": "first-call",
            "pass_at": 6,
            "outcomes": {"all": "Answer every kind"},
            "review": {"due": "2027-11-01"},
            "practice": practice,
            "graded": graded,
            **changes,
        }
    )


def answers(
    chosen: Mapping[str, Any],
    *,
    who: str = "",
    written: Mapping[str, Any] | None = None,
    revision: int = 1,
    **more: Any,
) -> bytes:
    """An answers.json."""
    found = {
        "kind": "peersteps-answers",
        "schema": 1,
        "assignment": ASSIGNMENT,
        "who": who,
        "revision": revision,
        "answers": chosen,
        "written": written or {},
        **more,
    }
    return json.dumps(found).encode()


BEST = {
    "tell": ["lead"],
    "listen": ["a", "b"],
    "steps": ["one", "two", "three"],
    "fits": ["partly"],
}


def save(folder: Path, name: str, content: bytes, at: datetime | None = None) -> Path:
    """A file handed in without Jupyter, saved at a moment."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    if at:
        os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def submit(folder: Path, desk: Path, student: str, content: bytes | None) -> None:
    """Fetch, answer and hand in through the real exchange, as one learner. `desk` is the learner's own folder."""
    with Session(open_cohort(folder)) as session:
        home = desk / student
        home.mkdir(parents=True, exist_ok=True)
        settings = {"assignment_dir": str(home), "cache": str(home / "cache")}
        if not (home / ASSIGNMENT).exists():
            session.exchange("FetchAssignment", ASSIGNMENT, student, **settings).start()
        if content is not None:
            (home / ASSIGNMENT / "answers.json").write_bytes(content)
        session.exchange("Submit", ASSIGNMENT, student, **settings).start()


def inbound(folder: Path, student: str, at: str = "2026-11-22 20:00:00.000000 UTC", *, more: str = "+abc") -> Path:
    """An empty hand-in folder in the exchange, to be filled with whatever a test needs."""
    made = folder / "exchange" / "peersteps" / "inbound" / f"{student}+{ASSIGNMENT}+{at}{more}"
    made.mkdir()
    return made


def course() -> Course:
    """The tiny course, which lends its words and contacts."""
    found, problems = read_course(TINY, TINY / "settings.yml")
    assert found, problems
    return found


_made: list[Path] = []


def fresh_cohort(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """A cohort of six with the quiz released: made once, since nbgrader takes seconds, then copied for each test."""
    if not _made:
        made = factory.mktemp("made")
        roster = made / "people.csv"
        roster.write_text(ROSTER + "".join(f"{one},Fictional {one}\n" for one in LEARNERS))
        cohort.new(made / "cohort", roster)
        cohort.release(made / "cohort", course(), every_kind())
        _made.append(made / "cohort")
    folder = tmp_path / "cohort"
    shutil.copytree(_made[0], folder)
    (folder / "exchange").chmod(0o777)
    write_cohort(open_cohort(folder))
    return folder


def gradebook_rows(folder: Path) -> dict[tuple[str, str], tuple[float | None, float | None, int]]:
    """(learner, question) -> automatic score, score by hand, needs a person: straight from the SQLite file."""
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, auto_score, manual_score, needs_manual_grade
          FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
          JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
          JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"""
    connection = sqlite3.connect(folder / "course" / "gradebook.db")
    try:
        return {(student, name): tuple(rest) for student, name, *rest in connection.execute(query)}
    finally:
        connection.close()


def mark_by_hand(folder: Path, student: str, question: str, points: float, comment: str = "") -> None:
    """What a trainer does in formgrader."""
    with Session(open_cohort(folder)) as session:
        where = (question, "every-kind", ASSIGNMENT, student)
        grade = session.gradebook.find_grade(*where)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            session.gradebook.find_comment(*where).manual_comment = comment
        session.gradebook.db.commit()


def forget(folder: Path, student: str) -> None:
    """Take a learner's hand-in out of the gradebook."""
    with Session(open_cohort(folder)) as session, contextlib.suppress(MissingEntry):
        session.gradebook.remove_submission(ASSIGNMENT, student)
