"""What libyaml complains about, in an author's words."""

import re

import yaml

_QUOTE = "put quotes round the whole text"

_OPENING = re.compile(r"^\s*(?:- +)*(?:[^\s:'\"]+: +)?(?P<sign>['\"{\[@`*&!%|>])")
"""The sign with which a value begins, if it is one that means something to YAML."""

_OPENED = {
    "quoted scalar": "a quotation mark is opened here and never closed; close it where the text ends",
    "flow": f"a bracket is opened here and not closed in its place; close it, or {_QUOTE}",
    "simple key": "this line has no 'key: words'; add the key, or indent it under the text it belongs to",
}
"""Complaints whose cause is where something began, not where libyaml stopped."""


def plain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """The line (0 is the first) and what to write there."""
    line = error.problem_mark.line if error.problem_mark else 0
    for context, says in _OPENED.items():
        if error.context_mark and context in (error.context or ""):
            return error.context_mark.line, says
    if unmarked := _talk_without_mark(lines, line):
        return unmarked
    return line, _cause(error.problem or "", lines[line] if line < len(lines) else "")


def _talk_without_mark(lines: list[str], line: int) -> tuple[int, str] | None:
    """The `say:` above a line of talk whose | was left out."""
    for above in range(min(line, len(lines)) - 1, -1, -1):
        if re.fullmatch(r"\s*say:\s*", lines[above]):
            return above, "the talk below needs a | here; write 'say: |'"
        if not re.match(r"\s*(?:\(|\.\.\.|[^\s:]+: )", lines[above]):
            break
    return None


def _cause(problem: str, here: str) -> str:
    """The likely cause, from the complaint and the line it is about."""
    if problem.startswith("mapping values"):
        if len(re.findall(r":(?: |$)", here)) > 1:
            return f"this sentence has a colon in it; {_QUOTE}"
        return "this line is indented too far, or the line above it needs quotes; check the spaces at its start"
    if found := _OPENING.match(here):
        return f"text that begins with {found['sign']} needs quotes; {_QUOTE}"
    if problem.startswith("block sequence"):
        return "a list begins on a line of its own; move the '- ' to the next line"
    return "this line does not fit the lines above it; check the spaces at its start"
