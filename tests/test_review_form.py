"""The reviewer's form: every word that a signature covers stands in it, as a reader sees it, once."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import TODAY
from peersteps.checks.language.pieces import pieces
from peersteps.model import Course, Module, Scenario
from peersteps.reading import read_course
from peersteps.review import find, pack
from peersteps.slots import said
from peersteps.wording import words_of

ROOT = Path(__file__).parent.parent
CONTENTS = [
    *(f"scenario/{path.stem}" for path in sorted((ROOT / "scenarios").glob("*.yml"))),
    *(f"quiz/{path.stem}" for path in sorted((ROOT / "quizzes").glob("*.yml"))),
    *(f"module/{path.parent.name}" for path in sorted((ROOT / "modules").glob("*/index.md"))),
]
MODULES = [name for name in CONTENTS if name.startswith("module/")]


@pytest.fixture(scope="module")
def shipped() -> Course:
    """The course as it is shipped."""
    course, problems = read_course(ROOT)
    assert course, problems
    return course


class Text(HTMLParser):
    """The words of a page, without what stands small beside them: marks of slots, numbers of sources."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("small", "style")
        if tag not in ("small", "strong", "em", "u", "span", "code"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("small", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def folded(text: str) -> str:
    return " ".join(text.split())


def form_text(course: Course, name: str) -> str:
    return folded("".join(Text(pack(course, find(course, name), TODAY)).words))


@pytest.mark.parametrize("name", CONTENTS)
def test_every_word_that_is_signed_stands_in_the_form(shipped: Course, name: str) -> None:
    content = find(shipped, name)
    form = form_text(shipped, name)
    own = {**content.local, **shipped.local.settings} if isinstance(content, Scenario) else shipped.local.settings
    bodies = {page.body for page in content.every_page()} if isinstance(content, Module) else set()
    for words in words_of(content):
        if words not in bodies:
            assert folded(filled(words, own)) in form
    if isinstance(content, Module):
        form = bare(form.replace("(to be confirmed)", ""))
        for page in content.every_page():
            for piece in pieces(page):
                for words in stretches(piece.words):
                    assert bare(words) in form, f"{page.source.file}:{piece.line}"


def filled(words: str, own: dict[str, str]) -> str:
    in_turn = said(words, own)
    return re.sub(r"\{[a-z0-9-]+\}", lambda _: next(in_turn), words)


def stretches(markdown: str) -> Iterator[str]:
    """The unbroken words of a paragraph, row by row: without marks, sources and what directives are set to."""
    for row in markdown.split("\n"):
        if not re.match(r":(figclass|for):", row):
            plain = re.sub(r"^:alt:|^\s*(?:[-*>]|#+|\d+\.)\s|\]\([^)]*\)|^[|: -]+$", "", row)
            yield from re.split(r"\||\s{3,}", plain)


def bare(text: str) -> str:
    """Letters and digits alone."""
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


@pytest.mark.parametrize("name", MODULES)
def test_no_source_of_a_page_stands_in_its_form(shipped: Course, name: str) -> None:
    page = pack(shipped, find(shipped, name), TODAY)
    text = form_text(shipped, name)
    for source in ("{fact}", "{law}", "{local}", "{try}", "```", "](", "**", "| ---", "outcome:", "lint-ok", ":alt:"):
        assert source not in text
    assert "<table>" in page or "|" not in "".join(one.body for one in find(shipped, name).every_page())
    assert page.count("<img ") == sum(one.body.count("{figure}") for one in find(shipped, name).every_page())


def test_a_page_shows_its_questions_facts_settings_and_pictures(shipped: Course) -> None:
    page = pack(shipped, find(shipped, "module/difficult-calls"), TODAY)
    text = form_text(shipped, "module/difficult-calls")
    assert "say-it-back / reflect: right Another bad night, and up at six." in text
    assert "say-it-back / match: not right" in text
    assert "shape / listen: place 2" in text
    assert "[CALL-06] Samaritans advises saying back" in text
    assert "Read in the source itself. SHUSH listening tips, Samaritans" in text
    assert "Your service's own words for: when the line is open." in text
    assert "Read out to those who do not see the picture:</span> The path of an urgent call." in page
    first = text.partition("Look at these first")[2].partition("What stands at the top")[0]
    assert not re.search(r"\{\w+\}", first)


def test_a_line_is_ticked_once_and_the_way_has_no_boxes(shipped: Course) -> None:
    page = pack(shipped, find(shipped, "quiet-evening"), TODAY)
    judged = re.findall(r'<tr>\s*<td class="number">.*?</tr>', page, re.DOTALL)
    labels = [re.findall(r'class="label">(.*?)<', row) for row in judged]
    scenes = [label[0] for label in labels if label[0].startswith("scene ")]
    assert len(scenes) == len(set(scenes)) > 20
    assert not any(re.match("in .* you choose", label[0]) for label in labels)
    scenario = shipped.scenarios["quiet-evening"]
    most = 9 + sum(1 + len(scene.choices) + len(scene.also) + bool(scene.ending) for scene in scenario.scenes.values())
    assert len(judged) <= most
    assert f"each of the {len(judged)} numbered paragraphs" in page
    assert "\u2192 settle: (Feet on the floor" in page
    assert "the shift lead<small> (your service: who leads the shift)</small>" in page
    assert "{lead}" not in page


@pytest.mark.parametrize("slug", ["first-call", "quiz/first-call", "kind-word"])
def test_there_is_a_form_for_modules_quizzes_and_scenarios(tiny_course: Course, slug: str) -> None:
    page = pack(tiny_course, find(tiny_course, slug), TODAY)
    assert f"<h1>Review form: {find(tiny_course, slug).title}</h1>" in page
    assert "http" not in page.split("<h1>")[1].split("Look at these first")[0]


def test_without_the_book_there_are_forms_for_calls_and_a_plain_word_for_modules(tiny_course_folder: Path) -> None:
    missing = "import sys; sys.modules.update(sphinx=None, docutils=None, myst_parser=None)"
    code = f"{missing}; from peersteps.cli import main; main()"
    for content, says, exit_code in (("kind-word", "Wrote", 0), ("first-call", "pip install -e '.[book,report]'", 1)):
        command = [sys.executable, "-c", code, "review", "pack", content, "-o", "form.html"]
        done = subprocess.run(command, cwd=tiny_course_folder, capture_output=True, text=True, check=False)
        assert done.returncode == exit_code, done.stderr
        assert says in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
