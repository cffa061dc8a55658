"""Ids that come out the same whenever they are made from the same facts, so that making twice is harmless."""

from uuid import NAMESPACE_URL, UUID, uuid5

from peersteps.evidence.statement import BASE

_NAMESPACE = uuid5(NAMESPACE_URL, BASE)


def id_from(*facts: object) -> UUID:
    """One id for these facts in this order."""
    return uuid5(_NAMESPACE, "\n".join(map(str, facts)))
