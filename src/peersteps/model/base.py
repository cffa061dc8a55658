"""What every content type shares: frozen, strict, and able to say where it stands in its file."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from peersteps.model.problem import Problem, Source

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id: small letters, digits and hyphens. Ids never change and are never used again."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words that a learner reads."""

FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+-[A-Z0-9]+$")]
"""A ledger id such as SUI-17 or CALL-S4."""


def kebab(name: str) -> str:
    """The key an author writes for a Python name: content_notes is content-notes in YAML."""
    return name.replace("_", "-")


class Frozen(BaseModel):
    """A piece of content: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=kebab, populate_by_name=True)


class Filed(Frozen):
    """A piece of content that has a file of its own, and so can point at a line of it."""

    source: Source = Field(default=Source(file="", lines={}), exclude=True, repr=False)

    def problem(self, code: str, says: str, *where: str | int) -> Problem:
        """A problem in this file, at the line of `where` (a path such as "scenes", "hello", "next")."""
        return self.source.problem(code, says, *where)


class SignOff(Frozen):
    """One reviewer's signature. An unsigned one names the role that is still missing."""

    role: Words
    name: str | None = None
    on: str | None = None
    words: str | None = None
    """sha256 of the learner-visible words that were signed; an edit makes it lapse."""


class Review(Frozen):
    """When content must be looked at again, and who has signed it so far."""

    due: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    signed: tuple[SignOff, ...] = ()


Competences = Mapping[str, tuple[str, ...]]
"""Outcome name -> section numbers of the HEE/NCCMH competence framework for PSWs (2020)."""
