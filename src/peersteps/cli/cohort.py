"""Commands for trainers who run a cohort through nbgrader."""

from pathlib import Path
from typing import Annotated

import typer

from peersteps.cli.common import CourseFolder, On, group, list_problems, stop, the_course, today
from peersteps.model import Course, Quiz

app = group("Run a cohort: hand quizzes out, collect, mark, give feedback.")

Folder = Annotated[Path, typer.Argument(help="The cohort's folder. Example: ~/spring-cohort")]
Assignment = Annotated[
    str | None, typer.Option(help="Only this one; all that are released if left out. Example: difficult-calls-v1")
]


@app.command()
def new(
    folder: Folder,
    learners: Annotated[Path, typer.Option(help="The people file. Example: --learners people.csv")],
    database: Annotated[
        str | None, typer.Option(help="A gradebook elsewhere. Example: --database postgresql+psycopg2://localhost/psw")
    ] = None,
    exchange: Annotated[
        Path | None, typer.Option(help="A shared exchange folder. Example: --exchange /srv/exchange")
    ] = None,
    quizzes: Annotated[
        Path | None, typer.Option(help="Private quizzes instead of the public samples. Example: --quizzes ~/bank")
    ] = None,
    own_accounts: Annotated[
        bool, typer.Option("--own-accounts", help="Each learner has an account of their own on the server.")
    ] = False,
) -> None:
    """Make the folder of a new cohort.

    Example: peersteps cohort new ~/spring-cohort --learners people.csv
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.settings import CohortError

    try:
        made = cohort.new(
            folder, learners, database=database, exchange=exchange, quizzes=quizzes, own_accounts=own_accounts
        )
    except CohortError as why:
        stop(why)
    typer.echo(f"Made {made.folder} for {len(made.learners)} learners. Next: peersteps cohort release {folder} QUIZ")
    list_problems(made.problems)


@app.command()
def release(
    folder: Folder,
    quiz: Annotated[str, typer.Argument(help="The quiz to hand out. Example: difficult-calls")],
    course: CourseFolder = Path(),
) -> None:
    """Hand a graded quiz out. Its key stays in the cohort's own keys folder.

    Example: peersteps cohort release ~/spring-cohort difficult-calls
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.settings import CohortError

    found = the_course(course)
    try:
        released = cohort.release(folder, found, _quiz(found, quiz, folder))
    except CohortError as why:
        stop(f"{why}\nNothing was handed out.")
    typer.echo(f"Released {released.assignment}: {released.questions} questions, {released.points} points.")


@app.command()
def collect(
    folder: Folder,
    from_: Annotated[
        Path | None, typer.Option("--from", help="A folder of files handed in without Jupyter. Example: --from ~/inbox")
    ] = None,
    assignment: Assignment = None,
) -> None:
    """Collect what was handed in, from the exchange or from a folder of files.

    Example: peersteps cohort collect ~/spring-cohort --from ~/inbox
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.settings import CohortError

    try:
        found = cohort.collect(folder, from_folder=from_, assignment=assignment)
    except CohortError as why:
        stop(why)
    typer.echo(f"Collected {len(found.taken)}.")
    list_problems(found.problems)


@app.command()
def grade(
    folder: Folder,
    assignment: Assignment = None,
    again: Annotated[bool, typer.Option("--again", help="Mark those that are marked already once more.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay: collect, mark and give feedback every 20 seconds.")
    ] = False,
) -> None:
    """Mark what was collected. Answers that cannot be read wait for you; they are never a silent 0.

    Example: peersteps cohort grade ~/spring-cohort
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.feedback import Fed
    from peersteps.nbgrading.grading import Graded
    from peersteps.nbgrading.settings import CohortError

    def tell(collected: cohort.Collected, graded: Graded, fed: Fed) -> None:
        if collected.taken or graded.marked or collected.problems or graded.problems:
            typer.echo(f"Collected {len(collected.taken)}, marked {len(graded.marked)}, feedback {len(fed.released)}.")
            for problem in (*collected.problems, *graded.problems, *fed.problems):
                typer.secho(f"  {problem}", fg="red", err=True)

    try:
        if watch:
            typer.echo("Watching (press Ctrl and C to stop) ...")
            cohort.watch(folder, tell)
        done = cohort.grade(folder, assignment=assignment, again=again)
    except CohortError as why:
        stop(why)
    except KeyboardInterrupt:
        return
    typer.echo(f"Marked {len(done.marked)}. Could not be read: {len(done.unreadable)}.")
    for student, which in done.unreadable:
        typer.echo(f"  {which} of {student}: see why: peersteps cohort status {folder}")
    list_problems(done.problems)


