"""The widgets: Python reads and sets the path, and the same player draws them in JupyterLab and Notebook."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import golden
import nbformat
import pytest
from browser import chromium
from playwright.sync_api import Browser, Page, expect
from traitlets import TraitError

from peersteps.model import Course
from peersteps.widget import Conversation, Quiz


def test_a_path_can_be_set_and_read(tiny_course: Course) -> None:
    call = Conversation(tiny_course, "kind-word", seed=7)
    assert repr(call) == "Conversation('kind-word', path=[], scene='hello')"
    call.path = ["warm", "stay-with"]
    assert repr(call) == "Conversation('kind-word', path=['warm', 'stay-with'], scene='ending-call')"
    assert call.offered == ["note", "own-number"]
    assert call.ending is None
    call.path = [*call.path, "note", "goodnight"]
    assert call.ending == "Ash rang off to make tea"
    assert call.offered == []


def test_a_choice_that_is_not_offered_is_refused_and_changes_nothing(tiny_course: Course) -> None:
    call = Conversation(tiny_course, "kind-word")
    call.path = ["warm"]
    with pytest.raises(TraitError, match=r"'goodnight' is not offered in 'talk'; offered there: fix, stay-with"):
        call.path = ["warm", "goodnight"]
    assert call.path == ["warm"]


def test_own_words_are_a_step_and_never_words(tiny_course: Course) -> None:
    scenario, _ = golden.corners(tiny_course)
    course = Course(**{**vars(tiny_course), "scenarios": {"corners": scenario}})
    call = Conversation(course, "corners", seed=1)
    call.path = ["up", "bright"]
    assert call.offered == ["said"]
    call.path = ["up", "bright", "said"]
    assert call.state.scene == "hub"


def test_a_moment(tiny_course: Course) -> None:
    call = Conversation(tiny_course, "kind-word", moment="after-a-slip")
    assert call.state.scene == "quiet"
    with pytest.raises(TraitError, match="there is no moment 'gone'; those there are: after-a-slip"):
        Conversation(tiny_course, "kind-word", moment="gone")


def test_a_quiz_takes_only_answers_that_it_has(tiny_course: Course) -> None:
    quiz = Quiz(tiny_course, "first-call")
    quiz.answers = {"opening": ["wait"]}
    assert repr(quiz) == "Quiz('first-call', mode='practice', answers={'opening': ['wait']})"
    with pytest.raises(TraitError, match="there is no such option 'gone' in this quiz: 'opening'"):
        quiz.answers = {"opening": ["gone"]}
    with pytest.raises(TraitError, match="there is no such question in this quiz: 'gone'"):
        quiz.answers = {"gone": []}


def test_the_mime_bundle_shows_the_widget_and_a_script_to_read(tiny_course: Course) -> None:
    data, _ = Conversation(tiny_course, "kind-word")._repr_mimebundle_()
    assert list(data) == ["text/plain", "application/vnd.jupyter.widget-view+json", "text/html"]
    assert data["text/plain"] == "Conversation('kind-word', path=[], scene='hello')"
    assert "The flat is so quiet since my sister moved away." in data["text/html"]


def test_a_graded_widget_holds_no_key(tiny_course: Course) -> None:
    quiz = Quiz(tiny_course, "first-call", graded=True)
    synced = json.dumps(quiz.get_state(quiz.keys), default=str)
    assert "Confidentiality has limits" not in synced
    assert '"right"' not in json.dumps(quiz.payload)
    assert '"must"' not in json.dumps(quiz.payload)


# In JupyterLab and Notebook

TOKEN = "a-token-for-tests"
CELLS = [
    "from pathlib import Path\nfrom peersteps.reading import read_course\nfrom peersteps.widget import Conversation",
    f"course, _ = read_course(Path({str(golden.TINY)!r}), Path({str(golden.TINY / 'settings.yml')!r}))",
    "call = Conversation(course, 'kind-word', seed=3)\ncall",
    "call.path = ['warm']",
    "print('path', call.path, 'statements', len(call.statements))",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab server (Notebook 7 is in it) with one notebook. Gives its address."""
    home = tmp_path_factory.mktemp("jupyter")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (home / "work").mkdir()
    nbformat.write(notebook, home / "work" / "call.ipynb")
    labconfig = home / "config" / "labconfig"
    labconfig.mkdir(parents=True)
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (labconfig / "page_config.json").write_text(json.dumps(off), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "run",
        "JUPYTER_DATA_DIR": "data",
        "HOME": "",
        "IPYTHONDIR": "ipython",
    }
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    log = (home / "log").open("w")
    server = subprocess.Popen(
        [*command, "--ServerApp.port_retries=0", f"--ServerApp.root_dir={home / 'work'}"],
        env={**os.environ, **{name: str(home / place) for name, place in places.items()}},
        cwd=home,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{url}api?token={TOKEN}", timeout=2).close()
                break
            except OSError:
                assert server.poll() is None, (home / "log").read_text("utf-8")[-3000:]
                time.sleep(0.3)
        yield url
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def run_all_cells(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()


@pytest.mark.slow
@pytest.mark.parametrize("place", ["lab/tree/call.ipynb", "notebooks/call.ipynb"], ids=["lab", "notebook"])
def test_a_conversation_is_clicked_through_in_jupyter(place: str, browser: Browser, jupyter: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    ours = (jupyter, jupyter.replace("http", "ws"), "data:", "blob:")
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(ours) else foreign.append(request.url))
    page.goto(f"{jupyter}{place}?token={TOKEN}")
    page.get_by_text("Python 3", exact=False).first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    run_all_cells(page)
    player = page.locator(".peersteps").first
    expect(player.get_by_role("heading", name="A kind word")).to_be_visible(timeout=60_000)
    expect(player.locator(".ps-made")).to_have_count(1), "Python set the path"
    player.locator(".ps-choice").first.focus()
    for letter in "bdd":
        page.keyboard.press(letter)
    expect(player.locator(".ps-made")).to_have_count(1)
    assert page.locator(".jp-CodeCell").count() == len(CELLS), "letters do not reach the notebook"
    for words, key in (("That sounds like", "Enter"), ("Thank you for", "Space"), ("Goodnight", "Enter")):
        player.locator(".ps-choice").filter(has_text=words).focus()
        page.keyboard.press(key)
    expect(player.get_by_role("heading", name="Ash rang off to make tea")).to_be_visible()
    page.get_by_text("print('path'").last.click()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("path ['warm', 'stay-with', 'note', 'goodnight'] statements 1")).to_be_visible(
        timeout=20_000
    )
    assert foreign == []
    context.close()
