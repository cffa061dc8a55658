"""A file on its way to a model: its data, its lines, and what was found wrong so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from peersteps.model import Problem, Source
from peersteps.reading.strict_yaml import Data, Document, Path


@dataclass
class Draft:
    """Data that is being brought into the model's form. Its paths stay those of the file."""

    file: str
    data: Data
    lines: dict[Path, int]
    rows: Mapping[Path, int]
    problems: list[Problem]
    settled: set[Path] = field(default_factory=set)
    """Parts with a problem of their own, about which the model's complaints are not repeated."""

    @classmethod
    def of(cls, document: Document, file: str) -> "Draft":
        """The draft of a document, with its problems."""
        return cls(
            file, document.data, dict(document.lines), document.rows, list(document.problems), set(document.settled)
        )

    @property
    def source(self) -> Source:
        """Where each part stands."""
        return Source(self.file, self.lines)

    def fault(self, code: str, says: str, *where: str | int) -> None:
        """Note a problem with a part, which is then settled."""
        self.problems.append(self.source.problem(code, says, *where))
        self.settled.add(where)

    def is_settled(self, path: Path) -> bool:
        """Whether a problem with this part, or with what holds it, is already noted."""
        return any(path[:end] in self.settled for end in range(1, len(path) + 1))


def pairs(data: Data) -> Iterator[tuple[str, Data]]:
    """The keys and values of a mapping; nothing if something else stands there."""
    yield from data.items() if isinstance(data, dict) else ()


def items(data: Data) -> Iterator[tuple[int, Data]]:
    """The items of a list with their places; nothing if something else stands there."""
    yield from enumerate(data) if isinstance(data, list) else ()


def get(data: Data, key: str) -> Data:
    """The value of a key, or None."""
    return data.get(key) if isinstance(data, dict) else None
