"""From a draft to a frozen model, with every complaint at its line and in plain words."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from peersteps.reading.draft import Draft, get, items
from peersteps.reading.plain_words import author_key, authored, explain, meant, model_at, not_known
from peersteps.reading.strict_yaml import Data, Path

M = TypeVar("M", bound=BaseModel)


def build(model: type[M], draft: Draft, at: Path = (), **given: object) -> M | None:
    """The model of the part at a path of the draft. `given` are the fields that reading fills itself.

    Problems are added to the draft; None if this part has any.
    """
    data = _part(draft.data, at)
    if not isinstance(data, dict):
        draft.fault("bad-value", "lines of 'key: value' belong here", *at)
        return None
    before = len(draft.problems)
    known = authored(model, given)
    slips = {meant(key, known) for key in data if key not in known} - set(data)
    for key in data:
        if key not in known and not draft.is_settled((*at, key)):
            draft.fault("unknown-key", not_known(key, known), *at, key)
    draft.settled |= {(*at, key) for key in slips if key}
    aliases = {author_key(model, name): field.alias or name for name, field in model.model_fields.items()}
    values: dict[str, Any] = {aliases[key]: value for key, value in data.items() if key in known}
    try:
        built = model.model_validate({**values, **given}, by_alias=True, by_name=False)
    except ValidationError as error:
        _complaints(error, model, draft, at)
        return None
    return built if len(draft.problems) == before else None


def _complaints(error: ValidationError, model: type[BaseModel], draft: Draft, at: Path) -> None:
    complaints = error.errors(include_url=False)
    slips = {(*one["loc"][:-1], _meant(one, model)) for one in complaints if one["type"] == "extra_forbidden"}
    for complaint in complaints:
        path = (*at, *(key.rstrip("-") if isinstance(key, str) else key for key in complaint["loc"]))
        is_slip = complaint["type"] == "missing" and complaint["loc"] in slips
        if not is_slip and not draft.is_settled(path):
            code, says = explain(complaint, model, _label(draft.data, path[:-1]))
            draft.problems.append(draft.source.problem(code, says, *path))


def _meant(unknown: ErrorDetails, model: type[BaseModel]) -> str:
    """The key that a misspelt one stands for: that it is missing is the same mistake."""
    *path, key = unknown["loc"]
    owner = model_at(model, path)
    return (meant(str(key), authored(owner)) if owner else None) or ""


def _part(data: Data, path: Path) -> Data:
    for key in path:
        data = dict(items(data)).get(key) if isinstance(key, int) else get(data, key)
    return data


def _label(data: Data, path: Path) -> str:
    """What a person would call the part at a path: its id, or the key it stands under."""
    found = get(_part(data, path), "id")
    if isinstance(found, str):
        return found
    return next((key for key in reversed(path) if isinstance(key, str)), "")
