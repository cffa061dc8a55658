"""Words that need explaining, each with its plain meaning."""

from collections.abc import Mapping

from pydantic import Field

from peersteps.model.base import FactId, Filed, Frozen, Words


class Term(Frozen):
    """The plain meaning of a word. It may hold slots such as {lead}."""

    says: Words
    fact: FactId | None = None


class Glossary(Filed):
    """The words of one file: `modules/glossary.yml` for all pages, `modules/<id>/glossary.yml` for one module's."""

    module: str | None = None
    terms: Mapping[str, Term] = Field(min_length=1)
