"""Playing a scenario: the same rules, in the same order, as `front/core/scenario.js`.

Golden traces in `tests/traces/` hold the two together. A state is plain and frozen, so that a walk, a
bot, the terminal player and the proof can all share it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from peersteps.model import condition
from peersteps.model.scenario import Also, Choice, Scenario, Scene

_WORD = 0xFFFFFFFF


@dataclass(frozen=True)
class State:
    """Where a play stands: always at a scene that waits for the learner, or at an ending."""

    scene: str
    measures: Mapping[str, int]
    drawn: Mapping[str, str]
    chosen: tuple[str, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()
    """Choices marked `once` that were made, with their scene."""
    passed: tuple[str, ...] = field(default=(), compare=False)
    """Scenes heard since the last choice, this one last."""


class NotOfferedError(ValueError):
    """A choice was made that this state does not offer."""


def begin(scenario: Scenario, seed: int = 0) -> State:
    """The first state. The seed (32 bits) draws what `vary` leaves open."""
    random = numbers(seed)
    drawn = {name: words[int(next(random) * len(words))] for name, words in scenario.vary.items()}
    measures = {name: measure.start for name, measure in scenario.measures.items()}
    return _arrive(scenario, State(scenario.start, measures, drawn))


def begin_moment(scenario: Scenario, moment: str, seed: int = 0) -> State:
    """The state in which a moment starts."""
    start = begin(scenario, seed)
    here = scenario.moments[moment]
    state = replace(start, scene=here.scene, measures={**start.measures, **here.measures}, chosen=here.chosen)
    return _arrive(scenario, state)


def offered(scenario: Scenario, state: State) -> tuple[Choice, ...]:
    """The choices that this state offers, in the author's order."""
    return tuple(
        choice
        for choice in scenario.scenes[state.scene].choices
        if not (choice.once and (state.scene, choice.id) in state.used)
        and (choice.when is None or holds(choice.when, state))
    )


def step(scenario: Scenario, state: State, choice_id: str) -> State:
    """The state after a choice. Raises NotOfferedError if the state does not offer it."""
    choice = next((choice for choice in offered(scenario, state) if choice.id == choice_id), None)
    if choice is None:
        raise NotOfferedError(f"'{choice_id}' is not offered in '{state.scene}'")
    measures = dict(state.measures)
    for name, change in choice.effect.items():
        scale = scenario.measures[name]
        measures[name] = max(scale.from_, min(scale.to, measures[name] + change))
    used = state.used | {(state.scene, choice.id)} if choice.once else state.used
    moved = replace(
        state, scene=choice.next, measures=measures, chosen=(*state.chosen, choice.id), used=used, passed=()
    )
    return _arrive(scenario, moved)


def said(scenario: Scenario, state: State) -> State:
    """The state after a say-it scene; what was written is not part of it."""
    following = scenario.scenes[state.scene].next
    if following is None:
        raise NotOfferedError(f"'{state.scene}' has nothing to say")
    return _arrive(scenario, replace(state, scene=following, passed=()))


def debrief_lines(scenario: Scenario, state: State) -> tuple[Also, ...]:
    """What this path adds to the debrief of its ending."""
    return tuple(also for also in scenario.scenes[state.scene].also if holds(also.when, state))


def holds(test: condition.Condition, state: State) -> bool:
    """Whether a condition is true in a state."""
    match test:
        case condition.Chosen(choice):
            return choice in state.chosen
        case condition.Compare(name, op, value):
            found = state.drawn[name] if name in state.drawn else state.measures[name]
            return _compare(found, op, value)
        case condition.Not(part):
            return not holds(part, state)
        case condition.Both(parts):
            return all(holds(part, state) for part in parts)
        case condition.Either(parts):
            return any(holds(part, state) for part in parts)


def order(seed: int, turn: int, count: int) -> tuple[int, ...]:
    """The order in which a turn shows its choices: positions in the author's order (Fisher-Yates)."""
    random = numbers((seed ^ (turn * 0x9E3779B9)) & _WORD)
    places = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(next(random) * (last + 1))
        places[last], places[other] = places[other], places[last]
    return tuple(places)


def numbers(seed: int) -> Iterator[float]:
    """Numbers in [0, 1) from a 32-bit seed: mulberry32 (Tommy Ettinger, public domain)."""
    state = seed & _WORD
    while True:
        state = (state + 0x6D2B79F5) & _WORD
        mixed = ((state ^ (state >> 15)) * (state | 1)) & _WORD
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _WORD)) & _WORD
        yield ((mixed ^ (mixed >> 14)) & _WORD) / 4294967296


def _arrive(scenario: Scenario, state: State) -> State:
    """Walk through scenes that only lead on, and remember which were heard."""
    heard = [state.scene]
    while (following := _leads_to(scenario.scenes[heard[-1]])) and following not in heard:
        heard.append(following)
    return replace(state, scene=heard[-1], passed=tuple(heard))


def _leads_to(scene: Scene) -> str | None:
    return None if scene.say_it else scene.next


def _compare(found: int | str, op: condition.Comparison, value: int | str) -> bool:
    if op == "=":
        return str(found) == str(value)
    return int(found) <= int(value) if op == "<=" else int(found) >= int(value)
