"""What the book is when it is printed."""

import re
from collections.abc import Iterator

import pytest
from books import whole_book
from browser import chromium, served, watched
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served(whole_book()) as address:
        yield address


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def test_a_debrief_sheet_takes_four_pages_of_paper_and_two_cards_take_one(browser: Browser, base: str):
    with watched(browser, base) as page:
        for pattern, most in (("modules/*/card.html", 1), ("book/for-trainers/sheets/*.html", 4)):
            found = sorted(whole_book().glob(pattern))
            assert found
            for name in found:
                page.goto(base + name.relative_to(whole_book()).as_posix())
                assert pages_of(page.pdf(prefer_css_page_size=True)) <= most, name
                assert page.locator("article").count() == 1, "the second card is there for the printer only"
