"""The problems of a course as text for people, or as JSON for other programs."""

import json
from collections.abc import Iterator, Sequence

from peersteps.checks import language, sharing
from peersteps.model import DIAGNOSTICS, Course, Problem, Severity

_HEADINGS: dict[Severity, str] = {
    "error": "Errors: these must be mended",
    "advice": "Advice: these are for you to judge",
    "standing": "Standing: a person has to settle these; pages say so until then",
}

_COUNTED: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "advice": ("piece of advice", "pieces of advice"),
    "standing": ("standing note", "standing notes"),
}

Row = tuple[Severity | None, str]
"""A row of text, with the severity that it is the heading of."""


def severity(problem: Problem, *, release: bool) -> Severity:
    """How much a problem matters: for a release every problem is an error."""
    return "error" if release else problem.severity


def fails(problems: Sequence[Problem], *, release: bool) -> bool:
    """Whether any problem is an error."""
    return any(severity(problem, release=release) == "error" for problem in problems)


def as_rows(problems: Sequence[Problem], *, release: bool) -> Iterator[Row]:
    """One problem on a row, under a heading for each severity, and the counts last."""
    counts = []
    for level, heading in _HEADINGS.items():
        group = [problem for problem in problems if severity(problem, release=release) == level]
        one, many = _COUNTED[level]
        counts.append(f"{len(group)} {one if len(group) == 1 else many}")
        if group:
            yield level, heading
            yield from ((None, f"  {problem}") for problem in group)
            yield None, ""
    yield None, f"{', '.join(counts)}."


ONLY_READ = "More can only be checked when these are mended: what leads where, proofs, safety, wording and signatures."
"""What is said last when a file could not be read, and so nothing but the reading was looked at."""


def told(course: Course) -> Iterator[str]:
    """What reviewers should know beside the problems: the balance of sharing, and exceptions to the rules."""
    yield from sharing.as_rows(sharing.sharing(course))
    marked = list(language.exceptions(course))
    if marked:
        yield "Words that a rule would stop, which an author keeps for a reason:"
        yield from (f"  {file}:{line}: {reason} [{rule}]" for file, line, rule, reason in marked)


def as_json(problems: Sequence[Problem], *, release: bool) -> str:
    """A list with an object for each problem; `do` is the general advice for its code."""
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "where": problem.where,
            "code": problem.code,
            "severity": severity(problem, release=release),
            "says": problem.says,
            "do": DIAGNOSTICS[problem.code].do,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)
