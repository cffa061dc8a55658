"""The pages of a module on the form, as a reader sees them. Needs the packages of the book."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from peersteps.book.contacts import ASK_YOUR_LEAD, listed
from peersteps.model import SLOTS, Course, Module, Page
from peersteps.reading import read_question
from peersteps.review.form import Part, Row, known, lower, paragraph, way
from peersteps.review.markdown import named, options, parser, picture
from peersteps.review.questions import rows as asked

_DIRECTIVE = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<argument>.*)")
_UNSEEN = ("myst_line_comment", "myst_target", "myst_block_break", "front_matter")


def parts(course: Course, module: Module, on: date) -> Iterator[Part]:
    """What stands above the module, then each page."""
    own = course.local.settings
    top = (
        paragraph(module.title, own, "title"),
        paragraph(module.summary, own, "summary"),
        paragraph(module.content_note, own, "content note: what is in it"),
        paragraph(module.outcomes.values(), own, "outcomes: what it is for"),
    )
    yield Part("What stands at the top", top)
    for page in module.every_page():
        yield Part(page.title, tuple(_Reader(course, page, on).rows(page.body)))


class _Reader:
    """Reads one page."""

    def __init__(self, course: Course, page: Page, on: date) -> None:
        self.course, self.page = course, page
        self.folder = (course.root / page.source.file).parent
        self.markdown: MarkdownIt = parser(course, self.folder, on.isoformat())

    def rows(self, body: str) -> Iterator[Row]:
        """Its paragraphs, one row each; an entry of a list is one too."""
        for block in _blocks(self.markdown.parse(body)):
            first = block[0]
            directive = _DIRECTIVE.match(first.info.strip()) if first.type in ("fence", "colon_fence") else None
            if directive:
                yield from self._directive(directive["name"], directive["argument"], first.content)
            elif first.type == "heading_open":
                yield Row(Markup("<strong>{}</strong>").format(self._drawn(block[1:-1])), judged=False)
            elif first.type in ("ordered_list_open", "bullet_list_open"):
                yield from self._entries(block)
            elif first.type not in _UNSEEN:
                yield self._row(block)

    def _row(self, block: Sequence[Token]) -> Row:
        return Row(self._drawn(block), facts=known(self.course, dict.fromkeys(named(block, "fact", "law"))))

    def _drawn(self, block: Sequence[Token]) -> Markup:
        return Markup(self.markdown.renderer.render(list(block), self.markdown.options, {}))  # noqa: S704 - escaped there

    def _entries(self, block: Sequence[Token]) -> Iterator[Row]:
        """Each entry as a list of its own, with its number."""
        opened, closed = block[0], block[-1]
        first = int(opened.attrs.get("start", 1))
        for at, entry in enumerate(_blocks(block[1:-1], level=1)):
            head = Token(opened.type, opened.tag, 1, block=True)
            if opened.type == "ordered_list_open":
                head.attrSet("start", str(first + at))
            yield self._row([head, *entry, closed])

    def _directive(self, name: str, argument: str, content: str) -> Iterator[Row]:
        """What a directive puts into the page."""
        keys, below = options(content)
        match name:
            case "try":
                question, _ = read_question(below, self.page.source.file, 1)
                yield from asked(self.course, question) if question else ()
            case "local":
                yield self._local(argument)
            case "figure":
                yield Row(picture(self.folder, argument, keys.get("alt", "")), "picture")
                yield from self.rows(below)
            case "contacts":
                yield from self._contacts(argument, keys.get("for"))
            case "quiz" | "scenario":
                found = (self.course.quizzes if name == "quiz" else self.course.scenarios).get(argument)
                title = found.title if found else argument
                kind = "questions" if name == "quiz" else "conversation"
                yield way(f"Here stands '{title}': {kind} with a form of their own.")
            case _:
                yield from (way(words) for words in (argument,) if words)
                yield from self.rows(below)

    def _local(self, name: str) -> Row:
        asks = Markup("Your service's own words for: {}.").format(lower(SLOTS.get(name, name)))
        words = self.course.local.settings.get(name)
        return Row(asks + (Markup(" Now: {}").format(words) if words else ""), judged=False)

    def _contacts(self, names: str, whom: str | None) -> Iterator[Row]:
        """Contacts are checked apart: a signature here does not cover them."""
        wanted = [self.course.contacts[name] for name in names.replace(",", " ").split()] or None
        shown = listed(self.course, wanted, "someone" if whom == "someone" else "you" if whom else None)
        for one in shown["contacts"]:
            words = " ".join(filter(None, (one["do"], one["more"], one["when"])))
            told = Markup("<strong>{}</strong>: {} <small>{}</small>").format(one["name"], words, one["note"])
            yield Row(told, judged=False)
        yield Row(escape(shown["own"] or ASK_YOUR_LEAD), judged=False)


def _blocks(tokens: Sequence[Token], level: int = 0) -> Iterator[list[Token]]:
    """The runs of tokens that make a block each."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == level and token.nesting <= 0:
            yield block
            block = []
