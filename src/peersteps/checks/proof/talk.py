"""The bare graph of a talk: where it stops for the learner, and where each choice leads.

A play only ever stands at a *stop*: a scene with choices, a say-it scene or an ending. Scenes that merely
lead on are heard on the way, in the engine's own order. A ring of scenes that lead on to each other for
ever is a stop with no way on.
"""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from peersteps.model import Choice, Scenario


class Way(NamedTuple):
    """One way on from a stop: a choice, or (None) the learner's own words in a say-it scene."""

    stop: str
    choice: Choice | None
    at: int
    """The position of the choice in its scene."""
    target: str
    """The next stop."""
    heard: tuple[str, ...]
    """The scenes that follow, the next stop last."""


class Talk:
    """The stops that links alone can lead to, and the ways between them."""

    def __init__(self, scenario: Scenario) -> None:
        """Follow the links of a scenario from its start. They must be whole."""
        self.scenario = scenario
        self.heard_from = cache(self._heard_from)
        self.opening = self.heard_from(scenario.start)
        self.first = self.opening[-1]
        """The stop where every play begins."""
        ways, self.order = self._explore()
        self.ways: Mapping[str, tuple[Way, ...]] = {stop: ways[stop] for stop in scenario.scenes if stop in ways}
        """The ways on from each stop, in the order of the file."""

    @cached_property
    def back(self) -> Mapping[str, list[str]]:
        """The stops that lead to each stop."""
        back: dict[str, list[str]] = {stop: [] for stop in self.ways}
        for stop, ways in self.ways.items():
            for way in ways:
                back[way.target].append(stop)
        return back

    def choices(self) -> Iterator[tuple[Way, Choice]]:
        """The ways that are choices."""
        for ways in self.ways.values():
            for way in ways:
                if way.choice is not None:
                    yield way, way.choice

    def _explore(self) -> tuple[dict[str, tuple[Way, ...]], tuple[str, ...]]:
        """The ways of each stop, and the stops in an order that mostly runs from the start to the endings."""
        ways = {self.first: tuple(self._ways(self.first))}
        finished: list[str] = []
        path = [(self.first, iter(ways[self.first]))]
        while path:
            stop, rest = path[-1]
            following = next((way.target for way in rest if way.target not in ways), None)
            if following is None:
                finished.append(stop)
                path.pop()
            else:
                ways[following] = tuple(self._ways(following))
                path.append((following, iter(ways[following])))
        return ways, tuple(reversed(finished))

    def _ways(self, stop: str) -> Iterator[Way]:
        scene = self.scenario.scenes[stop]
        for at, choice in enumerate(scene.choices):
            heard = self.heard_from(choice.next)
            yield Way(stop, choice, at, heard[-1], heard)
        if scene.say_it and scene.next:
            heard = self.heard_from(scene.next)
            yield Way(stop, None, 0, heard[-1], heard)

    def _heard_from(self, scene: str) -> tuple[str, ...]:
        """The scenes heard on arriving at one: it and those it leads on to, down to the one where a play stands."""
        heard = [scene]
        while (following := self._leads_to(heard[-1])) and following not in heard:
            heard.append(following)
        return tuple(heard)

    def _leads_to(self, scene: str) -> str | None:
        """The scene that follows without the learner doing anything."""
        here = self.scenario.scenes[scene]
        return None if here.say_it else here.next


def follow(scenario: Scenario, scene: str) -> frozenset[str]:
    """A scene and all that its links can lead to, whatever the conditions say."""
    found, coming = {scene}, [scene]
    while coming:
        here = scenario.scenes[coming.pop()]
        links = {choice.next for choice in here.choices} | ({here.next} if here.next else set())
        coming += links - found
        found |= links
    return frozenset(found)
