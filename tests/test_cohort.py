"""A cohort of six through real nbgrader: its exchange, its converters and its SQLite gradebook."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from cohorts import (
    ASSIGNMENT,
    BEST,
    LEARNERS,
    ROSTER,
    SECRET_WORDS,
    answers,
    course,
    every_kind,
    fresh_cohort,
    gradebook_rows,
    mark_by_hand,
    option,
    question,
    save,
    submit,
)
from nbconvert.filters import markdown2html

from peersteps.nbgrading import cohort
from peersteps.nbgrading.settings import CohortError

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]

SIX = {
    "p-heron": ({**BEST}, {"own": "I would tell the shift lead."}),
    "p-wren": ({"tell": ["nobody"], "listen": ["b"], "steps": ["one", "three", "two"], "fits": ["most"]}, {}),
    "p-owl": ({**BEST}, {}),
    "p-robin": ({**BEST, "tell": ["nobody"]}, {}),
    "p-swift": ({}, {}),
    "p-finch": ({"tell": ["lead"], "listen": ["a", "b", "c"], "steps": ["one", "two", "three"], "fits": ["well"]}, {}),
}
BY_HAND = {
    "p-heron": {"tell": 2, "listen": 2, "steps": 3, "fits": 1, "own": None},
    "p-wren": {"tell": 0, "listen": 1, "steps": 2, "fits": 1 / 3, "own": 0},
    "p-owl": {"tell": 2, "listen": 2, "steps": 3, "fits": 1, "own": 0},
    "p-robin": {"tell": 0, "listen": 2, "steps": 3, "fits": 1, "own": 0},
    "p-swift": {"tell": 0, "listen": 0, "steps": 0, "fits": 0, "own": 0},
    "p-finch": {"tell": 2, "listen": 1, "steps": 3, "fits": 2 / 3, "own": 0},
}


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_cohort(tmp_path, tmp_path_factory)


@pytest.fixture
def six(folder: Path, tmp_path: Path) -> Path:
    """Six learners have handed in through the exchange, and were marked."""
    for student, (chosen, written) in SIX.items():
        submit(folder, tmp_path / "desk", student, answers(chosen, written=written))
    collected = cohort.collect(folder)
    assert sorted(one.student for one in collected.taken) == sorted(LEARNERS)
    assert collected.problems == []
    graded = cohort.grade(folder)
    assert (len(graded.marked), graded.unreadable, graded.problems) == (6, [], [])
    return folder


def test_the_gradebook_has_the_marks_worked_out_by_hand(six: Path) -> None:
    rows = gradebook_rows(six)
    assert len(rows) == 30
    for student, points in BY_HAND.items():
        for name, by_hand in points.items():
            auto, manual, waiting = rows[student, name]
            assert auto == (None if by_hand is None else pytest.approx(by_hand)), (student, name)
            assert (manual, waiting) == (None, by_hand is None)


def test_marks_pass_on_points_and_must_and_wait_for_the_trainer(six: Path) -> None:
    marks = {one.student: (pytest.approx(one.points), one.passed) for one in cohort.marks(six)}
    assert marks == {
        "p-wren": (10 / 3, False),
        "p-owl": (8, True),
        "p-robin": (6, False),  # enough points, but 'tell' is a must
        "p-swift": (0, False),
        "p-finch": (20 / 3, True),
    }
    mark_by_hand(six, "p-heron", "own", 1.5)
    heron = next(one for one in cohort.marks(six) if one.student == "p-heron")
    assert (heron.points, heron.max_points, heron.passed, heron.quiz, heron.version) == (9.5, 10, True, "every-kind", 1)
    assert heron.revision.startswith("1+")
    assert heron.marked_at.tzinfo is UTC
    assert abs((datetime.now(UTC) - heron.marked_at).total_seconds()) < 600


def test_status_says_where_everybody_stands(six: Path, tmp_path: Path) -> None:
    (six / "people.csv").write_text((six / "people.csv").read_text() + "p-new,Fictional new\np-late,Fictional late\n")
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-late.json", answers({}, who="p-late"))
    cohort.collect(six, from_folder=tmp_path / "inbox")
    states = {one.student: one.state for one in cohort.status(six).rows}
    assert states["p-heron"] == "waits for you"
    assert states["p-owl"] == "marked"
    assert states["p-new"] == "not handed in"
    assert states["p-late"] == "to be marked"


def test_nothing_gives_an_answer_away_before_handing_in(folder: Path) -> None:
    """Keys, feedback and must marks: in no file a learner or nbgrader has, and not in the gradebook."""
    given_away = (SECRET_WORDS.encode(), b'"must"', b'"right"', b'"feedback"', b"Names somebody to tell", b'"passAt"')
    files = [path for path in folder.rglob("*") if path.is_file() and folder / "keys" not in path.parents]
    assert {"quiz.json", "every-kind.ipynb", "gradebook.db"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for words in given_away:
            assert words not in content, f"{words!r} in {path}"
    assert SECRET_WORDS in (folder / "keys" / f"{ASSIGNMENT}.json").read_text()


def test_keys_and_gradebook_are_for_the_trainer_alone(folder: Path) -> None:
    for private in ("keys", "course"):
        assert (folder / private).stat().st_mode & 0o077 == 0
    for_learners = (folder / "learners" / "nbgrader_config.py").read_text()
    assert str(folder / "exchange") in for_learners
    assert str(folder / "keys") not in for_learners
    assert str(folder / "course") not in for_learners


def test_feedback_has_the_score_and_words_on_what_was_chosen_only(six: Path) -> None:
    given = cohort.feedback(six)
    assert len(given.released) == 6
    assert given.problems == []
    assert given.to_send == []
    page = (six / "course" / "feedback" / "p-wren" / ASSIGNMENT / "every-kind.html").read_text()
    assert "3.33 of 10 points" in page
    assert [one for one in ("nobody", "b", "most") if f"{SECRET_WORDS} {one}<" not in page] == []
    for hidden in ("lead", "a", "c", "d", "partly", "well", "not", "one", "two", "three"):
        assert f"{SECRET_WORDS} {hidden}<" not in page
        assert f'{SECRET_WORDS} {hidden}"' not in page
    assert "http" not in page  # nothing is loaded from anywhere
    released = {path.read_text() for path in (six / "exchange" / "peersteps" / "feedback").glob("*.html")}
    assert page in released
    assert len(released) == 6


def test_feedback_is_made_again_only_where_something_changed(six: Path) -> None:
    assert len(cohort.feedback(six).released) == 6
    assert cohort.feedback(six).released == []
    mark_by_hand(six, "p-heron", "own", 2, comment="Clear & kind. <b>Thank you</b>")
    assert cohort.feedback(six).released == [("p-heron", ASSIGNMENT)]
    page = (six / "course" / "feedback" / "p-heron" / ASSIGNMENT / "every-kind.html").read_text()
    assert "10 of 10 points: passed" in page
    assert "Clear &amp; kind. &lt;b&gt;Thank you&lt;/b&gt;" in page


def test_the_trainer_reads_written_answers_and_they_cannot_become_markup(folder: Path, tmp_path: Path) -> None:
    nasty = "First.\n\n```\n</code></pre><script>alert(1)</script>\n$$x$$ <img src=x onerror=alert(2)>\n# Heading"
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-wren.json", answers({}, who="p-wren", written={"own": nasty}))
    cohort.collect(folder, from_folder=tmp_path / "inbox")
    cohort.grade(folder)
    notebook = nbformat.read(
        folder / "course" / "autograded" / "p-wren" / ASSIGNMENT / "every-kind.ipynb", as_version=4
    )
    cell = next(cell for cell in notebook.cells if cell.id == "own")
    for line in filter(None, nasty.split("\n")):
        assert f"    {line}\n" in cell.source + "\n"
    shown = markdown2html(cell.source)  # as formgrader draws it
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<h1" not in shown


def test_marking_again_is_harmless_and_a_mark_by_hand_survives(six: Path) -> None:
    mark_by_hand(six, "p-heron", "own", 2)
    before = gradebook_rows(six)
    assert cohort.grade(six).marked == []
    assert len(cohort.grade(six, again=True).marked) == 6
    after = gradebook_rows(six)
    assert after.pop(("p-heron", "own")) == (None, 2, 1)  # it stays, and the trainer is asked to look again
    del before["p-heron", "own"]
    assert after == before


def test_nbgraders_own_command_gives_the_same_gradebook(six: Path) -> None:
    """formgrader's button runs the same thing, so both roads must agree."""
    save_as = six / "course" / "submitted" / "p-swift" / ASSIGNMENT / "answers.json"
    save_as.write_bytes(b"{")
    assert cohort.grade(six, again=True).unreadable == [("p-swift", ASSIGNMENT)]
    before = gradebook_rows(six)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--force"]
    done = subprocess.run(command, cwd=six / "course", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert gradebook_rows(six) == before


def test_answers_that_cannot_be_read_are_never_a_silent_nought(folder: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    save(inbox, f"{ASSIGNMENT}.p-wren.json", b'{"kind": "peersteps-ans', datetime(2026, 11, 20, tzinfo=UTC))
    save(inbox, f"{ASSIGNMENT}.p-owl.json", answers(BEST, who="p-owl"), datetime(2026, 11, 20, tzinfo=UTC))
    collected = cohort.collect(folder, from_folder=inbox)
    assert len(collected.taken) == 2
    assert "p-wren.json: could not be read: it is broken or cut off" in collected.problems[0]
    graded = cohort.grade(folder)
    assert (graded.marked, graded.unreadable) == ([("p-owl", ASSIGNMENT)], [("p-wren", ASSIGNMENT)])
    assert {rest for (who, _), rest in gradebook_rows(folder).items() if who == "p-wren"} == {(None, None, 1)}
    assert [one.student for one in cohort.marks(folder)] == ["p-owl"]
    wren = next(one for one in cohort.status(folder).rows if one.student == "p-wren")
    says = "it is broken or cut off. Ask them to hand in again."
    assert (wren.state, wren.says, wren.points) == ("could not be read", says, None)
    cohort.feedback(folder)
    page = (folder / "to-send" / f"{ASSIGNMENT}.p-wren.html").read_text()
    assert "Your answers could not be read" in page
    assert "points" not in page.split("<script")[0]

    save(inbox, f"{ASSIGNMENT}.p-wren.json", answers(BEST, who="p-wren"), datetime(2026, 11, 21, tzinfo=UTC))
    assert cohort.collect(folder, from_folder=inbox).problems == []
    cohort.grade(folder)
    assert {one.student: one.points for one in cohort.marks(folder)} == {"p-owl": 8, "p-wren": 8}


def test_a_missing_key_marks_nobody(six: Path) -> None:
    before = gradebook_rows(six)
    key = six / "keys" / f"{ASSIGNMENT}.json"
    found = json.loads(key.read_text())
    del found["questions"]["tell"]
    key.write_text(json.dumps(found))
    graded = cohort.grade(six, again=True)
    assert graded.marked == []
    assert len(graded.problems) == 6
    assert "The key of every-kind-v1 has no question 'tell'" in graded.problems[0]
    key.write_text("{")
    assert "cannot be read. Release the quiz again" in cohort.grade(six, again=True).problems[0]
    assert gradebook_rows(six) == before
    with pytest.raises(CohortError, match="Release the quiz again"):
        list(cohort.marks(six))
    cohort.release(six, course(), every_kind())  # as it says
    assert len(cohort.grade(six, again=True).marked) == 6


def test_one_hand_in_that_breaks_marking_does_not_stop_the_others(six: Path) -> None:
    blocked = six / "course" / "autograded" / "p-owl"
    for path in sorted(blocked.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    blocked.rmdir()
    blocked.write_text("a file stands where a folder should be")
    graded = cohort.grade(six, again=True)
    assert len(graded.marked) == 5
    assert len(graded.problems) == 1
    assert graded.problems[0].startswith("p-owl: ")


def test_once_handed_in_questions_stay_but_feedback_may_be_mended(six: Path) -> None:
    changed = every_kind(graded=[question("tell", "single", option("lead", right=True), option("somebody"))])
    with pytest.raises(CohortError, match=r"version: 2"):
        cohort.release(six, course(), changed)
    mended = every_kind()
    mended = mended.model_copy(
        update={"graded": tuple(one.model_copy(update={"must": False}) for one in mended.graded)}
    )
    assert cohort.release(six, course(), mended).questions == 5
    assert next(one for one in cohort.marks(six) if one.student == "p-robin").passed


def test_before_anybody_hands_in_a_quiz_can_be_released_again(folder: Path) -> None:
    shorter = every_kind(graded=[question("other", "single", option("x", right=True), option("y"))], pass_at=1)
    assert cohort.release(folder, course(), shorter).points == 1
    outbound = folder / "exchange" / "peersteps" / "outbound" / ASSIGNMENT / "quiz.json"
    assert [one["id"] for one in json.loads(outbound.read_text())["questions"]] == ["other"]


def test_releasing_needs_graded_questions(folder: Path) -> None:
    with pytest.raises(CohortError, match="no graded questions"):
        cohort.release(folder, course(), every_kind(graded=[]))


def test_a_cohort_is_made_once_and_needs_somebody_in_it(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CohortError, match="folder already"):
        cohort.new(folder, folder / "people.csv")
    for roster, says in (
        (ROSTER.replace("pseudonym,", ""), "the column 'pseudonym' is missing"),
        (f"{ROSTER}Sam Smith,Sam\n", r"people\.csv:2: 'Sam Smith' is not a pseudonym: use one such as p-heron"),
        (ROSTER, "nobody in it"),
    ):
        (tmp_path / "people.csv").write_text(roster)
        with pytest.raises(CohortError, match=says):
            cohort.new(tmp_path / "another", tmp_path / "people.csv")
    assert not (tmp_path / "another").exists()
    with pytest.raises(CohortError, match="no such file"):
        cohort.new(tmp_path / "another", tmp_path / "nothing.csv")
    with pytest.raises(CohortError, match="is not a cohort's folder"):
        cohort.status(tmp_path)


def test_names_in_the_roster_stay_out_of_nbgrader(folder: Path) -> None:
    assert "Fictional p-heron" in (folder / "people.csv").read_text()
    for path in (folder / "course").rglob("*"):
        assert path.is_dir() or b"Fictional" not in path.read_bytes()


def test_watching_collects_marks_and_gives_feedback_in_one_process(folder: Path, tmp_path: Path) -> None:
    told = []
    submit(folder, tmp_path / "desk", "p-owl", answers(BEST))
    cohort.watch(folder, lambda *done: told.append(done), every=0, rounds=2)
    (collected, graded, fed), (later, *_) = told
    assert [one.student for one in collected.taken] == ["p-owl"]
    assert graded.marked == fed.released == [("p-owl", ASSIGNMENT)]
    assert later.taken == []
