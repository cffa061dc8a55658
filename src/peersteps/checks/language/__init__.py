"""Safe language: rules as data, the words they read, and exceptions that need a reason."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from peersteps.checks.language.marks import Marks
from peersteps.checks.language.pieces import pieces
from peersteps.checks.language.rules import Rule, Severity, rules
from peersteps.checks.topics import speaks_of
from peersteps.model import Course, Glossary, Module, Page, Problem, Quiz, Scenario

__all__ = ["check", "check_content", "exceptions"]

Content = Module | Page | Quiz | Scenario | Glossary
"""What has a file of its own."""

_METHOD = "method-detail"


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Every place where a rule is broken and no reason is given."""
    for content in _contents(course):
        yield from check_content(content, Marks.of(course.root, content))


def check_content(content: Content, marks: Marks) -> Iterator[Problem]:
    """The findings in one piece of content, and marks that cannot be read."""
    yield from marks.problems()
    read = tuple(pieces(content))
    asked = _rules_for(content, [piece.words for piece in read])
    for piece in read:
        told: list[range] = []
        for rule, severity in asked:
            for found in rule.findings(piece.words, piece.contexts):
                line = piece.line + piece.words.count("\n", 0, found.start())
                if marks.excuse(rule.id, line, piece.above) or (rule.code == _METHOD and _is_told(found.span(), told)):
                    continue
                told.extend([range(*found.span())] if rule.code == _METHOD else [])
                where = ".".join(map(str, piece.where))
                code = rule.code_for(severity)
                yield Problem(content.source.file, line, code, _says(rule, found[0]), where)


def _rules_for(content: Content, texts: Sequence[str]) -> Sequence[tuple[Rule, Severity]]:
    """The rules that hold for a piece of content, errors first: the first of two that meet in a word is told."""
    talk = isinstance(content, Scenario)
    tags = content.tags if isinstance(content, Scenario) else ()
    found = [
        (rule, rule.severity_in(talk=talk))
        for rule in rules()
        if rule.within is None or rule.within in tags or speaks_of(rule.within, texts)
    ]
    return sorted([one for one in found if one[1] != "silent"], key=lambda one: one[1] != "error")


def _is_told(span: tuple[int, int], told: Iterable[range]) -> bool:
    """Whether words of a finding are in one already: to name a method is one mistake, however many rules see it."""
    return any(span[0] < other.stop and other.start < span[1] for other in told)


def exceptions(course: Course) -> Iterator[tuple[str, int, str, str]]:
    """Every exception that authors marked, for the list that reviewers read: file, line, rule and reason."""
    for content in _contents(course):
        for mark in Marks.of(course.root, content).marks:
            yield content.source.file, mark.line, mark.rule, mark.reason


def _contents(course: Course) -> Iterator[Content]:
    for module in course.modules.values():
        yield module
        yield from module.others
    yield from course.quizzes.values()
    yield from course.scenarios.values()
    yield from course.glossaries
    yield from course.around


def _says(rule: Rule, found: str) -> str:
    """What was found, why it matters and what to write."""
    cure = rule.say[1:-1] if rule.say.startswith("(") and rule.say.endswith(")") else f"write: {rule.say}"
    return f"'{' '.join(found.split())}': {rule.why[0].lower()}{rule.why[1:]}; {cure} [{rule.id}]"
