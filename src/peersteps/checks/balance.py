"""A conversation in figures, for its author: how large it is, how long its plays are, who does well without reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peersteps.checks import bots
from peersteps.checks.proof import Verdict, shortest
from peersteps.checks.proof.valuations import Set, image
from peersteps.checks.reading_age import reading_age
from peersteps.checks.teaching import voices
from peersteps.checks.tour import Tour, tour
from peersteps.model import Scenario

Length = tuple[int, int | None]
"""The fewest moves to an ending, and the most; None for the most where the talk can go round on the way."""


@dataclass(frozen=True)
class Balance:
    """The figures of one conversation."""

    scenes: int
    choices: int
    states: int
    steps: int
    """Steps from one state to the next."""
    endings: Mapping[str, Length]
    tour: Tour
    shares: Mapping[str, bots.Share]
    """How often each bot is helpful, over the scenes with more than one choice; `chance` is a throw of dice."""
    ages: Mapping[str, float]
    """The age in years from which most readers manage each of the author's voices."""


def balance(scenario: Scenario) -> Balance:
    """The figures of a conversation. Its links must be whole."""
    verdict = Verdict(scenario)
    edges = [edge for edges in verdict.system.edges.values() for edge in edges]
    return Balance(
        scenes=len(scenario.scenes),
        choices=sum(1 for _ in scenario.choices()),
        states=sum(states.bit_count() for states in verdict.reached.values()),
        steps=sum((verdict.reached[edge.way.stop] & edge.guard).bit_count() for edge in edges),
        endings=lengths(verdict),
        tour=tour(verdict),
        shares=shares(scenario),
        ages={voice: reading_age("\n\n".join(texts.values())) for voice, texts in voices(scenario).items()},
    )


def shares(scenario: Scenario) -> Mapping[str, bots.Share]:
    """The share of each bot, and of chance."""
    return {**{bot: bots.over_scenes(scenario, bot) for bot in bots.BOTS}, "chance": bots.by_chance(scenario)}


def lengths(verdict: Verdict) -> Mapping[str, Length]:
    """The fewest and the most moves to each ending that can be reached."""
    most = _most(verdict)
    fewest = {}
    for name in verdict.scenario.endings():
        if path := shortest(verdict.system, {name: verdict.reached.get(name, 0)}):
            fewest[name] = len(path.ways)
    return {name: (moves, most[name]) for name, moves in fewest.items()}


def as_rows(figures: Balance) -> Iterator[str]:
    """The figures in sentences."""
    yield f"{figures.scenes} scenes, {figures.choices} choices; {figures.states:,} states, {figures.steps:,} steps"
    for name, (few, many) in figures.endings.items():
        most = "no most, since the talk can go round" if many is None else f"{many} at most"
        yield f"{name}: {few} moves at least, {most}"
    known = "no tour has fewer" if figures.tour.is_fewest else f"no tour has fewer than {figures.tour.at_least}"
    yield f"{len(figures.tour.plays)} plays read every line; {known}"
    for bot, share in figures.shares.items():
        yield f"always {bot}: helpful in {share}" if bot != "chance" else f"by chance: helpful in {share}"
    yield f"reading age: {', '.join(f'{voice} {age:.0f}' for voice, age in figures.ages.items())}"


def _most(verdict: Verdict) -> Mapping[str, int | None]:
    """The longest play to each ending.

    Begins with all states, and keeps those that a move leads to, again and again. An ending that is still
    there when nothing changes any more can be put off for ever.
    """
    states: Mapping[str, Set] = {stop: found for stop, found in verdict.reached.items() if found}
    endings = [name for name in states if verdict.scenario.scenes[name].ending]
    most: dict[str, int | None] = {}
    moves = 0
    while True:
        most |= {name: moves for name in endings if name in states}
        following = _after(verdict, states)
        if following == states:
            return most | {name: None for name in endings if name in states}
        states, moves = following, moves + 1


def _after(verdict: Verdict, states: Mapping[str, Set]) -> Mapping[str, Set]:
    """The states to which one more move leads."""
    after: dict[str, Set] = {}
    for stop, found in states.items():
        for edge in verdict.system.edges[stop]:
            if moved := image(edge.moves, found & edge.guard):
                after[edge.way.target] = after.get(edge.way.target, 0) | moved
    return after
