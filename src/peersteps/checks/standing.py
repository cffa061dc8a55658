"""What people still have to settle: signatures, review dates, numbers to be checked, facts to be confirmed.

None of this stops a build, and no build changes because a day has passed: the day is given.
"""

from collections.abc import Iterator
from datetime import date

from peersteps.checks.uses import Use, fact_uses
from peersteps.model import Course, Module, Problem, Quiz, Scenario, SignOff
from peersteps.reading.dates import day
from peersteps.reading.places import Places
from peersteps.wording import digest

ROLES = ("clinical", "lived experience")
"""Who must have signed every piece of content."""

NOBODY = "TO BE NAMED"
"""What may stand for a name until there is one."""


def check(course: Course, on: date) -> Iterator[Problem]:
    """Everything that waits for a person."""
    places = Places(course.root)
    contents: tuple[Module | Quiz | Scenario, ...] = (
        *course.modules.values(),
        *course.quizzes.values(),
        *course.scenarios.values(),
    )
    for content in contents:
        yield from _signatures(content)
        if _past(content.review.due, on):
            says = f"this was to be reviewed by {content.review.due}; review it and set a new date"
            yield content.problem("review-past", says, "review", "due")
    yield from _facts(course, on, places)
    yield from _contacts(course, places)


def _past(due: str, on: date) -> bool:
    due_day = day(due)
    return due_day is not None and due_day < on


def _signatures(content: Module | Quiz | Scenario) -> Iterator[Problem]:
    """A signature by each role that is needed, for the words as they are now."""
    words = digest(content)
    for at, sign_off in enumerate(content.review.signed):
        where = ("review", "signed", at)
        if not is_signed(sign_off):
            says = f"nobody has signed this for '{sign_off.role}' yet; ask a reviewer (peersteps review)"
            yield content.problem("unsigned", says, *where)
        elif sign_off.words != words:
            says = f"the words changed after {sign_off.name} signed on {sign_off.on}; ask them to look again"
            yield content.problem("lapsed", says, *where)
    named = {sign_off.role.lower() for sign_off in content.review.signed}
    for role in ROLES:
        if role not in named:
            says = f"nobody is asked to sign this for '{role}'; add a line for that role under 'signed'"
            yield content.problem("unsigned", says, "review")


def is_signed(sign_off: SignOff) -> bool:
    """Whether a person, a day and the words stand there."""
    return bool(sign_off.name and sign_off.name != NOBODY and sign_off.on and sign_off.words)


def _facts(course: Course, on: date, places: Places) -> Iterator[Problem]:
    """Facts that are cited, and are unconfirmed or past their date: once each, where the ledger holds them."""
    first: dict[str, Use] = {}
    for use in sorted(fact_uses(course)):
        first.setdefault(use.id, use)
    for slug, use in first.items():
        fact = course.facts.get(slug)
        if fact is None:
            continue
        file, line = places.fact(slug)
        if fact.mark == "unverified":
            says = f"'{slug}' is cited ({use.file}:{use.line}) and still to be confirmed; confirm its source"
            yield Problem(file, line, "unverified-fact", says)
        if _past(fact.review_by, on):
            says = f"'{slug}' is cited ({use.file}:{use.line}) and its day was {fact.review_by}; read its source again"
            yield Problem(file, line, "review-past", says)


def _contacts(course: Course, places: Places) -> Iterator[Problem]:
    """Contacts that pages name or always show, and that no person has checked."""
    named = {slug for scenario in course.scenarios.values() for slug in scenario.support}
    for slug, contact in course.contacts.items():
        if (slug in named or contact.always) and not (contact.checked_by and contact.checked_on):
            shown = "shown with a note" if contact.shown else "not shown"
            says = f"no person has checked '{slug}', so it is {shown}; check it and fill 'checked-by' and 'checked-on'"
            file, line = places.contact(slug)
            yield Problem(file, line, "unchecked-contact", says)
