"""A branching conversation. The format is described in `book/for-authors/scenario-format.md`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from peersteps.model import condition
from peersteps.model.base import Competences, FactId, Filed, Frozen, Review, Slug, Words

Practice = Literal["helpful", "mixed", "too-soon", "unhelpful", "unsafe", "neutral"]
"""How a choice sits with good practice. Never right or wrong."""


def _condition(value: object) -> object:
    return condition.parse(value) if isinstance(value, str) else value


Condition = Annotated[Any, BeforeValidator(_condition)]
"""Text such as `chosen a and role <= 2`, held as a `peersteps.model.condition.Condition`."""


class Line(Frozen):
    """One line of a scene: somebody's words, a stage direction, or a beat (a breath between words)."""

    kind: Literal["speech", "stage", "beat"]
    who: str = ""
    words: str = ""


class Measure(Frozen):
    """A small bounded scale, such as how safe the caller feels. It saturates at its two ends."""

    label: Words
    from_: int = Field(alias="from")
    to: int
    start: int

    @model_validator(mode="after")
    def _bounds(self) -> "Measure":
        if not self.from_ <= self.start <= self.to:
            raise ValueError("'start' must lie between 'from' and 'to'")
        if self.to - self.from_ > 6:
            raise ValueError("a measure has at most 7 levels; bring 'from' and 'to' closer together")
        return self


class Choice(Frozen):
    """Something the learner may say or do, with the feedback that follows."""

    id: Slug
    words: Words
    practice: Practice
    why: Words
    next: Slug
    effect: Mapping[str, int] = {}
    when: Condition | None = None
    once: bool = False
    skill: str | None = None
    shares: bool = False
    """Whether the learner tells something of their own life here; so that the balance of sharing can be printed."""
    fact: FactId | None = None


class SayIt(Frozen):
    """The learner finds own words, then compares. What they write never leaves the page."""

    prompt: Words
    models: tuple[Words, ...] = Field(min_length=1)


class Debrief(Frozen):
    """What an ending gives the learner: what happened, what to do now, what to think about."""

    happened: Words
    now: Words | None = None
    questions: tuple[Words, ...] = Field(min_length=1)


class Also(Frozen):
    """A debrief line for some paths only."""

    when: Condition
    say: Words


class Scene(Frozen):
    """A moment of the talk. It goes on by choices, by `next`, or it is an ending."""

    say: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    say_it: SayIt | None = None
    next: Slug | None = None
    ending: Words | None = None
    debrief: Debrief | None = None
    also: tuple[Also, ...] = ()
    reach: Literal["always"] | None = None

    @model_validator(mode="after")
    def _one_way_on(self) -> "Scene":
        ways = [bool(self.choices), self.next is not None, self.ending is not None]
        if sum(ways) != 1:
            raise ValueError("a scene needs exactly one of 'choices', 'next' or 'ending'")
        if self.say_it and self.next is None:
            raise ValueError("'say-it' needs 'next', so that the talk goes on afterwards")
        if self.ending and not self.debrief:
            raise ValueError("an ending needs a 'debrief' with 'happened' and 'questions'")
        if not self.ending and (self.debrief or self.also or self.reach):
            raise ValueError("'debrief', 'also' and 'reach' belong to an ending")
        return self


class Moment(Frozen):
    """One choice to practise in three minutes: a scene and the state it starts in."""

    title: Words
    scene: Slug
    measures: Mapping[str, int] = {}
    chosen: tuple[Slug, ...] = ()


class Walk(Frozen):
    """A path that is run as a test: choice ids in order, and the ending they must reach."""

    choices: tuple[Slug, ...]
    ending: Slug


class Scenario(Filed):
    """A practice conversation, whole."""

    scenario: Slug
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    language: Literal["en-GB"]
    title: Words
    summary: Words
    setting: Literal["helpline", "face-to-face", "team"]
    audience: Literal["psw", "manager"]
    you_are: Words
    alone: bool
    minutes: int = Field(ge=1, le=60)
    level: int = Field(ge=1, le=3)
    tags: tuple[Slug, ...]
    situations: tuple[Slug, ...] = ()
    """What happens in it, by ids of `modules/situations.yml`: this is how somebody finds it for tonight."""
    content_notes: tuple[Words, ...]
    outcomes: Mapping[str, Words] = Field(min_length=1)
    competences: Competences
    needs: tuple[str, ...]
    facts: tuple[FactId, ...]
    review: Review
    local: Mapping[str, Words] = {}
    cast: Mapping[str, Words] = Field(min_length=1)
    measures: Mapping[str, Measure] = Field(default={}, max_length=4)
    vary: Mapping[str, tuple[Words, ...]] = {}
    promises: tuple[Words, ...] = ()
    start: Slug
    scenes: Mapping[str, Scene] = Field(min_length=1)
    moments: Mapping[str, Moment] = {}
    walks: Mapping[str, Walk] = Field(min_length=1)
    support: tuple[Slug, ...] = Field(min_length=1)
    required: Literal["never"] | None = None

    @property
    def id(self) -> str:
        """The id, which is also the file's name and part of the activity id."""
        return self.scenario

    def choices(self) -> Iterator[tuple[str, int, Choice]]:
        """Every choice with its scene and its position there."""
        for name, scene in self.scenes.items():
            for at, choice in enumerate(scene.choices):
                yield name, at, choice

    def endings(self) -> Mapping[str, Scene]:
        """The scenes that end the conversation."""
        return {name: scene for name, scene in self.scenes.items() if scene.ending}
