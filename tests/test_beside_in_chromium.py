"""What a conversation can do without: private questions, a transcript to take away, a voice, a group, an invitation."""

import json
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest
from browser import POLICY, accessibility_faults, chromium, overflow, served, watched
from player_page import in_page, write_page
from playwright.sync_api import Browser, Page, expect

from peersteps.model import Course
from peersteps.payload import scenario_payload
from peersteps.reading import read_course

pytestmark = pytest.mark.slow

SPIED = """window.heard = []; window.stopped = 0;
const { speak, cancel } = SpeechSynthesis.prototype;
SpeechSynthesis.prototype.getVoices = () => [{}];
SpeechSynthesis.prototype.speak = function (words) { heard.push(words.text); return speak.call(this, words); };
SpeechSynthesis.prototype.cancel = function () { stopped += 1; return cancel.call(this); };"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    course, problems = read_course(Path(__file__).parent / "tiny", Path(__file__).parent / "tiny/settings.yml")
    assert course, problems
    folder = tmp_path_factory.mktemp("beside")
    write_page(folder / "call", [in_page(scenario_payload(course, course.scenarios["kind-word"]))], home="scenario")
    write_page(folder / "own", [in_page(golden.corners(course)[1])], home="scenario")
    with served(folder, headers=POLICY) as address:
        yield address


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    with watched(browser, base, viewport={"width": 375, "height": 740}) as found:
        yield found


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page: Page, *words: str) -> None:
    for one in words:
        page.locator(".ps-choice").filter(has_text=one).click()


def to_the_end(page: Page) -> None:
    choose(page, "There is a befriending", "You are not in the way", "That sounds like", "Thank you for", "Goodnight")


def kept(page: Page) -> str:
    return page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")


def test_the_three_questions_stand_side_by_side_and_are_kept_nowhere(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(base + "call/index.html")
    page.get_by_text("Three questions for you alone").click()
    first = page.locator(".ps-start fieldset").first
    first.get_by_label("Not yet").check()
    press(page, "Start")
    before = kept(page)
    to_the_end(page)
    look = page.locator(".ps-ending .ps-confidence, .ps-ask .ps-confidence").last
    look.locator("fieldset").first.get_by_label("Mostly").check()
    expect(look.locator("li")).to_have_text(["I know what I might say first. Before: not yet. Now: mostly."])
    for word in ("Not yet", "not yet", "Mostly", "mostly", "confidence"):
        assert word not in before
        assert word not in kept(page)
        assert not any(word in one for one in asked)
    record = json.loads(page.evaluate("sessionStorage.getItem('peersteps:record')"))
    assert len(record["statements"]) == 1
    page.reload()
    assert "Before: not yet" not in page.locator("body").inner_text()


def test_nobody_is_asked_after_who_was_not_asked_before(page: Page, base: str) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    to_the_end(page)
    assert page.locator(".ps-ask .ps-confidence").count() == 0


def test_what_was_said_can_be_saved_with_both_voices(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(base + "call/index.html")
    press(page, "Start")
    to_the_end(page)
    page.get_by_text("Save or print what was said").click()
    texts = []
    for _ in range(2):
        with page.expect_download() as saving:
            page.locator(".ps-take").get_by_role("button", name="Save as a file").click()
        saving.value.save_as(tmp_path / "said.txt")
        texts.append((tmp_path / "said.txt").read_text("utf-8"))
        page.get_by_label("With what each choice did").uncheck()
    full, bare = texts
    lines = page.locator(".ps-talk > li:not(.ps-feedback)").count()
    assert len([row for row in bare.splitlines() if row.startswith(("Ash:", "You:", "You (", "("))]) == lines
    assert "You: There is a befriending" in bare
    assert "[" not in bare
    assert "[Too soon. It is a kind offer" in full


def test_own_words_never_reach_the_file(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(base + "own/index.html")
    press(page, "Start")
    choose(page, "Up", "Bright")
    page.get_by_label("In your words?").fill("a most private sentence")
    press(page, "Compare")
    press(page, "Carry on")
    choose(page, "Leave")
    page.get_by_text("Save or print what was said").click()
    with page.expect_download() as saving:
        page.locator(".ps-take").get_by_role("button", name="Save as a file").click()
    saving.value.save_as(tmp_path / "said.txt")
    text = (tmp_path / "said.txt").read_text("utf-8")
    assert "(You found your own words.)" in text
    assert "private" not in text


def test_the_voice_is_off_until_asked_for_and_stops_with_a_pause(browser: Browser, base: str) -> None:
    with watched(browser, base) as page:
        page.add_init_script(SPIED)
        page.goto(base + "call/index.html")
        press(page, "Start")
        assert page.evaluate("heard") == []
        voice = page.get_by_role("button", name="Read aloud")
        assert voice.get_attribute("aria-pressed") == "false"
        voice.click()
        assert any("The flat" in one or one for one in page.evaluate("heard"))
        before = page.evaluate("heard.length")
        choose(page, "I'm glad you rang")
        said = page.evaluate("heard")[before:]
        assert any("The flat is so quiet" in one for one in said)
        assert any("What do you say?" in one for one in said)
        assert not any("I'm glad you rang" in one for one in said), "only what is new is read"
        stopped = page.evaluate("stopped")
        press(page, "Pause or stop")
        assert page.evaluate("stopped") > stopped
        press(page, "Carry on")
        press(page, "Stop reading aloud")
        quiet = page.evaluate("heard.length")
        choose(page, "That sounds like")
        assert page.evaluate("heard.length") == quiet


def test_a_browser_without_a_voice_says_so(browser: Browser, base: str) -> None:
    with watched(browser, base) as page:
        page.add_init_script("SpeechSynthesis.prototype.getVoices = () => [];")
        page.goto(base + "call/index.html")
        press(page, "Start")
        press(page, "Read aloud")
        expect(page.get_by_role("button", name="This browser has no voice")).to_have_attribute("aria-pressed", "false")


def test_a_moment_opens_by_its_address_and_stops_after_its_choice(page: Page, base: str) -> None:
    page.goto(base + "call/index.html#moment-after-a-slip")
    expect(page.get_by_text("One moment: Mending a slip.")).to_be_visible()
    choose(page, "You are not in the way")
    expect(page.get_by_role("heading", name="That was the moment")).to_be_visible()
    expect(page.locator(".ps-choice").first).to_be_hidden()
    assert not accessibility_faults(page)
    press(page, "Try it again")
    assert page.locator(".ps-made").count() == 0
    choose(page, "You are not in the way")
    press(page, "Go on from here")
    assert page.evaluate("document.activeElement.textContent") == "What do you say?"
    choose(page, "That sounds like")
    assert page.get_by_role("heading", name="That was the moment").count() == 0
    assert page.evaluate("sessionStorage.getItem('peersteps:record')") is None


def test_a_group_sees_what_a_choice_does_when_the_trainer_shows_it_and_nothing_is_recorded(
    page: Page, base: str
) -> None:
    page.goto(base + "call/index.html")
    page.get_by_text("Leading a group").click()
    press(page, "Start with a group")
    assert "Hands up" in page.locator(".ps-hands").inner_text()
    choose(page, "There is a befriending")
    reply = page.locator(".ps-feedback p").last
    expect(reply).to_be_hidden()
    page.get_by_text("Show what it does").last.click()
    expect(reply).to_be_visible()
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.ps-choice')).fontSize)")
    assert size >= 22
    assert overflow(page) == 0
    for words in ("You are not in the way", "That sounds like", "Thank you for", "Goodnight"):
        letters = page.locator(".ps-choice b").all_inner_texts()
        assert letters == sorted(letters), "a group sees the author's order"
        choose(page, words)
    assert page.evaluate("sessionStorage.getItem('peersteps:record')") is None


@pytest.mark.parametrize(("done", "invited"), [("2026-09-27T10:00:00Z", True), ("2026-09-29T10:00:00Z", False)])
def test_somebody_who_finished_eight_weeks_ago_is_invited_once_and_may_put_it_away(
    browser: Browser, base: str, done: str, *, invited: bool
) -> None:
    with watched(browser, base) as page:
        page.clock.set_fixed_time("2026-11-23T12:00:00Z")
        page.goto(base + "call/index.html")
        press(page, "Start")
        to_the_end(page)
        page.evaluate(
            """done => {
              const record = JSON.parse(sessionStorage.getItem('peersteps:record'));
              record.statements[0].timestamp = done;
              sessionStorage.clear();
              sessionStorage.setItem('peersteps:record', JSON.stringify(record));
            }""",
            done,
        )
        page.reload()
        again = page.locator(".ps-again")
        assert again.count() == int(invited)
        if invited:
            assert "27 September 2026" in again.inner_text()
            press(page, "Not now")
            assert again.count() == 0


def test_axe_finds_nothing_in_any_of_it(browser: Browser, base: str) -> None:
    for width, scheme in ((320, "light"), (1280, "dark")):
        with watched(browser, base, viewport={"width": width, "height": 800}, color_scheme=scheme) as page:
            page.goto(base + "call/index.html")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            page.locator(".ps-start fieldset").first.get_by_label("A little").check()
            assert not accessibility_faults(page)
            assert overflow(page) == 0
            press(page, "Start")
            to_the_end(page)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert not accessibility_faults(page)
            assert overflow(page) == 0


def test_a_title_that_the_page_has_is_not_shown_again(browser: Browser, tiny_course: Course, tmp_path: Path) -> None:
    payload = scenario_payload(tiny_course, tiny_course.scenarios["kind-word"])
    page_file = write_page(tmp_path / "one", [in_page(payload)], home="scenario")
    html = page_file.read_text("utf-8")
    page_file.write_text(html.replace("<h1>A page with the player</h1>", f"<h1>{payload['title']}</h1>"), "utf-8")
    with served(tmp_path) as base, watched(browser, base) as page:
        page.goto(base + "one/index.html")
        assert page.locator(".ps-title").evaluate("one => one.getBoundingClientRect().width") <= 1
        expect(page.get_by_role("region", name=payload["title"])).to_be_visible()
