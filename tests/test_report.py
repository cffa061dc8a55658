"""The report: what a manager sees, what nobody sees, and that the same always gives the same."""

import csv
import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from team import AWAY, HEADER, NAMES, ON, PATHWAY, evidence, item, level, people_csv, quiz, seen, told

from peersteps.evidence import People, Received, Store, read_people, sign_off
from peersteps.model import Course, Local
from peersteps.progress import Progress, Standing, progress
from peersteps.report import ReportResult, report
from peersteps.report.overview import HIDDEN, overview
from peersteps.report.sheets import neutral
from peersteps.report.view import Card, Line, Step, card

Make = Callable[..., tuple[Path, ReportResult]]


@pytest.fixture
def make(tmp_path: Path, tiny_course: Course) -> Make:
    course = replace(tiny_course, pathway=PATHWAY, local=Local(settings={"organisation": "Example Peer Service"}))
    made = iter(range(100))

    def make(rows: Iterable[Received] | None = None, people: People | None = None, on: date = ON, out: str = ""):
        number = next(made)
        with Store(tmp_path / f"store-{number}") as store:
            store.add(evidence() if rows is None else rows)
            folder = tmp_path / (out or f"out-{number}")
            return folder, report(course, people or read_people(people_csv()), store, on, folder)

    return make


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def words_of(html: str) -> str:
    """What a person reads, with single spaces."""
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ").split())


def rows_of(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "progress.csv").read_text(encoding="utf-8-sig"))))


def one(who: str, rows: list[Received], on: date = ON, people: bytes | None = None) -> Card:
    person = read_people(people or people_csv()).all[who]
    return card(person, PATHWAY, progress(PATHWAY, [row for row in rows if row.statement.learner == who], on))


def test_what_is_written(make):
    folder, result = make()
    assert set(bytes_of(folder)) == {
        "index.html",
        "m-oak.html",
        "progress.csv",
        "progress.xlsx",
        *(f"people/{who}.html" for who in NAMES),
    }
    assert [path.name for path in result.letters] == ["m-oak.html"]
    assert not result.problems
    assert not result.removed


def test_the_same_gives_the_same_bytes_in_any_order_and_however_often(make):
    first, _ = make()
    again, _ = make([*reversed(evidence()), *evidence()])
    assert bytes_of(first) == bytes_of(again)


def test_why_stands_next_to_every_status(make):
    folder, _ = make()
    page = words_of((folder / "people/p-lark.html").read_text())
    assert "Suicide awareness met, told us 4 March 2026, valid to 4 March 2027" in page
    assert "A second contact, named met, seen by line manager 8 January 2026" in page
    assert "Safeguarding lapsed, told us 4 October 2025, was valid to 4 October 2026" in page
    assert "Safety on a call due soon, told us 4 December 2025, valid to 4 December 2026" in page
    assert "Live listening waiting for sign-off (line manager or shift lead), told us 4 May 2026" in page


def test_what_needs_the_manager_comes_first(make):
    folder, _ = make()
    letter = words_of((folder / "m-oak.html").read_text())
    first = letter.partition("What needs you first")[2].partition("Working towards")[0]
    assert "Ana Heron: A second contact, named waiting for sign-off" in first
    assert letter.index("What needs you first") < letter.index("Due ") < letter.index("Agenda for supervision")
    assert letter.count("needs you: 1") == 3


def test_what_is_still_to_be_signed_is_said_though_no_record_ever_tells_of_it(make):
    """The page keeps no sign-off in anybody's record: what is missing for the next level is what has to be signed."""
    rows = [row for row in evidence() if not (row.channel == "you-told-us" and "sign-off/" in str(row.statement.about))]
    folder, _ = make(rows)
    letter = words_of((folder / "m-oak.html").read_text())
    first = letter.partition("What needs you first")[2].partition("Agenda")[0]
    assert "Still to be signed" in first
    assert "Ana Heron, for Welcome A second contact, named (line manager or shift lead)" in first
    assert "Bo Wren, for Foundation Live listening (line manager or shift lead)" in first
    assert "Hana Plover, for" not in first
    page = words_of((folder / "people/p-wren.html").read_text())
    assert "Still to be signed, for Foundation Live listening (line manager or shift lead)" in page
    assert "Live listening" not in page.partition("Not yet, for Foundation")[2]
    with zipfile.ZipFile(folder / "progress.xlsx") as book:
        assert b"still to be signed" in book.read("xl/sharedStrings.xml")


