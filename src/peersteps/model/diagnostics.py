"""Every problem the checks can report: one row each, with its severity.

The authors' page and `peersteps check --format json` are made from this table, and a test holds a
broken example for each row, so a code that is not here cannot be reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Diagnostic:
    """A kind of problem: what it means and what to do about it, in an author's words."""

    code: str
    severity: Literal["error", "advice", "standing"]
    meaning: str
    do: str


_ROWS = (
    # Reading: the file itself
    Diagnostic("not-utf8", "error", "The file is not plain UTF-8 text.", "Save it again as UTF-8."),
    Diagnostic("too-big", "error", "The file is far larger than any content file.", "Check that it is the right file."),
    Diagnostic("empty-file", "error", "The file has nothing in it.", "Start from `peersteps new`, or delete it."),
    Diagnostic("tab", "error", "A tab stands where YAML needs spaces.", "Replace the tab by spaces."),
    Diagnostic("bad-yaml", "error", "The file is not YAML that can be read.", "Mend the line that is named."),
    Diagnostic("alias", "error", "YAML aliases (& and *) are not used here.", "Write the words out in both places."),
    Diagnostic("cut-comment", "error", "A # after a space would cut the text off.", "Put quotes round the text."),
    Diagnostic("repeated-key", "error", "The same key is written twice.", "Keep one of the two."),
    Diagnostic("unknown-key", "error", "A key that this format does not have.", "Use the key that is suggested."),
    Diagnostic("missing-key", "error", "A key that must be there is missing.", "Add it."),
    Diagnostic("bad-value", "error", "A value of the wrong kind.", "Write what the message asks for."),
    Diagnostic("bad-line", "error", "A line of talk that cannot be read.", "Write `Name: words`, `(stage)` or `...`."),
    Diagnostic("bad-condition", "error", "A condition that cannot be read.", "Use chosen, and, or, not, <=, >=, =."),
    Diagnostic("wrong-name", "error", "The id inside a file differs from its name.", "Make the two the same."),
    Diagnostic("missing-file", "error", "A file that the course needs is not there.", "Add the file."),
    # Links between files and within one
    Diagnostic("unknown-scene", "error", "A link to a scene that is not there.", "Link to a scene that is."),
    Diagnostic("unknown-id", "error", "An id that nothing in the course has.", "Use an id that exists, or add it."),
    Diagnostic("repeated-id", "error", "An id is used for two things.", "Give one of them another id."),
    Diagnostic("retired-id", "error", "A retired id has been used again.", "Choose a new id."),
    Diagnostic("unknown-slot", "error", "A {slot} that no local setting fills.", "Use a slot from local.example.yml."),
    Diagnostic("unset-slot", "standing", "The service has not set this yet.", "Set it in local.yml."),
    # Review
    Diagnostic("unsigned", "standing", "Nobody has signed this yet.", "Ask a reviewer; see `peersteps review`."),
    Diagnostic("lapsed", "standing", "The words changed after the signature.", "Ask the reviewer to look again."),
    Diagnostic("review-past", "standing", "The review date has passed.", "Review it and set a new date."),
    Diagnostic("unchecked-contact", "standing", "No named person has checked this contact.", "Check it by eye."),
    Diagnostic("unverified-fact", "standing", "A fact is used that is still to be confirmed.", "Confirm its source."),
)

DIAGNOSTICS: Mapping[str, Diagnostic] = {row.code: row for row in _ROWS}
