"""Recording a returned review form: who signed which words on which day, and what changed since.

The signature goes into the content's own `review:` block. The words as signed are kept beside the course in
`reviews/`, so that a later reviewer is shown only what changed.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peersteps.checks.standing import ROLES
from peersteps.model import Course, Module, Quiz, Scenario
from peersteps.review.signed_list import with_signature
from peersteps.wording import digest, words_of

Content = Module | Quiz | Scenario


class CannotSignError(ValueError):
    """There is no such content or role, or the form cannot be recorded; the message says why and what to do."""


class UnknownRoleError(CannotSignError):
    """The content asks for no such role, and nobody has signed it in one."""


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


def the_role(root: Path, content: Content, role: str, *, other: bool = False) -> str:
    """The role that is meant, as the content spells it: one that it asks for, or one that has signed it.

    Any role with `other`, which somebody must ask for: a slip of the pen is not a new role. Else raises
    UnknownRoleError.
    """
    asked = tuple(dict.fromkeys((*(one.role for one in content.review.signed), *ROLES)))
    written = " ".join(role.split())
    same = next((one for one in asked if one.casefold() == written.casefold()), None)
    if same or (written and (other or has_signed(root, content, written))):
        return same or written
    near = difflib.get_close_matches(written.casefold(), asked, n=1)
    meant = f"Did you mean '{near[0]}'?" if near else f"It asks for: {', '.join(asked)}."
    raise UnknownRoleError(f"'{content.title}' asks for no role '{written}', and nobody has signed it in one. {meant}")


def sign(root: Path, content: Content, signature: Signature, today: date) -> Path:
    """Write the signature into the content's file and keep the words as signed. Returns the file.

    Raises CannotSignError, and OSError where a file cannot be written.
    """
    name = " ".join(signature.name.split())
    if not name:
        raise CannotSignError("A signature needs the full name of the person who signed.")
    if signature.on > today:
        raise CannotSignError(f"{signature.on} is still to come (today is {today}). Write the day on the form.")
    path = root / content.source.file
    fields = {"role": signature.role, "name": name, "on": signature.on.isoformat(), "words": digest(content)}
    changed = with_signature(path.read_text(encoding="utf-8"), fields)
    if changed is None:
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
    if not has_signed(root, content, role):
        return ()
    before = _kept(root, content, role).read_text(encoding="utf-8").splitlines()
    now = _lines(content).splitlines()
    rows = difflib.unified_diff(before, now, lineterm="", n=0)
    return tuple(row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---"))


def has_signed(root: Path, content: Content, role: str) -> bool:
    """Whether this role has ever signed this: its words were kept then."""
    return _kept(root, content, role).exists()


def _kept(root: Path, content: Content, role: str) -> Path:
    """A quiz has its module's id, so its file says that it is a quiz."""
    name = f"quiz.{content.id}" if isinstance(content, Quiz) else content.id
    safe = re.sub(r"[^\w-]", "-", role)
    return root / "reviews" / f"{name}.{safe}.txt"


def _lines(content: Content) -> str:
    return "".join(" ".join(words.split()) + "\n" for words in words_of(content))
