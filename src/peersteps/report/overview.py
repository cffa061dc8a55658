"""The lead's overview: counts only, and none that could speak about a few people.

A group below five is never shown alone, and no total is printed from which a hidden one could be worked out: small
services are shown together, and where even together they are too few, the next smallest joins them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from peersteps.report.view import Card

FEWEST = 5
HIDDEN = "not shown"


@dataclass(frozen=True)
class Group:
    """Some services, and how many of their people have reached each level."""

    title: str
    people: int
    reached: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """Counts for a lead; `groups` is empty where there are too few people to count."""

    levels: tuple[str, ...]
    groups: tuple[Group, ...]


def overview(levels: Sequence[str], cards: Sequence[Card]) -> Overview:
    """Count people by service and level."""
    services: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        services[card.service or "No service named"].append(card)
    shown = {name: found for name, found in services.items() if len(found) >= FEWEST}
    pooled = [card for name, found in services.items() if name not in shown for card in found]
    while pooled and len(pooled) < FEWEST and shown:
        smallest = min(shown, key=lambda name: (len(shown[name]), name))
        pooled += shown.pop(smallest)
    groups = [_group(name, shown[name], len(levels)) for name in sorted(shown)]
    if len(pooled) >= FEWEST:
        title = "Other services together" if shown else "All services together"
        groups.append(_group(title, pooled, len(levels)))
    return Overview(tuple(levels), tuple(groups))


def _group(title: str, cards: Sequence[Card], levels: int) -> Group:
    reached = (sum(card.steps[number].reached for card in cards) for number in range(levels))
    return Group(title, len(cards), tuple(_counted(number, len(cards)) for number in reached))


def _counted(number: int, of: int) -> str:
    """A count, unless it or what is left speaks about fewer than five people."""
    small = any(0 < part < FEWEST for part in (number, of - number))
    return HIDDEN if small else str(number)
