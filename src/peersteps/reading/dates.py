"""Dates that authors write: whole days, or a year or a month where the source gives no more."""

from collections.abc import Iterable
from datetime import date

from peersteps.model import Contact, Fact, Reference, Review
from peersteps.reading.draft import Draft
from peersteps.reading.strict_yaml import Path

_REST = {4: "-01-01", 7: "-01"}


def day(text: str) -> date | None:
    """The day, or the first day of the month or year; None if the calendar has no such day."""
    try:
        return date.fromisoformat(text + _REST.get(len(text), ""))
    except ValueError:
        return None


def check_days(draft: Draft, dates: Iterable[tuple[Path, str | None]]) -> None:
    """Note each date that the calendar does not have."""
    for path, text in dates:
        if text is not None and (len(text) not in (4, 7, 10) or day(text) is None):
            draft.fault("bad-value", f"'{text}' is not a date; write it like 2027-11-01", *path)


def in_review(review: Review) -> Iterable[tuple[Path, str | None]]:
    """The dates of a review."""
    yield ("review", "due"), review.due
    for at, sign_off in enumerate(review.signed):
        yield ("review", "signed", at, "on"), sign_off.on


def in_fact(fact: Fact) -> Iterable[tuple[Path, str | None]]:
    """The dates of a fact."""
    at = ("facts", fact.id)
    yield from (((*at, "as-at"), fact.as_at), ((*at, "review-by"), fact.review_by), ((*at, "from"), fact.from_))


def in_reference(key: str, reference: Reference) -> Iterable[tuple[Path, str | None]]:
    """The date of a source."""
    yield ("sources", key, "date"), reference.date


def in_contact(contact: Contact) -> Iterable[tuple[Path, str | None]]:
    """The dates of a contact."""
    at = ("contacts", contact.id)
    yield from (((*at, "read-on"), contact.read_on), ((*at, "checked-on"), contact.checked_on))
