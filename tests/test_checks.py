"""Rules over a whole course, beyond the one example of each in tests/diagnostics."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peersteps.book import DIRECTIVES
from peersteps.checks import check_course
from peersteps.checks.competences import sections
from peersteps.checks.standing import is_signed
from peersteps.checks.summary import as_rows, fails
from peersteps.model import Problem, SignOff
from peersteps.reading import read_course
from peersteps.reading.markup import OURS
from tests.conftest import TODAY

SCENARIO = "scenarios/kind-word.yml"
QUIZ = "quizzes/first-call.yml"
PAGE = "modules/first-call/index.md"
PATHWAY = "modules/pathway.yml"


def errors(folder, *changes):
    """The errors of the tiny course after changes (file, sound text, broken text)."""
    for file, sound, broken in changes:
        path = folder / file
        text = path.read_text("utf-8")
        assert sound in text
        path.write_text(text.replace(sound, broken, 1), "utf-8")
    course, problems = read_course(folder)
    assert problems == ()
    return [str(problem) for problem in check_course(course, TODAY) if problem.severity == "error"]


def test_the_tiny_course_has_no_error_and_no_advice(tiny_course):
    assert {problem.severity for problem in check_course(tiny_course, TODAY)} == {"standing"}


@pytest.mark.parametrize(
    ("file", "sound", "broken", "says"),
    [
        (
            SCENARIO,
            "    next: ending-call",
            "    next: end-call",
            "there is no scene 'end-call'; did you mean 'ending-call'?",
        ),
        (
            SCENARIO,
            "    scene: quiet",
            "    scene: silence",
            "there is no scene 'silence'; add that scene, or link to one",
        ),
        (SCENARIO, "skill: close", "skill: closing", "'closing' is not in 'outcomes'; did you mean 'close'?"),
        (SCENARIO, "  close: [", "  closing: [", "'closing' is not in 'outcomes'; did you mean 'close'?"),
        (SCENARIO, "when: trust <= 2", "when: trust <= 9", "'trust' goes from 0 to 3; '9' is not on it"),
        (SCENARIO, "when: trust <= 2", "when: trust = high", "'trust' goes from 0 to 3; 'high' is not on it"),
        (
            SCENARIO,
            "when: trust <= 2",
            "when: mood = low",
            "'mood' is neither in 'measures' nor in 'vary'; add it to one",
        ),
        (
            SCENARIO,
            "when: trust <= 2",
            "when: not (chosen note or chosen nod)",
            "no choice is called 'nod'; ",
        ),
        (SCENARIO, "measures: {trust: 0}", "measures: {trust: 4}", "'trust' goes from 0 to 3; write a number on it"),
        (SCENARIO, "measures: {trust: 0}", "measures: {hope: 0}", "'hope' is not in 'measures'; add it there"),
        (SCENARIO, "chosen: [number]", "chosen: [numbers]", "no choice is called 'numbers'; did you mean 'number'?"),
        (SCENARIO, "facts: [TINY-1]", "facts: [TINY-9]", "'TINY-9' is not in the ledger (modules/facts); did you mean"),
        (QUIZ, "module: first-call", "module: last-call", "there is no module 'last-call'; did you mean 'first-call'?"),
        (QUIZ, "pass-at: 2", "pass-at: 3", "the graded questions give 2 points, and 3 are asked for; ask for fewer"),
        (
            QUIZ,
            "    outcome: tell",
            "    outcome: hear",
            "'hear' is not in 'outcomes'; add it there, or use one that is",
        ),
        (
            QUIZ,
            "- list: Read",
            "- wait: Read",
            "'wait' is already an option of 'opening'; give one of the two another id",
        ),
        (QUIZ, "fact: TINY-1", "fact: TINY-3", "'TINY-3' is not in the ledger (modules/facts); did you mean 'TINY-1'?"),
        (PAGE, "after: []", "after: [first-call]", "a module cannot come after itself; leave it out"),
        (PAGE, "after: []", "after: [zeroth]", "there is no module 'zeroth'; add it, or name one that is there"),
        (
            PAGE,
            "scenarios: [kind-word]",
            "scenarios: [unkind]",
            "there is no conversation 'unkind'; add it, or name one",
        ),
        (PAGE, "{fact}`", "{law}`", "'TINY-1' has no 'status', so {law} has nothing to show; use {fact}"),
        (PAGE, "quiz} first-call", "quiz} first", "there is no quiz 'first'; did you mean 'first-call'?"),
        (
            PATHWAY,
            "  - id: foundation",
            "  - id: welcome",
            "'welcome' is already a level; give one of the two another id",
        ),
        (
            PATHWAY,
            "quiz/first-call",
            "module/first-call",
            "'module/first-call' is already asked for; leave one of the two",
        ),
        (PATHWAY, "quiz/first-call", "first-call", "'first-call' is not an item; write module/, scenario/, quiz/ or"),
        (PATHWAY, "sign-off/talk-through", "talk/through", "'talk/through' is not an item; write module/, scenario/,"),
        (
            PATHWAY,
            "title: Welcome\n",
            "title: Welcome\n    choose: 2\n",
            "this level has 1 items; write a number from 1 to 1",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error(tiny_course_folder, file, sound, broken, says):
    before = (tiny_course_folder / file).read_text("utf-8").split("\n")
    found = errors(tiny_course_folder, (file, sound, broken))
    after = (tiny_course_folder / file).read_text("utf-8").split("\n")
    line = next(at for at, (old, new) in enumerate(zip(before, after, strict=False), start=1) if old != new)
    assert any(row.startswith(f"{file}:{line}: {says}") for row in found), found


def test_a_broken_conversation_is_not_walked_and_the_others_are(tiny_course_folder):
    other = tiny_course_folder / "scenarios" / "other-word.yml"
    text = (tiny_course_folder / SCENARIO).read_text("utf-8").replace("scenario: kind-word", "scenario: other-word")
    other.write_text(text.replace("[number, brush-off]", "[number, repair]"), "utf-8")
    found = errors(tiny_course_folder, (SCENARIO, "        next: talk", "        next: tolk"))
    assert found == [
        "scenarios/kind-word.yml:59: there is no scene 'tolk'; did you mean 'talk'?",
        "scenarios/other-word.yml:156: this walk stops at 'talk' and not at 'rang-off'; offered there: fix, stay-with",
    ]


def test_a_start_at_an_ending_is_one_mistake(tiny_course_folder):
    (found,) = errors(tiny_course_folder, (SCENARIO, "start: hello", "start: rang-off"))
    assert found.startswith(f"{SCENARIO}:38: 'rang-off' is an ending, so nothing is left to say there; begin at")


def test_directives_that_pages_may_use_are_those_of_the_book():
    assert set(DIRECTIVES) == OURS


@pytest.mark.parametrize(
    "link", ["index.md", "../../book/there.md", "https://peersteps.example/x.md", "/book/there.md"]
)
def test_a_link_to_a_page_that_is_there(tiny_course_folder, link):
    (tiny_course_folder / "book").mkdir()
    (tiny_course_folder / "book" / "there.md").write_text("# There\n", "utf-8")
    assert errors(tiny_course_folder, (PAGE, "# Your first call", f"# Your first call\n\n[It]({link}#part)")) == []


@pytest.mark.parametrize("page", [PAGE, "book/round.md"])
def test_pages_are_told_what_those_need_who_cannot_see_them(tiny_course_folder, page):
    path = tiny_course_folder / page
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else "# Round\n"
    more = (
        "\n## A\n\n#### B\n\n![A desk](a.png) <img src='b.png'>\n\n```python\n##### no heading\n```\n\n{local}`leed`\n"
    )
    path.write_text(before + more, "utf-8")
    course, problems = read_course(tiny_course_folder)
    assert problems == ()
    found = [one.code for one in check_course(course, TODAY) if one.file == page and one.severity == "error"]
    assert sorted(found) == ["heading-jump", "no-alternative-text", "unknown-slot"]


def test_a_slot_of_the_talk_that_is_a_setting_need_not_stand_in_it(tiny_course_folder):
    own = "  room: the small office\n  second-contact: Jo\n"
    assert errors(tiny_course_folder, (SCENARIO, "  room: the small office\n", own)) == []


def test_sections_that_could_be_read():
    assert {"1.1", "2.7", "3.6", "4.2", "6"} <= set(sections())
    assert "9.9" not in sections()


def test_walks_pass_through_own_words(tiny_course_folder):
    say_it = "  lighter:\n    say-it:\n      prompt: What would you say?\n      models: [Thank you for telling me.]\n"
    assert errors(tiny_course_folder, (SCENARIO, "  lighter:\n", say_it)) == []


def test_a_ring_of_own_words_is_no_endless_walk(tiny_course_folder):
    ring = (
        "    next: lighter\n    say-it:\n      prompt: What would you say?\n      models: [Thank you for telling me.]\n"
    )
    found = errors(tiny_course_folder, (SCENARIO, "    next: ending-call\n\n  ending-call", ring + "\n  ending-call"))
    assert any("'note' is not offered in 'lighter'; offered there: nothing" in row for row in found)


def test_a_walk_that_goes_on_after_its_ending_is_broken(tiny_course_folder):
    found = errors(tiny_course_folder, (SCENARIO, "[number, brush-off]", "[number, brush-off, note]"))
    assert found == ["scenarios/kind-word.yml:155: 'note' is not offered in 'rang-off'; that is an ending"]


def test_a_walk_must_end_at_an_ending(tiny_course_folder):
    found = errors(
        tiny_course_folder, (SCENARIO, "[number, brush-off]\n    ending: rang-off", "[number]\n    ending: quiet")
    )
    assert found == ["scenarios/kind-word.yml:156: 'quiet' is not an ending; offered there: repair, brush-off"]


def test_small_questions_of_a_page_are_checked(tiny_course_folder):
    question = (
        "\n```{try}\nid: spot\nkind: single\nask: Which?\noutcome: spotting\nfacts: [TINY-7]\noptions:\n"
        "  - a: One\n    feedback: No.\n  - b: Two\n    feedback: Yes.\n    right: yes\n```\n\n```{quiz} first-call"
    )
    found = errors(tiny_course_folder, (PAGE, "\n```{quiz} first-call", question))
    assert found == [
        f"{PAGE}:31: 'TINY-7' is not in the ledger (modules/facts); did you mean 'TINY-1'?",
        f"{PAGE}:31: 'spotting' is not in 'outcomes'; add it there, or use one that is",
    ]


def test_a_slot_of_the_conversation_itself_is_known_and_set(tiny_course_folder):
    found = errors(tiny_course_folder, (SCENARIO, "local:\n  room: the small office\n", ""))
    assert found == ["scenarios/kind-word.yml:41: no setting fills '{room}'; use one from local.example.yml"]


def test_an_unset_slot_is_listed_once_however_often_it_is_used(tiny_course_folder):
    (tiny_course_folder / "local.yml").unlink()
    course, _ = read_course(tiny_course_folder)
    unset = [problem for problem in check_course(course, TODAY) if problem.code == "unset-slot"]
    assert [(problem.file, problem.line) for problem in unset] == [(PAGE, 25)]


@pytest.mark.parametrize(("day", "past"), [(date(2027, 11, 1), False), (date(2027, 11, 2), True)])
def test_a_review_is_past_on_the_day_after_its_date(tiny_course, day, past):
    codes = {problem.code for problem in check_course(tiny_course, day)}
    assert ("review-past" in codes) is past


def test_no_error_comes_from_the_passing_of_time(tiny_course):
    assert {problem.severity for problem in check_course(tiny_course, date(2099, 1, 1))} == {"standing"}


def test_checking_is_the_same_wherever_the_folder_has_gone(tiny_course, tmp_path):
    moved = replace(tiny_course, root=tmp_path / "gone")
    lost = {problem.file for problem in check_course(moved, TODAY)}
    assert "modules/contacts.yml" in lost


@pytest.mark.parametrize(
    "sign_off",
    [
        SignOff(role="clinical"),
        SignOff(role="clinical", name="TO BE NAMED", on="2026-11-01", words="a"),
        SignOff(role="clinical", name="A test reader", words="a"),
        SignOff(role="clinical", name="A test reader", on="2026-11-01"),
    ],
)
def test_a_signature_needs_a_person_a_day_and_the_words(sign_off):
    assert not is_signed(sign_off)


def test_rows_are_grouped_by_how_much_they_matter():
    problems = (Problem("a.yml", 2, "unsigned", "x; y"), Problem("b.yml", 0, "tab", "v; w"))
    assert [row for _, row in as_rows(problems, release=False)] == [
        "Errors: these must be mended",
        "  b.yml: v; w",
        "",
        "Standing: a person has to settle these; pages say so until then",
        "  a.yml:2: x; y",
        "",
        "1 error, 0 pieces of advice, 1 standing note.",
    ]
    assert [row for _, row in as_rows(problems, release=True)][-1] == "2 errors, 0 pieces of advice, 0 standing notes."
    assert fails(problems[:1], release=True)
    assert not fails(problems[:1], release=False)


def test_every_content_file_and_walk_is_a_test_of_its_own(tiny_course_folder):
    shutil.copy(Path(__file__).parents[1] / "conftest.py", tiny_course_folder)
    (tiny_course_folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    path = tiny_course_folder / SCENARIO
    path.write_text(path.read_text("utf-8").replace("[number, brush-off]", "[number, brush-of]"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", str(tiny_course_folder)]
    done = subprocess.run(command, cwd=tiny_course_folder, capture_output=True, text=True, check=False)
    for name in ("reads", "links", "walk: straight on", "walk: a slip and a repair"):
        assert f"{SCENARIO}::{name} PASSED" in done.stdout
    assert f"{SCENARIO}::walk: too fast FAILED" in done.stdout
    assert f"{SCENARIO}:155: 'brush-of' is not offered in 'quiet'; offered there: repair, brush-off" in done.stdout
    assert f"{QUIZ}::reads PASSED" in done.stdout
    assert f"{PAGE}::reads PASSED" in done.stdout
