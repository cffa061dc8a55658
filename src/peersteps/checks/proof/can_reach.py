"""Backward: the states from which a goal can still be reached."""

from collections.abc import Mapping

from peersteps.checks.proof.transitions import System
from peersteps.checks.proof.valuations import Set, preimage


def can_reach(system: System, reached: Mapping[str, Set], goals: Mapping[str, Set]) -> Mapping[str, Set]:
    """The reached states that lie in a goal, or from which some choices lead into one.

    Where nothing is missing, the set is the very object in `reached`: that is quick to ask, and keeps large
    talks small.
    """
    known = dict.fromkeys(reached, 0)
    pending: dict[str, Set] = {}

    def add(stop: str, new: Set) -> None:
        grown = known[stop] | new
        known[stop] = reached[stop] if grown == reached[stop] else grown
        pending[stop] = pending.get(stop, 0) | new

    for stop, goal in goals.items():
        if found := goal & reached.get(stop, 0):
            add(stop, found)
    while pending:
        for target in reversed(system.talk.order):
            if fresh := pending.pop(target, 0):
                for edge in system.back[target]:
                    stop = edge.way.stop
                    if known[stop] is not reached[stop]:
                        before = preimage(edge.moves, fresh) & edge.guard & reached[stop]
                        if new := before & ~known[stop]:
                            add(stop, new)
    return known
