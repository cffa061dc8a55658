"""Commands for review by people: print a form, record a returned one, see what is due."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from peersteps.cli.common import CourseFolder, On, a_day, group, stop, the_course, today

app = group("Review by named people: a form to print, and signatures that lapse when the words change.")

ContentId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="A scenario or module; quiz/ and its id for the questions. Example: quiet-evening"
    ),
]


@app.command()
def pack(
    content: ContentId,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write. Example: -o quiet-evening.html")],
    course: CourseFolder = Path(),
) -> None:
    """Write one printable file for a reviewer: every line, in reading order, with a box for each paragraph.

    Example: peersteps review pack quiet-evening -o quiet-evening.html
    """
    from peersteps.review import CannotSignError, find
    from peersteps.review import pack as pack_it

    found = the_course(course)
    try:
        out.write_text(pack_it(found, find(found, content)), encoding="utf-8", newline="\n")
    except CannotSignError as why:
        stop(why)
    typer.echo(f"Wrote {out}. Print it, or send it; record what comes back with: peersteps review sign {content}")


@app.command()
def sign(
    content: ContentId,
    role: Annotated[str, typer.Option(help="The role they review in. Example: --role clinical")],
    name: Annotated[str, typer.Option(help="The full name of the person who signed the form.")],
    on: Annotated[
        date, typer.Option(parser=a_day, metavar="DATE", help="The day they signed. Example: --on 2027-01-31")
    ],
    course: CourseFolder = Path(),
) -> None:
    """Record a form that came back signed. Only what a real, named person signed.

    Example: peersteps review sign quiet-evening --role clinical --name "their full name" --on 2027-01-31
    """
    from peersteps.review import CannotSignError, Signature, find
    from peersteps.review import sign as sign_it

    found = the_course(course)
    try:
        path = sign_it(found.root, find(found, content), Signature(role, name, on))
    except CannotSignError as why:
        stop(why)
    typer.echo(f"Recorded in {path}. Edit a word and the signature lapses.")


@app.command("changes")
def changes_(
    content: ContentId,
    role: Annotated[str, typer.Option(help="Example: --role clinical")],
    course: CourseFolder = Path(),
) -> None:
    """Show what changed since a role last signed.

    Example: peersteps review changes quiet-evening --role clinical
    """
    from peersteps.review import CannotSignError, changes, find

    found = the_course(course)
    try:
        rows = changes(found.root, find(found, content), role)
    except CannotSignError as why:
        stop(why)
    typer.echo("\n".join(rows) if rows else "Nothing changed since then, or this role has not signed yet.")


@app.command("due")
def due_(course: CourseFolder = Path(), on: On = None) -> None:
    """List what is past its review date, or within three months of it.

    Example: peersteps review due
    """
    from peersteps.review import due

    for row in due(the_course(course), on or today()):
        typer.echo(row)
