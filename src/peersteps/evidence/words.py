"""What is wrong with a statement, in words that somebody who never saw JSON can act on.

The refused value itself is never repeated: it may be the very name or sentence that must not be kept.
"""

import re

_AT = re.compile(r"(?P<what>.*?)(?: - at `\$?\.?(?P<where>[^`]*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object (contains unknown|missing required) field `([^`]*)`")

_ASKS = {
    "id": "the statement's id must be a UUID",
    "actor.account.name": "the learner must be a pseudonym such as p-heron, not a name and not an e-mail address",
    "actor.account.homePage": "homePage must be a web address without a path",
    "verb.id": "the verb must be completed, passed, failed or voided, written in full as in the format page",
    "object.id": "the object's id must be a web address that ends in module/, scenario/, quiz/ or sign-off/ and an id",
    "object.objectType": "the object must be an Activity or a StatementRef",
    "object.definition.type": "the type must be the module, simulation, assessment or performance address",
    "context.revision": "the revision must be a version such as 1.0.0+1a2b3c4d",
    "context.language": "the language must be a code such as en-GB",
    "context.instructor.account.name": "the person who signs must be a pseudonym such as m-oak",
    "timestamp": "the timestamp must be a time with its zone, such as 2026-11-22T20:15:00Z",
    "version": "the version must be 1.0.3",
}


class RefusedError(ValueError):
    """Something that is not kept, with the reason in plain words."""


def plain(error: Exception) -> str:
    """A reading error in plain words."""
    found = _AT.fullmatch(str(error))
    what, where = (found["what"], found["where"] or "") if found else (str(error), "")
    where = where.removeprefix("statement.")
    if "truncated" in what:
        return "it was cut off before its end"
    if "malformed" in what or isinstance(error, UnicodeDecodeError):
        return "it is not JSON that can be read"
    named = _FIELD.match(what)
    if named:
        return _of_field(named[1].startswith("contains"), named[2], where)
    if where in _ASKS:
        return _ASKS[where]
    if what.startswith(("Expected", "Invalid")):
        return f"'{where or 'it'}' has the wrong kind of value: {_without_value(what)}"
    return what if not where else f"{where}: {what}"


def _of_field(unknown: bool, name: str, where: str) -> str:
    place = f" in '{where}'" if where else ""
    if unknown:
        return f"'{name[:40]}'{place} is not kept here: a record has no names, e-mail addresses, answers or free text"
    return f"'{name}'{place} is missing"


def _without_value(what: str) -> str:
    """msgspec's words without any value that was found."""
    return "it is not one of the allowed words" if what.startswith("Invalid") else what.replace("`", "")
