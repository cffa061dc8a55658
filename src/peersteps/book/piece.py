"""A piece of a page that a template draws when the page is written.

A directive says which template and gives it plain data; the template in `templates/pieces/` says how it looks. Links
are made at writing time, when every page is known.
"""

import itertools
import json
from collections.abc import Callable
from typing import Any, Literal

from docutils import nodes
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from peersteps.book import shelf
from peersteps.wording import day

_TEMPLATES = Environment(
    loader=PackageLoader("peersteps.book", "templates/pieces"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


Plays = Literal["scenario", "quiz", "record", "pathway", "calls"]
"""A part of the player."""


class Piece(nodes.General, nodes.Element):
    """What a directive leaves in the page: `template`, `data`, and in `plays` the part of the player that draws it."""


def piece(template: str, *, plays: Plays | None = None, **data: Any) -> Piece:  # noqa: ANN401 - what the template takes
    """A piece to be drawn by `templates/pieces/<template>.html`."""
    return Piece("", template=template, data=data, plays=plays)


def sections(rows: list[dict[str, Any]], template: str, *, plays: Plays | None = None) -> list[nodes.Node]:
    """A section with its own piece for each run of rows that share a `group`."""
    return [
        nodes.section(
            "", nodes.title(text=group), piece(template, plays=plays, rows=list(run)), ids=[nodes.make_id(group)]
        )
        for group, run in itertools.groupby(rows, key=lambda row: str(row["group"]))
    ]


def draw(builder: Builder, page: str, template: str, data: dict[str, Any]) -> str:
    """The HTML of a piece on the page `page`."""

    def link(docname: str, anchor: str = "") -> str:
        place = f"#{anchor}" if anchor else ""
        # The empty address means "this page", which a browser would load again.
        return (builder.get_relative_uri(page, docname) if docname != page else "") + place or "#"

    def place(item: str) -> str | None:
        found = shelf.page_of(builder.env, item)
        return link(*found) if found else None

    helpers: dict[str, Callable[..., object]] = {"link": link, "place": place, "embed": embed, "day": day}
    return _TEMPLATES.get_template(f"{template}.html").render(**data, **helpers)


def embed(payload: object) -> Markup:
    """JSON that can stand inside a script element: no `<` is left that could end it."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - the one character that matters is escaped


def visit(translator: HTML5Translator, node: Piece) -> None:
    """Write the piece into an HTML page."""
    docname = translator.builder.current_docname
    translator.body.append(draw(translator.builder, docname, node["template"], node["data"]))
    raise nodes.SkipNode


def skip(_translator: SphinxTranslator, _node: Piece) -> None:
    """Leave the piece out: other formats have no player and no live links."""
    raise nodes.SkipNode
