"""Questions: practice ones for the page (answers and feedback included), graded ones to hand in."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from peersteps.model.base import FactId, Filed, Frozen, Review, Slug, Words

Kind = Literal["single", "multiple", "order", "judgement", "say-it", "written"]
CHOSEN: frozenset[Kind] = frozenset(("single", "multiple", "order", "judgement"))
"""Kinds answered by choosing options; the other two are answered in the learner's own words."""


class Option(Frozen):
    """An answer that can be chosen, with its own feedback (with the fact it rests on, if any)."""

    id: Slug
    words: Words
    feedback: Words
    right: bool = False
    fact: FactId | None = None


class Question(Frozen):
    """One question.

    `order` lists its options in the order that fits; `judgement` lists the points of its scale in order
    and marks the expert's point as right; `say-it` is private and shows `models`; `written` is read by the
    trainer, who is helped by `look-for`.
    """

    id: Slug
    kind: Kind
    ask: Words
    options: tuple[Option, ...] = ()
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
        if self.kind == "multiple" and not right:
            raise ValueError("a 'multiple' question needs at least one option with 'right: yes'")
        if self.kind == "order" and right:
            raise ValueError("an 'order' question lists its options in the right order; leave out 'right'")
        if self.kind not in CHOSEN and self.options:
            raise ValueError(f"a '{self.kind}' question has no 'options'")
        if self.kind == "say-it" and not self.models:
            raise ValueError("a 'say-it' question needs 'models' to compare with")
        if self.must and self.kind not in ("single", "multiple"):
            raise ValueError("only 'single' and 'multiple' questions can be 'must'")
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
