"""Collecting what strangers wrote: no link is followed, and one bad hand-in never stops the others."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cohorts import ASSIGNMENT, BEST, answers, fresh_cohort, gradebook_rows, inbound, save, submit

from peersteps.nbgrading import cohort
from peersteps.nbgrading.settings import open_cohort, write_cohort

pytestmark = pytest.mark.slow

PRIVATE = b"for the trainer's eyes only"
MONDAY, TUESDAY = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (16, 17))


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_cohort(tmp_path, tmp_path_factory)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A file that only the trainer may read."""
    path = tmp_path / "private.json"
    path.write_bytes(PRIVATE)
    return path


def submitted(folder: Path, student: str) -> Path:
    return folder / "course" / "submitted" / student / ASSIGNMENT


def nothing_private(folder: Path) -> None:
    for path in folder.rglob("*"):
        if "inbound" not in path.parts and path.is_file():
            assert not path.is_symlink()
            assert PRIVATE not in path.read_bytes(), path


def hand_in(place: Path, content: bytes) -> None:
    (place / "answers.json").write_bytes(content)


def test_only_answers_are_taken_and_the_notebook_is_the_trainers(folder: Path, tmp_path: Path) -> None:
    submit(folder, tmp_path / "desk", "p-wren", answers(BEST))
    place = next((folder / "exchange" / "peersteps" / "inbound").iterdir())
    notebook = place / "every-kind.ipynb"
    notebook.chmod(0o644)
    notebook.write_text('{"cells": [{"cell_type": "code", "source": "raise SystemExit"}]}')
    (place / "extra.py").write_text("print('never run')")
    cohort.collect(folder)
    taken = submitted(folder, "p-wren")
    assert {path.name for path in taken.iterdir()} == {
        "answers.json", "every-kind.ipynb", "timestamp.txt", "submission_secret.txt", "came-from.txt"
    }  # fmt: skip
    assert (taken / "every-kind.ipynb").read_bytes() == (
        folder / "course" / "release" / ASSIGNMENT / "every-kind.ipynb"
    ).read_bytes()


def test_a_duplicated_or_corrupt_notebook_changes_nothing(folder: Path) -> None:
    for student, notebook in (("p-wren", "not even JSON"), ("p-owl", "{}")):
        place = inbound(folder, student)
        hand_in(place, answers(BEST))
        (place / "every-kind.ipynb").write_text(notebook)
    cohort.collect(folder)
    assert len(cohort.grade(folder).marked) == 2
    assert {one.points for one in cohort.marks(folder)} == {8}


def bad_ones(folder: Path, private: Path) -> dict[str, Path]:
    """One learner for each way in which a hand-in can be bad."""
    linked = inbound(folder, "p-heron")
    (linked / "answers.json").symlink_to(private)
    (linked / "timestamp.txt").symlink_to(private)
    (linked / "submission_secret.txt").symlink_to(private)
    huge = inbound(folder, "p-owl")
    hand_in(huge, answers(BEST, extra="x" * 20_000_000))
    inbound(folder, "p-robin")  # nothing in it
    pipe = inbound(folder, "p-swift")
    os.mkfifo(pipe / "answers.json")
    broken = inbound(folder, "p-finch")
    hand_in(broken, b'{"kind": "peersteps-answers", ')
    return {"p-heron": linked, "p-owl": huge, "p-robin": folder, "p-swift": pipe, "p-finch": broken}


def test_bad_hand_ins_never_stop_the_others(folder: Path, private: Path) -> None:
    bad = bad_ones(folder, private)
    good = inbound(folder, "p-wren")
    hand_in(good, answers(BEST))
    collected = cohort.collect(folder)
    assert len(collected.taken) == 6
    reasons = " ".join(collected.problems)
    for student, why in {
        "p-heron": "not a plain file",
        "p-owl": "larger than 256 KiB",
        "p-robin": "there are no answers",
        "p-swift": "not a plain file",
        "p-finch": "broken or cut off",
    }.items():
        assert any(said.startswith(student) and why in said for said in collected.problems), reasons
    graded = cohort.grade(folder)
    assert graded.marked == [("p-wren", ASSIGNMENT)]
    assert sorted(student for student, _ in graded.unreadable) == sorted(bad)
    assert {one.state for one in cohort.status(folder).rows if one.student in bad} == {"could not be read"}
    assert {rest for (who, _), rest in gradebook_rows(folder).items() if who in bad} == {(None, None, 1)}
    nothing_private(folder)
    assert max(path.stat().st_size for path in folder.joinpath("course", "submitted").rglob("*")) < 300_000


