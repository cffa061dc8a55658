"""A conversation as a person meets it: by keyboard, on a phone, with storage denied, without scripts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import POLICY, STORAGE_DENIED, chromium, file_base, served, watched
from every_page import tiny, write_pages
from hands import choose, focused, phone, press, record_of, tab_to, to_the_end
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow

STORAGE_FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("pages"), tiny())


@pytest.fixture(scope="module")
def base(pages: Path) -> Iterator[str]:
    with served(pages, headers=POLICY) as address:
        yield address


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    with phone(browser, base) as found:
        yield found


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
