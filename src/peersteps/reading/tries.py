"""The directives of a page, and the `{try}` questions among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"^(?P<fence>`{3,}|~{3,}|:{3,}) *(?:\{(?P<name>[^}\s]+)\})?(?P<rest>[^`]*)$")
_OPTION = re.compile(r":[a-z-]+:")


@dataclass(frozen=True)
class Fence:
    """A directive, or a block of code (whose name is empty)."""

    name: str
    argument: str
    line: int
    content: str
    closed: bool
    """Whether its end was found before the page ended, or another directive began."""


def all_fences(body: str, line: int) -> Iterator[Fence]:
    """Every fence of a page, code too. What a fence of colons holds is looked through as well."""
    rows = body.split("\n")
    at = 0
    while at < len(rows):
        opened = _OPEN.match(rows[at])
        if not opened or not (opened["name"] or opened["fence"][0] != ":"):
            at += 1
            continue
        end = _end(rows, at, opened)
        closed = end < len(rows) and rows[end].rstrip() == opened["fence"]
        content = "\n".join(rows[at + 1 : end])
        yield Fence(opened["name"] or "", opened["rest"].strip(), line + at, content, closed)
        at = at + 1 if opened["fence"].startswith(":") else end + closed


def _end(rows: list[str], at: int, opened: re.Match[str]) -> int:
    """The row that closes a fence; or the one where it must have ended: another directive of its kind, or the last."""
    fence = opened["fence"]
    for to in range(at + 1, len(rows)):
        if rows[to].rstrip() == fence:
            return to
        inner = _OPEN.match(rows[to]) if opened["name"] and not fence.startswith(":") else None
        if inner and inner["name"] and inner["fence"].startswith(fence):
            return to
    return len(rows)


def fences(body: str, line: int) -> Iterator[tuple[str, str, int, str]]:
    """Each directive of a page: its name, its argument, its line and its content."""
    for one in all_fences(body, line):
        if one.name:
            yield one.name, one.argument, one.line, one.content


def questions_in(body: str, line: int) -> Iterator[tuple[str, int]]:
    """The text of each question with the line of the file on which it begins."""
    for one in all_fences(body, line):
        if one.name == "try" and one.closed:
            rows = one.content.split("\n")
            skip = next((at for at, row in enumerate(rows) if not _OPTION.match(row)), len(rows))
            yield "\n".join(rows[skip:]), one.line + 1 + skip


def prose(body: str, line: int) -> Iterator[tuple[int, str]]:
    """The rows of a page outside its directives and code, each with its line; notes between colons are prose."""
    rows = dict(enumerate(body.split("\n"), start=line))
    for one in list(all_fences(body, line)):
        if not rows.get(one.line, ":").startswith(":"):
            for hidden in range(one.line, one.line + one.content.count("\n") + 2 + one.closed):
                rows.pop(hidden, None)
    yield from rows.items()
