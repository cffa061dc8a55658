"""```{diagnostics}```: everything that the checks can say, each with the broken example that proves it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import DIAGNOSTICS, Severity

HEADINGS: Mapping[Severity, str] = {
    "error": "Errors: these must be mended",
    "advice": "Advice: for you to judge",
    "standing": "Standing: a person has to settle these",
}


class DiagnosticsDirective(SphinxDirective):
    """The table of diagnostics. `examples` names the folder of broken examples, from the course folder."""

    option_spec = {"examples": directives.unchanged_required}  # noqa: RUF012 - docutils wants a class attribute

    def run(self) -> list[nodes.Node]:
        """Leave the table in the page, a part for each severity."""
        examples = self._examples()
        parts: list[nodes.Node] = []
        for severity, heading in HEADINGS.items():
            section = nodes.section(ids=[f"diagnostics-{severity}"])
            section += nodes.title(text=heading)
            rows = [
                {"code": row.code, "meaning": row.meaning, "do": row.do, "example": examples.get(row.code)}
                for row in DIAGNOSTICS.values()
                if row.severity == severity
            ]
            section += piece("diagnostics", rows=rows)
            parts.append(section)
        return parts

    def _examples(self) -> Mapping[str, Mapping[str, Any]]:
        """The first example for each code."""
        folder = self.options.get("examples")
        found: dict[str, Mapping[str, Any]] = {}
        for path in sorted((Path(self.env.app.srcdir) / folder).glob("*.yml")) if folder else ():
            shelf.lean_on(self.env, f"{folder}/{path.name}")
            example = yaml.safe_load(path.read_text("utf-8"))
            found.setdefault(
                path.stem.partition("~")[0], {"sound": example.get("replace"), "broken": _broken(example), **example}
            )
        return found


def _broken(example: Mapping[str, Any]) -> str | None:
    """The broken words, if a page can show them: some files are broken by their size or their bytes."""
    words: str = example.get("with", "")
    return words.rstrip("\n") if words.strip() and "times" not in example and "encoding" not in example else None
