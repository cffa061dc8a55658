"""The pathway: its items exist, stand once and can be asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from peersteps.checks.advice import instead
from peersteps.model import Course, Item, Level, Pathway, Problem
from peersteps.model.base import Filed

_SIGN_OFF = "sign-off"

ROLES = frozenset(("manager", "line manager", "trainer", "lead", "shift lead", "second reviewer", "supervisor"))
"""Roles that pathways usually name."""

_ALIKE = 0.85
"""How alike two roles must be for one to be taken as a slip for the other (1 is the same)."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Every level and item of the pathway."""
    pathway = course.pathway
    levels: set[str] = set()
    items: set[str] = set()
    for at, level in enumerate(pathway.levels):
        where = ("levels", at)
        if level.id in levels:
            says = f"'{level.id}' is already a level; give one of the two another id"
            yield pathway.problem("repeated-id", says, *where, "id")
        levels.add(level.id)
        if level.choose is not None and not 1 <= level.choose <= len(level.items):
            says = f"this level has {len(level.items)} items; write a number from 1 to {len(level.items)}"
            yield pathway.problem("bad-value", says, *where, "choose")
        for place, item in enumerate(level.items):
            here = (*where, "items", place)
            if item.item in items:
                says = f"'{item.item}' is already asked for; leave one of the two out"
                yield pathway.problem("repeated-id", says, *here, "item")
            items.add(item.item)
            yield from _item(course, level, item, here)


def _item(course: Course, level: Level, item: Item, here: tuple[str | int, ...]) -> Iterator[Problem]:
    pathway = course.pathway
    yield from _exists(course, pathway, item.item, *here, "item")
    for at, other in enumerate(item.instead):
        yield from _exists(course, pathway, other, *here, "instead", at)
    kind, _, slug = item.item.partition("/")
    scenario = course.scenarios.get(slug) if kind == "scenario" else None
    if scenario and scenario.required == "never" and level.choose is None and not item.instead:
        says = f"'{slug}' says 'required: never'; leave it out here, or offer something 'instead'"
        yield pathway.problem("never-required", says, *here, "item")
    if kind == "quiz" and not any(not other.startswith("quiz/") for other in item.instead):
        cure = f"add a way without one, such as 'instead: [sign-off/talk-through-{slug}]'"
        yield pathway.problem("only-a-test", f"'{slug}' can only be met by a test; {cure}", *here, "item")
    yield from _roles(pathway, item, here)


def _roles(pathway: Pathway, item: Item, here: tuple[str | int, ...]) -> Iterator[Problem]:
    """A role is the service's own word, so only one that looks like a slip for another is told."""
    used = Counter(role for level in pathway.levels for one in level.items for role in one.sign_off_roles)
    others = {role for role, count in used.items() if count > 1} | ROLES
    for at, role in enumerate(item.sign_off_roles):
        near = get_close_matches(role, sorted(others), n=1, cutoff=_ALIKE)
        if near and role not in others:
            says = f"'{role}' is a role that nothing else names; did you mean '{near[0]}'?"
            yield pathway.problem("unknown-role", says, *here, "sign-off-roles", at)


def _exists(course: Course, pathway: Pathway, item: str, *where: str | int) -> Iterator[Problem]:
    known: Mapping[str, Mapping[str, Filed]] = {
        "module": course.modules,
        "scenario": course.scenarios,
        "quiz": course.quizzes,
    }
    kind, slash, slug = item.partition("/")
    if not slash or not slug or kind not in (*known, _SIGN_OFF):
        says = f"'{item}' is not an item; write module/, scenario/, quiz/ or sign-off/ and an id"
        yield pathway.problem("unknown-id", says, *where)
    elif kind != _SIGN_OFF and slug not in known[kind]:
        says = f"there is no {item}; {instead(slug, known[kind], 'add it, or name one that is there')}"
        yield pathway.problem("unknown-id", says, *where)
