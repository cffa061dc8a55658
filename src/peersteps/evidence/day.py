"""Days and months as people in England count them. Times are kept in UTC; a day is a day in London."""

import calendar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(moment: datetime) -> date:
    """The day it was in London."""
    return moment.astimezone(LONDON).date()


def day_number(moment: datetime) -> int:
    """The day it was in London, as a proleptic ordinal. Quick for times in UTC, of which there may be a million.

    London is never more than an hour ahead of UTC, so only the last hour of a day can belong to the next one.
    """
    if moment.hour < 23 and moment.tzinfo is UTC:
        return moment.toordinal()
    return day(moment).toordinal()


def noon(on: date) -> datetime:
    """A time that stands for a day alone: nothing is said about the hour."""
    return datetime.combine(on, time(12), UTC)


def months_later(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month if it is shorter."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))
