"""A sign-off: somebody in a named role saw it. And a correction: a statement that takes another one back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import UnsetType

from peersteps.evidence.day import noon
from peersteps.evidence.envelope import Received, source_name
from peersteps.evidence.ids import id_from
from peersteps.evidence.statement import (
    BASE,
    PASSED,
    VOIDED,
    Activity,
    Context,
    Result,
    Statement,
    StatementRef,
    Verb,
    activity,
    actor,
)


def sign_off(learner: str, item: str, *, signer: str, role: str, on: date, base: str = BASE) -> Received:
    """What a signature adds to the store. It holds a day, not an hour. Raises ValueError, in plain words."""
    if learner == signer:
        raise ValueError(f"{learner} cannot sign for themself: ask somebody in a role that this item names")
    statement = Statement(
        id=id_from("sign-off", base, learner, item, signer, role, on),
        actor=actor(learner, base),
        verb=Verb(PASSED),
        about=activity(item, base),
        timestamp=noon(on),
        version="1.0.3",
        result=Result(success=True),
        context=Context(language="en-GB", instructor=actor(signer, base)),
    )
    return Received("seen", source_name(role), noon(on), statement)


def signatures(rows: Iterable[Received], item: str) -> tuple[Received, ...]:
    """The signatures on an item that count: those that nobody took back."""
    found = tuple(rows)
    gone = taken_back(found)
    return tuple(
        row
        for row in found
        if row.channel == "seen"
        and isinstance(row.statement.about, Activity)
        and row.statement.about.item == item
        and row.statement.id not in gone
    )


def taken_back(rows: Iterable[Received]) -> frozenset[UUID]:
    """Ids of signatures that were taken back."""
    refs = (row.statement.about for row in rows if row.channel == "seen")
    return frozenset(about.id for about in refs if isinstance(about, StatementRef))


def signer_of(row: Received) -> str:
    """Who signed ("": it does not say)."""
    context = row.statement.context
    if isinstance(context, UnsetType) or isinstance(context.instructor, UnsetType):
        return ""
    return context.instructor.account.name


def take_back(row: Received, on: date) -> Received:
    """A correction: from that day on, this row no longer counts.

    It comes through the row's own channel, because a correction counts only if it is about the same person and is known
    at least as strongly as what it takes back: nobody's browser can undo a signature.
    """
    statement = Statement(
        id=id_from("voided", row.statement.id, on),
        actor=row.statement.actor,
        verb=Verb(VOIDED),
        about=StatementRef(row.statement.id),
        timestamp=noon(on),
        version="1.0.3",
    )
    return Received(row.channel, row.source, noon(on), statement)
