"""The shortest way to a state, played in the engine and printed as a script that anybody can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from peersteps import engine
from peersteps.checks.proof.talk import Way
from peersteps.checks.proof.transitions import System
from peersteps.checks.proof.valuations import Set, image, lowest, preimage
from peersteps.model import Scenario

Wave = dict[str, Set]
"""The states that are first met after so many moves, by stop."""


@dataclass(frozen=True)
class Path:
    """A play: the state before each move, the moves, and the state they lead to."""

    states: tuple[engine.State, ...]
    ways: tuple[Way, ...]

    @property
    def end(self) -> engine.State:
        """Where the play leads."""
        return self.states[-1]

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices made, in order; a say-it scene is passed through, as in a walk."""
        return tuple(way.choice.id for way in self.ways if way.choice)


def shortest(system: System, goals: Mapping[str, Set]) -> Path | None:
    """A play with the fewest moves into one of the goals (sets of states, by stop); None if there is none."""
    seen: list[Wave] = []
    for wave in waves(system, system.start):
        seen.append(dict(wave))
        hit = next((stop for stop in system.talk.ways if wave.get(stop, 0) & goals.get(stop, 0)), None)
        if hit is not None:
            ways, first = _trace(system, seen, hit, lowest(wave[hit] & goals[hit]))
            return play(system.scenario, system.drawn(first), ways)
    return None


def waves(system: System, origin: Mapping[str, Set]) -> Iterator[Wave]:
    """The states first met after 0, 1, 2 ... moves. A wave is used up when the next one is asked for."""
    known: Wave = {}
    wave: Wave = dict(origin)
    while wave:
        for stop, fresh in wave.items():
            known[stop] = known.get(stop, 0) | fresh
        yield wave
        wave = _onward(system, wave, known)


def play(scenario: Scenario, drawn: Mapping[str, str], ways: tuple[Way, ...]) -> Path:
    """Play the moves in the engine. That it lets them pass is the proof that they are real."""
    start = engine.begin(scenario)
    states = [replace(start, drawn={**start.drawn, **drawn})]
    for way in ways:
        now = states[-1]
        states.append(engine.step(scenario, now, way.choice.id) if way.choice else engine.said(scenario, now))
    return Path(tuple(states), ways)


def script(path: Path, ending: str) -> str:
    """A play in lines for an author; `ending` says what is wrong with the last."""
    lines = []
    if path.end.drawn and path.ways:
        lines.append(f"({', '.join(f'{name} is {word}' for name, word in path.end.drawn.items())})")
    for state, way in zip(path.states, path.ways, strict=False):
        lines += [f"{scene}: it goes on" for scene in state.passed[:-1]]
        does = f'{way.choice.id}, "{brief(way.choice.words)}"' if way.choice else "in your own words"
        lines.append(f"{state.scene}: you choose {does}" if way.choice else f"{state.scene}: you answer {does}")
    lines += [f"{scene}: it goes on" for scene in path.end.passed[:-1]]
    lines.append(f"{path.end.scene}: {ending}")
    return "".join(f"\n      {line}" for line in lines)


def brief(words: str, most: int = 60) -> str:
    """The beginning of some words, cut between two of them."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} ..."


def _onward(system: System, wave: Wave, known: Mapping[str, Set]) -> Wave:
    onward: Wave = {}
    while wave:
        stop, fresh = wave.popitem()
        for edge in system.edges[stop]:
            target = edge.way.target
            if new := image(edge.moves, fresh & edge.guard) & ~known.get(target, 0):
                onward[target] = onward.get(target, 0) | new
    return onward


def _trace(system: System, seen: list[Wave], stop: str, number: int) -> tuple[tuple[Way, ...], int]:
    """The moves that led to a state, wave by wave, and the valuation in which they began."""
    ways: list[Way] = []
    for wave in reversed(seen[:-1]):
        for edge in system.back[stop]:
            before = preimage(edge.moves, 1 << number) & edge.guard & wave.get(edge.way.stop, 0)
            if before:
                stop, number = edge.way.stop, lowest(before)
                ways.append(edge.way)
                break
    return tuple(reversed(ways)), number
