"""nbgrader's own screen for marking by hand, formgrader, on this machine and with nothing else beside it."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from peersteps.nbgrading.settings import open_cohort

_OFF = (
    *("jupyterlab", "notebook", "notebook_shim", "jupyter_lsp", "jupyter_server_terminals", "nbgrader"),
    *(f"nbgrader.server_extensions.{name}" for name in ("assignment_list", "course_list", "validate_assignment")),
)
"""What installed packages would switch on by themselves."""


def serve_marking_screen(folder: Path, port: int, *, browser: bool) -> int:
    """Show the screen until interrupted; gives the server's exit code. Raises CohortError."""
    cohort = open_cohort(folder)
    extensions = dict.fromkeys(_OFF, False) | {"nbgrader.server_extensions.formgrader": True}
    command = [
        *(sys.executable, "-m", "jupyter_server", f"--ServerApp.port={port}", "--ServerApp.answer_yes=True"),
        *(f"--ServerApp.root_dir={cohort.course}", "--ServerApp.default_url=/formgrader/gradebook"),
        *(f"--ServerApp.jpserver_extensions={extensions}", f"--ServerApp.open_browser={browser}"),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with suppress(KeyboardInterrupt):
        # formgrader finds the cohort by the settings file in the folder in which it is started.
        return subprocess.run(command, cwd=cohort.course, check=False).returncode  # noqa: S603 - our own words
    return 0
