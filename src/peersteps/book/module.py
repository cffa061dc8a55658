"""Module pages: the header and the footer that are drawn from the front matter."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.book.state import state
from peersteps.model import Course, Module
from peersteps.payload import activity
from peersteps.reading import front_matter
from peersteps.wording import revision

LONG_PAGE = 4
"""From this many sections a page opens with a list of them."""


def module_of(course: Course, docname: str) -> Module | None:
    """The module whose page this is."""
    match docname.split("/"):
        case ["modules", slug, "index"]:
            return course.modules.get(slug)
        case _:
            return None


def take_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Blank the front matter (the model has read it, strictly) and see that the page has its title.

    Lines stay where they were, so that every warning still names the line of the file.
    """
    module = module_of(shelf.course_of(app), docname)
    page = front_matter.split(source[0]) if module else None
    if not module or not page:
        return
    rows = [""] * (page.body_line - 1)
    first = next((row for row in page.body.split("\n") if row.strip()), "")
    if not first.startswith("# "):
        rows[-2] = f"# {module.title}"
    source[0] = "\n".join([*rows, page.body])


class FrameModule(SphinxTransform):
    """Put the header under the title and the footer at the end."""

    default_priority = 390

    def apply(self) -> None:
        """Frame the page, if it is a module's."""
        course = shelf.course_of(self.app)
        module = module_of(course, self.env.docname)
        section = next(self.document.findall(nodes.section), None)
        if module is None or section is None:
            return
        shelf.lean_on(self.env, *shelf.SHARED, f"quizzes/{module.quiz}.yml")
        shelf.lean_on(self.env, *(f"scenarios/{slug}.yml" for slug in module.scenarios))
        section.insert(1, piece("module-header", module=_header(module), contents=_contents(section)))
        section.append(piece("module-footer", plays="record", module=_footer(course, module)))


def _header(module: Module) -> dict[str, Any]:
    return {
        "summary": module.summary,
        "minutes": module.minutes,
        "note": module.content_note,
        "outcomes": list(module.outcomes.values()),
        "law": module.law_as_at,
        "state": state(module),
    }


def _contents(section: nodes.section) -> list[dict[str, str]]:
    parts = [part for part in section.children if isinstance(part, nodes.section)]
    listed = [{"title": part[0].astext(), "anchor": part["ids"][0]} for part in parts]
    return listed if len(listed) >= LONG_PAGE else []


def _footer(course: Course, module: Module) -> dict[str, Any]:
    calls = [course.scenarios[slug] for slug in module.scenarios if slug in course.scenarios]
    return {
        "id": module.id,
        "title": module.title,
        "activity": activity(course, "module", module.id),
        "revision": revision(module),
        "calls": [{"item": f"scenario/{one.id}", "title": one.title, "minutes": one.minutes} for one in calls],
        "quiz": module.quiz,
        "tell": course.local.settings.get("something-wrong", ""),
    }
