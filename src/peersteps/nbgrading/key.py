"""The key that marks a graded quiz: one JSON file an assignment, in a folder that only the trainer can read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peersteps.model import Quiz
from peersteps.model.quiz import Kind
from peersteps.nbgrading.answers import Asked
from peersteps.slots import fill


class MissingKeyError(KeyError):
    """A question or a quiz without a key. Nothing is marked then: a missing key must never give full marks."""

    def __str__(self) -> str:
        """The sentence itself, without the quotes that KeyError puts round it."""
        return str(self.args[0])


@dataclass(frozen=True)
class QuestionKey:
    """How one question is marked, with what the trainer and the learner read beside the mark."""

    kind: Kind
    points: int
    must: bool
    ask: str
    options: Mapping[str, str]
    """Option id -> its words, in the order of the file: for a judgement this order is the scale."""
    right: tuple[str, ...]
    """Ids of the right options; for `order` all ids in the right order."""
    feedback: Mapping[str, str]
    look_for: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """The key of one assignment."""

    assignment: str
    quiz: str
    version: int
    revision: str
    title: str
    pass_at: int
    questions: Mapping[str, QuestionKey]

    @property
    def asked(self) -> Asked:
        """What it asks."""
        return {name: tuple(one.options) for name, one in self.questions.items()}

    def question(self, name: str) -> QuestionKey:
        """The key of a question. Raises MissingKeyError."""
        try:
            return self.questions[name]
        except KeyError:
            raise MissingKeyError(f"The key of {self.assignment} has no question '{name}'. Release it again.") from None

    def passed(self, points: Mapping[str, float]) -> bool:
        """Whether these points pass: enough altogether, and full marks in every `must` question."""
        met = all(points.get(name, 0) >= one.points - 1e-9 for name, one in self.questions.items() if one.must)
        return met and sum(points.values()) >= self.pass_at - 1e-9


def key_of(quiz: Quiz, words: Mapping[str, str], revision: str) -> Key:
    """The key of a quiz's graded questions. `words` are the service's own, for the slots."""
    return Key(
        assignment=quiz.assignment,
        quiz=quiz.id,
        version=quiz.version,
        revision=revision,
        title=quiz.title,
        pass_at=quiz.pass_at,
        questions={
            one.id: QuestionKey(
                kind=one.kind,
                points=one.points,
                must=one.must,
                ask=fill(one.ask, words),
                options={option.id: fill(option.words, words) for option in one.options},
                right=tuple(option.id for option in one.options if option.right or one.kind == "order"),
                feedback={option.id: fill(option.feedback, words) for option in one.options},
                look_for=one.look_for,
            )
            for one in quiz.graded
        },
    )


def write_key(folder: Path, key: Key) -> Path:
    """Write a key, readable by its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{key.assignment}.json"
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(_as_json(key), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(path)
    return path


def read_key(folder: Path, assignment: str) -> Key:
    """The key of an assignment. Raises MissingKeyError when there is none or it cannot be read."""
    path = folder / f"{assignment}.json"
    try:
        found = json.loads(path.read_text("utf-8"))
        if (found["kind"], found["schema"], found["assignment"]) != ("peersteps-key", 1, assignment):
            raise ValueError("another kind of file")
        return Key(
            assignment=assignment,
            quiz=found["quiz"],
            version=found["version"],
            revision=found["revision"],
            title=found["title"],
            pass_at=found["passAt"],
            questions={name: _question(one) for name, one in found["questions"].items()},
        )
    except FileNotFoundError:
        raise MissingKeyError(f"There is no key for {assignment} in {folder}. Release the quiz first.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise MissingKeyError(f"The key {path} cannot be read. Release the quiz again.") from None


def asked_in(folder: Path, assignment: str) -> Asked | None:
    """What an assignment asks, or None when its key cannot be read: marking says so, collecting goes on."""
    try:
        return read_key(folder, assignment).asked
    except MissingKeyError:
        return None


def _as_json(key: Key) -> dict[str, Any]:
    return {
        "kind": "peersteps-key",
        "schema": 1,
        "assignment": key.assignment,
        "quiz": key.quiz,
        "version": key.version,
        "revision": key.revision,
        "title": key.title,
        "passAt": key.pass_at,
        "questions": {
            name: {
                "kind": one.kind,
                "points": one.points,
                "must": one.must,
                "ask": one.ask,
                "options": [{"id": slug, "words": words} for slug, words in one.options.items()],
                "right": list(one.right),
                "feedback": dict(one.feedback),
                "lookFor": list(one.look_for),
            }
            for name, one in key.questions.items()
        },
    }


def _question(found: Mapping[str, Any]) -> QuestionKey:
    return QuestionKey(
        kind=found["kind"],
        points=found["points"],
        must=found["must"],
        ask=found["ask"],
        options={option["id"]: option["words"] for option in found["options"]},
        right=tuple(found["right"]),
        feedback=dict(found["feedback"]),
        look_for=tuple(found["lookFor"]),
    )
