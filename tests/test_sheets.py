"""Debrief sheets: what a trainer prints is what the conversation says, and each conversation has one."""

from pathlib import Path

import pytest
from books import write_book

from peersteps.book import build
from peersteps.book.sheets import TURNS, WATCH, sheet
from peersteps.checks.safety import TOPICS
from peersteps.model import Course
from peersteps.player.readable import PRACTICE
from peersteps.reading import read_course
from peersteps.slots import fill

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def shipped() -> Course:
    course, problems = read_course(ROOT)
    assert course, problems
    return course


def test_every_turn_gives_all_its_choices_with_what_each_does(shipped: Course) -> None:
    for scenario in shipped.scenarios.values():
        turns = sheet(shipped, scenario)["turns"]
        assert 0 < len(turns) <= TURNS
        ids = [[choice["id"] for choice in turn["choices"]] for turn in turns]
        scenes = [[choice.id for choice in scene.choices] for scene in scenario.scenes.values()]
        assert all(turn in scenes for turn in ids)
        assert all(choice["why"] for turn in turns for choice in turn["choices"])


def test_a_sheet_judges_in_the_words_of_the_conversation(shipped: Course) -> None:
    for scenario in shipped.scenarios.values():
        assert sheet(shipped, scenario)["practice"] == PRACTICE


def test_moments_come_before_other_turns(shipped: Course) -> None:
    for scenario in shipped.scenarios.values():
        shown = [[choice["id"] for choice in turn["choices"]] for turn in sheet(shipped, scenario)["turns"]]
        for moment in list(scenario.moments.values())[:TURNS]:
            assert [choice.id for choice in scenario.scenes[moment.scene].choices] in shown


def test_every_ending_is_there_with_its_questions(shipped: Course) -> None:
    for scenario in shipped.scenarios.values():
        told = {ending["title"]: ending["questions"] for ending in sheet(shipped, scenario)["endings"]}
        words = {**scenario.local, **shipped.local.settings}
        assert {title: tuple(asked) for title, asked in told.items()} == {
            fill(scene.ending, words): tuple(fill(question, words) for question in scene.debrief.questions)
            for scene in scenario.scenes.values()
            if scene.ending and scene.debrief
        }


def test_what_to_watch_for_follows_the_tags(shipped: Course) -> None:
    calls = sheet(shipped, shipped.scenarios["quiet-evening"])
    assert any("anyone may step out" in says for says in calls["watch"])
    known = {tag for topic in TOPICS for tag in topic.tags}
    assert {tag for tags, _ in WATCH for tag in tags.split()} <= known


def test_each_conversation_has_a_sheet_that_trainers_find(tiny_course_folder: Path, tmp_path: Path) -> None:
    book = write_book(tiny_course_folder)
    home = book / "book/index.md"
    home.write_text(home.read_text("utf-8") + "\n```{sheets}\n```\n", "utf-8")
    build(book, tmp_path / "site")
    assert 'href="for-trainers/sheets/kind-word.html"' in (tmp_path / "site/book/index.html").read_text("utf-8")
    page = (tmp_path / "site/book/for-trainers/sheets/kind-word.html").read_text("utf-8")
    assert "<h1>Debrief sheet: A kind word</h1>" in page
    assert 'href="../../../modules/first-call/index.html#scenario-kind-word"' in page
    assert "Get help now" in page
    assert "{lead}" not in page
