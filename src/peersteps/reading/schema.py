"""JSON Schemas for editors, made from the model and turned into what authors type."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from peersteps.model import (
    SLOTS,
    Choice,
    Contact,
    Fact,
    Glossary,
    Module,
    Need,
    Option,
    Page,
    Pathway,
    Quiz,
    Reference,
    Scenario,
    Situation,
)
from peersteps.reading.kinds import SETTINGS

Schema = dict[str, Any]

_YES_NO: Schema = {"enum": ["yes", "no", True, False]}
_TALK: Schema = {"type": "string", "description": "Name: words, (stage direction), or ... for a beat; write 'say: |'."}
_WHEN: Schema = {"type": "string", "description": "Such as: chosen ring-999 and not chosen wait, trust <= 1"}
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


def write_schemas(folder: Path) -> list[Path]:
    """Write a schema for each kind of file. Returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written


def schemas() -> Mapping[str, Schema]:
    """The schema of each kind of file."""
    return {
        "scenario": _of(Scenario),
        "quiz": _of(Quiz),
        "module": _of(Module, without=("id", "body", "others")),
        "page": _of(Page, without=("id", "body")),
        "pathway": _of(Pathway),
        "contacts": _listing("contacts", Contact, without=("id",)),
        "facts": _listing("facts", Fact, without=("id",)),
        "report-needs": _listing("needs", Need, without=("id",)),
        "situations": _listing("situations", Situation, without=("id",)),
        "sources": _listing("sources", Reference),
        "glossary": _of(Glossary, without=("module",)),
        "local": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {slot: {"type": ["string", "null"], "description": SLOTS.get(slot, "")} for slot in SETTINGS},
            "additionalProperties": False,
        },
    }


def _listing(key: str, model: type[BaseModel], without: tuple[str, ...] = ()) -> Schema:
    """A file with one key, under which entries stand by their id."""
    entry = _of(model, without)
    outer: Schema = {
        "$schema": entry.pop("$schema"),
        "type": "object",
        "properties": {key: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"}}},
        "required": [key],
        "additionalProperties": False,
    }
    definitions = entry.pop("$defs", {})
    return {**outer, "$defs": {**definitions, model.__name__: entry}}


def _of(model: type[BaseModel], without: tuple[str, ...] = ()) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    for name, part in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        _authored(name, part, ("source", *without) if part is schema else ())
    _loosen(schema)
    for unused in ("Line", "Source"):
        schema.get("$defs", {}).pop(unused, None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _authored(name: str, part: Schema, without: tuple[str, ...]) -> None:
    """Turn the schema of one model, in place, into what an author types."""
    keyed = name in (Choice.__name__, Option.__name__)
    hidden = {*without, *(("id", "words") if keyed else ())}
    properties = {key.rstrip("-"): value for key, value in part.get("properties", {}).items() if key not in hidden}
    for key, value in properties.items():
        if key == "when":
            properties[key] = _WHEN
        elif key == "say" and value.get("type") == "array":
            properties[key] = _TALK
        elif value.get("type") == "boolean":
            properties[key] = {**value, **_YES_NO}
            properties[key].pop("type")
    part["properties"] = properties
    part["required"] = [key for key in part.get("required", ()) if key not in hidden]
    if keyed:
        part["additionalProperties"] = {"type": "string"}
        part["propertyNames"] = {"pattern": _SLUG}


def _loosen(part: object) -> None:
    """Let text be a number, in place: editors read `name: 999` as one, and we read it as words."""
    match part:
        case dict():
            if part.get("type") == "string":
                part["type"] = ["string", "number"]
            for inner in part.values():
                _loosen(inner)
        case list():
            for inner in part:
                _loosen(inner)
