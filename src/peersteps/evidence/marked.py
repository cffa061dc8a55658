"""One marked hand-in as one statement: the only way from a gradebook to evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from peersteps.evidence.envelope import Received, source_name
from peersteps.evidence.ids import id_from
from peersteps.evidence.sign_off import take_back
from peersteps.evidence.statement import (
    BASE,
    FAILED,
    PASSED,
    VOIDED,
    Context,
    Result,
    Score,
    Statement,
    Verb,
    activity,
    actor,
)


@dataclass(frozen=True)
class MarkedHandIn:
    """What a gradebook knows of one hand-in once it is marked. One that was never handed in makes none."""

    student: str
    """The learner's pseudonym."""
    assignment: str
    """Such as difficult-calls-v1."""
    quiz: str
    """The quiz it came from, such as difficult-calls."""
    version: int
    points: float
    max_points: float
    passed: bool
    """Points reach the pass mark and every `must` question has full marks."""
    marked_at: datetime
    """When the hand-in counts from; marking the same hand-in again must not move it."""
    revision: str
    """The content version, such as 1+1a2b3c4d."""


def marked(hand_in: MarkedHandIn, base: str = BASE) -> Received:
    """The statement of a hand-in: the same hand-in always gives the same one. Raises ValueError in plain words."""
    which = f"{hand_in.assignment} of {hand_in.student}"
    if hand_in.marked_at.tzinfo is None:
        raise ValueError(f"{which}: the time of marking has no time zone")
    if not 0 <= hand_in.points <= hand_in.max_points or not hand_in.max_points:
        raise ValueError(f"{which}: the points do not lie between 0 and the most there are")
    when = hand_in.marked_at.astimezone(UTC)
    score = Score(hand_in.points / hand_in.max_points, hand_in.points, 0, hand_in.max_points)
    facts = (hand_in.student, hand_in.assignment, when, score.raw, score.max, hand_in.passed, hand_in.revision)
    statement = Statement(
        id=id_from("marked", base, *facts),
        actor=actor(hand_in.student, base),
        verb=Verb(PASSED if hand_in.passed else FAILED),
        about=activity(f"quiz/{hand_in.quiz}", base),
        timestamp=when,
        version="1.0.3",
        result=Result(success=hand_in.passed, score=score),
        context=Context(revision=hand_in.revision, language="en-GB"),
    )
    return Received("marked", source_name(hand_in.assignment), when, statement)


def remarked(new: Received, rows: Iterable[Received], on: date) -> tuple[Received, ...]:
    """What a new mark of a hand-in takes back: every earlier mark of the very same hand-in.

    A pass that a trainer marks down must not go on counting. Another hand-in of the same quiz is left alone, so a later
    try that did not succeed still takes nothing away.
    """
    return tuple(
        take_back(row, on)
        for row in rows
        if row.channel == "marked"
        and (row.source, row.statement.learner) == (new.source, new.statement.learner)
        and row.statement.timestamp == new.statement.timestamp
        and row.statement.id != new.statement.id
        and row.statement.verb.id != VOIDED
    )
