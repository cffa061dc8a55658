"""How long the proof takes and how much memory it needs: `python benchmarks/proof.py`.

Every row runs in a process of its own. Time is that of all verdicts, from a scenario in memory; the peak is
that of the whole process, interpreter and scenario included. Shipped conversations are also timed with
every message, moment, promise and debrief line.
"""

import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large_talk import large_talk

from peersteps.checks.proof import Verdict, prove
from peersteps.model import Scenario
from peersteps.reading import read_scenario

Row = dict[str, Any]

ROOT = Path(__file__).parent.parent
LARGE = ((1_000, 0), (10_000, 0), (10_000, 4), (10_000, 8), (10_000, 10))
ROUNDS = 9


def every_verdict(scenario: Scenario) -> int:
    """All questions that hold for every conversation, and one promise; gives the number of states."""
    verdict = Verdict(scenario)
    ending = next(iter(scenario.endings()))
    answers = (verdict.heard, verdict.never_offered, verdict.stuck, verdict.without_help, verdict.endless)
    assert all(answer is not None for answer in answers)
    assert verdict.lost(ending) is not None
    return sum(states.bit_count() for states in verdict.reached.values())


def timed(work: Callable[[], int], rounds: int) -> tuple[list[tuple[float, float]], int]:
    """Wall and processor seconds of each round, and what the work gave."""
    rows, result = [], 0
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        rows.append((time.perf_counter() - wall, time.process_time() - cpu))
    return rows, result


def large(scenes: int, remembered: int) -> Row:
    scenario = large_talk(scenes, remembered)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows, states = timed(lambda: every_verdict(scenario), 1 if remembered > 4 else 3)
    return {
        "rows": rows,
        "states": states,
        "before": before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def shipped(path: str) -> Row:
    scenario, problems = read_scenario(Path(path), Path(path).parent)
    assert scenario, problems
    rows, found = timed(lambda: len(list(prove(scenario))), ROUNDS)
    return {"rows": rows, "states": found, "before": 0, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}


def apart(*arguments: object) -> Row:
    """Run one row in a process of its own."""
    made = subprocess.run([sys.executable, __file__, *map(str, arguments)], capture_output=True, text=True, check=True)
    row: Row = json.loads(made.stdout)
    return row


def show(name: str, row: Row, counted: str) -> None:
    wall, cpu = (statistics.median(column) for column in zip(*row["rows"], strict=True))
    print(
        f"{name:<34} {wall * 1000:>8.0f} {cpu * 1000:>8.0f} {row['peak'] / 1024:>8.0f} {row['states']:>14,} {counted}"
    )


def main() -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}; medians")
    print(f"{'':<34} {'wall ms':>8} {'cpu ms':>8} {'peak MiB':>8}")
    for path in sorted((ROOT / "scenarios").glob("*.yml")):
        show(path.stem, apart("shipped", path), "problems")
    for scenes, remembered in LARGE:
        show(f"{scenes:,} scenes, {remembered} remembered", apart("large", scenes, remembered), "states")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["large", scenes, remembered]:
            print(json.dumps(large(int(scenes), int(remembered))))
        case ["shipped", path]:
            print(json.dumps(shipped(path)))
        case _:
            main()
