"""The learner-visible words of a piece of content, in file order, and their digest; days and trust in people's words.

A sign-off holds this digest: edit a word and the signature lapses. A statement's revision holds its
first eight digits, so that a record says which words were met.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

from peersteps.model import Contact, Module, Question, Quiz, Scenario, Scene


def words_of(content: Module | Quiz | Scenario) -> Iterator[str]:
    """Every string that a learner can read, in file order."""
    match content:
        case Module():
            yield from (content.title, content.summary, content.content_note, *content.outcomes.values(), content.body)
            for page in content.others:
                yield from (page.title, page.body)
        case Quiz():
            yield from (content.title, *content.outcomes.values())
            for question in (*content.practice, *content.graded):
                yield from _question(question)
        case Scenario():
            yield from (content.title, content.summary, content.you_are, *content.content_notes)
            yield from (*content.outcomes.values(), *content.cast.values())
            for measure in content.measures.values():
                yield measure.label
            for words in content.vary.values():
                yield from words
            for scene in content.scenes.values():
                yield from _scene(scene)
            for moment in content.moments.values():
                yield moment.title


def digest(content: Module | Quiz | Scenario) -> str:
    """sha256 over the words, each with its white space folded and ended by a line feed."""
    lines = "".join(" ".join(words.split()) + "\n" for words in words_of(content))
    return hashlib.sha256(lines.encode()).hexdigest()


def revision(content: Module | Quiz | Scenario) -> str:
    """The content version that a statement carries: `1.0.0+1a2b3c4d`."""
    version = "1" if isinstance(content, Module) else str(content.version)
    return f"{version}+{digest(content)[:8]}"


def _question(question: Question) -> Iterator[str]:
    yield question.ask
    yield from question.groups
    if question.text:
        yield question.text
    for option in question.options:
        yield from (option.words, option.feedback)
    yield from (*question.models, *question.look_for)
    if question.after:
        yield question.after


def _scene(scene: Scene) -> Iterator[str]:
    for line in scene.say:
        yield from (text for text in (line.who, line.words) if text)
    for choice in scene.choices:
        yield from (choice.words, choice.why)
    if scene.say_it:
        yield from (scene.say_it.prompt, *scene.say_it.models)
    if scene.ending:
        yield scene.ending
    if scene.debrief:
        yield scene.debrief.happened
        if scene.debrief.now:
            yield scene.debrief.now
        yield from scene.debrief.questions
    for also in scene.also:
        yield also.say


def how_known(contact: Contact) -> str:
    """How far a contact can be trusted: who checked it, or only where it was read."""
    if contact.checked_by:
        return f"Checked by {contact.checked_by} on {day(contact.checked_on)}."
    return f"Read on the operator's or an NHS page on {day(contact.read_on)}; not dialled."


def day(iso: str | None) -> str:
    """2026-11-22 as people write it: 22 November 2026. A year or month alone stays less exact."""
    match (iso or "").split("-"):
        case [year, month, number]:
            return f"{int(number)} {date(int(year), int(month), 1):%B} {year}"
        case [year, month]:
            return f"{date(int(year), int(month), 1):%B} {year}"
        case _:
            return iso or ""
