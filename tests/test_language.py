"""The language rules: every example of every rule, the words they read, and exceptions."""

import pytest

from peersteps.checks.language import check, check_content, exceptions
from peersteps.checks.language.marks import Marks
from peersteps.checks.language.pieces import NOT_TO_SAY, SOMEBODY, pieces
from peersteps.checks.language.rules import Rule, rules
from peersteps.checks.safety import TOPICS
from peersteps.reading import read_course
from peersteps.wording import words_of
from tests.conftest import TODAY

BY_ID = {rule.id: rule for rule in rules()}
HITS = [pytest.param(rule, words, id=f"{rule.id}-{words[:30]}") for rule in rules() for words in rule.hit]
MISSES = [pytest.param(rule, words, id=f"{rule.id}-{words[:30]}") for rule in rules() for words in rule.miss]


@pytest.mark.parametrize(("rule", "words"), HITS)
def test_rule_hits(rule: Rule, words):
    assert list(rule.findings(words))


@pytest.mark.parametrize(("rule", "words"), MISSES)
def test_rule_misses(rule: Rule, words):
    assert not list(rule.findings(words))


def test_rules_are_whole():
    assert [rule.id for rule in rules()][:64] == [f"L{at:03}" for at in range(1, 65)]
    assert len(BY_ID) == len(rules())
    for rule in rules():
        assert rule.hit
        assert rule.miss
        assert rule.why
        assert rule.say
        assert rule.src
        assert rule.except_ <= {"quote", "term", "title", "statute", "code", "own"}


@pytest.mark.parametrize(
    ("rule", "words", "found"),
    [
        ("L001", 'The coroner wrote "committed suicide" in 1960.', False),
        ("L001", "The coroner wrote \u201ccommitted suicide\u201d in 1960.", False),
        ("L001", "Write 'he died' and not 'he didn't live, he committed suicide'.", False),
        ("L001", "Avoid committed suicide. It sounds like a crime.", False),
        ("L001", "It is a myth. He committed suicide.", True),
        ("L001", "People say that he committed suicide.", True),
        ("L001", "He committed\nsuicide.", True),
        ("L036", "The group of Alcoholics Anonymous", False),
        ("L028", "The Patient Advice and Liaison Service", False),
        ("L018", 'She said "I took 30 tablets".', True),
        ("L017", "The phrase ways to end my life", False),
    ],
)
def test_exceptions_that_can_be_seen(rule, words, found):
    assert bool(list(BY_ID[rule].findings(words))) == found


def test_somebodys_own_words_stand_and_method_never_does():
    assert not list(BY_ID["L025"].findings("I must be crazy.", SOMEBODY))
    assert list(BY_ID["L025"].findings("I must be crazy."))
    assert list(BY_ID["L018"].findings("I took 30 tablets.", SOMEBODY))
    assert not list(BY_ID["L051"].findings("I promise not to tell.", NOT_TO_SAY))


@pytest.fixture
def broken(tiny_course_folder):
    """Change the tiny course and give what the language rules say of it: code, text of the line, rule."""

    def change(file, *changes):
        path = tiny_course_folder / file
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        course, problems = read_course(tiny_course_folder)
        assert course, problems
        rows = text.split("\n")
        return [(one.code, rows[one.line - 1].strip(), one.says[-5:-1]) for one in check(course, TODAY)]

    return change


TALK = "scenarios/kind-word.yml"
PAGE = "modules/first-call/index.md"
QUIZ = "quizzes/first-call.yml"


def test_tiny_course_is_sound(tiny_course):
    assert list(check(tiny_course, TODAY)) == []


@pytest.mark.parametrize(
    "words", ["Ash: I took 30 tablets.", "Ash: Two packets of pills.", "(A razor is on the table.)"]
)
def test_method_is_an_error_whoever_says_it(broken, words):
    found = broken(TALK, ("Ash: I might put the kettle on.", words))
    assert [(code, row) for code, row, _ in found] == [("method-detail", words)]


def test_medicine_has_no_name_in_a_talk_and_may_have_one_on_a_page(broken):
    assert broken(PAGE, ("Most callers want", "Lithium needs blood tests. Most callers want")) == []
    row = "Ash: It was the paracetamol."
    assert broken(TALK, ("Ash: I might put the kettle on.", row)) == [("method-detail", row, "M002")]


