"""Sentences that several rules share."""

from collections.abc import Iterable
from difflib import get_close_matches


def instead(found: str, known: Iterable[str], otherwise: str) -> str:
    """What to write instead of an id that is not there: the nearest that is, or `otherwise`."""
    near = get_close_matches(found, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise
