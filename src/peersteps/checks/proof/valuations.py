"""Sets of valuations as big integers: the arithmetic under the proof.

A valuation gives one value to each place that a script remembers something in. Numbered in mixed radix,
valuations become bit positions, and a set of them becomes one integer. Then `and`, `or` and `not` of
conditions are `&`, `|` and `^`, and what a choice does to a thousand valuations is a few masked shifts.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import prod

Set = int
"""Bit i tells whether valuation i belongs to the set."""

Move = tuple[tuple[Set, int], ...]
"""What becomes of one place: each valuation under a mask moves by a number of bits. The masks share no bit."""


class Space:
    """All valuations of places with so many values each; the first place varies fastest."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """A space with a place for each size."""
        self.sizes = tuple(sizes)
        self.strides = tuple(prod(self.sizes[:place]) for place in range(len(self.sizes)))
        self.bits = prod(self.sizes)
        self.everything: Set = (1 << self.bits) - 1
        self._having = cache(self._pattern)

    def having(self, place: int, values: Iterable[int]) -> Set:
        """The valuations that hold one of these values in a place."""
        found = 0
        for value in values:
            found |= self._having(place, value)
        return found

    def _pattern(self, place: int, value: int) -> Set:
        """Runs of ones, as long as the stride of the place and repeated over all bits."""
        stride = self.strides[place]
        width = stride * self.sizes[place]
        pattern = ((1 << stride) - 1) << value * stride
        while width < self.bits:
            pattern |= pattern << width
            width *= 2
        return pattern & self.everything

    def move(self, place: int, becomes: Sequence[int]) -> Move:
        """The move that turns each value of a place into another: `becomes[old]` is the new one."""
        masks: dict[int, Set] = {}
        for old, new in enumerate(becomes):
            by = (new - old) * self.strides[place]
            masks[by] = masks.get(by, 0) | self._having(place, old)
        return tuple((mask, by) for by, mask in masks.items())

    def number(self, values: Iterable[int]) -> int:
        """The bit position of a valuation."""
        return sum(value * stride for value, stride in zip(values, self.strides, strict=True))

    def values(self, number: int) -> tuple[int, ...]:
        """The valuation at a bit position."""
        return tuple(number // stride % size for stride, size in zip(self.strides, self.sizes, strict=True))


def image(moves: Iterable[Move], found: Set) -> Set:
    """Where a set of valuations goes."""
    for move in moves:
        moved = 0
        for mask, by in move:
            if part := found & mask:
                moved |= part << by if by >= 0 else part >> -by
        found = moved
    return found


def preimage(moves: Sequence[Move], found: Set) -> Set:
    """The valuations that go into a set. Moves are undone last first."""
    for move in reversed(moves):
        came = 0
        for mask, by in move:
            came |= mask & (found >> by if by >= 0 else found << -by)
        found = came
    return found


def lowest(found: Set) -> int:
    """The first bit position of a set that is not empty."""
    return (found & -found).bit_length() - 1


def positions(mask: int) -> Iterator[int]:
    """The bit positions of a mask, from the lowest."""
    while mask:
        yield lowest(mask)
        mask &= mask - 1
