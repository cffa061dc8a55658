"""Commands for evidence: bring records and marks in, sign things off, report."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peersteps.cli.common import CourseFolder, On, a_day, group, list_problems, stop, the_course, today, writing
from peersteps.model import Course, Item

if TYPE_CHECKING:
    from peersteps.evidence import People, Received

app = group("Keep evidence: bring in records and marks, sign things off.")

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="Where evidence is kept. Example: ~/evidence")]
Learner = Annotated[str, typer.Argument(help="The learner's pseudonym. Example: p-heron")]


@app.command("import")
def import_(
    store: StoreFolder,
    records: Annotated[list[Path] | None, typer.Argument(help="Records that learners handed over.")] = None,
    who: Annotated[
        str, typer.Option("--as", help="Whose record it is, if it does not say. Example: --as p-heron")
    ] = "",
    cohort: Annotated[
        Path | None, typer.Option(help="Bring in a cohort's marks. Example: --cohort ~/spring-cohort")
    ] = None,
    course: CourseFolder = Path(),
) -> None:
    """Bring in learners' own records, or the marks of a cohort. Reading the same thing twice is harmless.

    Example: peersteps evidence import ~/evidence ~/inbox/peersteps-record.json
    """
    from peersteps.evidence import marked, read_record

    rows: list[Received] = []
    problems: list[object] = []
    for path in records or ():
        try:
            record = read_record(path.read_bytes(), path.name, datetime.now(UTC), who)
        except OSError as why:
            problems.append(f"{path}: it could not be opened ({why.strerror})")
            continue
        rows.extend(record.rows)
        problems.extend(record.problems)
    if cohort:
        from peersteps.nbgrading.cohort import marks
        from peersteps.nbgrading.settings import CohortError

        base = _base(the_course(course))
        try:
            rows.extend(_marks(store, [marked(one, base) for one in marks(cohort)]))
        except CohortError as why:
            problems.append(why)
    problems.extend(_add(store, rows))
    list_problems(problems)


@app.command("sign-off")
def sign_off(
    store: StoreFolder,
    learner: Learner,
    item: Annotated[str, typer.Argument(help="The pathway item. Example: sign-off/live-listening")],
    by: Annotated[str, typer.Option(help="Who signs, as a pseudonym. Example: --by m-oak")],
    role: Annotated[str, typer.Option(help="The role they sign in. Example: --role manager")],
    on: Annotated[date | None, typer.Option(parser=a_day, metavar="DATE", help="The day it was seen.")] = None,
    people: Annotated[
        Path | None,
        typer.Option(help="Who there is; people.csv here if left out. Example: --people ~/spring/people.csv"),
    ] = None,
    course: CourseFolder = Path(),
) -> None:
    """Sign that you saw something. It cannot be signed by the learner.

    Example: peersteps evidence sign-off ~/evidence p-heron sign-off/live-listening --by m-oak --role manager
    """
    from peersteps.evidence import Store, nearest, taken_back
    from peersteps.evidence import sign_off as sign_it_off

    found = the_course(course)
    roles = _item(found, item).sign_off_roles
    if roles and role not in roles:
        stop(f"'{item}' is signed by: {', '.join(roles)}. '{role}' is not one of them.")
    listed = _is_listed(learner, people)
    try:
        row = sign_it_off(learner, item, signer=by, role=role, on=on or today(), base=_base(found))
    except ValueError as why:
        stop(why)
    with Store(store) as kept:
        before, others = kept.of([learner]), kept.learners()
    if row.statement.id in taken_back(before):
        stop(
            f"{by} signed this for that day before, and it was taken back. Sign for the day you looked again: --on DATE"
        )
    list_problems(_add(store, [row]))
    near = "" if before or listed else nearest(learner, others)
    if near:
        undo = f"peersteps evidence take-back {store} {learner} {item}"
        typer.echo(f"Nothing was known about {learner} before; there is {near}. If you mistyped it: {undo}")


@app.command("take-back")
def take_back(
    store: StoreFolder,
    learner: Learner,
    item: Annotated[str, typer.Argument(help="What was signed. Example: sign-off/live-listening")],
    on: Annotated[
        date | None, typer.Option(parser=a_day, metavar="DATE", help="Only the one that was signed for that day.")
    ] = None,
    by: Annotated[str, typer.Option(help="Only what they signed. Example: --by m-oak")] = "",
) -> None:
    """Take back a signature that was wrong. From today on it no longer counts; that it was there is still kept.

    Example: peersteps evidence take-back ~/evidence p-heron sign-off/live-listening
    """
    from peersteps.evidence import Store, signatures, signer_of
    from peersteps.evidence import take_back as take_it_back

    with Store(store) as kept:
        there = signatures(kept.of([learner]), item)
    if not there:
        stop(f"No signature of {item} counts for {learner}, so there is none to take back.")
    chosen = [row for row in there if (on is None or _day(row) == on) and by in ("", signer_of(row))]
    if len(chosen) != 1:
        listed = "\n".join(f"  {signer_of(row)} ({row.source}) for {_day(row)}" for row in there)
        first = f"--by {signer_of(there[0])}, --on {_day(there[0])}"
        stop(f"{item} of {learner} was signed by:\n{listed}\nSay which: {first}, or both.")
    (row,) = chosen
    typer.echo(f"Taken back: {item} of {learner}, signed by {signer_of(row)} ({row.source}) for {_day(row)}.")
    list_problems(_add(store, [take_it_back(row, today())]))


@app.command("export")
def export(
    store: StoreFolder,
    learner: Learner,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write. Example: -o p-heron.jsonl")],
) -> None:
    """Write everything that is kept about one person, as JSON Lines: theirs to read.

    Example: peersteps evidence export ~/evidence p-heron -o p-heron.jsonl
    """
    from peersteps.evidence import Store
    from peersteps.evidence.envelope import write_row

    with Store(store) as kept:
        rows = kept.of([learner])
    with writing(out):
        out.write_bytes(b"".join(write_row(row) for row in rows))
    typer.echo(f"Wrote {len(rows)} rows about {learner} to {out}.")


@app.command("purge")
def purge(
    store: StoreFolder,
    learner: Annotated[list[str] | None, typer.Option(help="Everything about them. Example: --learner p-heron")] = None,
    failed_before: Annotated[
        date | None, typer.Option(parser=a_day, metavar="DATE", help="Tries that did not succeed before that day.")
    ] = None,
) -> None:
    """Remove what must no longer be kept. It cannot be undone.

    Example: peersteps evidence purge ~/evidence --learner p-heron
    """
    from peersteps.evidence import Store

    if not learner and failed_before is None:
        stop("Say what to remove: --learner p-heron, or --failed-before 2026-01-31.")
    with Store(store) as kept:
        done = kept.purge(today(), learner or (), failed_before)
    typer.echo(f"Removed {done.removed} rows; {done.kept} are left.")


def report(
    store: StoreFolder,
    people: Annotated[Path, typer.Option(help="The people file. Example: --people people.csv")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to write into. Example: -o reports")],
    course: CourseFolder = Path(),
    on: On = None,
) -> None:
    """Write a letter for each manager, a page for each learner, a table and a workbook.

    Example: peersteps report ~/evidence --people people.csv -o reports
    """
    from peersteps.evidence import Store
    from peersteps.report import report as report_it

    found = the_course(course)
    who = _people(people)
    with Store(store) as kept, writing(out):
        result = report_it(found, who, kept, on or today(), out)
    typer.echo(f"Wrote {len(result.letters)} letters. Begin with {out / 'index.html'}.")
    list_problems((*who.problems, *result.problems))


def _item(course: Course, item: str) -> Item:
    """An item of the pathway, also by the name of an equal way to meet it, or exit code 1."""
    known = {one.item: one for level in course.pathway.levels for one in level.items}
    known |= {other: one for one in list(known.values()) for other in one.instead if other not in known}
    if item not in known:
        stop(f"The pathway has no item '{item}'. It has: {', '.join(sorted(known))}.")
    return known[item]


def _is_listed(learner: str, people: Path | None) -> bool:
    """Whether there was a list to find the learner in; exit code 1 if they are not in it."""
    path = people or Path("people.csv")
    if people is None and not path.is_file():
        return False
    found = _people(path)
    stranger = found.stranger(learner)
    if stranger:
        wrong = [str(one) for one in found.problems if one.line == 1 or one.where != "manager"]
        stop("\n".join([*wrong, f"'{learner}' has no row in {path}: {stranger} Nothing was signed."]))
    return True


def _people(path: Path) -> "People":
    from peersteps.evidence import read_people

    try:
        return read_people(path.read_bytes(), path.name)
    except OSError as why:
        stop(f"{path}: it could not be opened ({why.strerror})")


def _base(course: Course) -> str:
    from peersteps.evidence import base_of

    try:
        return base_of(course.local.settings)
    except ValueError as why:
        stop(why)


def _day(row: "Received") -> date:
    from peersteps.evidence.day import day

    return day(row.statement.timestamp)


def _marks(store: Path, new: "list[Received]") -> "list[Received]":
    """The marks, with what takes back an earlier mark of the same hand-in where a trainer changed it."""
    from peersteps.evidence import Store
    from peersteps.evidence.marked import remarked

    with Store(store) as kept:
        before = kept.of(row.statement.learner for row in new)
    return [*new, *(row for one in new for row in remarked(one, before, today()))]


def _add(store: Path, rows: "Iterable[Received]") -> tuple[object, ...]:
    from peersteps.evidence import Store

    with Store(store) as kept:
        added = kept.add(rows)
    typer.echo(f"Added {added.new}. Already there: {added.repeated}.")
    return added.problems
