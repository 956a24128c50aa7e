"""The marks of a chart: a shape for each position, ticks where it was said again. Rows in, places out; pure arithmetic.

Where there are more positions than a picture can tell apart, those that only repeat a party's stand become ticks, too;
and if that is not enough, neighbours on one line share a mark that says how many they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from . import days
from .axes import Axis
from .rows import Row

MARK_APART = 12
MANY = 160  # marks beyond which neighbours share one
NUMBERED = 60  # marks beyond which there is no room for numbers
TICK_ROOMS = (6, 10, 16, 24)  # pixels between ticks on one line, until they are few enough
CELLS = (9, 14, 20, 30, 45)  # pixels that neighbours share, until that is few enough
SHAPES = {
    "demand": "M0,-6.5L6.5,5H-6.5Z",
    "offer": "M0,-7L7,0L0,7L-7,0Z",
    "accept": "M-5.5,0a5.5,5.5 0 1 0 11,0a5.5,5.5 0 1 0 -11,0Z",
    "reject": "M-5,-5L5,5M5,-5L-5,5",
    "concede": "M0,6.5L6.5,-5H-6.5Z",
}


class Places(Protocol):
    """What tells where things stand: days to x, a party's places to y."""

    @property
    def axis(self) -> Axis:
        """Days to x."""

    def place(self, value: int | None, party: str) -> float:
        """The y of a party at a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A position, or `number` of them: its shape's place, its whisker if the day is imprecise, what it opens."""

    x: str
    y: str
    row: Row
    href: str
    shape: str
    title: str
    whisker: tuple[str, str] | None
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on which a position was said again."""

    x: str
    y: str
    colour: int
    href: str
    title: str


def marks(rows: Sequence[Row], places: Places, href: Callable[[Row], str]) -> Iterable[Mark]:
    """A mark for each row, or for each group of neighbours; of one party, day and place they stand side by side."""
    taken: Counter[tuple[str, date, float]] = Counter()
    groups = groups_of(rows, places)
    for group in groups:
        row = group[-1]
        y = places.place(row.value, row.party)
        here = ("" if row.value is None else row.party, row.said_on, y)
        x = min(places.axis.x(row.said_on) + taken[here] * MARK_APART, places.axis.right + MARK_APART)
        taken[here] += 1
        yield Mark(
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            row=row,
            href=href(row),
            shape=SHAPES[row.stance],
            title=title_of(group),
            whisker=whisker(row, places.axis) if len(group) == 1 else None,
            number=len(group) if len(groups) <= NUMBERED else 1,
        )


def told_apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows that change or contest where a party stands, and rows that only repeat it; the latter if there are many."""
    if len(rows) <= MANY:
        return list(rows), []
    standing: dict[str, int | None] = {}
    telling, repeating = [], []
    for row in sorted(rows, key=lambda row: row.said_on):
        repeats = not row.pending and row.value is not None and row.value == standing.get(row.party)
        (repeating if repeats else telling).append(row)
        if row.is_self_stated and row.value is not None and not row.pending:
            standing[row.party] = row.value
    return telling, repeating


def groups_of(rows: Sequence[Row], places: Places) -> list[list[Row]]:
    """Rows one by one or, where they are too many, those that share a line, a look and a few pixels."""
    groups = [[row] for row in rows]
    for cell in CELLS:
        if len(groups) <= MANY:
            break
        shared: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in rows:
            line = places.place(row.value, row.party), "" if row.value is None else row.party
            shared[*line, row.pending, row.is_own, int(places.axis.x(row.said_on) // cell)].append(row)
        groups = list(shared.values())
    return groups


def restatements(
    rows: Iterable[Row], repeating: Iterable[Row], places: Places, href: Callable[[Row], str]
) -> Iterable[Tick]:
    """A tick for each later day on which a position was said again, as far as ticks can be told apart."""
    told = [(row.said_on, row) for row in repeating] + [(day, row) for row in rows for day in row.restated]
    told = sorted(((day, row) for day, row in told if places.axis.holds(day)), key=lambda again: again[0])
    shown = told
    for room in TICK_ROOMS:
        shown = thinned(told, places, room)
        if len(shown) <= MANY:
            break
    for day, row in shown:
        x, y = places.axis.x(day), places.place(row.value, row.party)
        title = f"{row.party_name} said so again, {days.in_words(day, 'day')}"
        yield Tick(x=f"{x:.1f}", y=f"{y:.1f}", colour=row.colour, href=href(row), title=title)


def thinned(told: Iterable[tuple[date, Row]], places: Places, room: int) -> list[tuple[date, Row]]:
    """Days on which something was said, in order, without those that follow the one before too closely on a line."""
    last: dict[tuple[str, int | None], float] = {}
    kept = []
    for day, row in told:
        line, x = (row.party, row.value), places.axis.x(day)
        if x - last.get(line, -room) >= room:
            last[line] = x
            kept.append((day, row))
    return kept


def whisker(row: Row, axis: Axis) -> tuple[str, str] | None:
    """From the first to the last day that an imprecise day may mean."""
    if row.precision == "day":
        return None
    ends = days.first_day(row.said_on, row.precision), days.last_day(row.said_on, row.precision)
    return f"{axis.x(ends[0]):.1f}", f"{axis.x(ends[1]):.1f}"


def title_of(group: Sequence[Row]) -> str:
    """A mark in words, for screen readers and on hover."""
    row = group[-1]
    side = f": {row.side_label}" if row.side_label else ""
    if len(group) > 1:
        return f"{row.party_name}, {len(group)} positions from {group[0].day} to {row.day}, the last {row.stance}{side}"
    account = "" if row.is_own else f", {row.chain}"
    waiting = " (to decide)" if row.pending else ""
    return f"{row.party_name}, {row.day}, {row.stance}{side}{account}{waiting}"
