"""The player as a person meets it: by keyboard, on a phone, with storage denied, with assistive technology."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import golden
import pytest
from browser import STORAGE_DENIED, accessibility_faults, chromium, file_base, overflow, served, watched
from player_page import in_page, write_page
from playwright.sync_api import Browser, Page, expect

from peersteps.model import Course, Quiz
from peersteps.payload import quiz_payload, scenario_payload
from peersteps.reading import read_course

pytestmark = pytest.mark.slow

SIZES = {"narrow": (320, 640), "phone": (375, 740), "desktop": (1280, 800)}
POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'"
}
STORAGE_FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
MODULE = "https://peersteps.example/xapi/module/first-call"
DONE = f'<div class="peersteps-done" data-activity="{MODULE}" data-revision="1+aaaaaaaa"></div>'

EVERY_KIND = {
    "quiz": "every-kind",
    "version": 1,
    "title": "Every kind of question",
    "module": "first-call",
    "pass-at": 1,
    "outcomes": {"ask": "Ask"},
    "review": {"due": "2027-11-01"},
    "practice": [
        {
            "id": "one",
            "kind": "single",
            "ask": "Which one fits?",
            "must": True,
            "outcome": "ask",
            "after": "All of these are heard on real calls.",
            "options": [
                {
                    "id": "yes",
                    "words": "The one that fits",
                    "feedback": "It leaves room.",
                    "right": True,
                    "fact": "TINY-1",
                },
                {"id": "no", "words": "The one that does not", "feedback": "It closes the door."},
            ],
        },
        {
            "id": "some",
            "kind": "multiple",
            "ask": "Which ones fit?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "First", "feedback": "Yes, this.", "right": True},
                {"id": "b", "words": "Second", "feedback": "This as well.", "right": True},
                {"id": "c", "words": "Third", "feedback": "This tempts."},
            ],
        },
        {
            "id": "line-up",
            "kind": "order",
            "ask": "In which order?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Say hello", "feedback": "It opens."},
                {"id": "b", "words": "Listen", "feedback": "It is the call."},
                {"id": "c", "words": "Say goodbye", "feedback": "It closes."},
            ],
        },
        {
            "id": "how-far",
            "kind": "judgement",
            "ask": "How far does this help?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Not at all", "feedback": "It may help a little."},
                {"id": "b", "words": "A little", "feedback": "It is close.", "right": True},
                {"id": "c", "words": "A lot", "feedback": "It leaves something out."},
            ],
        },
        {"id": "own", "kind": "say-it", "ask": "How would you say it?", "outcome": "ask", "models": ["In this way."]},
    ],
    "graded": [
        {
            "id": "pick",
            "kind": "single",
            "ask": "What do you do?",
            "outcome": "ask",
            "options": [
                {"id": "tell", "words": "Tell the lead", "feedback": "Yes.", "right": True},
                {"id": "keep", "words": "Keep it", "feedback": "No."},
            ],
        },
        {
            "id": "steps",
            "kind": "order",
            "ask": "In which order do you do it?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Stop", "feedback": "First."},
                {"id": "b", "words": "Tell", "feedback": "Then."},
                {"id": "c", "words": "Write", "feedback": "Last."},
            ],
        },
        {"id": "text", "kind": "written", "ask": "What would you say at the end?", "outcome": "ask", "points": 2},
    ],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def course() -> Course:
    found, problems = read_course(golden.TINY, golden.TINY / "settings.yml")
    assert found, problems
    return found


@pytest.fixture(scope="module")
def pages(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder with a page for each thing that the player draws."""
    folder = tmp_path_factory.mktemp("pages")
    quiz = Quiz.model_validate(EVERY_KIND)
    call = in_page(scenario_payload(course, course.scenarios["kind-word"]))
    own = in_page(golden.corners(course)[1])
    practice, graded = (in_page(quiz_payload(course, quiz, graded=one)) for one in (False, True))
    write_page(folder / "call", [call], home="scenario")
    write_page(folder / "own-words", [own], home="scenario")
    write_page(folder / "practice", [practice], home="quiz")
    write_page(folder / "graded", [graded], home="quiz")
    write_page(folder / "record", [DONE, '<div class="peersteps-record"></div>'], home="record")
    write_page(folder / "all", [call, practice, graded, DONE], home="page")
    for theme in ("dark", "auto"):
        write_page(folder / f"call-{theme}", [call], home="scenario", theme=theme)
        write_page(folder / f"practice-{theme}", [practice], home="quiz", theme=theme)
    return folder


