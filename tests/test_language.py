"""The language rules: every example of every rule, the words they read, and exceptions."""

import pytest

from peersteps.checks.language import check, check_content, exceptions
from peersteps.checks.language.marks import Marks
from peersteps.checks.language.pieces import NOT_TO_SAY, SOMEBODY, pieces
from peersteps.checks.language.rules import Rule, rules
from peersteps.checks.topics import TOPICS, speaks_of
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


@pytest.mark.parametrize(
    "words",
    [
        "I took two boxes of pills, forty of them, with vodka.",
        "She wants to hang herself with a rope.",
        "I could drink bleach.",
        "I'll jump in front of a train.",
        "I'm on the railway bridge.",
        "I'm right at the platform edge.",
        "There's a knife in the bath.",
        "I've got the car, and the engine, and a hose.",
        "Five hundred milligrams, ten of them.",
        "She took 40 paracetamol tablets.",
        "Forty paracetamol.",
        "He hanged himself with a belt.",
    ],
)
@pytest.mark.parametrize(
    ("file", "sound", "row"),
    [
        (TALK, "      Ash: I might put the kettle on.", "      Ash: {}"),
        (TALK, "        why: Ash said something hard, and the answer closed the door on it.", '        why: "{}"'),
        (QUIZ, "    ask: A call worries you. Who hears about it?", '    ask: "{} Who hears?"'),
        (
            QUIZ,
            "        feedback: Confidentiality has limits, and worry is not carried alone.",
            '        feedback: "{}"',
        ),
        (PAGE, "# Your first call", "# Your first call\n\n{}"),
    ],
    ids=["speech", "why", "graded", "feedback", "page"],
)
def test_no_method_passes_anywhere(broken, file, sound, row, words):
    if words == "Forty paracetamol." and file != TALK:
        words = "He took forty paracetamol."
    found = broken(file, (sound, row.format(words)))
    assert {code for code, _, _ in found} == {"method-detail"}


@pytest.mark.parametrize(
    "words",
    [
        "People who take clozapine need regular blood tests.",
        "She took some tablets, and she is forty.",
        "Don't make them sick, give no drink, and keep the packets for the crew.",
        "Press on the wound with a clean cloth, and cool a burn under running water.",
        "Ring at half past ten, on the train to the training.",
        "We walk over the bridge at two. It has lights on.",
        "Hang on, I'll get a pen. Her coat is hanging in the hall, her seat belt is on.",
        "I'm in the bath, it's the only door that locks.",
        "Up to fourteen units of alcohol a week",
        "Two nurses, a round with the tablets at ten, and a box of tissues",
    ],
)
def test_what_names_no_method_is_let_be(words):
    rows = [rule.id for rule in rules() if rule.code == "method-detail" and rule.severity_in(talk=False) == "error"]
    assert [one for one in rows if BY_ID[one].within is None and list(BY_ID[one].findings(words))] == []


def test_a_means_is_an_error_where_suicide_is_talked_about(broken):
    rope = "      Ash: There's a rope in the garage."
    kettle = "      Ash: I might put the kettle on."
    assert broken(TALK, (kettle, rope)) == []
    noted = ("content-notes: [loneliness]", "content-notes: [loneliness, thoughts of suicide]")
    assert [(code, rule) for code, _, rule in broken(TALK, noted)] == [("method-detail", "M009")]


def test_a_method_that_two_rules_see_is_told_once(broken):
    row = "Ash: He was found hanging, he hanged himself."
    found = broken(TALK, ("Ash: I might put the kettle on.", row))
    assert len(found) == 2, "once for each place"


def test_nobody_fails_in_the_words_of_the_course_and_somebody_may_say_that_they_did(broken):
    why = "why: Ash said something hard, and the answer closed the door on it."
    assert {code for code, _, _ in broken(TALK, (why, "why: Game over. You failed. You lose ten points."))} == {
        "unsafe-wording"
    }
    assert not list(BY_ID["F001"].findings("You failed.", SOMEBODY))


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("I want to kill myself tonight.", "suicide"),
        ("I just want to end my life.", "suicide"),
        ("Everyone'd say I'm better off dead.", "suicide"),
        ("I don't want to be here any more.", "suicide"),
        ("I've been cutting myself.", None),
        ("I self-harm.", "self-harm"),
        ("He raped me.", "sexual-violence"),
        ("My uncle abused me.", "abuse"),
        ("My husband hits me.", "abuse"),
        ("They were racist.", "racism"),
    ],
)
def test_words_that_oblige_a_note(words, tag):
    found = [topic for topic in TOPICS if topic.heard_in([words])]
    assert found
    assert tag is None or any(tag in topic.tags for topic in found)
    assert tag is None or speaks_of(tag, [words])


@pytest.mark.parametrize(
    "words",
    [
        "I nearly killed myself laughing.",
        "Could you send it all again?",
        "I don't want to die or anything.",
        "He cut himself off from everyone.",
        "Know the rule ({abuse-rule}).",
        "I don't want to be here with that man.",
        "It was sharp. It isn't abuse.",
    ],
)
def test_words_that_oblige_none(words):
    assert [topic.note for topic in TOPICS if topic.heard_in([words])] == []


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
