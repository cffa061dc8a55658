"""The balance of sharing: where telling something of one's own life helps, and where it does not.

Sharing is neither rewarded for itself nor marked down, so a course needs both, and this counts them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from peersteps.model import Course

WANTED = 6
"""How many conversations of each kind a whole course should have."""


@dataclass(frozen=True)
class Sharing:
    """Conversations, by whether a choice that shares something is helpful in them, and whether one is not."""

    helps: tuple[str, ...]
    does_not: tuple[str, ...]


def sharing(course: Course) -> Sharing:
    """The balance of a course. A choice that shares says so with `shares: yes`."""
    helps: set[str] = set()
    does_not: set[str] = set()
    for slug, scenario in course.scenarios.items():
        for _, _, choice in scenario.choices():
            if choice.shares:
                (helps if choice.practice == "helpful" else does_not).add(slug)
    return Sharing(tuple(sorted(helps)), tuple(sorted(does_not)))


def as_rows(balance: Sharing) -> Iterator[str]:
    """The balance in two sentences."""
    yield f"Sharing helps in {len(balance.helps)} conversations ({_named(balance.helps)}); a course wants {WANTED}."
    yield f"Sharing does not help in {len(balance.does_not)} ({_named(balance.does_not)}); a course wants {WANTED}."


def _named(slugs: tuple[str, ...]) -> str:
    return ", ".join(slugs) or "none"
