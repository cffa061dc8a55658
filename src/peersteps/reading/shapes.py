"""From what an author types to what the model holds.

Authors write talk as a screenplay, and a choice as `- warm: I'm glad you rang.`; the model has lines, ids
and words. The rest is the same on both sides.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from pydantic import BaseModel

from peersteps.model import Choice, Option, Problem
from peersteps.reading.draft import Draft, get, items, pairs
from peersteps.reading.screenplay import NOT_IN_CAST, read_lines
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
    _tell_strangers_once(draft)


def _tell_strangers_once(draft: Draft) -> None:
    """A name that is not in the cast is one mistake, however many lines it has."""
    lines = Counter(problem.says for problem in draft.problems if NOT_IN_CAST in problem.says)
    told: list[Problem] = []
    for problem in draft.problems:
        count = lines.pop(problem.says, 0) if NOT_IN_CAST in problem.says else 1
        if count > 1:
            told.append(
                replace(problem, says=problem.says.replace(NOT_IN_CAST, f"{NOT_IN_CAST} and has {count} lines", 1))
            )
        elif count:
            told.append(problem)
    draft.problems[:] = told


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
    if key == "vary" and isinstance(value, list) and (twice := [one for one in value if value.count(one) > 1]):
        draft.fault("repeated-id", f"'{twice[0]}' stands twice in '{name}'; leave one of the two out", key, name)
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
        _split(draft, item, model, (*path, at))
        rest = {key: value for key, value in item.items() if key != first}
        line = draft.lines[(*path, at, first)]
        draft.lines |= {(*path, at, "id"): line, (*path, at, "words"): line}
        for key in ("id", "words"):
            if key in rest:
                says = f"'{key}' is said by the first line of this item; leave it out"
                draft.fault("unknown-key", says, *path, at, key)
        listed[at] = {**rest, "id": first, "words": item[first]}


def _split(draft: Draft, item: dict[str, Data], model: type[BaseModel], path: Path) -> None:
    """Note where another item begins inside this one, its '- ' forgotten. The keys it repeats are that same mistake."""
    known = {(field.alias or name).rstrip("-") for name, field in model.model_fields.items()}
    place = ".".join(map(str, path))
    for key in list(item)[1:]:
        line = draft.lines.get((*path, key), 0)
        again = [one for one in draft.problems if one.code == "repeated-key" and one.where.startswith(f"{place}.")]
        if key not in known and isinstance(item[key], str) and any(one.line > line for one in again):
            draft.problems[:] = [one for one in draft.problems if one not in again or one.line < line]
            kind = model.__name__.lower()
            says = f"'{key}' begins another {kind}, inside '{next(iter(item))}'; put '- ' in front of it"
            draft.fault("bad-value", says, *path, key)
            return


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
