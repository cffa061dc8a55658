"""The store: read twice, cut off, damaged, shared and emptied, it loses nothing else and says so."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from team import ON, quiz, seen, told

from peersteps.evidence import Received, Store, read_people, take_back
from peersteps.evidence.envelope import write_row
from peersteps.evidence.statement import Result

FIRST = told("p-heron", "module/role", date(2026, 1, 5))
SECOND = told("p-wren", "module/role", date(2026, 1, 6))
THIRD = seen("p-heron", "sign-off/listening", date(2026, 2, 2))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store(tmp_path / "store") as opened:
        yield opened


def other_body(row: Received) -> Received:
    statement = msgspec.structs.replace(row.statement, timestamp=row.statement.timestamp.replace(hour=3))
    return msgspec.structs.replace(row, statement=statement)


def lines(store: Store) -> list[bytes]:
    return store.path.read_bytes().splitlines(keepends=True)


def test_what_is_added_is_read_back(store):
    added = store.add([FIRST, SECOND, THIRD])
    assert (added.new, added.repeated, added.problems) == (3, 0, ())
    assert store.of(["p-heron"]) == [FIRST, THIRD]
    assert store.of(["p-wren", "p-heron", "p-nobody"]) == [FIRST, SECOND, THIRD]
    assert json.loads(lines(store)[0])["channel"] == "you-told-us"


def test_the_same_again_is_harmless(store):
    store.add([FIRST, SECOND])
    before = store.path.read_bytes()
    added = store.add([SECOND, FIRST, FIRST])
    assert (added.new, added.repeated, added.problems) == (0, 3, ())
    assert store.path.read_bytes() == before


def test_the_same_id_with_another_body_is_a_problem_and_the_first_stays(store):
    store.add([FIRST])
    added = store.add([other_body(FIRST), SECOND])
    assert (added.new, added.repeated) == (1, 0)
    assert str(FIRST.statement.id) in added.problems[0].says
    assert store.of(["p-heron"]) == [FIRST]


def test_the_same_through_a_stronger_channel_counts_more(store):
    store.add([FIRST])
    stronger = msgspec.structs.replace(FIRST, channel="recorded", source="lms")
    assert store.add([stronger]).new == 1
    assert store.add([FIRST]).repeated == 1
    assert store.of(["p-heron"]) == [stronger]
    assert store.count() == 1


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_file_cut_off_in_a_line_loses_nothing_else_and_says_so(store, cut):
    store.add([FIRST, SECOND, THIRD])
    os.truncate(store.path, store.path.stat().st_size - cut)
    added = store.add([FIRST, quiz("p-wren", ON)])
    assert added.repeated == 1
    if cut == 1:  # only the line feed is gone: the line itself is whole
        assert not added.problems
        assert store.of(["p-heron", "p-wren"]) == [FIRST, SECOND, THIRD, quiz("p-wren", ON)]
        return
    assert [(problem.line, "cut off before its end" in problem.says) for problem in added.problems] == [(3, True)]
    assert store.of(["p-heron", "p-wren"]) == [FIRST, SECOND, quiz("p-wren", ON)]
    assert store.add([THIRD]).new == 1


def test_a_damaged_line_in_the_middle_is_named_every_time_it_is_read(store):
    store.add([FIRST, SECOND, THIRD])
    first, second, third = lines(store)
    store.path.write_bytes(first + second[:50] + b"\n" + third + b"\n\xff\xfe\n")
    problems: list = []
    assert [row.what.learner for row in store.rows(problems)] == ["p-heron", "p-heron"]
    assert [problem.line for problem in problems] == [2, 5]
    assert [problem.line for problem in store.check()] == [2, 5]


def test_a_file_that_was_put_together_twice_counts_once(store):
    store.add([FIRST, THIRD])
    store.path.write_bytes(store.path.read_bytes() * 2)
    assert store.check() == ()
    assert store.of(["p-heron"]) == [FIRST, THIRD]


def test_two_bodies_with_one_id_in_the_file_are_named_and_the_first_counts(store):
    store.add([FIRST])
    store.path.write_bytes(store.path.read_bytes() + write_row(other_body(FIRST)))
    assert [(problem.line, problem.code) for problem in store.check()] == [(2, "repeated-id")]
    assert store.of(["p-heron"]) == [FIRST]


def test_the_index_can_be_deleted_or_damaged_or_old(tmp_path):
    folder = tmp_path / "store"
    with Store(folder) as store:
        store.add([FIRST, SECOND])
    index = folder / "index.sqlite"
    for damage in (index.unlink, lambda: index.write_bytes(b"not a database" * 99), lambda: old(index)):
        damage()
        with Store(folder) as store:
            assert store.of(["p-heron", "p-wren"]) == [FIRST, SECOND]
            assert store.add([FIRST]).repeated == 1


def old(index: Path) -> None:
    db = sqlite3.connect(index)
    db.execute("PRAGMA user_version = 99")
    db.close()


def test_a_file_changed_by_hand_is_read_anew(store):
    store.add([FIRST, SECOND, THIRD])
    first, _, third = lines(store)
    store.path.write_bytes(third + first)
    assert store.of(["p-heron", "p-wren"]) == [THIRD, FIRST]


def test_rows_written_before_an_interruption_are_kept(store):
    def interrupted():
        yield FIRST
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted())
    assert store.of(["p-heron"]) == [FIRST]
    assert store.add([FIRST, SECOND]).repeated == 1


def test_ids_are_sixteen_bytes_in_a_rowid_table(store):
    store.add([FIRST])
    db = sqlite3.connect(store.folder / "index.sqlite")
    assert db.execute("SELECT length(id), typeof(id) FROM statement").fetchall() == [(16, "blob")]
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO statement SELECT place + 1, id, learner, rank, digest FROM statement")
    db.close()


def test_only_the_owner_can_read_it(store):
    store.add([FIRST])
    for path in (store.path, store.folder / "index.sqlite"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from datetime import date, timedelta
from team import told
from peersteps.evidence import Store
with Store(Path(sys.argv[1])) as store:
    for n in range(30):
        store.add([told(sys.argv[3], "module/role", date(2026, 1, 1) + timedelta(days=n))])
"""


