"""Golden traces: plays of small scenarios, step by step, as peersteps.engine plays them.

`python tests/golden.py` writes them into tests/traces/ again. Python and JavaScript both replay those files.
"""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peersteps import engine
from peersteps.model import Course, Scenario
from peersteps.payload import scenario_payload
from peersteps.player import reading_order
from peersteps.reading import read_course

TRACES = Path(__file__).parent / "traces"
TINY = Path(__file__).parent / "tiny"
SAID = "said"
LONGEST = 40

CORNERS = {
    "scenario": "corners",
    "version": "1.0.0",
    "language": "en-GB",
    "title": "Corners",
    "summary": "A made-up talk in which every rule of the engine is met.",
    "setting": "team",
    "audience": "psw",
    "you-are": "a tester",
    "alone": False,
    "minutes": 3,
    "level": 1,
    "tags": [],
    "content-notes": [],
    "outcomes": {"ask": "Ask"},
    "competences": {"ask": ["3.5"]},
    "needs": [],
    "facts": [],
    "review": {"due": "2027-11-01"},
    "cast": {"Kit": "a colleague", "You": "the learner"},
    "measures": {
        "trust": {"label": "Trust", "from": 0, "to": 3, "start": 1},
        "constructor": {"label": "A name that JavaScript knows too", "from": -1, "to": 2, "start": 2},
    },
    "vary": {"mood": ["flat", "jumpy", "bright"], "hour": ["early", "late"]},
    "start": "opening",
    "scenes": {
        "opening": {"say": [{"kind": "stage", "words": "A door opens."}], "next": "hub"},
        "hub": {
            "say": [{"kind": "speech", "who": "Kit", "words": "Well?"}, {"kind": "beat"}],
            "choices": [
                {"id": "up", "words": "Up", "practice": "helpful", "why": "Up.", "next": "hub", "effect": {"trust": 2}},
                {
                    "id": "down",
                    "words": "Down",
                    "practice": "mixed",
                    "why": "Down.",
                    "next": "opening",
                    "effect": {"trust": -2, "constructor": -3},
                },
                {
                    "id": "once",
                    "words": "Once",
                    "practice": "neutral",
                    "why": "Once.",
                    "next": "hub",
                    "once": True,
                    "when": "trust >= 1 and not (mood = jumpy or hour = late)",
                },
                {
                    "id": "bright",
                    "words": "Bright",
                    "practice": "helpful",
                    "why": "Bright.",
                    "next": "own-words",
                    "when": "mood = bright or chosen up",
                },
                {
                    "id": "even",
                    "words": "Even",
                    "practice": "unhelpful",
                    "why": "Even.",
                    "next": "over",
                    "when": "trust = 1 and constructor <= 2",
                },
                {"id": "leave", "words": "Leave", "practice": "unsafe", "why": "Leave.", "next": "over"},
            ],
        },
        "own-words": {
            "say": [],
            "say-it": {"prompt": "In your words?", "models": ["One way.", "Another way."]},
            "next": "after-words",
        },
        "after-words": {"say": [{"kind": "speech", "who": "You", "words": "Like that."}], "next": "hub"},
        "over": {
            "ending": "It is over",
            "debrief": {"happened": "It ended.", "questions": ["What now?"]},
            "also": [
                {"when": "chosen bright", "say": "You found words."},
                {"when": "not chosen once", "say": "There was more to find."},
                {"when": "trust <= 1 or constructor = 2", "say": "It was close."},
            ],
        },
    },
    "moments": {"late": {"title": "Late", "scene": "opening", "measures": {"trust": 3}, "chosen": ["bright"]}},
    "walks": {"out": {"choices": ["leave"], "ending": "over"}},
    "support": [],
}


def corners(course: Course) -> tuple[Scenario, dict[str, Any]]:
    """The scenario above, and its payload."""
    content = {**CORNERS, "support": [next(iter(course.contacts))]}
    scenario = Scenario.model_validate(content)
    return scenario, scenario_payload(course, scenario)


def traces(course: Course) -> Mapping[str, dict[str, Any]]:
    """Every golden trace, by name."""
    found = [corners(course), *((one, scenario_payload(course, one)) for one in course.scenarios.values())]
    return {scenario.id: trace(scenario, payload, plays=12) for scenario, payload in found}


def trace(scenario: Scenario, payload: dict[str, Any], plays: int) -> dict[str, Any]:
    """Some plays of a scenario, chosen by a fixed seed, with every state on their way."""
    chance = random.Random(scenario.id)
    seeds = [0, 1, 0xFFFFFFFF, *(chance.randrange(2**32) for _ in range(plays))]
    moments = ["", *scenario.moments]
    run = [play(scenario, payload, seed, moments[at % len(moments)], chance) for at, seed in enumerate(seeds)]
    return {"payload": payload, "readingOrder": reading_order(payload), "plays": run}


def play(scenario: Scenario, payload: dict[str, Any], seed: int, moment: str, chance: random.Random) -> dict[str, Any]:
    """One random play until an ending, or for 40 choices."""
    state = engine.begin_moment(scenario, moment, seed) if moment else engine.begin(scenario, seed)
    path: list[str] = []
    states = [seen(scenario, payload, state, seed, 0)]
    while len(path) < LONGEST and not scenario.scenes[state.scene].ending:
        if scenario.scenes[state.scene].say_it:
            path.append(SAID)
            state = engine.said(scenario, state)
        else:
            path.append(chance.choice(engine.offered(scenario, state)).id)
            state = engine.step(scenario, state, path[-1])
        states.append(seen(scenario, payload, state, seed, len(path)))
    return {"seed": seed, "moment": moment, "path": path, "states": states}


def seen(scenario: Scenario, payload: dict[str, Any], state: engine.State, seed: int, turn: int) -> dict[str, Any]:
    """All that can be seen of a state. Debrief lines are quoted from the payload, where slots are filled."""
    also = scenario.scenes[state.scene].also
    lines = [payload["scenes"][state.scene]["also"][also.index(one)] for one in engine.debrief_lines(scenario, state)]
    offered = [choice.id for choice in engine.offered(scenario, state)]
    return {
        "scene": state.scene,
        "measures": dict(state.measures),
        "drawn": dict(state.drawn),
        "chosen": list(state.chosen),
        "used": sorted("/".join(one) for one in state.used),
        "passed": list(state.passed),
        "offered": offered,
        "order": list(engine.order(seed, turn, len(offered))),
        "debrief": [line["say"] for line in lines],
    }


def written(found: dict[str, Any]) -> str:
    """A trace as it stands in its file."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    tiny, problems = read_course(TINY, TINY / "settings.yml")
    assert tiny, problems
    for name, one in traces(tiny).items():
        (TRACES / f"{name}.json").write_text(written(one), encoding="utf-8", newline="\n")
