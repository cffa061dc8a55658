"""Reading what pages rest on: facts, their sources, contacts and the ids that were retired."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from peersteps.model import Contact, Fact, Glossary, Need, Problem, Reference, Situation
from peersteps.reading.build import build
from peersteps.reading.dates import check_days, in_contact, in_fact, in_reference
from peersteps.reading.draft import Draft, get, items, pairs
from peersteps.reading.kinds import Read, finished, read_draft
from peersteps.reading.plain_words import not_known
from peersteps.reading.strict_yaml import Data

E = TypeVar("E", Need, Situation)


def read_sources(path: Path, root: Path) -> tuple[Mapping[str, Reference], tuple[Problem, ...]]:
    """The sources, `modules/facts/sources.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return {}, problems
    sources = {}
    for key, _ in _listed(draft, "sources"):
        if built := build(Reference, draft, ("sources", key)):
            sources[key] = built
            check_days(draft, in_reference(key, built))
    return sources, tuple(draft.problems)


def read_facts(path: Path, root: Path, sources: Mapping[str, Reference], facts: dict[str, Fact]) -> tuple[Problem, ...]:
    """Add the facts of one file of the ledger to `facts`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return problems
    for key, _ in _listed(draft, "facts"):
        if key in facts:
            says = f"'{key}' is already in the ledger; give this fact a number of its own"
            draft.fault("repeated-id", says, "facts", key)
        elif built := build(Fact, draft, ("facts", key), id=key):
            facts[key] = built
            check_days(draft, in_fact(built))
            _sourced(draft, built, sources)
    return tuple(draft.problems)


def _sourced(draft: Draft, fact: Fact, sources: Mapping[str, Reference]) -> None:
    for at, source in enumerate(fact.sources):
        if source not in sources:
            says = f"'{source}' is not in modules/facts/sources.yml; add it there, or use a source that is"
            draft.fault("unknown-id", says, "facts", fact.id, "sources", at)
    if fact.mark == "verified" and not fact.sources:
        draft.fault("missing-key", "a verified fact needs its 'sources'; add them", "facts", fact.id)
    if fact.status and not (fact.now or fact.coming):
        draft.fault("missing-key", "a fact with a 'status' needs 'now' or 'coming'; add the words", "facts", fact.id)


def read_contacts(path: Path, root: Path) -> tuple[Mapping[str, Contact], tuple[Problem, ...]]:
    """Who can be called, `modules/contacts.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return {}, problems
    contacts = {}
    for key, _ in _listed(draft, "contacts"):
        if built := build(Contact, draft, ("contacts", key), id=key):
            contacts[key] = built
            check_days(draft, in_contact(built))
            if built.always and not built.read_on:
                says = f"'{key}' is always shown, so it needs 'read-on'; add the day the words were read at the source"
                draft.fault("missing-key", says, "contacts", key)
    return contacts, tuple(draft.problems)


def read_needs(path: Path, root: Path) -> tuple[Mapping[str, Need], tuple[Problem, ...]]:
    """What the report asks for, `modules/report-needs.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return {}, problems
    return _entries(Need, "needs", draft), tuple(draft.problems)


def read_situations(
    path: Path, root: Path, facts: Collection[str]
) -> tuple[Mapping[str, Situation], tuple[Problem, ...]]:
    """What somebody may meet and practise, `modules/situations.yml`. Its cards are ids in `facts`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return {}, problems
    found = _entries(Situation, "situations", draft)
    for one in found.values():
        for at, card in enumerate(one.cards):
            if card not in facts:
                says = f"'{card}' is not in the ledger (modules/facts); add it there, or use one that is"
                draft.fault("unknown-id", says, "situations", one.id, "cards", at)
    return found, tuple(draft.problems)


def _entries(model: type[E], key: str, draft: Draft) -> Mapping[str, E]:
    built = {slug: build(model, draft, (key, slug), id=slug) for slug, _ in _listed(draft, key)}
    return {slug: one for slug, one in built.items() if one}


def read_glossary(path: Path, root: Path, module: str | None) -> Read[Glossary]:
    """The words that one file explains."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return None, problems
    return finished(build(Glossary, draft, source=draft.source, module=module), draft)


def check_retired(path: Path, root: Path, used: Collection[str]) -> tuple[Problem, ...]:
    """The problems of `modules/retired.yml`: ids that were used once, and are used again."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return problems
    _only(draft, "retired")
    listed = get(draft.data, "retired")
    if not isinstance(listed, list):
        draft.fault("bad-value", "a list belongs here: one id on a line, each beginning with '- '", "retired")
    for at, slug in items(listed):
        if slug in used:
            says = (
                f"'{slug}' is retired, because records name it, and it is used again; choose a new id for the new one"
            )
            draft.fault("retired-id", says, "retired", at)
    return tuple(draft.problems)


def _listed(draft: Draft, key: str) -> Iterator[tuple[str, Data]]:
    """The entries of a file that has one key."""
    _only(draft, key)
    listed = get(draft.data, key)
    if not isinstance(listed, dict):
        code = "missing-key" if listed is None else "bad-value"
        draft.fault(code, f"this file lists its entries under '{key}:'; add it, and the entries below it", key)
    yield from list(pairs(listed))


def _only(draft: Draft, key: str) -> None:
    for found, _ in pairs(draft.data):
        if found != key:
            draft.fault("unknown-key", not_known(found, (key,)), found)
