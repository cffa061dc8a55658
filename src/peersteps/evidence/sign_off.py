"""A sign-off: somebody in a named role saw it. And a correction: a statement that takes another one back."""

from datetime import date

from peersteps.evidence.day import noon
from peersteps.evidence.envelope import Received, source_name
from peersteps.evidence.ids import id_from
from peersteps.evidence.statement import (
    BASE,
    PASSED,
    VOIDED,
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
