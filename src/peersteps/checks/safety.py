"""What protects people: content notes, support at every ending, and what to do now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peersteps.checks.language.pieces import pieces
from peersteps.model import Course, Problem, Scenario


@dataclass(frozen=True)
class Topic:
    """A subject that obliges a content note: its tags, and the words that a note must hold one of."""

    tags: frozenset[str]
    note: tuple[str, ...]
    heard: str | None = None
    """Words that show the subject, tagged or not."""

    def is_noted(self, notes: str) -> bool:
        """Whether the content notes speak of it."""
        return any(words in notes.lower() for words in self.note)


def _topic(tags: str, note: str, heard: str | None = None) -> Topic:
    return Topic(frozenset(tags.split()), tuple(note.split(", ")), heard)


TOPICS = (
    _topic("suicide suicide-attempt suicidal-thoughts", "suicid", r"\bsuicid|\b(?:end|take|took)\w* (?:\w+ )?own life"),
    _topic("self-harm self-injury", "self-harm, self-injury", r"\bself[- ](?:harm|injur)"),
    _topic("overdose", "overdose, suicide attempt, taken something"),
    _topic("abuse domestic-abuse child-abuse", "abuse"),
    _topic("sexual-violence sexual-abuse sexual-harassment", "sexual, rape"),
    _topic("violence threats weapons", "violen, threat, weapon"),
    _topic("racism discrimination homophobia transphobia hate", "racis, discriminat, phobi, hate, hostil"),
    _topic("harassment abusive-call abuse-of-worker", "harass, abusive, hostil, sexual"),
    _topic("bereavement death grief", "death, died, bereave, grief, loss"),
    _topic("bereavement-by-suicide", "suicid"),
    _topic("psychosis voices paranoia", "psychosis, voices, unusual experiences, frighten, paranoi, belie"),
    _topic("drugs alcohol substance-use dual-diagnosis", "drug, alcohol, substance, drink"),
    _topic("eating-disorder eating", "eating, food, weight"),
    _topic("detention restraint sectioning", "detain, detention, restrain, hospital, mental health act"),
    _topic("homelessness poverty debt", "homeless, hous, money, debt, poverty"),
    _topic("pregnancy-loss miscarriage", "pregnan, miscarriage, baby"),
)
"""The table of subjects that oblige a note."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Everything that protects people, in every conversation."""
    for scenario in course.scenarios.values():
        yield from _notes(scenario)
        yield from _support(course, scenario)
        yield from _now(scenario)


def _notes(scenario: Scenario) -> Iterator[Problem]:
    notes = " ".join(scenario.content_notes)
    for topic in TOPICS:
        if topic.is_noted(notes):
            continue
        tag = next((at for at, tag in enumerate(scenario.tags) if tag in topic.tags), None)
        if tag is not None:
            says = f"'{scenario.tags[tag]}' is tagged and not in the content notes; add a short note that says so"
            yield scenario.problem("missing-note", says, "content-notes")
        elif topic.heard and (words := _heard(scenario, topic.heard)):
            says = f"'{words}' is met in this talk and not in the content notes; add a short note that says so"
            yield scenario.problem("missing-note", says, "content-notes")


def _heard(scenario: Scenario, pattern: str) -> str:
    found = (re.search(rf"(?:{pattern})\w*", piece.words, re.IGNORECASE) for piece in pieces(scenario))
    return next((match[0] for match in found if match), "")


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
