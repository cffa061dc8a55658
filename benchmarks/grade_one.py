"""One hand-in through the worker: marked within 60 ms.

    python benchmarks/grade_one.py [--hand-ins 60]

A cohort is made in a temporary folder with a graded quiz of this course and removed at the end. Its session is opened
once, as `peersteps cohort grade --watch` does; then hand-ins arrive one at a time, and each step is timed by itself
(wall clock). The first three are not counted: they fill caches. The median is compared with the budget.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peersteps.evidence.people import COLUMNS
from peersteps.model import Quiz
from peersteps.nbgrading import cohort
from peersteps.nbgrading.feedback import give_feedback
from peersteps.nbgrading.folder import collect_folder
from peersteps.nbgrading.grading import grade_collected
from peersteps.nbgrading.key import asked_in
from peersteps.nbgrading.session import Session
from peersteps.nbgrading.settings import open_cohort
from peersteps.reading import read_course

MILLISECONDS = 60
NOT_COUNTED = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hand-ins", type=int, default=60)
    wanted = parser.parse_args().hand_ins
    course, problems = read_course(Path(__file__).parents[1])
    if course is None:
        print(*problems, sep="\n")
        return 1
    quiz = max(course.quizzes.values(), key=lambda one: len(one.graded))
    with tempfile.TemporaryDirectory() as temporary:
        folder, roster = Path(temporary) / "cohort", Path(temporary) / "people.csv"
        learners = [f"p-{number:05d}" for number in range(wanted + NOT_COUNTED)]
        rows = [",".join(COLUMNS), *(f"{one},Somebody made up,,,,,," for one in learners)]
        roster.write_text("\n".join(rows) + "\n", encoding="utf-8")
        cohort.new(folder, roster)
        cohort.release(folder, course, quiz)
        times = run(folder, Path(temporary) / "inbox", quiz, learners)
    print(f"{quiz.assignment}: {len(quiz.graded)} questions, {wanted} hand-ins, one at a time, {os.cpu_count()} cores")
    for step, taken in times.items():
        print(f"{step:8} median {statistics.median(taken):6.1f} ms   {min(taken):6.1f} to {max(taken):6.1f}")
    return int(statistics.median(times["grade"]) > MILLISECONDS)


def run(folder: Path, inbox: Path, quiz: Quiz, learners: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each step for each hand-in."""
    inbox.mkdir()
    times: dict[str, list[float]] = {"collect": [], "grade": [], "feedback": []}
    with Session(open_cohort(folder)) as session:
        asked = {quiz.assignment: asked_in(session.cohort.keys, quiz.assignment)}
        for number, who in enumerate(learners):
            arrive(inbox, quiz, who)
            steps: dict[str, Callable[[], object]] = {
                "collect": lambda: collect_folder(session.course(), inbox, asked, set(learners)),
                "grade": lambda: grade_collected(session, quiz.assignment),
                "feedback": lambda: give_feedback(session, quiz.assignment),
            }
            for step, do in steps.items():
                start = time.perf_counter()
                do()
                if number >= NOT_COUNTED:
                    times[step].append((time.perf_counter() - start) * 1000)
    return times


def arrive(inbox: Path, quiz: Quiz, who: str) -> None:
    """One learner's file in an otherwise empty inbox."""
    for old in inbox.iterdir():
        old.unlink()
    chosen = {one.id: [option.id for option in one.options if option.right] for one in quiz.graded if one.options}
    written = {one.id: "I would tell the lead." for one in quiz.graded if not one.options}
    found = {"kind": "peersteps-answers", "schema": 1, "assignment": quiz.assignment, "who": who, "revision": 1}
    content = json.dumps(found | {"answers": chosen, "written": written})
    (inbox / f"{quiz.assignment}.{who}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
