"""`peersteps check` and `peersteps schema` as an author meets them."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.model import DIAGNOSTICS

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
