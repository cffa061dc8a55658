"""What every test may start from: a small, complete and sound course."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from peersteps.model import Course
from peersteps.reading import read_course

settings.register_profile("peersteps", deadline=None)
settings.load_profile("peersteps")
"""How long an example takes says more about the machine than about the code."""

TODAY = date(2026, 11, 22)
"""The day it is in tests. No test depends on the real one."""

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny_course_folder(tmp_path: Path) -> Path:
    """The tiny course on disk, free to be broken: one module, scenario and quiz, pathway, contacts, facts, local."""
    folder = tmp_path / "course"
    shutil.copytree(TINY, folder)
    (folder / "settings.yml").rename(folder / "local.yml")
    return folder


@pytest.fixture
def tiny_course(tiny_course_folder: Path) -> Course:
    """The tiny course, read."""
    course, problems = read_course(tiny_course_folder)
    assert course, "\n".join(map(str, problems))
    return course
