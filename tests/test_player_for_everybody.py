"""Every screen of the player for everybody: axe, targets and room, however somebody has set up their screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from browser import POLICY, accessibility_faults, chromium, overflow, served, watched
from every_page import tiny, write_pages
from hands import choose, phone, press
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

SIZES = {"narrow": (320, 640), "phone": (375, 740), "desktop": (1280, 800)}


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
