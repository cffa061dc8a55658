"""`peersteps check` and `peersteps schema` as an author meets them."""

import itertools
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from conftest import TINY, TODAY
from peersteps.checks import Checker, check_course
from peersteps.checks.summary import ONLY_READ
from peersteps.cli import app
from peersteps.model import DIAGNOSTICS
from peersteps.reading import read_course

ON = ("--on", "2026-11-22")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def broken(folder):
    path = folder / "scenarios" / "kind-word.yml"
    path.write_text(path.read_text("utf-8").replace("start: hello", "start: hallo"), "utf-8")
    return folder


def test_a_sound_course_passes_and_lists_what_stands(tiny_course_folder):
    result = run("check", tiny_course_folder, *ON)
    assert result.exit_code == 0
    assert result.stdout.startswith("Standing: a person has to settle these")
    assert "0 errors, 0 pieces of advice, " in result.stdout


def test_an_error_fails_with_its_file_and_line(tiny_course_folder):
    result = run("check", broken(tiny_course_folder), *ON)
    assert result.exit_code == 1
    assert "  scenarios/kind-word.yml:38: there is no scene 'hallo'; did you mean 'hello'?\n" in result.stdout


def test_for_a_release_everything_is_an_error(tiny_course_folder):
    result = run("check", tiny_course_folder, "--release", *ON)
    assert result.exit_code == 1
    assert result.stdout.startswith("Errors: these must be mended")
    assert "0 standing notes." in result.stdout


def test_json_for_other_programs(tiny_course_folder):
    result = run("check", broken(tiny_course_folder), "--format", "json", *ON)
    assert result.exit_code == 1
    rows = json.loads(result.stdout)
    (error,) = [row for row in rows if row["severity"] == "error"]
    assert error == {
        "file": "scenarios/kind-word.yml",
        "line": 38,
        "where": "start",
        "code": "unknown-scene",
        "severity": "error",
        "says": "there is no scene 'hallo'; did you mean 'hello'?",
        "do": "Link to a scene that is.",
    }
    assert {row["code"] for row in rows} <= set(DIAGNOSTICS)


def test_the_day_decides_what_is_past(tiny_course_folder):
    assert "was to be reviewed by" not in run("check", tiny_course_folder, *ON).stdout
    assert "was to be reviewed by" in run("check", tiny_course_folder, "--on", "2028-01-01").stdout


def test_a_day_that_is_none_is_named(tiny_course_folder):
    result = run("check", tiny_course_folder, "--on", "2027-02-30")
    assert result.exit_code == 2
    assert "'2027-02-30' is not a date; write it like 2026-11-22" in " ".join(result.output.split())


def test_a_folder_that_is_no_course_is_named(tmp_path):
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "modules: there is no such folder here, so this is not a course" in result.stdout


def test_when_a_file_cannot_be_read_the_rest_is_said_to_wait(tiny_course_folder):
    assert ONLY_READ not in run("check", broken(tiny_course_folder), *ON).stdout
    (tiny_course_folder / "quizzes" / "first-call.yml").write_text("", "utf-8")
    assert run("check", tiny_course_folder, *ON).stdout.rstrip().split("\n")[-1] == ONLY_READ
    assert json.loads(run("check", tiny_course_folder, "--format", "json", *ON).stdout)


@pytest.mark.parametrize("name", ["", "  ", "You", "you", "Mary: Jane", "#Tom", "- Tom", "Tom\nYou", "(Tom)", "{lead}"])
def test_a_new_conversation_is_with_somebody_who_has_a_name(tiny_course_folder, name):
    before = sorted(tiny_course_folder.rglob("*"))
    result = run("new", "bus-stop", "--with", name, "--course", tiny_course_folder)
    assert result.exit_code == 1
    assert "such as Dee" in result.stderr
    assert sorted(tiny_course_folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["Dee", "Zo\u00eb", "Mary-Jane O'Neil", "Dr. Ali", "DUE", "NAME"])
