"""The page that stands in for one that was never opened here and cannot be fetched now.

`static/offline.js` sends to it. It has no place in the contents, since nobody goes there on purpose.
"""

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from peersteps.book import contacts, shelf
from peersteps.book.piece import draw

PAGE = "book/no-network"
TITLE = "No network just now"
KEPT = {"book/get-help": "Get help now", "book/after-a-call": "After a hard call"}
"""What is always kept: the same as in `static/offline.js`."""


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page itself; Sphinx writes it beside those that have a file."""
    kept = {name: title for name, title in KEPT.items() if name in app.env.found_docs}
    whom = contacts.listed(shelf.course_of(app), whom="you")
    body = draw(app.builder, PAGE, "no-network", {"title": TITLE, "kept": kept, **whom})
    yield PAGE, {"title": TITLE, "body": body}, "page.html"
