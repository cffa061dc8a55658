"""The progression pathway: levels, what each asks for, and how each item may be known."""

from typing import Literal

from pydantic import Field

from peersteps.model.base import Filed, Frozen, Slug, Words

Known = Literal["you-told-us", "recorded", "marked", "seen"]
"""How something is known, from the weakest: the learner's own record, a system's record (an LMS), a marked
hand-in, seen by a named role. The channel sets it; no file can claim it."""

KNOWN: tuple[Known, ...] = ("you-told-us", "recorded", "marked", "seen")

ItemId = str
"""`module/<id>`, `scenario/<id>`, `quiz/<id>` or `sign-off/<id>`."""


class Item(Frozen):
    """One thing a level asks for."""

    item: ItemId
    title: Words
    known: Known = "you-told-us"
    """The weakest way of knowing that counts."""
    valid_months: int | None = Field(default=None, ge=1)
    sign_off_roles: tuple[Words, ...] = ()
    instead: tuple[ItemId, ...] = ()
    """Items of equal credit: a talk-through instead of a quiz, an exemption."""


class Level(Frozen):
    """A place on the pathway."""

    id: Slug
    title: Words
    says: Words
    """What it means for the learner."""
    items: tuple[Item, ...] = Field(min_length=1)
    choose: int | None = None
    """How many of the items are needed (None: all)."""


class Pathway(Filed):
    """All levels, in order. Each level needs those before it."""

    pathway: Slug
    version: int = Field(ge=1)
    title: Words
    levels: tuple[Level, ...] = Field(min_length=1)
