"""Where somebody stands: a pure function of the pathway, what is known about them, and a day.

Order and repetition never matter, and more evidence never takes anything away (only a correction does). An item is
met by the success that carries it furthest: a later try that did not succeed changes nothing. The same rules, on the
same fixtures (`tests/progress_cases/`), are in `front/core/progress.js`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Literal, NamedTuple

from msgspec import Struct

from peersteps.evidence.day import day_number, months_later
from peersteps.evidence.envelope import RANK, Received
from peersteps.evidence.rows import Row, row_of
from peersteps.evidence.statement import COMPLETED, PASSED, VOIDED
from peersteps.evidence.store import Store
from peersteps.model import Item, Known, Level, Pathway, Problem
from peersteps.model.pathway import KNOWN

State = Literal["met", "due-soon", "lapsed", "waiting", "not-yet"]
"""due-soon is met, for not much longer; waiting is told us and needs a signature."""

SOON = 60
"""How many days before its end an item is due soon."""

_SUCCESS = (COMPLETED, PASSED)
_ALWAYS = date.max.toordinal()


class Standing(Struct, frozen=True, gc=False):
    """Where one item stands, and why."""

    item: str
    state: State
    since: date | None = None
    """The day of the success that counts (of what was told, while it waits for a signature)."""
    until: date | None = None
    """The last day on which it is valid; None: for good."""
    known: Known | None = None
    role: str = ""
    """Who saw it, where `known` is seen."""

    @property
    def met(self) -> bool:
        """Whether it counts today."""
        return self.state in ("met", "due-soon")


class Reached(Struct, frozen=True, gc=False):
    """Where one level stands. `items` are in the pathway's order."""

    level: str
    reached: bool
    met: int
    needed: int
    items: tuple[Standing, ...]


class Progress(Struct, frozen=True, gc=False):
    """Where one person stands on a day."""

    on: date
    levels: tuple[Reached, ...]
    ahead: tuple[str, ...] = ()
    """Ids of statements from after that day: they were left out."""


class _Best(NamedTuple):
    """A success on an item. The greatest counts: longest valid, then best known, then earliest."""

    until: int
    rank: int
    before: int
    """The day, negated."""
    role: str


class _Place:
    """Where a success of one kind lands: on one item of one level; an odd key says that it meets the item."""

    __slots__ = ("_months", "_rank", "_role", "days", "key")

    def __init__(self, key: int, months: int | None, rank: int, role: str) -> None:
        self.key = key
        self._months = months
        self._rank = rank
        self._role = role
        self.days: dict[int, _Best] = {}
        """The success on each day so far: many people share a day, so each is made once."""

    def on(self, number: int) -> _Best:
        """Make the success on a day."""
        until = _until(number, self._months) if self._months else _ALWAYS
        self.days[number] = best = _Best(until, self._rank, -number, self._role)
        return best


class _Rules:
    """A pathway on a day, laid out so that each statement finds its places at once."""

    def __init__(self, pathway: Pathway, on: date) -> None:
        self.on = on
        self.today = on.toordinal()
        self.levels: list[tuple[Level, list[tuple[int, Item]]]] = []
        self._meets: dict[str, list[tuple[int, Item, tuple[str, ...]]]] = {}
        own = {item.item: item.sign_off_roles for level in pathway.levels for item in level.items}
        self._not_yet = {item: Standing(item, "not-yet") for item in own}
        numbers = count()
        for level in pathway.levels:
            numbered = [(next(numbers), item) for item in level.items]
            self.levels.append((level, numbered))
            for number, item in numbered:
                self._meets.setdefault(item.item, []).append((number, item, item.sign_off_roles))
                for other in item.instead:
                    roles = own.get(other) or item.sign_off_roles
                    self._meets.setdefault(other, []).append((number, item, roles))

    def places(self, activity: str, channel: Known, role: str) -> tuple[_Place, ...]:
        """Where a success on an activity lands, through a channel and (if it was seen) by a role."""
        rank = RANK[channel]
        item = "/".join(activity.rsplit("/", 2)[1:])
        return tuple(
            _Place(2 * number + _meets(slot, rank, role, roles), slot.valid_months, rank, role)
            for number, slot, roles in self._meets.get(item, ())
        )

    def standing(self, item: Item, best: _Best | None, told: _Best | None) -> Standing:
        """Where an item stands, from the best that meets it and the best that does not by itself."""
        if best and best.until >= self.today:
            soon = best.until != _ALWAYS and best.until - self.today <= SOON
            return _stands(item.item, "due-soon" if soon else "met", best)
        if told and told.until >= self.today and item.known == "seen":
            return Standing(item.item, "waiting", since=_date(-told.before))
        if best:
            return _stands(item.item, "lapsed", best)
        return self._not_yet[item.item]