def test_a_linked_folder_is_left_alone_and_the_others_are_taken(folder: Path, private: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "answers.json").write_bytes(PRIVATE)
    linked = inbound(folder, "p-heron")
    linked.rmdir()
    linked.symlink_to(elsewhere)
    a_file = inbound(folder, "p-owl")
    a_file.rmdir()
    a_file.write_bytes(PRIVATE)
    hand_in(inbound(folder, "p-wren"), answers(BEST))
    collected = cohort.collect(folder)
    assert [one.student for one in collected.taken] == ["p-wren"]
    assert sorted(said.split(":")[0] for said in collected.problems) == ["p-heron", "p-owl"]
    assert all("not a plain folder" in said for said in collected.problems)
    nothing_private(folder)


@pytest.mark.parametrize("date", ["yesterday", "", "9999999999-01-01 00:00:00 UTC", "2026-13-45 99:00:00 UTC"])
def test_a_folder_without_a_date_is_left_alone(folder: Path, date: str) -> None:
    hand_in(inbound(folder, "p-heron", date), answers(BEST))
    hand_in(inbound(folder, "p-wren"), answers(BEST))
    collected = cohort.collect(folder)
    assert [one.student for one in collected.taken] == ["p-wren"]
    assert "p-heron" in collected.problems[0]


def test_somebody_who_is_not_in_the_roster_is_named_and_not_taken(folder: Path) -> None:
    hand_in(inbound(folder, "p-stranger"), answers(BEST))
    collected = cohort.collect(folder)
    assert collected.taken == []
    assert collected.problems == ["p-stranger is not in people.csv, so their hand-in was left where it is."]
    assert not submitted(folder, "p-stranger").exists()


def test_of_two_hand_ins_the_newest_counts_and_the_older_is_kept(folder: Path, tmp_path: Path) -> None:
    submit(folder, tmp_path / "desk", "p-wren", answers({"tell": ["nobody"]}))
    cohort.collect(folder)
    cohort.grade(folder)
    submit(folder, tmp_path / "desk", "p-wren", answers(BEST, revision=2))
    (taken,) = cohort.collect(folder).taken
    assert taken.replaced
    assert cohort.grade(folder).marked == [("p-wren", ASSIGNMENT)]
    assert [one.points for one in cohort.marks(folder)] == [8]
    (older,) = (folder / "course" / "older" / "p-wren" / ASSIGNMENT).iterdir()
    assert b"nobody" in (older / "answers.json").read_bytes()
    assert cohort.collect(folder).taken == []


def test_both_handed_in_before_collecting_gives_the_newest(folder: Path, tmp_path: Path) -> None:
    submit(folder, tmp_path / "desk", "p-wren", answers({"tell": ["nobody"]}))
    submit(folder, tmp_path / "desk", "p-wren", answers(BEST, revision=2))
    assert len(cohort.collect(folder).taken) == 1
    cohort.grade(folder)
    assert [one.points for one in cohort.marks(folder)] == [8]


def test_a_newer_hand_in_that_cannot_be_read_does_not_take_the_older_ones_marks(folder: Path) -> None:
    hand_in(inbound(folder, "p-wren", "2026-11-20 09:00:00 UTC"), answers(BEST))
    hand_in(inbound(folder, "p-wren", "2026-11-21 09:00:00 UTC"), b"{")
    collected = cohort.collect(folder)
    assert [one.at.day for one in collected.taken] == [20]
    assert "p-wren: the hand-in of 21 November, 09:00 could not be read" in collected.problems[0]
    cohort.grade(folder)
    assert [one.points for one in cohort.marks(folder)] == [8]
    assert cohort.collect(folder).taken == []


def test_with_accounts_of_their_own_nobody_hands_in_for_another(folder: Path) -> None:
    described = open_cohort(folder)
    write_cohort(described.__class__(**{**vars(described), "own_accounts": True}))
    hand_in(inbound(folder, "p-wren"), answers(BEST))
    collected = cohort.collect(folder)
    assert collected.taken == []
    assert "p-wren: the hand-in of 22 November, 20:00 was not taken: it was handed in by" in collected.problems[0]


