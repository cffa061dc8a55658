"""What protects people: content notes, support at every ending, and what to do now."""

from collections.abc import Iterator
from datetime import date

from peersteps.checks.language.pieces import pieces
from peersteps.checks.topics import TOPICS
from peersteps.model import Course, Problem, Scenario


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Everything that protects people, in every conversation."""
    for scenario in course.scenarios.values():
        yield from _notes(scenario)
        yield from _support(course, scenario)
        yield from _now(scenario)


def _notes(scenario: Scenario) -> Iterator[Problem]:
    notes = " ".join(scenario.content_notes)
    texts = [piece.words for piece in pieces(scenario)]
    for topic in TOPICS:
        if topic.is_noted(notes):
            continue
        tag = next((tag for tag in scenario.tags if tag in topic.tags), None)
        if tag is not None:
            says = f"'{tag}' is tagged and not in the content notes; add a short note that says so"
            yield scenario.problem("missing-note", says, "content-notes")
        elif words := topic.heard_in(texts):
            says = f"'{words}' is met in this talk and not in the content notes; add a short note that says so"
            yield scenario.problem("missing-note", says, "content-notes")


def _support(course: Course, scenario: Scenario) -> Iterator[Problem]:
    contacts = [course.contacts[slug] for slug in scenario.support if slug in course.contacts]
    if not any(contact.shown for contact in contacts):
        says = "no contact in 'support' may be shown yet, so endings have none; add one that always shows"
        yield scenario.problem("no-support", says, "support")


def _now(scenario: Scenario) -> Iterator[Problem]:
    for name, scene in scenario.endings().items():
        if scene.debrief and not scene.debrief.now:
            says = f"the ending '{name}' does not say what to do now; add 'now' to its debrief"
            yield scenario.problem("no-now", says, "scenes", name, "debrief")
