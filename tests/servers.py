"""A real Jupyter server for tests, with the extensions that a test names and nothing else."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

BASE = "/user/p-heron/"
TOKEN = "a-token-for-tests"
EXTENSIONS = (
    "jupyterlab",
    "notebook",
    "notebook_shim",
    "jupyter_lsp",
    "jupyter_server_terminals",
    "nbgrader",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)
"""What installed packages switch on by themselves."""


@contextmanager
def jupyter_server(
    home: Path, root: Path, *extensions: str, config_path: Path | None = None
) -> Iterator[tuple[str, requests.Session]]:
    """A server that works in `root` and keeps its own files in `home`: its address, and somebody signed in to it."""
    port = free_port()
    chosen = dict.fromkeys(EXTENSIONS, False) | dict.fromkeys(extensions, True)
    command = [
        *(sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser", f"--port={port}"),
        *(f"--ServerApp.base_url={BASE}", f"--ServerApp.root_dir={root}", f"--ServerApp.jpserver_extensions={chosen}"),
    ]
    with started(command, home, f"http://127.0.0.1:{port}{BASE}", config_path) as web:
        yield f"http://127.0.0.1:{port}{BASE}", web


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def started(command: list[str], home: Path, url: str, config_path: Path | None = None) -> Iterator[requests.Session]:
    """What a command serves at an address, with somebody signed in to it."""
    environment = {
        **os.environ,
        "JUPYTER_TOKEN": TOKEN,
        "JUPYTER_CONFIG_PATH": str(config_path or home / "no-config"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            with _signed_in(url, home, process) as web:
                yield web
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # also what it started itself
            process.wait(20)


def _signed_in(url: str, home: Path, process: subprocess.Popen[bytes]) -> requests.Session:
    web = requests.Session()
    for _ in range(600):
        try:
            web.get(f"{url}api/status?token={TOKEN}", timeout=5).raise_for_status()
            return web
        except requests.RequestException:
            assert process.poll() is None, (home / "server.log").read_text()
            time.sleep(0.1)
    raise AssertionError((home / "server.log").read_text())
