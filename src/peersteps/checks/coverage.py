"""What of the report is answered where, and how much stands in each module."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peersteps.checks.language.pieces import pieces
from peersteps.checks.pages import plain
from peersteps.checks.reading_age import reading_age
from peersteps.checks.uses import Use, fact_uses
from peersteps.model import Course, Module, Need, Page, Scenario, Situation
from peersteps.model.fact import MARKS, Mark


@dataclass(frozen=True)
class Answer:
    """One thing that the report asks for, and what answers it."""

    need: Need
    modules: tuple[Module, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def competences(self) -> tuple[str, ...]:
        """The competences that the modules and conversations name, in their order."""
        content: tuple[Module | Scenario, ...] = (*self.modules, *self.scenarios)
        found = {number for one in content for numbers in one.competences.values() for number in numbers}
        return tuple(sorted(found))


def answers(course: Course) -> Iterator[Answer]:
    """Each need in the order of its file."""
    for need in course.needs.values():
        modules = tuple(one for one in course.modules.values() if need.id in one.needs)
        scenarios = tuple(one for one in course.scenarios.values() if need.id in one.needs)
        yield Answer(need, modules, scenarios)


def practised(course: Course) -> Iterator[tuple[Situation, tuple[Scenario, ...]]]:
    """Each situation with the conversations that practise it, in the order of its file."""
    for situation in course.situations.values():
        yield situation, tuple(one for one in course.scenarios.values() if situation.id in one.situations)


@dataclass(frozen=True)
class Extent:
    """How much stands in a module."""

    module: Module
    words: int
    """To read through: without the small questions, the card and the session plan."""
    asked: int
    """Words in the small questions of those pages. A learner reads the answers that they choose."""
    age: float
    """The age from which most readers manage it, in years."""
    facts: Mapping[Mark, int]
    """Different facts cited, by how sure they are; the weakest last."""
    practice: int
    graded: int


def extents(course: Course) -> Iterator[Extent]:
    """Each module, in the order of their folders."""
    cited = _cited(course)
    for module in course.modules.values():
        body = [piece for page in _read(module) for piece in pieces(page) if piece.where[:1] == ("body",)]
        read = [plain(piece.words) for piece in body if "try" not in piece.where]
        asked = [piece.words for piece in body if "try" in piece.where]
        quiz = course.quizzes.get(module.quiz or "")
        marks = Counter(course.facts[slug].mark for slug in cited.get(module.id, ()) if slug in course.facts)
        yield Extent(
            module,
            words=sum(len(words.split()) for words in read),
            asked=sum(len(words.split()) for words in asked),
            age=reading_age("\n\n".join((*asked, *read))),
            facts={mark: marks[mark] for mark in MARKS if marks[mark]},
            practice=len(quiz.practice) if quiz else 0,
            graded=len(quiz.graded) if quiz else 0,
        )


def unconfirmed(course: Course) -> Mapping[str, tuple[Use, ...]]:
    """Every fact still to be confirmed, with the places that use it."""
    used: dict[str, list[Use]] = {slug: [] for slug, fact in course.facts.items() if fact.mark == "unverified"}
    for use in sorted(set(fact_uses(course))):
        if use.id in used:
            used[use.id].append(use)
    return {slug: tuple(uses) for slug, uses in used.items()}


def _read(module: Module) -> Iterator[Module | Page]:
    yield module
    yield from (page for page in module.others if page.id in module.pages)


def _cited(course: Course) -> Mapping[str, set[str]]:
    """The facts that each module cites on its pages and in its quiz."""
    homes = {page.source.file: module.id for module in course.modules.values() for page in module.every_page()}
    homes |= {quiz.source.file: quiz.module for quiz in course.quizzes.values()}
    found: dict[str, set[str]] = {}
    for use in fact_uses(course):
        if use.file in homes:
            found.setdefault(homes[use.file], set()).add(use.id)
    return found
