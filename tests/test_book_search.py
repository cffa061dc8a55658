"""Searching: it finds numbers and what conversations are about, and it leaves no trace."""

from collections.abc import Iterator

import pytest
from books import ROOT, look_for, whole_book
from browser import accessibility_faults, chromium, served, watched
from playwright.sync_api import Browser

from peersteps.reading import read_course
from peersteps.slots import fill

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served(whole_book()) as address:
        yield address


@pytest.mark.parametrize(
    ("words", "page_found"),
    [
        ("117", "modules/section-117/index"),
        ("s117", "modules/section-117/index"),
        ("section 117", "modules/section-117/index"),
        ("136", "modules/mental-health-act/police"),
        ("999", "modules/suicide-awareness/what-to-do"),
        ("lonely", "book/practise/quiet-evening"),
        ("overdose", "book/practise/quiet-evening"),
        ("Sam", "book/practise/quiet-evening"),
        ("IMHA", "book/glossary"),
        ("samaritans", "book/get-help"),
    ],
)
def test_the_search_finds_numbers_and_what_calls_are_about(browser: Browser, base: str, words: str, page_found: str):
    with watched(browser, base) as page:
        look_for(page, base, words)
        first = page.locator("#search-results ul").first.locator("a")
        found = first.evaluate_all("links => links.map(link => link.href)")
        assert base + page_found + ".html" in [link.split("#")[0] for link in found]
        assert not [link for link in found if "/for-" in link or "facilitator" in link], "learners' pages come first"
        assert not accessibility_faults(page)


def test_the_search_finds_each_call_by_every_kind_of_its_words(browser: Browser, base: str):
    course, _ = read_course(ROOT)
    assert course
    with watched(browser, base) as page:
        page.goto(f"{base}search.html")
        for call in course.scenarios.values():
            moments = [moment.title for moment in call.moments.values()]
            situations = [course.situations[slug].says for slug in call.situations]
            for words in (call.title, call.summary, *call.content_notes, *call.cast, *moments, *situations):
                page.fill("#search-words", fill(words, {**call.local, **course.local.settings}))
                page.keyboard.press("Enter")
                links = page.locator("#search-results a").evaluate_all("links => links.map(link => link.href)")
                assert f"{base}book/practise/{call.id}.html" in links, f"{call.id} is not found by '{words}'"


def test_the_search_leaves_no_trace(browser: Browser, base: str):
    with watched(browser, base) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        look_for(page, base, "overdose")
        assert page.url == f"{base}search.html"
        assert not [url for url in asked if "overdose" in url]
        kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
        assert "overdose" not in kept
