"""From pydantic's complaints to plain words: what was found, what to write."""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from peersteps.model import Choice, Option
from peersteps.reading.shapes import not_an_id

Says = tuple[str, str]
"""A code and its message."""

_SAME_THING = {
    "answer": "right",
    "answers": "options",
    "call": "how",
    "condition": "when",
    "content-warning": "content-note",
    "content-warnings": "content-notes",
    "correct": "right",
    "duration": "minutes",
    "effects": "effect",
    "end": "ending",
    "explanation": "why feedback after",
    "go": "next",
    "go-to": "next",
    "goto": "next",
    "heading": "title",
    "if": "when",
    "jump": "next",
    "link": "url",
    "name": "title",
    "number": "tel",
    "phone": "tel",
    "prompt": "ask",
    "question": "ask",
    "reason": "why feedback",
    "role": "you-are",
    "source": "fact facts sources",
    "statement": "says",
    "target": "next",
    "text": "say words",
    "time": "minutes when",
    "to": "next",
}
"""Words of other formats, and of everyday speech, for things that have another name here (the first that fits)."""

_NEAR = 0.7
"""How alike two words must be for one to be taken as a slip for the other (1 is the same)."""

_ON_PURPOSE = ("timer", "time-limit", "timeout", "score", "lives", "fail", "failure", "game-over", "sudden-end")
"""Keys that people look for and that will not be added."""

_KEYED = (Choice, Option)


def explain(error: ErrorDetails, model: type[BaseModel], label: str) -> Says:
    """The code and message for one complaint about a `model` whose part is called `label`."""
    path, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return "unknown-key", unknown_key(str(path[-1]), model_at(model, path[:-1]) or model)
    if kind == "missing":
        place = f" in '{label}'" if label else ""
        return "missing-key", f"'{_key(path)}' is missing{place}; add it"
    if _key(path) == "when" and kind == "value_error":
        return "bad-condition", f"'{error['input']}' cannot be read: {_condition(error)}"
    return "bad-value", _empty(error, model) or _value(error)


def unknown_key(key: str, model: type[BaseModel]) -> str:
    """What to write instead of a key that the format does not have."""
    return not_known(key, authored(model))


def not_known(key: str, known: Iterable[str]) -> str:
    """What to write instead of a word that is not among those known."""
    known = list(known)
    if key in _ON_PURPOSE:
        return f"'{key}' is not a word we know here; there are no timers, scores or failure, on purpose"
    if key.partition(":")[0] in known:
        return _no_space(key)
    if near := meant(key, known):
        return f"'{key}' is not a word we know here; did you mean '{near}'?"
    return f"'{key}' is not a word we know here; those known are {', '.join(known)}"


def meant(key: str, known: Sequence[str]) -> str | None:
    """The known word that an unknown one most likely stands for."""
    same = [word for word in _SAME_THING.get(key, "").split() if word in known]
    near = same or get_close_matches(key.replace("_", "-"), known, n=1, cutoff=_NEAR)
    return near[0] if near else None


