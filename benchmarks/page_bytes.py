"""What a page costs on the wire: gzip -9 of everything that a cold Chromium asks for. Budget: 60,000 bytes a page.

python benchmarks/page_bytes.py [PAGE...]
"""

import gzip
import sys
import tempfile
from pathlib import Path

from peersteps.book import build

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import chromium, served, watched  # noqa: E402 - the tests' browser helpers are no package

BUDGET = 60_000
PAGES = (
    "book/practise/quiet-evening.html",
    "modules/difficult-calls/index.html",
    "book/questions/difficult-calls.html",
    "book/index.html",
)


def main(pages: tuple[str, ...]) -> int:
    """Print each page's bytes by file, and say with the exit code whether the budget holds."""
    over = False
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(ROOT, site)
        with chromium() as browser, served(site) as base:
            for name in pages:
                with watched(browser, base) as page:
                    asked: list[str] = []
                    page.on("request", lambda request, asked=asked: asked.append(request.url))
                    page.goto(base + name)
                    page.wait_for_load_state("networkidle")
                files = sorted({url.removeprefix(base).split("?")[0] for url in asked})
                sizes = {file: len(gzip.compress((site / file).read_bytes(), 9)) for file in files}
                total = sum(sizes.values())
                over |= total > BUDGET
                print(f"{name}: {total:,} bytes in {len(files)} requests; budget {BUDGET:,}")
                for file, size in sizes.items():
                    print(f"  {size:>7,} {file}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PAGES))
