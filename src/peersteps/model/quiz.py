"""Questions: practice ones for the page (answers and feedback included), graded ones to hand in."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from peersteps.model.base import FactId, Filed, Frozen, Review, Slug, Words

Kind = Literal["single", "multiple", "order", "judgement", "predict", "sort", "spot", "say-it", "written"]
CHOSEN: frozenset[Kind] = frozenset(("single", "multiple", "order", "judgement", "predict", "sort", "spot"))
"""Kinds answered by choosing options; the other two are answered in the learner's own words."""

PRACTISED: frozenset[Kind] = frozenset(("predict", "sort", "spot", "say-it"))
"""Kinds for practice only: nobody is marked on a guess, and own words are private."""


class Option(Frozen):
    """An answer that can be chosen, with its own feedback (with the fact it rests on, if any)."""

    id: Slug
    words: Words
    feedback: Words
    right: bool = False
    fact: FactId | None = None
    under: Words | None = None
    """The heading it belongs under, in a `sort`."""


class Question(Frozen):
    """One question.

    `order` lists its options in the order that fits; `judgement` lists the points of its scale in order
    and marks the expert's point as right; `predict` asks what comes next before it is told, so that no option is right;
    `sort` puts each option under one of its `groups`; `spot` finds phrases, its options, in a `text`; `say-it` is
    private and shows `models`; `written` is read by the trainer, who is helped by `look-for`.
    """

    id: Slug
    kind: Kind
    ask: Words
    options: tuple[Option, ...] = ()
    groups: tuple[Words, ...] = ()
    text: Words | None = None
    models: tuple[Words, ...] = ()
    look_for: tuple[Words, ...] = ()
    points: int = Field(default=1, ge=1, le=10)
    must: bool = False
    facts: tuple[FactId, ...] = ()
    outcome: str
    competence: tuple[str, ...] = ()
    after: Words | None = None
    """Said after any answer: usually why the other options tempt."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Question":
        right = sum(option.right for option in self.options)
        if self.kind in CHOSEN and len(self.options) < 2:
            raise ValueError("this kind of question needs two 'options' or more")
        if self.kind in ("single", "judgement") and right != 1:
            raise ValueError(f"a '{self.kind}' question needs exactly one option with 'right: yes'; {right} have it")
        if self.kind in ("multiple", "spot") and not right:
            raise ValueError(f"a '{self.kind}' question needs at least one option with 'right: yes'")
        if self.kind == "order" and right:
            raise ValueError("an 'order' question lists its options in the right order; leave out 'right'")
        if self.kind in ("predict", "sort") and right:
            raise ValueError(f"no option of a '{self.kind}' question is right; leave out 'right'")
        if self.kind not in CHOSEN and self.options:
            raise ValueError(f"a '{self.kind}' question has no 'options'")
        if self.kind == "say-it" and not self.models:
            raise ValueError("a 'say-it' question needs 'models' to compare with")
        if self.must and self.kind not in ("single", "multiple"):
            raise ValueError("only 'single' and 'multiple' questions can be 'must'")
        return self

    @model_validator(mode="after")
    def _sorts_or_spots(self) -> "Question":
        if (self.kind == "sort") != bool(self.groups):
            raise ValueError("a 'sort' question, and no other, needs 'groups': the headings to sort under")
        known = self.groups or (None,)
        if any(option.under not in known for option in self.options):
            raise ValueError("each option of a 'sort' question, and of no other, names one of its 'groups' in 'under'")
        if (self.kind == "spot") != bool(self.text):
            raise ValueError("a 'spot' question, and no other, needs a 'text' in which its options are found")
        lost = [option.words for option in self.options if self.text and self.text.count(option.words) != 1]
        if lost:
            raise ValueError(f"'{lost[0]}' has to stand in 'text' once, letter for letter")
        return self


class Quiz(Filed):
    """The questions of one module."""

    quiz: Slug
    version: int = Field(ge=1)
    title: Words
    module: Slug
    pass_at: int = Field(ge=1)
    """Points needed in the graded questions, besides every `must` question."""
    outcomes: Mapping[str, Words] = Field(min_length=1)
    review: Review
    practice: tuple[Question, ...] = Field(min_length=1)
    graded: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _marks_what_can_be_marked(self) -> "Quiz":
        for question in self.graded:
            if question.kind in PRACTISED:
                raise ValueError(f"'{question.id}' is a '{question.kind}' question, which is for practice only")
        return self

    @property
    def id(self) -> str:
        """The id, which is also the file's name and part of the activity id."""
        return self.quiz

    @property
    def assignment(self) -> str:
        """The nbgrader assignment: a quiz whose questions changed is a new assignment."""
        return f"{self.quiz}-v{self.version}"

    @property
    def points(self) -> int:
        """The most points the graded questions can give."""
        return sum(question.points for question in self.graded)
