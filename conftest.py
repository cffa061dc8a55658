"""Makes every content file a test: it reads, its links lead somewhere, and each walk reaches its ending."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peersteps.checks import scenes, walks
from peersteps.model import Module, Problem, Quiz, Scenario
from peersteps.reading import read_module, read_quiz, read_scenario

Reader = Callable[[Path, Path], tuple[Module | Quiz | Scenario | None, tuple[Problem, ...]]]

READERS: dict[str, Reader] = {
    "scenarios/*.yml": read_scenario,
    "quizzes/*.yml": read_quiz,
    "modules/*/index.md": read_module,
}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "Content | None":
    root = parent.config.rootpath
    inside = file_path.relative_to(root) if file_path.is_relative_to(root) else file_path
    if not any(_fits(inside, pattern) for pattern in READERS):
        return None
    return Content.from_parent(parent, path=file_path)


def _fits(inside: Path, pattern: str) -> bool:
    """Whether a path fits a pattern from the root on: never a copy further down."""
    return inside.match(pattern) and len(inside.parts) == len(Path(pattern).parts)


class Content(pytest.File):
    """A content file."""

    def collect(self) -> Iterator[pytest.Item]:
        root = self.config.rootpath
        inside = self.path.relative_to(root)
        read = next(read for pattern, read in READERS.items() if _fits(inside, pattern))
        content, problems = read(self.path, root)
        yield Check.that("reads", self, problems)
        if isinstance(content, Scenario):
            broken = tuple(scenes.within(content))
            yield Check.that("links", self, broken)
            for name in content.walks:
                yield Check.that(f"walk: {name}", self, broken or tuple(walks.walk(content, name)))


class Check(pytest.Item):
    """One thing that must hold for a file."""

    problems: tuple[Problem, ...]

    @classmethod
    def that(cls, name: str, parent: Content, problems: tuple[Problem, ...]) -> "Check":
        check = cls.from_parent(parent, name=name)
        check.problems = problems
        return check

    def runtest(self) -> None:
        if self.problems:
            raise UnsoundError("\n".join(map(str, self.problems)))

    def repr_failure(self, excinfo, style=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """The problems alone: an author has no use for a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, UnsoundError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class UnsoundError(Exception):
    """What is wrong, one problem on a line."""
