"""```{terms}```: the glossary, from all files of words; and links to it from the pages of modules."""

import re
from collections.abc import Iterator, Mapping

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.domains.std import Glossary as SphinxGlossary
from sphinx.transforms import SphinxTransform

from peersteps.book import shelf
from peersteps.book.module import page_in
from peersteps.model import BESIDE, Course

NOT_LINKED = nodes.reference | nodes.pending | nodes.title | nodes.literal | nodes.strong | addnodes.pending_xref
"""Where a word stays as it is: in a link, a heading or a name."""


class TermsDirective(SphinxGlossary):
    """Every word that the course explains, in the order of the alphabet."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave the glossary in the page."""
        course = shelf.course_of(self.env.app)
        shelf.lean_on(self.env, *(words.source.file for words in course.glossaries))
        rows: list[str] = []
        for name, says in sorted(_terms(course), key=lambda row: row[0].casefold()):
            rows += [name, f"    {says}", ""]
        self.content = StringList(rows, source=self.state.document.current_source or "")
        return super().run()


class LinkTerms(SphinxTransform):
    """Link the words of modules to the glossary where a page first uses them; words for all pages need no link."""

    default_priority = 395

    def apply(self) -> None:
        """Link them, on a page that somebody reads through."""
        course = shelf.course_of(self.app)
        found = page_in(course, self.env.docname)
        if found is None or found[1].id in BESIDE:
            return
        terms = {_as_met(name): name for words in course.glossaries if words.module for name in words.terms}
        shelf.lean_on(self.env, *(words.source.file for words in course.glossaries))
        if terms:
            self._link(terms)

    def _link(self, terms: Mapping[str, str]) -> None:
        listed = "|".join(_spelled(name) for name in sorted(terms.values(), key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")
        left = dict(terms)
        for text in list(self.document.findall(nodes.Text)):
            if left and not any(isinstance(above, NOT_LINKED) for above in _above(text)):
                parts = list(_parts(str(text), pattern, left))
                if len(parts) > 1:
                    text.parent.replace(text, parts)


def _spelled(name: str) -> str:
    """How a word is met in text: with or without a capital, but an abbreviation such as NICE in capitals alone."""
    return re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})"


def _as_met(word: str) -> str:
    """One spelling for all the ways in which a word is met."""
    return word if word.isupper() else word.casefold()


def _parts(text: str, pattern: re.Pattern[str], left: dict[str, str]) -> Iterator[nodes.Node]:
    """The text with a link in place of each word that has not been linked yet."""
    done = 0
    for match in pattern.finditer(text):
        name = left.pop(_as_met(match[0]), None)
        if name is None:
            continue
        yield nodes.Text(text[done : match.start()])
        link = addnodes.pending_xref("", refdomain="std", reftype="term", reftarget=name, refexplicit=True)
        link += nodes.inline("", match[0], classes=["std-term"])
        yield link
        done = match.end()
    yield nodes.Text(text[done:])


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _terms(course: Course) -> Iterator[tuple[str, str]]:
    for words in course.glossaries:
        for name, term in words.terms.items():
            yield name, f"{term.says} {{fact}}`{term.fact}`" if term.fact else term.says
