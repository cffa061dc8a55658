"""```{coverage}```, ```{extents}```, ```{balances}```, ```{unconfirmed}```: what is here, missing, or not sure."""

from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.book.piece import piece, sections
from peersteps.checks import coverage
from peersteps.checks.balance import balance
from peersteps.checks.coverage import Answer, Extent
from peersteps.checks.uses import Use
from peersteps.model import Course, Scenario

MARK_WORDS = {
    "verified": "read in the source",
    "secondary": "as reported",
    "unverified": "to be confirmed",
    "proposal": "our suggestion",
    "report": "from the 2023 report",
}


class CoverageDirective(SphinxDirective):
    """Everything that the report says and asks for, with what answers it; gaps in plain sight."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page, a section for each group."""
        course = _leaning(self)
        return sections([_answer(answer) for answer in coverage.answers(course)], "coverage")


class ExtentsDirective(SphinxDirective):
    """How much stands in each module."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        return [piece("extents", rows=[_extent(one) for one in coverage.extents(_leaning(self))])]


class BalancesDirective(SphinxDirective):
    """Each conversation in figures: what was proved, and who does well in it without reading."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        return [piece("balances", rows=[_balance(one) for one in _leaning(self).scenarios.values()])]


class UnconfirmedDirective(SphinxDirective):
    """Every fact that is still to be confirmed, with the pages that use it."""

    def run(self) -> list[nodes.Node]:
        """Leave the list in the page."""
        course = _leaning(self)
        rows = [
            {"id": slug, "says": course.facts[slug].says, "places": _places(course, uses)}
            for slug, uses in coverage.unconfirmed(course).items()
        ]
        return [piece("unconfirmed", rows=rows)]


def _leaning(directive: SphinxDirective) -> Course:
    """The course, on all of which the page under way depends."""
    course = shelf.course_of(directive.env.app)
    shelf.lean_on_facts(directive.env)
    content = (*course.quizzes.values(), *course.scenarios.values(), *course.glossaries)
    pages = (page for module in course.modules.values() for page in module.every_page())
    shelf.lean_on(directive.env, *(one.source.file for one in (*content, *pages)), "modules/report-needs.yml")
    return course


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "group": answer.need.group,
        "section": answer.need.id.partition("-")[0],
        "says": answer.need.says,
        "beyond": answer.need.beyond,
        "modules": [
            {"item": f"module/{one.id}", "title": one.title, "quiz": f"practice/{one.quiz}" if one.quiz else ""}
            for one in answer.modules
        ],
        "scenarios": [{"item": f"scenario/{one.id}", "title": one.title} for one in answer.scenarios],
        "competences": answer.competences,
    }


def _extent(one: Extent) -> dict[str, Any]:
    return {
        "item": f"module/{one.module.id}",
        "title": one.module.title,
        "minutes": one.module.minutes,
        "words": round(one.words, -2),
        "asked": round(one.asked, -2),
        "age": round(one.age),
        "facts": sum(one.facts.values()),
        "marks": [f"{count} {MARK_WORDS[mark]}" for mark, count in one.facts.items()],
        "practice": one.practice,
        "graded": one.graded,
    }


def _balance(one: Scenario) -> dict[str, Any]:
    figures = balance(one)
    return {
        "item": f"scenario/{one.id}",
        "title": one.title,
        "scenes": figures.scenes,
        "endings": len(figures.endings),
        "states": figures.states,
        "plays": len(figures.tour.plays),
        "shares": [(bot, f"{found.share:.0%}") for bot, found in figures.shares.items() if bot != "chance"],
        "chance": f"{figures.shares['chance'].share:.0%}",
        "age": round(max(figures.ages.values())),
    }


def _places(course: Course, uses: tuple[Use, ...]) -> list[dict[str, str]]:
    """The pages of some uses: a link where there is one, else the file's name."""
    items = {one.source.file: (f"scenario/{one.id}", one.title) for one in course.scenarios.values()}
    items |= {one.source.file: (f"practice/{one.id}", f"Questions: {one.title}") for one in course.quizzes.values()}
    every_page = (*(page for module in course.modules.values() for page in module.every_page()), *course.around)
    pages = {page.source.file: page.title for page in every_page}
    found: dict[str, dict[str, str]] = {}
    for use in uses:
        item, title = items.get(use.file, ("", ""))
        doc = use.file.removesuffix(".md") if use.file.endswith(".md") else ""
        found.setdefault(use.file, {"item": item, "doc": doc, "title": title or pages.get(use.file, "Words used here")})
    return list(found.values())
