"""Time across a picture: days to places, the names under them, and the stretch that is looked at. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from . import days
from .rows import Row

WIDTH, LEFT, RIGHT = 1080, 190, 930
SPANS = {"year": 365, "quarter": 91, "month": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days that are looked at, both included."""

    first: date
    last: date

    def moved(self, lengths: int) -> Stretch:
        """The stretch so many of its own lengths later."""
        step = (self.last - self.first + timedelta(days=1)) * lengths
        return Stretch(first=self.first + step, last=self.last + step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days to x, between the left and the right end."""

    first: date
    last: date
    left: int = LEFT
    right: int = RIGHT

    def x(self, day: date) -> float:
        """Where a day stands; days outside stand at the ends."""
        share = (day - self.first) / max(self.last - self.first, timedelta(days=1))
        return self.left + (self.right - self.left) * min(max(share, 0), 1)

    def holds(self, day: date) -> bool:
        """Whether a day is in the picture."""
        return self.first <= day <= self.last


def stretch_of(
    span: str, *, since: date | None, until: date | None, known: Iterable[date], day: date
) -> Stretch | None:
    """What is looked at: days of one's own, or a year, a quarter or a month up to the last day told; None for all."""
    told = sorted(known)
    if not told:
        return None
    if since or until:
        first, last = since or told[0], until or max(told[-1], since or told[-1])
        return Stretch(first=min(first, last), last=max(first, last))
    if span not in SPANS:
        return None
    last = min(told[-1], day)
    return Stretch(first=last - timedelta(days=SPANS[span]), last=last)


def axis_over(rows: Iterable[Row], *, stretch: Stretch | None, until: date | None) -> Axis:
    """A time axis over a stretch or, without one, over every row with a little room at both ends.

    Imprecise days are held whole; `until` is a day that was asked for: there it ends.
    """
    if stretch:
        return Axis(first=stretch.first, last=max(stretch.last, stretch.first + timedelta(days=1)))
    shown = list(rows)
    first = min(days.first_day(row.said_on, row.precision) for row in shown)
    last = max(max(days.last_day(row.said_on, row.precision), *row.restated, date.min) for row in shown)
    room = max((max(last, until or last) - first) / 25, timedelta(days=2))
    return Axis(first=first - room, last=max(last, until) if until else last + room)


def ticks(axis: Axis) -> list[tuple[date, str]]:
    """Days, weeks, months, quarters or years, whichever leaves room for their names; the first one tells the year."""
    span = (axis.last - axis.first).days
    named = day_ticks(axis, span) if span <= 60 else month_ticks(axis, span)
    if named and str(named[0][0].year) not in named[0][1]:
        named[0] = (named[0][0], f"{named[0][1]} {named[0][0].year}")
    return named


def day_ticks(axis: Axis, span: int) -> list[tuple[date, str]]:
    """Mondays, or the days of a short time."""
    step = 7 if span > 16 else 2 if span > 9 else 1
    start = axis.first + timedelta(days=-axis.first.weekday() % 7) if step == 7 else axis.first
    told = (start + timedelta(n) for n in range(0, span + 1, step))
    return [(day, f"{day.day} {day:%b}") for day in told if day <= axis.last]


def month_ticks(axis: Axis, span: int) -> list[tuple[date, str]]:
    """The first of each month, quarter or year."""
    every = 1 if span <= 400 else 3 if span <= 1600 else 12
    years = 1 + span // 7300  # of a long time, not every year has room for its name
    months = ((axis.first.year * 12 + axis.first.month + n) for n in range(span // 28 + 2))
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months if (month % 12) % every == 0]
    return [(day, month_name(day, every)) for day in firsts if day <= axis.last and day.year % years == 0]


def month_name(day: date, every: int) -> str:
    """ "Mar", with the year in January, or the year alone."""
    if every == 12:
        return f"{day.year}"
    return f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}"
