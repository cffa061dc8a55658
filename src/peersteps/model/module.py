"""A module: front matter and the words of its pages."""

from collections.abc import Mapping

from pydantic import Field

from peersteps.model.base import Competences, Filed, Review, Slug, Words

INDEX = "index"
"""The page on which a module opens."""

BESIDE: tuple[str, ...] = ("card", "facilitator")
"""Pages that a module may have beside those it is read through: what to keep in a pocket, and how to lead a session."""


class Page(Filed):
    """One page of a module, `modules/<module>/<id>.md`; or one of the book around them, without front matter."""

    id: Slug
    title: Words
    minutes: int | None = Field(default=None, ge=1, le=15)
    """No sitting is longer than a quarter of an hour. None on a page that nobody sits down to study."""
    body: str = Field(default="", repr=False)
    """The Markdown below the front matter."""


class Module(Filed):
    """Learning content in a folder of its own, `modules/<id>/`, opened by its `index.md`."""

    id: Slug
    title: Words
    summary: Words
    minutes: int = Field(ge=1, le=240)
    level: int = Field(ge=0, le=3)
    content_note: Words
    outcomes: Mapping[str, Words] = Field(min_length=1)
    competences: Competences = Field(default={})
    needs: tuple[str, ...] = ()
    """Sections of the 2023 report that this module answers."""
    after: tuple[Slug, ...] = ()
    scenarios: tuple[Slug, ...] = ()
    quiz: Slug | None = None
    law_as_at: str | None = None
    review: Review
    pages: tuple[Slug, ...] = ()
    """The pages it goes on through after its first, in the order of reading."""
    others: tuple[Page, ...] = ()
    """Those pages, and then the ones beside them."""
    body: str = Field(default="", repr=False)
    """The Markdown below the front matter."""

    def every_page(self) -> tuple[Page, ...]:
        """All its pages, the first one first."""
        return (Page(id=INDEX, title=self.title, body=self.body, source=self.source), *self.others)
