"""The record that a learner saves from the page and chooses to hand over."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec import Struct

from peersteps.evidence.envelope import Received
from peersteps.evidence.statement import Actor, Statement, actor, read_statement
from peersteps.evidence.words import RefusedError, plain
from peersteps.model import Problem

BIGGEST = 5 * 1024 * 1024
"""Browsers keep about five megabytes for a page, so no honest record is larger."""

UNNAMED = "p-me"
"""Who the page speaks of until the learner has typed a pseudonym."""


@dataclass(frozen=True)
class Record:
    """What was in a record. One bad statement does not stop the others."""

    who: str
    rows: tuple[Received, ...]
    problems: tuple[Problem, ...]


class _File(Struct, forbid_unknown_fields=True):
    kind: str
    schema: int
    who: str
    statements: list[msgspec.Raw]
    made: str = ""


def read_record(data: bytes, name: str, received: datetime, who: str = "") -> Record:
    """Read a `peersteps-record.json`. Everything in it is known because "you told us", whatever it says itself.

    `name` is how messages call the file; it is not kept (file names hold people's names). `who` is the learner it was
    handed over by (`--as`); it must be given where the record does not say, and must agree where it does.
    """
    try:
        file = _open(data)
        person = _person(file.who, who)
    except ValueError as error:
        return Record(who, (), (Problem(name, 0, "bad-value", str(error)),))
    source = f"record-{hashlib.sha256(data).hexdigest()[:8]}"
    rows, problems = [], []
    for number, raw in enumerate(file.statements, 1):
        try:
            rows.append(Received("you-told-us", source, received, _of(person, read_statement(raw))))
        except ValueError as error:
            says = f"statement {number} of {len(file.statements)} was left out: {error}. The others were read"
            problems.append(Problem(name, 0, "bad-value", says, f"statements.{number}"))
    return Record(person.account.name, tuple(rows), tuple(problems))


def _open(data: bytes) -> _File:
    if len(data) > BIGGEST:
        raise RefusedError("this file is over 5 MB, far more than a record can be: is it the right file?")
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RefusedError(f"this is not a record saved from the page: {plain(error)}") from error
    if file.kind != "peersteps-record":
        raise RefusedError("this is not a record saved from the page; choose the file named peersteps-record.json")
    if file.schema != 1:
        raise RefusedError(f"this record has schema {file.schema}; this version of peersteps reads schema 1")
    return file


def _person(says: str, given: str) -> Actor:
    if says and given and says != given:
        raise RefusedError(f"this record is {says}'s and was handed over as {given}'s; nothing was read")
    if not says and not given:
        raise RefusedError("this record does not say whose it is; say it with --as and their pseudonym (--as p-heron)")
    return actor(says or given)


def _of(person: Actor, statement: Statement) -> Statement:
    if statement.learner == UNNAMED:
        return msgspec.structs.replace(statement, actor=person)
    if statement.learner != person.account.name:
        raise RefusedError(f"it is about somebody else than {person.account.name}")
    return statement
