"""The notebooks that people run: each runs, each compares something, and a changed story is noticed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = (
    "modules/difficult-calls/practise.ipynb",
    "book/for-trainers/cohort.ipynb",
    "book/for-authors/check-a-scenario.ipynb",
)


def nbval(root: Path, notebook: str) -> subprocess.CompletedProcess[str]:
    """Run a notebook in a copy of the course and compare its outputs with the stored ones."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-kernel-name",
        "python3",
        "--nbval-cell-timeout",
        "120",
    ]
    # The course's own conftest is about content files; here only the notebook is run.
    command += [
        "-q",
        "-p",
        "no:cacheprovider",
        "--noconftest",
        "-c",
        os.devnull,
        "--rootdir",
        str(root),
        str(root / notebook),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=400, check=False, cwd=root)


def a_copy(folder: Path) -> Path:
    """The course and its notebooks, without the code."""
    for name in ("modules", "quizzes", "scenarios", "book"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_notebook_runs_and_gives_what_is_stored(tmp_path, notebook):
    result = nbval(a_copy(tmp_path), notebook)
    assert result.returncode == 0, result.stdout[-3000:]
    assert "passed" in result.stdout


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_notebook_would_notice_a_change(notebook):
    cells = [cell for cell in nbformat.read(ROOT / notebook, as_version=4).cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells), "a cell without a number is run but never compared"
    compared = [cell for cell in cells if cell.outputs and "nbval-ignore-output" not in cell.metadata.get("tags", [])]
    assert len(compared) >= 3
    assert "object at 0x" not in str(compared)
    assert "widget-view" not in str(cells), "a stored widget pulls other hosts into a page"


@pytest.mark.slow
def test_a_renamed_choice_fails_the_notebook(tmp_path):
    root = a_copy(tmp_path)
    story = root / "scenarios" / "quiet-evening.yml"
    text = story.read_text("utf-8").replace("- warm:", "- warmly:").replace(", warm,", ", warmly,")
    story.write_text(text, "utf-8")
    result = nbval(root, NOTEBOOKS[0])
    assert result.returncode == 1
    assert "'warm' is not offered" in result.stdout
