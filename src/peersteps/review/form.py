"""What a form is made of: parts with rows, some to be judged and some that only say where one is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from peersteps.model import SLOTS, Course, Fact
from peersteps.slots import said, slots_in


@dataclass(frozen=True)
class Row:
    """A paragraph with boxes to tick, or a line without any that shows the way."""

    words: Markup
    label: str = ""
    facts: tuple[Fact, ...] = ()
    judged: bool = True


@dataclass(frozen=True)
class Part:
    """Rows that belong together: a play, or a page."""

    title: str
    rows: tuple[Row, ...]


def paragraph(
    text: str | Iterable[str | None], own: Mapping[str, str], label: str = "", facts: Iterable[Fact] = ()
) -> Row:
    """A row to judge: one text, or several one below the other. What is None or empty is left out."""
    lines = [text] if isinstance(text, str) else text
    words = Markup("<br>").join(as_read(line, own) for line in lines if line)
    return Row(words, label, tuple(dict.fromkeys(facts)))


def way(text: str, *steps: str) -> Row:
    """Words that only show the way: a line, and below it the steps, one after the other."""
    return Row(Markup("<br>").join((text, *(f"\u2192 {step}" for step in steps))), judged=False)


def as_read(text: str, own: Mapping[str, str]) -> Markup:
    """The words as a learner reads them, with what each service fills in marked as such."""
    return Markup().join(_parts(text, said(text, own)))


def _parts(text: str, in_turn: Iterator[str]) -> Iterator[Markup]:
    for name in slots_in(text):
        before, _, text = text.partition(f"{{{name}}}")
        yield _lines(before)
        yield slot(name, next(in_turn))
    yield _lines(text)


def _lines(text: str) -> Markup:
    return escape(text).replace("\n", Markup("<br>"))


def slot(name: str, words: str) -> Markup:
    """The words that stand for a slot, and what it asks of a service."""
    if name not in SLOTS:
        return escape(words)
    asks = SLOTS[name].split(",")[0]
    return Markup('<span class="slot">{}<small> (your service: {})</small></span>').format(words, lower(asks))


def lower(words: str) -> str:
    """What a setting asks for, inside a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def settings_in(text: str) -> tuple[str, ...]:
    """The slots of a text that a service sets. Others, such as {fact}, are none."""
    return tuple(name for name in slots_in(text) if name in SLOTS)


def known(course: Course, ids: Iterable[str | None]) -> tuple[Fact, ...]:
    """The facts of the ledger that are named."""
    return tuple(course.facts[slug] for slug in ids if slug and slug in course.facts)
