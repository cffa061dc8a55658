"""A talk as sets and moves: what each choice needs, and what it does to every valuation at once.

Only what a condition reads is kept (the cone of influence): a measure that no condition reads is no
part of the state. The engine itself says what each comparison means, so that the two cannot drift apart.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from peersteps import engine
from peersteps.checks.proof.memory import Ask, Made, Memory
from peersteps.checks.proof.talk import Talk, Way
from peersteps.checks.proof.valuations import Move, Set, Space, positions
from peersteps.model import Choice
from peersteps.model.condition import Both, Chosen, Compare, Condition, Either, Not, names

MOST_IN_A_SCENE = 1 << 20
MOST = 10_000 << 17
"""The most valuations of one scene, and of all scenes together: about ten seconds' work. More is refused."""


class TooLargeError(Exception):
    """A talk reads more than can be checked. `readers` tells which memory is read where."""

    def __init__(self, valuations: int, readers: Mapping[Made, set[str]]) -> None:
        """Keep the size that it would have."""
        super().__init__(f"{valuations} valuations")
        self.valuations = valuations
        self.readers = readers


class Edge(NamedTuple):
    """A way with its sets: `guard` is where it is offered, `moves` is what it does."""

    way: Way
    guard: Set
    moves: tuple[Move, ...]


class System:
    """A scenario, compiled for its own conditions and for what is asked of it.

    Raises TooLargeError instead of starting on something that would not end.
    """

    def __init__(self, talk: Talk, asks: Iterable[Ask] = ()) -> None:
        """Compile a talk, and the conditions that are asked of it at some stops."""
        self.talk = talk
        self.scenario = talk.scenario
        asks = tuple(asks)
        self.memory = Memory(talk, asks)
        self.places = _places(talk, asks)
        """The measures and drawn words that are part of the state."""
        self._place = {name: place for place, name in enumerate(self.places)}
        sizes = [len(self._levels(name)) for name in self.places]
        slots = max(self.memory.slots.values(), default=-1) + 1
        size = prod(sizes) << slots
        if size > min(MOST_IN_A_SCENE, MOST // len(talk.ways)):
            raise TooLargeError(size, self.memory.readers)
        self.space = Space([*sizes, *[2] * slots])
        self._meanings: dict[tuple[Condition, int], Set] = {}
        self._effects: dict[object, tuple[Move, ...]] = {}

    @cached_property
    def edges(self) -> Mapping[str, tuple[Edge, ...]]:
        """The ways on from each stop."""
        return {stop: tuple(map(self._edge, ways)) for stop, ways in self.talk.ways.items()}

    @cached_property
    def back(self) -> Mapping[str, list[Edge]]:
        """The ways into each stop."""
        back: dict[str, list[Edge]] = {stop: [] for stop in self.talk.ways}
        for edges in self.edges.values():
            for edge in edges:
                back[edge.way.target].append(edge)
        return back

    @cached_property
    def start(self) -> Mapping[str, Set]:
        """Every state in which a play can begin: one for each draw."""
        values = [range(len(self._levels(name))) for name in self.places]
        for place, name in enumerate(self.places):
            if name not in self.scenario.vary:
                scale = self.scenario.measures[name]
                values[place] = range(scale.start - scale.from_, scale.start - scale.from_ + 1)
        slots = [0] * (len(self.space.sizes) - len(values))
        return {self.talk.first: sum(1 << self.space.number((*drawn, *slots)) for drawn in product(*values))}

    def drawn(self, number: int) -> Mapping[str, str]:
        """The drawn words of a valuation."""
        values = zip(self.places, self.space.values(number), strict=False)
        return {name: self.scenario.vary[name][at] for name, at in values if name in self.scenario.vary}

    def meaning(self, condition: Condition, stop: str) -> Set:
        """The valuations for which a condition holds at a stop."""
        key = (condition, self.memory.awake[stop] & self.memory.asked_by(condition))
        if key not in self._meanings:
            self._meanings[key] = self._meaning(condition, stop)
        return self._meanings[key]

    def _meaning(self, condition: Condition, stop: str) -> Set:
        match condition:
            case Chosen(choice):
                return self._made(Made(choice), stop)
            case Compare(name, _, _):
                levels = enumerate(self._levels(name))
                return self.space.having(self._place[name], [at for at, level in levels if _is(condition, level)])
            case Not(part):
                return self.space.everything ^ self.meaning(part, stop)
            case Both(parts):
                found = self.space.everything
                for part in parts:
                    found &= self.meaning(part, stop)
                return found
            case Either(parts):
                found = 0
                for part in parts:
                    found |= self.meaning(part, stop)
                return found

    def _made(self, made: Made, stop: str) -> Set:
        slot = self.memory.slot(made, stop)
        return 0 if slot is None else self.space.having(len(self.places) + slot, (1,))

    def _levels(self, name: str) -> list[tuple[str, int | str]]:
        """The values that a measure or a drawn word can have, each with the name it belongs to."""
        if name in self.scenario.vary:
            return [(name, word) for word in self.scenario.vary[name]]
        scale = self.scenario.measures[name]
        return [(name, level) for level in range(scale.from_, scale.to + 1)]

    def _edge(self, way: Way) -> Edge:
        guard = self.space.everything if way.choice is None else self._offered(way, way.choice)
        return Edge(way, guard, self._moves(way))

    def _offered(self, way: Way, choice: Choice) -> Set:
        guard = self.space.everything if choice.when is None else self.meaning(choice.when, way.stop)
        return guard & ~self._made(self.memory.once(way.stop, choice), way.stop) if choice.once else guard

    def _moves(self, way: Way) -> tuple[Move, ...]:
        """Effects on measures, then memories that are no longer needed, then those that begin."""
        before, after = self.memory.awake[way.stop], self.memory.awake[way.target]
        forgotten, made = before & ~after, self.memory.made_by(way) & after if after else 0
        effect = way.choice.effect if way.choice else {}
        effects = tuple((name, by) for name, by in effect.items() if by and name in self._place)
        key = (effects, forgotten, made)
        if key not in self._effects:
            moves = [self._changed(name, by) for name, by in effects]
            moves += [self._set(memory, 0) for memory in positions(forgotten)]
            moves += [self._set(memory, 1) for memory in positions(made)]
            self._effects[key] = tuple(moves)
        return self._effects[key]

    def _changed(self, name: str, by: int) -> Move:
        top = len(self._levels(name)) - 1
        return self.space.move(self._place[name], [max(0, min(top, level + by)) for level in range(top + 1)])

    def _set(self, memory: int, value: int) -> Move:
        return self.space.move(len(self.places) + self.memory.slots[memory], (value, value))


def _places(talk: Talk, asks: Iterable[Ask]) -> list[str]:
    """The measures and draws that some condition reads, in the order of the file."""
    read = {name for _, condition in asks for name in names(condition)}
    read |= {name for _, choice in talk.choices() if choice.when is not None for name in names(choice.when)}
    return [name for name in dict.fromkeys((*talk.scenario.measures, *talk.scenario.vary)) if name in read]


def _is(compare: Compare, level: tuple[str, int | str]) -> bool:
    """Whether a comparison holds for a value, as the engine sees it."""
    name, value = level
    drawn = {name: value} if isinstance(value, str) else {}
    measures = {name: value} if isinstance(value, int) else {}
    return engine.holds(compare, engine.State("", measures, drawn))
