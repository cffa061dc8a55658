"""YAML for people: every value stays the text that was typed.

PyYAML's defaults turn `no`, `on`, `12:30` and `0117` into other values, cut a sentence at ` #`, keep only
the last of two equal keys and follow aliases. Here only `null`, `~` and nothing become None, and each of
those traps is a problem at its line. Built on libyaml's events, so that the lines are at hand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from peersteps.model import Problem
from peersteps.reading.yaml_words import plain

Data = str | None | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]

DEEPEST = 12
"""How deep lists and keys may nest. The formats need 7."""

_YAML_TAG = "tag:yaml.org,2002:"

_CUT = re.compile(r"[ \t]+(#.*)")
_PLAIN_VALUE = re.compile(r"[a-z0-9+-][a-z0-9.:/+-]*|[a-z]+-[A-Z]+|[A-Z0-9]+-[A-Z0-9]+")
"""Ids, numbers, dates and versions: a comment may follow these, since nobody takes it for more of the text."""

_UNCLOSED = "a quotation mark is opened here and closed some lines below; close it where the text ends"


@dataclass(frozen=True)
class Document:
    """What a file holds. `data` is None, with problems, when it could not be read."""

    data: Data
    lines: Mapping[Path, int]
    """The line of each part."""
    rows: Mapping[Path, int]
    """The line on which the text of each value that keeps its line ends begins (`|` blocks, one-line values)."""
    problems: tuple[Problem, ...]
    settled: frozenset[Path] = frozenset()
    """The parts that the problems are about."""


class _RefusedError(Exception):
    """The rest of the file cannot be read."""


def parse(text: str, file: str, first: int = 1) -> Document:
    """Read a document. `first` is the line of the file on which the text begins."""
    reader = _Reader(text, file, first)
    if reader.tabs():
        return Document(None, {}, {}, tuple(reader.problems))
    data: Data = None
    try:
        data = reader.document()
    except _RefusedError:
        data = None
    except yaml.MarkedYAMLError as error:
        line, says = plain(error, reader.text)
        if error.problem_mark and error.problem_mark.line in reader.quoted:
            line, says = reader.quoted[error.problem_mark.line], _UNCLOSED
        reader.problem("bad-yaml", line, says)
    return Document(data, reader.lines, reader.rows, tuple(reader.problems), frozenset(reader.settled))


@dataclass
class _Reader:
    """One pass over the events of one text."""

    source: str
    file: str
    first: int
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    rows: dict[Path, int] = field(default_factory=dict)
    settled: set[Path] = field(default_factory=set)
    quoted: dict[int, int] = field(default_factory=dict)
    """Where quoted text of several lines ends, and where it began: likely to be a quotation mark left open."""

    def __post_init__(self) -> None:
        self.text = self.source.split("\n")
        self.events: Iterator[yaml.Event] = iter(yaml.parse(self.source, Loader=yaml.CBaseLoader))

    def problem(self, code: str, line: int, says: str, path: Path = ()) -> None:
        """Note a problem at a line of the text (0 is its first)."""
        self.problems.append(Problem(self.file, line + self.first, code, says, ".".join(map(str, path))))
        if path:
            self.settled.add(path)

    def tabs(self) -> bool:
        """Whether a line is indented by a tab; YAML's own message for it names neither the tab nor the cure."""
        for number, line in enumerate(self.text):
            if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
                self.problem("tab", number, "a tab stands at the start of this line; use spaces instead")
        return bool(self.problems)

    def document(self) -> Data:
        """The one document of the text."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.problem("empty-file", 0, "there are only comments here; write the content, or delete the file")
            return None
        data = self.node(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            line = _line(after)
            self.problem("bad-yaml", line, "a second document begins at '---'; keep one document in a file")
        return data

    def node(self, event: yaml.Event, path: Path) -> Data:
        """The value that begins with this event."""
        line = _line(event)
        self.lines.setdefault(path, line + self.first)
        if isinstance(event, yaml.AliasEvent):
            self.problem("alias", line, f"'*{event.anchor}' is a YAML alias; write the words out here", path)
            return None
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            says = f"'&{event.anchor}' is a YAML anchor; leave it out, or put quotes round the text"
            self.problem("alias", line, says, path)
        if len(path) > DEEPEST:
            self.problem("bad-yaml", line, "this is nested far too deeply; compare it with another file", path)
            raise _RefusedError
        match event:
            case yaml.MappingStartEvent():
                return self.mapping(path)
            case yaml.SequenceStartEvent():
                return self.sequence(path)
            case yaml.ScalarEvent():
                return self.scalar(event, path)
        raise AssertionError(event)  # pragma: no cover - libyaml has no other node

    def sequence(self, path: Path) -> Data:
        """A list."""
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> Data:
        """Keys and values. The first of two equal keys is kept, so that its own problems are found."""
        pairs: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, line = self.key(event, path), _line(event)
            if key in pairs:
                before = self.lines[(*path, key)]
                says = f"'{key}' is written twice (first on line {before}); keep one of the two"
                self.problem("repeated-key", line, says, (*path, key))
                self.skip(next(self.events), (*path, key))
                continue
            self.lines[(*path, key)] = line + self.first
            pairs[key] = self.node(next(self.events), (*path, key))
        return pairs

    def key(self, event: yaml.Event, path: Path) -> str:
        """The text of a key."""
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None:
            if event.value == "<<":
                self.problem("alias", line, "'<<' is a YAML merge; write the words out here", (*path, "<<"))
            return str(event.value)
        if isinstance(event, yaml.AliasEvent | yaml.ScalarEvent):
            self.problem("alias", line, "a key cannot begin with * or &; write it out", path)
        else:
            self.problem("bad-yaml", line, "a key must be a word; put quotes round text that begins with { or [", path)
        raise _RefusedError

    def skip(self, event: yaml.Event, path: Path) -> None:
        """Read a value that is not kept, without its marks standing in for those of the one that is."""
        lines, rows = dict(self.lines), dict(self.rows)
        self.node(event, path)
        self.lines, self.rows = lines, rows

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        """The text of a value."""
        value, line = str(event.value), _line(event)
        end, column = (event.end_mark.line, event.end_mark.column) if event.end_mark else (line, 0)
        if event.tag is not None:
            says = f'text that begins with ! needs quotes; write "{f"{event.tag} {value}".strip()}"'
            if event.tag.startswith(_YAML_TAG):
                says = f"'!!{event.tag.removeprefix(_YAML_TAG)}' is a YAML tag; leave it out"
            self.problem("bad-yaml", line, says, path)
        if event.style in ("'", '"') and line != end:
            self.quoted[end] = line
        if event.style == "|":
            self.rows[path] = line + 1 + self.first
        elif line == end:
            self.rows[path] = line + self.first
        if event.style:
            return value
        cut = _CUT.match(self.text[end], column) if end < len(self.text) else None
        if cut and self.is_text(value, cut[1]):
            ends = f"the text ends at '{value[-20:]}'" if value else "nothing is read here"
            says = f"{ends}, because ' #' begins a comment; put quotes round the whole text"
            self.problem("cut-comment", end, says, path)
        return None if value in ("", "~", "null") else value

    @staticmethod
    def is_text(value: str, comment: str) -> bool:
        """Whether a reader would take the comment for more of the text: "I'm #1 here", "Yes # and no"."""
        return (bool(value) and not _PLAIN_VALUE.fullmatch(value)) or not comment.startswith(("# ", "##"))


def _line(event: yaml.Event) -> int:
    """The line on which an event begins (0 is the first)."""
    return event.start_mark.line if event.start_mark else 0
