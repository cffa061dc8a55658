"""Marking written answers on nbgrader's own screen, formgrader, on a real Jupyter server."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from cohorts import ASSIGNMENT, BEST, answers, fresh_cohort, gradebook_rows, save
from servers import free_port, started

from peersteps.nbgrading import cohort

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]

WRITTEN = "I would tell the shift lead <before> I go home."


@dataclass
class Trainer:
    """A trainer's running server, with one hand-in that waits for them."""

    url: str
    folder: Path
    web: requests.Session

    def ask(self, method: str, path: str, body: object = None) -> requests.Response:
        headers = {"X-XSRFToken": self.web.cookies["_xsrf"]}
        return self.web.request(method, f"{self.url}formgrader/{path}", json=body, headers=headers, timeout=60)

    def submission(self) -> str:
        found = self.ask("GET", f"api/submitted_notebooks/{ASSIGNMENT}/every-kind").json()
        return next(one["id"] for one in found if one["student"] == "p-heron")

    def save(self, kind: str, which: str, body: object) -> None:
        """What the screen does when the trainer has typed a mark or a comment for the written answer."""
        found = self.ask("GET", f"api/{kind}s?submission_id={which}").json()
        own = next(one["id"] for one in found if one["name"] == "own")
        self.ask("PUT", f"api/{kind}/{own}", body).raise_for_status()


@pytest.fixture
def trainer(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainer]:
    folder = fresh_cohort(tmp_path, tmp_path_factory)
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-heron.json", answers(BEST, who="p-heron", written={"own": WRITTEN}))
    cohort.collect(folder, from_folder=tmp_path / "inbox")
    cohort.grade(folder)
    port = free_port()
    words = ["cohort", "read", str(folder), "--no-browser", "--port", str(port)]
    command = [sys.executable, "-c", "from peersteps.cli import main; main()", *words]
    url = f"http://127.0.0.1:{port}/"
    with started(command, tmp_path, url) as web:
        yield Trainer(url, folder, web)


def test_the_marking_screen_shows_the_words_and_a_mark_given_there_counts(trainer: Trainer) -> None:
    first = trainer.web.get(trainer.url, timeout=60)
    assert (first.status_code, first.url) == (200, f"{trainer.url}formgrader/gradebook")
    assert [one.state for one in cohort.status(trainer.folder).rows if one.student == "p-heron"] == ["waits for you"]
    which = trainer.submission()
    page = trainer.ask("GET", f"submissions/{which}/")
    assert page.status_code == 200, page.text
    assert "I would tell the shift lead &lt;before&gt; I go home." in page.text
    assert "Ask own?" in page.text
    assert "Words of lead" in page.text

    trainer.save("grade", which, {"manual_score": 1.5, "extra_credit": None})
    trainer.save("comment", which, {"manual_comment": "Yes: before you go home."})
    assert gradebook_rows(trainer.folder)["p-heron", "own"] == (None, 1.5, 0)
    (heron,) = cohort.marks(trainer.folder)
    assert (heron.student, heron.points, heron.passed) == ("p-heron", 9.5, True)
    fed = cohort.feedback(trainer.folder)
    assert (fed.released, fed.problems) == ([("p-heron", ASSIGNMENT)], [])
    ours = (trainer.folder / "to-send" / f"{ASSIGNMENT}.p-heron.html").read_text()
    assert "9.5 of 10 points: passed" in ours
    assert "Yes: before you go home." in ours

    # Its own button for feedback must give the very same page: nbgrader's would show the whole notebook.
    by_button = trainer.folder / "course" / "feedback" / "p-heron" / ASSIGNMENT / "every-kind.html"
    by_button.unlink()
    made = trainer.ask("POST", f"api/assignment/{ASSIGNMENT}/p-heron/generate_feedback")
    assert made.json()["success"], made.text
    assert by_button.read_text() == ours
