"""Conditions and states in an author's words."""

from collections.abc import Iterable, Iterator

from peersteps import engine
from peersteps.model import Choice, Scenario
from peersteps.model.condition import Both, Chosen, Compare, Condition, Either, Not


def in_words(condition: Condition) -> str:
    """A condition as an author writes it."""
    match condition:
        case Chosen(choice):
            return f"chosen {choice}"
        case Compare(name, op, value):
            return f"{name} {op} {value}"
        case Not(part):
            return f"not {_part(part)}"
        case Both(parts):
            return " and ".join(map(_part, parts))
        case Either(parts):
            return " or ".join(map(_part, parts))


def why_not_offered(scenario: Scenario, state: engine.State) -> str:
    """For each choice of a scene, what keeps it from being offered in a state."""
    return "; ".join(_reason(choice, state) for choice in scenario.scenes[state.scene].choices)


def offered(scenario: Scenario, state: engine.State) -> str:
    """The choices that a state offers, each with its practice."""
    return listed(f"{choice.id} ({choice.practice})" for choice in engine.offered(scenario, state))


def listed(words: Iterable[object], last: str = "and") -> str:
    """a, b and c."""
    *most, end = map(str, words)
    return f"{', '.join(most)} {last} {end}" if most else end


def parts(condition: Condition) -> Iterator[Condition]:
    """The conditions that all have to hold, one by one."""
    if isinstance(condition, Both):
        for part in condition.parts:
            yield from parts(part)
    else:
        yield condition


def _part(condition: Condition) -> str:
    words = in_words(condition)
    return f"({words})" if isinstance(condition, Both | Either) else words


def _reason(choice: Choice, state: engine.State) -> str:
    if choice.once and (state.scene, choice.id) in state.used:
        return f"{choice.id} was said already"
    return f"{choice.id} needs {in_words(choice.when)}" if choice.when is not None else choice.id
