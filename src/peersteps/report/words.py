"""The words of a report: dates, states and why each stands as it does."""

from datetime import date

NOT_FOR = "Not for capability, probation, pay or sickness decisions."
"""Printed on every report."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HOW = {"you-told-us": "told us", "recorded": "recorded", "marked": "marked", "seen": "seen"}
ACCEPTED = "accepted"
"""How an item that has equal ways is known: which of them was used is nobody's business."""

STATES = {
    "met": "met",
    "due-soon": "due soon",
    "lapsed": "lapsed",
    "waiting": "waiting for sign-off",
    "not-yet": "not yet",
    "paused": "paused",
}


def long_date(day: date) -> str:
    """3 March 2026, whatever the machine's language is; the day never stands alone at the end of a line."""
    return f"{day.day}\N{NO-BREAK SPACE}{_MONTHS[day.month - 1]} {day.year}"


def how_known(known: str, role: str, *, alternatives: bool) -> str:
    """How something is known. Where an item has equal ways, the words are the same for all of them."""
    if alternatives:
        return ACCEPTED
    return f"seen by {role}" if known == "seen" and role else HOW[known]


def why(state: str, since: date | None, until: date | None, how: str, signers: str = "") -> str:
    """The state and its reason in one line: met, marked 3 March 2026, valid to 3 March 2027."""
    words = STATES[state] + (f" ({signers})" if signers else "")
    if state == "paused":
        return "paused until they are back"
    if since is None:
        return words
    parts = [words, f"{how} {long_date(since)}"]
    if until is not None:
        parts.append(f"{'was valid' if state == 'lapsed' else 'valid'} to {long_date(until)}")
    return ", ".join(parts)


def listed(words: tuple[str, ...]) -> str:
    """one; one or two; one, two or three."""
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def count(number: int, one: str, many: str = "") -> str:
    """1 item, 2 items."""
    return f"{number} {one if number == 1 else many or one + 's'}"