class _Tally:
    """What is known about one person so far."""

    __slots__ = ("ahead", "best")

    def __init__(self) -> None:
        self.best: dict[int, _Best] = {}
        """The best success for each place's key."""
        self.ahead: set[str] = set()
        """Statements from after the day."""

    def progress(self, rules: _Rules) -> Progress:
        """Where this person stands."""
        levels = []
        before = True
        for level, numbered in rules.levels:
            best = self.best
            items = tuple(
                rules.standing(item, best.get(2 * number + 1), best.get(2 * number)) for number, item in numbered
            )
            met = sum(standing.met for standing in items)
            needed = len(items) if level.choose is None else level.choose
            before = before and met >= needed
            levels.append(Reached(level.id, before, met, needed, items))
        return Progress(rules.on, tuple(levels), tuple(sorted(self.ahead)))


def progress(pathway: Pathway, received: Iterable[Received], on: date) -> Progress:
    """Where one person stands on a day. Raises ValueError if the rows are about more than one person."""
    rows = [row_of(row) for row in received]
    rules = _Rules(pathway, on)
    tallies = _tallies(rules, rows, (row for row in rows if row.what.verb.id == VOIDED))
    if len(tallies) > 1:
        raise ValueError("progress is about one person: these rows are about several")
    return next(iter(tallies.values()), _Tally()).progress(rules)


def progress_of_all(
    pathway: Pathway, store: Store, on: date, problems: list[Problem] | None = None
) -> Iterator[tuple[str, Progress]]:
    """Everybody in a store, in the order in which they first appear; lines that cannot be read go to `problems`.

    The file is read as a stream: what is held grows with people times items, not with statements.
    """
    rules = _Rules(pathway, on)
    for name, tally in _tallies(rules, store.rows(problems), store.corrections()).items():
        yield name, tally.progress(rules)


def _tallies(rules: _Rules, rows: Iterable[Row], corrections: Iterable[Row]) -> dict[str, _Tally]:
    """What is known about each person. The loop is bare because it may turn a million times for one report."""
    today = rules.today
    taken_back = _taken_back(corrections, today)
    places: dict[tuple[str, Known, str], tuple[_Place, ...]] = {}
    tallies: dict[str, _Tally] = {}
    for row in rows:
        what = row.what
        name = what.who.account.name
        tally = tallies.get(name)
        if tally is None:
            tally = tallies[name] = _Tally()
        number = day_number(what.timestamp)
        channel = row.channel
        if number > today:
            tally.ahead.add(what.id)
            continue
        if what.verb.id not in _SUCCESS:
            continue
        if taken_back and RANK[channel] <= taken_back.get((what.id, name), -1):
            continue
        kind = (what.about.id, channel, row.source if channel == "seen" else "")
        found = places.get(kind)
        if found is None:
            found = places[kind] = rules.places(*kind)
        best = tally.best
        for place in found:
            new = place.days.get(number) or place.on(number)
            old = best.get(place.key)
            if old is None or new > old:
                best[place.key] = new
    return tallies


def _taken_back(corrections: Iterable[Row], today: int) -> dict[tuple[str, str], int]:
    """Statement id and person -> the strongest channel of a correction in their name.

    A correction counts if it is about the same person and is known at least as strongly as what it takes back.
    """
    found: dict[tuple[str, str], int] = {}
    for row in corrections:
        if day_number(row.what.timestamp) <= today:
            key = (row.what.about.id, row.what.learner)
            found[key] = max(RANK[row.channel], found.get(key, -1))
    return found


def _meets(item: Item, rank: int, role: str, roles: tuple[str, ...]) -> bool:
    """Whether a success meets an item: known well enough and, if it was seen, by a role that may sign."""
    return rank >= RANK[item.known] and (not role or not roles or role in roles)


def _stands(item: str, state: State, best: _Best) -> Standing:
    until = None if best.until == _ALWAYS else _date(best.until)
    return Standing(item, state, _date(-best.before), until, KNOWN[best.rank], best.role)


@lru_cache(maxsize=10_000)
def _until(on: int, months: int) -> int:
    return months_later(date.fromordinal(on), months).toordinal()


@lru_cache(maxsize=10_000)
def _date(ordinal: int) -> date:
    return date.fromordinal(ordinal)
