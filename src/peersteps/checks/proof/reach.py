"""Forward: every state that a play can come to."""

from collections.abc import Mapping

from peersteps.checks.proof.transitions import System
from peersteps.checks.proof.valuations import Set, image


def reach(system: System) -> Mapping[str, Set]:
    """Every reachable state, by stop (0 where none is).

    Stops are swept in the order in which talk flows, so that news of a state travels far in one sweep.
    """
    reached: dict[str, Set] = {**dict.fromkeys(system.talk.ways, 0), **system.start}
    pending = dict(system.start)
    while pending:
        for stop in system.talk.order:
            if fresh := pending.pop(stop, 0):
                for edge in system.edges[stop]:
                    target = edge.way.target
                    if new := image(edge.moves, fresh & edge.guard) & ~reached[target]:
                        reached[target] |= new
                        pending[target] = pending.get(target, 0) | new
    return reached
