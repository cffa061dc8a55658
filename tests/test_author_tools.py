"""What authors and reviewers use: play, map, new, the review form, signatures."""

import io
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest
from rich.console import Console

from conftest import TODAY
from peersteps import engine
from peersteps.authoring.map import as_svg, as_text
from peersteps.authoring.new import new_scenario
from peersteps.authoring.play import play
from peersteps.checks import check_course
from peersteps.model import Course
from peersteps.reading import read_course
from peersteps.review import CannotSignError, Signature, changes, due, find, pack, sign


def typed(*answers: str) -> Callable[[str], str]:
    """Somebody who types these answers, one after the other."""
    left: Iterator[str] = iter(answers)
    return lambda _prompt: next(left)


def told(course: Course, *answers: str) -> tuple[tuple[str, ...], str]:
    """The choices of a play in the terminal, and what was printed."""
    out = io.StringIO()
    made = play(course.scenarios["kind-word"], {}, Console(file=out, width=200), typed(*answers))
    return made, out.getvalue()


def test_a_play_in_the_terminal_hears_feedback_and_ends(tiny_course: Course) -> None:
    scenario = tiny_course.scenarios["kind-word"]
    walk = next(iter(scenario.walks.values()))
    state, letters = engine.begin(scenario), []
    for choice in walk.choices:
        letters.append("ABCDEFGH"[[one.id for one in scenario.scenes[state.scene].choices].index(choice)])
        state = engine.step(scenario, state, choice)
    made, printed = told(tiny_course, *letters)
    assert made == walk.choices
    assert scenario.scenes[walk.ending].ending in printed
    assert "Helpful." in printed


def test_a_play_goes_back_takes_no_wrong_letter_and_stops(tiny_course: Course) -> None:
    made, printed = told(tiny_course, "z", "back", "where", "b", "back", "stop")
    assert made == ()
    assert printed.count("Type a letter, or back") == 3
    assert "Scene hello" in printed


def test_the_map_is_a_picture_with_words_and_the_same_as_text(tiny_course: Course) -> None:
    scenario = tiny_course.scenarios["kind-word"]
    picture = ET.fromstring(as_svg(scenario))
    space = "{http://www.w3.org/2000/svg}"
    assert picture.find(f"{space}title") is not None
    assert picture.find(f"{space}desc") is not None
    assert sorted(text.text or "" for text in picture.iter(f"{space}text")) == sorted(scenario.scenes)
    for _, _, choice in scenario.choices():
        assert f"{choice.id} " in as_text(scenario)


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """The shipped course, to write in."""
    for name in ("modules", "quizzes", "scenarios"):
        shutil.copytree(Path(__file__).parent.parent / name, tmp_path / name)
    return tmp_path


def test_a_new_scenario_passes_every_check_and_overwrites_nothing(course_copy: Path) -> None:
    path, page = new_scenario(course_copy, "bus-stop", "Dee", TODAY)
    course, problems = read_course(course_copy)
    assert course is not None, problems
    found = [problem for problem in check_course(course, TODAY) if problem.file == "scenarios/bus-stop.yml"]
    assert {problem.code for problem in found} == {"unsigned"}
    assert "```{scenario} bus-stop\n" in page.read_text("utf-8")
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        new_scenario(course_copy, "bus-stop", "Sam", TODAY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("slug", ["Bus stop", "../bus-stop", "bus_stop", ""])
def test_a_name_that_is_no_id_is_refused_and_nothing_is_written(course_copy: Path, slug: str) -> None:
    before = sorted(course_copy.rglob("*"))
    with pytest.raises(ValueError, match="use small letters, digits and hyphens"):
        new_scenario(course_copy, slug, "Dee", TODAY)
    assert sorted(course_copy.rglob("*")) == before


def test_the_form_holds_every_word_of_a_conversation(tiny_course: Course) -> None:
    scenario = tiny_course.scenarios["kind-word"]
    form = pack(tiny_course, scenario)
    for _, _, choice in scenario.choices():
        assert str(escape(choice.why, quote=False)) in form.replace("&#39;", "'").replace("&#34;", '"')
    for scene in scenario.scenes.values():
        for line in scene.say:
            assert str(escape(line.words, quote=False)) in form.replace("&#39;", "'").replace("&#34;", '"')
    assert "http" not in form.split("<h1>")[1].split("Look at these first")[0]


@pytest.mark.parametrize("slug", ["first-call", "kind-word"])
def test_there_is_a_form_for_modules_quizzes_and_scenarios(tiny_course: Course, slug: str) -> None:
    assert find(tiny_course, slug).title in pack(tiny_course, find(tiny_course, slug))


def test_a_signature_stands_until_a_word_changes(tiny_course_folder: Path) -> None:
    path = tiny_course_folder / "scenarios" / "kind-word.yml"
    before = path.read_text("utf-8")
    signature = Signature("clinical", "A Tester, who is made up", date(2026, 11, 1))
    sign(tiny_course_folder, find(_course(tiny_course_folder), "kind-word"), signature)
    signed = path.read_text("utf-8")
    assert len(signed.splitlines()) == len(before.splitlines())
    assert _codes(tiny_course_folder) == {"unsigned"}, "the other role is still missing"
    path.write_text(signed.replace("the evening is long", "the evening is very long"), "utf-8")
    assert "lapsed" in _codes(tiny_course_folder)
    rows = changes(tiny_course_folder, find(_course(tiny_course_folder), "kind-word"), "clinical")
    assert [row[0] for row in rows] == ["-", "+"]
    assert "very long" in rows[1]


def test_only_a_named_person_signs_something_that_is_there(tiny_course: Course) -> None:
    with pytest.raises(CannotSignError, match="full name"):
        sign(tiny_course.root, find(tiny_course, "kind-word"), Signature("clinical", " ", TODAY))
    for name in ("nothing", "quiz/nothing", "page/kind-word"):
        with pytest.raises(CannotSignError, match=f"called '{name}'"):
            find(tiny_course, name)


def test_a_quiz_and_its_module_are_signed_each_for_itself(tiny_course_folder: Path) -> None:
    module, quiz = (find(_course(tiny_course_folder), name) for name in ("first-call", "quiz/first-call"))
    assert (module.source.file, quiz.source.file) == ("modules/first-call/index.md", "quizzes/first-call.yml")
    for content in (module, quiz):
        sign(tiny_course_folder, content, Signature("clinical", "A Tester, who is made up", date(2026, 11, 1)))
    quiz_file = tiny_course_folder / "quizzes/first-call.yml"
    words = find(_course(tiny_course_folder), "quiz/first-call").title
    quiz_file.write_text(quiz_file.read_text("utf-8").replace(words, f"{words}, again", 1), "utf-8")
    course = _course(tiny_course_folder)
    assert changes(tiny_course_folder, find(course, "quiz/first-call"), "clinical")
    assert changes(tiny_course_folder, find(course, "module/first-call"), "clinical") == ()


def test_what_is_due_is_listed_the_most_urgent_first(tiny_course: Course) -> None:
    rows = due(tiny_course, date(2030, 1, 1))
    assert list(rows) == sorted(rows)
    assert any("scenarios/kind-word.yml" in row and " past " in row for row in rows)
    assert not any("kind-word" in row for row in due(tiny_course, date(2020, 1, 1)))


def _course(folder: Path) -> Course:
    course, problems = read_course(folder)
    assert course is not None, problems
    return course


def _codes(folder: Path) -> set[str]:
    found = check_course(_course(folder), TODAY)
    return {problem.code for problem in found if problem.file == "scenarios/kind-word.yml"}
