"""The `peersteps` command: each command calls one function and prints what it gives back."""

import sys

import typer

from peersteps.cli import cohort, content, evidence, review
from peersteps.cli.common import group
from peersteps.cli.extras import packages_for

app = group("Training for peer support workers: check, build, mark and report.\n\nExample: peersteps check")
app.info.name = "peersteps"
for command in (content.check, content.schema, content.play, content.map_, content.new, content.build, content.serve):
    app.command(name=command.__name__.strip("_"))(command)
app.command()(evidence.report)
app.add_typer(cohort.app, name="cohort")
app.add_typer(evidence.app, name="evidence")
app.add_typer(review.app, name="review")


def main() -> None:
    """Run the command."""
    try:
        app()
    except ModuleNotFoundError as missing:
        says = packages_for(sys.argv[1:], missing)
        if says is None:
            raise
        typer.secho(says, fg="red", err=True)
        sys.exit(1)