@pytest.fixture(scope="module")
def base(pages: Path) -> Iterator[str]:
    with served(pages, headers=POLICY) as address:
        yield address


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    with phone(browser, base) as found:
        yield found


def phone(browser: Browser, base: str, **more: object) -> AbstractContextManager[Page]:
    return watched(browser, base, viewport={"width": 375, "height": 740}, **more)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page: Page, *words: str) -> None:
    for one in words:
        page.locator(".ps-choice").filter(has_text=one).click()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.tagName").strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(60):
        if focused(page).replace("\n", " ").startswith(words):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached '{words}'")


def to_the_end(page: Page) -> None:
    choose(page, "There is a befriending", "You are not in the way", "That sounds like", "Thank you for", "Goodnight")


# By keyboard, and what focus says


def test_a_whole_conversation_by_keyboard_alone(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    assert focused(page) == "You are a peer support worker on an evening line"
    for letter, words, reply in (
        ("A", "There is a befriending", "Too soon"),
        ("A", "You are not in the way", "Helpful"),
        ("B", "That sounds like", "Helpful"),
        ("A", "Thank you for", "Helpful"),
        ("C", "Goodnight", "Helpful"),
    ):
        tab_to(page, f"{letter} {words}")
        page.keyboard.press("Enter")
        assert focused(page) == reply
        assert page.evaluate("document.activeElement.tagName") == "H3"
    expect(page.get_by_role("heading", name="Ash rang off to make tea")).to_be_visible()


def test_focus_meets_the_tools_first_then_what_is_new(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    order = []
    for _ in range(4):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order == ["Pause or stop", "Start", "Read as a script", "Practise one moment, in about three minutes"]
    press(page, "Start")
    choose(page, "I'm glad you rang")
    assert focused(page) == "Helpful"
    page.keyboard.press("Tab")
    assert focused(page) == "Where this comes from"
    page.keyboard.press("Tab")
    assert focused(page).replace("\n", " ")[:2] in ("A ", "B ")


def test_the_reply_comes_before_the_answer_and_the_answer_before_the_choices(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang")
    text = page.locator(".ps-frame").inner_text()
    places = [
        text.index(one)
        for one in (
            "I'm glad you rang",
            "Helpful",
            "Ash chooses where",
            "The flat is so quiet",
            "I hear you",
            "What do you say?",
        )
    ]
    assert places == sorted(places)
    assert page.locator(".ps-talk > li").count() == 7, "the transcript holds all that was said"
    assert page.locator(".ps-who").all_inner_texts() == ["Ash", "You", "Ash", "You"]


def test_nothing_is_said_twice(page: Page, base: str) -> None:
    """Focus moves to what is new, so no live region may say it as well."""
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang")
    assert page.locator("[aria-live]").count() == 0
    assert page.get_by_role("status").all_inner_texts() == [""]
    press(page, "Go back")
    assert page.get_by_role("status").first.inner_text() == "Went back one step."
    assert focused(page) == "What do you say?"
    assert page.locator(".ps-made").count() == 0


def test_letters_stay_and_the_order_is_the_seeds(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    seen = set()
    for _ in range(20):
        faces = [face.replace("\n", " ")[:7] for face in page.locator(".ps-choice").all_inner_texts()]
        assert sorted(faces) == ["A There", "B I'm g"]
        seen.add(tuple(faces))
        choose(page, "I'm glad you rang")
        press(page, "Start again")
    assert len(seen) == 2


# Going back, pausing, reading, ending


def test_start_again_can_be_taken_back(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang", "That sounds like")
    press(page, "Start again")
    assert page.locator(".ps-made").count() == 0
    press(page, "Go back")
    assert page.locator(".ps-made").count() == 2


def test_pausing_shows_people_and_keeps_the_place(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang")
    press(page, "Pause or stop")
    assert focused(page) == "Paused"
    expect(page.get_by_role("heading", name="Someone to talk to")).to_be_visible()
    expect(page.locator(".ps-choice").first).to_be_hidden()
    press(page, "Carry on")
    assert focused(page) == "What do you say?"
    press(page, "Pause or stop")
    press(page, "Stop here")
    expect(page.get_by_text("no record says that you did")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('peersteps:record')") is None
    press(page, "Carry on where you were")
    assert page.locator(".ps-made").count() == 1


def test_the_ending_says_what_happened_what_went_well_and_who_to_turn_to(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    to_the_end(page)
    headings = page.locator(".ps-ending h3").all_inner_texts()
    assert headings == [
        "Ash rang off to make tea",
        "What to do now",
        "What you did well",
        "What pulled you",
        "Looking at the whole conversation",
        "Questions to think about",
        "Take this to supervision",
        "If this stayed with you",
        "Your record",
    ]
    ending = page.locator(".ps-ending").inner_text()
    assert "Let the caller say what the call is about" in ending
    assert "Too soon. It is a kind offer" in ending
    for word in ("%", "score", "wrong", "!"):
        assert word not in ending


def test_a_play_without_hints_holds_the_replies_until_the_end(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    to_the_end(page)
    press(page, "Play again without hints")
    choose(page, "There is a befriending")
    assert page.locator(".ps-feedback").count() == 0
    assert focused(page) == "You"
    choose(page, "Don't be silly")
    expect(page.get_by_role("heading", name="Your choices, one by one")).to_be_visible()
    assert "Unhelpful. Ash said something hard" in page.locator(".ps-ending").inner_text()


def test_a_moment_can_be_practised_and_is_not_recorded(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    page.get_by_text("Practise one moment").click()
    press(page, "Mending a slip")
    expect(page.locator(".ps-talk")).to_contain_text("I'm probably in the way")
    choose(page, "Don't be silly")
    expect(page.get_by_role("heading", name="Ash rang off early")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('peersteps:record')") is None


def record_of(page: Page) -> dict[str, object]:
    return json.loads(
        page.evaluate("sessionStorage.getItem('peersteps:record') ?? localStorage.getItem('peersteps:record')")
    )


def alike(record: dict[str, object]) -> object:
    statements = record["statements"]
    assert isinstance(statements, list)
    return [{key: value for key, value in one.items() if key not in ("id", "timestamp")} for one in statements]


def test_reading_and_playing_leave_the_same_statement(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        page.goto(base + "call/index.html")
        press(page, "Start")
        to_the_end(page)
        played = record_of(page)
        press(page, "Play again")
        to_the_end(page)
        assert record_of(page) == played, "playing twice on a day leaves one statement"
    with phone(browser, base) as page:
        page.goto(base + "call/index.html")
        press(page, "Read as a script")
        assert focused(page) == "As a script"
        assert page.locator(".ps-part").count() == 7
        press(page, "Goes on below")
        assert focused(page).startswith("Part 2")
        press(page, "I have read this")
        assert focused(page).startswith("Recorded as finished")
        read = record_of(page)
    assert alike(read) == alike(played)
    assert played["statements"][0]["object"]["id"].endswith("scenario/kind-word")


def test_the_record_can_be_read_and_saved(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    to_the_end(page)
    page.get_by_text("Read the file first").click()
    expect(page.locator("pre")).not_to_be_empty()
    shown = json.loads(page.locator("pre").inner_text())
    assert shown == record_of(page)
    with page.expect_download() as saved:
        press(page, "Save my record as a file")
    assert saved.value.suggested_filename == "peersteps-record.json"
    assert json.loads(Path(saved.value.path()).read_text("utf-8")) == shown


def test_what_is_said_in_own_words_stays_in_the_element(page: Page, base: str) -> None:
    page.goto(base + "own-words/index.html")
    press(page, "Start")
    choose(page, "Up", "Bright")
    assert page.get_by_role("heading", name="In your own words").is_visible()
    page.get_by_label("In your words?").fill("a most private sentence")
    press(page, "Compare")
    assert focused(page) == "Other ways to say it"
    press(page, "Carry on")
    expect(page.locator(".ps-talk")).to_contain_text("You found your own words")
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}]) + document.body.innerHTML")
    assert "most private" not in kept


# Keeping


def test_a_reload_keeps_the_conversation_word_for_word(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang")
    before = [page.locator(".ps-talk").inner_text(), page.locator(".ps-choices").inner_text()]
    page.reload()
    expect(page.get_by_text("You can pause, skip, or read it as a script instead.")).to_be_visible()
    press(page, "Carry on where you were")
    assert [page.locator(".ps-talk").inner_text(), page.locator(".ps-choices").inner_text()] == before
    assert focused(page) == "What do you say?"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_keep_on_this_device_survives_the_tab_and_can_be_cleared(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + "call/index.html")
    press(page, "Start")
    choose(page, "I'm glad you rang")
    press(page, "Pause or stop")
    press(page, "Keep on this device")
    expect(page.get_by_text("is kept on this device until you clear it")).to_be_visible()
    assert focused(page) == "Clear it from this device"
    page.close()
    page = context.new_page()
    page.goto(base + "call/index.html")
    press(page, "Carry on where you were")
    assert page.locator(".ps-made").count() == 1
    press(page, "Pause or stop")
    press(page, "Clear it from this device")
    assert page.evaluate("Object.keys(localStorage)") == []
    context.close()


@pytest.mark.parametrize("trouble", [STORAGE_DENIED, STORAGE_FULL], ids=["denied", "full"])
def test_without_storage_all_works_and_it_is_said(trouble: str, browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        page.add_init_script(trouble)
        page.goto(base + "call/index.html")
        expect(page.get_by_text("does not let the page keep anything")).to_be_visible()
        press(page, "Start")
        to_the_end(page)
        said = page.locator(".ps-ending .ps-keeping").inner_text()
        assert "your record is lost when you leave or reload" in said
        press(page, "Keep on this device")
        expect(page.get_by_text("This browser would not keep it")).to_be_visible()
        page.get_by_text("Read the file first").click()
        expect(page.locator("pre")).not_to_be_empty()
        assert len(json.loads(page.locator("pre").inner_text())["statements"]) == 1


def test_a_device_cleared_meanwhile_is_said(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    press(page, "Pause or stop")
    press(page, "Keep on this device")
    press(page, "Carry on")
    page.evaluate("localStorage.clear()")
    to_the_end(page)
    expect(page.get_by_text("has been cleared since you opened this page").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_nonsense_in_storage_is_survived(page: Page, base: str) -> None:
    page.goto(base + "all/index.html")
    page.evaluate(
        """for (const name of ["record", "place:scenario/kind-word", "quiz:quiz/every-kind", "answers:every-kind-v1"])
        sessionStorage.setItem("peersteps:" + name, '{"broken')"""
    )
    page.reload()
    page.locator(".peersteps").first.get_by_role("button", name="Start", exact=True).click()
    to_the_end(page)
    assert len(record_of(page)["statements"]) == 1
    assert page.evaluate("sessionStorage.getItem('peersteps:record:unreadable')") == '{"broken'


def test_it_works_by_a_double_click(browser: Browser, pages: Path) -> None:
    folder = file_base(pages / "call")
    with watched(browser, folder) as page:
        page.goto(folder + "index.html")
        press(page, "Start")
        to_the_end(page)
        expect(page.get_by_role("heading", name="What you did well")).to_be_visible()


def test_without_scripts_the_script_is_there_to_read(browser: Browser, base: str) -> None:
    with phone(browser, base, java_script_enabled=False) as page:
        page.goto(base + "call/index.html")
        text = page.locator(".ps-readable").inner_text()
        assert "The flat is so quiet since my sister moved away." in text
        assert "Helpful. You gave Ash's own word back" in text


# Questions


def test_practice_answers_every_kind(page: Page, base: str) -> None:
    page.goto(base + "practice/index.html")
    press(page, "Start")
    assert focused(page) == "Question 1 of 5"
    press(page, "Check my answer")
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer first")
    page.get_by_label("The one that does not").check()
    press(page, "Check my answer")
    assert focused(page) == "Not quite. It closes the door."
    expect(page.get_by_role("heading", name="The other answers")).to_be_visible()
    assert "This fits. It leaves room." in page.locator(".ps-others").inner_text()
    expect(page.get_by_text("All of these are heard on real calls.")).to_be_visible()
    press(page, "Next question")
    page.get_by_label("First").check()
    page.get_by_label("Third").check()
    press(page, "Check my answer")
    replies = page.locator(".ps-option .ps-said").all_inner_texts()
    assert sorted(replies) == ["Not quite. This tempts.", "This fits. Yes, this."]
    assert "This fits too. This as well." in page.locator(".ps-others").inner_text()
    press(page, "Next question")
    wanted = ["Say hello", "Listen", "Say goodbye"]
    for place, words in enumerate(wanted):
        while page.locator(".ps-order > li > span:first-child").all_inner_texts().index(words) > place:
            page.get_by_role("button", name=f"Move up: {words}").press("Enter")
            assert page.evaluate("document.activeElement.ariaLabel").endswith(words)
    expect(page.locator("fieldset [role=status]")).to_contain_text("Now in place")
    press(page, "Check my answer")
    assert focused(page) == "This order fits."
    press(page, "Next question")
    page.get_by_label("A lot").check()
    press(page, "Check my answer")
    assert focused(page).startswith("We would put it one point earlier on this scale.")
    press(page, "Next question")
    page.get_by_label("How would you say it?").fill("a most private sentence")
    press(page, "Compare")
    press(page, "See how it went")
    text = page.locator(".ps-quiz").inner_text()
    assert "Worth" not in text
    assert text.index("This one matters for safety.") < text.index("Which ones fit?")
    assert "%" not in text
    assert "most private" not in page.evaluate("JSON.stringify({...sessionStorage})")
    press(page, "Which one fits?")
    assert focused(page) == "Question 1 of 5"
    press(page, "Answer it again")
    assert page.get_by_role("radio").count() == 2
    page.get_by_label("The one that fits").check()
    press(page, "Check my answer")
    expect(page.get_by_role("heading", name="Why the others tempt")).to_be_visible()


def test_practice_survives_a_reload(page: Page, base: str) -> None:
    page.goto(base + "practice/index.html")
    press(page, "Start")
    page.get_by_label("The one that fits").check()
    press(page, "Check my answer")
    page.reload()
    expect(page.get_by_text("This fits. It leaves room.")).to_be_visible()


def test_answers_to_hand_in_leave_as_the_file_in_the_contract(page: Page, base: str) -> None:
    page.goto(base + "graded/index.html")
    press(page, "Start")
    page.get_by_label("Tell the lead").check()
    press(page, "Next question")
    press(page, "This is my order")
    press(page, "Next question")
    expect(page.get_by_text("Your trainer will read this.")).to_be_visible()
    page.get_by_label("What would you say at the end?").fill("Thank you for ringing.")
    page.reload()
    press(page, "See all my answers")
    expect(page.get_by_text("You have answered 3 of 3.")).to_be_visible()
    press(page, "Change question 1")
    page.get_by_label("Keep it").check()
    press(page, "See all my answers")
    press(page, "Save my answers as a file")
    expect(page.get_by_role("alert")).to_contain_text("such as p-heron")
    page.get_by_label("The name your trainer gave you").fill("Jo Smith")
    press(page, "Save my answers as a file")
    assert page.get_by_label("The name your trainer gave you").get_attribute("aria-invalid") == "true"
    page.get_by_label("The name your trainer gave you").fill("p-heron")
    for revision in (1, 2):
        with page.expect_download() as saved:
            press(page, "Save my answers as a file")
        assert saved.value.suggested_filename == "every-kind-v1.p-heron.json"
        found = json.loads(Path(saved.value.path()).read_text("utf-8"))
        order = found["answers"].pop("steps")
        assert sorted(order) == ["a", "b", "c"]
        assert found == {
            "kind": "peersteps-answers",
            "schema": 1,
            "assignment": "every-kind-v1",
            "who": "p-heron",
            "revision": revision,
            "answers": {"pick": ["keep"]},
            "written": {"text": "Thank you for ringing."},
        }
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_order_can_be_handed_in_as_it_was_dealt_only_on_purpose(page: Page, base: str) -> None:
    page.goto(base + "graded/index.html")
    press(page, "Start")
    press(page, "Next question")
    press(page, "See all my answers")
    expect(page.get_by_text("You have answered 0 of 3.")).to_be_visible()


# The record


def test_the_record_page_reads_names_loads_and_clears(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(base + "record/index.html")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    press(page, "I have read this module")
    assert focused(page).startswith("Noted as read.")
    expect(page.get_by_text("Read “first call”")).to_be_visible()
    press(page, "Use this name")
    page.get_by_label("The name your trainer gave you").fill("Jo")
    press(page, "Use this name")
    expect(page.get_by_text("That is not written as such a name.")).to_be_visible()
    page.get_by_label("The name your trainer gave you").fill("p-heron")
    press(page, "Use this name")
    expect(page.get_by_text("Your record says p-heron now.")).to_be_visible()
    with page.expect_download() as saved:
        press(page, "Save my record as a file")
    text = Path(saved.value.path()).read_text("utf-8")
    assert json.loads(text)["statements"][0]["actor"]["account"]["name"] == "p-heron"
    for name, content, words in (
        ("cut.json", text[:-40], "is not a record"),
        ("other.json", "[]", "is not a record"),
        ("record.json", text, "Added to your record."),
    ):
        (tmp_path / name).write_text(content, "utf-8")
        page.get_by_label("Choose the file").set_input_files(tmp_path / name)
        expect(page.get_by_text(words)).to_be_visible()
    assert len(record_of(page)["statements"]) == 1
    page.locator(".peersteps-record").get_by_role("button", name="Keep on this device").click()
    assert len(json.loads(page.evaluate("localStorage.getItem('peersteps:record')"))["statements"]) == 1
    page.locator(".peersteps-record").get_by_role("button", name="Clear it from this device").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


# For everybody


def judge(page: Page, where: str) -> None:
    """What has to hold of every screen."""
    assert accessibility_faults(page) == "", where
    assert overflow(page) <= 0, where
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input[type=text], textarea, .ps-option label")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert small == [], where


class Look(NamedTuple):
    """How somebody has set up their screen."""

    size: str
    theme: str = "light"
    scheme: str = "light"
    text: str = "100%"
    forced: str = "none"


LOOKS = [
    *(Look(size, theme) for size in SIZES for theme in ("light", "dark")),
    Look("narrow", "auto", scheme="dark"),
    Look("desktop", text="200%"),
    Look("phone", text="200%"),
    Look("phone", forced="active"),
]


@contextmanager
def seen(browser: Browser, address: str, look: Look) -> Iterator[Page]:
    """A page as somebody with this look has it before them."""
    width, height = SIZES[look.size]
    base = address[: address.index("/", len("http://")) + 1]
    how = {"color_scheme": look.scheme, "forced_colors": look.forced}
    with watched(browser, base, viewport={"width": width, "height": height}, **how) as page:
        page.goto(address)
        page.evaluate("text => { document.documentElement.style.fontSize = text; }", look.text)
        yield page


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_every_screen_of_a_conversation_is_for_everybody(look: Look, browser: Browser, base: str) -> None:
    at = "call" if look.theme == "light" else f"call-{look.theme}"
    with seen(browser, f"{base}{at}/index.html", look) as page:
        if look.theme == "auto":
            # The ground of this bare page follows its theme alone; a page of the book follows the device as well.
            page.evaluate("document.body.style.background = '#13191b'; document.body.style.color = '#efe9df'")
        judge(page, "start")
        press(page, "Start")
        choose(page, "I'm glad you rang")
        page.get_by_text("Where this comes from").click()
        judge(page, "turn")
        press(page, "Pause or stop")
        judge(page, "pause")
        press(page, "Carry on")
        press(page, "Read as a script")
        judge(page, "script")
        press(page, "Back to the conversation")
        choose(page, "That sounds like", "Thank you for", "Goodnight")
        judge(page, "ending")


@pytest.mark.parametrize("look", [look for look in LOOKS if look.theme != "auto"], ids="-".join)
def test_every_screen_of_a_quiz_is_for_everybody(look: Look, browser: Browser, base: str) -> None:
    at = f"practice{'-dark' if look.theme == 'dark' else ''}"
    with seen(browser, f"{base}{at}/index.html", look) as page:
        judge(page, "start")
        press(page, "Start")
        for number in range(4):
            judge(page, f"question {number + 1}")
            if page.locator(".ps-order").count():
                press(page, "This is my order")
            else:
                page.locator("input").nth(1).check()
            press(page, "Check my answer")
            judge(page, f"reply {number + 1}")
            press(page, "Next question")
        press(page, "Compare")
        judge(page, "own words")
        press(page, "See how it went")
        judge(page, "end")
        if look.theme == "light":
            page.goto(f"{base}graded/index.html")
            press(page, "See all my answers")
            press(page, "Save my answers as a file")
            judge(page, "answers")
            page.goto(f"{base}record/index.html")
            press(page, "I have read this module")
            judge(page, "record")


def test_forced_colours_and_less_motion(browser: Browser, base: str) -> None:
    with phone(browser, base, forced_colors="active", reduced_motion="reduce") as page:
        page.goto(base + "call/index.html")
        press(page, "Start")
        choose(page, "I'm glad you rang")
        judge(page, "forced colours")
        moving = page.evaluate(
            """() => [...document.querySelectorAll(".peersteps *")].filter((one) => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            return animationName !== "none" || transitionDuration !== "0s"; }).length"""
        )
        assert moving == 0
        borders = page.evaluate(
            """() => [".ps-you", ".ps-them", ".ps-feedback", ".ps-choice"].map((one) =>
            getComputedStyle(document.querySelector(one)).borderTopStyle)"""
        )
        assert borders == ["solid"] * 4


def test_text_at_200_per_cent_and_wide_spacing_still_fits(browser: Browser, base: str) -> None:
    with watched(browser, base, viewport={"width": 640, "height": 800}) as page:
        page.goto(base + "call/index.html")
        page.evaluate(
            """() => { document.documentElement.style.fontSize = "200%";
            for (const one of document.querySelectorAll(".peersteps")) Object.assign(one.style,
            { letterSpacing: "0.12em", wordSpacing: "0.16em", lineHeight: "1.5" }); }"""
        )
        press(page, "Start")
        choose(page, "I'm glad you rang")
        assert overflow(page) <= 0
        cut = page.evaluate(
            """() => [...document.querySelectorAll(".peersteps :is(li, button, p, h3)")]
            .filter((one) => one.scrollWidth > one.clientWidth + 1)
            .filter((one) => getComputedStyle(one).display !== "inline").length"""
        )
        assert cut == 0
