"""The built book as a person meets it: in a real browser, from a host, from a sub-folder and by a double click."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from books import look_for, whole_book
from browser import accessibility_faults, chromium, file_base, overflow, served, watched
from playwright.sync_api import Browser

from peersteps.model import DIAGNOSTICS
from peersteps.reading import read_course

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HOME, HELP, MODULE = "book/index.html", "book/get-help.html", "modules/difficult-calls/index.html"
LAST = "modules/role-and-boundaries/in-the-team.html"
CALL, QUESTIONS, HAND_IN = (
    "book/practise/quiet-evening.html",
    "book/questions/difficult-calls.html",
    "book/hand-in/difficult-calls.html",
)
SEARCH = "search.html"
BUDGET = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site() -> Path:
    """The whole book as it ships."""
    return whole_book()


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def pages(site: Path) -> list[str]:
    """Every page but the outermost index.html, which only leads on to the home page."""
    return sorted(str(file.relative_to(site)) for file in site.rglob("*.html") if file != site / "index.html")


KEPT_OFFLINE = """async (address) => {
    const parts = ["player-scenario.js", "player-beside.js", "player.css", "site.css", "no-network.html"];
    for (;;) {
        const kept = await (await caches.open("peersteps")).keys();
        const files = kept.map((one) => one.url.split("?")[0]);
        if ([address, ...parts].every((name) => files.some((file) => file.endsWith(name)))) return;
        await new Promise((again) => setTimeout(again, 50));
    }
}"""
"""Waits until a page with a call is kept, with all that it is made of."""


def test_every_page_loads_without_a_complaint_or_a_foreign_request(browser: Browser, site: Path, base: str):
    with watched(browser, base) as page:
        for name in pages(site):
            page.goto(base + name)


def test_no_page_throws_where_storage_is_denied(browser: Browser, base: str):
    with watched(browser, base, denied=True) as page:
        for name in (HOME, CALL, QUESTIONS, "book/your-record.html", SEARCH):
            page.goto(base + name)
            page.click(".colours")
            assert page.evaluate("document.body.dataset.theme") == "light"


def test_opens_by_a_double_click(browser: Browser, site: Path):
    base = file_base(site)
    with watched(browser, base) as page:
        page.goto(base + "index.html")
        page.wait_for_url("**/book/index.html")
        page.click("a.go >> nth=0")
        assert page.locator("h1").inner_text() == "Your role, and its edges"
        page.goto(base + CALL)
        assert page.get_by_role("button", name="Start").is_visible()
        look_for(page, base, "overdose")
        assert page.get_by_role("link", name="What to do, and who is told", exact=True).count() >= 1


def test_authors_find_every_problem_with_what_the_check_says(browser: Browser, base: str):
    examples = ROOT / "tests/diagnostics"
    with watched(browser, base) as page:
        page.goto(base + "book/for-authors/problems.html")
        said = " ".join(page.locator("article").inner_text().split())
        for code, row in DIAGNOSTICS.items():
            first = sorted(path for path in examples.glob("*.yml") if path.stem.partition("~")[0] == code)[0]
            assert page.locator(f"#problem-{code}").count() == 1
            assert row.meaning.replace("`", "") in said
            assert " ".join(yaml.safe_load(first.read_text("utf-8"))["says"].split()) in said


def test_lives_under_any_folder_of_a_host(browser: Browser, site: Path):
    with served(site, "training/psw/") as base, watched(browser, base) as page:
        page.goto(base)
        page.wait_for_url("**/training/psw/book/index.html")
        page.goto(base + MODULE)
        for link in set(page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")):
            assert link.startswith((base, "tel:", "https://")), link


def test_keeps_to_the_headers_that_we_recommend(browser: Browser, site: Path):
    told = (ROOT / "book/for-organisations/index.md").read_text(encoding="utf-8")
    headers = dict(re.findall(r"^    ((?:Content|Referrer|X)-[\w-]+): (.+)$", told, re.MULTILINE))
    assert len(headers) == 3
    with served(site, headers=headers) as base, watched(browser, base) as page:
        for name in (HOME, MODULE, CALL, QUESTIONS, HAND_IN, "book/your-record.html"):
            page.goto(base + name)
        look_for(page, base, "silent")


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_never_scrolls_sideways(browser: Browser, site: Path, base: str, width: int):
    with watched(browser, base, viewport={"width": width, "height": 800}) as page:
        for name in pages(site):
            page.goto(base + name)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert overflow(page) == 0, f"{name} is wider than {width} px"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_axe_finds_nothing(browser: Browser, site: Path, base: str, scheme: str, width: int):
    with watched(browser, base, color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        for name in pages(site):
            page.goto(base + name)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert not accessibility_faults(page), f"{name}: {accessibility_faults(page)}"


def test_axe_finds_nothing_where_scripts_are_off(browser: Browser, base: str):
    """axe needs scripts itself, so the page's own are kept from loading."""
    with watched(browser, base) as page:
        page.route("**/player-*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        for name in (CALL, QUESTIONS, MODULE):
            page.goto(base + name)
            assert not accessibility_faults(page), f"{name}: {accessibility_faults(page)}"


def test_help_comes_first_after_the_skip_link(browser: Browser, site: Path, base: str):
    places = set()
    with watched(browser, base, viewport={"width": 1280, "height": 800}) as page:
        for name in pages(site):
            page.goto(base + name)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Skip to the page", name
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Get help now", name
            places.add(tuple(page.locator(".help summary").bounding_box().values()))
    assert len(places) == 1, "Get help now must stand in the same place on every page"


def test_help_opens_by_keyboard_and_pushes_the_page_down(browser: Browser, base: str):
    with watched(browser, base) as page:
        page.goto(base + MODULE)
        before = page.locator("h1").bounding_box()["y"]
        page.focus(".help summary")
        page.keyboard.press("Enter")
        assert page.locator(".help-panel a[href='tel:999']").is_visible()
        assert page.locator(".help-panel li").count() <= 6
        assert page.locator("h1").bounding_box()["y"] > before, "the panel must not lie over the text"


@pytest.mark.parametrize("panel", [".help", ".menu"])
def test_escape_closes_a_panel_and_gives_the_focus_back(browser: Browser, base: str, panel: str):
    with watched(browser, base) as page:
        page.goto(base + MODULE)
        page.focus(f"{panel} > summary")
        page.keyboard.press("Enter")
        page.locator(f"{panel} a").last.focus()
        page.keyboard.press("Escape")
        assert page.locator(panel).get_attribute("open") is None
        assert page.locator(f"{panel} > summary").evaluate("one => one === document.activeElement")


def test_contents_fold_the_pages_of_a_module_and_show_where_one_is(browser: Browser, site: Path, base: str):
    with watched(browser, base, viewport={"width": 375, "height": 800}) as page:
        page.goto(base + HOME)
        page.click(".menu > summary")
        assert page.locator(".menu nav").bounding_box()["height"] < 1400
        linked = set(page.locator(".menu nav a").evaluate_all("links => links.map(link => link.href)"))
        assert {base + MODULE, base + CALL, base + QUESTIONS, base + LAST} <= linked
        assert not page.locator(".menu nav a", has_text="Before you pick up").is_visible()
        page.goto(base + CALL)
        page.click(".menu > summary")
        assert page.locator(".menu [aria-current=page]").is_visible()


def test_works_without_scripts(browser: Browser, base: str):
    with watched(browser, base, java_script_enabled=False) as page:
        page.goto(base + CALL)
        page.click(".help summary")
        assert page.locator(".help-panel a[href='tel:116123']").is_visible()
        page.click(".menu summary")
        assert page.locator(".menu a", has_text="Words used here").is_visible()
        assert page.get_by_text("Oh. Hello.").first.is_visible(), "the script must be there to read"
        page.goto(base + QUESTIONS)
        assert page.locator(".ps-readable li").count() > 4
        page.goto(base + SEARCH)
        assert "Contents" in page.locator("article").inner_text()


def test_what_was_opened_opens_again_without_a_network(browser: Browser, site: Path):
    home = browser.new_context()
    page = home.new_page()
    with served(site) as base:
        page.goto(base + CALL)
        page.evaluate(KEPT_OFFLINE, CALL)
    # The server is gone: what opens now was kept.
    page.reload()
    page.get_by_role("button", name="Start").first.click()
    assert page.locator(".ps-choice").count() > 1
    page.goto(base + QUESTIONS)
    assert page.url == base + "book/no-network.html"
    assert page.locator("article").get_by_text("116 123").is_visible()
    page.goto(base + "book/after-a-call.html")
    assert page.locator("h1").inner_text() == "After a hard call"
    home.close()


def test_every_call_for_tonight_can_be_opened(browser: Browser, base: str):
    with watched(browser, base) as page:
        page.goto(base + "book/tonight.html")
        calls = page.locator("ul.ways > li")
        assert calls.count()
        links = calls.locator("> a").evaluate_all("links => links.map(link => link.href)")
        assert len(links) == calls.count(), "a call without a page: add book/practise/<id>.md and name it in _toc.yml"
        for link in links:
            page.goto(link)
            assert page.get_by_role("button", name="Start").first.is_visible()


def test_each_moment_for_tonight_leads_to_its_call(browser: Browser, base: str):
    course, _ = read_course(ROOT)
    assert course
    with watched(browser, base) as page:
        page.goto(base + "book/tonight.html")
        found = page.locator("[data-call] li a").evaluate_all("links => links.map(link => link.href)")
    calls = [one for one in course.scenarios.values() if one.audience == "psw"]
    assert found == [f"{base}book/practise/{one.id}.html#moment-{moment}" for one in calls for moment in one.moments]


def test_the_colours_are_remembered(browser: Browser, base: str):
    with watched(browser, base, color_scheme="light") as page:
        page.goto(base + HOME)
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click(".colours")
        page.click(".colours")
        assert page.locator(".colours").inner_text() == "Colours: dark"
        page.goto(base + HELP)
        assert page.evaluate("document.body.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper


@pytest.mark.parametrize("name", [CALL, MODULE, QUESTIONS, HOME])
def test_pages_keep_to_their_budget(browser: Browser, site: Path, base: str, name: str):
    with watched(browser, base) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base + name)
        page.wait_for_load_state("networkidle")
    files = {url.removeprefix(base).split("?")[0] for url in asked}
    size = sum(len(gzip.compress((site / file).read_bytes(), 9)) for file in files)
    assert size <= BUDGET, f"{name}: {size} bytes in {sorted(files)}"


BROKEN_WORDS = """() => [...document.querySelectorAll("td, th")].flatMap((cell) => {
    const broken = [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/\\p{L}+/gu)) {
            const range = new Range();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""


def test_no_word_in_a_table_is_broken_on_a_phone(browser: Browser, site: Path, base: str):
    with watched(browser, base, viewport={"width": 375, "height": 800}) as page:
        for name in pages(site):
            if name.startswith("modules/") and "<table" in (site / name).read_text(encoding="utf-8"):
                page.goto(base + name)
                assert page.evaluate(BROKEN_WORDS) == [], name


def test_type_and_measure_are_as_designed(browser: Browser, base: str):
    for width, size in ((1280, 19), (375, 17)):
        with watched(browser, base, viewport={"width": width, "height": 800}) as page:
            page.goto(base + MODULE)
            shown = page.evaluate("parseFloat(getComputedStyle(document.querySelector('article section p')).fontSize)")
            body = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
            assert body == size
            assert shown >= size
            assert page.evaluate("[...document.fonts].length") == 0, "no web fonts"


def test_the_home_page_says_what_is_done_and_points_at_the_next_step(browser: Browser, base: str):
    with watched(browser, base) as page:
        page.goto(base + HOME)
        assert page.locator(".pathway a.go").inner_text().startswith("Start here: Your role, and its edges")
        page.goto(base + LAST)
        page.get_by_role("button", name="I have read this module").click()
        page.goto(base + HOME)
        assert (
            page.locator(".pathway a.go").inner_text()
            == "Next: Questions on your role, handed in and marked, or talked through instead"
        )
        page.get_by_text("Every step, as a list").click()
        step = page.locator('[data-item="module/role-and-boundaries"]')
        assert "Done: you noted it on " in step.inner_text()
        page.locator(".pathway a.go").click()
        assert "book/hand-in/role-and-boundaries.html" in page.url
