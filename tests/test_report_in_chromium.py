"""The letters and pages as a manager meets them: on a screen, on a phone and on paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import accessibility_faults, chromium, file_base, overflow, watched
from playwright.sync_api import Browser
from team import NAMES, ON, PATHWAY, evidence, people_csv

from peersteps.evidence import Store, read_people
from peersteps.model import Local
from peersteps.reading import read_course
from peersteps.report import report

pytestmark = pytest.mark.slow

PAGES = (
    "eight/m-oak.html",
    "one/m-oak.html",
    "eight/people/p-lark.html",
    "eight/people/p-tern.html",
    "eight/index.html",
)
WIDTHS = (1280, 375, 320)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course, _ = read_course(Path(__file__).parent / "tiny")
    assert course
    course = replace(course, pathway=PATHWAY, local=Local(settings={"organisation": "Example Peer Service"}))
    folder = tmp_path_factory.mktemp("reports")
    with Store(folder / "store") as store:
        store.add(evidence())
        for name, team in (("eight", 8), ("one", 1)):
            report(course, read_people(people_csv(team)), store, ON, folder / name)
    return folder


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_use_it(browser: Browser, reports: Path, name: str, width: int):
    base = file_base(reports)
    with watched(browser, base, viewport={"width": width, "height": 800}) as page:
        page.goto(base + name)
        for summary in page.locator("summary").all():
            summary.click()
        assert accessibility_faults(page) == ""
        assert overflow(page) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_what_can_be_pressed_is_big_enough(browser: Browser, reports: Path, width: int):
    base = file_base(reports)
    with watched(browser, base, viewport={"width": width, "height": 800}) as page:
        page.goto(base + "eight/m-oak.html")
        boxes = [one.bounding_box() for one in page.locator("a, summary").all()]
        assert boxes
        assert min(box["height"] for box in boxes if box) >= 44


def test_the_persons_page_is_one_press_away(browser: Browser, reports: Path):
    base = file_base(reports)
    with watched(browser, base) as page:
        page.goto(base + "eight/m-oak.html")
        page.get_by_role("link", name="Zoë Robin's own page").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Where Zoë Robin stands"


def test_no_script_and_nothing_from_elsewhere(reports: Path):
    for path in reports.rglob("*.html"):
        html = path.read_text()
        assert "<script" not in html
        assert not re.findall(r"(?:src|href|url\()\s*=?\s*[\"']?(?:https?:)?//", html)
        assert "default-src 'none'" in html


@pytest.mark.parametrize(
    ("name", "most"),
    [("eight/m-oak.html", 2), ("one/m-oak.html", 1), ("eight/people/p-lark.html", 1), ("eight/index.html", 1)],
)
def test_it_prints_on_one_or_two_sheets(browser: Browser, reports: Path, name: str, most: int):
    base = file_base(reports)
    with watched(browser, base) as page:
        page.goto(base + name)
        pdf = page.pdf(prefer_css_page_size=True)
    sheets = [tuple(map(float, box)) for box in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)]
    assert 1 <= len(sheets) <= most
    assert all(abs(wide - 595) < 2 and abs(high - 842) < 2 for wide, high in sheets), "A4"


def test_on_paper_each_person_and_the_agenda_are_there(browser: Browser, reports: Path):
    base = file_base(reports)
    with watched(browser, base) as page:
        page.emulate_media(media="print")
        page.goto(base + "eight/m-oak.html")
        words = page.locator("main").inner_text()
        assert all(name in words for name in NAMES.values())
        assert "Agenda for supervision" in words
        assert "Not for capability, probation, pay or sickness decisions." in words
        assert "own page, to read together" not in words
