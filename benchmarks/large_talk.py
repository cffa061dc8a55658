"""A made-up talk of any size, for timing: random links, conditions and effects from one seed."""

import random

from peersteps.model import Choice, Scenario, Scene
from peersteps.model.condition import Both, Chosen, Compare, Condition, Not
from peersteps.model.scenario import Debrief, Measure

MEASURES = ("trust", "ease", "role")


def large_talk(scenes: int, remembered: int = 0, seed: int = 1) -> Scenario:
    """A talk with three choices a scene, three measures of five levels, and so many choices that are read."""
    dice = random.Random(seed)
    made: dict[str, Scene] = {}
    for at in range(scenes - 1):
        made[f"s{at}"] = Scene.model_construct(
            choices=tuple(_choice(dice, at, way, scenes, remembered) for way in range(3))
        )
    made[f"s{scenes - 1}"] = Scene.model_construct(
        ending="The end", debrief=Debrief(happened="It ended.", now="Rest.", questions=("How was it?",))
    )
    return Scenario.model_construct(
        scenario="large",
        start="s0",
        scenes=made,
        vary={},
        measures={name: Measure.model_validate({"label": name, "from": 0, "to": 4, "start": 2}) for name in MEASURES},
    )


def _choice(dice: random.Random, at: int, way: int, scenes: int, remembered: int) -> Choice:
    # The first choice always leads on to the next scene, so that everything can be reached.
    target = at + 1 if way == 0 else dice.randrange(scenes)
    name = f"r{dice.randrange(remembered)}" if remembered and dice.random() < 0.05 else f"c{at}-{way}"
    return Choice.model_construct(
        id=name,
        words="Some words.",
        practice="helpful",
        why="Because it helps here.",
        next=f"s{target}",
        effect={measure: dice.choice((-1, 1)) for measure in MEASURES if dice.random() < 0.4},
        when=_when(dice, remembered) if way and dice.random() < 0.5 else None,
    )


def _when(dice: random.Random, remembered: int) -> Condition:
    measure = Compare(dice.choice(MEASURES), dice.choice(("<=", ">=")), dice.randrange(1, 4))
    if not remembered or dice.random() < 0.5:
        return measure
    memory: Condition = Chosen(f"r{dice.randrange(remembered)}")
    return Both((measure, memory if dice.random() < 0.5 else Not(memory)))