@app.command()
def read(
    folder: Folder,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen. Example: --port 8889")] = 8888,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Read what learners wrote, and mark it: opens nbgrader's own screen (formgrader) on this machine.

    Example: peersteps cohort read ~/spring-cohort
    """
    from peersteps.nbgrading.marking_screen import serve_marking_screen
    from peersteps.nbgrading.settings import CohortError

    typer.echo("Opening the marking screen (press Ctrl and C to end it) ...")
    try:
        ended = serve_marking_screen(folder, port, browser=browser)
    except CohortError as why:
        stop(why)
    if ended:
        stop("The marking screen could not be opened; what stopped it stands above.")


@app.command()
def feedback(folder: Folder, assignment: Assignment = None) -> None:
    """Give feedback on what is marked: the points and the words for the options chosen, never the key.

    Example: peersteps cohort feedback ~/spring-cohort
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.settings import CohortError

    try:
        fed = cohort.feedback(folder, assignment=assignment)
    except CohortError as why:
        stop(why)
    typer.echo(f"Feedback is out for {len(fed.released)}.")
    for path in fed.to_send:
        typer.echo(f"  to send to the learner: {path}")
    list_problems(fed.problems)


@app.command("talk-through")
def talk_through(
    quiz: Annotated[str, typer.Argument(help="The quiz. Example: suicide-awareness")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write. Example: -o talk-through.html")],
    folder: Annotated[
        Path | None,
        typer.Option("--cohort", help="Use the cohort's private quizzes, if it has any. Example: --cohort ~/spring"),
    ] = None,
    course: CourseFolder = Path(),
    on: On = None,
) -> None:
    """Write the sheet for talking a quiz's points through with somebody instead of a test. It counts the same.

    Example: peersteps cohort talk-through suicide-awareness -o talk-through.html
    """
    from peersteps.report import talk_through as sheet

    found = the_course(course)
    out.write_text(sheet(found, _quiz(found, quiz, folder), on or today()), encoding="utf-8", newline="\n")
    typer.echo(f"Wrote {out}. Print it, or keep it open beside the talk.")


@app.command()
def status(folder: Folder) -> None:
    """Show where each learner stands with each quiz.

    Example: peersteps cohort status ~/spring-cohort
    """
    from peersteps.nbgrading import cohort
    from peersteps.nbgrading.settings import CohortError

    try:
        found = cohort.status(folder)
    except CohortError as why:
        stop(why)
    for row in found.rows:
        marks = f", {row.points:g} of {row.of:g}" if row.points is not None and row.of is not None else ""
        typer.echo(f"{row.student}  {row.assignment}  {row.state}{marks}{f': {row.says}' if row.says else ''}")
    list_problems(found.problems)


@app.command()
def forget(
    folder: Folder,
    learner: Annotated[str, typer.Argument(help="The learner's pseudonym. Example: p-heron")],
    evidence: Annotated[
        Path | None, typer.Option(help="Remove the evidence about them too. Example: --evidence ~/evidence")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete what a cohort keeps about a learner: hand-ins, feedback, marks and their row in people.csv.

    Example: peersteps cohort forget ~/spring-cohort p-heron --evidence ~/evidence
    """
    from peersteps.evidence import Store
    from peersteps.nbgrading import forgetting
    from peersteps.nbgrading.settings import CohortError

    try:
        typer.echo(f"{learner}, in {folder}: {forgetting.traces(folder, learner)}.")
        if evidence:
            with Store(evidence) as kept:
                typer.echo(f"{learner}, in {evidence}: rows of evidence: {len(kept.of([learner]))}.")
        if not yes and not typer.confirm("It cannot be undone. Delete all of it?"):
            stop("Nothing was deleted.")
        problems = forgetting.forget(folder, learner)
    except CohortError as why:
        stop(why)
    if evidence:
        with Store(evidence) as kept:
            kept.purge(today(), [learner])
    done = "Deleted, but for what is listed below." if problems else f"Deleted all that was kept here about {learner}."
    typer.echo("\n".join([done, *_ELSEWHERE, *([] if evidence else [_EVIDENCE.format(learner=learner)])]))
    list_problems(problems)


_ELSEWHERE = (
    "What this command cannot reach, and may still hold something about them:",
    "  Backups and snapshots of these folders, and of a gradebook elsewhere (--database).",
    "  The files that were sent to you, and what you sent back. Other copies of people.csv.",
    "  Letters and tables that were drawn up: draw up the next report into the same folder.",
    "  Their own browser and Jupyter folder: drafts, copies of hand-ins, their record. They are theirs.",
)
_EVIDENCE = "  The evidence: peersteps evidence purge STORE --learner {learner}"


def _quiz(course: Course, slug: str, folder: Path | None) -> Quiz:
    """A quiz, from the cohort's private ones if it has any, or exit code 1 with what is there instead."""
    bank = _private_quizzes(folder) if folder else None
    there = sorted(path.stem for path in bank.glob("*.yml")) if bank else sorted(course.quizzes)
    if slug not in there:
        where = f" in {bank}" if bank else ""
        stop(f"There is no quiz '{slug}'{where}. There are: {', '.join(there) or 'none'}.")
    if not bank:
        return course.quizzes[slug]
    from peersteps.reading import read_quiz

    quiz, problems = read_quiz(bank / f"{slug}.yml", bank)
    if quiz is None:
        stop("\n".join(map(str, problems)))
    return quiz


def _private_quizzes(folder: Path) -> Path | None:
    from peersteps.nbgrading.cohort import private_quizzes
    from peersteps.nbgrading.settings import CohortError

    try:
        return private_quizzes(folder)
    except CohortError as why:
        stop(why)