@pytest.mark.slow
def test_two_programs_can_add_at_once(store):
    here = str(Path(__file__).parent)
    run = [sys.executable, "-c", WRITER, str(store.folder), here]
    writers = [subprocess.Popen([*run, name]) for name in ("p-heron", "p-wren")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert store.check() == ()
    assert store.count() == 60


def test_purging_a_person_leaves_no_trace_of_them(store):
    failed = quiz("p-wren", date(2025, 3, 3), passed=False)
    store.add([FIRST, SECOND, THIRD, failed, take_back(THIRD, ON)])
    first = lines(store)[0]
    named = first.index(b"p-heron")
    store.path.write_bytes(store.path.read_bytes() + first[: named + 20] + b"\n" + first[: named + 4] + b"\n")
    purged = store.purge(ON, learners=["p-heron"])
    assert (purged.removed, purged.kept) == (5, 2)
    assert store.of(["p-heron"]) == []
    assert store.of(["p-wren"]) == [SECOND, failed]
    for path in store.folder.iterdir():
        assert b"p-he" not in path.read_bytes(), path.name
    assert json.loads((store.folder / "purged.jsonl").read_text()) == {"on": "2026-11-22", "removed": 5}


def test_old_tries_that_did_not_succeed_can_be_purged(store):
    old_try, new_try = quiz("p-wren", date(2025, 3, 3), passed=False), quiz("p-wren", date(2026, 3, 3), passed=False)
    store.add([old_try, new_try, quiz("p-wren", date(2025, 3, 4))])
    assert store.purge(ON, failed_before=date(2025, 11, 22)).removed == 1
    assert store.of(["p-wren"])[0].statement.id == new_try.statement.id
    assert store.count() == 2


def test_an_empty_store_is_fine(store):
    assert store.of(["p-heron"]) == []
    assert list(store.rows()) == list(store.corrections()) == []
    assert store.check() == ()
    assert store.purge(ON, learners=["p-heron"]).removed == 0


def test_a_result_without_points_is_written_without_them(store):
    store.add([THIRD])
    assert json.loads(lines(store)[0])["statement"]["result"] == {"success": True}
    assert THIRD.statement.result == Result(success=True)


# people.csv

HEADER = "pseudonym,name,manager,service,joined,left,leave_from,leave_to\n"


def test_people_are_read():
    text = HEADER + 'm-oak,Mo Oak,,,,,,\np-heron,"Heron, Ana",m-oak,Helpline,2026-01-05,,01/11/2026,\n'
    people = read_people(b"\xef\xbb\xbf" + text.encode())
    assert not people.problems
    heron = people.all["p-heron"]
    assert (heron.name, heron.manager, heron.joined) == ("Heron, Ana", "m-oak", date(2026, 1, 5))
    assert heron.on_leave(ON)
    assert not heron.on_leave(date(2026, 10, 31))
    assert not heron.here(date(2026, 1, 4))
    assert {manager.name: len(team) for manager, team in people.teams(ON).items()} == {"Mo Oak": 1}


def row(line: str) -> str:
    return HEADER + "m-oak,Mo Oak,,,,,,\n" + line + "\n"


WRONG_PEOPLE = {
    "repeated": (row("m-oak,Moira Oak,,,,,,"), 3, "'m-oak' already stands in line 2"),
    "unknown manager": (row("p-heron,Ana,m-elm,,,,,"), 3, "the manager 'm-elm' of p-heron has no row here"),
    "no manager": (row("p-heron,Ana,,,,,,"), 3, "p-heron has no manager"),
    "own manager": (row("p-heron,Ana,p-heron,,,,,"), 3, "their own manager"),
    "bad date": (row("p-heron,Ana,m-oak,,soon,,,"), 3, "'soon' in 'joined' is not a date"),
    "no such day": (row("p-heron,Ana,m-oak,,31/02/2026,,,"), 3, "'31/02/2026' in 'joined' is not a date"),
    "left before joined": (row("p-heron,Ana,m-oak,,2026-03-01,2026-02-01,,"), 3, "'left' is before 'joined'"),
    "leave without a start": (row("p-heron,Ana,m-oak,,,,,2026-02-01"), 3, "'leave_from' has none"),
    "a name as pseudonym": (row("Ana Heron,Ana,m-oak,,,,,"), 3, "'Ana Heron' is not a pseudonym"),
    "no name": (row("p-heron,,m-oak,,,,,"), 3, "the name is missing"),
    "a comma too many": (row("p-heron,Heron, Ana,m-oak,,,,,"), 3, "more cells than the first line"),
    "missing column": (HEADER.replace(",manager", "") + "p-heron,Ana\n", 1, "the column 'manager' is missing"),
    "unknown column": (HEADER.replace(",left", ",left,diagnosis"), 1, "'diagnosis' is not a column we know"),
    "column twice": (HEADER.replace(",left", ",left,left"), 1, "the column 'left' stands here twice"),
    "semicolons": (HEADER.replace(",", ";"), 1, "parted by ';'"),
    "empty": ("", 1, "the column 'pseudonym' is missing"),
}


@pytest.mark.parametrize(("text", "line", "says"), WRONG_PEOPLE.values(), ids=WRONG_PEOPLE)
def test_what_is_wrong_with_people_is_said_with_its_line(text, line, says):
    problems = read_people(text.encode()).problems
    assert any(problem.line == line and says in problem.says for problem in problems), problems


def test_people_in_another_encoding_are_told_how_to_save():
    problems = read_people(HEADER.encode() + "p-robin,Zoë,,,,,,\n".encode("cp1252")).problems
    assert "CSV UTF-8" in problems[0].says


def test_who_left_long_ago_can_be_found():
    people = read_people(row("p-heron,Ana,m-oak,,,2025-01-31,,").encode())
    assert people.left_before(date(2025, 2, 1)) == ("p-heron",)
    assert people.left_before(date(2025, 1, 31)) == ()
    assert not people.learners(ON)
