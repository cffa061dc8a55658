"""The web book: a Sphinx extension for the pages, and `build` for the whole site.

`extensions = ["peersteps.book"]` is all the configuration that Sphinx needs; `_config.yml` gives it to Jupyter Book.
"""

from typing import TYPE_CHECKING

from peersteps import __version__
from peersteps.book import assets, furo, module, offline, page, settings, sheets, shelf
from peersteps.book.contacts import ContactsDirective
from peersteps.book.coverage import BalancesDirective, CoverageDirective, ExtentsDirective, UnconfirmedDirective
from peersteps.book.diagnostics import DiagnosticsDirective
from peersteps.book.facts import FactRole, LawRole, NumberFacts
from peersteps.book.lists import CallsDirective, RecordDirective, SituationsDirective, SourcesDirective
from peersteps.book.local import FillSlots, LocalDirective, LocalRole
from peersteps.book.pathway import PathwayDirective
from peersteps.book.piece import Piece, skip, visit
from peersteps.book.quiz import QuizDirective, TryDirective
from peersteps.book.scenario import ScenarioDirective
from peersteps.book.sheets import SheetsDirective
from peersteps.book.site import BuildError, build
from peersteps.book.state import ReviewDirective
from peersteps.book.terms import LinkTerms, TermsDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["BuildError", "build", "setup"]

DIRECTIVES = {
    "balances": BalancesDirective,
    "calls": CallsDirective,
    "contacts": ContactsDirective,
    "coverage": CoverageDirective,
    "diagnostics": DiagnosticsDirective,
    "extents": ExtentsDirective,
    "local": LocalDirective,
    "pathway": PathwayDirective,
    "quiz": QuizDirective,
    "record": RecordDirective,
    "review": ReviewDirective,
    "scenario": ScenarioDirective,
    "sheets": SheetsDirective,
    "situations": SituationsDirective,
    "sources": SourcesDirective,
    "terms": TermsDirective,
    "try": TryDirective,
    "unconfirmed": UnconfirmedDirective,
}

ENV_VERSION = 1
"""Raise it when what is kept between builds changes shape."""


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register everything with Sphinx."""
    if reader := settings.markdown_reader(app):
        app.setup_extension(reader)
    app.setup_extension("sphinx_external_toc")
    app.add_config_value("peersteps_local", "", "env", [str])
    app.add_config_value("peersteps_on", settings.today(), "", [str])
    app.add_config_value("peersteps_settings", "", "env", [str])
    skipped = (skip, None)
    app.add_node(Piece, html=(visit, None), latex=skipped, text=skipped, man=skipped, texinfo=skipped)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_role("fact", FactRole())
    app.add_role("law", LawRole())
    app.add_role("local", LocalRole())
    for transform in (module.FrameModule, LinkTerms, NumberFacts, FillSlots):
        app.add_transform(transform)
    app.connect("config-inited", settings.apply, priority=100)
    app.connect("config-inited", shelf.read, priority=200)
    app.connect("builder-inited", furo.leave_navigation_out, priority=900)
    app.connect("env-purge-doc", shelf.forget_page)
    app.connect("env-merge-info", shelf.merge_places)
    app.connect("source-read", module.take_front_matter)
    app.connect("html-collect-pages", sheets.pages)
    app.connect("html-collect-pages", offline.page)
    app.connect("html-page-context", page.complete, priority=900)
    app.connect("build-finished", assets.write, priority=900)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
