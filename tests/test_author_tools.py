"""What authors and reviewers use: play, map, new, signatures. The form itself is in test_review_form.py."""

import io
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from conftest import TODAY
from peersteps import engine
from peersteps.authoring.map import as_text
from peersteps.authoring.new import new_scenario
from peersteps.authoring.picture import as_svg
from peersteps.authoring.play import play
from peersteps.checks import check_course
from peersteps.cli import app
from peersteps.model import Course, Scene
from peersteps.reading import read_course
from peersteps.review import CannotSignError, Signature, UnknownRoleError, changes, due, find, sign, the_role
from peersteps.review.signed_list import with_signature

ROOT = Path(__file__).parent.parent
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yml"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shipped() -> Course:
    """The course as it is shipped."""
    course, problems = read_course(ROOT)
    assert course, problems
    return course


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
    assert printed.count("Type a letter (or 1") == 3
    assert "The choices here are A, B." in printed
    assert "Scene hello" in printed


def test_a_number_is_the_place_in_the_list_also_where_a_letter_is_missing(shipped: Course) -> None:
    scenario = shipped.scenarios["quiet-evening"]
    seed = next(seed for seed in range(20) if engine.begin(scenario, seed).drawn["desk"] == "shared")
    out = io.StringIO()
    made = play(scenario, {}, Console(file=out, width=300), typed("c", "9", "3", "stop"), seed)
    assert out.getvalue().count("The choices here are A, B, D, E.") == 2
    assert made == ("settle",)


def test_the_map_is_a_picture_with_words_and_the_same_as_text(tiny_course: Course) -> None:
    scenario = tiny_course.scenarios["kind-word"]
    picture = ET.fromstring(as_svg(scenario))
    assert picture.find(f"{SVG}title") is not None
    assert picture.find(f"{SVG}desc") is not None
    names = [text.text or "" for text in picture.iter(f"{SVG}text") if text.get("class") is None]
    assert sorted(names) == sorted(scenario.scenes)
    shown = {text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "choice"}
    for _, _, choice in scenario.choices():
        assert choice.id in shown
        assert f"{choice.id} " in as_text(scenario)


@pytest.mark.parametrize("slug", SCENARIOS)
def test_the_picture_is_the_same_each_time_with_no_line_behind_a_box(shipped: Course, slug: str) -> None:
    scenario = shipped.scenarios[slug]
    drawn = as_svg(scenario)
    assert drawn == as_svg(scenario)
    picture = ET.fromstring(drawn)
    boxes = [
        [float(box.get(key, "")) for key in ("x", "y", "width", "height")]
        for box in picture.iter(f"{SVG}rect")
        if box.get("class")
    ]
    lines = [line.get("d", "") for line in picture.iter(f"{SVG}path") if "way" in line.get("class", "")]
    assert len(lines) == len({(name, to) for name, scene in scenario.scenes.items() for to in ways(scene)})
    for line in lines:
        for x, y in along(line):
            for left, top, wide, high in boxes:
                inside = left + 2 < x < left + wide - 2 and top + 2 < y < top + high - 2
                assert not inside, f"{line} runs behind the box at {left}, {top}"


def test_a_choice_that_leads_back_to_its_scene_is_in_the_picture(shipped: Course) -> None:
    scenario = shipped.scenarios["quiet-evening"]
    back = [choice.id for name, _, choice in scenario.choices() if choice.next == name]
    assert back == ["sit"]
    assert f">{back[0]}</text>" in as_svg(scenario)
    assert re.search(r"^  sit .*: back to the same scene$", as_text(scenario), re.MULTILINE)


def ways(scene: Scene) -> set[str]:
    return {scene.next} if scene.next else {choice.next for choice in scene.choices}


def along(path: str) -> Iterator[tuple[float, float]]:
    """Points of a path of M, L and C."""
    at = (0.0, 0.0)
    for kind, rest in re.findall(r"([MLC])([^MLC]*)", path):
        given = [float(number) for number in rest.split()]
        points = [at, *zip(given[::2], given[1::2], strict=True)]
        for step in range(21):
            t = step / 20
            if kind == "C":
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                yield tuple(sum(w * p[k] for w, p in zip(weights, points, strict=True)) for k in (0, 1))  # type: ignore[misc]
            elif kind == "L":
                yield tuple(points[0][k] + t * (points[1][k] - points[0][k]) for k in (0, 1))  # type: ignore[misc]
        at = points[-1]


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


def test_a_signature_stands_until_a_word_changes(tiny_course_folder: Path) -> None:
    path = tiny_course_folder / "scenarios" / "kind-word.yml"
    before = path.read_text("utf-8")
    signature = Signature("clinical", "A Tester, who is made up", date(2026, 11, 1))
    sign(tiny_course_folder, find(_course(tiny_course_folder), "kind-word"), signature, TODAY)
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
        sign(tiny_course.root, find(tiny_course, "kind-word"), Signature("clinical", " ", TODAY), TODAY)
    for name in ("nothing", "quiz/nothing", "page/kind-word"):
        with pytest.raises(CannotSignError, match=f"called '{name}'"):
            find(tiny_course, name)


def test_a_quiz_and_its_module_are_signed_each_for_itself(tiny_course_folder: Path) -> None:
    module, quiz = (find(_course(tiny_course_folder), name) for name in ("first-call", "quiz/first-call"))
    assert (module.source.file, quiz.source.file) == ("modules/first-call/index.md", "quizzes/first-call.yml")
    for content in (module, quiz):
        sign(tiny_course_folder, content, Signature("clinical", "A Tester, who is made up", date(2026, 11, 1)), TODAY)
    quiz_file = tiny_course_folder / "quizzes/first-call.yml"
    words = find(_course(tiny_course_folder), "quiz/first-call").title
    quiz_file.write_text(quiz_file.read_text("utf-8").replace(words, f"{words}, again", 1), "utf-8")
    course = _course(tiny_course_folder)
    assert changes(tiny_course_folder, find(course, "quiz/first-call"), "clinical")
    assert changes(tiny_course_folder, find(course, "module/first-call"), "clinical") == ()


