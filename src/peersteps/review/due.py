"""What must be looked at again: past its date, or within three months of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from peersteps.model import Course

_NEVER = date.min.isoformat()

NEAR = timedelta(days=92)
"""How long before its date something is listed."""


def due(course: Course, on: date) -> tuple[str, ...]:
    """One row for each piece of content, fact or contact, the most urgent first."""
    rows = sorted(_dates(course))
    return tuple(
        f"{day}  {'past' if date.fromisoformat(day) < on else 'near'}  {what}" for day, what in rows if _near(day, on)
    )


def _near(day: str, on: date) -> bool:
    return date.fromisoformat(day) <= on + NEAR


def _dates(course: Course) -> Iterator[tuple[str, str]]:
    for kind in (course.modules, course.quizzes, course.scenarios):
        for content in kind.values():
            yield content.review.due, content.source.file
    for fact in course.facts.values():
        yield _first_day(fact.review_by), f"fact {fact.id}: {fact.says}"
    for contact in course.contacts.values():
        if not contact.checked_on:
            yield _NEVER, f"contact {contact.id}: no named person has checked it"


def _first_day(when: str) -> str:
    """2027 and 2027-05 are due on their first day."""
    return f"{when}-01-01"[:10] if len(when) == 4 else f"{when}-01"[:10]
