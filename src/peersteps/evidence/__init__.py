"""Evidence: what happened, how it is known, and where it is kept."""

from peersteps.evidence.browser import Record, read_record
from peersteps.evidence.envelope import RANK, Received
from peersteps.evidence.marked import MarkedHandIn, marked, remarked
from peersteps.evidence.people import People, Person, read_people
from peersteps.evidence.rows import Row
from peersteps.evidence.sign_off import sign_off, take_back
from peersteps.evidence.statement import Statement, read_statement
from peersteps.evidence.store import Added, Purged, Store
from peersteps.evidence.words import RefusedError

__all__ = [
    "RANK",
    "Added",
    "MarkedHandIn",
    "People",
    "Person",
    "Purged",
    "Received",
    "Record",
    "RefusedError",
    "Row",
    "Statement",
    "Store",
    "marked",
    "read_people",
    "read_record",
    "read_statement",
    "remarked",
    "sign_off",
    "take_back",
]
