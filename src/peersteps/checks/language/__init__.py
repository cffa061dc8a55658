"""Safe language: rules as data, the words they read, and exceptions that need a reason."""

from collections.abc import Iterator
from datetime import date

from peersteps.checks.language.marks import Marks
from peersteps.checks.language.pieces import pieces
from peersteps.checks.language.rules import Rule, rules
from peersteps.model import Course, Glossary, Module, Page, Problem, Quiz, Scenario

__all__ = ["check", "check_content", "exceptions"]

Content = Module | Page | Quiz | Scenario | Glossary
"""What has a file of its own."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Every place where a rule is broken and no reason is given."""
    for content in _contents(course):
        yield from check_content(content, Marks.of(course.root, content))


def check_content(content: Content, marks: Marks) -> Iterator[Problem]:
    """The findings in one piece of content, and marks that cannot be read."""
    yield from marks.problems()
    talk = isinstance(content, Scenario)
    for piece in pieces(content):
        for rule in rules():
            severity = rule.severity_in(talk=talk)
            for found in rule.findings(piece.words, piece.contexts) if severity != "silent" else ():
                line = piece.line + piece.words.count("\n", 0, found.start())
                if not marks.excuse(rule.id, line, piece.above):
                    where = ".".join(map(str, piece.where))
                    yield Problem(content.source.file, line, rule.code_for(severity), _says(rule, found[0]), where)


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
