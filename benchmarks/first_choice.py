"""Seconds from opening a call's page to a choice that was really made, in a cold Chromium.

python benchmarks/first_choice.py

10 Mbit/s and 40 ms are set in the browser; the server is on this machine and sends gzip, as web hosts do. Median of 9.
"""

import functools
import gzip
import http.server
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from browser import chromium  # noqa: E402 - the tests' own browser

from peersteps.book import build  # noqa: E402

CALL, FIRST = "book/practise/quiet-evening.html", "one slow breath"
BUDGET = 0.6
RUNS = 9
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}


Press = Callable[[Page], None]
"""What a learner presses, from the open page to the first choice."""


class Packed(http.server.SimpleHTTPRequestHandler):
    """Sends every file as gzip, as a web host does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the packed file."""
        body = packed(self.translate_path(self.path))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path.split("?")[0]))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@functools.cache
def packed(path: str) -> bytes:
    """A file as sent."""
    return gzip.compress(Path(path).read_bytes(), 9)


def ours(page: Page) -> None:
    """Start, then the choice."""
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name=FIRST).click()


def once(address: str, press: Press) -> float:
    """Seconds until the first choice was made, in a browser that was just started."""
    with chromium() as browser:
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        press(page)
        return time.perf_counter() - began


def main() -> None:
    """Build, open, press; print the median and the range."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(ROOT, site)
        handler = functools.partial(Packed, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            found = sorted(once(f"http://127.0.0.1:{server.server_port}/{CALL}", ours) for _ in range(RUNS))
            server.shutdown()
    kept = "kept" if statistics.median(found) <= BUDGET else "NOT kept"
    print(
        f"first choice: {statistics.median(found):.2f} s ({found[0]:.2f} to {found[-1]:.2f}); budget {BUDGET} s: {kept}"
    )


if __name__ == "__main__":
    main()
