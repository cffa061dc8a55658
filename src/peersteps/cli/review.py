"""Commands for review by people: print a form, record a returned one, see what is due."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from peersteps.cli.common import CourseFolder, On, a_day, group, stop, the_course, today, writing

app = group(
    """Review by named people: a form to print, and signatures that lapse when the words change.

    Example: peersteps review pack quiet-evening -o quiet-evening.html
    """
)

ContentId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="A scenario or module; quiz/ and its id for the questions of a module."
        " Examples: quiet-evening, difficult-calls, quiz/difficult-calls",
    ),
]
Role = Annotated[str, typer.Option(help="The role they review in. Example: --role clinical")]


@app.command()
def pack(
    content: ContentId,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write. Example: -o quiet-evening.html")],
    course: CourseFolder = Path(),
) -> None:
    """Write one printable file for a reviewer: every line, in reading order, with a box for each paragraph.

    Example: peersteps review pack quiet-evening -o quiet-evening.html

    Example: peersteps review pack quiz/difficult-calls -o questions.html
    """
    from peersteps.review import CannotSignError, find
    from peersteps.review import pack as pack_it

    found = the_course(course)
    try:
        form = pack_it(found, find(found, content), today())
    except CannotSignError as why:
        stop(why)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("peersteps"):
            raise
        says = f"The form of a module needs packages that are not installed ({missing.name} is missing)."
        stop(f"{says} In the folder of this training, run: pip install -e '.[book,report]'")
    with writing(out):
        out.write_text(form, encoding="utf-8", newline="\n")
    typer.echo(f"Wrote {out}. Print it, or send it; record what comes back with: peersteps review sign {content}")


@app.command()
def sign(
    content: ContentId,
    role: Role,
    name: Annotated[
        str, typer.Option(help='The full name of the person who signed the form. Example: --name "their full name"')
    ],
    on: Annotated[
        date, typer.Option(parser=a_day, metavar="DATE", help="The day they signed. Example: --on 2027-01-31")
    ],
    other_role: Annotated[
        bool,
        typer.Option(
            "--other-role",
            help='It is a role that the content does not ask for. Example: --role "first-aid trainer" --other-role',
        ),
    ] = False,
    course: CourseFolder = Path(),
) -> None:
    """Record a form that came back signed. Only what a real, named person signed.

    Example: peersteps review sign quiet-evening --role clinical --name "their full name" --on 2027-01-31
    """
    from peersteps.review import CannotSignError, Signature, UnknownRoleError, find, the_role
    from peersteps.review import sign as sign_it

    found = the_course(course)
    try:
        signed = find(found, content)
        meant = the_role(found.root, signed, role, other=other_role)
        with writing(found.root / signed.source.file):
            path = sign_it(found.root, signed, Signature(meant, name, on), today())
    except UnknownRoleError as why:
        stop(f"{why} If it really is another role, add --other-role.")
    except CannotSignError as why:
        stop(why)
    typer.echo(f"Recorded in {path}. Edit a word and the signature lapses.")


@app.command("changes")
def changes_(content: ContentId, role: Role, course: CourseFolder = Path()) -> None:
    """Show what changed since a role last signed.

    Example: peersteps review changes quiet-evening --role clinical
    """
    from peersteps.review import CannotSignError, changes, find, has_signed, the_role

    found = the_course(course)
    try:
        signed = find(found, content)
        meant = the_role(found.root, signed, role)
    except CannotSignError as why:
        stop(why)
    if not has_signed(found.root, signed, meant):
        typer.echo(f"Nobody has signed this for '{meant}' yet.")
        return
    rows = changes(found.root, signed, meant)
    typer.echo("\n".join(rows) if rows else f"Nothing changed since it was signed for '{meant}'.")


@app.command("due")
def due_(course: CourseFolder = Path(), on: On = None) -> None:
    """List what is past its review date or within three months of it, and what nobody has checked or signed yet.

    Example: peersteps review due
    """
    from peersteps.review import due

    rows = due(the_course(course), on or today())
    typer.echo("\n".join(rows) if rows else "Nothing waits for anybody.")
