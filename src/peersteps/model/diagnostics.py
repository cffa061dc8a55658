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
    Diagnostic("bad-markup", "error", "A part of a page that cannot be read.", "Write it as the message shows."),
    Diagnostic("missing-file", "error", "A file that the course needs is not there.", "Add the file."),
    # Links between files and within one
    Diagnostic("unknown-scene", "error", "A link to a scene that is not there.", "Link to a scene that is."),
    Diagnostic("unknown-id", "error", "An id that nothing in the course has.", "Use an id that exists, or add it."),
    Diagnostic("repeated-id", "error", "An id is used for two things.", "Give one of them another id."),
    Diagnostic("retired-id", "error", "A retired id has been used again.", "Choose a new id."),
    Diagnostic("one-way-link", "error", "Two files should name each other and one does not.", "Name it there too."),
    Diagnostic("never-required", "error", "The pathway requires what may not be required.", "Offer something instead."),
    Diagnostic("only-a-test", "error", "The pathway offers no way but a test.", "Add one that counts the same."),
    Diagnostic("unknown-role", "advice", "A role that looks like a slip for another.", "Use one name for each role."),
    Diagnostic("unknown-competence", "advice", "A section that could not be read.", "Look the number up."),
    Diagnostic("walk-broken", "error", "A walk does not reach its ending.", "Change the walk, or mend the scenes."),
    Diagnostic("unknown-slot", "error", "A {slot} that no local setting fills.", "Use a slot from local.example.yml."),
    Diagnostic("unset-slot", "standing", "The service has not set this yet.", "Set it in local.yml."),
    # Proof: what holds for every play of a conversation
    Diagnostic("unheard-scene", "error", "No play can come to this scene.", "Link to it, or delete it."),
    Diagnostic("unreached-ending", "error", "No play can come to this ending.", "Link to it, or delete it."),
    Diagnostic("never-offered", "error", "A choice that no play is ever offered.", "Change its `when`, or delete it."),
    Diagnostic("never-said", "error", "A debrief line that no play ever hears.", "Change its `when`, or delete it."),
    Diagnostic("stuck", "error", "A play can come to where nothing is offered.", "Offer something in every case."),
    Diagnostic("endless-loop", "error", "A play can go round for ever.", "Let a choice lead towards an ending."),
    Diagnostic("no-helpful-choice", "error", "A turn can be without a helpful choice.", "Offer one in every case."),
    Diagnostic("broken-promise", "error", "A play breaks a promise of the author.", "Mend the play that is shown."),
    Diagnostic("unknown-promise", "error", "A promise in words that cannot be proved.", "Use one of the four forms."),
    Diagnostic("unreached-moment", "error", "A moment starts as no play does.", "Write a state that a play can be in."),
    Diagnostic("idle-measure", "error", "A measure that nothing changes or nothing reads.", "Use it, or delete it."),
    Diagnostic("unread-draw", "error", "No condition reads what is drawn here.", "Read it in a `when`, or delete it."),
    Diagnostic("too-large", "error", "The talk remembers too much to be proved.", "Read fewer choices, or split it."),
    # Safety: what protects people
    Diagnostic("unsafe-wording", "error", "Words that can do harm.", "Write what is suggested, or mark an exception."),
    Diagnostic("method-detail", "error", "A method, an amount or a medicine is named.", "Leave it out."),
    Diagnostic("written-number", "error", "A number to call stands in the words.", "Name the contact by its id."),
    Diagnostic("bad-mark", "error", "A {lint-ok} mark that excuses nothing.", "Give rule and reason, in a comment."),
    Diagnostic("missing-note", "error", "A subject is not in the content notes.", "Add a short factual note."),
    Diagnostic("no-support", "error", "Endings would show no contact.", "Add a contact that may be shown."),
    Diagnostic("no-now", "error", "An ending does not say what to do now.", "Add `now` to its debrief."),
    # Teaching: advice that the author judges
    Diagnostic("single-choice", "advice", "A scene with one choice only.", "Add another, or lead on with `next`."),
    Diagnostic("answers-show", "advice", "The place or length of a choice gives it away.", "Vary them, as it says."),
    Diagnostic("short-why", "advice", "A `why` is too short to teach anything.", "Say what the choice does."),
    Diagnostic("near-duplicate", "advice", "Two lines are nearly the same.", "Say one in another way, or drop it."),
    Diagnostic(
        "silent-cast", "advice", "Somebody in the cast is never heard of.", "Give them a line, or leave them out."
    ),
    Diagnostic(
        "unwalked-ending", "advice", "No walk leads to an ending.", "Write one: it is the test of the way there."
    ),
    Diagnostic("heading-jump", "error", "A heading skips a level.", "Use the level that follows."),
    Diagnostic("no-alternative-text", "error", "A picture without words for it.", "Write what it shows."),
    Diagnostic("blank-heading", "error", "A table has a column without a heading.", "Name what stands in the column."),
    Diagnostic("hard-to-read", "advice", "A voice reads older than age 13.", "Use shorter sentences and words."),
    Diagnostic("doubtful-wording", "advice", "Words that many people find hurtful.", "Write what is suggested."),
    Diagnostic("word-choice", "advice", "A word that has a better one here.", "Consider what is suggested."),
    # Review
    Diagnostic("unsigned", "standing", "Nobody has signed this yet.", "Ask a reviewer; see `peersteps review`."),
    Diagnostic("lapsed", "standing", "The words changed after the signature.", "Ask the reviewer to look again."),
    Diagnostic("review-past", "standing", "The review date has passed.", "Review it and set a new date."),
    Diagnostic("unchecked-contact", "standing", "No named person has checked this contact.", "Check it by eye."),
    Diagnostic("unverified-fact", "standing", "A fact is used that is still to be confirmed.", "Confirm its source."),
)

DIAGNOSTICS: Mapping[str, Diagnostic] = {row.code: row for row in _ROWS}
