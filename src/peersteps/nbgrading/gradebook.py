"""The gradebook read as rows: one plain SQL query, the same for SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, text

from peersteps.nbgrading.settings import Cohort, tools_on_path

_CELLS = """
SELECT submitted_assignment.student_id AS student, assignment.name AS assignment, submitted_assignment.timestamp AS at,
       base_cell.name AS question, grade_cells.max_score AS most, grade.auto_score AS auto,
       grade.manual_score AS manual, grade.extra_credit AS extra, grade.needs_manual_grade AS waiting,
       comment.manual_comment AS comment
  FROM submitted_assignment
  JOIN assignment ON assignment.id = submitted_assignment.assignment_id
  JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
  JOIN grade ON grade.notebook_id = submitted_notebook.id
  JOIN base_cell ON base_cell.id = grade.cell_id
  JOIN grade_cells ON grade_cells.id = base_cell.id
  LEFT JOIN base_cell AS answer_cell
    ON answer_cell.notebook_id = base_cell.notebook_id AND answer_cell.name = base_cell.name
   AND answer_cell.type = 'SolutionCell'
  LEFT JOIN comment ON comment.notebook_id = submitted_notebook.id AND comment.cell_id = answer_cell.id
 ORDER BY 2, 1, 4
"""

# nbgrader's schema has none of these; without them each look-up reads whole tables.
_INDEXES = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
    "base_cell": "notebook_id",
}


@dataclass(frozen=True)
class QuestionRow:
    """One question of one hand-in, as the gradebook has it."""

    points: float
    of: float
    waiting: bool
    """A person has to look: a written answer, or answers that could not be read."""
    comment: str = ""


@dataclass(frozen=True)
class Row:
    """One learner's hand-in for one assignment, as the gradebook has it."""

    student: str
    assignment: str
    handed_in: datetime | None
    questions: dict[str, QuestionRow]

    @property
    def waiting(self) -> bool:
        """Whether a person still has to mark something."""
        return any(one.waiting for one in self.questions.values())

    @property
    def points(self) -> float:
        """The points so far."""
        return sum(one.points for one in self.questions.values())

    @property
    def of(self) -> float:
        """The most points there are."""
        return sum(one.of for one in self.questions.values())


def open_gradebook(cohort: Cohort) -> Gradebook:
    """The gradebook, made if there is none yet. Close it after use."""
    with tools_on_path():
        return Gradebook(cohort.db_url, cohort.course_id)


def add_indexes(gradebook: Gradebook) -> None:
    """Add the indexes that nbgrader leaves out."""
    for table, column in _INDEXES.items():
        gradebook.db.execute(text(f"CREATE INDEX IF NOT EXISTS peersteps_{table} ON {table} ({column})"))
    gradebook.db.commit()


def add_submission(gradebook: Gradebook, assignment: str, student: str, at: datetime | None) -> None:
    """Note a hand-in, without a commit: it belongs to the same transaction as its marks.

    nbgrader's update_or_create_submission makes the same rows, but commits by itself, and a commit waits for the disk.
    """
    db = gradebook.db
    handed_in = at.astimezone(UTC).replace(tzinfo=None) if at else None
    try:
        gradebook.find_submission(assignment, student).timestamp = handed_in
    except MissingEntry:
        found = gradebook.find_assignment(assignment)
        submission = SubmittedAssignment(assignment_id=found.id, student_id=student, timestamp=handed_in)
        db.add(submission)
        db.flush()
        for notebook in found.notebooks:
            submitted = SubmittedNotebook(notebook_id=notebook.id, assignment_id=submission.id)
            db.add(submitted)
            db.flush()
            db.add_all(Grade(cell_id=cell.id, notebook_id=submitted.id) for cell in notebook.grade_cells)
            db.add_all(Comment(cell_id=cell.id, notebook_id=submitted.id) for cell in notebook.solution_cells)


def read_rows(gradebook: Gradebook) -> Iterator[Row]:
    """Every hand-in that has been marked at least once, by assignment and learner."""
    with gradebook.engine.connect() as connection:
        for (student, assignment), cells in groupby(_cells(connection), lambda cell: (cell.student, cell.assignment)):
            of_one = list(cells)
            yield Row(
                student=student,
                assignment=assignment,
                handed_in=_utc(of_one[0].at),
                questions={cell.question: _question(cell) for cell in of_one},
            )


def _cells(connection: Connection) -> Any:  # noqa: ANN401 - SQLAlchemy's rows
    return connection.execute(text(_CELLS))


def _question(cell: Any) -> QuestionRow:  # noqa: ANN401 - one of SQLAlchemy's rows
    given = cell.manual if cell.manual is not None else cell.auto
    return QuestionRow(
        points=(given or 0.0) + (cell.extra or 0.0),
        of=cell.most,
        waiting=bool(cell.waiting) or given is None,
        comment=cell.comment or "",
    )


def _utc(found: object) -> datetime | None:
    """SQLite hands dates to plain SQL as text, PostgreSQL as dates; nbgrader keeps both in UTC without saying so."""
    moment = datetime.fromisoformat(found) if isinstance(found, str) else found
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
