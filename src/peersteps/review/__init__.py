"""Review by people: a form they can print, and a signature that lapses when the words change."""

from peersteps.review.due import due
from peersteps.review.pack import pack
from peersteps.review.sign import CannotSignError, Signature, changes, find, sign

__all__ = ["CannotSignError", "Signature", "changes", "due", "find", "pack", "sign"]
