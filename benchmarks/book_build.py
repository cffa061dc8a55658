"""How long the whole book takes, cold, and again after one page was edited. Budgets: 20 s and 5 s (medians).

    python benchmarks/book_build.py [RUNS]

Cold is `peersteps.book.build` in a new process, start-up included. The edit is measured with sphinx-build and kept
doctrees, which is what somebody who writes does, also in a new process.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ("book", "modules", "quizzes", "scenarios", "_config.yml", "_toc.yml")
COLD = "import sys, pathlib, peersteps.book as book; book.build(*map(pathlib.Path, sys.argv[1:]))"
WARM = "import sys; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
BUDGETS = {"cold": 20.0, "one page edited": 5.0}


def timed(program: str, *words: str) -> float:
    """Seconds for a Python program from start to end. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int) -> int:
    """Measure, print medians, and say with the exit code whether the budgets hold."""
    taken: dict[str, list[float]] = {name: [] for name in BUDGETS}
    with tempfile.TemporaryDirectory() as folder:
        course, out = Path(folder) / "course", Path(folder) / "site"
        course.mkdir()
        for name in KEPT:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, course / name)
        sphinx = ("-q", "-C", "-D", "extensions=peersteps.book", str(course), str(Path(folder) / "kept"))
        timed(WARM, *sphinx)
        page = course / "book" / "tonight.md"
        for run in range(runs):
            taken["cold"].append(timed(COLD, str(course), str(out)))
            page.write_text(f"{page.read_text(encoding='utf-8')}\nEdit {run}.\n", encoding="utf-8")
            taken["one page edited"].append(timed(WARM, *sphinx))
    over = False
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        over |= middle > BUDGETS[name]
        spread = f"{min(seconds):.1f} to {max(seconds):.1f}"
        print(f"{name}: median {middle:.1f} s of {runs} ({spread}); budget {BUDGETS[name]} s")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
