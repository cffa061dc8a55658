"""The pages that a course makes of itself: its words, what it covers, and what is still to be confirmed."""

import re
import shutil
from pathlib import Path

import pytest
from books import write_book

from peersteps.book import build
from peersteps.checks import check_course
from peersteps.checks.balance import balance
from peersteps.checks.coverage import answers, extents, unconfirmed
from peersteps.model import Course
from peersteps.reading import read_course
from tests.conftest import TODAY

NEEDS = """needs:
  "2.2.1": {group: What it brings, says: Starting out}
  "2.9.9": {group: Asked for, says: Something that nobody has written}
  "3.2.2": {group: Asked for, says: Recruitment, beyond: For the employer.}
"""
SITUATIONS = """situations:
  quiet: {group: Hard to hear, says: Nobody speaks}
  angry:
    group: Hard to hear
    says: They are angry
    cards: [TINY-1]
"""
ABOUT = "# About\n" + "".join(
    f"\n```{{{name}}}\n```\n" for name in ("coverage", "extents", "balances", "unconfirmed", "terms")
)


@pytest.fixture
def folder(tiny_course_folder: Path) -> Path:
    """The tiny course as a book with a glossary, needs, and one page about itself."""
    book = write_book(tiny_course_folder)
    (book / "modules/glossary.yml").write_text("terms:\n  Lead:\n    says: Who leads the shift, {lead}.\n", "utf-8")
    own = "terms:\n  Silence:\n    says: Room to think.\n    fact: TINY-1\n"
    (book / "modules/first-call/glossary.yml").write_text(own, "utf-8")
    (book / "modules/report-needs.yml").write_text(NEEDS, "utf-8")
    (book / "book/about.md").write_text(ABOUT, "utf-8")
    toc = book / "_toc.yml"
    toc.write_text(toc.read_text("utf-8") + "  - file: book/about\n", "utf-8")
    page = book / "modules/first-call/index.md"
    page.write_text(page.read_text("utf-8") + "\nOn a phone, silence helps. Silence is a gift.\n", "utf-8")
    return book


def read(folder: Path) -> Course:
    course, problems = read_course(folder)
    assert course, problems
    return course


def said(folder: Path) -> list[str]:
    course, problems = read_course(folder)
    return [str(one) for one in (check_course(course, TODAY) if course else problems) if one.severity == "error"]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_words_are_drawn_from_all_files_and_linked_where_a_page_first_uses_them(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "site")
    about = (tmp_path / "site/book/about.html").read_text("utf-8")
    assert about.index('id="term-Lead"') < about.index('id="term-Silence"')
    assert "Who leads the shift, your shift lead." in plain(about)
    module = (tmp_path / "site/modules/first-call/index.html").read_text("utf-8")
    assert len(re.findall(r'<a[^>]+href="[^"]*about.html#term-Silence"', module)) == 1
    assert "#term-Lead" not in module, "words for all pages are not linked"


def test_an_abbreviation_is_linked_in_capitals_only_and_other_words_in_any(folder: Path, tmp_path: Path) -> None:
    own = "terms:\n  NICE:\n    says: An institute.\n  Key worker:\n    says: Somebody.\n"
    (folder / "modules/first-call/glossary.yml").write_text(own, "utf-8")
    page = folder / "modules/first-call/index.md"
    page.write_text(page.read_text("utf-8") + "\nThat is nice of your KEY worker. Nice, but NICE says more.\n", "utf-8")
    build(folder, tmp_path / "site")
    module = (tmp_path / "site/modules/first-call/index.html").read_text("utf-8")
    linked = re.findall(r'href="[^"]*about.html#term-([^"]+)"><span[^>]*>([^<]+)<', module)
    assert linked == [("Key-worker", "KEY worker"), ("NICE", "NICE")]


def test_no_everyday_verb_is_linked_as_a_word_of_the_course() -> None:
    names = {name.casefold() for words in read(ROOT).glossaries for name in words.terms if not name.isupper()}
    assert not names & {"means", "mean", "nice", "will", "can", "may"}


