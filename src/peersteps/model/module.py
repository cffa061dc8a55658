"""A module: front matter and the words of its page."""

from collections.abc import Mapping

from pydantic import Field

from peersteps.model.base import Competences, Filed, Review, Slug, Words


class Module(Filed):
    """Learning content with a page of its own, `modules/<id>/index.md`."""

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
    body: str = Field(default="", repr=False)
    """The Markdown below the front matter."""
