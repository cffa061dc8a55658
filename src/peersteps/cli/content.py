"""Commands for content: check, schema, play, map, new, build, serve. Checking needs no Jupyter and no git."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peersteps.checks import Checker
from peersteps.checks.summary import ONLY_READ, as_json, fails, told
from peersteps.cli.common import LONDON, CourseFolder, On, list_found, stop, the_course, today, writing
from peersteps.model import Scenario
from peersteps.reading import read_course
from peersteps.reading.schema import write_schemas

ScenarioId = Annotated[str, typer.Argument(metavar="ID", help="The scenario. Example: quiet-evening")]


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"


def check(
    folder: Annotated[Path, typer.Argument(help="The course folder. Example: peersteps check my-course")] = Path(),
    release: Annotated[
        bool, typer.Option("--release", help="Count every problem as an error. Example: peersteps check --release")
    ] = False,
    on: On = None,
    output: Annotated[
        Format, typer.Option("--format", help="Text for people or JSON. Example: peersteps check --format json")
    ] = Format.TEXT,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved. Example: peersteps check --watch")
    ] = False,
) -> None:
    """Read every content file and print what to mend, each with its file and line.

    Ends with exit code 1 if there are errors.

    Example: peersteps check
    """
    from peersteps.authoring.watch import saved

    checker, found = Checker(), False
    with suppress(KeyboardInterrupt):
        for _ in saved(folder) if watch else (None,):
            course, problems = read_course(folder)
            if course:
                problems = checker.check(course, on or today())
            found = fails(problems, release=release)
            if output is Format.JSON:
                typer.echo(as_json(problems, release=release))
            else:
                list_found(problems, release=release)
                for row in told(course) if course else (ONLY_READ,):
                    typer.echo(row)
            if watch:
                typer.echo(f"Checked at {datetime.now(LONDON):%H:%M:%S}. Save a file to check again; Ctrl+C ends it.\n")
    if found:
        raise typer.Exit(1)


def schema(
    folder: Annotated[Path, typer.Argument(help="Where to write them. Example: peersteps schema .vscode/schemas")],
) -> None:
    """Write JSON Schemas of the content files, so that an editor can complete and explain their keys.

    Example: peersteps schema .vscode/schemas
    """
    with writing(folder):
        for path in write_schemas(folder):
            typer.echo(path)


def play(
    scenario: ScenarioId,
    course: CourseFolder = Path(),
    seed: Annotated[int, typer.Option(help="Draws what `vary` leaves open. Example: --seed 7")] = 0,
) -> None:
    """Play a conversation in the terminal, with the feedback.

    Example: peersteps play quiet-evening
    """
    from rich.console import Console

    from peersteps.authoring.play import play as play_it

    found = the_course(course)
    called = _scenario(found.scenarios, scenario)
    with suppress(EOFError, KeyboardInterrupt):  # Ctrl+D and Ctrl+C stop it as `stop` does
        play_it(called, found.local.settings, Console(), input, seed)


def map_(
    scenario: ScenarioId,
    course: CourseFolder = Path(),
    svg: Annotated[Path | None, typer.Option(help="Write a picture too. Example: --svg map.svg")] = None,
) -> None:
    """Print which scene leads where, and what the proof counted; with --svg, draw it.

    Example: peersteps map quiet-evening --svg map.svg
    """
    from peersteps.authoring.map import as_text
    from peersteps.authoring.picture import as_svg
    from peersteps.checks.balance import as_rows, balance

    found = _scenario(the_course(course).scenarios, scenario)
    if svg:
        with writing(svg):
            svg.write_text(as_svg(found), encoding="utf-8", newline="\n")
    typer.echo(as_text(found))
    typer.echo()
    for row in as_rows(balance(found)):
        typer.echo(row)


def new(
    scenario: ScenarioId,
    with_: Annotated[str, typer.Option("--with", help="Who the talk is with. Example: --with Dee")] = "Dee",
    course: CourseFolder = Path(),
) -> None:
    """Start a new scenario from a template that passes every check.

    Example: peersteps new bus-stop --with Dee
    """
    from peersteps.authoring.new import new_scenario

    try:
        path, page = new_scenario(course, scenario, with_, today())
    except (FileExistsError, ValueError) as why:
        stop(why)
    typer.echo(f"Wrote {path} and its page {page}. Change the words line by line, and run: peersteps check")


def build(
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to make. Example: -o _build/site")],
    course: CourseFolder = Path(),
    zip_to: Annotated[
        Path | None, typer.Option("--zip", help="Pack it into one file too. Example: --zip book.zip")
    ] = None,
    local: Annotated[
        Path | None, typer.Option(help="One service's settings; local.yml if left out. Example: --local north.yml")
    ] = None,
) -> None:
    """Build the web book: one folder for any web host, that also opens by a double click.

    Example: peersteps build -o _build/site --zip book.zip
    """
    from peersteps.book import BuildError
    from peersteps.book import build as build_it

    typer.echo("Building the book ...")
    try:
        build_it(course, out, zip_to=zip_to, local=local)
    except BuildError as why:
        stop(why)
    typer.echo(f"The book is in {out}. Open {out / 'index.html'}, or run: peersteps serve {out}")


def serve(
    folder: Annotated[Path, typer.Argument(help="A built book. Example: peersteps serve _build/site")] = Path(
        "_build/site"
    ),
    port: Annotated[int, typer.Option(help="Where to listen. Example: --port 8080")] = 8000,
) -> None:
    """Serve a built book on this machine only (127.0.0.1).

    Example: peersteps serve _build/site --port 8080
    """
    from peersteps.serving import serve as serve_it

    try:
        serve_it(folder, port, lambda address: typer.echo(f"{address} (press Ctrl and C to stop)"))
    except (FileNotFoundError, ValueError) as why:
        stop(why)
    except OSError as why:
        stop(f"Port {port} cannot be used ({why.strerror}). Choose another: peersteps serve --port {port + 1}")


def _scenario(scenarios: Mapping[str, Scenario], slug: str) -> Scenario:
    if slug not in scenarios:
        stop(f"There is no scenario '{slug}'. There are: {', '.join(sorted(scenarios))}.")
    return scenarios[slug]
