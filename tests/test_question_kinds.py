"""Questions for practice: predicting, sorting and spotting, in the model and on the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import accessibility_faults, chromium, overflow, served, watched
from player_page import in_page, write_page
from playwright.sync_api import Browser, Page, expect
from pydantic import ValidationError

from peersteps.model import Course, Question, Quiz
from peersteps.payload import quiz_payload

BASE = {"id": "one", "ask": "What?", "outcome": "ask"}
PREDICT = {
    **BASE,
    "kind": "predict",
    "options": [
        {"id": "hangs-up", "words": "She hangs up", "feedback": "Some do."},
        {"id": "cries", "words": "She cries", "feedback": "Many do."},
    ],
}
SORT = {
    **BASE,
    "id": "two",
    "kind": "sort",
    "groups": ["Ring 999", "Tell today"],
    "options": [
        {"id": "acting", "words": "He is about to act", "feedback": "At once.", "under": "Ring 999"},
        {
            "id": "worried",
            "words": "You are worried about next week",
            "feedback": "In this shift.",
            "under": "Tell today",
        },
    ],
}
SPOT = {
    **BASE,
    "id": "three",
    "kind": "spot",
    "text": "I fed the cat. They'd be better off without me. It rained.",
    "options": [
        {"id": "cat", "words": "I fed the cat", "feedback": "A cat is a cat."},
        {"id": "better-off", "words": "better off without me", "feedback": "Ask about it.", "right": True},
    ],
}


def quiz(*practice: dict[str, Any], graded: tuple[dict[str, Any], ...] = ()) -> Quiz:
    return Quiz.model_validate(
        {
            "quiz": "kinds",
            "version": 1,
            "title": "Kinds",
            "module": "first-call",
            "pass-at": 1,
            "outcomes": {"ask": "Ask"},
            "review": {"due": "2027-11-01"},
            "practice": practice,
            "graded": graded,
        }
    )


@pytest.mark.parametrize(
    ("question", "change", "says"),
    [
        (PREDICT, {"options": [{**PREDICT["options"][0], "right": True}, PREDICT["options"][1]]}, "leave out 'right'"),
        (SORT, {"groups": []}, "needs 'groups'"),
        (SORT, {"options": [{**SORT["options"][0], "under": "Elsewhere"}, SORT["options"][1]]}, "one of its 'groups'"),
        (PREDICT, {"options": [{**PREDICT["options"][0], "under": "x"}, PREDICT["options"][1]]}, "one of its 'groups'"),
        (SPOT, {"text": None}, "needs a 'text'"),
        (
            SPOT,
            {"text": "I fed the cat. I fed the cat. better off without me"},
            "'I fed the cat' has to stand in 'text' once",
        ),
        (
            SPOT,
            {"options": [{**one, "right": False} for one in SPOT["options"]]},
            "at least one option with 'right: yes'",
        ),
    ],
)
def test_what_does_not_fit_its_kind_is_refused_in_plain_words(
    question: dict[str, Any], change: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        Question.model_validate({**question, **change})


@pytest.mark.parametrize("question", [PREDICT, SORT, SPOT])
def test_nobody_is_marked_on_these(question: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="for practice only"):
        quiz(PREDICT, graded=({**question, "id": "other"},))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser, tiny_course: Course, tmp_path: Path) -> Iterator[Page]:
    payload = quiz_payload(tiny_course, quiz(PREDICT, SORT, SPOT))
    write_page(tmp_path / "kinds", [in_page(payload)], home="quiz")
    with served(tmp_path) as base, watched(browser, base, viewport={"width": 320, "height": 700}) as found:
        found.goto(base + "kinds/index.html")
        found.get_by_role("button", name="Start").click()
        yield found


def check(page: Page) -> None:
    page.get_by_role("button", name="Check my answer").click()


def sound(page: Page) -> None:
    assert not accessibility_faults(page)
    assert overflow(page) == 0


@pytest.mark.slow
def test_all_three_by_hand(page: Page) -> None:
    sound(page)
    page.get_by_label("She cries").check()
    check(page)
    said = page.locator(".ps-quiz")
    expect(said).to_contain_text("Many do.")
    expect(said).to_contain_text("If you had guessed otherwise")
    for word in ("This fits", "Not quite"):
        assert word not in said.inner_text(), "a guess is not judged"
    page.get_by_role("button", name="Next question").click()

    sound(page)
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer first")
    for words, group in (("He is about to act", "Ring 999"), ("You are worried about next week", "Ring 999")):
        page.get_by_role("group", name=words).get_by_label(group).check()
    check(page)
    expect(page.get_by_role("group", name="He is about to act")).to_contain_text("This fits. At once.")
    expect(page.get_by_role("group", name="You are worried")).to_contain_text("We would put it under: Tell today.")
    page.get_by_role("button", name="Next question").click()

    sound(page)
    phrase = page.get_by_role("button", name="better off without me")
    for pressed in ("true", "false", "true"):
        phrase.click()
        assert phrase.get_attribute("aria-pressed") == pressed
    assert phrase.bounding_box()["height"] >= 44
    assert page.locator(".ps-passage").inner_text().replace("\n", " ") == SPOT["text"]
    check(page)
    expect(said).to_contain_text("This fits. Ask about it.")
    sound(page)
    page.get_by_role("button", name="See how it went").click()
    expect(said).to_contain_text("worth another look")
    assert page.locator(".ps-others li").count() == 1, "the sorting; a guess is never one of them"
