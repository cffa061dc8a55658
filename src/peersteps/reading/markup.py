"""The parts of a page that are not plain words: what cannot be read in them, and what to write."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from peersteps.model import Problem
from peersteps.reading.tries import Fence, all_fences, prose

_OURS = """
balances calls contacts coverage diagnostics extents local pathway quiz record review scenario sheets situations sources
terms try unconfirmed
"""

OURS = frozenset(_OURS.split())
"""The directives that `peersteps.book` adds."""

_USUAL = """
admonition attention caution code code-block code-cell contents csv-table danger deprecated division epigraph error
eval-rst figure glossary hint image important include index list-table literalinclude margin math note only
parsed-literal pull-quote raw rubric seealso sidebar tableofcontents tip toctree topic versionadded versionchanged
warning
"""

USUAL = frozenset(_USUAL.split())
"""Directives that every page may use."""

_NAMED = ("local", "quiz", "scenario")
"""Directives that show something by its id."""

_BARE_ROLE = re.compile(r"(?<![`~:])\{(?P<role>fact|law|local)\}(?!`)(?P<id>[A-Za-z0-9-]*)")
_IN_BACKTICKS = re.compile(r"(?:\{[a-z-]+\})?`[^`]*`")
_ID = re.compile(r"[a-z0-9-]+")


def unreadable(body: str, file: str, line: int) -> Iterator[Problem]:
    """What cannot be read on a page whose Markdown begins on a line of its file."""
    for fence in all_fences(body, line):
        if fence.name and (says := _fault(fence)):
            yield Problem(file, fence.line, "bad-markup", says, "body")
    for at, row in prose(body, line):
        for found in _BARE_ROLE.finditer(_IN_BACKTICKS.sub("", row)):
            role, slug = f"{{{found['role']}}}", found["id"] or "its-id"
            says = f"the id after {role} is not in backticks; write {role}`{slug}`"
            yield Problem(file, at, "bad-markup", says, "body")


def _fault(fence: Fence) -> str | None:
    """What is wrong with a directive."""
    known = sorted(OURS | USUAL)
    if fence.name not in known:
        alike = [name for name in known if name[:2] == fence.name[:2]]
        near = get_close_matches(fence.name, alike, n=1, cutoff=0.5) or get_close_matches(fence.name, known, n=1)
        cure = f"did you mean '{near[0]}'?" if near else "use one that there is"
        return f"no directive is called '{fence.name}'; {cure}"
    if not fence.closed:
        return f"this {{{fence.name}}} is never closed; end it with a line that holds its opening signs alone"
    if fence.name in _NAMED and not fence.argument:
        below = fence.content.strip().split("\n")[0]
        slug = below if _ID.fullmatch(below) else "its-id"
        return f"{{{fence.name}}} names nothing; write the id on the same line: {{{fence.name}}} {slug}"
    return None
