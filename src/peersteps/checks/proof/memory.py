"""What a talk has to remember, and where.

A choice is remembered only if something asks for it, and only in those scenes between making it and the
last place that can ask. Two memories that are never needed in the same scene share one bit, as variables
share registers in a compiler: twelve `once` choices in three separate scenes cost four bits, not twelve.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from peersteps.checks.proof.talk import Talk, Way
from peersteps.checks.proof.valuations import positions
from peersteps.model import Choice
from peersteps.model.condition import Condition, chosen

Ask = tuple[str, Condition]
"""A condition that is read at a stop."""


@dataclass(frozen=True)
class Made:
    """Whether a choice has been made: anywhere, or (for `once`) in one scene."""

    choice: str
    scene: str | None = None


class Memory:
    """The memories of a talk, for its own conditions and for what else is asked."""

    def __init__(self, talk: Talk, asks: Iterable[Ask] = ()) -> None:
        """Find what the conditions of a talk read, and what `asks` read."""
        self.talk = talk
        self._only_here = _made_once_in_one_scene(talk)
        readers: dict[Made, set[str]] = {}
        conditions = list(asks)
        for way, choice in talk.choices():
            if choice.when is not None:
                conditions.append((way.stop, choice.when))
            if choice.once:
                readers.setdefault(self.once(way.stop, choice), set()).add(way.stop)
        for stop, condition in conditions:
            for name in chosen(condition):
                readers.setdefault(Made(name), set()).add(stop)
        self.readers: Mapping[Made, set[str]] = self._by_time(readers)
        """Each memory with the stops that read it."""
        self._bit = {made: 1 << at for at, made in enumerate(self.readers)}

    def _by_time(self, readers: Mapping[Made, set[str]]) -> Mapping[Made, set[str]]:
        """What is made early first: then high bits are set late, and the integers of early scenes stay short."""
        if not readers:
            return readers
        at = {stop: place for place, stop in enumerate(self.talk.order)}
        first: dict[str, int] = {}
        for way, choice in self.talk.choices():
            first[choice.id] = min(first.get(choice.id, len(at)), at[way.stop])
        return {
            made: readers[made]
            for made in sorted(readers, key=lambda made: (first.get(made.choice, 0), made.choice, made.scene or ""))
        }

    def once(self, stop: str, choice: Choice) -> Made:
        """The memory that closes a `once` choice. It is the choice's own, if that is made nowhere else."""
        return Made(choice.id) if choice.id in self._only_here else Made(choice.id, stop)

    def asked_by(self, condition: Condition) -> int:
        """The memories that a condition reads, as a mask."""
        return sum(self._bit[Made(choice)] for choice in chosen(condition)) if self._bit else 0

    def made_by(self, way: Way) -> int:
        """The memories that a way sets, as a mask."""
        if way.choice is None:
            return 0
        made = self._bit.get(Made(way.choice.id), 0)
        return made | self._bit[self.once(way.stop, way.choice)] if way.choice.once else made

    @cached_property
    def awake(self) -> Mapping[str, int]:
        """For each stop, the memories that may be set there and may still be read (a mask)."""
        if not self.readers:
            return dict.fromkeys(self.talk.ways, 0)
        read = dict.fromkeys(self.talk.ways, 0)
        for memory, stops in self.readers.items():
            for stop in stops & read.keys():
                read[stop] |= self._bit[memory]
        made = dict.fromkeys(self.talk.ways, 0)
        for way, _ in self.talk.choices():
            made[way.target] |= self.made_by(way)
        readable = _spread(read, self.talk.back)
        settable = _spread(made, {stop: [way.target for way in ways] for stop, ways in self.talk.ways.items()})
        return {stop: readable[stop] & settable[stop] for stop in self.talk.ways}

    @cached_property
    def slots(self) -> Mapping[int, int]:
        """The bit that each memory is kept in, by the memory's own position (greedy colouring)."""
        together = set(self.awake.values())
        slots: dict[int, int] = {}
        for memory in range(len(self.readers)):
            others = 0
            for mask in together:
                others |= mask if mask >> memory & 1 else 0
            if others:
                taken = {slots[other] for other in positions(others) if other in slots}
                slots[memory] = next(slot for slot in range(len(slots) + 1) if slot not in taken)
        return slots

    def slot(self, made: Made, stop: str) -> int | None:
        """The bit that tells of a memory at a stop; None where it cannot have been set."""
        bit = self._bit[made]
        return self.slots[bit.bit_length() - 1] if self.awake[stop] & bit else None


def _made_once_in_one_scene(talk: Talk) -> frozenset[str]:
    """Choices for which "made" and "made in its scene" are the same thing."""
    scenes: dict[str, str] = {choice.id: way.stop for way, choice in talk.choices() if choice.once}
    elsewhere = {choice.id for way, choice in talk.choices() if not choice.once or scenes[choice.id] != way.stop}
    return frozenset(scenes.keys() - elsewhere)


def _spread(masks: Mapping[str, int], along: Mapping[str, list[str]]) -> dict[str, int]:
    """Each mask carried along the given steps, until nothing changes."""
    spread = dict(masks)
    changed = [stop for stop, mask in spread.items() if mask]
    while changed:
        stop = changed.pop()
        for other in along[stop]:
            if spread[stop] & ~spread[other]:
                spread[other] |= spread[stop]
                changed.append(other)
    return spread
