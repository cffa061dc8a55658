"""What each employer sets. Policy is never written into content: content has slots, this file fills them."""

from collections.abc import Mapping

from peersteps.model.base import Filed

UNSET = "your service decides this: ask before your first call"
"""What a page says where a service has not set a slot."""

SLOTS: Mapping[str, str] = {
    "organisation": "The name of your organisation",
    "line": "What your phone line or service is called",
    "lead": "Who leads the shift, as you would name them to a colleague",
    "on-call": "Who is on call and how to reach them",
    "silent-alert": "How to alert them while staying on the line",
    "second-contact": "Somebody to turn to who is not the line manager",
    "crisis-boundary": "The words you use to say what the line is and is not",
    "confidentiality": "Your exact words on the limits of confidentiality",
    "emergency-without-consent": "When the service rings 999 without consent, and who decides",
    "who-rings-999": "Who rings 999 while you stay with the person",
    "lone-working": "What holds when you work alone or at home",
    "under-18": "What to do when the person is under 18",
    "abuse-rule": "Warnings, and who may end a call",
    "repeat-callers": "How plans for people who ring often are made",
    "caller-identity": "Whether you see the number",
    "recording": "Whether calls are recorded, and how callers are told",
    "record-system": "Where you write your record",
    "record-deadline": "By when",
    "debrief": "Who talks with you after a hard call, when, in paid time",
    "disclosure": "What your service says about sharing your own experience",
    "call-hours": "When the line is open",
    "call-length": "How long a call usually is",
    "levels": "What each level of the pathway brings here (pay, title, hours)",
    "something-wrong": "Who to tell when something in this training is wrong or hurtful",
}
"""Every setting with what it asks for."""

IN_A_SENTENCE: Mapping[str, str] = {
    "organisation": "your organisation",
    "line": "your line",
    "lead": "your lead",
    "on-call": "whoever is on call",
    "second-contact": "somebody who is not your line manager",
    "record-system": "your service's record",
}
"""What a sentence says where a service has not named the person, place or thing. No rule is here: nobody may take our
words for a policy, so an unset rule always says that the service decides it."""


class Local(Filed):
    """The settings that are there. What is not there is unset, and the page says so."""

    settings: Mapping[str, str] = {}

    def get(self, slot: str) -> str:
        """The words for a slot, or the sentence that says the service decides."""
        return self.settings.get(slot, UNSET)
