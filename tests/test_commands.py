"""Every command explains itself: what it does, with an example, and what each option is for."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.cli.extras import EXTRAS

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
cohort feedback; cohort status; cohort forget; cohort talk-through; evidence import; evidence sign-off;
evidence take-back; review pack; review sign; review due"""


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


@pytest.mark.parametrize(
    ("words", "missing", "extras"),
    [
        ("build -o site", "docutils", "book"),
        ("build -o site", "sphinx", "book"),
        ("cohort status there", "nbgrader", "evidence,grade"),
        ("cohort status there", "msgspec", "evidence,grade"),
        ("cohort talk-through first-call -o sheet.html --course tests/tiny", "jinja2", "evidence,report"),
        ("evidence export there p-heron -o file", "msgspec", "evidence"),
        ("evidence import there --cohort there --course tests/tiny", "nbgrader", "evidence,grade"),
        ("report there --people people.csv -o out", "xlsxwriter", "evidence,report"),
        ("review due", "jinja2", "report"),
    ],
)
def test_a_command_without_its_packages_says_which_to_install_and_how(words, missing, extras, tmp_path):
    code = f"import sys; sys.modules['{missing}'] = None; from peersteps.cli import main; main()"
    command = [sys.executable, "-c", code, *words.replace("there", str(tmp_path)).split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"({missing} is missing)" in done.stderr
    assert done.stderr.endswith(f"In the folder of this training, run: pip install -e '.[{extras}]'\n")
    assert "Traceback" not in done.stderr


def test_what_is_to_be_installed_is_there():
    declared = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    for extras in EXTRAS.values():
        assert set(extras.split(",")) <= set(declared["optional-dependencies"])
