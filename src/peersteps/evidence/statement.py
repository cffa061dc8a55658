"""A statement: that somebody finished something. A strict subset of xAPI 1.0.3.

It holds a pseudonym, what was finished and when. There is no place in it for a name, an e-mail address, an
answer, a choice or a length of time, and an unknown key is refused, so such things cannot be kept by accident.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from peersteps.evidence.words import RefusedError, plain

ACTOR = r"[a-z]-[a-z0-9-]{2,40}"
"""A pseudonym such as p-heron."""

_HOST = r"https?://[A-Za-z0-9.-]{1,100}(:[0-9]{1,5})?"
_BASE = rf"{_HOST}(/[a-z0-9-]{{1,40}}){{0,3}}"
_ITEM = r"(module|scenario|quiz|sign-off)/[a-z0-9]+(-[a-z0-9]+)*"

Pseudonym = Annotated[str, Meta(pattern=rf"\A{ACTOR}\Z")]
HomePage = Annotated[str, Meta(pattern=rf"\A{_HOST}/?\Z")]
ActivityId = Annotated[str, Meta(pattern=rf"\A{_BASE}/{_ITEM}\Z", max_length=200)]
Revision = Annotated[str, Meta(pattern=r"\A[0-9]+(\.[0-9]+){0,2}(-[a-z0-9.]{1,20})?(\+[0-9a-f]{8,64})?\Z")]
Language = Annotated[str, Meta(pattern=r"\A[a-z]{2}(-[A-Z]{2})?\Z")]
Moment = Annotated[datetime, Meta(tz=True)]

_ADL = "http://adlnet.gov/expapi"
COMPLETED: Literal["http://adlnet.gov/expapi/verbs/completed"] = "http://adlnet.gov/expapi/verbs/completed"
PASSED: Literal["http://adlnet.gov/expapi/verbs/passed"] = "http://adlnet.gov/expapi/verbs/passed"
FAILED: Literal["http://adlnet.gov/expapi/verbs/failed"] = "http://adlnet.gov/expapi/verbs/failed"
VOIDED: Literal["http://adlnet.gov/expapi/verbs/voided"] = "http://adlnet.gov/expapi/verbs/voided"

VerbId = Literal[
    "http://adlnet.gov/expapi/verbs/completed",
    "http://adlnet.gov/expapi/verbs/passed",
    "http://adlnet.gov/expapi/verbs/failed",
    "http://adlnet.gov/expapi/verbs/voided",
]
TypeId = Literal[
    "http://adlnet.gov/expapi/activities/module",
    "http://adlnet.gov/expapi/activities/simulation",
    "http://adlnet.gov/expapi/activities/assessment",
    "http://adlnet.gov/expapi/activities/performance",
]
TYPES: dict[str, TypeId] = {
    "module": "http://adlnet.gov/expapi/activities/module",
    "scenario": "http://adlnet.gov/expapi/activities/simulation",
    "quiz": "http://adlnet.gov/expapi/activities/assessment",
    "sign-off": "http://adlnet.gov/expapi/activities/performance",
}
"""The first half of an item id -> the type of its activity."""

BASE = "https://peersteps.example/xapi"
"""What activity ids start with until a service sets its own `activity-base`."""


def base_of(settings: Mapping[str, str]) -> str:
    """What activity ids start with in a service with these settings. Raises ValueError for what cannot be one."""
    base = settings.get("activity-base", BASE)
    if not re.fullmatch(_BASE, base):
        asks = "write an address in small letters without a slash at its end, such as https://training.example/xapi"
        raise ValueError(f"'{base[:100]}' cannot be the activity-base (in local.yml): {asks}")
    return base


class _Part(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A part of a statement: no unknown keys, no change after reading."""


class Account(_Part, frozen=True):
    """A pseudonym and who gave it."""

    home_page: HomePage
    name: Pseudonym


class Actor(_Part, frozen=True):
    """Who it is about."""

    account: Account
    object_type: Literal["Agent"] = "Agent"


class Verb(_Part, frozen=True):
    """What happened."""

    id: VerbId


class Definition(_Part, frozen=True):
    """What kind of activity it was."""

    type: TypeId


