"""What a report may show. These types are the fence: what has no field here cannot reach a manager.

There is no field for choices, answers, tries, scores, hours of the day, visits, time spent, which of several equal ways
was used, or how one person compares with another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peersteps.evidence import Person
from peersteps.model import Item, Level, Pathway
from peersteps.progress import Progress, Reached, Standing
from peersteps.report.words import count, how_known, listed, why

Shown = Literal["met", "due-soon", "lapsed", "waiting", "not-yet", "paused"]


@dataclass(frozen=True)
class Line:
    """One item of one person."""

    item: str
    title: str
    state: Shown
    since: date | None
    until: date | None
    how: str
    signers: str = ""
    """Who may sign, where a signature is what it needs."""

    @property
    def why(self) -> str:
        """The state with its reason."""
        return why(self.state, self.since, self.until, self.how, self.signers)


@dataclass(frozen=True)
class Step:
    """One level of one person."""

    level: str
    title: str
    says: str
    needs: str
    """all of these, or any 3 of these."""
    enough: bool
    """Whether enough of its own items are met, whatever the levels before it."""
    reached: bool
    lines: tuple[Line, ...]

    @property
    def met(self) -> tuple[Line, ...]:
        """What is met here."""
        return tuple(line for line in self.lines if line.state in ("met", "due-soon"))


@dataclass(frozen=True)
class Card:
    """One person: the same for the manager and for the person."""

    pseudonym: str
    name: str
    service: str
    on_leave: bool
    level: str
    """Where they are on the pathway, in words."""
    needs_you: tuple[Line, ...]
    due: tuple[Line, ...]
    next: Step | None
    """The level they are working on."""
    steps: tuple[Step, ...]

    @property
    def open(self) -> tuple[Line, ...]:
        """What is not yet met on the level they are working on."""
        return tuple(line for line in self.next.lines if line.state == "not-yet") if self.next else ()

    @property
    def to_sign(self) -> tuple[Line, ...]:
        """What somebody still has to see and sign for that level. Nobody's own record ever tells of it."""
        return () if self.on_leave else tuple(line for line in self.open if line.signers)

    @property
    def to_do(self) -> tuple[Line, ...]:
        """The rest of what is not yet met."""
        return tuple(line for line in self.open if not line.signers)

    @property
    def met(self) -> tuple[Line, ...]:
        """Everything that is met, each once."""
        return tuple({line.item: line for step in self.steps for line in step.met}.values())

    @property
    def met_by_level(self) -> tuple[str, ...]:
        """Welcome: all 4 met; Foundation: 3 of 7 met."""
        return tuple(_met_of(step) for step in self.steps if step.met)


def card(person: Person, pathway: Pathway, progress: Progress) -> Card:
    """One person on a day. While they are on leave nothing is due and nothing needs them."""
    away = person.on_leave(progress.on)
    steps = []
    before = True
    for level, reached in zip(pathway.levels, progress.levels, strict=True):
        step = _step(level, reached, away=away, before=before)
        before = step.reached
        steps.append(step)
    working_on = next((step for step in steps if not step.reached), None)
    wanted = [line for step, reached in zip(steps, progress.levels, strict=True) for line in _wanting(step, reached)]
    once = {line.item: line for line in wanted}.values()
    return Card(
        pseudonym=person.pseudonym,
        name=person.name,
        service=person.service,
        on_leave=away,
        level=_level(steps),
        needs_you=tuple(line for line in once if line.state == "waiting"),
        due=tuple(sorted((line for line in once if line.state in ("lapsed", "due-soon")), key=_by_end)),
        next=working_on,
        steps=tuple(steps),
    )


def _step(level: Level, reached: Reached, *, away: bool, before: bool) -> Step:
    lines = tuple(_line(item, standing, away=away) for item, standing in zip(level.items, reached.items, strict=True))
    held = sum(standing.met or (away and standing.state == "lapsed") for standing in reached.items)
    needs = f"any {reached.needed} of these" if level.choose else "all of these"
    enough = held >= reached.needed
    return Step(level.id, level.title, level.says, needs, enough, before and enough, lines)


def _line(item: Item, standing: Standing, *, away: bool) -> Line:
    state: Shown = standing.state
    if away:
        paused: Mapping[str, Shown] = {"due-soon": "met", "lapsed": "paused", "waiting": "paused"}
        state = paused.get(state, state)
    if state == "waiting":
        return Line(item.item, item.title, state, standing.since, None, "told us", listed(item.sign_off_roles))
    if state in ("paused", "not-yet") or not standing.known:
        signers = (listed(item.sign_off_roles) or "whoever saw it") if item.known == "seen" else ""
        return Line(item.item, item.title, state, None, None, "", signers)
    how = how_known(standing.known, standing.role, alternatives=bool(item.instead))
    return Line(item.item, item.title, state, standing.since, standing.until, how)


def _wanting(step: Step, reached: Reached) -> list[Line]:
    """What needs somebody: not what lapses on a level that has enough without it."""
    lasting = sum(line.state == "met" for line in step.lines)
    enough = lasting >= reached.needed
    ending = () if enough else ("lapsed", "due-soon")
    return [line for line in step.lines if line.state == "waiting" or line.state in ending]


def _level(steps: list[Step]) -> str:
    """The last level reached, or what to renew so that it is held again."""
    held = [step for step in steps if step.reached]
    lapsed = [line for step in steps for line in step.lines if line.state == "lapsed"]
    following = steps[len(held)] if len(held) < len(steps) else None
    if following is None:
        return f"{steps[-1].title} reached"
    renew = [line for line in following.lines if line.state == "lapsed"]
    if lapsed and renew and not any(line.state in ("not-yet", "waiting") for line in following.lines):
        return f"{following.title}: renew {count(len(renew), 'item')} to hold it again"
    if not held:
        return f"Working towards {following.title}"
    return f"{held[-1].title} reached, working towards {following.title}"


def _met_of(step: Step) -> str:
    met, all_of = len(step.met), len(step.lines)
    if step.needs != "all of these":
        return f"{step.title}: {met} met ({step.needs.removesuffix(' of these')} are needed)"
    return f"{step.title}: all {met} met" if met == all_of else f"{step.title}: {met} of {all_of} met"


def _by_end(line: Line) -> tuple[date, str]:
    return line.until or date.max, line.title