def test_files_are_known_by_name_or_by_what_stands_in_them(folder: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    save(inbox, f"{ASSIGNMENT}.p-wren.json", answers(BEST, who="p-wren"))
    save(inbox, f"{ASSIGNMENT}.p-owl (1).json", answers(BEST))  # as a browser names a second copy
    save(inbox, "my answers.json", answers(BEST, who="p-robin"))
    save(inbox, "Re Fw answers.txt", answers(BEST, who="p-finch"))
    save(inbox, ".DS_Store", b"\0")
    collected = cohort.collect(folder, from_folder=inbox)
    assert sorted(one.student for one in collected.taken) == ["p-finch", "p-owl", "p-robin", "p-wren"]
    assert collected.problems == []
    assert (inbox / "my answers.json").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (f"{ASSIGNMENT}.p-wren.json", answers(BEST, who="p-owl"), "its name says p-wren, but inside it says p-owl"),
        (f"{ASSIGNMENT}.p-wren.json", answers(BEST, assignment="x-v1"), "but inside it says x-v1"),
        ("answers.json", answers(BEST), "it does not say whose it is"),
        ("answers.json", answers(BEST, who="p-stranger"), "p-stranger is not in people.csv"),
        ("answers.json", answers(BEST, who="../../p-wren"), "is not in people.csv"),
        ("answers.json", answers(BEST, who="p-wren", assignment="x-v1"), "x-v1 has not been released"),
        ("notes.txt", b"Dear trainer", "it is broken or cut off"),
        ("record.json", b'{"kind": "peersteps-record"}', "it is not a file of answers"),
    ],
)
def test_a_file_that_cannot_be_placed_is_listed(
    folder: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    save(tmp_path / "inbox", name, content)
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-heron.json", answers(BEST, who="p-heron"))
    collected = cohort.collect(folder, from_folder=tmp_path / "inbox")
    assert [one.student for one in collected.taken] == ["p-heron"]
    (problem,) = collected.problems
    assert problem.startswith(f"{name}: not taken: ")
    assert says in problem


def test_links_in_a_folder_are_not_followed(folder: Path, tmp_path: Path, private: Path) -> None:
    inbox = tmp_path / "inbox"
    save(inbox, f"{ASSIGNMENT}.p-heron.json", answers(BEST, who="p-heron"))
    (inbox / f"{ASSIGNMENT}.p-wren.json").symlink_to(private)
    (inbox / "linked.json").symlink_to(inbox / f"{ASSIGNMENT}.p-heron.json")
    collected = cohort.collect(folder, from_folder=inbox)
    assert [one.student for one in collected.taken] == ["p-heron", "p-wren"]  # p-wren's as "could not be read"
    assert len(collected.problems) == 2
    assert cohort.grade(folder).unreadable == [("p-wren", ASSIGNMENT)]
    nothing_private(folder)


def test_of_two_files_the_newest_counts_then_the_one_saved_more_often(folder: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    save(inbox, f"{ASSIGNMENT}.p-wren.json", answers({}, who="p-wren", revision=9), MONDAY)
    save(inbox, f"{ASSIGNMENT}.p-wren (1).json", answers(BEST, who="p-wren", revision=1), TUESDAY)
    save(inbox, f"{ASSIGNMENT}.p-owl.json", answers({}, who="p-owl", revision=1), MONDAY)
    save(inbox, f"{ASSIGNMENT}.p-owl (1).json", answers(BEST, who="p-owl", revision=2), MONDAY)
    cohort.collect(folder, from_folder=inbox)
    cohort.grade(folder)
    assert {one.student: one.points for one in cohort.marks(folder)} == {"p-wren": 8, "p-owl": 8}
    assert cohort.collect(folder, from_folder=inbox).taken == []


def test_a_folder_that_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    assert "there is no such folder" in cohort.collect(folder, from_folder=tmp_path / "nowhere").problems[0]


def test_an_empty_exchange_is_no_problem(folder: Path) -> None:
    collected = cohort.collect(folder)
    assert (collected.taken, collected.problems) == ([], [])


def test_what_was_taken_is_a_plain_file_of_the_trainers(folder: Path) -> None:
    place = inbound(folder, "p-wren")
    hand_in(place, answers(BEST))
    (place / "answers.json").chmod(0o777)
    cohort.collect(folder)
    taken = submitted(folder, "p-wren") / "answers.json"
    assert stat.S_ISREG(taken.lstat().st_mode)
    assert not taken.stat().st_mode & 0o111
