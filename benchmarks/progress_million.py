"""1,000,000 statements from JSON Lines to progress, all rules: 5 s, 250 MiB.

    python benchmarks/progress_million.py [--statements 1000000] [--times 3]

The file is made once in a temporary folder (10,000 people, 100 statements each, with tries that did not succeed,
repeats, corrections, future dates, sign-offs by the right and the wrong role) and removed at the end. Each run is a
process of its own, so the peak memory is that of the run. Times are wall clock with the processor's own time beside it:
where the two differ, the machine was busy with something else. The least wall clock is compared with the budget.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from peersteps.evidence import Store
from peersteps.model import Item, Level, Pathway
from peersteps.progress import progress_of_all

ON = date(2026, 11, 22)
SECONDS = 5.0
MEBIBYTES = 250
KINDS = {"module": "module", "scenario": "simulation", "quiz": "assessment", "sign-off": "performance"}


def pathway() -> Pathway:
    """Five levels with 50 items: all four ways of knowing, validity, roles, alternatives, a choice."""
    levels = []
    for level in range(5):
        items = [
            Item(item=f"module/m{level}-{n}", title="Module", valid_months=12 if n % 2 else None) for n in range(4)
        ]
        items += [Item(item=f"scenario/s{level}-{n}", title="Scenario", known="recorded") for n in range(3)]
        items.append(
            Item(
                item=f"quiz/q{level}", title="Quiz", known="marked", valid_months=12, instead=(f"sign-off/talk{level}",)
            )
        )
        items += [
            Item(item=f"sign-off/o{level}-{n}", title="Seen", known="seen", sign_off_roles=("line manager",))
            for n in range(2)
        ]
        levels.append(
            Level(
                id=f"level-{level}", title="Level", says="Says.", items=tuple(items), choose=8 if level == 2 else None
            )
        )
    return Pathway(pathway="bench", version=1, title="Bench", levels=tuple(levels))


def write(folder: Path, statements: int) -> None:
    """The file, as a store writes it."""
    rng = random.Random(7)
    items = [item.item for level in pathway().levels for item in level.items] + [f"sign-off/talk{n}" for n in range(5)]
    previous = None
    with (folder / "statements.jsonl").open("w", encoding="utf-8") as file:
        for number in range(statements):
            learner = f"p-{number * 10_000 // statements:05d}x" if number % 2 else f"p-{rng.randrange(10_000):05d}x"
            row = _row(rng, learner, rng.choice(items), previous if rng.randrange(10_000) == 0 else None)
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
            if rng.random() < 0.01:
                file.write(json.dumps(row, separators=(",", ":")) + "\n")
            previous = (row["statement"]["id"], row["statement"]["actor"]["account"]["name"])


def _row(rng: random.Random, learner: str, item: str, takes_back: tuple[str, str] | None) -> dict:
    kind = item.partition("/")[0]
    channel = "seen" if kind == "sign-off" else rng.choice(("you-told-us", "recorded", "marked"))
    when = ON - timedelta(days=rng.randrange(-3, 700))
    verb = (
        rng.choice(("passed", "passed", "failed")) if kind == "quiz" else "passed" if channel == "seen" else "completed"
    )
    about = {
        "objectType": "Activity",
        "id": f"https://peersteps.example/xapi/{item}",
        "definition": {"type": f"http://adlnet.gov/expapi/activities/{KINDS[kind]}"},
    }
    result = {"completion": True} if verb == "completed" else {"success": verb == "passed"}
    if takes_back:
        verb, channel, learner = "voided", "seen", takes_back[1]
        about = {"objectType": "StatementRef", "id": takes_back[0]}
    statement = {
        "id": str(UUID(int=rng.getrandbits(128))),
        "actor": {"account": {"homePage": "https://peersteps.example", "name": learner}, "objectType": "Agent"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": about,
        "timestamp": f"{when}T{rng.randrange(24):02d}:15:00Z",
        "version": "1.0.3",
        "context": {"revision": "1.0.0+1a2b3c4d", "language": "en-GB"},
    }
    if verb != "voided":
        statement["result"] = result
    source = rng.choice(("line manager", "somebody")) if channel == "seen" else "record-1a2b3c4d"
    return {"channel": channel, "source": source, "received": f"{when}T23:30:00Z", "statement": statement}


def run(folder: Path) -> None:
    """One measured run, in its own process: print what was found."""
    plan = pathway()
    with Store(folder) as store:
        start, worked = time.perf_counter(), time.process_time()
        people = met = reached = 0
        for _, found in progress_of_all(plan, store, ON):
            people += 1
            met += sum(level.met for level in found.levels)
            reached += sum(level.reached for level in found.levels)
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"people": people, "met": met, "reached": reached}
    print(json.dumps({"seconds": seconds, "worked": worked, "mebibytes": peak, **found}))


def main() -> int:
    """Make the file, run, compare with the budget. Exit 1 when it is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        run(asked.run)
        return 0
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), asked.statements)
        size = (Path(name) / "statements.jsonl").stat().st_size
        print(f"{asked.statements:,} statements, {size / 1e6:,.0f} MB")
        again = [sys.executable, __file__, "--run", name]
        runs = [json.loads(subprocess.run(again, check=True, capture_output=True).stdout) for _ in range(asked.times)]
    for one in runs:
        times = f"{one['seconds']:.2f} s (processor {one['worked']:.2f} s), {one['mebibytes']:.0f} MiB"
        print(f"  {times}; {one['people']:,} people, {one['met']:,} items met")
    kept = min(one["seconds"] for one in runs) <= SECONDS and max(one["mebibytes"] for one in runs) <= MEBIBYTES
    print(f"budget {SECONDS:.0f} s and {MEBIBYTES} MiB: {'kept' if kept else 'NOT kept'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
