"""The lines of facts and contacts, which have no file of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from peersteps.reading.files import read_text, relative
from peersteps.reading.strict_yaml import parse

Place = tuple[str, int]
"""A file and a line of it."""


@dataclass(frozen=True)
class Places:
    """Looks lines up in the folder of a course; a fact that is in no file has line 0 there."""

    root: Path

    def fact(self, slug: str) -> Place:
        """Where the ledger holds a fact."""
        return self._facts.get(slug, ("modules/facts", 0))

    def contact(self, slug: str) -> Place:
        """Where a contact stands."""
        return self._contacts.get(slug, ("modules/contacts.yml", 0))

    @cached_property
    def _facts(self) -> Mapping[str, Place]:
        paths = sorted((self.root / "modules" / "facts").glob("*.yml"))
        return {slug: place for path in paths for slug, place in self._entries(path, "facts").items()}

    @cached_property
    def _contacts(self) -> Mapping[str, Place]:
        return self._entries(self.root / "modules" / "contacts.yml", "contacts")

    def _entries(self, path: Path, key: str) -> Mapping[str, Place]:
        file = relative(path, self.root)
        text, _ = read_text(path, file)
        lines = parse(text, file).lines if text else {}
        return {str(where[1]): (file, line) for where, line in lines.items() if len(where) == 2 and where[0] == key}