def test_means_are_advice_on_a_page(broken):
    found = broken(PAGE, ("# Your first call", "# Your first call\n\nStrangulation is a danger sign."))
    assert found == [("doubtful-wording", "Strangulation is a danger sign.", "L019")]


def test_number_stands_only_with_its_contact(broken):
    row = "now: Ring 0800 123 4567."
    assert broken(TALK, ("now: Tell {lead} how the call was.", row)) == [("written-number", row, "N001")]


def test_what_is_not_to_be_said_may_be_shown(broken):
    row = "- brush-off: Calm down, others have it worse."
    assert broken(TALK, ("- brush-off: Don't be silly.", row)) == []
    row = "- stay-with: Calm down, it is only quiet."
    assert broken(TALK, ("- stay-with: That sounds like a lot of quiet.", row)) == [("doubtful-wording", row, "L049")]


def test_paragraph_is_read_across_its_rows_and_code_is_not(broken):
    found = broken(
        PAGE, ("# Your first call", "# Your first call\n\nOne man had committed\nsuicide. `committed suicide`")
    )
    assert found == [("unsafe-wording", "One man had committed", "L001")]


def test_fences_hide_code_and_show_notes(broken):
    code = "# Your first call\n\n```yaml\nwords: committed suicide\n```\n\n"
    note = "```{note}\nHe committed suicide.\n```\n\nShe committed suicide."
    found = broken(PAGE, ("# Your first call", code + note))
    assert [row for _, row, _ in found] == ["He committed suicide.", "She committed suicide."]


def test_mark_with_a_reason_excuses_and_is_listed(broken, tiny_course_folder):
    mark = "      # {lint-ok: L049 shown as a slip that most of us make}\n"
    row = "      - stay-with: Calm down, it is only quiet."
    assert broken(TALK, ("      - stay-with: That sounds like a lot of quiet.", mark + row)) == []
    course, _ = read_course(tiny_course_folder)
    assert [(file, rule, reason) for file, _, rule, reason in exceptions(course)] == [
        (TALK, "L049", "shown as a slip that most of us make")
    ]


def test_mark_above_say_covers_the_block(broken):
    mark = "    # {lint-ok: L019 the kettle, and a coat hanging in the hall}\n"
    say = mark + "    say: |\n      (A coat is hanging by the door.)\n      Ash: I might"
    assert broken(TALK, ("    say: |\n      Ash: I might", say)) == []


def test_mark_on_a_page(broken):
    mark = (
        "% {lint-ok: L019 named as a danger sign of domestic abuse}\nStrangulation is a danger sign. Most callers want"
    )
    assert broken(PAGE, ("Most callers want", mark)) == []


@pytest.mark.parametrize(
    "mark", ["{lint-ok: L049}", "{lint-ok: L049 because}", "{lint-ok: X99 there is a good reason}"]
)
def test_mark_without_rule_or_reason(broken, mark):
    row = "      - stay-with: That sounds like a lot of quiet."
    assert [(code, at) for code, at, _ in broken(TALK, (row, f"      # {mark}\n{row}"))] == [("bad-mark", f"# {mark}")]


def test_every_learner_visible_word_is_read(tiny_course):
    for content in (*tiny_course.quizzes.values(), *tiny_course.scenarios.values()):
        assert [piece.words for piece in pieces(content)] == list(words_of(content))
        assert all(piece.line for piece in pieces(content))


def test_wrong_options_are_misconceptions(tiny_course):
    quiz = next(iter(tiny_course.quizzes.values()))
    wrong = {
        option.words for one in quiz.practice if one.kind == "single" for option in one.options if not option.right
    }
    assert wrong
    assert wrong == {piece.words for piece in pieces(quiz) if piece.contexts and piece.words in wrong}


def test_rule_silent_in_general_is_on_in_talks():
    rule = BY_ID["M002"]
    assert rule.severity_in(talk=True) == "error"
    assert rule.severity_in(talk=False) == "silent"


def test_check_content_needs_no_file(tiny_course):
    for scenario in tiny_course.scenarios.values():
        assert list(check_content(scenario, Marks("", {}))) == []


def test_topics_have_tags_and_words():
    tags = [tag for topic in TOPICS for tag in topic.tags]
    assert len(tags) == len(set(tags))
    assert all(topic.note for topic in TOPICS)
