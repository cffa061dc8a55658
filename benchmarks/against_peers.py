"""The same story, ours and its peers', in turns: seconds to a first choice that was really made, and bytes sent.

python benchmarks/against_peers.py
H5P_CONTENT=DIR python benchmarks/against_peers.py

The peers are an ink page (`ink_page.py` says what it is) and, if the reader supplies its content folder, an H5P
Branching Scenario (`h5p_page.py`). All are sent as gzip over 10 Mbit/s and 40 ms to a cold Chromium, nine times each,
in turns.
"""

import functools
import gzip
import http.server
import os
import platform
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]
import h5p_page  # noqa: E402
import ink_page  # noqa: E402
from browser import chromium  # noqa: E402 - the tests' own browser
from first_choice import CALL, FIRST, Packed, Press, once, ours  # noqa: E402 - the other benchmark's server

from peersteps.book import build  # noqa: E402
from peersteps.reading import read_course  # noqa: E402

RUNS = 9


def ink(page: Page) -> None:
    """The choice stands there at once."""
    page.get_by_role("button", name=FIRST).click()


def h5p(page: Page) -> None:
    """Start, then whichever choice stands first; it slides into view."""
    frame = page.frame_locator("iframe")
    frame.locator(".h5p-start-button").first.click()
    frame.locator(".h5p-branching-question-alternative:visible").first.click()


def sent(site: Path, base: str, name: str, press: Press) -> int:
    """Bytes of everything that was loaded up to the first choice, gzip -9."""
    with chromium() as browser:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base + name)
        press(page)
    files = {url.removeprefix(base).split("?")[0] for url in asked if url.startswith(base)}
    return sum(len(gzip.compress((site / file).read_bytes(), 9)) for file in files)


def main() -> None:
    """Build all, take turns, print medians."""
    course, problems = read_course(ROOT)
    if course is None:
        raise SystemExit("\n".join(map(str, problems)))
    peers: dict[str, tuple[str, Press]] = {
        "ours": (CALL, ours),
        f"ink page, inkjs {ink_page.version()}": ("ink/index.html", ink),
    }
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(ROOT, site)
        ink_page.write_ink(site / "ink", course.scenarios["quiet-evening"])
        if supplied := os.environ.get("H5P_CONTENT"):
            h5p_page.write_h5p(site / "h5p", Path(supplied))
            peers[h5p_page.version(Path(supplied))] = ("h5p/index.html", h5p)
        handler = functools.partial(Packed, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_port}/"
            times: dict[str, list[float]] = {name: [] for name in peers}
            for _ in range(RUNS):
                for name, (page, press) in peers.items():
                    times[name].append(once(base + page, press))
            weights = {name: sent(site, base, page, press) for name, (page, press) in peers.items()}
            server.shutdown()
    with chromium() as browser:
        print(f"Chromium {browser.version}, {platform.machine()}; first choice, median of {RUNS}, and bytes until then")
    for name, found in times.items():
        print(f"{statistics.median(found):.2f} s ({min(found):.2f} to {max(found):.2f})  {weights[name]:>9,} B  {name}")


if __name__ == "__main__":
    main()
