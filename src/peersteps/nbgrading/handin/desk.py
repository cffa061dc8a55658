"""The learner's side of nbgrader's exchange: fetch, hand in, and look for the result."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.utils import get_username, notebook_hash, parse_utc
from traitlets.config import Config

from peersteps.nbgrading.answers import NAME, UnreadableError, read_regular
from peersteps.nbgrading.handin.drafts import Draft, Quiz, draft_of
from peersteps.nbgrading.submitted import SECRET

State = Literal["new", "handed-in", "waiting", "marked", "unreadable"]

_RESULT = re.compile(r'<script[^>]*\bid="peersteps-result"[^>]*>(.*?)</script>', re.DOTALL)
_PAGE_LIMIT = 1024 * 1024


class NotHereError(Exception):
    """A quiz that has not been handed out here."""


class NotHandedInError(Exception):
    """The hand-in did not arrive."""


@dataclass(frozen=True)
class Receipt:
    """What was handed in, as it lies in the exchange."""

    time: datetime
    content: bytes
    secret: str = ""

    @property
    def sha256(self) -> str:
        """Of the copy that was handed in, not of what the page holds."""
        return hashlib.sha256(self.content).hexdigest()

    def as_json(self) -> dict[str, str]:
        """For the page."""
        return {"time": self.time.isoformat(), "sha256": self.sha256}


def learner_config() -> Config:
    """nbgrader's settings on Jupyter's own configuration path."""
    app = NbGrader()
    app.load_cwd_config = False
    app.load_config_file()
    config: Config = app.config
    return config


class Desk:
    """Where one learner's Jupyter server keeps quizzes. Its methods wait for the disk: call them in a thread."""

    def __init__(self, root: Path, config: Config) -> None:
        """Start with the server's root folder and nbgrader's settings."""
        self.root = root
        self.config = config

    def quiz(self, assignment: str) -> Quiz:
        """The quiz, fetched if it is not here yet. Raises NotHereError."""
        folder = self.folder(assignment)
        if not (folder / "quiz.json").exists():
            try:
                self._step("FetchAssignment", assignment, replace_missing_files=True).start()
            except Exception as problem:
                raise NotHereError(assignment) from problem
        released = self._exchange("outbound", assignment, "quiz.json")
        for path in (released, folder / "quiz.json"):
            try:
                found = json.loads(read_regular(path, _PAGE_LIMIT))
            except (UnreadableError, ValueError):
                continue
            if isinstance(found, dict) and (found.get("kind"), found.get("assignment")) == ("quiz", assignment):
                return found
        raise NotHereError(assignment)

    def folder(self, assignment: str) -> Path:
        """The learner's folder of an assignment, as nbgrader fetches it."""
        step = self._step("Submit", assignment)
        return (
            self.root / step.coursedir.course_id / assignment if step.path_includes_course else self.root / assignment
        )

    def hand_in(self, assignment: str) -> Receipt:
        """Hand in what is saved. Raises NotHandedInError unless the copy in the exchange has the same answers."""
        saved = read_regular(self.folder(assignment) / NAME)
        step = self._step("Submit", assignment)
        try:
            step.start()
            arrived = read_regular(Path(step.inbound_path) / step.assignment_filename / NAME)
        except Exception as problem:
            raise NotHandedInError(assignment) from problem
        if arrived != saved:
            raise NotHandedInError(assignment)
        return Receipt(_moment(step.timestamp), arrived)

    def handed_in(self, assignment: str) -> Receipt | None:
        """The newest hand-in, from nbgrader's own note of it."""
        step = self._step("Submit", assignment)
        student = step.coursedir.student_id if step.coursedir.student_id != "*" else get_username()
        notes = Path(step.cache) / step.coursedir.course_id
        found = []
        for place in notes.glob("*") if notes.is_dir() else ():
            parts = place.name.split("+")
            try:
                if parts[:2] == [student, assignment]:
                    found.append((_moment(parts[2]), place))
            except (ValueError, IndexError):
                continue
        for time, place in sorted(found, reverse=True):
            try:
                return Receipt(time, read_regular(place / NAME), read_regular(place / SECRET, 1024).decode("ascii"))
            except (UnreadableError, UnicodeDecodeError):
                continue
        return None

    def standing(self, quiz: Quiz, draft: Draft) -> dict[str, Any]:
        """Where the learner stands. A result shows only with the very answers that it marks."""
        receipt = self.handed_in(quiz["assignment"])
        if receipt is None:
            return {"state": "new", "receipt": None, "marks": None}
        state: State = "new"
        marks = None
        if _same(receipt, quiz, draft):
            state, marks = self._result(quiz, receipt)
        return {"state": state, "receipt": receipt.as_json(), "marks": marks}

    def _result(self, quiz: Quiz, receipt: Receipt) -> tuple[State, dict[str, Any] | None]:
        name = notebook_hash(secret=receipt.secret, notebook_id=quiz["id"]) if receipt.secret else "none"
        try:
            page = read_regular(self._exchange("feedback", f"{name}.html"), _PAGE_LIMIT).decode("utf-8")
            found = json.loads("".join(_RESULT.findall(page)))
            if found["state"] == "could-not-be-read":
                return "unreadable", None
            if found["sha256"] != receipt.sha256:
                return "handed-in", None
            if found["state"] == "waiting":
                return "waiting", None
            return "marked", {name: found[name] for name in ("points", "max", "passed", "questions")}
        except (UnreadableError, UnicodeDecodeError, ValueError, TypeError, KeyError):
            return "handed-in", None

    def _exchange(self, *parts: str) -> Path:
        step = self._step("Submit", "")
        return Path(step.root).joinpath(step.coursedir.course_id, *parts)

    def _step(self, kind: str, assignment: str, **settings: Any) -> Any:  # noqa: ANN401 - nbgrader is untyped
        course = CourseDirectory(config=self.config, assignment_id=assignment)
        make = getattr(ExchangeFactory(config=self.config), kind)
        return make(
            coursedir=course,
            authenticator=Authenticator(config=self.config),
            config=self.config,
            assignment_dir=str(self.root),
            **settings,
        )


def _same(receipt: Receipt, quiz: Quiz, draft: Draft) -> bool:
    try:
        return draft_of(receipt.content, quiz).says_the_same(draft)
    except UnreadableError:
        return False


def _moment(found: str) -> datetime:
    moment: datetime = parse_utc(found)
    return moment.replace(tzinfo=UTC)