def test_any_name_makes_a_conversation_that_passes(tiny_course_folder, name):
    assert run("new", "bus-stop", "--with", name, "--course", tiny_course_folder).exit_code == 0
    course, problems = read_course(tiny_course_folder)
    assert problems == ()
    assert name in course.scenarios["bus-stop"].cast


def test_a_new_conversation_needs_a_course(tmp_path):
    result = run("new", "bus-stop", "--course", tmp_path / "nothere")
    assert result.exit_code == 1
    assert "is not a course: it has no folder 'modules'; go to the course folder, or name it" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_schemas_are_written_for_editors(tmp_path):
    result = run("schema", tmp_path / "schemas")
    assert result.exit_code == 0
    written = [Path(row) for row in result.stdout.split()]
    assert {path.name for path in written} >= {"scenario.schema.json", "quiz.schema.json", "module.schema.json"}
    for path in written:
        assert json.loads(path.read_text("utf-8"))["type"] == "object"


def test_checking_needs_no_jupyter_and_prints_plainly(tiny_course_folder):
    code = (
        "import sys; from peersteps.cli import main\n"
        "sys.argv = ['peersteps', 'check', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = [name for name in sys.modules if name.split('.')[0] in "
        "('IPython', 'jupyter_core', 'nbgrader', 'nbformat', 'sphinx', 'ipywidgets', 'anywidget', 'jinja2')]\n"
        "print('heavy:', heavy)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny_course_folder), *ON], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("heavy: []\n")
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_the_balance_of_sharing_is_told(tiny_course_folder):
    said = run("check", tiny_course_folder, *ON).stdout
    assert "Sharing helps in 0 conversations (none); a course wants 6." in said


def test_exceptions_to_the_rules_are_listed_with_their_reason(tiny_course_folder):
    path = tiny_course_folder / "scenarios" / "kind-word.yml"
    mark = "# {lint-ok: L019 named as one of the danger signs}\n"
    path.write_text(mark + path.read_text("utf-8"), "utf-8")
    said = run("check", tiny_course_folder, *ON).stdout
    assert "  scenarios/kind-word.yml:1: named as one of the danger signs [L019]" in said


@pytest.mark.slow
def test_watching_tells_after_every_save(tiny_course_folder):
    command = [str(Path(sys.executable).with_name("peersteps")), "check", str(tiny_course_folder), "--watch", *ON]
    path = tiny_course_folder / "scenarios" / "kind-word.yml"
    sound = path.read_text("utf-8")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as watching:
        told = iter(watching.stdout.readline, "")

        def until_checked():
            return list(itertools.takewhile(lambda row: not row.startswith("Checked at"), told))

        assert any(row.startswith("0 errors") for row in until_checked())
        broken(tiny_course_folder)
        assert "  scenarios/kind-word.yml:38: there is no scene 'hallo'; did you mean 'hello'?\n" in until_checked()
        path.write_text(sound, "utf-8")
        assert any(row.startswith("0 errors") for row in until_checked())
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0


EDITS = (
    ("scenarios/kind-word.yml", "start: hello", "start: hallo"),
    ("scenarios/kind-word.yml", "That sounds like a lot of quiet.", "They committed suicide, you know."),
    ("scenarios/kind-word.yml", "# A small", "# {lint-ok: L001 said as people say it}\n# A small"),
    ("quizzes/first-call.yml", "title:", "titel:"),
    ("modules/first-call/index.md", "Most callers", "Most suicide victims"),
    ("modules/facts/tiny.yml", "mark: verified", "mark: unverified"),
    ("modules/contacts.yml", "read-on: 2026-11-01", "read-on: 2026-11-02"),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.booleans()), min_size=1, max_size=6))
def test_checking_again_finds_what_checking_anew_finds(steps):
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(TINY, Path(name) / "course")
        checker = Checker()
        for number, made in steps:
            file, right, wrong = EDITS[number]
            text = (folder / file).read_text("utf-8")
            (folder / file).write_text(text.replace(right, wrong) if made else text.replace(wrong, right), "utf-8")
            course, _ = read_course(folder)
            if course:
                assert checker.check(course, TODAY) == check_course(course, TODAY)
