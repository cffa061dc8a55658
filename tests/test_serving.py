"""Serving a built book on this machine: what cannot be done is said in plain words."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peersteps.cli import app


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("port", [80000, 65536, -1])
def test_a_number_that_is_no_port_is_said(tmp_path: Path, port: int) -> None:
    says = f"{port} is not a port. Choose a number from 1 to 65535, such as 8080."
    assert run("serve", tmp_path, "--port", port) == (1, says)


def test_a_port_that_is_taken_is_said_with_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = run("serve", tmp_path, "--port", port)
    assert code == 1
    assert said.startswith(f"Port {port} cannot be used")
    assert said.endswith(f"peersteps serve --port {port + 1}")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    code, said = run("serve", tmp_path / "site")
    assert (code, said.startswith(f"There is no folder {tmp_path / 'site'}. Build the book first")) == (1, True)
