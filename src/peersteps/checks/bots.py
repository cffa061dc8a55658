"""Bots that answer by the look of a choice. If one of them does well, the look gives the answer away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from peersteps import engine
from peersteps.model import Choice, Scenario

Pick = Callable[[Sequence[Choice]], Choice]

BOTS: Mapping[str, Pick] = {
    "first": lambda choices: choices[0],
    "last": lambda choices: choices[-1],
    "longest": lambda choices: max(choices, key=lambda choice: len(choice.words)),
    "shortest": lambda choices: min(choices, key=lambda choice: len(choice.words)),
}
"""Who always takes the choice in this place, or of this length."""

MOST = 0.6
"""The largest share of helpful choices that a bot may get."""

FEWEST = 5
"""With fewer scenes or turns than this, a share says nothing."""

SEEDS = range(25)
"""The shuffled orders in which the bots play."""


@dataclass(frozen=True)
class Share:
    """How often a bot's pick was a helpful one."""

    helpful: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.helpful / self.of if self.of else 0.0

    @property
    def too_high(self) -> bool:
        """Whether the look of the choices gives the helpful one away."""
        return self.of >= FEWEST and self.share > MOST

    def __str__(self) -> str:
        """As printed: 71% (5 of 7)."""
        return f"{self.share:.0%} ({self.helpful} of {self.of})"


def points(scenario: Scenario) -> dict[str, tuple[Choice, ...]]:
    """The scenes with more than one choice."""
    return {name: scene.choices for name, scene in scenario.scenes.items() if len(scene.choices) > 1}


def over_scenes(scenario: Scenario, bot: str) -> Share:
    """A bot's share over every scene with more than one choice, in the order of the file."""
    picks = [BOTS[bot](choices) for choices in points(scenario).values()]
    return Share(sum(pick.practice == "helpful" for pick in picks), len(picks))


def by_chance(scenario: Scenario) -> Share:
    """All choices: what anybody gets who picks at random, as all bots do when the order is shuffled."""
    choices = [choice for choices in points(scenario).values() for choice in choices]
    return Share(sum(choice.practice == "helpful" for choice in choices), len(choices))


def over_play(scenario: Scenario, bot: str, seed: int | None = None) -> Share:
    """A bot's share over one play, in the order of the file or (with a seed) shuffled as the player does."""
    state, helpful, turns = engine.begin(scenario, seed or 0), 0, 0
    met: set[object] = set()
    while not scenario.scenes[state.scene].ending and (key := _key(state)) not in met:
        met.add(key)
        if scenario.scenes[state.scene].say_it:
            state = engine.said(scenario, state)
            continue
        choices = engine.offered(scenario, state)
        if not choices:
            break
        if seed is not None:
            choices = tuple(choices[place] for place in engine.order(seed, len(state.chosen), len(choices)))
        pick = BOTS[bot](choices)
        if len(choices) > 1:
            turns += 1
            helpful += pick.practice == "helpful"
        state = engine.step(scenario, state, pick.id)
    return Share(helpful, turns)


def over_plays(scenario: Scenario, bot: str) -> Share:
    """A bot's share over many plays, each shuffled in its own way."""
    plays = [over_play(scenario, bot, seed) for seed in SEEDS]
    return Share(sum(play.helpful for play in plays), sum(play.of for play in plays))


def _key(state: engine.State) -> object:
    return state.scene, tuple(state.measures.items()), frozenset(state.chosen), state.used