LISTS = (
    ("[]  # nobody yet", "[{NEW}]  # nobody yet"),
    (
        "\n    - role: clinical  # asked in May",
        "\n    - role: clinical  # asked in May\n      NAME\n      ON\n      WORDS",
    ),
    (
        "\n    # the two\n    - {role: clinical}  # Dr Who?\n    # and\n    - {role: lived experience}\n  # the end",
        "\n    # the two\n    - {NEW}  # Dr Who?\n    # and\n    - {role: lived experience}\n  # the end",
    ),
    (
        "\n  - role: lived experience # Ann's group\n  # and a doctor",
        "\n  - role: lived experience # Ann's group\n  - {NEW}\n  # and a doctor",
    ),
    (
        "\n    - role: clinical\n      name:\n      on: null # when\n      words: old",
        "\n    - role: clinical\n      NAME\n      ON # when\n      WORDS",
    ),
)
"""Lists as people write them, and as they stand after a signature."""


@pytest.mark.parametrize(("before", "after"), LISTS)
def test_a_signature_leaves_every_comment_where_it_was(before: str, after: str) -> None:
    fields = {"role": "clinical", "name": "A. B.", "on": "2026-11-01", "words": "0a"}
    row = 'role: "clinical", name: "A. B.", on: "2026-11-01", words: "0a"'
    wanted = after.replace("NEW", row)
    for key, line in (("NAME", 'name: "A. B."'), ("ON", 'on: "2026-11-01"'), ("WORDS", 'words: "0a"')):
        wanted = wanted.replace(key, line)
    for text in (
        "# above\nreview:\n  due: 2027-01-01 # soon\n  signed: {}\nlast: yes # end\n",
        "---\nreview:\n  signed: {}\n---\n# Page\n",
    ):
        changed = with_signature(text.replace("{}", before), fields)
        assert changed == text.replace("{}", wanted)
    assert with_signature("review:\n  due: 2027-01-01\n", fields) is None


def test_a_slip_of_the_pen_is_no_role_and_tomorrow_is_no_day(tiny_course: Course) -> None:
    content = find(tiny_course, "kind-word")
    with pytest.raises(UnknownRoleError, match=r"no role 'clincal'.* Did you mean 'clinical'"):
        the_role(tiny_course.root, content, "clincal")
    with pytest.raises(UnknownRoleError, match="It asks for: clinical, lived experience"):
        the_role(tiny_course.root, content, "first-aid trainer")
    assert the_role(tiny_course.root, content, " Lived  Experience") == "lived experience"
    assert the_role(tiny_course.root, content, "first-aid trainer", other=True) == "first-aid trainer"
    with pytest.raises(CannotSignError, match="2026-11-23 is still to come"):
        sign(tiny_course.root, content, Signature("clinical", "A Tester, who is made up", date(2026, 11, 23)), TODAY)
    sign(tiny_course.root, content, Signature("first-aid trainer", "A Tester, who is made up", TODAY), TODAY)
    assert the_role(tiny_course.root, content, "first-aid trainer") == "first-aid trainer", "it has signed once"


def test_what_waits_for_a_person_is_listed_dates_first(tiny_course: Course) -> None:
    rows = due(tiny_course, date(2030, 1, 1))
    dated = [row for row in rows if row[0].isdigit()]
    assert rows[: len(dated)] == tuple(sorted(dated))
    assert any("scenarios/kind-word.yml" in row and " past " in row for row in dated)
    assert not any("0001" in row for row in rows)
    assert {row.split("  ")[0] for row in rows[len(dated) :]} == {"not checked yet", "not signed yet"}
    assert "not signed yet    scenarios/kind-word.yml: clinical, lived experience" in rows
    assert not any("kind-word" in row for row in due(tiny_course, date(2020, 1, 1)) if row[0].isdigit())


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("review pack kind-word -o nowhere/q.html", "there is no folder nowhere"),
        ("review pack kind-word -o .", "cannot be written"),
        ("map kind-word --svg nowhere/x.svg", "there is no folder nowhere"),
        ("schema modules/first-call/index.md/x", "cannot be written"),
        ("review changes kind-word --role clincal", "Did you mean 'clinical'?"),
        ("review sign kind-word --role clincal --name X --on 2026-11-01", "add --other-role"),
        ("review sign kind-word --role clinical --name X --on 2999-01-01", "is still to come"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tiny_course_folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, says: str
) -> None:
    monkeypatch.chdir(tiny_course_folder)
    result = CliRunner().invoke(app, command.split())
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert isinstance(result.exception, SystemExit)


def test_help_has_an_example_at_every_level() -> None:
    for words, example in (
        ((), "peersteps check"),
        (("review",), "peersteps review pack"),
        (("review", "pack"), "quiz/"),
        (("review", "sign"), "--name"),
    ):
        shown = " ".join(CliRunner().invoke(app, [*words, "--help"]).stdout.split())
        assert re.search(rf"Examples?: [^E]*{example}", shown), words


def _course(folder: Path) -> Course:
    course, problems = read_course(folder)
    assert course is not None, problems
    return course


def _codes(folder: Path) -> set[str]:
    found = check_course(_course(folder), TODAY)
    return {problem.code for problem in found if problem.file == "scenarios/kind-word.yml"}
