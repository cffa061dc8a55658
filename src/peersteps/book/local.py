"""{local}`lead` and `{lead}` in running text: words that each service sets, or the sentence that says it decides."""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from peersteps.book import shelf
from peersteps.model import SLOTS, UNSET, Course

_SLOT = re.compile(r"\{([a-z0-9-]+)\}")


class LocalRole(SphinxRole):
    """The service's words for one slot, in running text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the words in the text."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, "local.yml")
        if self.text not in SLOTS:
            shelf.log.warning(
                _unknown(self.text), location=self.get_location(), type="peersteps", subtype="unknown-slot"
            )
            return [], []
        return [_words(course, self.text)], []


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
        return [nodes.paragraph("", "", asks, _words(course, slot), classes=["service"])]


class FillSlots(SphinxTransform):
    """Fill `{lead}` and its like wherever they stand in running text."""

    default_priority = 410

    def apply(self) -> None:
        """Put the service's words into the page."""
        course = shelf.course_of(self.app)
        for text in list(self.document.findall(nodes.Text)):
            if isinstance(text.parent, nodes.literal | nodes.literal_block):
                continue
            parts = _SLOT.split(str(text))
            if len(parts) == 1 or not any(slot in SLOTS for slot in parts[1::2]):
                continue
            shelf.lean_on(self.env, "local.yml")
            filled: list[nodes.Node] = []
            for at, part in enumerate(parts):
                if at % 2 == 0:
                    filled.append(nodes.Text(part))
                else:
                    filled.append(_words(course, part) if part in SLOTS else nodes.Text(f"{{{part}}}"))
            text.parent.replace(text, filled)


def _words(course: Course, slot: str) -> nodes.Node:
    known = course.local.settings.get(slot)
    return nodes.inline("", known or UNSET, classes=["set" if known else "unset"])


def _unknown(slot: str) -> str:
    return f"There is no setting '{slot}'. Those there are: {', '.join(SLOTS)}."
