"""```{diagnostics}```: everything that the checks can say, each with the broken example that proves it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.model import DIAGNOSTICS, Diagnostic, Severity

HEADINGS: Mapping[Severity, str] = {
    "error": "Errors: these must be mended",
    "advice": "Advice: for you to judge",
    "standing": "Standing: a person has to settle these",
}

Example = Mapping[str, str]
"""A broken example as its file in tests/diagnostics has it."""


class DiagnosticsDirective(SphinxDirective):
    """The table of diagnostics. `examples` names the folder of broken examples, from the course folder."""

    option_spec = {"examples": directives.unchanged_required}  # noqa: RUF012 - docutils wants a class attribute

    def run(self) -> list[nodes.Node]:
        """Leave the table in the page, a part for each severity."""
        examples = self._examples()
        parts: list[nodes.Node] = []
        for severity, heading in HEADINGS.items():
            part = nodes.section("", nodes.title(text=heading), ids=[f"problems-{severity}"])
            for row in DIAGNOSTICS.values():
                if row.severity == severity:
                    part += list(_told(row, examples.get(row.code)))
            parts.append(part)
        return parts

    def _examples(self) -> Mapping[str, Example]:
        """The first example for each code."""
        folder = self.options.get("examples")
        found: dict[str, Example] = {}
        for path in sorted((Path(self.env.app.srcdir) / folder).glob("*.yml")) if folder else ():
            shelf.lean_on(self.env, f"{folder}/{path.name}")
            found.setdefault(path.stem.partition("~")[0], yaml.safe_load(path.read_text("utf-8")))
        return found


def _told(row: Diagnostic, example: Example | None) -> Iterator[nodes.Node]:
    section = nodes.section("", nodes.title("", "", nodes.literal(text=row.code)), ids=[f"problem-{row.code}"])
    section += _paragraph(f"{row.meaning} {row.do}")
    if example:
        broken, sound = _broken(example), example.get("replace")
        if broken:
            section += [_paragraph(f"Broken, in `{example['file']}`:"), _code(broken, "yaml")]
        if broken and sound:
            section += [_paragraph("Sound:"), _code(sound, "yaml")]
        section += [_paragraph("What the check says:"), _code(example["says"], "none")]
    yield section


def _broken(example: Example) -> str | None:
    """The broken words, if a page can show them: some files are broken by their size or their bytes."""
    words = example.get("with", "")
    return words if words.strip() and "times" not in example and "encoding" not in example else None


def _paragraph(words: str) -> nodes.paragraph:
    """Words with code between backticks."""
    paragraph = nodes.paragraph()
    for at, part in enumerate(words.split("`")):
        paragraph += nodes.literal(text=part) if at % 2 else nodes.Text(part)
    return paragraph


def _code(words: str, language: str) -> nodes.literal_block:
    words = words.strip("\n")
    return nodes.literal_block(words, words, language=language, force=True)
