"""The hand-in page on a real Jupyter server, over HTTP and in Chromium."""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from browser import accessibility_faults, chromium, overflow, watched
from cohorts import ASSIGNMENT, BEST, SECRET_WORDS, answers, forget, fresh_cohort, mark_by_hand
from playwright.sync_api import Browser, Page
from servers import BASE, TOKEN, jupyter_server

from peersteps.nbgrading import cohort

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]


@dataclass
class Server:
    """A learner's running server."""

    url: str
    folder: Path
    home: Path
    web: requests.Session

    @property
    def quiz(self) -> str:
        return f"{self.url}peersteps/{ASSIGNMENT}"

    @property
    def answers_file(self) -> Path:
        return self.home / "work" / ASSIGNMENT / "answers.json"

    @property
    def inbound(self) -> Path:
        return self.folder / "exchange" / "peersteps" / "inbound"

    def ask(self, method: str, path: str, body: object = None, *, xsrf: bool = True) -> requests.Response:
        headers = {"X-XSRFToken": self.web.cookies["_xsrf"]} if xsrf else {}
        return self.web.request(method, f"{self.quiz}/{path}", json=body, headers=headers, timeout=30)

    def put(self, **change: Any) -> Any:
        change.setdefault("revision", self.ask("GET", "answers").json()["revision"])
        return self.ask("PUT", "answers", change)

    def answer_all(self) -> None:
        for question, chosen in BEST.items():
            assert self.put(question=question, answer=chosen).status_code == 200

    def mark(self) -> None:
        cohort.collect(self.folder)
        cohort.grade(self.folder)
        cohort.feedback(self.folder)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("learner")
    folder = fresh_cohort(home, tmp_path_factory)
    config = folder / "learners" / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.CourseDirectory.student_id = 'p-heron'\n")
    (home / "work").mkdir()
    learners = folder / "learners"
    with jupyter_server(home, home / "work", "peersteps.nbgrading.handin", config_path=learners) as (url, web):
        yield Server(url, folder, home, web)


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server with a learner who has not begun."""
    yield running
    running.web.close()
    for place in (running.home / "work", running.home / "data" / "nbgrader_cache", running.inbound):
        for path in place.glob("*"):
            shutil.rmtree(path)
    course = running.folder / "course"
    for place in ("submitted", "autograded", "feedback", "older"):
        shutil.rmtree(course / place, ignore_errors=True)
    shutil.rmtree(running.folder / "exchange" / "peersteps" / "feedback", ignore_errors=True)
    forget(running.folder, "p-heron")


@pytest.fixture
def opened(server: Server) -> Server:
    """The same, with the page opened once."""
    server.web.get(server.quiz, timeout=30).raise_for_status()
    return server


def test_one_link_shows_the_quiz_and_starts_no_kernel(server: Server) -> None:
    assert not server.answers_file.parent.exists()
    page = server.web.get(server.quiz, timeout=30)
    assert page.status_code == 200
    assert f'data-base="{BASE}peersteps/{ASSIGNMENT}"' in page.text
    assert "Ask listen?" in page.text
    assert SECRET_WORDS not in page.text
    assert "must" not in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert server.ask("GET", "answers").json() == {
        "revision": 0, "answers": {}, "written": {}, "state": "new", "receipt": None, "marks": None
    }  # fmt: skip
    assert server.web.get(f"{server.url}api/kernels", timeout=30).json() == []


def test_the_first_question_needs_less_than_60_kb(opened: Server) -> None:
    here = f"{opened.url}peersteps/"
    pieces = [opened.web.get(one, timeout=30).content for one in (opened.quiz, f"{here}player.js", f"{here}player.css")]
    assert sum(len(gzip.compress(piece, 9)) for piece in pieces) < 60_000


def test_a_quiz_that_was_not_handed_out_is_said_in_plain_words(opened: Server) -> None:
    page = opened.web.get(f"{opened.url}peersteps/nothing-v1", timeout=30)
    assert page.status_code == 404
    assert "This quiz is not here" in page.text
    assert "Traceback" not in page.text
    assert str(opened.folder) not in page.text
    answer = opened.web.get(f"{opened.url}peersteps/nothing-v1/answers", timeout=30)
    assert (answer.status_code, answer.json()) == (
        404,
        {"error": "This quiz is not handed out any more. Ask your trainer."},
    )


def test_nobody_gets_in_without_signing_in_and_no_other_page_can_save(opened: Server) -> None:
    stranger = requests.get(f"{opened.quiz}/answers", timeout=30)
    assert stranger.status_code == 403
    assert "Ask listen?" not in requests.get(opened.quiz, timeout=30).text
    change = {"question": "tell", "answer": ["lead"], "revision": 0}
    assert opened.ask("PUT", "answers", change, xsrf=False).status_code == 403
    assert opened.ask("POST", "submit", {}, xsrf=False).status_code == 403
    assert not opened.answers_file.exists()


def test_each_answer_is_saved_by_itself(opened: Server) -> None:
    assert opened.put(question="tell", answer=["nobody"]).json() == {"revision": 1}
    assert opened.put(question="own", written="First\r\nsecond \x00").json() == {"revision": 2}
    assert opened.put(question="tell", answer=["lead"]).json() == {"revision": 3}
    found = json.loads(opened.answers_file.read_bytes())
    assert found == {
        "kind": "peersteps-answers", "schema": 1, "assignment": ASSIGNMENT, "who": "", "revision": 3,
        "answers": {"tell": ["lead"]}, "written": {"own": "First\nsecond "},
    }  # fmt: skip
    opened.put(question="tell", answer=[])
    opened.put(question="own", written="")
    found = opened.ask("GET", "answers").json()
    assert (found["answers"], found["written"], found["revision"]) == ({}, {}, 5)


def test_two_tabs_never_lose_an_answer_silently(opened: Server) -> None:
    assert opened.put(question="tell", answer=["lead"], revision=0).status_code == 200
    late = opened.put(question="tell", answer=["nobody"], revision=0)
    assert late.status_code == 409
    assert late.json() == {"revision": 1, "answers": {"tell": ["lead"]}, "written": {}}
    other = opened.put(question="fits", answer=["well"], revision=0)
    assert other.status_code == 409
    assert opened.put(question="fits", answer=["well"], revision=other.json()["revision"]).status_code == 200
    assert opened.ask("GET", "answers").json()["answers"] == {"tell": ["lead"], "fits": ["well"]}


@pytest.mark.parametrize(
    "change",
    [
        {"question": "unknown", "answer": ["lead"]},
        {"question": "tell", "answer": ["not-an-option"]},
        {"question": "tell", "answer": "lead"},
        {"question": "tell", "answer": [["lead"]]},
        {"question": "tell", "written": "words"},
        {"question": "own", "written": 7},
        {"question": "own", "written": "x" * 300_000},
        {"question": ["tell"], "answer": []},
        {},
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_changes_nothing(opened: Server, change: dict[str, Any]) -> None:
    opened.put(question="tell", answer=["lead"])
    before = opened.answers_file.read_bytes()
    refused = opened.put(**change)
    assert refused.status_code == 400
    assert re.fullmatch(r"[A-Z][^{}\n]+\.", refused.json()["error"])
    assert opened.answers_file.read_bytes() == before


@pytest.mark.parametrize("body", ["[]", "3", "not JSON", ""])
def test_a_body_that_is_no_change_is_refused(opened: Server, body: str) -> None:
    headers = {"X-XSRFToken": opened.web.cookies["_xsrf"]}
    assert opened.web.put(f"{opened.quiz}/answers", data=body, headers=headers, timeout=30).status_code == 400


def test_answers_that_cannot_be_read_are_put_aside_and_links_are_not_followed(opened: Server, tmp_path: Path) -> None:
    opened.answers_file.write_bytes(b'{"kind": "peersteps-ans')
    assert opened.put(question="tell", answer=["lead"]).json() == {"revision": 1}
    kept = opened.answers_file.with_name("answers-that-could-not-be-read-1.json")
    assert kept.read_bytes() == b'{"kind": "peersteps-ans'
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_bytes(answers(BEST))
    opened.answers_file.unlink()
    opened.answers_file.symlink_to(elsewhere)
    assert opened.put(question="tell", answer=["nobody"]).json() == {"revision": 1}
    assert elsewhere.read_bytes() == answers(BEST)
    assert not opened.answers_file.is_symlink()


def test_the_receipt_is_for_the_copy_that_arrived(opened: Server) -> None:
    opened.answer_all()
    receipt = opened.ask("POST", "submit", {}).json()["receipt"]
    (arrived,) = opened.inbound.glob("*/answers.json")
    assert receipt["sha256"] == hashlib.sha256(arrived.read_bytes()).hexdigest()
    assert arrived.parent.name.startswith(f"p-heron+{ASSIGNMENT}+")
    assert receipt["time"].endswith("+00:00")
    assert opened.ask("GET", "state").json() == {"revision": 4, "state": "handed-in", "receipt": receipt, "marks": None}


def test_a_result_shows_only_with_the_answers_that_it_marks(opened: Server) -> None:
    opened.answer_all()
    receipt = opened.ask("POST", "submit", {}).json()["receipt"]
    opened.mark()
    marked = opened.ask("GET", "answers").json()
    assert marked["state"] == "marked"
    assert (marked["marks"]["points"], marked["marks"]["max"], marked["marks"]["passed"]) == (8, 10, True)
    assert marked["marks"]["questions"]["steps"]["state"] == "met"
    opened.put(question="tell", answer=["nobody"])
    assert opened.ask("GET", "state").json() == {"revision": 5, "state": "new", "receipt": receipt, "marks": None}
    opened.put(question="tell", answer=["lead"])
    assert opened.ask("GET", "state").json()["state"] == "marked"


def test_a_written_answer_waits_until_the_trainer_has_read_it(opened: Server) -> None:
    opened.answer_all()
    opened.put(question="own", written="I would tell the shift lead.")
    opened.ask("POST", "submit", {})
    opened.mark()
    waiting = opened.ask("GET", "state").json()
    assert (waiting["state"], waiting["marks"]) == ("waiting", None)
    mark_by_hand(opened.folder, "p-heron", "own", 2, comment="Yes.")
    opened.mark()
    marked = opened.ask("GET", "state").json()
    assert (marked["state"], marked["marks"]["points"]) == ("marked", 10)
    assert marked["marks"]["questions"]["own"]["comment"] == "Yes."


def test_a_hand_in_that_could_not_be_read_says_so(opened: Server) -> None:
    opened.answer_all()
    opened.ask("POST", "submit", {})
    (arrived,) = opened.inbound.glob("*/answers.json")
    arrived.chmod(0o644)
    arrived.write_bytes(b"{")
    opened.mark()
    assert opened.ask("GET", "state").json()["state"] == "unreadable"


def test_a_hand_in_that_does_not_arrive_does_not_count(opened: Server) -> None:
    opened.answer_all()
    away = opened.inbound.with_name("away")
    opened.inbound.rename(away)
    try:
        refused = opened.ask("POST", "submit", {})
        assert refused.json() == {"error": "The place to hand in could not be reached."}
        assert opened.ask("GET", "state").json()["receipt"] is None
    finally:
        away.rename(opened.inbound)
    assert "receipt" in opened.ask("POST", "submit", {}).json()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """A phone, signed in."""
    with watched(browser, server.url, viewport={"width": 375, "height": 720}) as shown:
        shown.goto(f"{server.url}api/status?token={TOKEN}")
        yield shown


def test_a_learner_answers_hands_in_and_sees_the_result(server: Server, page: Page) -> None:
    page.goto(server.quiz)
    page.get_by_role("button", name="Start").wait_for()
    assert accessibility_faults(page) == ""
    assert overflow(page) == 0
    page.get_by_role("button", name="Start").click()
    page.get_by_text("Words of lead").click()
    page.get_by_text("Saved.").wait_for()
    assert json.loads(server.answers_file.read_bytes())["answers"] == {"tell": ["lead"]}

    page.reload()
    page.get_by_role("button", name="Carry on").click()
    assert page.get_by_label("Words of lead").is_checked()
    page.get_by_role("button", name="See all my answers").click()
    page.get_by_role("button", name="Hand in my answers").click()
    page.get_by_text(re.compile("Handed in on .* Your receipt is")).wait_for()
    (arrived,) = server.inbound.glob("*/answers.json")
    assert page.get_by_text(hashlib.sha256(arrived.read_bytes()).hexdigest()[:12]).first.is_visible()

    server.mark()
    page.reload()
    page.get_by_text("Marked: 2 of 10 points.").wait_for()


def test_hand_in_waits_for_the_last_answer(server: Server, page: Page) -> None:
    page.goto(server.quiz)
    page.get_by_role("button", name="Start").click()
    page.evaluate(
        """() => {
            const buttons = () => [...document.querySelectorAll("button")];
            const click = (words) => buttons().find((one) => one.textContent.startsWith(words)).click();
            document.querySelector("input").click();
            click("See all");
            click("Hand in my");
        }"""
    )
    page.get_by_text(re.compile("Handed in on .* Your receipt is")).wait_for()
    (arrived,) = server.inbound.glob("*/answers.json")
    assert list(json.loads(arrived.read_bytes())["answers"]) == ["tell"]