def test_a_word_is_explained_once(folder: Path) -> None:
    (folder / "modules/glossary.yml").write_text("terms:\n  silence:\n    says: Something else.\n", "utf-8")
    says = "'Silence' is already explained in modules/glossary.yml; leave one of the two out"
    assert said(folder) == [f"modules/first-call/glossary.yml:2: {says}"]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("They committed suicide.", "glossary.yml:3: 'committed suicide'"),
        ("Ask {nobody}.", "glossary.yml:3: no setting fills '{nobody}'"),
        ("Words.\n    fact: TINY-99", "glossary.yml:4: 'TINY-99' is not in the ledger"),
    ],
)
def test_explanations_are_checked_like_all_words(folder: Path, says: str, expected: str) -> None:
    (folder / "modules/glossary.yml").write_text(f"terms:\n  Lead:\n    says: {says}\n", "utf-8")
    assert any(expected in problem for problem in said(folder)), said(folder)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("He committed suicide.", "book/hard-day.md:3: 'committed suicide'"),
        ("So it is {fact}`TINY-99`.", "book/hard-day.md:3: 'TINY-99' is not in the ledger"),
        ("| | Who |\n| --- | --- |\n| a | b |", "book/hard-day.md:3: a column of this table has no heading"),
    ],
)
def test_the_books_own_pages_are_checked_like_those_of_modules(folder: Path, says: str, expected: str) -> None:
    (folder / "book/hard-day.md").write_text(f"# A hard day\n\n{says}\n", "utf-8")
    assert any(expected in problem for problem in said(folder)), said(folder)
    (folder / "book/for-authors").mkdir()
    (folder / "book/hard-day.md").rename(folder / "book/for-authors/hard-day.md")
    assert said(folder) == []


def test_what_answers_a_need_is_linked_and_a_gap_is_named(folder: Path, tmp_path: Path) -> None:
    found = {one.need.id: one for one in answers(read(folder))}
    assert [one.id for one in found["2.2.1"].modules] == ["first-call"]
    assert not found["2.9.9"].modules + found["2.9.9"].scenarios
    build(folder, tmp_path / "site")
    about = plain((tmp_path / "site/book/about.html").read_text("utf-8"))
    assert "Something that nobody has written (2.9.9) Gap: nothing here yet." in about
    assert "Recruitment (3.2.2) For the employer." in about
    assert about.count("Gap:") == 1


def test_a_need_that_is_not_in_the_report_is_a_mistake(folder: Path) -> None:
    page = folder / "modules/first-call/index.md"
    page.write_text(re.sub(r"(?m)^needs: .*$", 'needs: ["2.1.9"]', page.read_text("utf-8")), "utf-8")
    assert any("'2.1.9' is not in modules/report-needs.yml" in problem for problem in said(folder))


def test_a_conversation_is_found_by_what_happens_in_it_and_what_none_practises_is_named(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "modules/situations.yml").write_text(SITUATIONS, "utf-8")
    call = folder / "scenarios/kind-word.yml"
    call.write_text(call.read_text("utf-8").replace("tags:", "situations: [quiet]\ntags:"), "utf-8")
    (folder / "book/about.md").write_text(
        ABOUT + "\n```{situations}\n```\n\n## Gaps\n\n```{situations}\n:gaps:\n```\n", "utf-8"
    )
    assert said(folder) == []
    build(folder, tmp_path / "site")
    tonight, gaps = plain((tmp_path / "site/book/about.html").read_text("utf-8")).split(" Gaps ")[-2:]
    assert "Hard to hear Nobody speaks A kind word 5 minutes" in tonight
    assert "They are angry" not in tonight
    assert "They are angry (TINY-1) Gap: no conversation practises this yet." in gaps


