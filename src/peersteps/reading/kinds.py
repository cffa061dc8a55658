"""Reading one file: a scenario, a quiz, a question, the pathway or the local settings."""

from pathlib import Path
from typing import TypeVar

from peersteps.model import SLOTS, Local, Pathway, Problem, Question, Quiz, Scenario
from peersteps.reading.build import build
from peersteps.reading.dates import check_days, in_review
from peersteps.reading.draft import Draft, pairs
from peersteps.reading.files import read_text, relative
from peersteps.reading.plain_words import not_known
from peersteps.reading.shapes import shape_question, shape_quiz, shape_scenario
from peersteps.reading.strict_yaml import parse

T = TypeVar("T")
Read = tuple[T | None, tuple[Problem, ...]]
"""What was read (None if it has problems), and all its problems."""

SETTINGS = (*SLOTS, "activity-base")
"""What `local.yml` may hold: words for slots, and the address under which records name activities."""


def draft_of(text: str, file: str, first: int = 1) -> Draft:
    """The draft of a YAML text, which must be lines of `key: value`."""
    draft = Draft.of(parse(text, file, first), file)
    if not draft.problems and not isinstance(draft.data, dict):
        draft.fault("bad-yaml", "lines of 'key: value' belong here; compare it with another file")
    return draft


def read_draft(path: Path, root: Path) -> Read[Draft]:
    """The draft of a YAML file; None if there is nothing to build from."""
    file = relative(path, root)
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    draft = draft_of(text, file)
    return (draft if isinstance(draft.data, dict) else None), tuple(draft.problems)


def read_scenario(path: Path, root: Path) -> Read[Scenario]:
    """One conversation, `scenarios/<id>.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return None, problems
    shape_scenario(draft)
    scenario = build(Scenario, draft, source=draft.source)
    if scenario:
        check_days(draft, in_review(scenario.review))
        _same_name(draft, "scenario", scenario.id, path.stem)
    return finished(scenario, draft)


def read_quiz(path: Path, root: Path) -> Read[Quiz]:
    """One quiz, `quizzes/<id>.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return None, problems
    shape_quiz(draft)
    quiz = build(Quiz, draft, source=draft.source)
    if quiz:
        check_days(draft, in_review(quiz.review))
        _same_name(draft, "quiz", quiz.id, path.stem)
    return finished(quiz, draft)


def read_question(text: str, file: str, line: int) -> Read[Question]:
    """One question as it stands in a `{try}` of a page. `line` is the line of the file where it begins."""
    if not text.strip():
        return None, (Problem(file, line, "empty-file", "there is no question here; write one"),)
    draft = draft_of(text, file, line)
    if not isinstance(draft.data, dict):
        return None, tuple(draft.problems)
    shape_question(draft, draft.data)
    return finished(build(Question, draft), draft)


def read_pathway(path: Path, root: Path) -> Read[Pathway]:
    """The pathway, `modules/pathway.yml`."""
    draft, problems = read_draft(path, root)
    if draft is None:
        return None, problems
    return finished(build(Pathway, draft, source=draft.source), draft)


def read_local(path: Path, root: Path) -> Read[Local]:
    """The settings of one service, `local.yml`. A setting with nothing after it is unset."""
    draft, problems = read_draft(path, root)
    if draft is None:
        only_comments = all(problem.code == "empty-file" for problem in problems)
        return (Local(), ()) if only_comments and path.exists() else (None, problems)
    settings: dict[str, str] = {}
    for key, value in pairs(draft.data):
        if key not in SETTINGS:
            draft.fault("unknown-key", not_known(key, SETTINGS), key)
        elif isinstance(value, str):
            settings[key] = value
        elif value is not None:
            draft.fault("bad-value", "words belong here; put quotes round the whole text", key)
    return finished(Local(settings=settings, source=draft.source), draft)


def _same_name(draft: Draft, key: str, written: str, name: str) -> None:
    if written != name:
        draft.fault("wrong-name", f"this says '{written}' and the file is called '{name}'; make the two the same", key)


def finished(built: T | None, draft: Draft) -> Read[T]:
    """What was built, unless the draft has problems; and these, in order."""
    return (None if draft.problems else built), tuple(sorted(draft.problems))
