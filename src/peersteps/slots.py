"""Slots such as {lead}: where words leave room for what each service decides."""

import re
from collections.abc import Mapping

from peersteps.model.local import UNSET

_SLOT = re.compile(r"\{([a-z0-9-]+)\}")


def slots_in(text: str) -> tuple[str, ...]:
    """The slots a text names, in order."""
    return tuple(_SLOT.findall(text))


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with each slot filled, or with the sentence that says the service decides."""
    return _SLOT.sub(lambda found: words.get(found[1], UNSET), text)
