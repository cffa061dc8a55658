"""What is wrong in a file, said so that its author can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from peersteps.model.diagnostics import DIAGNOSTICS

Severity = Literal["error", "advice", "standing"]
"""error stops a build; advice is printed; standing is shown on the page until a person settles it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what was found and what to write instead."""

    file: str
    line: int
    code: str
    says: str
    where: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters, from the table of diagnostics."""
        return DIAGNOSTICS[self.code].severity

    def __str__(self) -> str:
        """As printed: scenarios/quiet-evening.yml:41: what was found; what to write."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.says}"


@dataclass(frozen=True)
class Source:
    """A file and the line of each of its parts. Paths hold keys and list positions, as in the file."""

    file: str
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *where: str | int) -> int:
        """The line of `where`, or of the nearest part around it that has one (0 if none has)."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 0

    def problem(self, code: str, says: str, *where: str | int) -> Problem:
        """A problem at the line of `where`."""
        return Problem(self.file, self.line(*where), code, says, ".".join(map(str, where)))
