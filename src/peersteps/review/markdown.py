"""Markdown as a reader sees it, on paper: read by the parser of the book, without anything to click."""

import mimetypes
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from peersteps.book.facts import TO_BE_CONFIRMED, law_words
from peersteps.book.settings import SETTINGS
from peersteps.model import Course
from peersteps.review.form import slot
from peersteps.slots import said

Env = MutableMapping[str, Any]
Rule = Callable[[RendererHTML, Sequence[Token], int, OptionsDict, Env], str]

_OPTION = re.compile(r":(?P<key>[a-z-]+):\s*(?P<value>.*)")
_AWAY = ("http:", "https:", "mailto:", "tel:")


def parser(course: Course, folder: Path, on: str) -> MarkdownIt:
    """A parser whose HTML holds each reference, slot and picture of a page in `folder` as words and data."""
    config = MdParserConfig(enable_extensions=set(SETTINGS["myst_enable_extensions"]))
    found = create_md_parser(config, _OnPaper)
    found.add_render_rule("myst_role", _OnPaper.myst_role)  # the parser has set its own
    paper = found.renderer
    assert isinstance(paper, _OnPaper)
    paper.course, paper.folder, paper.on = course, folder, on
    return found


def options(content: str) -> tuple[Mapping[str, str], str]:
    """The `:key: value` lines at the head of a directive, and what stands below them."""
    rows = content.split("\n")
    heads = list(_heads(rows))
    return {head["key"]: head["value"] for head in heads}, "\n".join(rows[len(heads) :])


def _heads(rows: Sequence[str]) -> Iterator[re.Match[str]]:
    for row in rows:
        head = _OPTION.fullmatch(row)
        if head is None:
            return
        yield head


def picture(folder: Path, source: str, alt: str) -> Markup:
    """A picture inside the form itself, and its text alternative as words."""
    file = folder / source
    kind = mimetypes.guess_type(source)[0] or "image/png"
    data = b64encode(file.read_bytes()).decode() if file.is_file() else ""
    drawn = Markup('<img src="data:{};base64,{}" alt="">').format(kind, data) if data else Markup("[picture]")
    return drawn + Markup('<br><span class="label">Read out to those who do not see the picture:</span> {}').format(alt)


class _OnPaper(RendererHTML):
    """HTML without links. `course`, `folder` and `on` (the day, for law that is changing) are set by `parser`."""

    course: Course
    folder: Path
    on: str

    def renderInline(  # noqa: N802 - the parser's name for it
        self, tokens: Sequence[Token], options: OptionsDict, env: Env
    ) -> str:
        """One text with its marks. What stands for a slot depends on the whole text."""
        env["said"] = said("".join(map(_plain, tokens)), self.course.local.settings)
        return super().renderInline(tokens, options, env)

    def myst_role(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Env) -> str:
        """A fact, a rule of law or a slot."""
        name, text = tokens[idx].meta["name"], tokens[idx].content
        if name == "local":
            return str(slot(text, next(env["said"])))
        fact = self.course.facts.get(text)
        if fact is None or name not in ("fact", "law"):
            return str(escape(text))
        words = law_words(fact, self.on) if name == "law" else ""
        unsure = TO_BE_CONFIRMED if fact.mark == "unverified" else ""
        return str(escape(words) + unsure + Markup('<small class="cite"> [{}]</small>').format(text))

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Env) -> str:
        """The words of a link stand out; an address outside the book follows them."""
        target = str(tokens[idx].attrs.get("href", ""))
        env.setdefault("links", []).append(target if target.startswith(_AWAY) else "")
        return "<u>"

    def link_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: Env) -> str:
        """The address, for a reader who cannot click."""
        target = env["links"].pop()
        return f"</u> ({escape(target)})" if target else "</u>"

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        """A picture inside the form."""
        return str(picture(self.folder, str(tokens[idx].attrs.get("src", "")), tokens[idx].content))

    def html_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        """HTML is shown, never taken in."""
        return str(escape(tokens[idx].content))

    html_inline = html_block  # type: ignore[assignment]


def _plain(token: Token) -> str:
    """A token's words, with the mark of a slot where one stands."""
    return f"{{{token.content}}}" if token.type == "myst_role" and token.meta["name"] == "local" else token.content


def named(tokens: Sequence[Token], *roles: str) -> Iterator[str]:
    """What the roles of these names hold."""
    for token in tokens:
        if token.type == "myst_role" and token.meta["name"] in roles:
            yield token.content
        yield from named(token.children or (), *roles)