def test_where_everything_is_signed_the_letter_says_so(make):
    folder, _ = make([row for row in evidence() if row.statement.learner == "p-plover"], read_people(plover_csv()))
    letter = words_of((folder / "m-oak.html").read_text())
    assert "Nothing has to be signed for the next level." in letter
    assert "Still to be signed" not in letter


def plover_csv() -> bytes:
    return (HEADER + "m-oak,Mo Oak,,,,,,\np-plover,Hana Plover,m-oak,North,2026-01-01,,,\n").encode()


def test_a_person_has_one_card_and_one_sheet_row(make):
    folder, _ = make([*evidence(), *evidence()])
    letter = (folder / "m-oak.html").read_text()
    for name in NAMES.values():
        assert len(re.findall(rf"<h2>{name}", letter)) == 1
    assert len(rows_of(folder)) == len(NAMES) * sum(len(level.items) for level in PATHWAY.levels)
    assert len({(row["pseudonym"], row["item"]) for row in rows_of(folder)}) == len(rows_of(folder))


def test_every_page_says_its_day_and_what_it_is_not_for(make):
    folder, _ = make()
    for path in folder.rglob("*.html"):
        words = words_of(path.read_text())
        assert "As at 22 November 2026" in words
        assert "Not for capability, probation, pay or sickness decisions." in words
        assert "Where this comes from" in words
        assert "What no report shows" in words
    assert "not for capability" in (folder / "progress.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    with zipfile.ZipFile(folder / "progress.xlsx") as book:
        assert b"Not for capability" in book.read("xl/sharedStrings.xml")


def test_a_letter_holds_its_own_people_alone(make):
    folder, result = make(people=read_people(people_csv(team=3)))
    assert [path.name for path in result.letters] == ["m-oak.html", "m-ash.html"]
    names = list(NAMES.values())
    oak, ash = ((folder / f"{name}.html").read_text() for name in ("m-oak", "m-ash"))
    assert [name in oak for name in names] == [True] * 3 + [False] * 5
    assert [name in ash for name in names] == [False] * 3 + [True] * 5


# What a manager must never see


def test_which_equal_way_was_used_changes_nothing(make):
    on = date(2026, 6, 6)
    by_quiz, _ = make([*evidence()[:10], quiz("p-lark", on)])
    by_talk, _ = make(
        [*evidence()[:10], sign_off("p-lark", "sign-off/talk", signer="m-oak", role="clinical lead", on=on)]
    )
    assert bytes_of(by_quiz) == bytes_of(by_talk)
    assert "Difficult calls met, accepted 6 June 2026" in words_of((by_talk / "people/p-lark.html").read_text())


def test_tries_that_did_not_succeed_change_nothing(make):
    tries = [quiz(who, ON - timedelta(days=n), passed=False) for who in NAMES for n in range(1, 9)]
    without, _ = make()
    with_tries, _ = make(evidence() + tries)
    assert bytes_of(without) == bytes_of(with_tries)


def test_points_and_hours_change_nothing(make):
    def at(hour: int) -> list[Received]:
        row = told("p-wren", "module/role", date(2026, 1, 5))
        statement = msgspec.structs.replace(row.statement, timestamp=row.statement.timestamp.replace(hour=hour))
        return [msgspec.structs.replace(row, statement=statement)]

    assert bytes_of(make(at(3))[0]) == bytes_of(make(at(22))[0])


def test_no_output_holds_what_stays_private(make):
    talk = sign_off("p-wren", "sign-off/talk", signer="m-oak", role="clinical lead", on=date(2026, 5, 5))
    folder, _ = make([*evidence(), quiz("p-wren", date(2026, 3, 3), passed=False), talk])
    with zipfile.ZipFile(folder / "progress.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/")).decode()
    pages = [words_of(path.read_text()) for path in folder.rglob("*.html")]
    for text in (*pages, (folder / "progress.csv").read_text(encoding="utf-8-sig"), sheets):
        for private in (
            "fail",
            "talk",
            "clinical lead",
            "6.5",
            "0.8125",
            "09:37",
            "calls-v1",
            "record-1a",
            "instructor",
            "%",
            "rank",
        ):
            assert private not in text.lower(), private


