"""Screenplay text to lines: `Name: words`, `(stage direction)`, or `...` for a beat."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from peersteps.model import Line

_SPEECH = re.compile(r"(?P<who>[^:()]+):(?: (?P<words>.*))?")

NOT_IN_CAST = "is not in the cast"

Fault = tuple[int, str]
"""A row of the text (0 is the first) and what to write there."""


def read_lines(text: str, cast: Collection[str]) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The lines of a scene. Words after `Name: ` are kept exactly as they stand."""
    lines: list[Line] = []
    faults: list[Fault] = []
    for row, typed in enumerate(text.split("\n")):
        if not typed.strip():
            continue
        match _read(typed, cast):
            case Line() as line:
                lines.append(line)
            case str() as says:
                faults.append((row, says))
    return tuple(lines), tuple(faults)


def _read(typed: str, cast: Collection[str]) -> Line | str:
    """A line, or what is wrong with it."""
    row = typed.strip()
    if row in ("...", "\N{HORIZONTAL ELLIPSIS}"):
        return Line(kind="beat")
    if row.startswith("("):
        if row.endswith(")") and row[1:-1].strip():
            return Line(kind="stage", words=row[1:-1].strip())
        return "a stage direction begins with ( and ends with ) on the same line, and nothing follows it"
    return _speech(typed.lstrip(" "), cast)


def _speech(row: str, cast: Collection[str]) -> Line | str:
    """Somebody's words, or what is wrong with them."""
    found = _SPEECH.fullmatch(row)
    if not found or not _is_name(found["who"], cast):
        return f"nobody says this; write '{_somebody(cast)}: words', or add it to the end of the line above"
    if found["who"] not in cast:
        near = get_close_matches(found["who"], cast, n=1)
        cure = f"did you mean '{near[0]}'?" if near else f"the cast is {_listed(cast)}"
        return f"'{found['who']}' {NOT_IN_CAST}; {cure}"
    if not (found["words"] or "").strip():
        return f"{found['who']} says nothing; write some words after the colon, or ... for a beat"
    return Line(kind="speech", who=found["who"], words=found["words"])


def _is_name(text: str, cast: Collection[str]) -> bool:
    """Whether the part before a colon is meant as a name, rather than being a sentence with a colon in it."""
    return text in cast or (len(text.split()) <= 2 and text[:1].isupper())


def _somebody(cast: Collection[str]) -> str:
    return next(iter(cast), "Name")


def _listed(cast: Collection[str]) -> str:
    return ", ".join(cast) or "empty"
