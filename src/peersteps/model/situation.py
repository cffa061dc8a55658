"""What a peer support worker may meet, in the words in which they would look for it."""

from peersteps.model.base import FactId, Frozen, Words


class Situation(Frozen):
    """One entry of `modules/situations.yml`, under its id."""

    id: str
    group: Words
    says: Words
    cards: tuple[FactId, ...] = ()
    """The situation cards of the ledger that it stands for."""