@pytest.mark.parametrize(
    ("named", "card", "expected"),
    [
        (
            "silent",
            "TINY-1",
            "kind-word.yml:13: 'silent' is not in modules/situations.yml; add it there, or use one that is",
        ),
        ("angry", "TINY-9", "situations.yml:6: 'TINY-9' is not in the ledger (modules/facts)"),
    ],
)
def test_a_situation_or_card_that_is_not_there_is_a_mistake(folder: Path, named: str, card: str, expected: str) -> None:
    (folder / "modules/situations.yml").write_text(SITUATIONS.replace("TINY-1", card), "utf-8")
    call = folder / "scenarios/kind-word.yml"
    call.write_text(call.read_text("utf-8").replace("tags:", f"situations: [{named}]\ntags:"), "utf-8")
    assert any(expected in problem for problem in said(folder)), said(folder)


def test_the_numbers_of_a_module_are_those_of_its_pages(folder: Path) -> None:
    course = read(folder)
    before = next(iter(extents(course)))
    page = folder / "modules/first-call/index.md"
    page.write_text(page.read_text("utf-8") + "\nSeven more words stand on this page.\n", "utf-8")
    after = next(iter(extents(read(folder))))
    assert after.words == before.words + 7
    quiz = course.quizzes["first-call"]
    assert (after.practice, after.graded) == (len(quiz.practice), len(quiz.graded))


def test_a_conversation_is_told_in_figures(folder: Path, tmp_path: Path) -> None:
    figures = balance(read(folder).scenarios["kind-word"])
    build(folder, tmp_path / "site")
    about = plain((tmp_path / "site/book/about.html").read_text("utf-8"))
    assert (
        f"{figures.scenes} scenes, {len(figures.endings)} endings, {figures.states} states, all of them proved" in about
    )
    assert f"Always the first choice is helpful in {figures.shares['first'].share:.0%}, the last choice" in about


def test_everything_still_to_be_confirmed_is_listed_with_its_pages(folder: Path, tmp_path: Path) -> None:
    course = read(folder)
    unsure = {slug for slug, fact in course.facts.items() if fact.mark == "unverified"}
    assert unsure
    assert set(unconfirmed(course)) == unsure
    build(folder, tmp_path / "site")
    about = plain((tmp_path / "site/book/about.html").read_text("utf-8"))
    for slug in unsure:
        assert f"{slug} : {course.facts[slug].says}" in about


ROOT = Path(__file__).parent.parent
COMING = "MHA-214"


def built_with(folder: Path, out: Path, status: str) -> dict[str, str]:
    """The pages of the module on the law, with one change of the ledger in this status."""
    ledger = folder / "modules/facts/mental-health-act.yml"
    before, entry, rest = ledger.read_text("utf-8").partition(f"  {COMING}:\n")
    assert entry
    ledger.write_text(before + entry + re.sub(r"status: \S+", f"status: {status}", rest, count=1), "utf-8")
    build(folder, out)
    return {path.name: path.read_text("utf-8") for path in (out / "modules/mental-health-act").glob("*.html")}


@pytest.mark.slow
def test_a_change_in_the_law_shows_by_one_word_of_the_ledger_and_only_where_it_is_stated(tmp_path: Path) -> None:
    course = tmp_path / "course"
    for part in ("modules", "quizzes", "scenarios", "book"):
        shutil.copytree(ROOT / part, course / part)
    shutil.copy(ROOT / "_toc.yml", course)
    now = built_with(course, tmp_path / "now", "not-in-force")
    then = built_with(course, tmp_path / "then", "in-force")
    pages = (course / "modules/mental-health-act").glob("*.md")
    stating = {f"{page.stem}.html" for page in pages if f"{{law}}`{COMING}`" in page.read_text("utf-8")}
    assert stating
    assert {name for name in now if now[name] != then[name]} == stating
    fact = read(course).facts[COMING]
    for name in stating:
        assert f"not in force yet: {fact.coming}" in plain(now[name])
        assert f"not in force yet: {fact.coming}" not in plain(then[name])
        assert str(fact.then) in plain(then[name])
