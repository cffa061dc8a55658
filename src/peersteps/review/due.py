"""What waits for a person: what is past its date or near it, what nobody has checked, what nobody has signed."""

from collections.abc import Iterator
from datetime import date, timedelta

from peersteps.checks.standing import ROLES, is_signed
from peersteps.model import Course, Module, Quiz, Scenario
from peersteps.wording import digest

NEAR = timedelta(days=92)
"""How long before its date something is listed."""


def due(course: Course, on: date) -> tuple[str, ...]:
    """One row for each piece of content, fact or contact: dates first, the most urgent at the top."""
    dated = sorted(row for row in _dates(course) if date.fromisoformat(row[0]) <= on + NEAR)
    return (
        *(f"{day}  {'past' if date.fromisoformat(day) < on else 'near'}  {what}" for day, what in dated),
        *(f"not checked yet   contact {one.id}: {one.name}" for one in course.contacts.values() if not one.checked_on),
        *_unsigned(course),
    )


def _contents(course: Course) -> Iterator[Module | Quiz | Scenario]:
    yield from course.modules.values()
    yield from course.quizzes.values()
    yield from course.scenarios.values()


def _dates(course: Course) -> Iterator[tuple[str, str]]:
    for content in _contents(course):
        yield content.review.due, content.source.file
    for fact in course.facts.values():
        yield _first_day(fact.review_by), f"fact {fact.id}: {fact.says}"


def _unsigned(course: Course) -> Iterator[str]:
    """Each piece with the roles whose signature it lacks, or whose signature lapsed."""
    for content in _contents(course):
        words = digest(content)
        stands = {one.role.lower() for one in content.review.signed if is_signed(one) and one.words == words}
        asked = dict.fromkeys((*(one.role for one in content.review.signed), *ROLES))
        missing = [role for role in asked if role.lower() not in stands]
        if missing:
            yield f"not signed yet    {content.source.file}: {', '.join(missing)}"


def _first_day(when: str) -> str:
    """2027 and 2027-05 are due on their first day."""
    return f"{when}-01-01"[:10] if len(when) == 4 else f"{when}-01"[:10]
