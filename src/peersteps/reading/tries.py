"""The `{try}` questions of a page."""

import re
from collections.abc import Iterator

_OPEN = re.compile(r"^(?P<fence>`{3,}|~{3,}|:{3,})\{(?P<name>[a-z]+)\}")
_OPTION = re.compile(r":[a-z-]+:")


def fences(body: str, line: int) -> Iterator[tuple[str, str, int, str]]:
    """Each directive of a page: its name, its argument, its line and its content."""
    rows = body.split("\n")
    at = 0
    while at < len(rows):
        opened = _OPEN.match(rows[at])
        if not opened:
            at += 1
            continue
        fence = opened["fence"]
        end = next((to for to in range(at + 1, len(rows)) if rows[to].rstrip() == fence), len(rows))
        yield opened["name"], rows[at][opened.end() :].strip(), line + at, "\n".join(rows[at + 1 : end])
        at = at + 1 if fence.startswith(":") else end + 1


def questions_in(body: str, line: int) -> Iterator[tuple[str, int]]:
    """The text of each question with the line of the file on which it begins."""
    for name, _, opened, content in fences(body, line):
        if name == "try":
            rows = content.split("\n")
            skip = next((at for at, row in enumerate(rows) if not _OPTION.match(row)), len(rows))
            yield "\n".join(rows[skip:]), opened + 1 + skip
