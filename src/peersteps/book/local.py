"""{local}`lead` and `{lead}` in running text, and ```{local} lead```: words that each service sets.

Where a service has set none, `peersteps.slots` says which words stand there instead.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from peersteps.book import shelf
from peersteps.model import SLOTS, UNSET, Course
from peersteps.slots import said

_SLOT = re.compile(r"\{([a-z0-9-]+)\}")
_NO_BRACES = str.maketrans("", "", "{}")


class Slot(nodes.Inline, nodes.TextElement):
    """A setting in running text, until the whole text around it is known."""


class LocalRole(SphinxRole):
    """The service's words for one slot, in running text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the slot in the text."""
        shelf.lean_on(self.env, "local.yml")
        if self.text not in SLOTS:
            shelf.log.warning(
                _unknown(self.text), location=self.get_location(), type="peersteps", subtype="unknown-slot"
            )
            return [], []
        return [_slot(self.text)], []


class LocalDirective(SphinxDirective):
    """The service's words for one slot, as a paragraph of their own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave the words in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, "local.yml")
        slot = self.arguments[0]
        if slot not in SLOTS:
            raise self.error(_unknown(slot))
        asks = nodes.strong("", f"{SLOTS[slot]}: ")
        return [nodes.paragraph("", "", asks, _words(course.local.get(slot)), classes=["service"])]


class FillSlots(SphinxTransform):
    """Fill `{lead}` and its like wherever they stand in running text."""

    default_priority = 410

    def apply(self) -> None:
        """Put the service's words into the page."""
        course = shelf.course_of(self.app)
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, Slot | nodes.literal | nodes.literal_block):
                _part(text)
        for around in dict.fromkeys(_around(slot) for slot in self.document.findall(Slot)):
            shelf.lean_on(self.env, "local.yml")
            _fill(around, course)


def _part(text: nodes.Text) -> None:
    """Take the slots out of a text, each as a node of its own."""
    parts = _SLOT.split(str(text))
    if not any(slot in SLOTS for slot in parts[1::2]):
        return
    filled: list[nodes.Node] = []
    for at, part in enumerate(parts):
        if at % 2:
            filled.append(_slot(part) if part in SLOTS else nodes.Text(f"{{{part}}}"))
        elif part:
            filled.append(nodes.Text(part))
    text.parent.replace(text, filled)


def _around(slot: Slot) -> nodes.Element:
    """The paragraph, or the like of it, that a slot stands in."""
    around: nodes.Element = slot.parent
    while isinstance(around.parent, nodes.TextElement):
        around = around.parent
    return around


def _fill(around: nodes.Element, course: Course) -> None:
    """Put words in the place of each slot of a paragraph. Other things in braces, such as code, are none of ours."""
    texts = around.findall(nodes.Text)
    plain = "".join(str(text) if isinstance(text.parent, Slot) else text.translate(_NO_BRACES) for text in texts)
    for slot, words in zip(list(around.findall(Slot)), said(plain, course.local.settings), strict=True):
        slot.parent.replace(slot, _words(words))


def _slot(name: str) -> Slot:
    return Slot("", f"{{{name}}}")


def _words(words: str) -> nodes.Node:
    """What is decided elsewhere stands out, so that nobody reads over it."""
    return nodes.inline("", words, classes=["unset"]) if words.casefold() == UNSET else nodes.Text(words)


def _unknown(slot: str) -> str:
    return f"There is no setting '{slot}'. Those there are: {', '.join(SLOTS)}."
