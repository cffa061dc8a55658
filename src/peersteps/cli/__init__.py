"""The `peersteps` command: each command calls one function and prints what it gives back."""

import sys

import typer

from peersteps.cli import cohort, content, evidence, review
from peersteps.cli.common import group

app = group("Training for peer support workers: check, build, mark and report.")
app.info.name = "peersteps"
for command in (content.check, content.schema, content.play, content.map_, content.new, content.build, content.serve):
    app.command(name=command.__name__.strip("_"))(command)
app.command()(evidence.report)
app.add_typer(cohort.app, name="cohort")
app.add_typer(evidence.app, name="evidence")
app.add_typer(review.app, name="review")

_EXTRAS = {
    "nbgrader": "grade",
    "nbformat": "grade",
    "sphinx": "book",
    "furo": "book",
    "jinja2": "report",
    "xlsxwriter": "report",
    "msgspec": "evidence",
}


def main() -> None:
    """Run the command."""
    try:
        app()
    except ModuleNotFoundError as missing:
        extra = _EXTRAS.get((missing.name or "").split(".")[0])
        if extra is None:
            raise
        typer.secho(f"This command needs more packages: pip install 'peersteps[{extra}]'", fg="red", err=True)
        sys.exit(1)
