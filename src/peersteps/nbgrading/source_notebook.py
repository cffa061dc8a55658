"""A graded quiz as an nbgrader source notebook: one grade cell a question, and nothing that gives an answer away."""

# mypy: disallow-untyped-calls=False, warn-return-any=False
# nbformat ships types for some of its functions only.

import json
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

_WELCOME = """# {title}

Run the cell below (click it, then press Shift and Enter), answer the questions, then choose **Hand in**.
Your answers are kept in this folder, in `answers.json`. Nothing else in this notebook is looked at.

Only you, your trainer and whoever looks after this server can see what you hand in.
"""

_SHOW = """from peersteps.widget import show

show("quiz.json")"""


def source_notebook(payload: dict[str, Any]) -> NotebookNode:
    """The source notebook for a graded quiz payload (which holds no key)."""
    notebook = new_notebook(
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    notebook.cells = [
        new_markdown_cell(_WELCOME.format(title=payload["title"]), id="_welcome"),
        new_code_cell(_SHOW, id="_show", metadata={"jupyter": {"source_hidden": True}}),
        *(_cell(question) for question in payload["questions"]),
    ]
    return notebook


def write_source(folder: Path, payload: dict[str, Any]) -> None:
    """Write the notebook and the payload that its widget and the hand-in page draw."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{payload['id']}.ipynb").write_text(writes(source_notebook(payload)) + "\n", encoding="utf-8")
    (folder / "quiz.json").write_text(json.dumps(payload, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _cell(question: dict[str, Any]) -> NotebookNode:
    written = question["kind"] == "written"
    metadata = {
        "jupyter": {"source_hidden": True},
        "nbgrader": {
            "grade": True,
            "solution": written,
            "locked": not written,
            "task": False,
            "grade_id": question["id"],
            "points": question["points"],
            "schema_version": 3,
        },
    }
    if written:
        metadata["nbgrader"]["cell_type"] = "markdown"
        return new_markdown_cell(
            "Your answer stands here once you have handed in.", id=question["id"], metadata=metadata
        )
    metadata["nbgrader"]["cell_type"] = "code"
    lines = [f"# {line}" for line in question["ask"].splitlines()]
    source = "\n".join([*lines, "# Marked from your answers.json. There is nothing to write or run here."])
    return new_code_cell(source, id=question["id"], metadata=metadata)
