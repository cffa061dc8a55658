"""Module pages: the headers and the footers that are drawn from the front matter."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.book.state import state
from peersteps.model import INDEX, Course, Module, Page
from peersteps.payload import activity
from peersteps.reading import front_matter
from peersteps.wording import revision

LONG_PAGE = 4
"""From this many sections a page opens with a list of them."""


def page_in(course: Course, docname: str) -> tuple[Module, Page] | None:
    """The module and the page of it that a document is."""
    match docname.split("/"):
        case ["modules", slug, name] if slug in course.modules:
            module = course.modules[slug]
            return next(((module, page) for page in module.every_page() if page.id == name), None)
        case _:
            return None


def take_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Blank the front matter (the model has read it, strictly) and see that the page has its title.

    Lines stay where they were, so that every warning still names the line of the file.
    """
    found = page_in(shelf.course_of(app), docname)
    page = front_matter.split(source[0]) if found else None
    if not found or not page:
        return
    rows = [""] * (page.body_line - 1)
    first = next((row for row in page.body.split("\n") if row.strip()), "")
    if not first.startswith("# "):
        rows[-2] = f"# {found[1].title}"
    source[0] = "\n".join([*rows, page.body])


class FrameModule(SphinxTransform):
    """Put the header under the title of a module's page and the footer at its end."""

    default_priority = 390

    def apply(self) -> None:
        """Frame the page, if it is a module's."""
        course = shelf.course_of(self.app)
        found = page_in(course, self.env.docname)
        section = next(self.document.findall(nodes.section), None)
        if found is None or section is None:
            return
        module, page = found
        shelf.lean_on(self.env, *shelf.SHARED, f"quizzes/{module.quiz}.yml")
        shelf.lean_on(self.env, *(f"scenarios/{slug}.yml" for slug in module.scenarios))
        shelf.lean_on(self.env, *(other.source.file for other in module.every_page()))
        if page.id == INDEX:
            section.insert(1, piece("module-header", module=_header(module), contents=_contents(section)))
            if module.pages:
                section.append(piece("module-pages", pages=_listed(module)))
        else:
            section.insert(1, piece("module-page-header", module=_place(module, page)))
        if page.id == (INDEX, *module.pages)[-1]:
            section.append(piece("module-footer", plays="record", module=_footer(course, module)))


def _listed(module: Module) -> dict[str, list[dict[str, Any]]]:
    """The pages to read through, and those beside them."""
    rows = [
        {"doc": _doc(module, page.id), "title": page.title, "minutes": page.minutes, "way": page.id in module.pages}
        for page in module.others
    ]
    return {"way": [row for row in rows if row["way"]], "beside": [row for row in rows if not row["way"]]}


def _place(module: Module, page: Page) -> dict[str, Any]:
    """Where a page stands in its module; no number for one beside it."""
    return {
        "title": module.title,
        "index": _doc(module, INDEX),
        "number": module.pages.index(page.id) + 1 if page.id in module.pages else None,
        "count": len(module.pages),
        "minutes": page.minutes,
        "note": module.content_note,
        "law": module.law_as_at,
        "state": state(module),
    }


def _doc(module: Module, page: str) -> str:
    return f"modules/{module.id}/{page}"


def _header(module: Module) -> dict[str, Any]:
    return {
        "summary": module.summary,
        "minutes": module.minutes,
        "pages": len(module.pages),
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
    }
