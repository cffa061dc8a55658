"""The ledger: what pages may state, where it comes from and how sure it is."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peersteps.model.base import FactId, Frozen, Words

Mark = Literal["verified", "secondary", "unverified", "proposal", "report"]
"""How sure a fact is. A page prints "to be confirmed" after an unverified one."""

MARKS: Mapping[Mark, str] = {
    "verified": "Read in the source itself.",
    "secondary": "As reported by this source; the original was not read.",
    "unverified": "Still to be confirmed.",
    "proposal": "Our suggestion. Your service decides.",
    "report": "Found in one 2023 report on one charity's work. Small numbers.",
}
"""How sure we are, as a page says it beside a fact."""

Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Reference(Frozen):
    """A source, under a key such as `difficult-calls/SAM-L`."""

    title: Words
    publisher: Words
    date: str | None = None
    url: str | None = None
    """None where the address must not be printed, or none is public."""


class Fact(Frozen):
    """One statement with one mark. `now` and `coming` are for rules that change with the law."""

    id: FactId
    says: Words
    mark: Mark
    sources: tuple[str, ...] = ()
    as_at: Date = Field()
    review_by: Date = Field()
    status: Literal["in-force", "not-in-force"] | None = None
    from_: Date | None = Field(default=None, alias="from")
    now: Words | None = None
    """The rule as it holds."""
    coming: Words | None = None
    """The change while it is not in force: "it will be ..."."""
    then: Words | None = None
    """The rule once the change holds; the words of `coming` where it is left out."""
