"""How something is known. The importer writes the envelope; nothing in a file can claim a channel for itself."""

import re
from datetime import UTC
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from peersteps.evidence.statement import Moment, Statement
from peersteps.evidence.words import RefusedError, plain
from peersteps.model.pathway import KNOWN, Known

RANK: dict[Known, int] = {channel: rank for rank, channel in enumerate(KNOWN)}
"""Channels from the weakest (you told us) to the strongest (seen by a named role)."""

_SOURCE = r"[^@\x00-\x1f\x7f]{1,80}"
Source = Annotated[str, Meta(pattern=rf"\A{_SOURCE}\Z")]


class Received(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the store: a statement and the channel it came through."""

    channel: Known
    source: Source
    """A record's fingerprint, an assignment or, for `seen`, the role that signed."""
    received: Moment
    statement: Statement

    def __post_init__(self) -> None:
        """Keep times in UTC."""
        msgspec.structs.force_setattr(self, "received", self.received.astimezone(UTC))


_DECODER = msgspec.json.Decoder(Received)


def read_row(line: bytes) -> Received:
    """One line of a store. Raises RefusedError, which says in plain words what is wrong with it."""
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RefusedError(plain(error)) from error


def write_row(row: Received) -> bytes:
    """One line of a store, with its line feed."""
    return msgspec.json.encode(row) + b"\n"


def source_name(words: str) -> str:
    """Words that may stand as a source. Raises ValueError when they may not."""
    if not re.fullmatch(_SOURCE, words):
        raise ValueError("a source has 1 to 80 characters on one line and no e-mail address")
    return words
