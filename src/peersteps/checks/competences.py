"""Section numbers of the competence framework. The list is not whole, so another number is advice and no error."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from peersteps.checks.texts import Path, at_row
from peersteps.checks.uses import tries
from peersteps.model import Course, Module, Problem, Quiz, Scenario


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Each number that is named is a section that could be read."""
    named: tuple[Module | Scenario, ...] = (*course.modules.values(), *course.scenarios.values())
    for content in named:
        yield from _named(content)
    for quiz in course.quizzes.values():
        for part, questions in (("practice", quiz.practice), ("graded", quiz.graded)):
            for at, question in enumerate(questions):
                yield from _numbers(quiz, question.competence, (part, at, "competence"))
    for module in course.modules.values():
        for page in module.every_page():
            for line, question in tries(page):
                for number in question.competence:
                    if number not in sections():
                        yield at_row(page, line, "unknown-competence", _says(number))


def _named(content: Module | Scenario) -> Iterator[Problem]:
    for outcome, numbers in content.competences.items():
        yield from _numbers(content, numbers, ("competences", outcome))


def _numbers(content: Module | Quiz | Scenario, numbers: Sequence[str], where: Path) -> Iterator[Problem]:
    for at, number in enumerate(numbers):
        if number not in sections():
            yield content.problem("unknown-competence", _says(number), *where, at)


def _says(number: str) -> str:
    return f"'{number}' is not among the sections of the framework that could be read; look it up there, and correct it"


@cache
def sections() -> Mapping[str, str]:
    """The sections by their numbers, each with its title."""
    text = files("peersteps.checks").joinpath("competences.yml").read_text("utf-8")
    found: Mapping[str, str] = yaml.safe_load(text)["sections"]
    return found
