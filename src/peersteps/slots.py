"""Slots such as {lead}: where words leave room for what each service decides."""

import re
from collections.abc import Iterator, Mapping

from peersteps.model.local import IN_A_SENTENCE, UNSET

_SLOT = re.compile(r"\{([a-z0-9-]+)\}")

_ASIDE = re.compile(r"\s*\((?:\{[a-z0-9-]+\}(?:[;,] )?)+\)")
"""Nothing but slots between brackets: what the words before it are about, as this service settles it."""

_ANSWERS = re.compile(r"(?:[^.:{}]+: \{[a-z0-9-]+\}[.?]?\s*)+")
"""A text that only asks and leaves the answer to the service: `On call here: {on-call}.`"""

_BEGINS = re.compile(r"(?:^|[.?!][\"'\u201d\u2019)]?\s+)[\"'\u201c\u2018(]?$")
"""What stands before a word that begins a sentence."""


def slots_in(text: str) -> tuple[str, ...]:
    """The slots a text names, in order."""
    return tuple(_SLOT.findall(text))


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with each slot filled, as `said` has it. Brackets that would only name again what the words before them
    have said are left out.
    """
    text = _ASIDE.sub(lambda aside: _aside(slots_in(aside[0]), words), text)
    in_turn = said(text, words)
    return _SLOT.sub(lambda _: next(in_turn), text)


def said(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """What stands for each slot of a text, in order, with a capital where it begins a sentence.

    Unset, a name inside a sentence is said in plain words ("your lead"). A rule, and an answer after a question, say
    that the service decides.
    """
    answers = _ANSWERS.fullmatch(text)
    for found in _SLOT.finditer(text):
        unset = UNSET if answers else IN_A_SENTENCE.get(found[1], UNSET)
        here = words.get(found[1], unset)
        yield _capital(here) if _BEGINS.search(text, 0, found.start()) else here


def _aside(slots: tuple[str, ...], words: Mapping[str, str]) -> str:
    settled = dict.fromkeys(words.get(slot, UNSET) for slot in slots if slot in words or slot not in IN_A_SENTENCE)
    return f" ({'; '.join(settled)})" if settled else ""


def _capital(words: str) -> str:
    """A name that has a capital elsewhere, such as iPlan, stays as it is."""
    first, space, rest = words.partition(" ")
    return f"{first[:1].upper()}{first[1:]}{space}{rest}" if first.islower() else words
