"""What stands in words where a service has settled something, and where it has not."""

import pytest

from peersteps.model import IN_A_SENTENCE, SLOTS, UNSET
from peersteps.slots import fill


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tell {lead} now.", "Tell your lead now."),
        ("{lead} looks up. {on-call} rings.", "Your lead looks up. Whoever is on call rings."),
        ('"Is it late?" {lead} asks.', '"Is it late?" Your lead asks.'),
        ("On call here: {on-call}.", f"On call here: {UNSET}."),
        (
            "Tell someone now: {on-call}. If you can't, ring.",
            "Tell someone now: whoever is on call. If you can't, ring.",
        ),
        ("Your rule is {under-18}.", f"Your rule is {UNSET}."),
        ("Know who is on call ({on-call}).", "Know who is on call."),
        ("Know what your service says ({disclosure}).", f"Know what your service says ({UNSET})."),
        ("Know where and when ({record-system}; {record-deadline}).", f"Know where and when ({UNSET})."),
        ("It may not be true ({caller-identity}, {recording}), and", f"It may not be true ({UNSET}), and"),
        ("Ring ({lead} or a colleague).", "Ring (your lead or a colleague)."),
        ("On call: {on-call}. Who rings: {who-rings-999}.", f"On call: {UNSET}. Who rings: {UNSET}."),
    ],
)
def test_unset_a_name_is_said_plainly_and_a_rule_is_the_services(text: str, said: str):
    assert fill(text, {}) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tell {lead}. {lead} nods.", "Tell the shift lead. The shift lead nods."),
        ("Know where ({record-system}; {record-deadline}).", f"Know where (iNotes; {UNSET})."),
        ("{record-system} is where.", "iNotes is where."),
    ],
)
def test_set_words_stand_as_the_service_wrote_them_with_a_capital_where_a_sentence_begins(text: str, said: str):
    assert fill(text, {"lead": "the shift lead", "record-system": "iNotes"}) == said


def test_only_settings_have_plain_words_and_no_rule_has():
    rules = {"abuse-rule", "under-18", "emergency-without-consent", "who-rings-999", "confidentiality", "call-length"}
    assert set(IN_A_SENTENCE) <= set(SLOTS) - rules
