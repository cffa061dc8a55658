"""Questions, what is handed in, and the record, as a person meets them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import POLICY, chromium, served
from every_page import tiny, write_pages
from hands import focused, phone, press, record_of
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow


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
