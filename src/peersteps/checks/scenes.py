"""Links within a conversation: scenes, choices, measures, outcomes."""

from collections.abc import Iterable, Iterator
from datetime import date

from peersteps.checks.advice import instead
from peersteps.checks.texts import texts
from peersteps.model import SLOTS, Course, Problem, Scenario
from peersteps.model.condition import Both, Chosen, Compare, Condition, Either, Not
from peersteps.slots import slots_in


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Everything that a conversation points at is in it."""
    for scenario in course.scenarios.values():
        yield from within(scenario)


def within(scenario: Scenario) -> Iterator[Problem]:
    """Everything that one conversation points at in itself. Without such problems it can be played."""
    yield from _to_scenes(scenario)
    yield from _choices(scenario)
    yield from _conditions(scenario)
    yield from _moments(scenario)
    yield from _competences(scenario)
    yield from _local(scenario)


def _to_scenes(scenario: Scenario) -> Iterator[Problem]:
    """Each link to a scene."""
    yield from _scene(scenario, scenario.start, "start")
    yield from _not_ending(scenario, scenario.start, "start")
    for name, scene in scenario.scenes.items():
        if scene.next is not None:
            yield from _scene(scenario, scene.next, "scenes", name, "next")
        for at, choice in enumerate(scene.choices):
            yield from _scene(scenario, choice.next, "scenes", name, "choices", at, "next")
    for name, moment in scenario.moments.items():
        yield from _scene(scenario, moment.scene, "moments", name, "scene")
        yield from _not_ending(scenario, moment.scene, "moments", name, "scene")
    for name, walk in scenario.walks.items():
        yield from _scene(scenario, walk.ending, "walks", name, "ending")


def _scene(scenario: Scenario, name: str, *where: str | int) -> Iterator[Problem]:
    if name not in scenario.scenes:
        cure = instead(name, scenario.scenes, "add that scene, or link to one that is there")
        yield scenario.problem("unknown-scene", f"there is no scene '{name}'; {cure}", *where)


def _not_ending(scenario: Scenario, name: str, *where: str | int) -> Iterator[Problem]:
    """There is nothing to practise where a talk is over."""
    if name in scenario.endings():
        other = next((one for one in scenario.scenes if one not in scenario.endings()), None)
        cure = f"begin at another scene, such as '{other}'" if other else "write a scene that comes before it"
        yield scenario.problem("bad-value", f"'{name}' is an ending, so nothing is left to say there; {cure}", *where)


def _choices(scenario: Scenario) -> Iterator[Problem]:
    """Ids that stand once in a scene, and skills and measures that exist."""
    for name, scene in scenario.scenes.items():
        seen: set[str] = set()
        for at, choice in enumerate(scene.choices):
            where = ("scenes", name, "choices", at)
            if choice.id in seen:
                says = f"'{choice.id}' is already a choice of '{name}'; give one of the two another id"
                yield scenario.problem("repeated-id", says, *where)
            seen.add(choice.id)
            if choice.skill is not None and choice.skill not in scenario.outcomes:
                cure = instead(choice.skill, scenario.outcomes, "add it there, or use one that is")
                says = f"'{choice.skill}' is not in 'outcomes'; {cure}"
                yield scenario.problem("unknown-id", says, *where, "skill")
            for measure, change in choice.effect.items():
                yield from _measure(scenario, measure, *where, "effect", measure)
                yield from _change(scenario, measure, change, *where, "effect", measure)


def _measure(scenario: Scenario, name: str, *where: str | int) -> Iterator[Problem]:
    if name not in scenario.measures:
        cure = instead(name, scenario.measures, "add it there, or use one that is")
        yield scenario.problem("unknown-id", f"'{name}' is not in 'measures'; {cure}", *where)


def _change(scenario: Scenario, name: str, change: int, *where: str | int) -> Iterator[Problem]:
    """A change is not larger than its scale: such a number is a slip."""
    scale = scenario.measures.get(name)
    if scale and abs(change) > (most := scale.to - scale.from_):
        found = f"'{name}' goes from {scale.from_} to {scale.to}, and this changes it by {change:+}"
        says = f"{found}; write a number from {-most} to +{most}"
        yield scenario.problem("bad-value", says, *where)


def _local(scenario: Scenario) -> Iterator[Problem]:
    """Each slot that a talk fills itself is a setting, or stands in its words."""
    used = {slot for path, text in texts(scenario) if path[0] != "local" for slot in slots_in(text)}
    for slot in scenario.local:
        if slot not in SLOTS and slot not in used:
            cure = instead(slot, (*SLOTS, *used), "use it in the talk, or leave it out")
            says = f"'{slot}' is no setting, and no words here have '{{{slot}}}'; {cure}"
            yield scenario.problem("unknown-slot", says, "local", slot)


def _conditions(scenario: Scenario) -> Iterator[Problem]:
    """What each `when` reads."""
    ids = {choice.id for _, _, choice in scenario.choices()}
    for name, scene in scenario.scenes.items():
        tests = {"choices": [choice.when for choice in scene.choices], "also": [also.when for also in scene.also]}
        for part, conditions in tests.items():
            for at, condition in enumerate(conditions):
                for says in _faults(condition, scenario, ids) if condition is not None else ():
                    yield scenario.problem("unknown-id", says, "scenes", name, part, at, "when")


def _faults(condition: Condition, scenario: Scenario, ids: set[str]) -> Iterator[str]:
    match condition:
        case Chosen(choice) if choice not in ids:
            cure = instead(choice, ids, "use the id of a choice")
            yield f"no choice is called '{choice}'; {cure}"
        case Compare():
            yield from _compared(condition, scenario)
        case Not(part):
            yield from _faults(part, scenario, ids)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _faults(part, scenario, ids)


def _compared(condition: Compare, scenario: Scenario) -> Iterator[str]:
    """A measure against a number on its scale, or a drawn value against one of its words."""
    name, value = condition.name, condition.value
    if words := scenario.vary.get(name):
        if condition.op != "=" or str(value) not in words:
            yield f"'{name}' is drawn from {', '.join(words)}; write '{name} = {words[0]}'"
    elif scale := scenario.measures.get(name):
        if not isinstance(value, int) or not scale.from_ <= value <= scale.to:
            yield f"'{name}' goes from {scale.from_} to {scale.to}; '{value}' is not on it"
    else:
        cure = instead(name, (*scenario.measures, *scenario.vary), "add it to one of them")
        yield f"'{name}' is neither in 'measures' nor in 'vary'; {cure}"


def _moments(scenario: Scenario) -> Iterator[Problem]:
    """The state in which a moment starts."""
    ids = {choice.id for _, _, choice in scenario.choices()}
    for name, moment in scenario.moments.items():
        for measure, value in moment.measures.items():
            where = ("moments", name, "measures", measure)
            yield from _measure(scenario, measure, *where)
            scale = scenario.measures.get(measure)
            if scale and not scale.from_ <= value <= scale.to:
                says = f"'{measure}' goes from {scale.from_} to {scale.to}; write a number on it"
                yield scenario.problem("bad-value", says, *where)
        for at, choice in enumerate(moment.chosen):
            if choice not in ids:
                says = f"no choice is called '{choice}'; {instead(choice, ids, 'use the id of a choice')}"
                yield scenario.problem("unknown-id", says, "moments", name, "chosen", at)


def _competences(scenario: Scenario) -> Iterable[Problem]:
    for outcome in scenario.competences:
        if outcome not in scenario.outcomes:
            cure = instead(outcome, scenario.outcomes, "add it there, or use one that is")
            yield scenario.problem("unknown-id", f"'{outcome}' is not in 'outcomes'; {cure}", "competences", outcome)
