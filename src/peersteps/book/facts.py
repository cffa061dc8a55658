"""{fact}`SUI-17` and {law}`MHA-021`: what a page states, where it comes from and how sure it is.

Each page numbers its facts in the order in which they are met and lists them at its end.
"""

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import Course, Fact
from peersteps.model.fact import MARKS
from peersteps.wording import day

TO_BE_CONFIRMED = " (to be confirmed)"


class Cited(nodes.Inline, nodes.TextElement):
    """A fact cited in running text, until the page's facts are numbered."""


class FactRole(SphinxRole):
    """A small number that leads to the source; says so itself where the fact is still to be confirmed."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a citation in the text."""
        fact = _fact(self)
        return ([], []) if fact is None else ([Cited("", fact=fact.id)], [])


class LawRole(SphinxRole):
    """The words of a rule that is changing, by its status and date, followed by its source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the rule's words and a citation in the text."""
        fact = _fact(self)
        if fact is None:
            return [], []
        words = law_words(fact, self.config["peersteps_on"])
        return [nodes.inline("", words, classes=["law"]), Cited("", fact=fact.id)], []


def law_words(fact: Fact, on: str) -> str:
    """What holds on a day, and what is coming.

    A date alone never turns a rule into law: only `status: in-force` does, from its day on.
    """
    now, coming = fact.now or fact.says, fact.coming
    if not coming:
        return now
    if fact.status == "in-force" and (fact.from_ or "") <= on:
        return fact.then or coming
    start = f"; it is due to start on {day(fact.from_)}" if fact.from_ and fact.from_ > on else ""
    return f"{now} This is going to change, and the change is not in force yet{start}: {coming}"


class NumberFacts(SphinxTransform):
    """Turn citations into numbers and put "Where this comes from" at the end of the page."""

    default_priority = 400

    def apply(self) -> None:
        """Number the page's facts."""
        course = shelf.course_of(self.app)
        numbers: dict[str, int] = {}
        cited = list(self.document.findall(Cited))
        for node in cited:
            slug = node["fact"]
            first = slug not in numbers
            number = numbers.setdefault(slug, len(numbers) + 1)
            _close_up(node)
            node.parent.replace(node, _reference(course.facts[slug], number, first=first))
        if numbers:
            shelf.lean_on_facts(self.env)
            listed = [_listed(course, slug, number) for slug, number in numbers.items()]
            (next(self.document.findall(nodes.section), None) or self.document).append(piece("where", facts=listed))


def _fact(role: SphinxRole) -> Fact | None:
    course = shelf.course_of(role.env.app)
    fact = course.facts.get(role.text)
    if fact is None:
        words = f"There is no fact '{role.text}' in modules/facts/. Cite one that is there, or add it with its source."
        shelf.log.warning(words, location=role.get_location(), type="peersteps", subtype="unknown-id")
    return fact


def _close_up(node: Cited) -> None:
    """Take away the space before a number: it belongs to the word before it."""
    at = node.parent.index(node)
    before = node.parent[at - 1] if at else None
    if isinstance(before, nodes.Text):
        node.parent[at - 1] = nodes.Text(before.rstrip())


def _reference(fact: Fact, number: int, *, first: bool) -> list[nodes.Node]:
    ids = [f"fact-{number}"] if first else []
    link = nodes.reference("", "", nodes.inline("", "source ", classes=["visually-hidden"]), refid=f"from-{number}")
    link += nodes.Text(str(number))
    marked: list[nodes.Node] = [nodes.inline("", "", link, classes=["fact"], ids=ids)]
    if fact.mark == "unverified":
        marked.insert(0, nodes.inline("", TO_BE_CONFIRMED, classes=["unsure"]))
    return marked


def _listed(course: Course, slug: str, number: int) -> dict[str, object]:
    fact = course.facts[slug]
    sources = [course.sources[key].model_dump() for key in fact.sources if key in course.sources]
    return {"number": number, "id": slug, "mark": MARKS[fact.mark], "as_at": fact.as_at, "sources": sources}
