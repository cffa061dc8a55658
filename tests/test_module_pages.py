"""A module can go on over several pages: they are read strictly, proved like the first, and linked in order."""

import pytest

from peersteps.book import build
from peersteps.checks import check_course
from peersteps.reading import read_course
from peersteps.wording import digest
from tests.books import write_book
from tests.browser import accessibility_faults, chromium, served, watched
from tests.conftest import TODAY

FOLDER = "modules/first-call"
MORE = "---\ntitle: Silence\nminutes: 8\n---\n\nSilence is part of a call {fact}`TINY-1`.\n"
LAST = "---\ntitle: Saying goodbye\nminutes: 5\n---\n\nSay it ahead.\n\n```{quiz} first-call\n```\n"
CARD = "---\ntitle: In one minute\n---\n\nListen. Tell somebody.\n"


@pytest.fixture
def folder(tiny_course_folder):
    index = tiny_course_folder / FOLDER / "index.md"
    text = index.read_text("utf-8").replace("quiz: first-call\n", "pages: [silence, goodbye]\nquiz: first-call\n")
    index.write_text(text.replace("```{quiz} first-call\n```\n", ""), "utf-8")
    for name, words in {"silence": MORE, "goodbye": LAST, "card": CARD}.items():
        (index.parent / f"{name}.md").write_text(words, "utf-8")
    return tiny_course_folder


def found(folder):
    course, problems = read_course(folder)
    return [str(one) for one in (check_course(course, TODAY) if course else problems) if one.severity == "error"]


def test_pages_are_read_in_their_order_and_the_card_comes_after_them(folder):
    course, problems = read_course(folder)
    assert problems == ()
    pages = course.modules["first-call"].every_page()
    assert [page.id for page in pages] == ["index", "silence", "goodbye", "card"]
    assert [page.minutes for page in pages] == [None, 8, 5, None]
    assert found(folder) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("See {fact}`TINY-99`.", "silence.md:8: 'TINY-99' is not in the ledger"),
        ("Ring 116 123 now.", "silence.md:8: "),
        ("Ask {nobody} first.", "silence.md:8: no setting fills '{nobody}'"),
        ("```{scenario} nothing\n```", "silence.md:8: there is no conversation 'nothing'"),
        ("She committed suicide.", "silence.md:8: 'committed suicide'"),
        (
            "```{try}\nid: a\nkind: singel\nask: What?\noutcome: listen\n```",
            "silence.md:10: 'singel' cannot stand here",
        ),
    ],
)
def test_every_page_is_checked_at_its_own_line(folder, wrong, says):
    page = folder / FOLDER / "silence.md"
    page.write_text(f"{MORE}\n{wrong}\n", "utf-8")
    problems = found(folder)
    assert len(problems) == 1
    assert problems[0].startswith(f"{FOLDER}/{says}")


def test_an_edit_on_any_page_changes_what_is_signed(folder):
    before = digest(read_course(folder)[0].modules["first-call"])
    page = folder / FOLDER / "silence.md"
    page.write_text(page.read_text("utf-8").replace("part of a call", "part of every call"), "utf-8")
    assert digest(read_course(folder)[0].modules["first-call"]) != before


def test_a_sitting_longer_than_a_quarter_of_an_hour_is_refused(folder):
    page = folder / FOLDER / "silence.md"
    page.write_text(MORE.replace("minutes: 8", "minutes: 25"), "utf-8")
    assert found(folder)[0].startswith(f"{FOLDER}/silence.md:3: ")


@pytest.mark.slow
def test_pages_lead_on_from_one_to_the_next_and_the_last_one_ends_the_module(folder, tmp_path):
    book = write_book(folder)
    with (book / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.writelines(f"  - file: {FOLDER}/{name}\n" for name in ("silence", "goodbye", "card"))
    build(book, tmp_path / "site")
    with chromium() as browser, served(tmp_path / "site") as base, watched(browser, base) as page:
        page.goto(f"{base}{FOLDER}/index.html")
        way = page.get_by_role("navigation", name="The pages of this module")
        assert way.get_by_role("link").all_inner_texts() == [
            "Silence\nAbout 8 minutes.",
            "Saying goodbye\nAbout 5 minutes.",
            "In one minute",
        ]
        assert page.locator(".peersteps-done").count() == 0
        way.get_by_role("link", name="Silence").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Silence"
        assert "page 1 of 2. About 8 minutes." in page.locator(".module-header").inner_text()
        page.get_by_role("link", name="Next: Saying goodbye", exact=True).click()
        assert page.locator(".peersteps-done").count() == 1
        assert accessibility_faults(page) == ""
