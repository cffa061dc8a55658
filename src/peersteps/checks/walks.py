"""Walks: paths that an author wrote down as tests of a conversation."""

from collections.abc import Iterator
from datetime import date

from peersteps import engine
from peersteps.model import Course, Problem, Scenario


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Every walk of every conversation reaches its ending."""
    for scenario in course.scenarios.values():
        for name in scenario.walks:
            yield from walk(scenario, name)


def walk(scenario: Scenario, name: str) -> Iterator[Problem]:
    """Run one walk. What is left to chance is drawn with seed 0; say-it scenes are passed through."""
    path = scenario.walks[name]
    state = _after_own_words(scenario, engine.begin(scenario))
    for at, choice in enumerate(path.choices):
        here = engine.offered(scenario, state)
        if choice not in [one.id for one in here]:
            says = f"'{choice}' is not offered in '{state.scene}'; {_offered(scenario, state)}"
            yield scenario.problem("walk-broken", says, "walks", name, "choices", at)
            return
        state = _after_own_words(scenario, engine.step(scenario, state, choice))
    if state.scene != path.ending:
        says = f"this walk stops at '{state.scene}' and not at '{path.ending}'; {_offered(scenario, state)}"
        yield scenario.problem("walk-broken", says, "walks", name, "ending")
    elif not scenario.scenes[state.scene].ending:
        says = f"'{state.scene}' is not an ending; {_offered(scenario, state)}"
        yield scenario.problem("walk-broken", says, "walks", name, "ending")


def _after_own_words(scenario: Scenario, state: engine.State) -> engine.State:
    """The state after any say-it scenes; a ring of them is left alone, for the proof to report."""
    met: set[str] = set()
    while scenario.scenes[state.scene].say_it and state.scene not in met:
        met.add(state.scene)
        state = engine.said(scenario, state)
    return state


def _offered(scenario: Scenario, state: engine.State) -> str:
    if scenario.scenes[state.scene].ending:
        return "that is an ending"
    return f"offered there: {', '.join(choice.id for choice in engine.offered(scenario, state)) or 'nothing'}"
