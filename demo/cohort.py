"""The fictional demo cohort: six made-up learners whose answers go through the real nbgrader and the real store.

Everybody here is invented and says so in their name. Nothing is faked behind them: quizzes are released, files
are collected, marked and given feedback, and the report is drawn from the statements that come of it.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from peersteps.evidence import Received, Store, base_of, marked, read_people, read_record, sign_off
from peersteps.model import Course, Question, Quiz
from peersteps.nbgrading import cohort
from peersteps.payload import activity
from peersteps.report import report
from peersteps.wording import revision

HERE = Path(__file__).parent
ALL_RIGHT: frozenset[int] = frozenset()
WRONG = {"p-heron": ALL_RIGHT, "p-wren": frozenset({1}), "p-robin": frozenset({0, 1, 2, 3})}
"""Which graded questions (by place) each of those who hand in does not get right. Owl's file is damaged on its way;
Swift talks the questions through instead; Finch is on leave."""

FOUNDATION = ("role-and-boundaries", "suicide-awareness", "self-disclosure")
"""The modules of the Foundation level, which those who read anything have read."""

READ = {"p-heron", "p-wren", "p-robin", "p-owl", "p-swift"}
PLAYED = READ | {"p-finch"}
WELCOMED = {"p-heron", "p-wren", "p-robin", "p-owl", "p-swift", "p-finch"}
OBSERVED = {"p-heron", "p-wren", "p-swift"}
LISTENED = {"p-heron", "p-swift"}

Tell = Callable[[str], None]


def make(course: Course, folder: Path, out: Path, on: date, tell: Tell) -> None:
    """Run the cohort in `folder` and write its report to `out`, as at `on`: what is handed in is handed in now."""
    quiz = course.quizzes["difficult-calls"]
    tell("Making the demo cohort of six fictional learners ...")
    cohort.new(folder / "cohort", HERE / "people.csv")
    cohort.release(folder / "cohort", course, quiz)
    inbox = _inbox(folder / "inbox", quiz)
    tell("Collecting and marking what they handed in ...")
    cohort.collect(folder / "cohort", from_folder=inbox)
    cohort.grade(folder / "cohort")
    cohort.feedback(folder / "cohort")
    tell("Writing the report ...")
    with Store(folder / "evidence") as store:
        base = base_of(course.local.settings)
        store.add(marked(one, base) for one in cohort.marks(folder / "cohort"))
        for who in sorted(PLAYED):
            store.add(read_record(_record(course, who, on), f"{who}.json", datetime.now(UTC)).rows)
        store.add(_signed(on, base))
        report(course, read_people((HERE / "people.csv").read_bytes()), store, on, out)


def _inbox(folder: Path, quiz: Quiz) -> Path:
    """The files that learners saved from the page and sent to their trainer."""
    folder.mkdir(parents=True)
    for who, wrong in WRONG.items():
        answers = {
            question.id: _answer(question, right=place not in wrong)
            for place, question in enumerate(quiz.graded)
            if question.options
        }
        file = {"kind": "peersteps-answers", "schema": 1, "assignment": quiz.assignment, "who": who, "revision": 1}
        text = json.dumps({**file, "answers": answers, "written": {}})
        (folder / f"{quiz.assignment}.{who}.json").write_text(text, encoding="utf-8")
    (folder / f"{quiz.assignment}.p-owl.json").write_text('{"kind": "peersteps-answers", "schema": 1, "ass', "utf-8")
    return folder


def _answer(question: Question, *, right: bool) -> list[str]:
    ids = [option.id for option in question.options]
    if question.kind == "order":
        return ids if right else ids[::-1]
    wanted = [option.id for option in question.options if option.right]
    return wanted if right else [slug for slug in ids if slug not in wanted][:1]


def _record(course: Course, who: str, on: date) -> bytes:
    """The record that a learner saved from the page."""
    done = [("scenario", course.scenarios["quiet-evening"], "simulation")]
    if who in READ:
        done.extend(("module", course.modules[slug], "module") for slug in (*FOUNDATION, "difficult-calls"))
    statements = [
        _completed(who, activity(course, kind, content.id), revision(content), of_type, number, on)
        for number, (kind, content, of_type) in enumerate(done)
    ]
    file = {
        "kind": "peersteps-record",
        "schema": 1,
        "who": who,
        "made": f"{on - timedelta(days=2)}T10:00:00Z",
        "statements": statements,
    }
    return json.dumps(file).encode()


def _completed(who: str, iri: str, words: str, of_type: str, number: int, on: date) -> dict[str, Any]:
    adl = "http://adlnet.gov/expapi"
    unique = sum(who.encode()) * 16 + number
    return {
        "id": f"00000000-0000-4000-8000-{unique:012x}",
        "actor": {"objectType": "Agent", "account": {"homePage": "https://peersteps.example", "name": who}},
        "verb": {"id": f"{adl}/verbs/completed"},
        "object": {"objectType": "Activity", "id": iri, "definition": {"type": f"{adl}/activities/{of_type}"}},
        "result": {"completion": True},
        "context": {"revision": words, "language": "en-GB"},
        "timestamp": f"{on - timedelta(days=4)}T19:30:00Z",
        "version": "1.0.3",
    }


def _signed(on: date, base: str) -> Iterator[Received]:
    """What managers and trainers signed."""
    for who, manager in (("p-heron", "m-oak"), ("p-wren", "m-oak"), ("p-robin", "m-oak"), *_SOUTH):
        for item in ("induction", "second-contact", "help-numbers", "service-safety-training"):
            if who in WELCOMED:
                yield _sign(base, who, item, manager, "manager", on - timedelta(days=69))
        if who in OBSERVED:
            yield _sign(base, who, "observed-conversation", manager, "manager", on - timedelta(days=48))
            for slug in FOUNDATION:
                yield _sign(base, who, f"talk-through-{slug}", "t-elm", "trainer", on - timedelta(days=50))
        if who in LISTENED:
            yield _sign(base, who, "live-listening", manager, "manager", on - timedelta(days=13))
    yield _sign(base, "p-swift", "talk-through-difficult-calls", "t-elm", "trainer", on - timedelta(days=6))


_SOUTH = (("p-owl", "m-ash"), ("p-swift", "m-ash"), ("p-finch", "m-ash"))


def _sign(base: str, who: str, item: str, signer: str, role: str, on: date) -> Received:
    return sign_off(who, f"sign-off/{item}", signer=signer, role=role, on=on, base=base)
