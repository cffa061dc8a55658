"""```{contacts}```: whom to ring. A wrong number is a safety defect, so each says who read or checked it and when."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import Contact, Course
from peersteps.wording import how_known

ASK_YOUR_LEAD = "Ask your lead for your service's number."

Whom = Literal["you", "someone"]


class ContactsDirective(SphinxDirective):
    """The contacts named, or all for `:for: you` or `:for: someone`, then the service's own."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {"for": lambda text: directives.choice(text, ("you", "someone"))}

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, *shelf.SHARED)
        names = self.arguments[0].replace(",", " ").split() if self.arguments else list(course.contacts)
        unknown = [name for name in names if name not in course.contacts]
        if unknown:
            raise self.error(f"There is no contact '{unknown[0]}' in modules/contacts.yml.")
        wanted = (course.contacts[name] for name in names)
        whom = self.options.get("for")
        rows = [one(contact) for contact in wanted if contact.shown and (whom is None or whom in contact.for_)]
        return [piece("contacts", contacts=rows, own=own(course), ask=ASK_YOUR_LEAD)]


def panel(course: Course, most: int = 5) -> dict[str, object]:
    """What "Get help now" opens: up to five contacts and the service's own."""
    shown: Iterable[Contact] = (contact for contact in course.contacts.values() if contact.shown)
    return {"contacts": [one(contact) for contact in shown][:most], "own": own(course), "ask": ASK_YOUR_LEAD}


def one(contact: Contact) -> dict[str, str]:
    """A contact as the templates take it, with the words that say how far to trust it."""
    do, _, more = contact.how.partition(". ")
    return {
        "name": contact.name,
        "do": f"{do.removesuffix('.')}.",
        "more": more,
        "when": contact.when,
        "tel": contact.tel or "",
        "note": how_known(contact),
    }


def own(course: Course) -> str:
    """The service's own words on who is on call, or nothing."""
    return course.local.settings.get("on-call", "")
