"""```{scenario} quiet-evening```: a practice conversation, played on the page; without scripts, read as a script."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.book.finding import found_by, words_of_call
from peersteps.book.piece import piece
from peersteps.payload import scenario_payload
from peersteps.player import readable_html


class ScenarioDirective(SphinxDirective):
    """The mount, with the payload and the readable script inside it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave the conversation in the page."""
        course = shelf.course_of(self.env.app)
        slug = self.arguments[0]
        scenario = course.scenarios.get(slug)
        if scenario is None:
            known = ", ".join(sorted(course.scenarios)) or "none yet"
            raise self.error(f"There is no scenario '{slug}'. Those there are: {known}.")
        shelf.lean_on(self.env, f"scenarios/{slug}.yml", "modules/situations.yml", *shelf.SHARED)
        shelf.lean_on_facts(self.env)
        item = f"scenario/{slug}"
        if shelf.elsewhere(self.env, item):
            notes = f" In it: {', '.join(scenario.content_notes)}." if scenario.content_notes else ""
            words = f"About {scenario.minutes} minutes.{notes}"
            return [piece("link", item=item, does="Practise", title=scenario.title, words=words)]
        shelf.note_place(self.env, item)
        payload = scenario_payload(course, scenario)
        drawn = piece("scenario", plays="scenario", payload=payload, readable=readable_html(payload))
        return [drawn, found_by(words_of_call(course, scenario))]
