"""What is true of every play of a conversation. Each answer is exact: no play is left out, none is made up."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from peersteps.checks.proof.can_reach import can_reach
from peersteps.checks.proof.counterexample import Path, shortest
from peersteps.checks.proof.memory import Ask, Made
from peersteps.checks.proof.reach import reach
from peersteps.checks.proof.talk import Talk
from peersteps.checks.proof.transitions import Edge, System, TooLargeError
from peersteps.checks.proof.valuations import Set, image
from peersteps.model import Choice, Scenario
from peersteps.model.condition import Chosen, Condition, Not, chosen, names

States = Mapping[str, Set]
"""Sets of states, by the stop they stand at; stops without any are left out."""

SMALL = 1 << 16
"""Valuations that cost no more than one: questions are answered together up to here."""


class Verdict:
    """The answers for one conversation, each worked out when it is first asked for.

    Raises TooLargeError if its own conditions read more than can be checked.
    """

    def __init__(self, scenario: Scenario) -> None:
        """Compile a scenario. Its links must be whole."""
        self.scenario = scenario
        self.talk = Talk(scenario)
        self.system = System(self.talk)
        self._systems = [self.system]
        self._reach = cache(reach)

    @cached_property
    def reached(self) -> Mapping[str, Set]:
        """Every reachable state."""
        return self._reach(self.system)

    @cached_property
    def heard(self) -> frozenset[str]:
        """The scenes that some play hears."""
        return frozenset(self.talk.opening).union(*(edge.way.heard for edge in self._edges() if self._taken(edge)))

    @cached_property
    def never_offered(self) -> tuple[tuple[str, int, Choice], ...]:
        """Choices in scenes that are heard, which no play is ever offered: scene, position, choice."""
        return tuple(
            (edge.way.stop, edge.way.at, edge.way.choice)
            for edge in self._edges()
            if edge.way.choice and self.reached[edge.way.stop] and not self._taken(edge)
        )

    @cached_property
    def stuck(self) -> States:
        """States of scenes with choices in which none is offered."""
        return _some({stop: self.reached[stop] & ~self._offering(stop) for stop in self._choice_points()})

    @cached_property
    def without_help(self) -> States:
        """States in which choices are offered and none of them is a helpful one."""
        helpful = {stop: self._offering(stop, helpful=True) for stop in self._choice_points()}
        return _some({stop: self.reached[stop] & self._offering(stop) & ~ok for stop, ok in helpful.items()})

    @cached_property
    def endless(self) -> States:
        """States from which a play goes round for ever: to no ending, and to nowhere that is stuck either."""
        return self._cannot_reach({**self._over, **self.stuck})

    @cached_property
    def doomed(self) -> States:
        """States from which no ending can be reached any more: stuck, endless, or leading only there."""
        return self._cannot_reach(self._over)

    def lost(self, ending: str) -> States:
        """States, endings apart, from which an ending can no longer be reached."""
        lost = self._cannot_reach({ending: self.reached.get(ending, 0)})
        return {stop: states for stop, states in lost.items() if not self.scenario.scenes[stop].ending}

    def without(self, ending: str, choice: str) -> Path | None:
        """The shortest play to an ending without having made a choice."""
        condition = Not(Chosen(choice))
        if not self.can_be(ending, condition):
            return None
        system = self.reading(ending, condition)
        return shortest(system, {ending: system.meaning(condition, ending)})

    def can_be(self, scene: str, condition: Condition) -> bool:
        """Whether some play hears a scene in a state for which a condition holds."""
        stop = self.talk.heard_from(scene)[-1]
        if scene not in self.heard or stop not in self.talk.ways:
            return False
        system = self.reading(stop, condition)
        return bool(_arriving(system, self._reach(system), scene, stop) & system.meaning(condition, stop))

    def reading(self, stop: str, condition: Condition) -> System:
        """A system that can answer a condition at a stop: one that is there, or else a new one."""
        known = next((system for system in self._systems if _answers(system, stop, condition)), None)
        if known is None:
            known = System(self.talk, ((stop, condition),))
            self._systems.append(known)
        return known

    def expect(self, asks: Sequence[Ask]) -> None:
        """Make ready for these questions, as many in one system as stay small together."""
        asks = [ask for ask in asks if ask[0] in self.talk.ways and not _answers(self.system, *ask)]
        if len(asks) < 2:
            return
        try:
            system = System(self.talk, asks)
        except TooLargeError:
            system = None
        if system and system.space.bits <= SMALL:
            self._systems.append(system)
        else:
            middle = len(asks) // 2
            self.expect(asks[:middle])
            self.expect(asks[middle:])

    @property
    def _over(self) -> States:
        return {name: self.reached[name] for name in self.talk.ways if self.scenario.scenes[name].ending}

    def _edges(self) -> list[Edge]:
        return [edge for edges in self.system.edges.values() for edge in edges]

    def _taken(self, edge: Edge) -> bool:
        return bool(self.reached[edge.way.stop] & edge.guard)

    def _choice_points(self) -> list[str]:
        return [stop for stop, states in self.reached.items() if states and self.scenario.scenes[stop].choices]

    def _offering(self, stop: str, *, helpful: bool = False) -> Set:
        """The valuations in which a scene offers some choice (a helpful one)."""
        found = 0
        for edge in self.system.edges[stop]:
            if not helpful or (edge.way.choice and edge.way.choice.practice == "helpful"):
                found |= edge.guard
        return found

    def _cannot_reach(self, goals: Mapping[str, Set]) -> States:
        known = can_reach(self.system, self.reached, goals)
        return {stop: states & ~known[stop] for stop, states in self.reached.items() if known[stop] is not states}


def _answers(system: System, stop: str, condition: Condition) -> bool:
    """Whether a system keeps all that a condition reads at a stop."""
    reads = system.memory.readers
    return names(condition) <= set(system.places) and all(
        stop in reads.get(Made(choice), ()) for choice in chosen(condition)
    )


def _some(states: Mapping[str, Set]) -> States:
    return {stop: found for stop, found in states.items() if found}


def _arriving(system: System, reached: Mapping[str, Set], scene: str, stop: str) -> Set:
    """The states at a stop of plays that have just heard a scene on their way to it."""
    if scene == stop:
        return reached[stop]
    found = system.start.get(stop, 0) if scene in system.talk.opening else 0
    for edge in system.back[stop]:
        if scene in edge.way.heard:
            found |= image(edge.moves, reached[edge.way.stop] & edge.guard)
    return found
