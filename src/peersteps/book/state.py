"""What has been checked by whom, in words; and ```{review}```, the list of it."""

from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import Module, Quiz, Scenario
from peersteps.wording import day, digest

NOT_YET = "Not yet checked by a clinician or by people with lived experience."
POLICY_FIRST = "Your service's policy comes first. If this page and your service differ, ask your lead."

NEEDED = ("clinical", "lived experience")
"""The two roles without which nothing counts as checked."""


def state(content: Module | Quiz | Scenario) -> dict[str, Any]:
    """Who has signed these very words, and who is still to look. A signature on other words has lapsed."""
    words = digest(content)
    held = [one for one in content.review.signed if one.name and one.on and one.words == words]
    lapsed = [one for one in content.review.signed if one.name and one.words != words]
    signed = {one.role for one in held}
    asked = dict.fromkeys((*NEEDED, *(one.role for one in content.review.signed)))
    missing = [role for role in asked if role not in signed]
    return {
        "signed": [f"{one.name} ({one.role}) on {day(one.on)}" for one in held],
        "missing": missing,
        "lapsed": sorted({one.role for one in lapsed}),
        "due": content.review.due,
        "says": _says([one.role for one in held], missing),
        "policy": POLICY_FIRST,
    }


def _says(held: list[str], missing: list[str]) -> str:
    if not held:
        return NOT_YET
    if missing:
        return f"Not yet checked by: {', '.join(missing)}."
    return "Checked by a clinician and by people with lived experience."


class ReviewDirective(SphinxDirective):
    """Every module, conversation and quiz with who has signed it and who has not."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        rows = [
            {"kind": kind, "title": one.title, "item": f"{slug}/{one.id}", "state": state(one)}
            for kind, slug, all_ in (
                ("Module", "module", course.modules),
                ("Conversation", "scenario", course.scenarios),
                ("Questions", "practice", course.quizzes),
            )
            for one in all_.values()
        ]
        folders = ("scenarios", "quizzes")
        shelf.lean_on(self.env, *(f"modules/{slug}/index.md" for slug in course.modules))
        for folder, slugs in zip(folders, (course.scenarios, course.quizzes), strict=True):
            shelf.lean_on(self.env, *(f"{folder}/{slug}.yml" for slug in slugs))
        return [piece("review", rows=rows)]
