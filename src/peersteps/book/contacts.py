"""```{contacts}```: whom to ring. A wrong number is a safety defect, so each says who read or checked it and when."""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from peersteps.book import shelf
from peersteps.book.finding import found_by
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
        drawn = listed(course, wanted, self.options.get("for"))
        rows: list[dict[str, str]] = drawn["contacts"]
        words = (text for row in rows for text in (row["name"], row["do"], row["more"], row["when"]))
        return [piece("contacts", **drawn), found_by(words)]


def listed(course: Course, contacts: Iterable[Contact] | None = None, whom: Whom | None = None) -> dict[str, Any]:
    """The contacts that may be shown, of all or of some, for `whom`; and the service's own."""
    some = course.contacts.values() if contacts is None else contacts
    rows = [one(contact) for contact in some if contact.shown and (whom is None or whom in contact.for_)]
    return {"contacts": rows, "own": own(course), "ask": ASK_YOUR_LEAD}


def panel(course: Course, most: int = 5) -> dict[str, Any]:
    """What "Get help now" opens: up to five contacts and the service's own."""
    shown = listed(course)
    return {**shown, "contacts": shown["contacts"][:most]}


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
