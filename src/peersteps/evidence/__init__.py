"""Evidence: what happened, how it is known, and where it is kept."""

from peersteps.evidence.browser import Record, read_record
from peersteps.evidence.envelope import RANK, Received
from peersteps.evidence.marked import MarkedHandIn, marked, remarked
from peersteps.evidence.people import People, Person, nearest, read_people
from peersteps.evidence.rows import Row
from peersteps.evidence.sign_off import sign_off, signatures, signer_of, take_back, taken_back
from peersteps.evidence.statement import Statement, base_of, read_statement
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
    "base_of",
    "marked",
    "nearest",
    "read_people",
    "read_record",
    "read_statement",
    "remarked",
    "sign_off",
    "signatures",
    "signer_of",
    "take_back",
    "taken_back",
]
