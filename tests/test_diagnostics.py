"""Every kind of problem has a broken example that gives it, exactly, at its line."""

from pathlib import Path

import pytest
import yaml

from peersteps.checks import check_course
from peersteps.model import DIAGNOSTICS, Problem
from peersteps.reading import read_course
from peersteps.wording import digest
from tests.conftest import TODAY

EXAMPLES = sorted((Path(__file__).parent / "diagnostics").glob("*.yml"))

UNSIGNED = "name: null, on: null, words: null"


def settle(folder: Path) -> None:
    """Sign the tiny course and check its contacts, as far as it can be read. The people are made up."""
    contacts = folder / "modules" / "contacts.yml"
    if contacts.exists():
        checked = "read-on: 2026-11-01\n    checked-by: A test reader\n    checked-on: 2026-11-01\n"
        contacts.write_text(contacts.read_text("utf-8").replace("read-on: 2026-11-01\n", checked), "utf-8")
    course, _ = read_course(folder)
    if course is None:
        return
    for content in (*course.modules.values(), *course.quizzes.values(), *course.scenarios.values()):
        path = folder / content.source.file
        signed = f"name: A test reader, on: 2026-11-01, words: {digest(content)}"
        path.write_text(path.read_text("utf-8").replace(UNSIGNED, signed), "utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    course, problems = read_course(folder)
    return check_course(course, TODAY) if course else problems


def break_at(folder: Path, example: dict[str, str]) -> None:
    """Make the change that an example describes."""
    path = folder / example["file"]
    if example.get("delete"):
        path.unlink()
        return
    broken = example["with"] * int(example.get("times", 1))
    if sound := example.get("replace"):
        text = path.read_text("utf-8")
        assert text.count(sound) == 1, f"this stands {text.count(sound)} times in the sound file: {sound}"
        broken = text.replace(sound, broken)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(broken.encode(example.get("encoding", "utf-8")))


def marked(folder: Path, example: dict[str, str]) -> int:
    """The line on which the problem must be."""
    at = example.get("at") or example["with"].split("\n")[0]
    if at == "nowhere":
        return 0
    text = (folder / example.get("in", example["file"])).read_bytes().decode(example.get("encoding", "utf-8"))
    assert at in text
    return text[: text.index(at)].count("\n") + 1


def test_sound_twin_has_no_problem(tiny_course_folder):
    settle(tiny_course_folder)
    assert problems_of(tiny_course_folder) == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_broken_example_gives_its_problem_alone(path, tiny_course_folder):
    example = yaml.safe_load(path.read_text("utf-8"))
    break_at(tiny_course_folder, example)
    line = marked(tiny_course_folder, example)
    settle(tiny_course_folder)
    if "contacts.yml" in example.get("in", ""):
        line = marked(tiny_course_folder, example)
    besides = example.get("besides", ())
    problems = [problem for problem in problems_of(tiny_course_folder) if problem.code not in besides]
    found = [(problem.code, problem.file, problem.line, problem.says) for problem in problems]
    code = path.stem.partition("~")[0]
    assert found == [(code, example.get("in", example["file"]), line, example["says"])]


def test_every_problem_has_an_example():
    shown = {path.stem.partition("~")[0] for path in EXAMPLES}
    assert shown == set(DIAGNOSTICS)


def test_every_message_says_what_to_write():
    for path in EXAMPLES:
        says = yaml.safe_load(path.read_text("utf-8"))["says"]
        assert "; " in says or "exactly one of" in says, f"{path.stem} only says what is wrong"
        assert "permitted" not in says
        assert "input" not in says.lower()


def test_table_of_diagnostics_is_written_for_authors():
    for row in DIAGNOSTICS.values():
        assert row.meaning.endswith((".", "?"))
        assert row.do.endswith(".")
