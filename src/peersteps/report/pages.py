"""The pages of a report: self-contained HTML without scripts, made to be read on paper first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from peersteps.evidence import Person
from peersteps.model import Quiz
from peersteps.report.overview import Overview
from peersteps.report.view import Card
from peersteps.report.words import NOT_FOR, count, long_date

GENERATOR = '<meta name="generator" content="peersteps report">'
"""How a later report knows a page of an earlier one, and may replace or remove it."""


@dataclass(frozen=True)
class Frame:
    """What all pages of one report share."""

    on: date
    organisation: str


@cache
def _environment() -> Environment:
    loader = PackageLoader("peersteps.report")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters.update(day=long_date)
    env.globals.update(not_for=NOT_FOR, generator=GENERATOR, count=count)
    return env


def letter(frame: Frame, manager: Person, cards: Sequence[Card]) -> str:
    """The letter to one manager."""
    return _draw("letter.html", frame, manager=manager, cards=cards)


def person_page(frame: Frame, card: Card) -> str:
    """The page about one person, the same for them and for their manager."""
    return _draw("person.html", frame, card=card)


def index(frame: Frame, counted: Overview, letters: Sequence[Person]) -> str:
    """The lead's overview, and which file goes to whom."""
    return _draw("index.html", frame, overview=counted, letters=letters)


def talk_through_page(frame: Frame, quiz: Quiz, points: Mapping[str, Sequence[object]], item: str) -> str:
    """The sheet to talk through a quiz's points by, grouped by outcome; `item` is what a signature on it counts for."""
    return _draw("talk-through.html", frame, quiz=quiz, points=points, item=item)


def _draw(template: str, frame: Frame, **values: object) -> str:
    return _environment().get_template(template).render(frame=frame, **values)
