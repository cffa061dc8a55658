"""Every text of a piece of content with the path at which it stands."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from peersteps.model import Page, Problem
from peersteps.model.base import Filed

Path = tuple[str | int, ...]


def texts(content: Filed) -> Iterator[tuple[Path, str]]:
    """Every string, ids among them. The pages of a module are left to `rows`."""
    for name, field in type(content).model_fields.items():
        if name not in ("source", "body", "others"):
            yield from _texts(getattr(content, name), (field.alias or name,))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield path, value
        case BaseModel():
            for name, field in type(value).model_fields.items():
                yield from _texts(getattr(value, name), (*path, field.alias or name))
        case Mapping():
            for key, inner in value.items():
                yield from _texts(inner, (*path, key))
        case tuple():
            for at, inner in enumerate(value):
                yield from _texts(inner, (*path, at))


def rows(page: Page) -> Iterator[tuple[int, str]]:
    """The rows of a module's page, each with its line in the file."""
    return enumerate(page.body.split("\n"), start=page.source.line("body"))


def at_row(page: Page, line: int, code: str, says: str) -> Problem:
    """A problem in a row of a module's page."""
    return Problem(page.source.file, line, code, says, "body")
