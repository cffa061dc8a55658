"""The trainer's debrief sheet of each conversation: a page to print, made from the same file as the conversation.

It holds what a trainer needs beside the talk itself: what to settle before, the turns that tempt with what each choice
does, what to watch for in the group, the questions of each ending, and what to do if somebody is distressed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.book.piece import draw, piece
from peersteps.book.state import state
from peersteps.model import UNSET, Course, Scenario
from peersteps.payload import scenario_payload
from peersteps.player import reading_order
from peersteps.player.readable import PRACTICE

FOLDER = "book/for-trainers/sheets"

TURNS = 6
"""So many turns fill an hour of talk; the others are in the conversation itself."""

WATCH = (
    (
        "suicide suicidal-thoughts suicide-attempt overdose self-harm",
        "Somebody here may have been where this person is, or have lost somebody. Say before you begin that "
        "anyone may step out without a reason, and say aloud where help is. Nobody asks for detail of a "
        "method, and nobody gives it.",
    ),
    (
        "domestic-abuse abuse child-abuse sexual-violence",
        "Abuse is common, so expect that somebody here has lived with it. Keep the talk with the person in "
        "the story, and don't ask the group for examples.",
    ),
    (
        "abusive-call harassment sexual-harassment abuse-of-worker racism discrimination hate",
        "Nobody has to act this person or read those lines aloud. Some in the room meet this outside work as "
        "well. Let them speak first if they want to, and don't make them teach the others.",
    ),
    (
        "alcohol drugs substance-use dual-diagnosis",
        "Listen for jokes about drinking or using. Somebody here may be in recovery, and has not said so.",
    ),
    (
        "psychosis voices paranoia",
        "Listen for laughter at a belief. Ask what it would be like to be the one who holds it.",
    ),
)
"""What to watch for in the group, by what the conversation is about."""


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each conversation; Sphinx writes them beside those that have a file."""
    course = shelf.course_of(app)
    for slug, scenario in course.scenarios.items():
        page = f"{FOLDER}/{slug}"
        body = draw(app.builder, page, "sheet", {"sheet": sheet(course, scenario)})
        yield page, {"title": f"Debrief sheet: {scenario.title}", "body": body}, "page.html"


class SheetsDirective(SphinxDirective):
    """Every debrief sheet, listed."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, *(f"scenarios/{slug}.yml" for slug in course.scenarios))
        rows = [{"doc": f"{FOLDER}/{slug}", "title": one.title} for slug, one in course.scenarios.items()]
        return [piece("sheets", rows=rows)]


def sheet(course: Course, scenario: Scenario) -> dict[str, Any]:
    """What the template draws, with the service's words filled in."""
    payload = scenario_payload(course, scenario)
    endings = [payload["scenes"][name] for name in reading_order(payload) if "ending" in payload["scenes"][name]]
    return {
        "item": f"scenario/{scenario.id}",
        "title": payload["title"],
        "summary": payload["summary"],
        "minutes": payload["minutes"],
        "notes": payload["notes"],
        "outcomes": list(payload["outcomes"].values()),
        "state": state(scenario),
        "turns": [_turn(payload, name) for name in _turns(scenario, payload)],
        "practice": PRACTICE,
        "watch": list(_watch(scenario)),
        "shares": any(choice.shares for _, _, choice in scenario.choices()),
        "alone": scenario.alone,
        "team": scenario.setting == "team",
        "endings": [{"title": one["ending"], **one["debrief"]} for one in endings],
        "support": payload["support"],
        "debrief": course.local.settings.get("debrief", UNSET),
        "second": course.local.settings.get("second-contact", UNSET),
    }


def _turns(scenario: Scenario, payload: Mapping[str, Any]) -> list[str]:
    """The turns to stop at, in the order of the story: an author's moments first, and where most is to lose."""
    moments = {moment.scene for moment in scenario.moments.values()}

    def weight(name: str) -> int:
        found = [choice.practice for choice in scenario.scenes[name].choices]
        tempting = sum(practice not in ("helpful", "neutral") for practice in found)
        return 4 * (name in moments) + 2 * ("unsafe" in found) + tempting

    order = [name for name in reading_order(payload) if scenario.scenes[name].choices]
    most = sorted(order, key=weight, reverse=True)[:TURNS]
    return [name for name in order if name in most]


def _turn(payload: Mapping[str, Any], name: str) -> dict[str, Any]:
    scene = payload["scenes"][name]
    spoken = [line[1:] for line in scene["say"] if line[0] == "speech"]
    return {"said": spoken[-2:], "choices": scene["choices"]}


def _watch(scenario: Scenario) -> Iterator[str]:
    """What to watch for in the group while this conversation is talked over."""
    for tags, says in WATCH:
        if set(tags.split()) & set(scenario.tags):
            yield says
