"""Review by people: a form they can print, and a signature that lapses when the words change."""

from peersteps.review.due import due
from peersteps.review.pack import pack
from peersteps.review.sign import (
    CannotSignError,
    Signature,
    UnknownRoleError,
    changes,
    find,
    has_signed,
    sign,
    the_role,
)

__all__ = [
    "CannotSignError",
    "Signature",
    "UnknownRoleError",
    "changes",
    "due",
    "find",
    "has_signed",
    "pack",
    "sign",
    "the_role",
]
