"""The page and its four addresses. What is said here is said to a learner: plain words, never a traceback.

GET  <base>/answers  -> {answers, written, revision, state, receipt, marks}
PUT  <base>/answers  {question, answer | written, revision} -> {revision}, or 409 {revision, answers, written}
POST <base>/submit   -> {receipt} or {error}
GET  <base>/state    -> {revision, state, receipt, marks}
"""

import asyncio
import json
from collections import defaultdict
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from peersteps.nbgrading.answers import UnreadableError
from peersteps.nbgrading.handin.desk import Desk, NotHandedInError, NotHereError
from peersteps.nbgrading.handin.drafts import Draft, Quiz, RefusedError, changed, load, save
from peersteps.player import player_css, player_js

DESK = "peersteps_desk"
_ASSIGNMENT = r"([A-Za-z0-9][A-Za-z0-9_-]{0,63})"
_PAGE = Template((Path(__file__).parent / "page.html").read_text("utf-8"))
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

_turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
"""One at a time for each quiz, so that two tabs cannot write over each other."""


def handlers(base_url: str) -> list[tuple[str, type[JupyterHandler]]]:
    """The routes under a base address."""
    here = url_path_join(base_url, "peersteps")
    return [
        (f"{here}/player\\.(js|css)", PlayerHandler),
        (f"{here}/{_ASSIGNMENT}", PageHandler),
        (f"{here}/{_ASSIGNMENT}/answers", AnswersHandler),
        (f"{here}/{_ASSIGNMENT}/state", StateHandler),
        (f"{here}/{_ASSIGNMENT}/submit", SubmitHandler),
    ]


class PageHandler(JupyterHandler):
    """The page itself."""

    @property
    def content_security_policy(self) -> str:
        """Nothing from anywhere else, and no inline scripts."""
        return _POLICY

    @authenticated
    async def get(self, assignment: str) -> None:
        """Show the quiz, fetching it on the first visit."""
        desk: Desk = self.settings[DESK]
        here = url_path_join(self.base_url, "peersteps")
        try:
            quiz = await asyncio.to_thread(desk.quiz, assignment)
            title, body = quiz["title"], _player(quiz, url_path_join(here, assignment), self.xsrf_token.decode())
        except NotHereError:
            self.log.warning("peersteps: %s has not been handed out here", assignment, exc_info=True)
            self.set_status(404)
            title, body = "This quiz is not here", _NOT_HERE
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(_PAGE.substitute(title=escape(title), here=escape(here), body=body))


class PlayerHandler(JupyterHandler):
    """The player and its style sheet, the same as everywhere."""

    @authenticated
    def get(self, kind: str) -> None:
        """Send it. The browser asks each time whether it is still the same."""
        self.set_header("Content-Type", {"js": "text/javascript", "css": "text/css"}[kind] + "; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(player_js("handin") if kind == "js" else player_css())


class _QuizHandler(APIHandler):
    """What the addresses under a quiz share."""

    @property
    def desk(self) -> Desk:
        """Where the quizzes are."""
        found: Desk = self.settings[DESK]
        return found

    async def open(self, assignment: str) -> tuple[Quiz, Draft]:
        """The quiz and the answers so far."""
        quiz = await asyncio.to_thread(self.desk.quiz, assignment)
        return quiz, await asyncio.to_thread(load, self.desk.folder(assignment), quiz)

    def tell(self, found: dict[str, Any], status: int = 200) -> None:
        """Answer in JSON."""
        self.set_status(status)
        self.finish(json.dumps(found))

    def write_error(self, status_code: int, **more: Any) -> None:  # noqa: ANN401 - as the base class
        """Say what the learner can do; the log has the rest."""
        problem = more.get("exc_info", (None, None, None))[1]
        match problem:
            case NotHereError():
                self.tell({"error": "This quiz is not handed out any more. Ask your trainer."}, 404)
            case RefusedError():
                self.tell({"error": str(problem)}, 400)
            case OSError():
                self.tell({"error": "The server could not store it. Tell your trainer if this goes on."}, 507)
            case _:
                super().write_error(status_code, **more)


class AnswersHandler(_QuizHandler):
    """The answers so far."""

    @authenticated
    async def get(self, assignment: str) -> None:
        """All answers, and where the learner stands."""
        async with _turns[assignment]:
            quiz, draft = await self.open(assignment)
        standing = await asyncio.to_thread(self.desk.standing, quiz, draft)
        self.tell({**_draft(draft), **standing})

    @authenticated
    async def put(self, assignment: str) -> None:
        """Save one answer, unless another tab was first."""
        change = self.get_json_body() or {}
        async with _turns[assignment]:
            quiz, draft = await self.open(assignment)
            after = changed(draft, quiz, change)
            if change.get("revision") != draft.revision:
                self.tell(_draft(draft), 409)
                return
            await asyncio.to_thread(save, self.desk.folder(assignment), quiz, after)
        self.tell({"revision": after.revision})


class StateHandler(_QuizHandler):
    """Where the learner stands."""

    @authenticated
    async def get(self, assignment: str) -> None:
        """As `answers`, without the answers."""
        quiz, draft = await self.open(assignment)
        standing = await asyncio.to_thread(self.desk.standing, quiz, draft)
        self.tell({"revision": draft.revision, **standing})


class SubmitHandler(_QuizHandler):
    """Handing in."""

    @authenticated
    async def post(self, assignment: str) -> None:
        """Hand in what is saved. It counts only when the copy in the exchange is the same."""
        async with _turns[assignment]:
            quiz, draft = await self.open(assignment)
            try:
                if draft.revision == 0:
                    await asyncio.to_thread(save, self.desk.folder(assignment), quiz, draft)
                receipt = await asyncio.to_thread(self.desk.hand_in, assignment)
            except (NotHandedInError, UnreadableError):
                self.log.exception("peersteps: handing in %s", assignment)
                self.tell({"error": "The place to hand in could not be reached."})
                return
        self.tell({"receipt": receipt.as_json()})


def _draft(draft: Draft) -> dict[str, Any]:
    return {"revision": draft.revision, "answers": draft.answers, "written": draft.written}


def _player(quiz: Quiz, base: str, xsrf: str) -> str:
    payload = json.dumps(quiz, ensure_ascii=False).replace("<", "\\u003c")
    return (
        "<h1>Questions to hand in</h1>"
        f'<div class="peersteps" data-base="{escape(base)}" data-xsrf="{escape(xsrf)}">'
        f'<script type="application/json">{payload}</script>'
        "<noscript>This page needs scripts to save and hand in your answers. "
        "Your trainer can give you the questions on paper, or talk them through with you.</noscript></div>"
    )


_NOT_HERE = (
    "<h1>This quiz is not here</h1><p>It may not have been handed out yet, or the link is not quite right. "
    "Please ask your trainer. Nothing of yours is lost.</p>"
)
