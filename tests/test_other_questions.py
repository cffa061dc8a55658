"""Answers to questions that were not handed out: a book that shows others than the trainer's own must not give a 0."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cohorts import ASSIGNMENT, BEST, answers, fresh_cohort, gradebook_rows, inbound, save
from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.nbgrading import cohort

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]

WHICH = "Ask which book they used: it must be built from the quizzes that you handed out."
OTHERS = {"another": ["this"], "one-more": ["that", "those"]}
MONDAY, TUESDAY = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (16, 17))


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_cohort(tmp_path, tmp_path_factory)


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, " ".join(result.output.split())


def standing(folder: Path, who: str) -> cohort.Standing:
    return next(one for one in cohort.status(folder).rows if one.student == who)


@pytest.mark.parametrize(
    "given",
    [
        answers(OTHERS, who="p-wren"),
        answers({"tell": ["another-option"]}, who="p-wren"),
        answers({"tell": "lead"}, who="p-wren"),
        answers({}, who="p-wren", written={"another": "Words."}),
        answers({}, who="p-wren", written={"tell": "Words for a question that is not written."}),
    ],
    ids=["other questions", "other options", "not a list", "other words", "words for a choice"],
)
def test_answers_to_other_questions_are_not_a_nought(folder: Path, tmp_path: Path, given: bytes) -> None:
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", given)
    (problem,) = cohort.collect(folder, from_folder=tmp_path / "inbox").problems
    assert problem == (
        f"{ASSIGNMENT}.p-wren.json: could not be read: its answers are to other questions than those that were handed"
        f" out. {WHICH}"
    )
    graded = cohort.grade(folder)
    assert (graded.marked, graded.unreadable) == ([], [("p-wren", ASSIGNMENT)])
    assert {rest for (who, _), rest in gradebook_rows(folder).items() if who == "p-wren"} == {(None, None, 1)}
    assert list(cohort.marks(folder)) == []
    assert standing(folder, "p-wren").state == "could not be read"
    assert standing(folder, "p-wren").says.endswith(WHICH)
    cohort.feedback(folder)
    page = (folder / "to-send" / f"{ASSIGNMENT}.p-wren.html").read_text()
    assert "Your answers could not be read: its answers are to other questions" in page
    assert "points" not in page.split("<script")[0]


def test_the_commands_say_it_too(folder: Path, tmp_path: Path) -> None:
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", answers(OTHERS, who="p-wren"))
    code, said = run("cohort", "collect", folder, "--from", tmp_path / "inbox")
    assert (code, "other questions than those that were handed out" in said) == (1, True)
    code, said = run("cohort", "grade", folder)
    assert code == 0
    assert f"Marked 0. Could not be read: 1. {ASSIGNMENT} of p-wren: see why: peersteps cohort status" in said
    code, said = run("cohort", "status", folder)
    assert "p-wren every-kind-v1 could not be read: its answers are to other questions" in said


def test_through_the_exchange_they_are_not_a_nought_either(folder: Path) -> None:
    (inbound(folder, "p-wren") / "answers.json").write_bytes(answers(OTHERS))
    (problem,) = cohort.collect(folder).problems
    assert f"its answers are to other questions than those that were handed out. {WHICH}" in problem
    assert cohort.grade(folder).unreadable == [("p-wren", ASSIGNMENT)]


def test_they_never_take_the_place_of_answers_that_fit(folder: Path, tmp_path: Path) -> None:
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", answers(BEST, who="p-wren"), MONDAY)
    assert len(cohort.collect(folder, from_folder=tmp_path / "inbox").taken) == 1
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", answers(OTHERS, who="p-wren"), TUESDAY)
    assert cohort.collect(folder, from_folder=tmp_path / "inbox").taken == []
    (inbound(folder, "p-wren", "2026-11-22 20:00:00.000000 UTC") / "answers.json").write_bytes(answers(OTHERS))
    assert cohort.collect(folder).taken == []
    cohort.grade(folder)
    assert [one.points for one in cohort.marks(folder)] == [8]


def test_what_fits_is_marked_and_how_many_did_not_is_said(folder: Path, tmp_path: Path) -> None:
    given = answers({**BEST, **OTHERS, "fits": ["another-option"]}, who="p-wren")
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", given)
    assert cohort.collect(folder, from_folder=tmp_path / "inbox").problems == []
    graded = cohort.grade(folder)
    assert graded.marked == [("p-wren", ASSIGNMENT)]
    says = "3 of 6 answers are not to the questions that were handed out, and got no points."
    assert graded.problems == [f"p-wren: {ASSIGNMENT}: {says} {WHICH}"]
    assert [one.points for one in cohort.marks(folder)] == [7]
    assert standing(folder, "p-wren").state == "marked"
    assert standing(folder, "p-wren").says == f"{says} {WHICH}"


def test_nothing_answered_is_a_nought_as_before(folder: Path, tmp_path: Path) -> None:
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", answers({"tell": []}, who="p-wren"))
    cohort.collect(folder, from_folder=tmp_path / "inbox")
    assert cohort.grade(folder).problems == []
    assert [one.points for one in cohort.marks(folder)] == [0]
