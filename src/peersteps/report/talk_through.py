"""The talk-through sheet: the same points as a quiz, to talk over with a person instead of a test."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peersteps.model import Course, Question, Quiz
from peersteps.report.pages import Frame, talk_through_page
from peersteps.slots import fill


@dataclass(frozen=True)
class Point:
    """One thing to talk about."""

    ask: str
    must: bool
    heard: tuple[str, ...]
    """What shows that the point is understood, in whatever words."""
    tempts: tuple[tuple[str, str], ...]
    """What good people say instead, each with what to say back."""


def talk_through(course: Course, quiz: Quiz, on: date) -> str:
    """The sheet as HTML, grouped by outcome; the questions to hand in, or the practice ones where there are none."""
    points: dict[str, list[Point]] = {}
    for question in quiz.graded or quiz.practice:
        points.setdefault(quiz.outcomes[question.outcome], []).append(_point(course, question))
    item = f"sign-off/talk-through-{quiz.id}"
    return talk_through_page(Frame(on, course.local.settings.get("organisation", "")), quiz, points, item)


def _point(course: Course, question: Question) -> Point:
    def words(text: str) -> str:
        return fill(text, course.local.settings)

    return Point(
        ask=words(question.ask),
        must=question.must,
        heard=tuple(map(words, _heard(question))),
        tempts=tuple(
            (words(one.words), words(one.feedback)) for one in question.options if _tempts(question, one.right)
        ),
    )


def _heard(question: Question) -> Iterator[str]:
    match question.kind:
        case "order":
            yield "; then ".join(option.words for option in question.options)
        case "written" | "say-it":
            yield from (*question.look_for, *question.models)
        case _:
            yield from (f"{one.words} ({one.feedback})" for one in question.options if one.right)


def _tempts(question: Question, right: bool) -> bool:
    return question.kind in ("single", "multiple", "judgement") and not right
