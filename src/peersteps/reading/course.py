"""Reading a whole course: every file, and every problem of every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from peersteps.model import (
    Contact,
    Course,
    Fact,
    Glossary,
    Local,
    Module,
    Need,
    Page,
    Pathway,
    Problem,
    Quiz,
    Reference,
    Scenario,
    Situation,
)
from peersteps.reading.files import relative
from peersteps.reading.kinds import Read, read_local, read_pathway, read_quiz, read_scenario
from peersteps.reading.ledger import (
    check_retired,
    read_contacts,
    read_facts,
    read_glossary,
    read_needs,
    read_situations,
    read_sources,
)
from peersteps.reading.modules import read_around, read_module

T = TypeVar("T", Module, Quiz, Scenario)
E = TypeVar("E", Need, Situation)
SPEAK_ABOUT_WORDS = ("for-authors", "decisions")
"""Folders of the book."""

Listed = tuple[Mapping[str, E], tuple[Problem, ...]]


def read_course(folder: Path, local: Path | None = None) -> tuple[Course | None, tuple[Problem, ...]]:
    """The course in a folder and its problems; no course while a file cannot be read.

    `local` holds one service's settings; without it `local.yml` in the folder is read, if there is one.
    """
    reader = _Reader(folder.resolve())
    if not (folder / "modules").is_dir():
        says = "there is no such folder here, so this is not a course; go to the course folder, or name it"
        return None, (Problem("modules", 0, "missing-file", says),)
    modules = reader.all(reader.pages(), read_module)
    quizzes = reader.all(reader.files("quizzes"), read_quiz)
    scenarios = reader.all(reader.files("scenarios"), read_scenario)
    facts, sources = reader.ledger()
    contacts = reader.contacts()
    pathway = reader.pathway()
    settings = reader.local(local)
    words = reader.glossaries()
    needs = reader.listed("report-needs", read_needs)
    around = reader.around()
    situations = reader.listed("situations", partial(read_situations, facts=facts))
    reader.unread()
    reader.retired({"module": modules, "quiz": quizzes, "scenario": scenarios, "fact": facts})
    problems = tuple(sorted(reader.problems))
    if problems or pathway is None:
        return None, problems
    whole = Course(
        root=reader.root,
        modules=modules,
        quizzes=quizzes,
        scenarios=scenarios,
        pathway=pathway,
        facts=facts,
        sources=sources,
        contacts=contacts,
        local=settings,
        glossaries=words,
        needs=needs,
        situations=situations,
        around=around,
    )
    return whole, ()


def _yaml_files(root: Path) -> Iterator[Path]:
    """Every file that looks like content, and `local` in all its spellings; none in a folder that is hidden."""
    yield from root.glob("local.[yY]*")
    for folder in ("modules", "quizzes", "scenarios"):
        for path in (root / folder).rglob("*.[yY]*"):
            hidden = any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
            if not hidden and path.suffix.lower() in (".yml", ".yaml"):
                yield path


class _Reader:
    """Reads the parts of one folder and keeps the problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def all(self, paths: Iterable[Path], read: Callable[[Path, Path], Read[T]]) -> Mapping[str, T]:
        """Everything of one kind, by id, in the order of the files."""
        found: dict[str, T] = {}
        for path in paths:
            one, problems = read(path, self.root)
            self.problems.extend(problems)
            if one is not None:
                found[one.id] = one
        return found

    def files(self, folder: str) -> list[Path]:
        """The content files of a folder."""
        paths = sorted(path for path in (self.root / folder).glob("*") if not path.name.startswith("."))
        return [path for path in paths if path.suffix == ".yml"]

    def unread(self) -> None:
        """Note each content file that nothing reads, because of its name or its place."""
        for path in sorted(_yaml_files(self.root)):
            file, folder = relative(path, self.root), relative(path.parent, self.root)
            if path.suffix != ".yml":
                says = f"this file is not read, because its name ends in {path.suffix}; call it {path.stem}.yml"
            elif folder.startswith(("scenarios/", "quizzes/")):
                says = f"this file is not read, because it is in a folder of its own; move it to {folder.split('/')[0]}"
            else:
                continue
            self.problems.append(Problem(file, 0, "wrong-name", says))

    def pages(self) -> list[Path]:
        """The page of each module folder."""
        folders = (path for path in (self.root / "modules").glob("*") if path.is_dir() and path.name != "facts")
        return [path / "index.md" for path in sorted(folders) if not path.name.startswith((".", "__"))]

    def around(self) -> tuple[Page, ...]:
        """The book's own pages. Those for authors speak about words and code, so they are read as neither."""
        found = []
        for path in sorted((self.root / "book").rglob("*.md")):
            if path.relative_to(self.root).parts[1] in SPEAK_ABOUT_WORDS:
                continue
            page, problems = read_around(path, self.root)
            self.problems.extend(problems)
            if page:
                found.append(page)
        return tuple(found)

    def ledger(self) -> tuple[Mapping[str, Fact], Mapping[str, Reference]]:
        """The facts and their sources."""
        folder = self.root / "modules" / "facts"
        sources, problems = read_sources(folder / "sources.yml", self.root)
        self.problems.extend(problems)
        facts: dict[str, Fact] = {}
        for path in self.files("modules/facts"):
            if path.name != "sources.yml":
                self.problems.extend(read_facts(path, self.root, sources, facts))
        return facts, sources

    def contacts(self) -> Mapping[str, Contact]:
        """Who can be called for help."""
        contacts, problems = read_contacts(self.root / "modules" / "contacts.yml", self.root)
        self.problems.extend(problems)
        return contacts

    def glossaries(self) -> tuple[Glossary, ...]:
        """The words that are explained: those for all pages, then those of each module. No word is explained twice."""
        found: list[Glossary] = []
        told: dict[str, str] = {}
        folder = self.root / "modules"
        for path in (folder / "glossary.yml", *(page.parent / "glossary.yml" for page in self.pages())):
            if not path.exists():
                continue
            module = None if path.parent == folder else path.parent.name
            words, problems = read_glossary(path, self.root, module)
            self.problems.extend(problems)
            if words is None:
                continue
            found.append(words)
            for term in words.terms:
                if other := told.get(term.casefold()):
                    says = f"'{term}' is already explained in {other}; leave one of the two out"
                    self.problems.append(words.problem("repeated-id", says, "terms", term))
                told.setdefault(term.casefold(), words.source.file)
        return tuple(found)

    def listed(self, name: str, read: Callable[[Path, Path], Listed[E]]) -> Mapping[str, E]:
        """The entries of a list that a course may do without."""
        path = self.root / "modules" / f"{name}.yml"
        if not path.exists():
            return {}
        found, problems = read(path, self.root)
        self.problems.extend(problems)
        return found

    def pathway(self) -> Pathway | None:
        """The levels."""
        pathway, problems = read_pathway(self.root / "modules" / "pathway.yml", self.root)
        self.problems.extend(problems)
        return pathway

    def local(self, path: Path | None) -> Local:
        """The service's settings; all unset where there is no file."""
        own = self.root / "local.yml"
        if path is None and not own.exists():
            return Local()
        settings, problems = read_local(path or own, self.root)
        self.problems.extend(problems)
        return settings or Local()

    def retired(self, used: Mapping[str, Iterable[str]]) -> None:
        """Note each retired id that is used again. A bare id is retired for every kind, `quiz/id` for one."""
        path = self.root / "modules" / "retired.yml"
        if path.exists():
            names = {name for kind, slugs in used.items() for slug in slugs for name in (slug, f"{kind}/{slug}")}
            self.problems.extend(check_retired(path, self.root, names))
