"""A trainer's own questions, kept apart from the public samples: every command that needs them uses them."""

import shutil
from pathlib import Path

import pytest
from cohorts import ROSTER
from typer.testing import CliRunner

from peersteps.cli import app

pytestmark = pytest.mark.slow

OURS = "Words that stand in our own questions alone"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(f"{ROSTER}p-heron,Fictional Heron,m-oak,,,,,\nm-oak,Fictional Oak,,,,,,\n")
    return path


@pytest.fixture
def bank(tmp_path: Path, tiny_course_folder: Path) -> Path:
    """The quiz of the tiny course with words of our own."""
    folder = tmp_path / "bank"
    shutil.copytree(tiny_course_folder / "quizzes", folder)
    quiz = folder / "first-call.yml"
    quiz.write_text(quiz.read_text().replace("A call worries you. Who hears about it?", OURS).replace("n: 1", "n: 2"))
    return folder


@pytest.fixture
def folder(tmp_path: Path, people: Path, bank: Path) -> Path:
    """A cohort with private quizzes."""
    code, said = run("cohort", "new", tmp_path / "cohort", "--learners", people, "--quizzes", bank)
    assert code == 0, said
    return tmp_path / "cohort"


@pytest.mark.parametrize(
    ("name", "says"),
    [("nosuchfolder", "There is no folder {path}."), ("empty", "There is no quiz in the folder {path}.")],
)
def test_a_folder_without_quizzes_is_refused_and_nothing_is_made(
    tmp_path: Path, people: Path, name: str, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    code, said = run("cohort", "new", tmp_path / "cohort", "--learners", people, "--quizzes", tmp_path / name)
    assert (code, says.format(path=tmp_path / name) in said) == (1, True), said
    assert "Copy the quizzes that you hand out into it, such as quizzes/difficult-calls.yml." in said
    assert not (tmp_path / "cohort").exists()


def test_they_are_handed_out_instead_of_the_samples(folder: Path, tiny_course_folder: Path) -> None:
    code, said = run("cohort", "release", folder, "first-call", "--course", tiny_course_folder)
    assert (code, said) == (0, "Released first-call-v2: 2 questions, 2 points.")
    assert OURS in (folder / "keys" / "first-call-v2.json").read_text()


def test_a_release_that_fails_never_says_that_all_else_was_done(
    folder: Path, bank: Path, tiny_course_folder: Path
) -> None:
    code, said = run("cohort", "release", folder, "second-call", "--course", tiny_course_folder)
    assert (code, said) == (1, f"There is no quiz 'second-call' in {bank}. There are: first-call.")
    (bank / "first-call.yml").write_text("quiz: first-call\n")
    code, said = run("cohort", "release", folder, "first-call", "--course", tiny_course_folder)
    assert (code, "first-call.yml:1: 'version' is missing" in said) == (1, True), said
    assert "Everything else was done." not in said
    assert list((folder / "keys").iterdir()) == []


def test_the_talk_through_uses_them_too(folder: Path, tiny_course_folder: Path, tmp_path: Path) -> None:
    words = ("cohort", "talk-through", "first-call", "-o", tmp_path / "sheet.html", "--course", tiny_course_folder)
    assert run(*words)[0] == 0
    assert OURS not in (tmp_path / "sheet.html").read_text()
    code, said = run(*words, "--cohort", folder)
    assert code == 0, said
    assert OURS in (tmp_path / "sheet.html").read_text()
    code, said = run(*words, "--cohort", tmp_path)
    assert (code, "is not a cohort's folder" in said) == (1, True)
