"""Exceptions that an author marks, each with a rule and a reason: `{lint-ok: L019 a danger sign, named as one}`.

A mark is a comment on the line above the words (`#` in YAML, `%` in a page), so no learner ever sees it.
Above `say:` it covers the whole block; above a paragraph, the whole paragraph.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from peersteps.checks.language.rules import rules
from peersteps.model import Problem
from peersteps.model.base import Filed

_MARK = re.compile(r"\{lint-ok:\s*(?P<rule>[A-Z]\d+)?\s*(?P<reason>[^}]*)\}")
_COMMENT = re.compile(r"\s*(?:#|%|<!--)")

FEWEST_WORDS = 3
"""A reason is a short sentence, not a word."""


@dataclass(frozen=True)
class Mark:
    """One exception."""

    line: int
    rule: str
    reason: str


class Marks:
    """The exceptions of one file."""

    def __init__(self, file: str, rows: Mapping[int, str]) -> None:
        """Find the marks in the rows of a file, by line."""
        self.file = file
        self._comments = {line for line, row in rows.items() if _COMMENT.match(row)}
        self.marks = tuple(
            Mark(line, found["rule"] or "", " ".join(found["reason"].replace("-->", "").split()))
            for line, row in rows.items()
            for found in _MARK.finditer(row)
        )

    @classmethod
    def of(cls, root: Path, content: Filed) -> "Marks":
        """The marks in the file of a piece of content, comments being no part of the content itself."""
        path = root / content.source.file
        text = path.read_text("utf-8") if content.source.file and path.is_file() else ""
        return cls(content.source.file, dict(enumerate(text.split("\n"), start=1)))

    def excuse(self, rule: str, *lines: int) -> bool:
        """Whether a mark for a rule stands right above one of these lines."""
        return any(mark.rule == rule and mark.line in self._above(line) for line in lines for mark in self.marks)

    def problems(self) -> Iterator[Problem]:
        """Marks that name no rule, or give no reason."""
        known = {rule.id for rule in rules()}
        for mark in self.marks:
            if mark.line not in self._comments:
                says = "this mark would be read by learners; put it into a comment on the line above the words"
            elif mark.rule not in known:
                says = "this mark names no rule; write the id that the message gave, such as L019"
            elif len(mark.reason.split()) < FEWEST_WORDS:
                says = f"this exception to {mark.rule} gives no reason; write why the words are right here"
            else:
                continue
            yield Problem(self.file, mark.line, "bad-mark", says)

    def _above(self, line: int) -> Iterator[int]:
        """The comment lines that end right above a line."""
        while (line := line - 1) in self._comments:
            yield line