def authored(model: type[BaseModel], given: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys that an author may write for a model, in its order; not those that reading fills itself."""
    hidden = {*given, *(("id", "words") if issubclass(model, _KEYED) else ())}
    return tuple(author_key(model, name) for name in model.model_fields if name not in hidden)


def author_key(model: type[BaseModel], name: str) -> str:
    """The key for a field: `for` where Python needs `for_`."""
    return (model.model_fields[name].alias or name).rstrip("-")


def model_at(model: type[BaseModel], path: Iterable[int | str]) -> type[BaseModel] | None:
    """The model that holds the part at `path`; None where a plain value or a free mapping stands."""
    found: object = model
    for key in path:
        found = _within(found, key)
    found = _bare(found)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _within(kind: object, key: int | str) -> object:
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return next((field.annotation for field in kind.model_fields.values() if field.alias == key), None)
    inner = get_args(kind)
    return (inner[-1] if get_origin(kind) is not tuple else inner[0]) if inner else None


def _bare(kind: object) -> object:
    """The type inside Annotated and Optional."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def _key(path: tuple[int | str, ...]) -> str:
    """The last key of a path; nothing for a complaint about a whole question of a page, which has no path."""
    return str(path[-1]).rstrip("-") if path else ""


def _reason(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("error", error["msg"]))


def _condition(error: ErrorDetails) -> str:
    typed = str(error["input"])
    return f"one = is enough; write '{typed.replace('==', '=')}'" if "==" in typed else _reason(error)


def _no_space(key: str) -> str:
    name, _, value = key.partition(":")
    return f"there is no space after the colon of '{key}'; write '{name}: {value or '...'}'"


def _empty(error: ErrorDetails, model: type[BaseModel]) -> str | None:
    """What to write where nothing stands after a key; leaving the key out helps only where it may be left out."""
    path = error["loc"]
    if error["input"] is not None or not path or path[-1] == "words" or error["type"] == "value_error":
        return None
    if ":" in str(path[-1]):
        return _no_space(str(path[-1]))
    owner = model_at(model, path[:-1])
    field = next((one for one in owner.model_fields.values() if one.alias == path[-1]), None) if owner else None
    says = f"'{_key(path)}' is empty; write something after it"
    if field is None or not field.is_required():
        return f"{says}, or leave it out"
    may_be_none = get_origin(_bare(field.annotation)) is tuple and not field.metadata
    return f"{says}, or [] if there is nothing to list" if may_be_none else says


def _value(error: ErrorDetails) -> str:
    """A value of the wrong kind."""
    found, context = error["input"], error.get("ctx", {})
    if error["type"] == "value_error":
        return _reason(error)
    if found is None and error["loc"][-1] == "words":
        return "there are no words here; write some"
    if error["type"] == "too_short":
        return f"'{_key(error['loc'])}' needs {context['min_length']} at least; add what is missing"
    if _key(error["loc"]) == "effect" and isinstance(found, str):
        return f"'{found}' is no effect; write the measure and its change, such as {{trust: +1}}"
    words = _WORDS.get(error["type"])
    return words(found, context) if words else f"'{found}' cannot stand here; compare it with another file"


def _literal(found: object, context: Mapping[str, Any]) -> str:
    expected = context["expected"].replace("'", "").replace(" or ", ", ")
    near = get_close_matches(str(found), expected.split(", "), n=1)
    if near:
        return f"'{found}' cannot stand here; did you mean '{near[0]}'?"
    only = "write" if "," not in expected else "write one of"
    return f"'{found}' cannot stand here; {only} {expected}"


def _pattern(found: object, context: Mapping[str, Any]) -> str:
    pattern = context["pattern"]
    if "a-z" in pattern:
        return not_an_id(str(found))
    if "A-Z" in pattern:
        return f"'{found}' is not a fact id; write it as in the ledger, such as SUI-17"
    if r"\d{4}" in pattern:
        return f"'{found}' is not a date; write it like 2027-11-01"
    return f"'{found}' is not a version; write three numbers, such as 1.0.0"


def _counted(comparison: str, key: str) -> Callable[[object, Mapping[str, Any]], str]:
    return lambda found, context: f"{found} cannot stand here; write a number that is {context[key]} or {comparison}"


_LIST = "a list belongs here: one item on a line, each beginning with '- '"
_KEYS = "lines of 'key: value' belong here"

_WORDS: Mapping[str, Callable[[object, Mapping[str, Any]], str]] = {
    "bool_parsing": lambda found, _: f"'{found}' is neither yes nor no; write one of the two",
    "bool_type": lambda _, __: "write yes or no here",
    "dict_type": lambda _, __: _KEYS,
    "greater_than_equal": _counted("more", "ge"),
    "int_from_float": lambda found, _: f"'{found}' is not a whole number; write one, such as 2",
    "int_parsing": lambda found, _: f"'{found}' is not a whole number; write one, such as 2",
    "int_parsing_size": lambda found, _: f"'{found}' is far too large; write a smaller number",
    "int_type": lambda _, __: "write a whole number here, such as 2",
    "less_than_equal": _counted("less", "le"),
    "literal_error": _literal,
    "mapping_type": lambda _, __: _KEYS,
    "model_type": lambda _, __: _KEYS,
    "string_pattern_mismatch": _pattern,
    "string_too_long": lambda found, context: f"'{found}' has over {context['max_length']} letters; shorten it",
    "string_too_short": lambda _, __: "there are no words here; write some",
    "string_type": lambda _, __: "words belong here, and something else was found; write one line of text",
    "too_long": lambda _, context: f"{context['actual_length']} stand here; {context['max_length']} is the most",
    "tuple_type": lambda _, __: _LIST,
}
"""What to say for each kind of complaint."""
