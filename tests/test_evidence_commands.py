"""The commands for evidence, as people type them: what they refuse, and what they say."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
import typer
from cohorts import ASSIGNMENT, BEST, ROSTER, answers, fresh_cohort, save
from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.evidence import Store
from peersteps.nbgrading import cohort
from peersteps.progress import progress
from peersteps.reading import read_course

ROOT = Path(__file__).parent.parent
ITEM = "sign-off/first-calls"
SIGNED = ("--by", "m-oak", "--role", "shift lead", "--on", "2026-11-20")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(f"{ROSTER}p-heron,Fictional Heron,m-oak,,,,,\nm-oak,Fictional Oak,,,,,,\n")
    return path


@pytest.fixture
def course(tiny_course_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands are given."""
    monkeypatch.chdir(tiny_course_folder)
    return tiny_course_folder


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, " ".join(result.output.split())


def sign(store: Path, who: str = "p-heron", *more: object) -> tuple[int, str]:
    return run("evidence", "sign-off", store, who, ITEM, *SIGNED, *more)


def rows(store: Path, who: str = "p-heron") -> list[dict]:
    with Store(store):
        return [json.loads(line) for line in (store / "statements.jsonl").read_text().splitlines() if who in line]


def is_met(course: Path, store: Path) -> bool:
    found, problems = read_course(course)
    assert found, problems
    with Store(store) as kept:
        levels = progress(found.pathway, kept.of(["p-heron"]), date(2100, 1, 1)).levels
    return next(item.met for level in levels for item in level.items if item.item == ITEM)


def test_the_example_of_sign_off_works_as_it_stands(tmp_path: Path) -> None:
    command = typer.main.get_command(app).commands["evidence"].commands["sign-off"]
    example = " ".join(command.help.partition("Example: peersteps")[2].split())
    words = [word.replace("~", str(tmp_path)) for word in shlex.split(example)]
    assert run(*words, "--course", ROOT)[0] == 0, run(*words, "--course", ROOT)
    role = next(option.help for option in command.params if option.name == "role").partition("--role ")[2].strip("'")
    assert run(*words[:-1], role, "--on", "2026-01-01", "--course", ROOT)[0] == 0


def test_a_mistyped_name_is_refused_with_the_nearest(course: Path, store: Path, people: Path) -> None:
    code, said = sign(store, "p-hern", "--people", people)
    assert (code, said) == (1, f"'p-hern' has no row in {people}: did you mean 'p-heron'? Nothing was signed.")
    code, said = sign(store, "p-zebra", "--people", people)
    assert (code, f"'p-zebra' has no row in {people}: add one for them" in said) == (1, True)
    assert not store.exists() or not rows(store, "p-")
    assert sign(store, "p-heron", "--people", people) == (0, "Added 1. Already there: 0.")


def test_people_csv_of_the_folder_is_used_by_itself(course: Path, store: Path, people: Path) -> None:
    (course / "people.csv").write_bytes(people.read_bytes())
    code, said = sign(store, "p-hern")
    assert (code, said) == (1, "'p-hern' has no row in people.csv: did you mean 'p-heron'? Nothing was signed.")


def test_people_that_cannot_be_read_are_said(course: Path, store: Path, people: Path, tmp_path: Path) -> None:
    code, said = sign(store, "p-heron", "--people", tmp_path / "nobody.csv")
    assert (code, "nobody.csv: it could not be opened" in said) == (1, True)
    people.write_text(f"{ROSTER}p-heron,,m-oak,,,,,\n")
    code, said = sign(store, "p-heron", "--people", people)
    assert (code, "people.csv:2: the name is missing" in said) == (1, True)


def test_without_a_list_a_name_that_is_nearly_known_is_pointed_out(course: Path, store: Path) -> None:
    assert sign(store) == (0, "Added 1. Already there: 0.")
    code, said = sign(store, "p-hern")
    assert code == 0
    assert "Nothing was known about p-hern before; there is p-heron." in said
    assert f"peersteps evidence take-back {store} p-hern {ITEM}" in said
    assert sign(store, "p-hern", "--role", "shift lead") == (0, "Added 0. Already there: 1.")


