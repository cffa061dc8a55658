"""Conditions on choices and debrief lines: `chosen a and not chosen b`, `role <= 2`.

No arithmetic and no code: a condition reads remembered choices, measures and drawn values, so every
script stays a finite system that can be checked whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["<=", ">=", "="]


@dataclass(frozen=True)
class Chosen:
    """True once the choice with this id has been made."""

    choice: str


@dataclass(frozen=True)
class Compare:
    """A measure against a number, or a drawn value against one of its words (`mood = flat`)."""

    name: str
    op: Comparison
    value: int | str


@dataclass(frozen=True)
class Not:
    """True when its part is not."""

    part: Condition


@dataclass(frozen=True)
class Both:
    """True when all parts are (`and`)."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """True when any part is (`or`)."""

    parts: tuple[Condition, ...]


Condition = Chosen | Compare | Not | Both | Either

_TOKEN = re.compile(r"\s*(?:(?P<op><=|>=|=)|(?P<paren>[()])|(?P<word>[a-z0-9]+(?:-[a-z0-9]+)*))")


def parse(text: str) -> Condition:
    """Read a condition. Raises ValueError that says what was found and what may stand there."""
    tokens = list(_tokens(text))
    condition, rest = _either(tokens)
    if rest:
        raise ValueError(f"'{rest[0]}' is left over; join two conditions with 'and' or 'or'")
    return condition


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            near = ", such as 'trust >= 3'" if text[at:].lstrip()[0] in "<>" else ""
            says = f"'{text[at:].strip()}' cannot be read; use chosen, and, or, not, <=, >=, = and brackets{near}"
            raise ValueError(says)
        yield found.group().strip()
        at = found.end()


def _either(tokens: list[str]) -> tuple[Condition, list[str]]:
    part, rest = _both(tokens)
    parts = [part]
    while rest[:1] == ["or"]:
        part, rest = _both(rest[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), rest


def _both(tokens: list[str]) -> tuple[Condition, list[str]]:
    part, rest = _one(tokens)
    parts = [part]
    while rest[:1] == ["and"]:
        part, rest = _one(rest[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Both(tuple(parts))), rest


def _one(tokens: list[str]) -> tuple[Condition, list[str]]:
    match tokens:
        case []:
            raise ValueError("the condition stops too early; write something like 'chosen ring-999'")
        case ["not", *rest]:
            part, rest = _one(rest)
            return Not(part), rest
        case ["(", *rest]:
            part, rest = _either(rest)
            if rest[:1] != [")"]:
                raise ValueError("a bracket is opened and not closed")
            return part, rest[1:]
        case ["chosen", choice, *rest]:
            return Chosen(choice), rest
        case [name, ("<=" | ">=" | "=") as op, value, *rest]:
            return Compare(name, op, int(value) if value.isdigit() else value), rest
        case [word, *_]:
            raise ValueError(f"'{word}' cannot stand alone; write 'chosen {word}' or '{word} <= 2'")
        case _:  # pragma: no cover - the patterns above take every list
            raise AssertionError(tokens)


def names(condition: Condition) -> frozenset[str]:
    """The measures and drawn values that a condition reads."""
    match condition:
        case Compare(name, _, _):
            return frozenset((name,))
        case Chosen(_):
            return frozenset()
        case Not(part):
            return names(part)
        case Both(parts) | Either(parts):
            return frozenset().union(*map(names, parts))


def chosen(condition: Condition) -> frozenset[str]:
    """The choices that a condition remembers."""
    match condition:
        case Chosen(choice):
            return frozenset((choice,))
        case Compare(_, _, _):
            return frozenset()
        case Not(part):
            return chosen(part)
        case Both(parts) | Either(parts):
            return frozenset().union(*map(chosen, parts))


Tree = list[object]


def tree(condition: Condition) -> Tree:
    """The condition as JSON for the player: ["chosen", "a"], ["<=", "role", 2], ["and", [...], [...]]."""
    match condition:
        case Chosen(choice):
            return ["chosen", choice]
        case Compare(name, op, value):
            return [op, name, value]
        case Not(part):
            return ["not", tree(part)]
        case Both(parts):
            return ["and", *map(tree, parts)]
        case Either(parts):
            return ["or", *map(tree, parts)]
