"""The reviewer's tour: few plays that between them read every line of a conversation.

Choices of which no two can stand in one play need a play each. How many such there are is known exactly
from the links (Dilworth's theorem), so a tour with no more plays than that is proved to be the shortest.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from peersteps import engine
from peersteps.checks.proof import TooLargeError, Verdict, shortest
from peersteps.checks.proof.counterexample import Path, play
from peersteps.checks.proof.talk import Way, follow
from peersteps.checks.proof.transitions import Edge
from peersteps.checks.proof.valuations import image, lowest, positions

Line = tuple[str, int]
"""A scene and the position of a choice in it (0 for own words); -1 for what the scene itself says."""

Place = tuple[str, int]
"""A stop and the number of a valuation: one state."""


@dataclass(frozen=True)
class Tour:
    """Plays that read every line that can be read."""

    plays: tuple[Path, ...]
    at_least: int
    """No tour has fewer plays than this."""

    @property
    def is_fewest(self) -> bool:
        """Whether it is proved that no tour has fewer plays."""
        return len(self.plays) == self.at_least


def tour(verdict: Verdict) -> Tour:
    """A tour of a conversation. Its endings can be reached from everywhere, or it has errors to mend first."""
    walker = _Walker(verdict)
    unread = set(walker.lines)
    plays: list[Path] = []
    while unread and (played := walker.play(unread)):
        unread -= set(_read(played))
        plays.append(played)
    plays = _needed(plays)
    plays += _for_debriefs(verdict, plays)
    return Tour(tuple(plays), fewest(verdict))


def fewest(verdict: Verdict) -> int:
    """The largest number of choices of which no two can stand in one play, as far as links tell."""
    scenario, system = verdict.scenario, verdict.system
    after = {stop: follow(scenario, stop) for stop in verdict.talk.ways}
    groups: dict[object, Way] = {}
    for edges in system.edges.values():
        for edge in edges:
            way = edge.way
            if edge.guard & verdict.reached[way.stop]:
                in_ring = way.stop in after[way.target]
                groups.setdefault(after[way.stop] if in_ring else (way.stop, way.at), way)
    onward = {
        one: [other for other, to in groups.items() if other != one and to.stop in after[way.target]]
        for one, way in groups.items()
    }
    return max(1, len(groups) - _matching(onward))


def _matching(onward: Mapping[object, list[object]]) -> int:
    """The most steps that can be used at once, each line being left and come to once at most."""
    came_from: dict[object, object] = {}

    def free(one: object, seen: set[object]) -> bool:
        for other in onward[one]:
            if other not in seen:
                seen.add(other)
                if other not in came_from or free(came_from[other], seen):
                    came_from[other] = one
                    return True
        return False

    return sum(free(one, set()) for one in onward)


def _read(played: Path) -> Iterator[Line]:
    """Every line that a play reads."""
    for state in played.states:
        yield from ((scene, -1) for scene in state.passed)
    for way in played.ways:
        yield way.stop, way.at


def _needed(plays: list[Path]) -> list[Path]:
    """The plays without those whose lines the others read as well."""
    kept = list(plays)
    for one in plays:
        others = {line for other in kept if other is not one for line in _read(other)}
        if set(_read(one)) <= others:
            kept.remove(one)
    return kept


def _for_debriefs(verdict: Verdict, plays: list[Path]) -> list[Path]:
    """Plays for the debrief lines that none of these comes to."""
    scenario = verdict.scenario
    more: list[Path] = []
    for name, scene in scenario.endings().items():
        for also in scene.also:
            ends = [played.end for played in (*plays, *more) if played.end.scene == name]
            if name in verdict.talk.ways and not any(engine.holds(also.when, end) for end in ends):
                try:
                    system = verdict.reading(name, also.when)
                except TooLargeError:
                    continue
                if played := shortest(system, {name: system.meaning(also.when, name)}):
                    more.append(played)
    return more


@dataclass(frozen=True)
class _Leg:
    """A stretch of a play."""

    first: Place
    edges: tuple[Edge, ...]
    last: Place


class _Walker:
    """Walks from state to state, always to the nearest line that is still unread."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.system = verdict.system
        self.opening = {(scene, -1) for scene in verdict.talk.opening}
        reached, every = verdict.reached, self.system.edges.values()
        taken = [edge for edges in every for edge in edges if edge.guard & reached[edge.way.stop]]
        self.lines = self.opening.union(*map(_lines, taken))
        self._steps: dict[Place, list[tuple[Edge, Place]]] = {}

    def play(self, unread: set[Line]) -> Path | None:
        """One play that takes in what it can, endings last; None if it would read nothing new."""
        left = unread - self.opening
        places = [(stop, number) for stop, states in self.system.start.items() for number in positions(states)]
        legs: list[_Leg] = []
        while leg := self._leg(places, left):
            legs.append(leg)
            places = [leg.last]
            left = left.difference(*map(_lines, leg.edges))
        if left == unread:
            return None
        first = legs[0].first if legs else places[0]
        ways = tuple(edge.way for leg in legs for edge in leg.edges)
        return play(self.verdict.scenario, self.system.drawn(first[1]), ways)

    def _leg(self, places: list[Place], left: set[Line]) -> _Leg | None:
        """The shortest way on to something unread, before an ending if there is such; else to any ending."""

        def is_new(edge: Edge) -> bool:
            return not left.isdisjoint(_lines(edge))

        def goes_on(edge: Edge) -> bool:
            return not self.verdict.scenario.scenes[edge.way.target].ending

        return (
            self._search(places, lambda edge: is_new(edge) and goes_on(edge))
            or self._search(places, is_new)
            or self._search(places, lambda edge: not goes_on(edge))
        )

    def _search(self, places: list[Place], wanted: Callable[[Edge], bool]) -> _Leg | None:
        """Breadth first, to the nearest wanted edge."""
        came: dict[Place, tuple[Place, Edge] | None] = dict.fromkeys(places)
        queue = deque(places)
        while queue:
            place = queue.popleft()
            for edge, following in self._onward(place):
                if wanted(edge):
                    return _back(came, place, edge, following)
                if following not in came:
                    came[following] = (place, edge)
                    queue.append(following)
        return None

    def _onward(self, place: Place) -> list[tuple[Edge, Place]]:
        if place not in self._steps:
            stop, number = place
            offered = [edge for edge in self.system.edges[stop] if edge.guard >> number & 1]
            self._steps[place] = [(edge, (edge.way.target, lowest(image(edge.moves, 1 << number)))) for edge in offered]
        return self._steps[place]


def _back(came: Mapping[Place, tuple[Place, Edge] | None], place: Place, edge: Edge, last: Place) -> _Leg:
    """The leg that ends with an edge, from what each place was come to from."""
    edges = [edge]
    while before := came[place]:
        place, earlier = before
        edges.append(earlier)
    return _Leg(place, tuple(reversed(edges)), last)


def _lines(edge: Edge) -> set[Line]:
    """What a step reads."""
    return {(edge.way.stop, edge.way.at), *((scene, -1) for scene in edge.way.heard)}