def test_a_signature_can_be_taken_back(course: Path, store: Path) -> None:
    sign(store)
    assert is_met(course, store)
    code, said = run("evidence", "take-back", store, "p-heron", ITEM)
    assert code == 0
    assert said.startswith(f"Taken back: {ITEM} of p-heron, signed by m-oak (shift lead) for 2026-11-20.")
    assert not is_met(course, store)
    assert [row["channel"] for row in rows(store)] == ["seen", "seen"]
    code, said = run("evidence", "take-back", store, "p-heron", ITEM)
    assert (code, said) == (1, f"No signature of {ITEM} counts for p-heron, so there is none to take back.")


def test_the_very_same_signature_cannot_come_back_and_that_is_said(course: Path, store: Path) -> None:
    sign(store)
    run("evidence", "take-back", store, "p-heron", ITEM)
    code, said = sign(store)
    assert (code, "was taken back" in said, "--on" in said) == (1, True, True)
    assert run("evidence", "sign-off", store, "p-heron", ITEM, *SIGNED[:-1], "2026-11-21")[0] == 0
    assert is_met(course, store)


def test_of_several_signatures_one_is_chosen_by_its_day_or_signer(course: Path, store: Path) -> None:
    sign(store)
    run("evidence", "sign-off", store, "p-heron", ITEM, "--by", "m-ash", "--role", "shift lead", "--on", "2026-11-21")
    code, said = run("evidence", "take-back", store, "p-heron", ITEM)
    assert code == 1
    assert "m-oak (shift lead) for 2026-11-20" in said
    assert "m-ash (shift lead) for 2026-11-21" in said
    assert "Say which: --by m-oak, --on 2026-11-20, or both." in said
    code, said = run("evidence", "take-back", store, "p-heron", ITEM, "--on", "2026-11-01")
    assert (code, "m-ash (shift lead) for 2026-11-21" in said) == (1, True)
    assert run("evidence", "take-back", store, "p-heron", ITEM, "--on", "2026-11-20")[0] == 0
    assert is_met(course, store)
    assert run("evidence", "take-back", store, "p-heron", ITEM, "--by", "m-ash")[0] == 0
    assert not is_met(course, store)


@pytest.fixture
def own_address(course: Path) -> str:
    """The service has set its own `activity-base`."""
    local = (course / "local.yml").read_text()
    (course / "local.yml").write_text(local.replace("https://peersteps.example/xapi", "https://north.example/training"))
    return "https://north.example/training"


def test_a_services_own_address_stands_in_every_signature(course: Path, store: Path, own_address: str) -> None:
    sign(store)
    (row,) = rows(store)
    assert row["statement"]["object"]["id"] == f"{own_address}/{ITEM}"
    assert row["statement"]["actor"]["account"]["homePage"] == "https://north.example"
    assert is_met(course, store)


@pytest.mark.slow
def test_and_in_every_mark(
    course: Path, store: Path, own_address: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = fresh_cohort(tmp_path, tmp_path_factory)
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-heron.json", answers(BEST, who="p-heron"))
    cohort.collect(folder, from_folder=tmp_path / "inbox")
    cohort.grade(folder)
    assert run("evidence", "import", store, "--cohort", folder) == (0, "Added 1. Already there: 0.")
    (row,) = rows(store)
    assert row["statement"]["object"]["id"] == f"{own_address}/quiz/every-kind"


def test_an_address_that_cannot_be_one_is_refused(course: Path, store: Path) -> None:
    local = (course / "local.yml").read_text()
    (course / "local.yml").write_text(local.replace("https://peersteps.example/xapi", "north.example"))
    code, said = sign(store)
    assert code == 1
    assert "'north.example' cannot be the activity-base" in said
    assert "such as https://training.example/xapi" in said
