"""Where somebody stands: the shared fixtures, and what must hold for any evidence at all."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peersteps.evidence import MarkedHandIn, Received, Store, marked, remarked, sign_off, take_back
from peersteps.evidence.statement import COMPLETED, FAILED, PASSED, Result, Statement, Verb, activity, actor
from peersteps.model import KNOWN, Item, Level, Pathway
from peersteps.progress import Progress, Standing, progress, progress_of_all

CASES = sorted((Path(__file__).parent / "progress_cases").glob("*.json"))
ON = date(2026, 11, 22)

PATHWAY = Pathway(
    pathway="tiny",
    version=1,
    title="Tiny",
    levels=(
        Level(
            id="welcome",
            title="Welcome",
            says="Looked round.",
            items=(
                Item(item="module/role", title="Role"),
                Item(item="module/safety", title="Safety", valid_months=12),
                Item(item="scenario/evening", title="Evening", known="recorded", valid_months=6),
            ),
            choose=2,
        ),
        Level(
            id="foundation",
            title="Foundation",
            says="Ready.",
            items=(
                Item(item="quiz/calls", title="Calls", known="marked", valid_months=12, instead=("sign-off/talk",)),
                Item(item="sign-off/listening", title="Listening", known="seen", sign_off_roles=("line manager",)),
            ),
        ),
    ),
)
ITEMS = (
    "module/role",
    "module/safety",
    "scenario/evening",
    "quiz/calls",
    "sign-off/talk",
    "sign-off/listening",
    "module/x",
)
any_machine = settings(deadline=None, max_examples=60)
"""A shared machine may pause at any time, so no example has a deadline."""
RANKS = {"not-yet": 0, "lapsed": 1, "waiting": 2, "due-soon": 3, "met": 3}


def pathway_of(payload: dict) -> Pathway:
    """A pathway from the JSON that players read."""
    levels = tuple(
        Level(
            id=level["id"],
            title=level["title"],
            says=level["says"],
            choose=level["choose"],
            items=tuple(
                Item(
                    item=item["item"],
                    title=item["title"],
                    known=item["known"],
                    valid_months=item["validMonths"],
                    sign_off_roles=tuple(item["roles"]),
                    instead=tuple(item["instead"]),
                )
                for item in level["items"]
            ),
        )
        for level in payload["levels"]
    )
    return Pathway(pathway=payload["id"], version=1, title=payload["title"], levels=levels)


def as_json(found: Progress) -> dict:
    return json.loads(msgspec.json.encode(found))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_shared_case(path: Path, tmp_path: Path):
    case = json.loads(path.read_text())
    pathway = pathway_of(case["pathway"])
    received = msgspec.convert(case["received"], list[Received])
    with Store(tmp_path) as store:
        store.path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in case["received"]))
        for ask in case["asks"]:
            on = date.fromisoformat(ask["on"])
            assert as_json(progress(pathway, received, on)) == ask["expected"]
            streamed = dict(progress_of_all(pathway, store, on))
            assert [as_json(found) for found in streamed.values()] == [ask["expected"]] * bool(received)


@st.composite
def rows(draw: st.DrawFn, start: date = date(2024, 1, 1), end: date = date(2027, 6, 1)) -> Received:
    item = draw(st.sampled_from(ITEMS))
    verb = draw(st.sampled_from((COMPLETED, PASSED, FAILED)))
    on = draw(st.dates(start, end))
    when = datetime(on.year, on.month, on.day, draw(st.integers(0, 23)), 30, tzinfo=UTC)
    channel = draw(st.sampled_from(KNOWN))
    statement = Statement(
        id=draw(st.uuids()),
        actor=actor("p-heron"),
        verb=Verb(verb),
        about=activity(item),
        timestamp=when,
        version="1.0.3",
        result=Result(completion=True) if verb == COMPLETED else Result(success=verb == PASSED),
    )
    source = draw(st.sampled_from(("line manager", "friend"))) if channel == "seen" else "record-1a2b3c4d"
    return Received(channel, source, when, statement)


many = st.lists(rows(), max_size=25)
days = st.dates(date(2024, 1, 1), date(2028, 1, 1))


def items(found: Progress) -> list[Standing]:
    return [standing for level in found.levels for standing in level.items]


@any_machine
@given(many, st.randoms(use_true_random=False), days)
def test_order_and_repetition_never_matter(received, random, on):
    again = received + random.sample(received, len(received) // 2)
    random.shuffle(again)
    assert progress(PATHWAY, again, on) == progress(PATHWAY, received, on)


@any_machine
@given(many, rows(), days)
def test_more_evidence_never_takes_anything_away(received, more, on):
    before, after = progress(PATHWAY, received, on), progress(PATHWAY, [*received, more], on)
    for old, new in zip(items(before), items(after), strict=True):
        assert RANKS[new.state] >= RANKS[old.state]
        if old.met:
            assert new.until is None or (old.until is not None and new.until >= old.until)
    for old, new in zip(before.levels, after.levels, strict=True):
        assert new.reached >= old.reached


@any_machine
@given(many, days)
def test_a_try_that_did_not_succeed_changes_nothing(received, on):
    successes = [row for row in received if row.statement.verb.id != FAILED]
    assert items(progress(PATHWAY, received, on)) == items(progress(PATHWAY, successes, on))


@any_machine
@given(many, days)
def test_what_comes_later_is_left_out_and_listed(received, on):
    noon_rows = [row for row in received if row.statement.timestamp.hour < 23]
    until_now = [row for row in noon_rows if row.statement.timestamp.date() <= on]
    found = progress(PATHWAY, noon_rows, on)
    assert items(found) == items(progress(PATHWAY, until_now, on))
    assert len(found.ahead) == len({row.statement.id for row in noon_rows} - {row.statement.id for row in until_now})


@any_machine
@given(many, days)
def test_a_correction_leaves_what_would_be_there_without_the_statement(received, on):
    if not received or received[0].statement.timestamp.date() >= on - timedelta(days=2):
        return
    gone = received[0]
    left = [row for row in received if row.statement.id != gone.statement.id]
    day = gone.statement.timestamp.date() + timedelta(days=1)
    corrected = progress(PATHWAY, [*received, take_back(gone, day)], on)
    assert items(corrected) == items(progress(PATHWAY, left, on))


@any_machine
@given(many, days)
def test_a_store_gives_the_same_as_the_rows(tmp_path_factory, received, on):
    with Store(tmp_path_factory.mktemp("store")) as store:
        store.add(received)
        unique = {row.statement.id: row for row in received}
        if len(unique) == len(received):
            assert dict(progress_of_all(PATHWAY, store, on)).get("p-heron", progress(PATHWAY, [], on)) == progress(
                PATHWAY, received, on
            )


def test_only_the_same_persons_correction_counts(tmp_path: Path):
    mine = sign_off("p-heron", "sign-off/listening", signer="m-oak", role="line manager", on=date(2026, 3, 3))
    theirs = take_back(mine, date(2026, 4, 4))
    theirs = msgspec.structs.replace(theirs, statement=msgspec.structs.replace(theirs.statement, actor=actor("p-wren")))
    with Store(tmp_path) as store:
        store.add([mine, theirs])
        found = dict(progress_of_all(PATHWAY, store, ON))
    assert items(found["p-heron"])[-1].state == "met"


def test_progress_is_about_one_person():
    first = sign_off("p-heron", "sign-off/talk", signer="m-oak", role="line manager", on=ON)
    second = sign_off("p-wren", "sign-off/talk", signer="m-oak", role="line manager", on=ON)
    with pytest.raises(ValueError, match="about one person"):
        progress(PATHWAY, [first, second], ON)


def test_a_line_that_cannot_be_read_is_named_and_loses_nothing_else(tmp_path: Path):
    with Store(tmp_path) as store:
        store.add([sign_off("p-heron", "sign-off/listening", signer="m-oak", role="line manager", on=ON)])
        good = store.path.read_bytes()
        store.path.write_bytes(good + good[:100] + b"\n" + good.replace(b"T12:00:00Z", b"T12:00:00") + good)
        problems: list = []
        found = dict(progress_of_all(PATHWAY, store, ON, problems))
    assert items(found["p-heron"])[-1].state == "met"
    assert [(problem.file, problem.line) for problem in problems] == [("statements.jsonl", 2), ("statements.jsonl", 3)]
    assert "cut off" in problems[0].says


def test_ids_are_those_of_the_statements():
    ahead = sign_off("p-heron", "sign-off/talk", signer="m-oak", role="line manager", on=ON + timedelta(days=1))
    assert progress(PATHWAY, [ahead], ON).ahead == (str(ahead.statement.id),)
    assert UUID(progress(PATHWAY, [ahead], ON).ahead[0]) == ahead.statement.id


def test_a_hand_in_marked_down_no_longer_counts_and_another_one_still_does():
    when = datetime(2026, 3, 3, 12, tzinfo=UTC)
    passed = MarkedHandIn("p-heron", "calls-v1", "calls", 1, 6, 8, True, when, "1+1a2b3c4d")
    first, down = marked(passed), marked(replace(passed, points=2, passed=False))
    rows = [first, down, *remarked(down, [first, down], ON)]
    assert items(progress(PATHWAY, rows, ON))[3].state == "not-yet"
    later = marked(replace(passed, marked_at=when + timedelta(days=9)))
    assert items(progress(PATHWAY, [*rows, later], ON))[3].state == "met"
    assert remarked(later, rows, ON) == ()
