"""Advice on how a conversation teaches. None of it is an error: the author judges."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from peersteps.checks import bots
from peersteps.checks.language.pieces import LEARNER, pieces
from peersteps.checks.proof.plain import listed
from peersteps.checks.reading_age import reading_age
from peersteps.checks.walks import walk
from peersteps.model import Course, Problem, Scenario

SHORTEST_WHY = 5
"""Words in a `why`, at least."""

OLDEST = 13.0
"""The reading age that narration, feedback and debriefs should not pass."""

ENOUGH_WORDS = 40
"""A reading age of fewer words says nothing."""

ALIKE = 0.75
"""The share of three-word runs in common above which two lines are nearly the same."""

_CURES = {
    "first": "move the helpful choice down in some of these scenes",
    "last": "move the helpful choice up in some of these scenes",
    "longest": "shorten the helpful choice, or lengthen another, in some of these scenes",
    "shortest": "lengthen the helpful choice, or shorten another, in some of these scenes",
}

Path = tuple[str | int, ...]


def check(course: Course, _on: date) -> Iterator[Problem]:
    """All advice on every conversation."""
    for scenario in course.scenarios.values():
        yield from advise(scenario)


def advise(scenario: Scenario) -> Iterator[Problem]:
    """All advice on one conversation."""
    yield from _single_choices(scenario)
    yield from _shape_of_answers(scenario)
    yield from _short_whys(scenario)
    yield from _near_duplicates(scenario)
    yield from _reading_ages(scenario)
    yield from _silent_cast(scenario)
    yield from _unwalked_endings(scenario)


def _silent_cast(scenario: Scenario) -> Iterator[Problem]:
    """Somebody in the cast who neither speaks nor is named. The learner speaks in choices."""
    told = " ".join(piece.words for piece in pieces(scenario) if piece.where[0] != "cast")
    for name in scenario.cast:
        if name != LEARNER and not re.search(rf"\b{re.escape(name)}\b", told):
            says = f"'{name}' is in the cast and never heard of in the talk; give them a line, or leave them out"
            yield scenario.problem("silent-cast", says, "cast", name)


def _unwalked_endings(scenario: Scenario) -> Iterator[Problem]:
    """Endings without a walk. A walk that is broken, or an ending that nothing leads to, is another rule's to tell."""
    if any(problem for name in scenario.walks for problem in walk(scenario, name)):
        return
    walked = {one.ending for one in scenario.walks.values()}
    led_to = {scene.next for scene in scenario.scenes.values()} | {choice.next for _, _, choice in scenario.choices()}
    for name in scenario.endings():
        if name not in walked and name in led_to:
            says = f"no walk leads to the ending '{name}'; write one under 'walks', as a test of the way there"
            yield scenario.problem("unwalked-ending", says, "scenes", name)


def _single_choices(scenario: Scenario) -> Iterator[Problem]:
    for name, scene in scenario.scenes.items():
        if len(scene.choices) == 1:
            says = f"'{name}' has only one choice, which is none; add another, or lead on with 'next'"
            yield scenario.problem("single-choice", says, "scenes", name, "choices", 0)


def _shape_of_answers(scenario: Scenario) -> Iterator[Problem]:
    """Bots over the scenes, over one play in file order and over shuffled plays; and the dice."""
    if len(bots.points(scenario)) < bots.FEWEST:
        return
    for bot, cure in _CURES.items():
        scenes = bots.over_scenes(scenario, bot)
        plays = {"of one play": bots.over_play(scenario, bot), "of shuffled plays": bots.over_plays(scenario, bot)}
        told = [f"{share} {where}" for where, share in {"of the scenes": scenes, **plays}.items() if share.too_high]
        if told:
            at = _helpful_by(scenario, bot)
            says = f"who always picks the {bot} choice is helpful in {listed(told)}; {cure}: {', '.join(at)}"
            yield scenario.problem("answers-show", says, "scenes", at[0] if at else scenario.start)
    chance = bots.by_chance(scenario)
    if chance.too_high:
        says = f"{chance} of all choices are helpful, so any pick does well; add choices that tempt"
        yield scenario.problem("answers-show", says, "scenes")


