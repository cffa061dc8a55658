"""A real browser for tests: it is let at nothing but our own pages, and every complaint in its console is a failure.

with chromium() as browser, served(folder) as base, watched(browser, base) as page:
    page.goto(base + "book/index.html")
"""

import functools
import http.server
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None)

POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'"
}
"""The headers of a strict host: no script in the page, nothing from anywhere else."""

STORAGE_DENIED = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
"""
"""An init script: what a browser does that lets pages store nothing."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, prefix: str = "", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """`folder` on this machine's own address, under `prefix` (such as "train/psw/"). Gives its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.lstrip("/").removeprefix(prefix)
            if not path.lstrip("/").startswith(prefix):
                inside = "there-is-no-such-file"
            return super().translate_path("/" + inside)

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{prefix}"
        server.shutdown()
        thread.join()


@contextmanager
def watched(browser: Browser, base: str, *, denied: bool = False, **context: Any) -> Iterator[Page]:
    """A page that may load from `base` alone. On leaving, anything else it asked for or complained of is a failure.

    `denied` lets it store nothing; the rest goes to Playwright's new_context (viewport, color_scheme, ...).
    """
    home = browser.new_context(**context)
    if denied:
        home.add_init_script(STORAGE_DENIED)
    page = home.new_page()
    foreign: list[str] = []
    complaints: list[str] = []

    def judge(route: Route) -> None:
        if route.request.url.startswith((base, "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    page.route("**/*", judge)
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield page
    home.close()
    assert not foreign, f"The page asked for something that is not ours: {foreign}"
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


def accessibility_faults(page: Page) -> str:
    """What axe finds wrong with the page as it stands; empty if nothing."""
    found = Axe().run(page).response["violations"]
    return "\n".join(
        f"{fault['id']}: {fault['help']}: {[one['html'] for one in fault['nodes']][:3]}" for fault in found
    )


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window: 0 unless it scrolls sideways."""
    wide = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    return int(wide - page.evaluate("document.documentElement.clientWidth"))


def file_base(folder: Path) -> str:
    """The address of a folder for a double click."""
    return folder.resolve().as_uri() + os.sep
