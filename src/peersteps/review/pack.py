"""The form for a reviewer who uses no terminal: one printable page, every word of a piece of content, a box for each.

Doubts come first, then the words in the order in which a learner can meet them, each with the facts it rests on, their
source and their mark. A conversation is laid out as plays: the fewest that read every line of it.
"""

from collections.abc import Iterator
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from peersteps.model import Course, Module, Quiz, Scenario
from peersteps.model.fact import MARKS
from peersteps.review import conversation, questions
from peersteps.review.doubts import doubts
from peersteps.review.form import Part
from peersteps.review.sign import Content, changes
from peersteps.wording import digest

MINUTES_A_PARAGRAPH = 0.75
"""A planning figure, not a measurement: what the form allows for reading and ticking one paragraph."""


def pack(course: Course, content: Content, on: date) -> str:
    """The form as HTML, as it stands on a day. A module's needs the packages of the book (ModuleNotFoundError)."""
    parts = tuple(_parts(course, content, on))
    count = sum(row.judged for part in parts for row in part.rows)
    return _PAGE.render(
        title=content.title,
        file=content.source.file,
        digest=digest(content),
        roles=[one.role for one in content.review.signed],
        doubts=[(heading, rows) for heading, rows in doubts(course, content) if rows],
        changes={one.role: changes(course.root, content, one.role) for one in content.review.signed},
        parts=parts,
        count=count,
        hours=max(1, round(count * MINUTES_A_PARAGRAPH / 60)),
        sources=course.sources,
        marks=MARKS,
    )


def _parts(course: Course, content: Content, on: date) -> Iterator[Part]:
    match content:
        case Scenario():
            return conversation.parts(course, content)
        case Quiz():
            return questions.parts(course, content)
        case Module():
            from peersteps.review import pages  # noqa: PLC0415 - the other forms do without the book's packages

            return pages.parts(course, content, on)


_ENVIRONMENT = Environment(
    loader=PackageLoader("peersteps.review", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGE = _ENVIRONMENT.get_template("pack.html")