def test_the_view_types_have_no_place_for_more():
    """A new field here is a decision about people's privacy: read DESIGN section 8 before you change this list."""
    fields = {kind.__name__: [field.name for field in dataclasses.fields(kind)] for kind in (Line, Step, Card)}
    assert fields == {
        "Line": ["item", "title", "state", "since", "until", "how", "signers"],
        "Step": ["level", "title", "says", "needs", "enough", "reached", "lines"],
        "Card": ["pseudonym", "name", "service", "on_leave", "level", "needs_you", "due", "next", "steps"],
    }
    assert Standing.__struct_fields__ == ("item", "state", "since", "until", "known", "role")
    assert Progress.__struct_fields__ == ("on", "levels", "ahead")


def test_the_persons_own_page_says_what_the_letter_says(make):
    folder, _ = make()
    letter = words_of((folder / "m-oak.html").read_text())
    page = words_of((folder / "people/p-robin.html").read_text())
    for line in one("p-robin", evidence()).due + one("p-robin", evidence()).met:
        why = line.why.replace("\N{NO-BREAK SPACE}", " ")
        assert f"{line.title} : {why}" in letter
        assert f"{line.title} {why}" in page


# Kindness


def test_on_leave_nothing_is_due_and_nothing_needs_anybody():
    rows = [*evidence(), told(AWAY, "module/groups", date(2026, 1, 1))]
    here, away = one(AWAY, rows, date(2027, 5, 1)), one(AWAY, rows, date(2026, 12, 12))
    assert here.due
    assert not here.on_leave
    assert away.on_leave
    assert not away.due
    assert not away.needs_you
    assert not away.to_sign
    assert {line.state for step in away.steps for line in step.lines} <= {"met", "paused", "not-yet"}


def test_a_level_is_not_lost_while_away():
    lapsed_away = one(AWAY, evidence(), date(2026, 12, 12))
    assert lapsed_away.level == "Practising reached, working towards Senior"


def test_a_lapsed_refresher_says_what_to_renew():
    assert one("p-tern", evidence(), date(2027, 1, 2)).level == "Welcome: renew 1 item to hold it again"


def test_what_a_level_does_not_need_is_not_asked_for():
    """Three of five conversations are enough: the other two are nobody's duty."""
    found = one("p-plover", evidence())
    assert found.next
    assert found.next.title == "Senior"
    assert [line.title for line in found.open] == ["Leading a group"]


def test_what_runs_out_is_not_due_where_enough_lasts():
    talks = (item("scenario/s1", "One", valid_months=12), item("scenario/s2", "Two", valid_months=12))
    pathway = PATHWAY.model_copy(update={"levels": (level("practising", *talks, choose=1),)})
    rows = [told("p-wren", "scenario/s1", date(2025, 1, 1)), told("p-wren", "scenario/s2", date(2026, 1, 10))]
    person = read_people(people_csv()).all["p-wren"]
    assert card(person, pathway, progress(pathway, rows, date(2026, 6, 1))).due == ()
    late = card(person, pathway, progress(pathway, rows, date(2026, 12, 24)))
    assert [(line.title, line.state) for line in late.due] == [("One", "lapsed"), ("Two", "due-soon")]


def test_people_who_have_not_joined_or_have_left_have_no_page(make):
    text = people_csv().decode()
    text = text.replace(
        "p-wren,Bo Wren,m-oak,Helpline,2026-01-01,", "p-wren,Bo Wren,m-oak,Helpline,2026-01-01,2026-10-31"
    )
    text = text.replace("p-robin,Zoë Robin,m-oak,Helpline,2026-01-01", "p-robin,Zoë Robin,m-oak,Helpline,2026-12-01")
    folder, result = make(people=read_people(text.encode()))
    assert not (folder / "people/p-wren.html").exists()
    assert not (folder / "people/p-robin.html").exists()
    assert "Bo Wren" not in (folder / "m-oak.html").read_text()
    assert not result.problems


def test_a_later_report_takes_old_pages_away_and_nothing_else(make):
    folder, _ = make(out="out")
    (folder / "notes.html").write_text("mine")
    (folder / "people/p-mine.html").write_text("mine too")
    _, result = make(people=read_people(people_csv(team=0)), out="out")
    assert [path.name for path in result.removed] == ["m-oak.html"]
    assert (folder / "notes.html").exists()
    assert (folder / "people/p-mine.html").exists()


