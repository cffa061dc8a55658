"""What the report that this training starts from says, asks for and recommends."""

from peersteps.model.base import Frozen, Words


class Need(Frozen):
    """One entry of `modules/report-needs.yml`, under its section number."""

    id: str
    group: Words
    says: Words
    beyond: Words | None = None
    """Why training alone cannot answer it."""
