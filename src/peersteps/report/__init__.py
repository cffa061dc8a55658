"""Reports: progress of many as letters, pages and sheets. Nothing is stored here, and nothing flows back."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peersteps.evidence import People, Store
from peersteps.evidence.statement import ACTOR
from peersteps.model import Course, Problem
from peersteps.progress import progress, progress_of_all
from peersteps.report.overview import overview
from peersteps.report.pages import GENERATOR, Frame, index, letter, person_page
from peersteps.report.sheets import write_csv, write_xlsx
from peersteps.report.talk_through import talk_through
from peersteps.report.view import Card, card


@dataclass(frozen=True)
class ReportResult:
    """What was written, and what the person who made the report should know."""

    letters: tuple[Path, ...]
    pages: tuple[Path, ...]
    sheets: tuple[Path, ...]
    removed: tuple[Path, ...]
    """Letters and pages of an earlier report that nobody should get any more."""
    problems: tuple[Problem, ...]


def report(course: Course, people: People, store: Store, on: date, out: Path) -> ReportResult:
    """Write everybody's report as at a day. The same evidence, people and day always give the same bytes."""
    problems = list(people.problems)
    found = dict(progress_of_all(course.pathway, store, on, problems))
    problems += _strangers(people, set(found))
    problems += _ahead({name: len(one.ahead) for name, one in found.items() if one.ahead})
    nothing = progress(course.pathway, (), on)
    cards = {
        person.pseudonym: card(person, course.pathway, found.get(person.pseudonym, nothing))
        for person in people.learners(on)
    }
    frame = Frame(on, course.local.settings.get("organisation", ""))
    (out / "people").mkdir(parents=True, exist_ok=True)
    teams = people.teams(on)
    letters = {
        out / f"{manager.pseudonym}.html": letter(frame, manager, [cards[one.pseudonym] for one in team])
        for manager, team in teams.items()
    }
    pages = {out / "people" / f"{name}.html": person_page(frame, one) for name, one in cards.items()}
    levels = [level.title for level in course.pathway.levels]
    first = {out / "index.html": index(frame, overview(levels, list(cards.values())), list(teams))}
    for path, html in (first | letters | pages).items():
        path.write_text(html, encoding="utf-8", newline="\n")
    sheets = _sheets(out, list(cards.values()), people, on)
    removed = _remove_old(out, {*letters, *pages})
    return ReportResult(tuple(letters), tuple(pages), sheets, removed, tuple(problems))


def _sheets(out: Path, cards: list[Card], people: People, on: date) -> tuple[Path, Path]:
    as_csv, as_xlsx = out / "progress.csv", out / "progress.xlsx"
    write_csv(as_csv, cards, people, on)
    write_xlsx(as_xlsx, cards, people, on)
    return as_csv, as_xlsx


def _remove_old(out: Path, written: set[Path]) -> tuple[Path, ...]:
    """Take away pages that an earlier report wrote about people who are no longer in it; touch nothing else."""
    old = [
        path
        for path in sorted([*out.glob("*.html"), *(out / "people").glob("*.html")])
        if path not in written
        and re.fullmatch(ACTOR, path.stem)
        and GENERATOR in path.read_text(encoding="utf-8", errors="replace")[:2000]
    ]
    for path in old:
        path.unlink()
    return tuple(old)


def _strangers(people: People, names: set[str]) -> list[Problem]:
    return [
        Problem("people.csv", 0, "unknown-id", f"there is evidence about {name}, who has no row here: no page shows it")
        for name in sorted(names - set(people.all))
    ]


def _ahead(counts: dict[str, int]) -> list[Problem]:
    return [
        Problem("statements.jsonl", 0, "bad-value", f"{number} of {name} are dated after this report's day: left out")
        for name, number in sorted(counts.items())
    ]


__all__ = ["ReportResult", "report", "talk_through"]
