"""Files that arrive damaged or come from another system: a clear message each, and nothing else is lost."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peersteps.checks import check_course
from peersteps.reading import read_course, read_scenario
from tests.conftest import TINY, TODAY

FILE = "scenarios/kind-word.yml"
SOUND = (TINY / FILE).read_bytes()


def said_of(folder, raw, file=FILE):
    """What reading says about a course with these bytes for a file."""
    (folder / file).write_bytes(raw)
    course, problems = read_course(folder)
    assert (course is None) == bool(problems)
    return [f"{problem.code}: {problem}" for problem in problems]


def test_unknown_key(tiny_course_folder):
    raw = SOUND.replace(b"        next: quiet\n      - warm", b"        goto: quiet\n        next: quiet\n      - warm")
    assert said_of(tiny_course_folder, raw) == [
        f"unknown-key: {FILE}:52: 'goto' is not a word we know here; did you mean 'next'?"
    ]


def test_repeated_key(tiny_course_folder):
    raw = SOUND.replace(b"minutes: 5\n", b"minutes: 5\nminutes: 50\n")
    assert said_of(tiny_course_folder, raw) == [
        f"repeated-key: {FILE}:12: 'minutes' is written twice (first on line 11); keep one of the two"
    ]


def test_missing_scene(tiny_course_folder):
    path = tiny_course_folder / FILE
    path.write_bytes(SOUND.replace(b"start: hello", b"start: hallo"))
    course, problems = read_course(tiny_course_folder)
    assert problems == ()
    errors = [str(problem) for problem in check_course(course, TODAY) if problem.severity == "error"]
    assert errors == [f"{FILE}:38: there is no scene 'hallo'; did you mean 'hello'?"]


def test_tab(tiny_course_folder):
    raw = SOUND.replace(b"  quiet:\n", b"\tquiet:\n")
    assert said_of(tiny_course_folder, raw) == [
        f"tab: {FILE}:61: a tab stands at the start of this line; use spaces instead"
    ]


def test_byte_order_mark_is_read_over(tiny_course_folder):
    assert said_of(tiny_course_folder, b"\xef\xbb\xbf" + SOUND) == []


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_are_read_alike(tiny_course_folder, end):
    sound, _ = read_scenario(tiny_course_folder / FILE, tiny_course_folder)
    assert said_of(tiny_course_folder, SOUND.replace(b"\n", end)) == []
    other, _ = read_scenario(tiny_course_folder / FILE, tiny_course_folder)
    assert other == sound


def test_module_page_with_mark_and_windows_line_ends(tiny_course_folder):
    file = "modules/first-call/index.md"
    raw = b"\xef\xbb\xbf" + (TINY / file).read_bytes().replace(b"\n", b"\r\n")
    assert said_of(tiny_course_folder, raw, file) == []


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty_file(tiny_course_folder, raw):
    assert said_of(tiny_course_folder, raw) == [
        f"empty-file: {FILE}: this file is empty; write its content, or delete the file"
    ]


def test_file_of_comments_alone(tiny_course_folder):
    assert said_of(tiny_course_folder, b"# to be written\n") == [
        f"empty-file: {FILE}:1: there are only comments here; write the content, or delete the file"
    ]


def test_file_of_ten_megabytes_is_refused_unread(tiny_course_folder, monkeypatch):
    read_bytes = Path.read_bytes

    def careful(path):
        assert path.stat().st_size <= 1024 * 1024, "a huge file was read into memory"
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", careful)
    assert said_of(tiny_course_folder, b"a: b\n" * (2 * 1024 * 1024)) == [
        f"too-big: {FILE}: this file has 10.0 MB and content files have at most 1; check that it is the right file"
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_not_utf8(tiny_course_folder, encoding):
    raw = SOUND.decode().replace("title: A kind word", "title: A caf\xe9").encode(encoding)
    line = 1 if encoding == "utf-16" else 5
    assert said_of(tiny_course_folder, raw) == [
        f"not-utf8: {FILE}:{line}: this is not plain UTF-8 text; save the file again as UTF-8"
    ]


def test_invisible_sign(tiny_course_folder):
    assert said_of(tiny_course_folder, SOUND.replace(b"title: A kind", b"title: A\x07kind")) == [
        f"bad-yaml: {FILE}:5: an invisible sign (U+0007) stands in this line; delete it, or type the line again"
    ]


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\u00ad", "\u202e", "\u2066", "\ufeff"])
def test_sign_that_cannot_be_seen(tiny_course_folder, sign):
    raw = SOUND.replace(b"title: A kind", f"title: A{sign} kind".encode())
    (said,) = said_of(tiny_course_folder, raw)
    assert said.startswith(f"bad-yaml: {FILE}:5: an invisible sign (U+{ord(sign):04X}) stands in this line; delete it")


@pytest.mark.parametrize("sign", ["\u00a0", "\U0001f469\u200d\U0001f4bb", "\u2011", "\u2026", "\u00e9"])
def test_sign_that_can_be_seen(tiny_course_folder, sign):
    assert said_of(tiny_course_folder, SOUND.replace(b"title: A kind", f"title: A {sign} kind".encode())) == []


def test_alias_and_anchor(tiny_course_folder):
    raw = SOUND.replace(b"title: A kind word", b"title: &title A kind word").replace(
        b"summary: Somebody rings because the evening is long.", b"summary: *title"
    )
    assert said_of(tiny_course_folder, raw) == [
        f"alias: {FILE}:5: '&title' is a YAML anchor; leave it out, or put quotes round the text",
        f"alias: {FILE}:6: '*title' is a YAML alias; write the words out here",
    ]


def test_billion_laughs_are_not_told(tiny_course_folder):
    rows = ["a0: &a0 ha"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    said = said_of(tiny_course_folder, "\n".join(rows).encode())
    assert {problem.partition(":")[0] for problem in said} <= {"alias", "unknown-key", "missing-key"}


def test_no_stays_text(tiny_course_folder):
    raw = SOUND.replace(b"brush-off: Don't be silly.", b"brush-off: No").replace(b"title: A kind word", b"title: no")
    assert said_of(tiny_course_folder, raw) == []
    scenario, _ = read_scenario(tiny_course_folder / FILE, tiny_course_folder)
    assert scenario.scenes["quiet"].choices[1].words == "No"
    assert scenario.title == "no"
    assert scenario.alone is False


def test_file_that_is_a_list(tiny_course_folder):
    assert said_of(tiny_course_folder, b"- a\n- b\n") == [
        f"bad-yaml: {FILE}:1: lines of 'key: value' belong here; compare it with another file"
    ]


def test_endless_nesting(tiny_course_folder):
    assert said_of(tiny_course_folder, b"[" * 100_000) == [
        f"bad-yaml: {FILE}:1: this is nested far too deeply; compare it with another file"
    ]


@pytest.mark.parametrize(
    "condition",
    [
        b"(" * 150 + b"chosen note",
        b"not " * 49 + b"chosen note",
        b"(" * 190,
        b"(" * 5000,
        b"not " * 5000,
        b"chosen" * 2000,
    ],
)
def test_endless_condition_does_not_end_the_reading(tiny_course_folder, condition):
    raw = SOUND.replace(b"when: chosen note", b'when: "' + condition + b'"')
    assert all(problem.startswith("bad-condition:") for problem in said_of(tiny_course_folder, raw))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("summary: Ash asks: are you there?", "this sentence has a colon in it; put quotes round the whole text"),
        ("summary: 'Cause I'm tired", "text that begins with ' needs quotes; put quotes round the whole text"),
        ('summary: "Stop," Ash said', 'text that begins with " needs quotes; put quotes round the whole text'),
        ("summary: {lead} rings", "text that begins with { needs quotes; put quotes round the whole text"),
        ("summary: @home", "text that begins with @ needs quotes; put quotes round the whole text"),
        ("summary: * star", "text that begins with * needs quotes; put quotes round the whole text"),
        ("summary: !loud", 'text that begins with ! needs quotes; write "!loud"'),
        ("summary: - a list", "a list begins on a line of its own; move the '- ' to the next line"),
        (
            "summary: 'never closed",
            "a quotation mark is opened here and closed some lines below; close it where the text ends",
        ),
        (
            "   summary: A",
            "this line is indented too far, or the line above it needs quotes; check the spaces at its start",
        ),
        (
            'summary: "never closed',
            "a quotation mark is opened here and closed some lines below; close it where the text ends",
        ),
        ("summary", "this line has no 'key: words'; add the key, or indent it under the text it belongs to"),
    ],
)
def test_slips_of_the_pen_are_named_in_plain_words(tiny_course_folder, typed, says):
    raw = SOUND.replace(b"summary: Somebody rings because the evening is long.", typed.encode())
    said = said_of(tiny_course_folder, raw)
    assert said[0] == f"bad-yaml: {FILE}:6: {says}"


@pytest.mark.parametrize("file", ["modules/pathway.yml", "modules/contacts.yml", "modules/facts/sources.yml"])
def test_missing_file(tiny_course_folder, file):
    (tiny_course_folder / file).unlink()
    _, problems = read_course(tiny_course_folder)
    assert f"missing-file: {file}: this file cannot be opened (No such file or directory); add it" in [
        f"{problem.code}: {problem}" for problem in problems
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([("practice: too-soon", "practise: too-soon")], "'practise' is not a word we know here; did you mean"),
        ([("minutes: 5", "minuts: 5")], "'minuts' is not a word we know here; did you mean 'minutes'?"),
        ([("      - warm: I'm", "        warm: I'm")], "'warm' begins another choice, inside 'number'; put '- '"),
        ([("  Ash: ", "  Ahs: "), ("  Ahs: the", "  Ash: the")], "'Ahs' is not in the cast and has 6 lines; did you"),
    ],
)
def test_one_mistake_is_told_once(tiny_course_folder, changes, says):
    text = SOUND.decode()
    for old, new in changes:
        text = text.replace(old, new)
    (said,) = said_of(tiny_course_folder, text.encode())
    assert says in said


def test_one_broken_file_hides_no_other(tiny_course_folder):
    (tiny_course_folder / FILE).write_bytes(b"")
    (tiny_course_folder / "quizzes" / "first-call.yml").write_bytes(b"\xff")
    _, problems = read_course(tiny_course_folder)
    assert [(problem.file, problem.code) for problem in problems] == [
        ("quizzes/first-call.yml", "not-utf8"),
        (FILE, "empty-file"),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz") / "course"
    shutil.copytree(TINY, folder)
    (folder / "settings.yml").unlink()
    return folder


ROWS = SOUND.decode().split("\n")
ODD = st.sampled_from(
    ["", "x", "- a", "{", "null", "no", "a: b", "[]", "{}", "9", "-1", "hello", "chosen", "1.0.0", "..."]
)
FUZZ = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def _never_crashes(folder, raw):
    (folder / FILE).write_bytes(raw)
    course, problems = read_course(folder)
    assert (course is None) == bool(problems)
    assert not any("ermitted" in problem.says or "Input should" in problem.says for problem in problems)
    if course:
        check_course(course, TODAY)


@given(st.binary(max_size=300))
@FUZZ
def test_any_bytes_are_refused_or_read(folder, raw):
    _never_crashes(folder, raw)


@given(st.lists(st.tuples(st.integers(0, len(ROWS) - 1), ODD), min_size=1, max_size=3))
@FUZZ
def test_any_value_can_stand_anywhere(folder, changes):
    rows = list(ROWS)
    for at, odd in changes:
        rows[at] = re.sub(r": .*", lambda _, odd=odd: f": {odd}", rows[at], count=1)
    _never_crashes(folder, "\n".join(rows).encode())


@given(st.lists(st.integers(0, len(ROWS) - 1), min_size=1, max_size=6), st.booleans())
@FUZZ
def test_any_lines_can_be_lost_or_doubled(folder, places, lost):
    rows = [row for at, row in enumerate(ROWS) for _ in range(1 if at not in places else (0 if lost else 2))]
    _never_crashes(folder, "\n".join(rows).encode())
