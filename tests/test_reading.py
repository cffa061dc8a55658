"""From files to frozen models: every word stays as it was typed, and knows its line."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from peersteps.model import SLOTS, Line
from peersteps.model.condition import Chosen, Compare
from peersteps.reading import read_course, read_local, read_question
from peersteps.reading.front_matter import split
from peersteps.reading.kinds import SETTINGS
from peersteps.reading.schema import schemas
from peersteps.reading.screenplay import read_lines
from peersteps.reading.strict_yaml import parse
from peersteps.reading.tries import all_fences, fences, prose, questions_in
from tests.conftest import TINY

ROOT = Path(__file__).parents[1]

SAID = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=80,
).filter(str.strip)
"""Anything that can be typed on one line."""


@given(SAID)
def test_words_after_a_name_are_kept_exactly(words):
    document = parse(f"say: |\n  Ash: {words}\n  You: {words}\n", "scene.yml")
    assert document.problems == ()
    lines, faults = read_lines(document.data["say"], ("Ash", "You"))
    assert faults == ()
    assert lines == (Line(kind="speech", who="Ash", words=words), Line(kind="speech", who="You", words=words))


@given(st.lists(st.one_of(st.just("..."), SAID.map(lambda words: f"Ash: {words}")), min_size=1, max_size=8))
def test_talk_keeps_its_order_and_number_of_lines(rows):
    document = parse("say: |\n" + "".join(f"  {row}\n" for row in rows), "scene.yml")
    lines, faults = read_lines(document.data["say"], ("Ash",))
    assert faults == ()
    assert ["..." if line.kind == "beat" else f"{line.who}: {line.words}" for line in lines] == rows


def test_screenplay_has_speech_stage_and_beat():
    lines, faults = read_lines('(Rain.)\nAsh: Yes: no #1 {lead} "so"\n\n...\n\u2026\n', ("Ash",))
    assert faults == ()
    assert [(line.kind, line.who, line.words) for line in lines] == [
        ("stage", "", "Rain."),
        ("speech", "Ash", 'Yes: no #1 {lead} "so"'),
        ("beat", "", ""),
        ("beat", "", ""),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("and then I went", "nobody says this; write 'Ash: words', or add it to the end of the line above"),
        ("I asked them: are you safe?", "nobody says this; write 'Ash: words', or add it to the end of the line above"),
        ("Asha: hello", "'Asha' is not in the cast; did you mean 'Ash'?"),
        ("Kim: hello", "'Kim' is not in the cast; the cast is Ash, You"),
        ("Ash:", "Ash says nothing; write some words after the colon, or ... for a beat"),
        ("(Rain", "a stage direction begins with ( and ends with ) on the same line, and nothing follows it"),
        ("()", "a stage direction begins with ( and ends with ) on the same line, and nothing follows it"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(row, says):
    assert read_lines(f"Ash: hello\n{row}", ("Ash", "You"))[1] == ((1, says),)


@pytest.mark.parametrize(
    "word", ["no", "Yes", "on", "off", "12:30", "0117", "2027-11-01", "1e3", "0x1F", "NULL", "Null"]
)
def test_words_that_yaml_would_change_stay_words(word):
    assert parse(f"a: {word}\n{word}: a\n", "words.yml").data == {"a": word, word: "a"}


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_only_null_tilde_and_nothing_are_none(nothing):
    assert parse(f"a: {nothing}\n", "words.yml").data == {"a": None}
    assert parse(f"a: '{nothing}'\n", "words.yml").data == {"a": nothing}


@pytest.mark.parametrize(
    "line",
    [
        "level: 2   # second calls",
        "language: en-GB  # never changes",
        "fact: SUI-17 # from the ledger",
        "due: 2027-11-01 # a year on",
        "tags: [a, b] # short",
        'title: "A # in it" # fine',
        "say: | # talk",
        "scenes:   # from here on",
        "next: # to be written",
    ],
)
def test_a_real_comment_may_follow_what_nobody_takes_for_a_sentence(line):
    assert parse(f"{line}\n", "words.yml").problems == ()


@pytest.mark.parametrize(
    "text", ["A kind word # and more", "I'm #1", "Yes # and no", "quiet #2", "#1 at that", "a b  # c"]
)
def test_text_is_never_cut_in_silence(text):
    (problem,) = parse(f"title: {text}\n", "words.yml").problems
    assert problem.code == "cut-comment"


@given(st.dictionaries(SAID, SAID, max_size=5))
def test_quoted_text_of_any_kind_is_kept(pairs):
    typed = "".join(f"{_quoted(key)}: {_quoted(value)}\n" for key, value in pairs.items()) or "{}\n"
    assert parse(typed, "words.yml").data == pairs


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def test_the_tiny_course_is_whole(tiny_course):
    assert set(tiny_course.modules) == {"first-call"}
    assert set(tiny_course.quizzes) == {"first-call"}
    assert set(tiny_course.scenarios) == {"kind-word"}
    assert set(tiny_course.facts) == {"TINY-1"}
    assert set(tiny_course.contacts) == {"emergency", "samaritans", "nearby"}
    assert tiny_course.contacts["nearby"].for_ == ("you",)
    assert tiny_course.local.get("lead") == "your shift lead"
    assert tiny_course.pathway.levels[1].items[0].valid_months == 24


def test_choices_options_and_conditions_take_their_form(tiny_course):
    scenario, quiz = tiny_course.scenarios["kind-word"], tiny_course.quizzes["first-call"]
    goodnight = scenario.scenes["ending-call"].choices[2]
    assert (goodnight.id, goodnight.words) == ("goodnight", "Goodnight, Ash. The line is here tomorrow as well.")
    assert goodnight.when == Chosen("note")
    assert scenario.scenes["well-ended"].also[0].when == Compare("trust", "<=", 2)
    assert scenario.scenes["hello"].choices[0].effect == {"trust": -1}
    assert [(option.id, option.right) for option in quiz.practice[0].options] == [("wait", True), ("list", False)]


def test_what_was_read_cannot_be_changed(tiny_course):
    with pytest.raises(ValidationError, match="frozen"):
        tiny_course.scenarios["kind-word"].title = "Other"


def test_every_part_knows_its_line(tiny_course, tiny_course_folder):
    scenario = tiny_course.scenarios["kind-word"]
    rows = (tiny_course_folder / scenario.source.file).read_text("utf-8").split("\n")

    def row(*where):
        return rows[scenario.source.line(*where) - 1].strip()

    assert row("scenes", "hello", "say", 3) == "Ash: No. Nothing's wrong. I'm #1 at saying that."
    assert row("scenes", "hello", "choices", 1, "words").startswith("- warm: I'm glad")
    assert row("scenes", "hello", "choices", 1, "fact") == "fact: TINY-1"
    assert row("walks", "too fast", "choices", 1) == "choices: [number, brush-off]"
    assert row("scenes", "rang-off", "debrief", "now").startswith("now: Tell {lead} what you heard")
    module = tiny_course.modules["first-call"]
    page = (tiny_course_folder / module.source.file).read_text("utf-8").split("\n")
    assert page[module.source.line("body") :][0] == "# Your first call"


def test_local_settings_can_come_from_elsewhere(tiny_course_folder, tmp_path):
    other = tmp_path / "other.yml"
    other.write_text("lead: the duty manager\nline:\n", "utf-8")
    course, problems = read_course(tiny_course_folder, other)
    assert problems == ()
    assert dict(course.local.settings) == {"lead": "the duty manager"}


def test_without_a_settings_file_everything_is_unset(tiny_course_folder):
    (tiny_course_folder / "local.yml").unlink()
    course, problems = read_course(tiny_course_folder)
    assert problems == ()
    assert course.local.settings == {}


def test_the_example_settings_list_every_slot_and_set_none():
    local, problems = read_local(ROOT / "local.example.yml", ROOT)
    assert problems == ()
    assert local.settings == {}
    text = (ROOT / "local.example.yml").read_text("utf-8")
    assert list(parse(text, "local.example.yml").data) == list(SETTINGS)
    for slot, asks in SLOTS.items():
        assert f"# {asks}\n{slot}:\n" in text


def test_a_question_in_a_page_is_read_with_the_lines_of_the_page():
    text = "id: spot\nkind: single\nask: Which?\noutcome: listen\noptions:\n  - a: One\n    feedback: No.\n  - b: Two\n"
    question, problems = read_question(text, "modules/x/index.md", 40)
    assert question is None
    assert [str(problem) for problem in problems] == ["modules/x/index.md:47: 'feedback' is missing in 'b'; add it"]
    question, problems = read_question(text + "    feedback: Yes.\n    right: yes\n", "modules/x/index.md", 40)
    assert problems == ()
    assert question.options[1].right


@pytest.mark.parametrize(
    ("kind", "right", "says"),
    [
        ("single", 0, "a 'single' question needs exactly one option with 'right: yes'; 0 have it"),
        ("multiple", 0, "a 'multiple' question needs at least one option with 'right: yes'"),
        ("order", 1, "an 'order' question lists its options in the right order; leave out 'right'"),
        ("predict", 1, "no option of a 'predict' question is right; leave out 'right'"),
        ("say-it", 1, "a 'say-it' question has no 'options'"),
    ],
)
def test_a_question_that_does_not_fit_its_kind_is_told_alike_in_a_page_and_in_a_quiz(
    tiny_course_folder, kind, right, says
):
    options = "    options:\n" + "".join(
        f"      - {slug}: Words\n        feedback: Words back.\n{'        right: yes' if at < right else ''}\n"
        for at, slug in enumerate(("one", "two"))
    )
    question = f"  - id: misfit\n    kind: {kind}\n    ask: What now?\n    outcome: listen\n{options}"
    text = "\n".join(row[4:] for row in question.split("\n"))
    assert [str(one) for one in read_question(text, "modules/x/index.md", 40)[1]] == [f"modules/x/index.md:40: {says}"]
    path = tiny_course_folder / "quizzes" / "first-call.yml"
    for part in ("practice:\n", "graded:\n"):
        sound = path.read_text("utf-8")
        broken = sound.replace(part, part + question)
        path.write_text(broken, "utf-8")
        line = broken[: broken.index("  - id: misfit")].count("\n") + 1
        assert f"quizzes/first-call.yml:{line}: {says}" in map(str, read_course(tiny_course_folder)[1])
        path.write_text(sound, "utf-8")


@pytest.mark.parametrize("folder", ["modules/first-call/index.md", "book/page.md"])
def test_a_question_without_a_right_option_is_told_on_every_page(tiny_course_folder, folder):
    page = tiny_course_folder / folder
    page.parent.mkdir(exist_ok=True)
    before = page.read_text("utf-8") if page.exists() else "# A page\n"
    options = "options:\n  - a: One\n    feedback: No.\n  - b: Two\n    feedback: Yes.\n"
    text = f"{before}\n```{{try}}\nid: spot\nkind: single\nask: Which?\noutcome: listen\n{options}```\n"
    page.write_text(text, "utf-8")
    line = text[: text.index("id: spot")].count("\n") + 1
    says = "a 'single' question needs exactly one option with 'right: yes'; 0 have it"
    assert f"{folder}:{line}: {says}" in map(str, read_course(tiny_course_folder)[1])


def test_a_block_of_code_holds_no_directive():
    body = "````\n```{try}\n```\n````\n```{note}\nA\n```\nafter\n"
    assert [(name, line) for name, _, line, _ in fences(body, 1)] == [("note", 5)]
    assert [row for _, row in prose(body, 1)] == ["after", ""]


def test_a_fence_ends_where_the_next_directive_begins():
    body = "```{try}\nid: a\n\n```{quiz} first-call\n```\n"
    assert [(one.name, one.closed) for one in all_fences(body, 1)] == [("try", False), ("quiz", True)]
    assert list(questions_in(body, 1)) == []


def test_problems_of_a_question_in_a_page_are_found_when_the_page_is_read(tiny_course_folder):
    page = tiny_course_folder / "modules" / "first-call" / "index.md"
    text = page.read_text("utf-8") + "\n```{try}\n:class: wide\nid: spot\nkind: singel\n```\n"
    page.write_text(text, "utf-8")
    course, problems = read_course(tiny_course_folder)
    assert course is None
    line = text[: text.index("kind: singel")].count("\n") + 1
    assert f"modules/first-call/index.md:{line}: 'singel' cannot stand here; did you mean 'single'?" in map(
        str, problems
    )


def test_front_matter_is_split_from_its_page():
    page = split("---\ntitle: A\n---\n\n# A\n")
    assert (page.front, page.front_line, page.body, page.body_line) == ("title: A\n", 2, "\n# A\n", 4)
    assert split("# No front matter\n") is None
    assert split("---\ntitle: never closed\n") is None


def test_directives_of_a_page_are_found_with_their_lines():
    body = "A\n```{scenario} kind-word\n```\n:::{note}\n~~~{try}\n:name: x\nid: a\n~~~\n:::\n```python\n{quiz}\n```\n"
    found = [(name, argument, line) for name, argument, line, _ in fences(body, 10)]
    assert found == [("scenario", "kind-word", 11), ("note", "", 13), ("try", "", 14)]
    assert list(questions_in(body, 10)) == [("id: a", 16)]


def test_all_problems_of_all_files_come_at_once(tiny_course_folder):
    for file, sound, broken in (
        ("scenarios/kind-word.yml", "minutes: 5", "minutes: five"),
        ("scenarios/kind-word.yml", "practice: too-soon", "practise: too-soon"),
        ("quizzes/first-call.yml", "version: 1", "version: 0"),
        ("modules/pathway.yml", "known: marked", "known: remarked"),
    ):
        path = tiny_course_folder / file
        path.write_text(path.read_text("utf-8").replace(sound, broken, 1), "utf-8")
    course, problems = read_course(tiny_course_folder)
    assert course is None
    assert [str(problem) for problem in problems] == [
        "modules/pathway.yml:21: 'remarked' cannot stand here; did you mean 'marked'?",
        "quizzes/first-call.yml:2: 0 cannot stand here; write a number that is 1 or more",
        "scenarios/kind-word.yml:11: 'five' is not a whole number; write one, such as 2",
        "scenarios/kind-word.yml:49: 'practise' is not a word we know here; did you mean 'practice'?",
    ]


def test_a_folder_that_is_no_course_says_so(tmp_path):
    course, problems = read_course(tmp_path)
    assert course is None
    assert [str(problem) for problem in problems] == [
        "modules: there is no such folder here, so this is not a course; go to the course folder, or name it"
    ]


def test_schemas_speak_the_authors_form():
    scenario = schemas()["scenario"]
    choice, scene = scenario["$defs"]["Choice"], scenario["$defs"]["Scene"]
    assert "id" not in choice["properties"]
    assert "description" in scene["properties"]["say"]
    assert "source" not in scenario["properties"]
    assert "for" in schemas()["contacts"]["$defs"]["Contact"]["properties"]
    assert list(schemas()["local"]["properties"]) == list(SETTINGS)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `yes`, `on` and dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("scenario", "scenarios/kind-word.yml"),
        ("quiz", "quizzes/first-call.yml"),
        ("module", "modules/first-call/index.md"),
        ("pathway", "modules/pathway.yml"),
        ("contacts", "modules/contacts.yml"),
        ("facts", "modules/facts/tiny.yml"),
        ("sources", "modules/facts/sources.yml"),
        ("local", "settings.yml"),
    ],
)
def test_editors_take_sound_files_and_mark_misspelt_keys(kind, file):
    text = (TINY / file).read_text("utf-8")
    data = yaml.load(split(text).front if file.endswith(".md") else text, EditorLoader)
    schema = Draft202012Validator(schemas()[kind])
    assert [error.message for error in schema.iter_errors(data)] == []
    assert list(schema.iter_errors({**data, "mispelt": "x"}))
