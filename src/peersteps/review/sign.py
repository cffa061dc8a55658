"""Recording a returned review form: who signed which words on which day, and what changed since.

The signature goes into the content's own `review:` block. The words as signed are kept beside the course in
`reviews/`, so that a later reviewer is shown only what changed.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peersteps.model import Course, Module, Quiz, Scenario
from peersteps.wording import digest, words_of

Content = Module | Quiz | Scenario

_BLOCK = re.compile(r"^(?P<indent>\s*)signed:.*\n(?:(?P=indent)[ -].*\n)*", re.MULTILINE)


class CannotSignError(ValueError):
    """The form cannot be recorded; the message says why and what to do."""


@dataclass(frozen=True)
class Signature:
    """What a returned form says."""

    role: str
    name: str
    on: date


def find(course: Course, name: str) -> Content:
    """The content that is meant: `quiet-evening`, or `quiz/suicide-awareness` where a module has the same id.

    Without a kind it is a scenario, else a module, else a quiz. Raises CannotSignError if there is none.
    """
    kinds: Mapping[str, Mapping[str, Content]] = {
        "scenario": course.scenarios,
        "module": course.modules,
        "quiz": course.quizzes,
    }
    kind, _, slug = name.rpartition("/")
    for known in kinds.values() if not kind else [kinds.get(kind, {})]:
        if slug in known:
            return known[slug]
    raise CannotSignError(
        f"Nothing in this course is called '{name}'. `peersteps review due` lists what there is; the questions of a"
        " module are called quiz/ and its id."
    )


def sign(root: Path, content: Content, signature: Signature) -> Path:
    """Write the signature into the content's file and keep the words as signed. Returns the file."""
    if not signature.name.strip():
        raise CannotSignError("A signature needs the full name of the person who signed.")
    path = root / content.source.file
    text = path.read_text(encoding="utf-8")
    others = [one for one in content.review.signed if one.role != signature.role]
    rows = [(one.role, one.name, one.on, one.words) for one in others]
    rows.append((signature.role, signature.name.strip(), signature.on.isoformat(), digest(content)))
    changed, count = _BLOCK.subn(lambda found: _written(found["indent"], rows), text, count=1)
    if not count:
        raise CannotSignError(f"{content.source.file} has no 'signed:' list under 'review:'; add `signed: []` there.")
    kept = _kept(root, content, signature.role)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(_lines(content), encoding="utf-8", newline="\n")
    path.write_text(changed, encoding="utf-8", newline="\n")
    return path


def changes(root: Path, content: Content, role: str) -> tuple[str, ...]:
    """What changed since this role last signed: lines that begin with - (was) or + (is).

    Empty when nothing changed, or when the role never signed.
    """
    kept = _kept(root, content, role)
    if not kept.exists():
        return ()
    before = kept.read_text(encoding="utf-8").splitlines()
    now = _lines(content).splitlines()
    rows = difflib.unified_diff(before, now, lineterm="", n=0)
    return tuple(row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---"))


def _kept(root: Path, content: Content, role: str) -> Path:
    """A quiz has its module's id, so its file says that it is a quiz."""
    name = f"quiz.{content.id}" if isinstance(content, Quiz) else content.id
    return root / "reviews" / f"{name}.{role.replace(' ', '-')}.txt"


def _lines(content: Content) -> str:
    return "".join(" ".join(words.split()) + "\n" for words in words_of(content))


def _written(indent: str, rows: list[tuple[str, str | None, str | None, str | None]]) -> str:
    return f"{indent}signed:\n" + "".join(_row(indent, row) for row in rows)


def _row(indent: str, row: tuple[str, str | None, str | None, str | None]) -> str:
    fields = zip(("role", "name", "on", "words"), row, strict=True)
    return f"{indent}  - {{{', '.join(_pairs(fields))}}}\n"


def _pairs(fields: Iterator[tuple[str, str | None]]) -> Iterator[str]:
    for key, value in fields:
        if value is not None:
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            yield f'{key}: "{quoted}"'
