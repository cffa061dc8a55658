"""A course: everything that was read, ready to be built, checked and reported on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from peersteps.model.contact import Contact
from peersteps.model.fact import Fact, Reference
from peersteps.model.glossary import Glossary
from peersteps.model.local import Local
from peersteps.model.module import Module, Page
from peersteps.model.need import Need
from peersteps.model.pathway import Pathway
from peersteps.model.quiz import Quiz
from peersteps.model.scenario import Scenario
from peersteps.model.situation import Situation


@dataclass(frozen=True)
class Course:
    """All content of one folder. Nothing below writes to it."""

    root: Path
    modules: Mapping[str, Module]
    quizzes: Mapping[str, Quiz]
    scenarios: Mapping[str, Scenario]
    pathway: Pathway
    facts: Mapping[str, Fact]
    sources: Mapping[str, Reference]
    contacts: Mapping[str, Contact]
    local: Local
    glossaries: tuple[Glossary, ...] = ()
    needs: Mapping[str, Need] = field(default_factory=dict)
    situations: Mapping[str, Situation] = field(default_factory=dict)
    around: tuple[Page, ...] = ()
    """The pages of the book that are no modules, such as "After a hard call"."""
