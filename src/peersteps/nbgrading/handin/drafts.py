"""The learner's `answers.json` while it is being written: one change at a time, never lost, never half written."""

import json
import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from peersteps.nbgrading.answers import LIMIT, NAME, UnreadableError, clean, parse_answers, read_regular

Quiz = dict[str, Any]
"""A graded quiz payload."""


class RefusedError(ValueError):
    """Why a change was not saved, in words for the learner."""


@dataclass(frozen=True)
class Draft:
    """The answers so far, and how often they have changed."""

    revision: int = 0
    answers: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def says_the_same(self, other: "Draft") -> bool:
        """Whether two drafts have the same answers, however they came to be."""
        return (self.answers, self.written) == (other.answers, other.written)


def load(folder: Path, quiz: Quiz) -> Draft:
    """The draft in a folder. A file that cannot be read is put aside, not overwritten."""
    path = folder / NAME
    try:
        return draft_of(read_regular(path), quiz)
    except UnreadableError:
        if path.is_symlink() or path.exists():
            path.rename(_free(folder))
        return Draft()


def draft_of(content: bytes, quiz: Quiz) -> Draft:
    """The draft in these bytes, with what belongs to this quiz. Raises UnreadableError."""
    found = parse_answers(content, quiz["assignment"])
    answers, written = {}, {}
    for question in quiz["questions"]:
        name = question["id"]
        if question["kind"] == "written":
            if found.written.get(name):
                written[name] = found.written[name]
        elif chosen := _options(question, found.chosen.get(name)):
            answers[name] = chosen
    return Draft(found.revision, answers, written)


def changed(draft: Draft, quiz: Quiz, change: object) -> Draft:
    """The draft with one answer changed. Raises RefusedError."""
    if not isinstance(change, dict):
        raise RefusedError("That answer could not be understood.")
    question = next((one for one in quiz["questions"] if one["id"] == change.get("question")), None)
    if question is None:
        raise RefusedError("This quiz has no such question. Load the page again.")
    name = question["id"]
    if question["kind"] == "written":
        if not isinstance(change.get("written"), str):
            raise RefusedError("That answer could not be understood.")
        written = {**draft.written, name: clean(change["written"])}
        return replace(draft, revision=draft.revision + 1, written={key: text for key, text in written.items() if text})
    chosen = _options(question, change.get("answer"))
    if chosen is None:
        raise RefusedError("That answer could not be understood.")
    answers = {**draft.answers, name: chosen}
    return replace(draft, revision=draft.revision + 1, answers={key: ids for key, ids in answers.items() if ids})


def save(folder: Path, quiz: Quiz, draft: Draft) -> None:
    """Write the draft: all of it or none. Raises RefusedError when it is too long, OSError when the disk will not."""
    content = json.dumps(
        {
            "kind": "peersteps-answers",
            "schema": 1,
            "assignment": quiz["assignment"],
            "who": "",
            "revision": draft.revision,
            "answers": draft.answers,
            "written": draft.written,
        },
        ensure_ascii=False,
    ).encode()
    if len(content) > LIMIT:
        raise RefusedError("That is longer than can be handed in. Please shorten it.")
    handle, fresh = tempfile.mkstemp(prefix=".answers-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(folder / NAME)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def _options(question: dict[str, Any], found: object) -> list[str] | None:
    """Known options, each once; None for anything that is not a list of them."""
    known = {option["id"] for option in question["options"]}
    if not isinstance(found, list) or not all(isinstance(one, str) and one in known for one in found):
        return None
    return list(dict.fromkeys(found))


def _free(folder: Path) -> Path:
    number = 1
    while (path := folder / f"answers-that-could-not-be-read-{number}.json").exists():
        number += 1
    return path
