"""A conversation on the form: what stands above it, then the fewest plays that between them read every line."""

from collections.abc import Iterator, Mapping
from textwrap import shorten

from peersteps.checks.proof import Verdict
from peersteps.checks.proof.counterexample import Path
from peersteps.checks.tour import tour
from peersteps.model import Choice, Course, Scenario, Scene
from peersteps.player.readable import PRACTICE
from peersteps.review.form import Part, Row, known, paragraph, way
from peersteps.slots import fill

_ENOUGH = 64
"""How many letters of a choice, with its name, remind a reader of it."""


def parts(course: Course, scenario: Scenario) -> Iterator[Part]:
    """Each line once, where a play first comes to it."""
    reader = _Reader(course, scenario)
    yield Part("What stands at the top", tuple(_top(scenario, reader.own)))
    for number, play in enumerate(tour(Verdict(scenario)).plays, 1):
        rows = tuple(reader.play(play))
        if any(row.judged for row in rows):
            yield Part(f"Play {number}", rows)
    if left := tuple(reader.left()):
        yield Part("What no play comes to", left)


def _top(scenario: Scenario, own: Mapping[str, str]) -> Iterator[Row]:
    yield paragraph(scenario.title, own, "title")
    yield paragraph(scenario.summary, own, "summary")
    yield paragraph(scenario.you_are, own, "you are")
    yield paragraph(scenario.content_notes, own, "content notes: what is in it")
    yield paragraph(scenario.outcomes.values(), own, "outcomes: what it is for")
    yield paragraph((f"{name}: {who}" for name, who in scenario.cast.items()), own, "who is in it")
    if scenario.measures:
        yield paragraph((scale.label for scale in scenario.measures.values()), own, "what changes as you choose")
    if scenario.vary:
        drawn = (f"{name}: {' or '.join(words)}" for name, words in scenario.vary.items())
        yield paragraph(drawn, own, "drawn anew for each play")
    if scenario.moments:
        yield paragraph((one.title for one in scenario.moments.values()), own, "short practices of one moment")


class _Reader:
    """Reads play after play, and shows nothing twice."""

    def __init__(self, course: Course, scenario: Scenario) -> None:
        self.course, self.scenario = course, scenario
        self.own = {**scenario.local, **course.local.settings}
        self._heard: set[str] = set()
        self._offered: set[str] = set()

    def play(self, play: Path) -> Iterator[Row]:
        """What a play reads that no play before it has read; between it, what is chosen on the way there."""
        trail: list[str] = []
        if play.end.drawn:
            yield way(f"In this play: {', '.join(f'{name} is {word}' for name, word in play.end.drawn.items())}.")
        for step, state in zip((None, *play.ways), play.states, strict=True):
            rows: list[Row] = []
            if step and step.choice:
                rows += self._choices(step.stop)
                yield from _after(trail, rows)
                words = fill(step.choice.words, self.own)
                trail.append(shorten(f"{step.choice.id}: {words}", _ENOUGH, placeholder=" ..."))
            rows = [row for name in state.passed for row in self._scene(name)]
            yield from _after(trail, rows)

    def left(self) -> Iterator[Row]:
        """What no play has read: nothing, in a conversation without errors."""
        for name in self.scenario.scenes:
            yield from self._scene(name)
            yield from self._choices(name)

    def _scene(self, name: str) -> Iterator[Row]:
        if name in self._heard:
            return
        self._heard.add(name)
        scene = self.scenario.scenes[name]
        lines = [f"{line.who}: {line.words}" if line.who else f"({line.words})" for line in scene.say if line.words]
        if lines:
            yield paragraph(lines, self.own, f"scene {name}")
        if scene.say_it:
            yield paragraph((scene.say_it.prompt, *scene.say_it.models), self.own, f"own words, in {name}")
        yield from self._ending(name, scene)

    def _ending(self, name: str, scene: Scene) -> Iterator[Row]:
        if scene.ending and scene.debrief:
            words = (scene.ending, scene.debrief.happened, scene.debrief.now, *scene.debrief.questions)
            yield paragraph(words, self.own, f"ending {name}")
        for also in scene.also:
            yield paragraph(also.say, self.own, f"ending {name}, on some paths")

    def _choices(self, name: str) -> Iterator[Row]:
        """All choices of a scene, the first time that a play stops there."""
        if name not in self._offered:
            self._offered.add(name)
            yield from map(self._choice, self.scenario.scenes[name].choices)

    def _choice(self, choice: Choice) -> Row:
        word = PRACTICE[choice.practice]
        label = f"choice {choice.id}{f': {word.lower()}' if word else ''}"
        return paragraph((choice.words, choice.why), self.own, label, known(self.course, [choice.fact]))


def _after(trail: list[str], rows: list[Row]) -> Iterator[Row]:
    """Something new, after what led there."""
    if rows and trail:
        yield way("You choose", *trail)
        trail.clear()
    yield from rows
