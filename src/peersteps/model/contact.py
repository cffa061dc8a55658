"""Who can be called for help. A wrong number is a safety defect, so each entry says who checked it."""

from typing import Literal

from pydantic import Field

from peersteps.model.base import Frozen, Slug, Words


class Contact(Frozen):
    """One contact of `modules/contacts.yml`."""

    id: Slug
    name: Words
    how: Words
    """What to do: the number, text or menu choice, in plain words."""
    when: Words
    """When it answers, and for whom."""
    tel: str | None = None
    """Digits for a tel: link."""
    for_: tuple[Literal["you", "someone"], ...] = Field(default=(), alias="for")
    always: bool = False
    """Shown before a person has checked it: only 999, NHS 111 and Samaritans."""
    read_on: str | None = None
    """The day the words were read on the operator's or an NHS page."""
    checked_by: str | None = None
    checked_on: str | None = None

    @property
    def shown(self) -> bool:
        """Whether pages may show it."""
        return self.always or bool(self.checked_by and self.checked_on)
