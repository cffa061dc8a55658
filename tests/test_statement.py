"""Statements are strict: what must not be kept does not pass, and the message says why without repeating it."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from peersteps.evidence import MarkedHandIn, RefusedError, marked, read_record, read_statement, sign_off
from peersteps.evidence.statement import FAILED, PASSED, canonical

NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)
GOOD = {
    "id": "3f0b4f0e-6f0c-4f53-9d0a-1c1f5f1f0a11",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://peersteps.example", "name": "p-heron"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {
        "objectType": "Activity",
        "id": "https://peersteps.example/xapi/scenario/quiet-evening",
        "definition": {"type": "http://adlnet.gov/expapi/activities/simulation"},
    },
    "result": {"completion": True},
    "context": {"revision": "1.0.0+1a2b3c4d", "language": "en-GB"},
    "timestamp": "2026-11-22T20:15:00Z",
    "version": "1.0.3",
}


def changed(change: Callable[[dict], object]) -> bytes:
    statement = deepcopy(GOOD)
    change(statement)
    return json.dumps(statement).encode()


def test_the_example_of_the_contract_is_read_and_written_the_same():
    statement = read_statement(json.dumps(GOOD).encode())
    assert json.loads(canonical(statement)) == GOOD
    assert read_statement(canonical(statement)) == statement


def test_times_are_kept_in_utc():
    statement = read_statement(changed(lambda s: s.update(timestamp="2026-07-01T00:15:00.000+01:00")))
    assert json.loads(canonical(statement))["timestamp"] == "2026-06-30T23:15:00Z"


SECRET = "jane.doe@example.org was crying"
REFUSED = {
    "a name": (lambda s: s["actor"].update(name=SECRET), "'name' in 'actor' is not kept here"),
    "an e-mail": (lambda s: s["actor"].update(mbox=SECRET), "'mbox' in 'actor' is not kept here"),
    "an answer": (lambda s: s["result"].update(response=SECRET), "'response' in 'result' is not kept here"),
    "how long": (lambda s: s["result"].update(duration="PT5M"), "'duration' in 'result' is not kept here"),
    "extensions": (lambda s: s["context"].update(extensions={}), "'extensions' in 'context' is not kept here"),
    "name as pseudonym": (lambda s: s["actor"]["account"].update(name=SECRET), "must be a pseudonym such as p-heron"),
    "free text in an id": (
        lambda s: s["object"].update(id=f"https://a.example/{SECRET}/module/x"),
        "must be a web address",
    ),
    "path in the home page": (
        lambda s: s["actor"]["account"].update(homePage="https://a.example/jane"),
        "without a path",
    ),
    "free text as language": (lambda s: s["context"].update(language=SECRET), "a code such as en-GB"),
    "free text as revision": (lambda s: s["context"].update(revision=SECRET), "a version such as"),
    "unknown verb": (lambda s: s["verb"].update(id="http://adlnet.gov/expapi/verbs/paused"), "the verb must be"),
    "wrong type": (lambda s: s["object"]["definition"].update(type=SECRET), "the type must be"),
    "type of another kind": (
        lambda s: s["object"]["definition"].update(type="http://adlnet.gov/expapi/activities/module"),
        "a scenario has the type",
    ),
    "no zone": (lambda s: s.update(timestamp="2026-11-22T20:15:00"), "a time with its zone"),
    "no id": (lambda s: s.pop("id"), "'id' is missing"),
    "id is no UUID": (lambda s: s.update(id="17"), "must be a UUID"),
    "no result": (lambda s: s.pop("result"), "the result is missing"),
    "completed with success": (lambda s: s["result"].update(success=True), "'completed' goes with"),
    "completed but not": (lambda s: s["result"].update(completion=False), "'completed' goes with"),
    "null": (lambda s: s.update(context=None), "'context' has the wrong kind of value"),
    "another version": (lambda s: s.update(version="2.0.0"), "the version must be 1.0.3"),
    "a voided activity": (lambda s: s["verb"].update(id="http://adlnet.gov/expapi/verbs/voided"), "points at another"),
    "passed without success": (lambda s: s["verb"].update(id=PASSED), "'passed' goes with success true"),
    "failed with success": (
        lambda s: (s["verb"].update(id=FAILED), s.update(result={"success": True})),
        "'failed' with success false",
    ),
    "points off the scale": (
        lambda s: (
            s["verb"].update(id=PASSED),
            s.update(result={"success": True, "score": {"scaled": 0.5, "raw": 9, "min": 0, "max": 6}}),
        ),
        "must lie between",
    ),
}


@pytest.mark.parametrize(("change", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_with_a_reason_that_repeats_nothing(change, says):
    with pytest.raises(RefusedError) as refused:
        read_statement(changed(change))
    assert says in str(refused.value)
    assert "jane" not in str(refused.value)


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_statement_cut_off_says_so(cut):
    with pytest.raises(RefusedError, match="cut off before its end"):
        read_statement(json.dumps(GOOD).encode()[:-cut])


def test_what_is_not_json_says_so():
    for data in (b"\xff\xfe{}", b"name,done\n", b"{]"):
        with pytest.raises(RefusedError, match="not JSON that can be read"):
            read_statement(data)


# The record a learner hands over


def record(*statements: dict, who: str = "p-heron", **more: object) -> bytes:
    return json.dumps({"kind": "peersteps-record", "schema": 1, "who": who, "statements": statements, **more}).encode()


def test_a_record_is_known_because_they_told_us_whatever_it_claims():
    signed = deepcopy(GOOD)
    signed["verb"]["id"] = PASSED
    signed["result"] = {"success": True}
    found = read_record(record(signed, GOOD), "jane doe.json", NOW)
    assert [row.channel for row in found.rows] == ["you-told-us", "you-told-us"]
    assert not found.problems
    assert "jane" not in found.rows[0].source


def test_one_bad_statement_does_not_stop_the_others():
    bad = deepcopy(GOOD) | {"note": SECRET}
    found = read_record(record(GOOD, bad, GOOD), "record.json", NOW)
    assert len(found.rows) == 2
    assert [str(problem) for problem in found.problems] == [
        "record.json: statement 2 of 3 was left out: 'note' is not kept here: a record has no names, e-mail addresses, "
        "answers or free text. The others were read"
    ]


def test_a_record_without_a_name_takes_the_one_it_was_handed_over_with():
    mine = deepcopy(GOOD)
    mine["actor"]["account"]["name"] = "p-me"
    found = read_record(record(mine, who=""), "record.json", NOW, who="p-wren")
    assert [row.statement.learner for row in found.rows] == ["p-wren"]
    assert "say it with --as" in read_record(record(mine, who=""), "record.json", NOW).problems[0].says


def test_nobody_speaks_for_somebody_else():
    other = deepcopy(GOOD)
    other["actor"]["account"]["name"] = "p-wren"
    found = read_record(record(other, GOOD), "record.json", NOW)
    assert len(found.rows) == 1
    assert "somebody else than p-heron" in found.problems[0].says
    assert "handed over as p-wren's" in read_record(record(GOOD), "record.json", NOW, who="p-wren").problems[0].says


WRONG_FILES = {
    "another file": (b'{"kind": "peersteps-answers", "schema": 1, "who": "", "statements": []}', "not a record saved"),
    "a later schema": (record().replace(b'"schema": 1', b'"schema": 2'), "reads schema 1"),
    "cut off": (record(GOOD)[:-20], "cut off before its end"),
    "a picture": (b"\x89PNG\r\n", "not JSON that can be read"),
    "an extra key": (record(GOOD, notes="x"), "'notes' is not kept here"),
    "far too big": (b" " * 6_000_000, "over 5 MB"),
    "a name": (record(GOOD, who="Jane Doe"), "is not a pseudonym"),
}


@pytest.mark.parametrize(("data", "says"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_the_wrong_file_is_one_plain_problem(data, says):
    found = read_record(data, "record.json", NOW)
    assert not found.rows
    assert [says in problem.says for problem in found.problems] == [True]


# Marked hand-ins and signatures


HAND_IN = MarkedHandIn("p-heron", "calls-v1", "calls", 1, 5, 6, True, NOW, "1+1a2b3c4d")


def test_a_marked_hand_in_always_gives_the_same_statement():
    first, second = marked(HAND_IN), marked(HAND_IN)
    assert first == second
    assert (first.channel, first.source, first.statement.verb.id) == ("marked", "calls-v1", PASSED)
    assert first.statement.about.item == "quiz/calls"
    assert json.loads(canonical(first.statement))["result"]["score"] == {"scaled": 5 / 6, "raw": 5, "min": 0, "max": 6}
    assert read_statement(canonical(first.statement)) == first.statement


def test_another_mark_is_another_statement():
    again = MarkedHandIn("p-heron", "calls-v1", "calls", 1, 2, 6, False, NOW, "1+1a2b3c4d")
    assert marked(again).statement.id != marked(HAND_IN).statement.id
    assert marked(again).statement.verb.id == FAILED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"student": "Jane Doe"}, "not a pseudonym"),
        ({"marked_at": datetime(2026, 11, 22)}, "no time zone"),  # noqa: DTZ001
        ({"points": 7}, "between 0 and the most"),
        ({"max_points": 0, "points": 0}, "between 0 and the most"),
    ],
)
def test_a_hand_in_that_cannot_be_says_why(change, says):
    with pytest.raises(ValueError, match=says):
        marked(MarkedHandIn(**{**vars(HAND_IN), **change}))


def test_a_signature_holds_a_day_and_no_hour():
    row = sign_off("p-heron", "sign-off/listening", signer="m-oak", role="line manager", on=date(2026, 7, 1))
    assert (row.channel, row.source) == ("seen", "line manager")
    assert row == sign_off("p-heron", "sign-off/listening", signer="m-oak", role="line manager", on=date(2026, 7, 1))
    assert row.statement.timestamp == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert row.statement.context.instructor.account.name == "m-oak"


@pytest.mark.parametrize(
    ("learner", "item", "signer", "role", "says"),
    [
        ("p-heron", "sign-off/listening", "p-heron", "line manager", "cannot sign for themself"),
        ("p-heron", "listening", "m-oak", "line manager", "is not an item"),
        ("p-heron", "sign-off/listening", "Mo Oak", "line manager", "not a pseudonym"),
        ("p-heron", "sign-off/listening", "m-oak", "mo@example.org", "no e-mail address"),
    ],
)
def test_a_signature_that_cannot_be_says_why(learner, item, signer, role, says):
    with pytest.raises(ValueError, match=says):
        sign_off(learner, item, signer=signer, role=role, on=date(2026, 7, 1))
