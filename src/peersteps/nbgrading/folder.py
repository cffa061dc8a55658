"""Collecting files that were handed in without Jupyter: sent by e-mail, or saved in a shared folder.

The page names them `difficult-calls-v1.p-heron.json`. A file by another name is known by what stands in it.
"""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from peersteps.nbgrading.answers import Answers, Asked, UnreadableError, parse_answers, read_regular
from peersteps.nbgrading.submitted import HandIn, Taken, is_wanted, put

_NAME = re.compile(r"(?P<assignment>[a-z0-9-]+-v[0-9]+)\.(?P<who>[a-z]-[a-z0-9-]{2,40})(?P<copy>[^.]*)\.json")


@dataclass
class FromFolder:
    """What came of collecting a folder."""

    taken: list[Taken] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Found:
    file: str
    revision: int
    handin: HandIn


def collect_folder(
    course: CourseDirectory, folder: Path, assignments: Mapping[str, Asked | None], known: Collection[str]
) -> FromFolder:
    """Take the newest hand-in of each learner from a folder. The files stay where they are.

    `assignments` are those that were released, each with what it asks (None: its key cannot be read).
    """
    done = FromFolder()
    found: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        done.problems.append(f"{folder}: there is no such folder, or it cannot be opened.")
        return done
    for entry in entries:
        if entry.name.startswith(".") or entry.is_dir(follow_symlinks=False):
            continue
        try:
            one = _look_at(entry, assignments, known)
            found[one.handin.student, one.handin.assignment].append(one)
        except UnreadableError as why:
            done.problems.append(f"{entry.name}: not taken: {why}.")
        except OSError as problem:
            done.problems.append(f"{entry.name}: not taken: {problem.strerror or problem}.")
    for several in found.values():
        _take_newest(course, several, done)
    return done


def _look_at(entry: os.DirEntry[str], assignments: Mapping[str, Asked | None], known: Collection[str]) -> _Found:
    """Whose hand-in a file is and for what. Raises UnreadableError when that cannot be told or does not fit."""
    named = _NAME.fullmatch(entry.name)
    content = why = None
    answers: Answers | None = None
    try:
        content = read_regular(Path(entry.path))
        answers = parse_answers(content)
    except UnreadableError as problem:
        if not named:
            raise
        why = problem
    assignment, who = (named["assignment"], named["who"]) if named else ("", "")
    if answers:
        _agree((assignment, answers.assignment), (who, answers.who))
        assignment, who = answers.assignment, answers.who or who
    if assignment not in assignments:
        raise UnreadableError(f"{assignment} has not been released in this cohort")
    if who not in known:
        raise UnreadableError(f"{who} is not in people.csv" if who else "it does not say whose it is")
    at = datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC)
    handin = HandIn(who, assignment, at, content, why, came_from=entry.name, asked=assignments[assignment])
    return _Found(entry.name, answers.revision if answers else -1, handin)


def _agree(assignments: tuple[str, str], people: tuple[str, str]) -> None:
    """A file's name and its inside must not speak of different learners or quizzes."""
    for named, inside in (assignments, people):
        if named and inside and named != inside:
            raise UnreadableError(f"its name says {named}, but inside it says {inside}")


def _take_newest(course: CourseDirectory, several: list[_Found], done: FromFolder) -> None:
    """Newest by the file's date, then by how often it was saved; one that cannot be read never beats one that can."""
    best = max(several, key=lambda one: (not one.handin.trouble, one.handin.at, one.revision))
    for one in several:
        if one.handin.trouble:
            done.problems.append(f"{one.file}: could not be read: {one.handin.trouble.for_trainer}")
    if not is_wanted(course, best.handin):
        return
    try:
        done.taken.append(put(course, best.handin))
    except OSError as problem:
        done.problems.append(f"{best.file}: not taken: {problem.strerror or problem}.")
