"""Every command explains itself: what it does, with an example, and what each option is for."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from peersteps.cli import app

Command = Any
"""typer's own command class, which it does not name in public."""


def commands(group: Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Every command with its words."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))
NAMED = """check play map new build serve report; cohort new; cohort release; cohort collect; cohort grade;
cohort feedback; cohort status; evidence import; evidence sign-off; review pack; review sign; review due"""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_has_an_example(words):
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert f"Example: peersteps {' '.join(words)}" in " ".join(result.stdout.split())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_is_for(words):
    for one in COMMANDS[words].params:
        if one.param_type_name == "option" and one.name != "help":
            assert one.help, f"{' '.join(words)} --{one.name} has no help"


def test_the_commands_that_the_pages_name_are_there():
    first, *others = (part.strip() for part in NAMED.split(";"))
    assert {*first.split(), *others} <= {" ".join(words) for words in COMMANDS}