def _helpful_by(scenario: Scenario, bot: str) -> list[str]:
    picks = {name: bots.BOTS[bot](choices) for name, choices in bots.points(scenario).items()}
    return [name for name, pick in picks.items() if pick.practice == "helpful"]


def _short_whys(scenario: Scenario) -> Iterator[Problem]:
    for name, at, choice in scenario.choices():
        words = len(choice.why.split())
        if words < SHORTEST_WHY:
            says = f"the 'why' of '{choice.id}' has {words} words; say what it does for the other person"
            yield scenario.problem("short-why", says, "scenes", name, "choices", at, "why")


def _near_duplicates(scenario: Scenario) -> Iterator[Problem]:
    """Lines that are nearly those of another place. The same choice may be worded alike in every scene."""
    lines = list(_lines(scenario))
    runs = [_runs(words) for _, _, words in lines]
    where: dict[tuple[str, ...], list[int]] = {}
    for at, mine in enumerate(runs):
        near = {other for run in mine for other in where.get(run, ())}
        for run in mine:
            where.setdefault(run, []).append(at)
        path, act, _ = lines[at]
        for other in sorted(near):
            alike = len(mine & runs[other]) / len(mine | runs[other])
            if alike >= ALIKE and act != lines[other][1]:
                line = scenario.source.line(*lines[other][0])
                says = f"this is nearly the same as line {line}; say it in another way, or drop one of the two"
                yield scenario.problem("near-duplicate", says, *path)
                break


def _lines(scenario: Scenario) -> Iterator[tuple[Path, object, str]]:
    """What is said and explained: path, the act it belongs to, and the words."""
    for name, scene in scenario.scenes.items():
        for at, line in enumerate(scene.say):
            yield ("scenes", name, "say", at), (name, at), line.words
        for at, choice in enumerate(scene.choices):
            yield ("scenes", name, "choices", at, "words"), choice.id, choice.words
            yield ("scenes", name, "choices", at, "why"), choice.id, choice.why


def _runs(words: str) -> frozenset[tuple[str, ...]]:
    """Every run of three words; none for lines that are too short to compare."""
    plain = [word.strip(".,;:!?\"'()-").lower() for word in words.split()]
    plain = [word for word in plain if word]
    return frozenset(zip(plain, plain[1:], plain[2:], strict=False)) if len(plain) > 5 else frozenset()


def _reading_ages(scenario: Scenario) -> Iterator[Problem]:
    """Each voice of the author; what people say is theirs."""
    for voice, texts in voices(scenario).items():
        whole = "\n\n".join(texts.values())
        age = reading_age(whole)
        if age > OLDEST and len(whole.split()) >= ENOUGH_WORDS:
            hardest = max(texts, key=lambda path: reading_age(texts[path]) * min(len(texts[path].split()), 20))
            says = f"the {voice} reads like a text for age {age:.0f}; use shorter sentences and words, here first"
            yield scenario.problem("hard-to-read", says, *hardest)


def voices(scenario: Scenario) -> Mapping[str, Mapping[Path, str]]:
    """The author's own voices, each with its texts by their paths."""
    narration: dict[Path, str] = {}
    feedback: dict[Path, str] = {}
    debriefs: dict[Path, str] = {}
    for name, scene in scenario.scenes.items():
        for at, line in enumerate(scene.say):
            if line.kind == "stage":
                narration["scenes", name, "say", at] = line.words
        for at, choice in enumerate(scene.choices):
            feedback["scenes", name, "choices", at, "why"] = choice.why
        if scene.debrief:
            debriefs["scenes", name, "debrief", "happened"] = scene.debrief.happened
            if scene.debrief.now:
                debriefs["scenes", name, "debrief", "now"] = scene.debrief.now
            for at, question in enumerate(scene.debrief.questions):
                debriefs["scenes", name, "debrief", "questions", at] = question
        for at, also in enumerate(scene.also):
            debriefs["scenes", name, "also", at, "say"] = also.say
    return {"narration": narration, "feedback": feedback, "debrief": debriefs}
