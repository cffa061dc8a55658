"""`make start`: build the book, run the fictional cohort, and serve both on this machine."""

import argparse
import hashlib
import shutil
import sys
import time
from pathlib import Path

from rich.console import Console

from peersteps.book import BuildError, build
from peersteps.cli.common import today
from peersteps.reading import read_course
from peersteps.serving import serve

sys.path.insert(0, str(Path(__file__).parent))
import cohort

ROOT = Path(__file__).parent.parent
SITE = ROOT / "_build" / "site"
DEMO = ROOT / "_build" / "demo"
MADE_FROM = ROOT / "_build" / "made-from.txt"
INPUTS = ("book", "demo", "modules", "quizzes", "scenarios", "src", "_config.yml", "_toc.yml", "local.yml")

console = Console(highlight=False)


def main() -> None:
    """Make what is not there yet or has changed, and serve it until interrupted."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--only-make", action="store_true", help="do not serve")
    chosen = options.parse_args()
    began = time.perf_counter()
    fingerprint = _fingerprint()
    if not MADE_FROM.is_file() or MADE_FROM.read_text() != fingerprint:
        _make()
        MADE_FROM.write_text(fingerprint)
    console.print(f"Ready after {time.perf_counter() - began:.0f} seconds.")
    if chosen.only_make:
        return
    try:
        serve(SITE, chosen.port, _ready)
    except ValueError as why:
        sys.exit(str(why))
    except OSError as why:
        sys.exit(
            f"Port {chosen.port} cannot be used ({why.strerror}). Choose another: make start PORT={chosen.port + 1}"
        )


def _make() -> None:
    course, problems = read_course(ROOT)
    if course is None:
        sys.exit("\n".join(str(problem) for problem in problems if problem.severity == "error"))
    MADE_FROM.unlink(missing_ok=True)
    with console.status("Building the book ...") as status:
        try:
            build(ROOT, SITE)
        except BuildError as why:
            sys.exit(str(why))
        shutil.rmtree(DEMO, ignore_errors=True)
        DEMO.mkdir(parents=True)
        cohort.make(course, DEMO, SITE / "demo-report", today(), status.update)


def _ready(address: str) -> None:
    console.print(f"The book:                        {address}")
    console.print(f"The fictional cohort's report:   {address}demo-report/")
    console.print("Press Ctrl and C to stop.")


def _fingerprint() -> str:
    """Changes when anything changes that the site is made from."""
    digest = hashlib.sha256()
    for name in INPUTS:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
