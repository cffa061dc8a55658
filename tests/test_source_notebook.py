"""What nbgrader hands out for a graded quiz."""

import ast
import importlib

import nbformat
import pytest
from cohorts import SECRET_WORDS, course, every_kind
from nbgrader.nbgraderformat import MetadataValidator

from peersteps.nbgrading.source_notebook import source_notebook
from peersteps.payload import quiz_payload


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    return source_notebook(quiz_payload(course(), every_kind(), graded=True))


def test_there_is_one_grade_cell_a_question_under_the_questions_own_id(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    graded = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    found = {cell.metadata.nbgrader.grade_id: (cell.cell_type, cell.metadata.nbgrader.points) for cell in graded}
    assert found == {
        "tell": ("code", 2),
        "listen": ("code", 2),
        "steps": ("code", 3),
        "fits": ("code", 1),
        "own": ("markdown", 2),
    }
    assert [cell.metadata.nbgrader.solution for cell in graded] == [False, False, False, False, True]


def test_it_is_the_same_each_time_and_gives_nothing_away(notebook: nbformat.NotebookNode) -> None:
    again = source_notebook(quiz_payload(course(), every_kind(), graded=True))
    assert nbformat.writes(notebook) == nbformat.writes(again)
    assert SECRET_WORDS not in nbformat.writes(notebook)


def test_cells_that_mark_hold_no_code(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code" and "nbgrader" in cell.metadata:
            assert ast.parse(cell.source).body == []


def test_the_cell_that_shows_the_questions_uses_what_the_widget_has(notebook: nbformat.NotebookNode) -> None:
    (show,) = [cell for cell in notebook.cells if cell.cell_type == "code" and "nbgrader" not in cell.metadata]
    (imported,) = [line for line in ast.parse(show.source).body if isinstance(line, ast.ImportFrom)]
    module = importlib.import_module(str(imported.module))
    for name in imported.names:
        assert callable(getattr(module, name.name))
