"""What several commands share: options that are read the same way everywhere, and how problems are printed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from peersteps.checks.summary import as_rows, fails
from peersteps.model import Course, Problem
from peersteps.reading import read_course

COLOURS = {"error": "red", "advice": "yellow", "standing": "blue"}


def a_day(text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date; write it like 2026-11-22") from None


LONDON = ZoneInfo("Europe/London")
"""Where the services are."""


def today() -> date:
    """The day it is in England."""
    return datetime.now(LONDON).date()


CourseFolder = Annotated[
    Path, typer.Option("--course", metavar="FOLDER", help="The course folder. Example: --course my-course")
]
On = Annotated[
    date | None,
    typer.Option(parser=a_day, metavar="DATE", help="The day to look at; today if left out. Example: --on 2027-01-31"),
]


def group(help_: str) -> typer.Typer:
    """A command with commands of its own."""
    return typer.Typer(help=help_, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def the_course(folder: Path) -> Course:
    """The course, or its errors and exit code 1."""
    course, problems = read_course(folder)
    if course is None:
        show(problems)
        raise typer.Exit(1)
    return course


def show(problems: Iterable[Problem], *, release: bool = False) -> None:
    """Print problems under a heading for each severity; exit code 1 if any is an error."""
    listed = tuple(problems)
    list_found(listed, release=release)
    if fails(listed, release=release):
        raise typer.Exit(1)


def list_found(problems: Sequence[Problem], *, release: bool = False) -> None:
    """Print problems under a heading for each severity."""
    for level, row in as_rows(problems, release=release):
        typer.secho(row, fg=COLOURS.get(level or ""), bold=level is not None)


def stop(says: object) -> NoReturn:
    """Say why it does not go on, and end with exit code 1."""
    typer.secho(str(says), fg="red", err=True)
    raise typer.Exit(1)


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Say plainly that a file or folder cannot be written, and end with exit code 1."""
    try:
        yield
    except OSError as why:
        folder = (where if why.filename is None else Path(why.filename)).parent
        missing = isinstance(why, FileNotFoundError) and not folder.exists()
        found = f"there is no folder {folder}" if missing else why.strerror
        stop(f"{where} cannot be written ({found}). Name a place where you may write, in a folder that is there.")


def list_problems(problems: Iterable[object]) -> None:
    """Print what could not be done; exit code 1 if there is any."""
    rows = [str(problem) for problem in problems]
    for row in rows:
        typer.secho(f"  {row}", fg="red", err=True)
    if rows:
        typer.secho("Everything else was done.", err=True)
        raise typer.Exit(1)
