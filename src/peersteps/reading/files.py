"""From bytes to text: what a content file may be made of."""

import re
from pathlib import Path

from peersteps.model import Problem

LIMIT = 1024 * 1024
"""The largest content file, in bytes. The longest scenario so far has 30,000."""

_UNSEEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\xac\xae-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe"
    "\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, spaces without width, marks that turn the direction of writing, and line separators: they look
like nothing, and split a word or a text in two. The joiners inside emoji and some scripts may stay."""


def relative(path: Path, root: Path) -> str:
    """The file as problems name it: from the course folder, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_text(path: Path, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file with line feeds as its only line ends, without a byte order mark."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LIMIT else b""
    except OSError as error:
        return None, (Problem(file, 0, "missing-file", f"this file cannot be opened ({error.strerror}); add it"),)
    if size > LIMIT:
        says = f"this file has {size / LIMIT:.1f} MB and content files have at most 1; check that it is the right file"
        return None, (Problem(file, 0, "too-big", says),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, (Problem(file, line, "not-utf8", "this is not plain UTF-8 text; save the file again as UTF-8"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, (Problem(file, 0, "empty-file", "this file is empty; write its content, or delete the file"),)
    unseen = tuple(_unseen(text, file))
    return (None if unseen else text), unseen


def _unseen(text: str, file: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _UNSEEN.search(line):
            sign = f"U+{ord(found.group()):04X}"
            says = f"an invisible sign ({sign}) stands in this line; delete it, or type the line again"
            problems.append(Problem(file, number, "bad-yaml", says))
    return problems