class Activity(_Part, tag_field="objectType", tag="Activity", frozen=True):
    """What was finished. The last two parts of its id are the pathway item."""

    id: ActivityId
    definition: Definition

    @property
    def item(self) -> str:
        """The pathway item, such as scenario/quiet-evening."""
        return "/".join(self.id.rsplit("/", 2)[1:])

    def __post_init__(self) -> None:
        """Refuse a type that does not belong to the kind of item."""
        kind = self.item.partition("/")[0]
        if self.definition.type != TYPES[kind]:
            raise ValueError(f"a {kind} has the type {TYPES[kind]}")


class StatementRef(_Part, tag_field="objectType", tag="StatementRef", frozen=True):
    """The statement that a correction takes back."""

    id: UUID


class Score(_Part, frozen=True):
    """Points of a marked quiz. No report shows them."""

    scaled: Annotated[float, Meta(ge=-1, le=1)]
    raw: float
    min: float
    max: float

    def __post_init__(self) -> None:
        """Refuse points outside their own scale."""
        if not self.min <= self.raw <= self.max:
            raise ValueError("'raw' must lie between 'min' and 'max'")


class Result(_Part, omit_defaults=True, frozen=True):
    """How it ended: finished, or passed or not, never how it was done."""

    completion: bool | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    score: Score | UnsetType = UNSET


class Context(_Part, omit_defaults=True, frozen=True):
    """Which version of the content it was, and who signed."""

    revision: Revision | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    instructor: Actor | UnsetType = UNSET


class Statement(_Part, omit_defaults=True, frozen=True):
    """What happened, to whom, when."""

    id: UUID
    actor: Actor
    verb: Verb
    about: Activity | StatementRef = field(name="object")
    timestamp: Moment
    version: Literal["1.0.3"]
    result: Result | UnsetType = UNSET
    context: Context | UnsetType = UNSET

    @property
    def learner(self) -> str:
        """The pseudonym it is about."""
        return self.actor.account.name

    def __post_init__(self) -> None:
        """Keep times in UTC, and refuse a verb whose object or result says something else."""
        msgspec.structs.force_setattr(self, "timestamp", self.timestamp.astimezone(UTC))
        wrong = _contradiction(self)
        if wrong:
            raise ValueError(wrong)


def _contradiction(statement: Statement) -> str:
    """What in a statement contradicts its verb, in words ("" if nothing does)."""
    verb = statement.verb.id
    if isinstance(statement.about, StatementRef) != (verb == VOIDED):
        return "'voided' and only 'voided' points at another statement"
    if verb == VOIDED:
        return "a 'voided' statement has no result" if statement.result is not UNSET else ""
    if statement.result is UNSET:
        return "the result is missing"
    if verb == COMPLETED:
        finished = statement.result == Result(completion=True)
        return "" if finished else "'completed' goes with {\"completion\": true} and no more"
    if statement.result.success is not (verb == PASSED):
        return "'passed' goes with success true, 'failed' with success false"
    return ""


_DECODER = msgspec.json.Decoder(Statement)


def read_statement(data: bytes | msgspec.Raw) -> Statement:
    """One statement from JSON. Raises RefusedError, which says in plain words what is wrong with it."""
    try:
        return _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RefusedError(plain(error)) from error


def canonical(statement: Statement) -> bytes:
    """The one way a statement is written, so that equal statements have equal bytes."""
    return msgspec.json.encode(statement)


def actor(pseudonym: str, base: str = BASE) -> Actor:
    """The actor of a pseudonym. Raises ValueError when it is not a pseudonym."""
    if not re.fullmatch(ACTOR, pseudonym):
        raise ValueError(f"'{pseudonym[:60]}' is not a pseudonym: use one such as p-heron, never a name or an e-mail")
    return Actor(Account(home_page="/".join(base.split("/", 3)[:3]), name=pseudonym))


def activity(item: str, base: str = BASE) -> Activity:
    """The activity of a pathway item. Raises ValueError when it is not an item id."""
    if not re.fullmatch(_ITEM, item):
        raise ValueError(f"'{item[:60]}' is not an item: use module/, scenario/, quiz/ or sign-off/ and an id")
    return Activity(id=f"{base}/{item}", definition=Definition(type=TYPES[item.partition("/")[0]]))