def test_what_the_maker_should_know_is_said(make):
    strange = told("p-stranger", "module/role", date(2026, 1, 5))
    ahead = told("p-wren", "module/role", ON + timedelta(days=3))
    _, result = make([*evidence(), strange, ahead])
    says = [problem.says for problem in result.problems]
    assert says == [
        "there is evidence about p-stranger, who has no row here: no page shows it",
        "1 of p-wren are dated after this report's day: left out",
    ]


# The lead's overview


def cards(services: dict[str, int], rows: list[Received] | None = None) -> list[Card]:
    text = HEADER + "m-oak,Mo Oak,,,,,,\n"
    numbers = iter(range(1000))
    text += "".join(f"p-x{next(numbers):03d},Name,m-oak,{name},,,,\n" for name, n in services.items() for _ in range(n))
    return [
        card(person, PATHWAY, progress(PATHWAY, [row for row in rows or [] if row.statement.learner == key], ON))
        for key, person in read_people(text.encode()).all.items()
        if person.learns
    ]


@pytest.mark.parametrize(
    ("services", "shown"),
    [
        ({"A": 4}, {}),
        ({"A": 2, "B": 2}, {}),
        ({"A": 5}, {"A": 5}),
        ({"A": 3, "B": 2}, {"All services together": 5}),
        ({"A": 9, "B": 3, "C": 2}, {"A": 9, "Other services together": 5}),
        ({"A": 9, "B": 6, "C": 1}, {"A": 9, "Other services together": 7}),
        ({"A": 9, "B": 1}, {"All services together": 10}),
    ],
)
def test_no_group_below_five_can_be_seen_or_worked_out(services, shown):
    found = overview([level.title for level in PATHWAY.levels], cards(services))
    assert {group.title: group.people for group in found.groups} == shown


@pytest.mark.parametrize(("reached", "cell"), [(0, "0"), (1, HIDDEN), (4, HIDDEN), (5, "5"), (6, HIDDEN), (10, "10")])
def test_a_count_about_fewer_than_five_is_not_shown(reached, cell):
    rows = []
    for n in range(reached):
        who = f"p-x{n:03d}"
        rows += [told(who, f"module/{name}", date(2026, 5, 5)) for name in ("role", "help", "safety")]
        rows.append(seen(who, "sign-off/second-contact", date(2026, 5, 5)))
    found = overview([level.title for level in PATHWAY.levels], cards({"A": 10}, rows))
    assert found.groups[0].reached[0] == cell


def test_the_overview_names_no_learner(make):
    folder, _ = make()
    words = (folder / "index.html").read_text()
    assert not [name for name in (*NAMES, *NAMES.values()) if name in words]


# Sheets


def test_all_rows_with_a_byte_order_mark_for_excel(make):
    folder, _ = make()
    assert (folder / "progress.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    found = next(row for row in rows_of(folder) if row["pseudonym"] == "p-robin" and row["item"] == "module/suicide")
    assert (found["name"], found["manager"], found["level"]) == ("Zoë Robin", "Mo Oak", "Foundation")
    assert (found["state"], found["since"], found["valid to"]) == ("met", "2026-03-02", "2027-03-02")
    assert found["how known"] == "told us"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(start):
    assert neutral(f"{start}cmd|'/c calc'!A1").startswith("'")
    assert neutral("Ana = fine") == "Ana = fine"


def test_a_formula_as_a_name_stays_a_text(make):
    text = people_csv().replace(b"Ana Heron", b'"=HYPERLINK(""http://x.example"",""Ana"")"')
    folder, _ = make(people=read_people(text))
    assert {row["name"][:2] for row in rows_of(folder) if row["pseudonym"] == "p-heron"} == {"'="}
    with zipfile.ZipFile(folder / "progress.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert "<script" not in (folder / "m-oak.html").read_text()


def test_markup_in_a_name_stays_a_text(make):
    folder, _ = make(people=read_people(people_csv().replace(b"Ana Heron", b"Ana <img src=x onerror=alert(1)>")))
    for path in (folder / "m-oak.html", folder / "people/p-heron.html"):
        assert "<img" not in path.read_text()
        assert "Ana &lt;img" in path.read_text()
