"""```{calls}```, ```{situations}```, ```{sources}```: lists from the course. ```{record}```: the learner's own."""

from collections import defaultdict
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from peersteps.book import shelf
from peersteps.book.piece import piece, sections
from peersteps.checks import coverage
from peersteps.model import Course, Module, Quiz, Scenario
from peersteps.payload import activity


class CallsDirective(SphinxDirective):
    """Every practice conversation, found by what happens in it; with `:for: manager` those for managers."""

    option_spec: ClassVar[OptionSpec] = {"for": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, *(f"scenarios/{slug}.yml" for slug in course.scenarios))
        audience = self.options.get("for", "psw")
        calls = [_call(course, one) for one in course.scenarios.values() if one.audience == audience]
        return [piece("calls", plays="calls", calls=calls)]


class SituationsDirective(SphinxDirective):
    """What somebody may meet, in plain words, with the conversations that practise it; a section for each group.

    With `:gaps:` also what nothing practises yet, and the situation cards that each stands for.
    """

    option_spec: ClassVar[OptionSpec] = {"gaps": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, "modules/situations.yml", *(f"scenarios/{slug}.yml" for slug in course.scenarios))
        gaps = "gaps" in self.options
        rows = [
            {
                "group": one.group,
                "says": one.says,
                "cards": one.cards if gaps else (),
                "calls": [_call(course, call) for call in calls if gaps or call.audience == "psw"],
            }
            for one, calls in coverage.practised(course)
        ]
        return sections([row for row in rows if gaps or row["calls"]], "situations", plays="calls")


class SourcesDirective(SphinxDirective):
    """Every source in the ledger with the facts that rest on it."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on_facts(self.env)
        rests: dict[str, list[str]] = defaultdict(list)
        for fact in course.facts.values():
            for key in fact.sources:
                rests[key].append(fact.id)
        rows = [
            {**source.model_dump(), "facts": rests[key]}
            for key, source in sorted(course.sources.items(), key=lambda row: row[1].publisher.lower())
            if key in rests
        ]
        alone = [fact.id for fact in course.facts.values() if not fact.sources]
        return [piece("sources", sources=rows, alone=alone)]


def _call(course: Course, one: Scenario) -> dict[str, Any]:
    return {
        "item": f"scenario/{one.id}",
        "activity": activity(course, "scenario", one.id),
        "title": one.title,
        "summary": one.summary,
        "minutes": one.minutes,
        "notes": list(one.content_notes),
        "moments": {name: moment.title for name, moment in one.moments.items()},
    }


class RecordDirective(SphinxDirective):
    """The record that this browser holds. The player draws it, and nobody else can see it."""

    def run(self) -> list[nodes.Node]:
        """Leave its place in the page."""
        course = shelf.course_of(self.env.app)
        named: list[tuple[str, Module | Quiz | Scenario]] = [
            *(("module", one) for one in course.modules.values()),
            *(("quiz", one) for one in course.quizzes.values()),
            *(("scenario", one) for one in course.scenarios.values()),
        ]
        shelf.lean_on(self.env, *(one.source.file for _, one in named))
        titles = {activity(course, kind, one.id): one.title for kind, one in named}
        return [piece("record", plays="record", titles=titles)]
