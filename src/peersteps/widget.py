"""Practice conversations and quizzes as ipywidgets, in JupyterLab 4 and Notebook 7.

The same player as in the book draws them. Python can read what was chosen and set it:

>>> call = Conversation(course, "quiet-evening")
>>> call.path = ["warm", "notice"]
>>> call
Conversation('quiet-evening', path=['warm', 'notice'], scene='opened')

What a learner writes in their own words never reaches Python.
"""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from peersteps import engine
from peersteps.model import Course, Scenario
from peersteps.payload import quiz_payload, scenario_payload
from peersteps.player import player_css, player_js, readable_html

SAID = "said"
"""Stands in a path where the learner found their own words."""


class _Played(anywidget.AnyWidget):
    """What both widgets share: the payload, and a readable script for where no widget can be drawn."""

    _esm = player_js("jupyter")
    _css = player_css()

    payload = traitlets.Dict().tag(sync=True)
    seed = traitlets.Int().tag(sync=True)
    """32 bits that order the choices and draw what varies."""
    statements: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """What was finished here, as statements (see book/decisions/contracts.md)."""

    def _repr_mimebundle_(self, **kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
        found = super()._repr_mimebundle_(**kwargs)
        if found is None:
            return None
        data, metadata = found
        return {**data, "text/html": readable_html(self.payload)}, metadata


class Conversation(_Played):
    """A practice conversation of a course. Raises KeyError if the course has none of that id."""

    path = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """The ids of the choices made, in order. Setting a choice that is not offered raises TraitError."""
    hints = traitlets.Bool(default_value=True).tag(sync=True)
    """Whether feedback comes at once or waits for the ending."""
    moment = traitlets.Unicode().tag(sync=True)
    """The moment that is practised; empty for the whole conversation."""

    def __init__(
        self, course: Course, scenario: str, *, seed: int | None = None, moment: str = "", hints: bool = True
    ) -> None:
        """Begin at the start, or at a moment; without a seed every play is ordered anew."""
        self._scenario: Scenario = course.scenarios[scenario]
        payload = scenario_payload(course, self._scenario)
        super().__init__(payload=payload, seed=_seed(seed), moment=moment, hints=hints)

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self._scenario

    @property
    def state(self) -> engine.State:
        """Where the path leads."""
        return self._follow(self.path)

    @property
    def offered(self) -> list[str]:
        """The ids that can be added to the path now."""
        if self._scenario.scenes[self.state.scene].say_it:
            return [SAID]
        return [choice.id for choice in engine.offered(self._scenario, self.state)]

    @property
    def ending(self) -> str | None:
        """How it ended; None while it goes on."""
        return self._scenario.scenes[self.state.scene].ending

    @traitlets.validate("path")
    def _is_offered(self, proposal: Mapping[str, list[str]]) -> list[str]:
        self._follow(proposal["value"])
        return proposal["value"]

    @traitlets.validate("moment")
    def _is_known(self, proposal: Mapping[str, str]) -> str:
        moment = proposal["value"]
        if moment and moment not in self._scenario.moments:
            known = ", ".join(self._scenario.moments) or "none"
            raise traitlets.TraitError(f"there is no moment '{moment}'; those there are: {known}")
        return moment

    def _follow(self, path: list[str]) -> engine.State:
        start = engine.begin_moment(self._scenario, self.moment, self.seed) if self.moment else None
        state = start or engine.begin(self._scenario, self.seed)
        for choice in path:
            scene = self._scenario.scenes[state.scene]
            try:
                own = scene.say_it and choice == SAID
                state = engine.said(self._scenario, state) if own else engine.step(self._scenario, state, choice)
            except engine.NotOfferedError as problem:
                can = ", ".join(one.id for one in engine.offered(self._scenario, state)) or (
                    SAID if scene.say_it else "nothing"
                )
                raise traitlets.TraitError(f"{problem}; offered there: {can}") from None
        return state

    def __repr__(self) -> str:
        """The same for the same path, so that notebooks can be tested by it."""
        return f"Conversation({self._scenario.id!r}, path={list(self.path)!r}, scene={self.state.scene!r})"


class Quiz(_Played):
    """The practice questions of a quiz, or with `graded=True` those to hand in, without their keys.

    With `handin` (the address of the assignment on this Jupyter server, without a slash at its start) the browser
    saves the answers there itself, and no answer passes through the kernel. Raises KeyError for an unknown quiz.
    """

    answers = traitlets.Dict().tag(sync=True)
    """Option ids by question id. What is written in own words is never here."""
    at = traitlets.Int(-1).tag(sync=True)
    """The question shown; -1 before the first."""
    handin = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, course: Course, quiz: str, *, graded: bool = False, seed: int | None = None, handin: str = ""
    ) -> None:
        """Begin before the first question."""
        payload = quiz_payload(course, course.quizzes[quiz], graded=graded)
        super().__init__(payload=payload, seed=_seed(seed), handin=handin)

    @traitlets.validate("answers")
    def _is_known(self, proposal: Mapping[str, dict[str, list[str]]]) -> dict[str, list[str]]:
        options = {one["id"]: {option["id"] for option in one["options"]} for one in self.payload["questions"]}
        for question, chosen in proposal["value"].items():
            unknown = [one for one in chosen if one not in options.get(question, ())]
            if question not in options or unknown:
                what = f"option '{unknown[0]}'" if question in options else "question"
                raise traitlets.TraitError(f"there is no such {what} in this quiz: '{question}'")
        return proposal["value"]

    def __repr__(self) -> str:
        """The same for the same answers."""
        answers = {question: self.answers[question] for question in sorted(self.answers)}
        return f"Quiz({self.payload['id']!r}, mode={self.payload['mode']!r}, answers={answers!r})"


class HandedOut(Quiz):
    """The questions of an assignment, as they were handed out in its `quiz.json`: drawn without the course."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises OSError if it is not there and ValueError if it is not a graded quiz."""
        payload = json.loads(path.read_text(encoding="utf-8"))
        if (payload.get("kind"), payload.get("schema"), payload.get("mode")) != ("quiz", 1, "graded"):
            raise ValueError(f"{path.name} holds no questions to hand in; fetch the assignment again")
        # The widget underneath, not the quiz of a course.
        _Played.__init__(self, payload=payload, seed=_seed(None), handin=f"peersteps/{payload['assignment']}")


def show(path: str) -> HandedOut:
    """What the first cell of a handed-out notebook shows. Answers go from the browser straight to the server."""
    return HandedOut(Path(path))


def _seed(seed: int | None) -> int:
    return random.randrange(2**32) if seed is None else seed  # noqa: S311 - shuffles choices, guards nothing
