"""What a person does with a page of the player: press, choose, tab; and what can be read of it."""

import json
from contextlib import AbstractContextManager

from browser import watched
from playwright.sync_api import Browser, Page


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


def record_of(page: Page) -> dict[str, object]:
    return json.loads(
        page.evaluate("sessionStorage.getItem('peersteps:record') ?? localStorage.getItem('peersteps:record')")
    )
