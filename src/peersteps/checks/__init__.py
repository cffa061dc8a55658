"""What must hold for a course as a whole: one file for each family of rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from peersteps.checks import (
    competences,
    language,
    links,
    page_links,
    pages,
    pathway,
    proof,
    safety,
    scenes,
    slots,
    standing,
    teaching,
    walks,
)
from peersteps.model import Course, Glossary, Module, Page, Problem, Quiz, Scenario

Rule = Callable[[Course, date], Iterable[Problem]]
"""Looks at a course as it is on a day."""

Piece = Glossary | Module | Page | Quiz | Scenario

LINKS: Sequence[Rule] = (scenes.check, links.check, page_links.check, pathway.check, slots.check)
"""Rules about ids. A conversation that breaks one cannot be played, so the rules below do not see it."""

ALONE: Sequence[Rule] = (
    walks.check,
    proof.check,
    safety.check,
    language.check,
    teaching.check,
    competences.check,
    pages.check,
)
"""Rules that look at one module, quiz or conversation at a time. Each may rely on every id leading somewhere."""

TOGETHER: Sequence[Rule] = (standing.check,)
"""Rules that look at the whole course, and may rely on the same."""


def check_course(course: Course, on: date) -> tuple[Problem, ...]:
    """Every problem of a course on a day, in the order of files and lines."""
    return Checker().check(course, on)


class Checker:
    """Checks a course, and again after an edit: a piece that has not changed is not proved again."""

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self._around: object = None
        self._known: dict[str, tuple[bytes, set[Problem]]] = {}

    def check(self, course: Course, on: date) -> tuple[Problem, ...]:
        """Every problem of the course on a day, in the order of files and lines."""
        found = _run(LINKS, course, on)
        broken = {problem.file for problem in found if problem.severity == "error"}
        playable = {slug: one for slug, one in course.scenarios.items() if one.source.file not in broken}
        course = replace(course, scenarios=playable)
        found |= _run(TOGETHER, course, on)
        around = (on, replace(course, modules={}, quizzes={}, scenarios={}, glossaries=(), around=()))
        known = self._known if around == self._around else {}
        self._around = around
        self._known = {}
        for one in _pieces(course):
            text, problems = known.get(one.source.file, (b"", None))
            written = _written(course, one)
            if problems is None or text != written:
                problems = _run(ALONE, _alone(course, one), on)
            self._known[one.source.file] = (written, problems)
            found |= problems
        return tuple(sorted(found))


def _pieces(course: Course) -> Iterator[Piece]:
    yield from course.modules.values()
    yield from course.quizzes.values()
    yield from course.scenarios.values()
    yield from course.glossaries
    yield from course.around


def _alone(course: Course, one: Piece) -> Course:
    """The course with one of its pieces only."""
    bare = replace(course, modules={}, quizzes={}, scenarios={}, glossaries=(), around=())
    match one:
        case Glossary():
            return replace(bare, glossaries=(one,))
        case Module():
            return replace(bare, modules={one.id: one})
        case Page():
            return replace(bare, around=(one,))
        case Quiz():
            return replace(bare, quizzes={one.id: one})
        case Scenario():
            return replace(bare, scenarios={one.id: one})


def _written(course: Course, one: Piece) -> bytes:
    """All that stands in the files of a piece, comments too: marks for exceptions are comments."""
    files = [page.source.file for page in one.every_page()] if isinstance(one, Module) else [one.source.file]
    return b"\0".join((course.root / file).read_bytes() for file in files if (course.root / file).is_file())


def _run(rules: Iterable[Rule], course: Course, on: date) -> set[Problem]:
    return {problem for rule in rules for problem in rule(course, on)}
