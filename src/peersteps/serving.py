"""A small web server for this machine only: to look at a built book before it goes to a real host."""

import functools
import http.server
from collections.abc import Callable
from pathlib import Path

_LAST = 65535


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, always fresh, and keeps the terminal for words that matter."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


def serve(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve `folder` on 127.0.0.1 until interrupted; `ready` is told the address once it listens.

    Raises ValueError when there is no such port, OSError when it is taken, FileNotFoundError when there is no folder.
    """
    if not 0 <= port <= _LAST:
        raise ValueError(f"{port} is not a port. Choose a number from 1 to {_LAST}, such as 8080.")
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}. Build the book first: peersteps build -o {folder}")
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        ready(f"http://127.0.0.1:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
