"""`answers.json`, read as data from a stranger: nothing in it is trusted, and nothing in it can crash us."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "answers.json"
LIMIT = 256 * 1024
"""Bytes. Six questions need under two thousand."""

WHICH_BOOK = "Ask which book they used: it must be built from the quizzes that you handed out."

Asked = Mapping[str, Collection[str]]
"""What a quiz asks: question id -> its option ids (none where the learner writes)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class UnreadableError(ValueError):
    """Why a hand-in could not be read, in words for the trainer and the learner."""

    def __init__(self, why: str, do: str = "Ask them to hand in again.") -> None:
        """`do` is for the trainer."""
        super().__init__(why)
        self.do = do

    @property
    def for_trainer(self) -> str:
        """Why, and what to do."""
        return f"{self}. {self.do}"


@dataclass(frozen=True)
class Answers:
    """What was handed in. Values of `chosen` are whatever JSON stood there; `mark` copes with any."""

    assignment: str
    who: str
    revision: int
    chosen: Mapping[str, object]
    written: Mapping[str, str]
    sha256: str
    """Of the file's bytes: the receipt, and what ties a result to the answers it marks."""
    strange: int = 0
    """How many answers are not to a question, or not one of its options, as far as was looked."""

    @property
    def for_trainer(self) -> str:
        """What the trainer must know about answers that were marked ("": nothing)."""
        if not self.strange:
            return ""
        of = len(self.chosen) + len(self.written)
        says = f"{self.strange} of {of} answers are not to the questions that were handed out, and got no points."
        return f"{says} {WHICH_BOOK}"


def read_regular(path: Path | str, limit: int = LIMIT, *, folder: int | None = None) -> bytes:
    """The bytes of a regular file; never follows a link. `folder` is an open directory that `path` is a name in.

    Raises UnreadableError for a link, a file that is linked elsewhere, a pipe, a folder, no file, or too many bytes.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        before = os.stat(path, dir_fd=folder, follow_symlinks=False)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableError("it is not a plain file (a link or a folder, perhaps)")
        handle = os.open(path, flags, dir_fd=folder)
    except FileNotFoundError:
        raise UnreadableError("there are no answers in it") from None
    except OSError:
        raise UnreadableError("the file could not be opened") from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            raise UnreadableError("it is not a plain file (a link or a folder, perhaps)")
        content = file.read(limit + 1)
    if len(content) > limit:
        raise UnreadableError(f"it is larger than {limit // 1024} KiB, far more than answers need")
    return content


def parse_answers(content: bytes, assignment: str | None = None, asked: Asked | None = None) -> Answers:
    """The answers in these bytes, for this assignment (None: any), which asks this (None: not looked at).

    Raises UnreadableError, also when none of the answers is to a question that was asked: that must not become a 0.
    """
    if len(content) > LIMIT:
        raise UnreadableError(f"it is larger than {LIMIT // 1024} KiB, far more than answers need")
    found = _json(content)
    if not isinstance(found, dict) or found.get("kind") != "peersteps-answers":
        raise UnreadableError("it is not a file of answers")
    if found.get("schema") != 1 or isinstance(found.get("schema"), bool):
        raise UnreadableError("it was made by another version of this training")
    if not isinstance(found.get("assignment"), str) or (assignment and found["assignment"] != assignment):
        raise UnreadableError("its answers are for another quiz")
    chosen, written = found.get("answers"), found.get("written", {})
    if not isinstance(chosen, dict) or not isinstance(written, dict):
        raise UnreadableError("its answers are not where they should be")
    who, revision = found.get("who"), found.get("revision")
    words = {name: clean(text) for name, text in written.items() if isinstance(text, str)}
    strange = _strange(chosen, words, asked) if asked is not None else 0
    if strange and strange == len(chosen) + len(words):
        raise UnreadableError("its answers are to other questions than those that were handed out", WHICH_BOOK)
    return Answers(
        assignment=found["assignment"],
        who=who if isinstance(who, str) else "",
        revision=revision if isinstance(revision, int) and not isinstance(revision, bool) else 0,
        chosen=chosen,
        written=words,
        sha256=hashlib.sha256(content).hexdigest(),
        strange=strange,
    )


def clean(text: str) -> str:
    """Text that can be stored and shown anywhere: no control characters, no half characters, one kind of line end."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def _strange(chosen: Mapping[str, object], written: Mapping[str, str], asked: Asked) -> int:
    """How many answers are to no question that was asked, or choose what it does not offer."""
    choosing = {name: set(options) for name, options in asked.items() if options}
    fits = sum(
        name in choosing
        and isinstance(answer, list)
        and all(isinstance(one, str) and one in choosing[name] for one in answer)
        for name, answer in chosen.items()
    )
    fits += sum(name in asked and name not in choosing for name in written)
    return len(chosen) + len(written) - fits


def _json(content: bytes) -> Any:  # noqa: ANN401 - any JSON at all
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise UnreadableError("it is not plain text (UTF-8)") from None
    except (ValueError, RecursionError):
        raise UnreadableError("it is broken or cut off") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
