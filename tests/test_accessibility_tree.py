"""What assistive technology is told: the order of a turn and where focus is, read from the browser's own tree."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, served, watched
from player_page import in_page, write_page
from playwright.sync_api import Browser, Page

from peersteps.payload import scenario_payload
from peersteps.reading import read_course

pytestmark = pytest.mark.slow

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    course, problems = read_course(TINY, TINY / "settings.yml")
    assert course, problems
    write_page(tmp_path / "call", [in_page(scenario_payload(course, course.scenarios["kind-word"]))], home="scenario")
    with served(tmp_path) as base, watched(browser, base) as found:
        found.goto(base + "call/index.html")
        yield found


def told(page: Page) -> list[tuple[str, str, bool]]:
    """Role, name and focus of everything that is exposed, in the order of the tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    rows: list[tuple[str, str, bool]] = []

    def walk(node: dict[str, Any]) -> None:
        if not node["ignored"]:
            focus = any(one["name"] == "focused" and one["value"]["value"] for one in node.get("properties", ()))
            rows.append((node["role"]["value"], node.get("name", {}).get("value", ""), focus))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    session.detach()
    return rows


def place(rows: list[tuple[str, str, bool]], role: str, name: str) -> int:
    return next(at for at, row in enumerate(rows) if row[0] == role and row[1].startswith(name))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page: Page, words: str) -> None:
    page.locator(".ps-choice").filter(has_text=words).click()


def test_a_turn_is_told_in_the_order_in_which_it_is_meant(page: Page) -> None:
    press(page, "Start")
    choose(page, "I'm glad you rang")
    rows = told(page)
    order = [
        place(rows, "region", "A kind word"),
        place(rows, "group", "This conversation"),
        place(rows, "button", "Pause or stop"),
        place(rows, "StaticText", "I'm glad you rang"),
        place(rows, "heading", "Helpful"),
        place(rows, "StaticText", "The flat is so quiet"),
        place(rows, "heading", "What do you say?"),
        place(rows, "button", "A "),
    ]
    assert order == sorted(order)
    assert [row[:2] for row in rows if row[2]][-1] == ("heading", "Helpful"), "focus is on what is new"
    assert not [row for row in rows if row[0] in ("alert", "status") and row[1]], "and nothing says it a second time"


def test_going_back_is_announced_and_focus_returns_to_the_question(page: Page) -> None:
    press(page, "Start")
    choose(page, "I'm glad you rang")
    press(page, "Go back")
    rows = told(page)
    assert [row[:2] for row in rows if row[2]][-1] == ("heading", "What do you say?")
    status = next(at for at, row in enumerate(rows) if row[0] == "status")
    assert "Went back one step." in [row[1] for row in rows[status : status + 4]]


def test_pausing_hides_the_talk_from_everybody(page: Page) -> None:
    press(page, "Start")
    press(page, "Pause or stop")
    rows = told(page)
    assert [row[:2] for row in rows if row[2]][-1] == ("heading", "Paused")
    assert not [row for row in rows if row[1].startswith("What do you say")]
    assert place(rows, "heading", "Paused") < place(rows, "heading", "Someone to talk to")


def test_the_ending_is_arrived_at_by_its_heading(page: Page) -> None:
    press(page, "Start")
    for words in ("I'm glad you rang", "That sounds like", "Thank you for", "Goodnight"):
        choose(page, words)
    rows = told(page)
    ending = place(rows, "heading", "Ash rang off")
    assert place(rows, "heading", "Questions to think about") > ending
    assert place(rows, "heading", "If this stayed with you") > ending
    assert [row for row in rows if row[2]], "focus is somewhere that is told"
