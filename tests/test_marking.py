import contextlib
import json
import os
from pathlib import Path

import pytest
from cohorts import BEST, answers, every_kind
from hypothesis import given
from hypothesis import strategies as st

from peersteps.nbgrading.answers import LIMIT, UnreadableError, clean, parse_answers, read_regular
from peersteps.nbgrading.key import MissingKeyError, key_of, read_key, write_key
from peersteps.nbgrading.marking import mark

KEY = key_of(every_kind(), {}, "1+abcdef01")
IDS = sorted({one for question in KEY.questions.values() for one in question.options})
QUESTIONS = st.sampled_from(sorted(KEY.questions))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(IDS),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner, max_size=6),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        ("tell", ["lead"], 2),
        ("tell", ["nobody"], 0),
        ("tell", ["lead", "nobody"], 0),
        ("tell", [], 0),
        ("listen", ["a", "b"], 2),
        ("listen", ["b"], 1),
        ("listen", ["a", "b", "c"], 1),  # two right, one wrong: (2 - 1) / 2 of 2 points
        ("listen", ["a", "b", "c", "d"], 0),  # choosing everything is worth nothing
        ("listen", ["c", "d"], 0),  # never below 0
        ("steps", ["one", "two", "three"], 3),
        ("steps", ["one", "three", "two"], 2),  # two of three pairs, of 3 points
        ("steps", ["three", "two", "one"], 0),
        ("steps", ["one", "two"], 0),  # a step is missing
        ("fits", ["partly"], 1),
        ("fits", ["not"], 2 / 3),  # one step away on a scale of four
        ("fits", ["well"], 2 / 3),
        ("fits", ["most"], 1 / 3),
        ("own", ["anything"], 0),  # a person reads these
    ],
)
def test_points_are_as_worked_out_by_hand(question: str, answer: list[str], points: float) -> None:
    assert mark(KEY.question(question), answer).points == pytest.approx(points)


@given(QUESTIONS, ANY_JSON)
def test_any_json_gives_points_between_none_and_all(question: str, answer: object) -> None:
    given_mark = mark(KEY.question(question), answer)
    assert 0 <= given_mark.points <= given_mark.of
    assert set(given_mark.chosen) <= set(KEY.question(question).options)


@given(QUESTIONS, st.lists(st.sampled_from(IDS)), st.lists(st.text()))
def test_saying_something_twice_or_adding_unknown_ids_changes_nothing(
    question: str, chosen: list[str], unknown: list[str]
) -> None:
    strange = [one for one in unknown if one not in IDS]
    assert mark(KEY.question(question), chosen + chosen + strange) == mark(KEY.question(question), chosen)


@given(st.binary() | ANY_JSON.map(lambda found: json.dumps(found).encode()))
def test_any_bytes_are_answers_or_a_reason(content: bytes) -> None:
    try:
        parse_answers(content)
    except UnreadableError as why:
        assert str(why)  # noqa: PT017 - either outcome is right, a crash is not


@given(ANY_JSON, ANY_JSON, ANY_JSON, ANY_JSON)
def test_odd_types_inside_answers_never_crash(who: object, revision: object, chosen: object, written: object) -> None:
    content = answers(chosen, who=who, revision=revision, written=written)  # type: ignore[arg-type]
    with contextlib.suppress(UnreadableError):
        assert parse_answers(content, asked=KEY.asked).strange >= 0
    try:
        found = parse_answers(content)
    except UnreadableError:
        return
    for name, question in KEY.questions.items():
        mark(question, found.chosen.get(name))
    assert isinstance(found.who, str)
    assert all(isinstance(text, str) for text in found.written.values())


@given(st.text())
def test_cleaned_text_can_be_stored_anywhere(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_half_a_character_and_control_characters_do_not_get_through() -> None:
    content = answers({}).replace(b'"written": {}', b'"written": {"own": "a\\ud800b\\u0000c\\u001b[31md\\r\\ne"}')
    assert parse_answers(content).written == {"own": "a?bc[31md\ne"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "broken"),
        (b'{"kind": "peersteps-answers", "sch', "broken"),
        (b"\xff\xfe\x00", "not plain text"),
        (b"[" * 100_000, "broken"),
        (b'{"kind": "peersteps-answers", "kind": 1}', "broken"),
        (b'{"kind": NaN}', "broken"),
        (b"[]", "not a file of answers"),
        (b'{"kind": "peersteps-record"}', "not a file of answers"),
        (answers({}, schema=2), "another version"),
        (answers({}, schema=True), "another version"),
        (answers({}, assignment="other-v1"), "another quiz"),
        (answers([]), "not where they should be"),  # type: ignore[arg-type]
        (answers({}, extra="x" * LIMIT), "larger than 256 KiB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        parse_answers(content, "every-kind-v1")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_answers(b"\xef\xbb\xbf" + answers(BEST)).chosen == BEST


def test_only_a_plain_file_of_its_own_is_read(tmp_path: Path) -> None:
    plain = tmp_path / "answers.json"
    plain.write_bytes(b"plain")
    assert read_regular(plain) == b"plain"
    link = tmp_path / "link.json"
    link.symlink_to(plain)
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    shared = tmp_path / "shared.json"
    shared.write_bytes(b"shared")
    (tmp_path / "shared-too.json").hardlink_to(shared)
    for path in (link, pipe, shared, tmp_path):
        with pytest.raises(UnreadableError, match="not a plain file"):
            read_regular(path)
    with pytest.raises(UnreadableError, match="no answers"):
        read_regular(tmp_path / "nothing.json")
    with pytest.raises(UnreadableError, match="larger"):
        read_regular(plain, 3)


def test_passing_needs_the_points_and_every_must() -> None:
    assert KEY.passed({"tell": 2, "listen": 2, "steps": 2})
    assert not KEY.passed({"tell": 2, "listen": 2, "steps": 1})
    assert not KEY.passed({"tell": 0, "listen": 2, "steps": 3, "fits": 1, "own": 2})
    assert not KEY.passed({})


def test_a_key_comes_back_as_it_was_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = write_key(tmp_path / "keys", KEY)
    assert read_key(tmp_path / "keys", KEY.assignment) == KEY
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"kind": "peersteps-key", "schema": 1, "assignment": "every-kind-v1"}']
)
def test_a_key_that_is_missing_or_broken_says_what_to_do(tmp_path: Path, content: str) -> None:
    with pytest.raises(MissingKeyError, match="Release the quiz first"):
        read_key(tmp_path, KEY.assignment)
    (tmp_path / f"{KEY.assignment}.json").write_text(content)
    with pytest.raises(MissingKeyError, match="Release the quiz again"):
        read_key(tmp_path, KEY.assignment)


def test_a_question_without_a_key_is_an_error_and_never_a_mark() -> None:
    with pytest.raises(MissingKeyError, match="no question 'unknown'"):
        KEY.question("unknown")
