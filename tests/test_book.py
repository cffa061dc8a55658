"""What the book's pages say, and what they must never hold."""

import json
import re
from pathlib import Path

import pytest
from books import TOC, write_book

from peersteps.book import build
from peersteps.book.facts import law_words
from peersteps.book.pathway import figure
from peersteps.book.piece import day, embed
from peersteps.book.state import NOT_YET, state
from peersteps.model import UNSET, Course, Fact
from peersteps.wording import digest


@pytest.fixture
def book(tiny_course_folder: Path) -> Path:
    return write_book(tiny_course_folder)


@pytest.fixture
def site(book: Path, tmp_path: Path) -> Path:
    build(book, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def home(site: Path) -> str:
    return (site / "book/index.html").read_text(encoding="utf-8")


@pytest.fixture
def module(site: Path) -> str:
    return (site / "modules/first-call/index.html").read_text(encoding="utf-8")


def payloads(html: str) -> list[dict]:
    return [
        json.loads(found) for found in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    ]


def words(html: str) -> str:
    """What a reader sees, roughly."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)).split())


# What pages say


def test_slots_are_filled_or_say_that_the_service_decides(home: str):
    assert "Your lead is your shift lead" in words(home)
    assert f"recorded: {UNSET}" in words(home)


def test_a_name_that_is_not_set_is_said_in_plain_words_inside_a_sentence_and_nowhere_else(book: Path, tmp_path: Path):
    (book / "local.yml").write_text("organisation: The Example Trust\n", encoding="utf-8")
    (book / "book/index.md").write_text(
        "# Home\n\nTell {local}`on-call` {fact}`TINY-1` now. {lead} hears it next; write `{lead}` for that.\n\n"
        "On call here: {local}`on-call`. Who leads: {lead}.\n\nChildren: {under-18}, and {nothing}.\n\n"
        "```{local} lead\n```\n",
        encoding="utf-8",
    )
    build(book, tmp_path / "site")
    article = (tmp_path / "site/book/index.html").read_text(encoding="utf-8").partition("<article>")[2]
    said = words(article)
    assert re.search(r"Tell whoever is on call source 1 now\. Your lead hears it next; write {lead} for that", said)
    assert f"On call here: {UNSET} . Who leads: {UNSET} ." in said
    assert f"Children: {UNSET} , and {{nothing}}." in said
    assert f"Who leads the shift, as you would name them to a colleague: {UNSET}" in said
    assert article.count('class="unset"') == 4


def test_a_page_for_no_network_is_there_and_nobody_is_led_to_it(site: Path):
    page = site / "book/no-network.html"
    assert 'href="tel:116123"' in page.read_text(encoding="utf-8")
    others = [file.read_text(encoding="utf-8") for file in site.rglob("*.html") if file != page]
    assert not any("no-network" in text or "No network" in text for text in others)


def test_a_fact_is_numbered_once_a_page_and_listed_at_its_end(home: str):
    assert home.count('href="#from-1"') == 2
    assert home.count('id="fact-1"') == 1
    assert home.index('id="where-this-comes-from"') > home.index('href="#from-1"')
    assert "A book that only exists in tests" in home
    assert "1 January 2026" in home


def test_an_unverified_fact_says_so_itself(home: str):
    assert "A guess (to be confirmed)" in words(home)
    assert "Still to be confirmed." in home


@pytest.mark.parametrize(
    ("status", "start", "expected"),
    [
        ("in-force", None, "new"),
        ("in-force", "2026-01-01", "new"),
        ("in-force", "2027-04-01", "old not in force yet; it is due to start on 1 April 2027: new"),
        ("not-in-force", None, "old not in force yet: new"),
        ("not-in-force", "2026-01-01", "old not in force yet: new"),
    ],
)
def test_a_law_speaks_by_status_and_date(status: str, start: str | None, expected: str):
    fact = Fact.model_validate(
        {
            "id": "LAW-1",
            "says": "It.",
            "mark": "verified",
            "as-at": "2026-01-01",
            "review-by": "2027-01-01",
            "status": status,
            "from": start,
            "now": "old",
            "coming": "new",
        }
    )
    said = law_words(fact, "2026-11-22").replace("This is going to change, and the change is ", "")
    assert said == expected


def test_only_contacts_that_may_be_shown_are(home: str):
    assert 'href="tel:116123"' in home
    assert "Read on the operator&#39;s or an NHS page on 1 November 2026; not dialled." in home
    assert "A line that only exists in tests" not in home
    assert "Ring the on-call lead on the number by the desk" in home


def test_the_module_header_and_footer_come_from_the_front_matter(module: str):
    assert module.count("<h1>") == 1
    read = words(module)
    for said in ("About 10 minutes.", "A lonely caller.", "You can pause, skip, or read instead.", NOT_YET):
        assert said in read
    assert "Let the caller say what the call is about" in read
    assert 'class="peersteps-done" data-activity="https://peersteps.example/xapi/module/first-call"' in module
    assert "Something wrong or hurtful here?" in read


def test_a_page_without_a_heading_gets_its_title(book: Path, tmp_path: Path):
    page = book / "modules/first-call/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("# Your first call\n", ""), encoding="utf-8")
    build(book, tmp_path / "site")
    assert "<h1>Your first call</h1>" in (tmp_path / "site/modules/first-call/index.html").read_text(encoding="utf-8")


def test_every_page_says_that_it_is_not_checked(site: Path):
    for page in site.rglob("*.html"):
        if page.name != "search.html" and page != site / "index.html":
            assert NOT_YET in page.read_text(encoding="utf-8"), page


def test_a_signature_counts_only_on_these_words(tiny_course: Course):
    module = tiny_course.modules["first-call"]
    good = [
        {"role": role, "name": "A Tester", "on": "2026-11-01", "words": digest(module)}
        for role in ("clinical", "lived experience")
    ]
    signed = module.model_copy(update={"review": module.review.model_validate({"due": "2027-01-01", "signed": good})})
    assert not state(signed)["missing"]
    edited = signed.model_copy(update={"summary": "Other words"})
    assert state(edited)["missing"] == ["clinical", "lived experience"]
    assert state(edited)["says"] == NOT_YET


def test_the_pathway_is_drawn_and_written_as_a_list(home: str):
    assert '<title id="path-title">A small pathway</title>' in home
    assert "in this order: Welcome, Foundation" in home
    assert "Start here: Your first call<" in home
    assert home.count("in another way") == 1
    assert 'href="../modules/first-call/index.html#scenario-kind-word"' in home
    assert "Signed by shift lead, who was there." in home


@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_the_path_stays_inside_its_picture(count: int):
    drawn = figure([f"Level {at}" for at in range(count)])
    assert len(drawn["places"]) == count
    assert all(0 < place["x"] < drawn["width"] and 0 < place["text"] < drawn["width"] for place in drawn["places"])


# What pages must never hold


def test_no_graded_key_feedback_or_must_mark_leaves(site: Path):
    for file in site.rglob("*"):
        if file.suffix in (".html", ".js", ".json", ".css", ".txt"):
            text = file.read_text(encoding="utf-8")
            assert "worry is not carried alone" not in text, f"feedback of a graded question in {file}"
            assert "so that nobody is surprised" not in text, f"feedback of a graded question in {file}"


def test_a_graded_payload_has_no_keys(home: str):
    graded = next(one for one in payloads(home) if one.get("mode") == "graded")
    for question in graded["questions"]:
        assert "must" not in question
        assert all(set(option) == {"id", "words"} for option in question["options"])


def test_json_cannot_end_its_script_element(home: str):
    assert "<" not in embed({"a": "</script><script>alert(1)</script>"})
    tried = next(one for one in payloads(home) if one["id"] == "book-opening")
    assert tried["questions"][0]["options"][0]["words"] == "Wait </script>"


def test_pages_load_only_what_they_use(site: Path, home: str, module: str):
    assert "player-page.js" in home
    search = (site / "search.html").read_text(encoding="utf-8")
    assert "player" not in search
    assert "pygments" not in home
    for html in (home, module, search):
        assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!peersteps\.example)', html)
        assert "<style" not in html
        assert not re.search(r"\son[a-z]+=", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


def test_pages_hide_what_learners_never_need(site: Path, home: str):
    assert not (site / "_sources").exists()
    assert not (site / "genindex.html").exists()
    for word in ("Made with", "View page source", "headerlink", "copybtn", "furo.js"):
        assert word not in home


def test_the_readable_script_stands_in_the_mount(module: str):
    mount = module[module.index('id="scenario-kind-word"') :]
    assert "The flat is so quiet since my sister moved away." in words(mount)


def test_a_call_with_a_page_of_its_own_is_linked_from_others(book: Path, tmp_path: Path):
    (book / "book/practise").mkdir()
    (book / "book/practise/kind-word.md").write_text(
        "# A kind word\n\n```{scenario} kind-word\n```\n", encoding="utf-8"
    )
    (book / "_toc.yml").write_text(TOC + "  - file: book/practise/kind-word\n", encoding="utf-8")
    build(book, tmp_path / "site")
    module = (tmp_path / "site/modules/first-call/index.html").read_text(encoding="utf-8")
    assert 'href="../../book/practise/kind-word.html#scenario-kind-word"' in module
    assert not [one for one in payloads(module) if one["kind"] == "scenario"]


@pytest.mark.parametrize(
    ("iso", "said"), [("2026-11-02", "2 November 2026"), ("2026-11", "November 2026"), ("2026", "2026"), (None, "")]
)
def test_days_are_written_as_people_write_them(iso: str | None, said: str):
    assert day(iso) == said
