"""Where facts and other content are named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from peersteps.checks.texts import rows
from peersteps.model import Course, Page, Question, Quiz
from peersteps.model.base import Filed
from peersteps.reading import read_question
from peersteps.reading.tries import fences, questions_in

_ROLE = re.compile(r"\{(fact|law)\}`([^`]*)`")


@dataclass(frozen=True, order=True)
class Use:
    """A place that names something."""

    file: str
    line: int
    id: str
    role: Literal["fact", "law"] = "fact"


def fact_uses(course: Course) -> Iterator[Use]:
    """Every place that cites a fact."""
    for scenario in course.scenarios.values():
        for at, fact in enumerate(scenario.facts):
            yield _use(scenario, fact, "facts", at)
        for name, place, choice in scenario.choices():
            if choice.fact:
                yield _use(scenario, choice.fact, "scenes", name, "choices", place, "fact")
    for quiz in course.quizzes.values():
        yield from _in_quiz(quiz)
    for module in course.modules.values():
        for page in module.every_page():
            yield from _on_page(page)
    for page in course.around:
        yield from _on_page(page)
    for words in course.glossaries:
        noted = ((name, term.fact) for name, term in words.terms.items() if term.fact)
        yield from (_use(words, fact, "terms", name, "fact") for name, fact in noted)


def _in_quiz(quiz: Quiz) -> Iterator[Use]:
    for part, questions in (("practice", quiz.practice), ("graded", quiz.graded)):
        for at, question in enumerate(questions):
            for fact, where in cited(question):
                yield _use(quiz, fact, part, at, *where)


def _use(content: Filed, fact: str, *where: str | int) -> Use:
    return Use(content.source.file, content.source.line(*where), fact)


def cited(question: Question) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The facts that a question cites, each with its path in the question."""
    for at, fact in enumerate(question.facts):
        yield fact, ("facts", at)
    for at, option in enumerate(question.options):
        if option.fact:
            yield option.fact, ("options", at, "fact")


def _on_page(page: Page) -> Iterator[Use]:
    file = page.source.file
    for line, row in rows(page):
        for role, fact in _ROLE.findall(row):
            yield Use(file, line, fact, role)
    for line, question in tries(page):
        for fact, _ in cited(question):
            yield Use(file, line, fact)


def tries(page: Page) -> Iterator[tuple[int, Question]]:
    """The small questions of a page, each with its line."""
    for text, line in questions_in(page.body, page.source.line("body")):
        question, _ = read_question(text, page.source.file, line)
        if question:
            yield line, question


def shown_on(page: Page) -> Iterator[tuple[str, str, int]]:
    """The conversations and quizzes that a page shows: kind, id and line."""
    for name, argument, line, _ in fences(page.body, page.source.line("body")):
        if name in ("scenario", "quiz"):
            yield name, argument, line
