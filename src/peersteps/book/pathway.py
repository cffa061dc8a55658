"""```{pathway}```: the way through the levels, drawn as a path with places and written as a list."""

import itertools
from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import Course, Item
from peersteps.payload import pathway_payload

WIDTH, LOW, HIGH = 640, 104, 52


class PathwayDirective(SphinxDirective):
    """The figure, the list, and with `:start:` the first step as one big button."""

    option_spec: ClassVar[OptionSpec] = {"start": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Leave the pathway in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, *shelf.SHARED)
        levels = [
            {
                "id": level.id,
                "title": level.title,
                "says": level.says,
                "choose": level.choose,
                "items": [_item(course, item) for item in level.items],
            }
            for level in course.pathway.levels
        ]
        steps = [item for level in course.pathway.levels for item in level.items]
        first = next((item for item in steps if item.item.startswith("module/")), steps[0])
        return [
            piece(
                "pathway",
                plays="pathway",
                payload=pathway_payload(course),
                title=course.pathway.title,
                levels=levels,
                instead=any(item.instead for item in steps),
                figure=figure([level.title for level in course.pathway.levels]),
                first=_item(course, first) if "start" in self.options else None,
            )
        ]


def figure(titles: Sequence[str]) -> dict[str, Any]:
    """Where the places of the path stand (SVG units in a 640 x 156 view), and the line through them."""
    step = (WIDTH - 60) // max(1, len(titles) - 1)
    points = [(30 + at * step, HIGH if at % 2 else LOW) for at in range(len(titles))]
    line = "M{} {}".format(*points[0])
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        middle = (x + to_x) // 2
        line += f" C{middle} {y} {middle} {to_y} {to_x} {to_y}"
    places = [
        {"title": title, "x": x, "y": y, "label": 142 if y == LOW else 22, **_beside(x)}
        for title, (x, y) in zip(titles, points, strict=True)
    ]
    return {"places": places, "line": line, "width": WIDTH}


def _beside(x: int) -> dict[str, Any]:
    """Where a place's name starts, so that the outer ones stay inside the picture."""
    if x <= 30:
        return {"text": 14, "anchor": "start"}
    if x >= WIDTH - 40:
        return {"text": WIDTH - 14, "anchor": "end"}
    return {"text": x, "anchor": "middle"}


def _item(course: Course, item: Item) -> dict[str, Any]:
    kind, _, slug = item.item.partition("/")
    minutes = None
    if kind == "module" and slug in course.modules:
        minutes = course.modules[slug].minutes
    elif kind == "scenario" and slug in course.scenarios:
        minutes = course.scenarios[slug].minutes
    return {
        "item": item.item,
        "title": item.title,
        "minutes": minutes,
        "known": _known(item),
        "months": item.valid_months,
    }


def _known(item: Item) -> str:
    match item.known:
        case "you-told-us":
            return "You say when it is done."
        case "recorded":
            return "Your training system records it."
        case "marked":
            return "You hand it in and your trainer marks it."
        case "seen":
            return f"Signed by {' or '.join(item.sign_off_roles) or 'a named person'}, who was there."
