"""What the page template needs to know about a page."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from peersteps.book import assets, contacts, sheets, shelf
from peersteps.book.contents import parts
from peersteps.book.module import page_in
from peersteps.book.state import NOT_YET, POLICY_FIRST
from peersteps.model import Module, Page
from peersteps.wording import revision

HELP = "book/get-help"
CARD = "card"


def complete(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Fill the page's context. No script of the theme is loaded: Furo's throws where storage is denied."""
    course = shelf.course_of(app)
    player = assets.player_scripts(doctree)
    context["help"] = contacts.panel(course)
    context["contents"] = parts(app)
    context["help_page"] = HELP if HELP in app.env.found_docs else None
    found = page_in(course, page)
    tells_itself = found or page.startswith(sheets.FOLDER)
    context["prints_as"] = _prints_as(page, found)
    context["not_yet"] = None if tells_itself else NOT_YET
    context["policy_first"] = POLICY_FIRST
    context["tell"] = course.local.settings.get("something-wrong", "")
    context["revision"] = revision(found[0]) if found else ""
    context["organisation"] = course.local.settings.get("organisation", "")
    context["page_styles"] = [_asset(name) for name in (assets.STYLE, *([assets.PLAYER_STYLE] if player else []))]
    context["paper_style"] = _asset(assets.PAPER_STYLE) if context["prints_as"] else None
    context["code_style"] = assets.CODE_STYLE if assets.shows_code(doctree) else None
    scripts = [*player, *([assets.CARD_SCRIPT] if context["prints_as"] == CARD else [])]
    context["page_scripts"] = [_asset(name) for name in scripts]
    context["book_script"] = _asset(assets.SCRIPT)
    context["search_script"] = _asset(assets.SEARCH_SCRIPT)
    context["css_files"], context["script_files"] = [], []


def _prints_as(page: str, found: tuple[Module, Page] | None) -> str | None:
    """What a page is on paper, where that differs from the screen: a card to fold, or a sheet for whoever leads."""
    if page.startswith(sheets.FOLDER):
        return "sheet"
    return "card" if found and found[1].id == CARD else None


def _asset(name: str) -> tuple[str, str]:
    """The address of one of our files from the site's root, and its version."""
    return f"_static/{name}", assets.version(name)
