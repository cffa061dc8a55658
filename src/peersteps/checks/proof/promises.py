"""The four sentences that an author may promise, and the proof of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from peersteps.model import Scenario

Kind = Literal["only after", "from everywhere", "debrief and support", "helpful choice"]

FORMS: dict[Kind, str] = {
    "only after": "ENDING only after chosen CHOICE",
    "from everywhere": "from everywhere you can still reach ENDING",
    "debrief and support": "every ending has a debrief and support",
    "helpful choice": "every choice point offers a helpful choice",
}
"""Each form as authors write it. The last two hold for every conversation, written or not."""


@dataclass(frozen=True)
class Promise:
    """A sentence that was read, and where it stands in the file."""

    kind: Kind
    where: tuple[str | int, ...]
    ending: str = ""
    choice: str = ""

    def __str__(self) -> str:
        """The sentence."""
        return FORMS[self.kind].replace("ENDING", self.ending).replace("CHOICE", self.choice)


def promises(scenario: Scenario) -> Iterator[Promise]:
    """Every promise that is written, under `promises` or as `reach: always` on an ending; each once."""
    told = set[str]()
    sentences = [parse(sentence, "promises", at) for at, sentence in enumerate(scenario.promises)]
    always = [name for name, scene in scenario.scenes.items() if scene.reach == "always"]
    for promise in (*sentences, *(Promise("from everywhere", ("scenes", name, "reach"), name) for name in always)):
        if promise and str(promise) not in told:
            told.add(str(promise))
            yield promise


def parse(sentence: str, *where: str | int) -> Promise | None:
    """Read a sentence; None if it has none of the four forms."""
    words = " ".join(sentence.split()).rstrip(".")
    for kind, form in FORMS.items():
        pattern = re.sub("ENDING|CHOICE", lambda name: f"(?P<{name[0].lower()}>[a-z0-9-]+)", re.escape(form))
        if found := re.fullmatch(pattern, words, re.IGNORECASE):
            return Promise(kind, where, **found.groupdict())
    return None
