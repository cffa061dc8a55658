"""From what an author types to what the model holds.

Authors write talk as a screenplay, and a choice as `- warm: I'm glad you rang.`; the model has lines, ids
and words. The rest is the same on both sides.
"""

import re
from collections.abc import Collection

from pydantic import BaseModel

from peersteps.model import Choice, Option
from peersteps.reading.draft import Draft, get, items, pairs
from peersteps.reading.screenplay import read_lines
from peersteps.reading.strict_yaml import Data, Path

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPERATORS = frozenset(("and", "or", "not", "chosen"))

LONGEST_CONDITION = 200


def shape_scenario(draft: Draft) -> None:
    """Bring a scenario into the model's form."""
    cast = tuple(name for name, _ in pairs(get(draft.data, "cast")))
    for key in ("scenes", "outcomes", "local", "measures", "vary", "moments"):
        _slugs(draft, key)
    for key in ("measures", "vary"):
        for name, value in pairs(get(draft.data, key)):
            _state(draft, key, name, value)
    for name, scene in pairs(get(draft.data, "scenes")):
        if isinstance(scene, dict):
            _scene(draft, scene, cast, ("scenes", name))


def shape_quiz(draft: Draft) -> None:
    """Bring a quiz into the model's form."""
    _slugs(draft, "outcomes")
    for part in ("practice", "graded"):
        for at, question in items(get(draft.data, part)):
            shape_question(draft, question, (part, at))


def shape_question(draft: Draft, question: Data, path: Path = ()) -> None:
    """Bring one question into the model's form."""
    _keyed(draft, get(question, "options"), Option, (*path, "options"))


def shape_module(draft: Draft) -> None:
    """Check the names in a module's front matter."""
    _slugs(draft, "outcomes")


def _slugs(draft: Draft, key: str) -> None:
    """Names that other parts point at must be ids."""
    for name, _ in pairs(get(draft.data, key)):
        if not _SLUG.fullmatch(name):
            draft.fault("bad-value", not_an_id(name), key, name)


def not_an_id(text: str) -> str:
    """What to write instead of a name that is no id."""
    better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    such_as = f", such as '{better}'" if better else ""
    return f"'{text}' is not an id; use small letters, digits and hyphens{such_as}"


def _state(draft: Draft, key: str, name: str, value: Data) -> None:
    """Measures and drawn values share their names, and conditions have to tell them from their own words."""
    if name in _OPERATORS:
        draft.fault("bad-value", f"'{name}' is a word of conditions; choose another name", key, name)
    if key == "vary" and name in dict(pairs(get(draft.data, "measures"))):
        draft.fault("repeated-id", f"'{name}' is already a measure; choose another name", key, name)
    if key == "vary" and value == []:
        draft.fault("bad-value", f"'{name}' has nothing to draw; write two words or more", key, name)


def _scene(draft: Draft, scene: dict[str, Data], cast: Collection[str], path: Path) -> None:
    if "say" in scene:
        scene["say"] = _talk(draft, scene["say"], cast, (*path, "say"))
    _keyed(draft, scene.get("choices"), Choice, (*path, "choices"))
    for part in ("choices", "also"):
        for at, item in items(scene.get(part)):
            _condition(draft, item, (*path, part, at))


def _talk(draft: Draft, say: Data, cast: Collection[str], path: Path) -> Data:
    """The lines of a `say: |` block, each at its own line of the file."""
    first = draft.rows.get(path)
    if not isinstance(say, str) or first is None:
        draft.fault("bad-line", "write the talk as a block: 'say: |' and the lines below it, indented", *path)
        return []
    lines, faults = read_lines(say, cast)
    for row, says in faults:
        draft.lines[(*path, f"row {row + 1}")] = first + row
        draft.fault("bad-line", says, *path, f"row {row + 1}")
    if not lines and not faults:
        draft.fault("bad-line", "nothing is said here; write a line, or leave 'say' out", *path)
    rows = [row for row, text in enumerate(say.split("\n")) if text.strip()]
    for at, row in enumerate(rows):
        draft.lines[(*path, at)] = first + row
    return [line.model_dump() for line in lines]


def _keyed(draft: Draft, listed: Data, model: type[BaseModel], path: Path) -> None:
    """`- warm: I'm glad you rang.` to `id: warm` and `words: I'm glad you rang.`, in place."""
    for at, item in items(listed):
        first = next(iter(item), "") if isinstance(item, dict) else ""
        if not isinstance(item, dict) or not isinstance(listed, list) or first in model.model_fields:
            why = f"; '{first}' is a key of its own and cannot be the id" if first else ""
            draft.fault("bad-value", f"begin this with an id and the words: '- some-id: some words'{why}", *path, at)
            continue
        rest = {key: value for key, value in item.items() if key != first}
        line = draft.lines[(*path, at, first)]
        draft.lines |= {(*path, at, "id"): line, (*path, at, "words"): line}
        for key in ("id", "words"):
            if key in rest:
                says = f"'{key}' is said by the first line of this item; leave it out"
                draft.fault("unknown-key", says, *path, at, key)
        listed[at] = {**rest, "id": first, "words": item[first]}


def _condition(draft: Draft, item: Data, path: Path) -> None:
    """A condition must be a short text; the model reads it."""
    if not isinstance(item, dict) or "when" not in item:
        return
    when = item["when"]
    if not isinstance(when, str):
        says = "a condition is missing here; write something like 'chosen some-id'"
    elif len(when) > LONGEST_CONDITION:
        says = f"this condition has over {LONGEST_CONDITION} letters; shorten it"
    else:
        return
    draft.fault("bad-condition", says, *path, "when")
    item["when"] = "chosen unread"
