"""What must hold for a course as a whole: one file for each family of rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from peersteps.checks import language, links, pathway, proof, safety, scenes, slots, standing, teaching, walks
from peersteps.model import Course, Problem

Rule = Callable[[Course, date], Iterable[Problem]]
"""Looks at a course as it is on a day."""

LINKS: Sequence[Rule] = (scenes.check, links.check, pathway.check, slots.check)
"""Rules about ids. A conversation that breaks one cannot be played, so the rules below do not see it."""

RULES: Sequence[Rule] = (
    walks.check,
    proof.check,
    safety.check,
    language.check,
    teaching.check,
    standing.check,
)
"""All other rules. Each may rely on every id in its course leading somewhere."""


def check_course(course: Course, on: date) -> tuple[Problem, ...]:
    """Every problem of a course on a day, in the order of files and lines."""
    found = _run(LINKS, course, on)
    broken = {problem.file for problem in found if problem.severity == "error"}
    playable = {slug: one for slug, one in course.scenarios.items() if one.source.file not in broken}
    found |= _run(RULES, replace(course, scenarios=playable), on)
    return tuple(sorted(found))


def _run(rules: Iterable[Rule], course: Course, on: date) -> set[Problem]:
    return {problem for rule in rules for problem in rule(course, on)}
