"""Marking inside nbgrader: `DataGrade` stands where nbgrader would run the notebook, and marks data instead.

No kernel starts and no line of a learner is run. `SaveMarks` puts the marks into the gradebook.
"""

# mypy: disallow-untyped-calls=False, warn-return-any=False
# nbformat ships types for some of its functions only.

from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import BaseCell, Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import determine_grade, is_grade, is_solution
from traitlets import Unicode

from peersteps.nbgrading.answers import NAME, Answers, UnreadableError, parse_answers, read_regular
from peersteps.nbgrading.key import Key, QuestionKey, read_key
from peersteps.nbgrading.marking import Mark, mark

Resources = dict[str, Any]

UNREADABLE = "could-not-be-read"
MARKED = "marked"


class DataGrade(NbGraderPreprocessor):  # type: ignore[misc]
    """Marks `answers.json` against the key and writes each mark as the output of its grade cell."""

    key_dir = Unicode("", help="The folder with the keys: outside source/, release/ and the exchange.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark a hand-in. Raises MissingKeyError when a grade cell has no key: it must never get full marks."""
        assignment = resources["nbgrader"]["assignment"]
        key = read_key(Path(self.key_dir), assignment)
        try:
            path = Path(resources["metadata"]["path"]) / NAME
            mark_notebook(nb, key, parse_answers(read_regular(path), assignment, key.asked))
        except UnreadableError as why:
            mark_notebook(nb, key, why)
        return nb, resources


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Saves the marks in one transaction. nbgrader's own class commits after every cell."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save every grade cell's mark; what could not be read is left without one, for the trainer."""
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            save_marks(gradebook, nb, resources)
        return nb, resources


def mark_notebook(nb: NotebookNode, key: Key, found: Answers | UnreadableError) -> None:
    """Write marks and feedback into a released notebook."""
    readable = isinstance(found, Answers)
    nb.metadata["peersteps"] = {
        "assignment": key.assignment,
        "title": key.title,
        "passAt": key.pass_at,
        "state": MARKED if readable else UNREADABLE,
        "says": "" if readable else str(found),
        "sha256": found.sha256 if isinstance(found, Answers) else "",
    }
    for cell in nb.cells:
        if is_grade(cell):
            name = cell.metadata.nbgrader["grade_id"]
            _mark_cell(cell, key.question(name), name, found)


def save_marks(gradebook: Gradebook, nb: NotebookNode, resources: Resources) -> None:
    """The gradebook's side of a marked notebook, as nbgrader's SaveAutoGrades would have it.

    A mark that the trainer gave by hand stays, and is flagged so that they look at it again.
    """
    of = resources["nbgrader"]
    submitted = gradebook.find_submission_notebook(of["notebook"], of["assignment"], of["student"])
    query = gradebook.db.query(Grade, BaseCell.name).join(BaseCell, BaseCell.id == Grade.cell_id)
    grades = {name: grade for grade, name in query.filter(Grade.notebook_id == submitted.id)}
    readable = nb.metadata["peersteps"]["state"] == MARKED
    for cell in nb.cells:
        if is_grade(cell):
            name = cell.metadata.nbgrader["grade_id"]
            score = determine_grade(cell)[0] if readable else None
            grades[name].auto_score = score
            grades[name].needs_manual_grade = score is None or grades[name].manual_score is not None
    gradebook.db.commit()


def _mark_cell(cell: NotebookNode, question: QuestionKey, name: str, found: Answers | UnreadableError) -> None:
    chosen: list[str] = []
    says: list[str] = []
    if isinstance(found, UnreadableError):
        _put(cell, 0.0, f"<p>The answers could not be read: {escape(str(found))}.</p>")
    elif is_solution(cell):
        text = found.written.get(name, "").strip()
        if text:
            cell.source = _literal(question.ask, text)
    else:
        given = mark(question, found.chosen.get(name))
        chosen = [question.options[one] for one in given.chosen]
        says = feedback(question, given)
        _put(cell, given.points, _html(question.ask, chosen, says, given))
    cell.metadata["peersteps"] = {"ask": question.ask, "must": question.must, "chosen": chosen, "says": says}


def feedback(question: QuestionKey, given: Mark) -> list[str]:
    """What the learner reads: words on the options they chose, never on others. For an order that would be the key."""
    if question.kind == "order":
        return []
    return [question.feedback[one] for one in given.chosen if one in question.feedback]


def _put(cell: NotebookNode, points: float, html: str) -> None:
    """Always a number: nbgrader gives full marks to a cell without output."""
    if cell.cell_type == "code":
        data = {"text/plain": repr(float(points)), "text/html": html}
        # As nbformat's new_output, without checking a schema for each: that took a tenth of the whole time.
        output = {"output_type": "execute_result", "metadata": {}, "data": data, "execution_count": 1}
        cell.outputs = [from_dict(output)]
        cell.execution_count = 1


def _html(ask: str, chosen: list[str], says: list[str], given: Mark) -> str:
    state = "Met" if given.met else "Not yet"
    listed = "".join(f"<li>{escape(words)}</li>" for words in chosen) or "<li>No answer</li>"
    return f"<p>{escape(ask)}</p><p><b>{state}</b></p><ul>{listed}</ul>" + "".join(
        f"<p>{escape(words)}</p>" for words in says
    )


def _literal(ask: str, text: str) -> str:
    """A learner's words as an indented code block: every character shows as itself and none can become markup."""
    asked = escape(" ".join(ask.split())).replace("\\", "&#92;")
    lines = "\n".join("    " + line for line in text.split("\n"))
    return f"Asked: {asked}\n\n{lines}"
