"""Commands for trainers who run a cohort through nbgrader."""

from pathlib import Path
from typing import Annotated

import typer

from peersteps.cli.common import CourseFolder, On, group, list_problems, stop, the_course, today

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
    from peersteps.reading import read_quiz

    found = the_course(course)
    try:
        private = cohort.private_quizzes(folder)
        one = found.quizzes.get(quiz)
        if private:
            one, problems = read_quiz(private / f"{quiz}.yml", private)
            list_problems(problem for problem in problems if problem.severity == "error")
        if one is None:
            stop(f"There is no quiz '{quiz}'. There are: {', '.join(sorted(found.quizzes))}.")
        released = cohort.release(folder, found, one)
    except CohortError as why:
        stop(why)
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
        typer.echo(f"  {which} of {student}: ask them to hand it in once more; see: peersteps cohort status")
    list_problems(done.problems)


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
    course: CourseFolder = Path(),
    on: On = None,
) -> None:
    """Write the sheet for talking a quiz's points through with somebody instead of a test. It counts the same.

    Example: peersteps cohort talk-through suicide-awareness -o talk-through.html
    """
    from peersteps.report import talk_through as sheet

    found = the_course(course)
    if quiz not in found.quizzes:
        stop(f"There is no quiz '{quiz}'. There are: {', '.join(sorted(found.quizzes))}.")
    out.write_text(sheet(found, found.quizzes[quiz], on or today()), encoding="utf-8", newline="\n")
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
