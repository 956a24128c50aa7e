"""The chart of an issue: rows in, coordinates out. Pure arithmetic; `_chart.svg` sets the marks.

Coordinates are texts with one decimal, since a localised template would print commas.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

from . import days
from .lanes import Lane, gaps_between, lanes_of
from .rows import Row

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 1080, 190, 970, 40, 300
UNTOLD = BOTTOM + 34  # the strip for positions whose side the text does not tell
LANE_APART, MARK_APART, NAME_APART, LABEL_LINE = 8, 12, 17, 15
LABEL_WIDTH = 24  # characters
SHAPES = {
    "demand": "M0,-6.5L6.5,5H-6.5Z",
    "offer": "M0,-7L7,0L0,7L-7,0Z",
    "accept": "M-5.5,0a5.5,5.5 0 1 0 11,0a5.5,5.5 0 1 0 -11,0Z",
    "reject": "M-5,-5L5,5M5,-5L-5,5",
    "concede": "M0,6.5L6.5,-5H-6.5Z",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words at a place."""

    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named point of the scale: its line, and its label in one or two lines."""

    y: str
    label: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A party's stepped line, with its name at the end."""

    colour: int
    path: str
    ascribed: bool
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A position: its shape's place, its whisker if the day is imprecise, the card that it opens."""

    x: str
    y: str
    row: Row
    card: str
    shape: str
    title: str
    whisker: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A shaded stretch of the gap."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that the picture needs."""

    width: int
    height: int
    left: int
    right: int
    foot: str
    rules: tuple[Rule, ...]
    untold: Text | None
    ticks: tuple[Text, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days to x."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands; days outside stand at the ends."""
        share = (day - self.first) / max(self.last - self.first, timedelta(days=1))
        return LEFT + (RIGHT - LEFT) * min(max(share, 0), 1)


def y_of(value: float) -> float:
    """Where a place on the scale stands: 100 on top."""
    return BOTTOM - (BOTTOM - TOP) * value / 100


def text(number: float) -> str:
    """A coordinate."""
    return f"{number:.1f}"


def draw(
    rows: Sequence[Row], *, pending: Sequence[Row], points: Iterable[tuple[int, str]], opposing: frozenset[str]
) -> Chart | None:
    """The chart of one issue; None where there is nothing to draw.

    `points` are the scale's values and labels, `opposing` the keys of the parties whose distance is the gap.
    """
    shown = [*rows, *pending]
    if not shown:
        return None
    axis = axis_over(shown)
    lanes = lanes_of(rows)
    apart = offsets(lanes, pending)
    has_untold = any(row.value is None for row in shown)
    foot = UNTOLD + 14 if has_untold else BOTTOM
    return Chart(
        width=WIDTH,
        height=foot + 34,
        left=LEFT,
        right=RIGHT,
        foot=text(foot),
        rules=tuple(rule(value, label) for value, label in points),
        untold=Text(x=text(LEFT - 14), y=text(UNTOLD + 4), words="side not told") if has_untold else None,
        ticks=tuple(Text(x=text(axis.x(day)), y=text(foot + 20), words=words) for day, words in ticks(axis)),
        boxes=tuple(boxes(lanes, opposing, axis)),
        lines=tuple(lines(lanes, axis, apart)),
        marks=tuple(marks(shown, axis, apart)),
    )


def axis_over(rows: Sequence[Row]) -> Axis:
    """A time axis that holds all days of every row, imprecise and later ones too, with a little room at both ends."""
    first = min(days.first_day(row.said_on, row.precision) for row in rows)
    last = max(max(days.last_day(row.said_on, row.precision), row.last_stated) for row in rows)
    room = max((last - first) / 25, timedelta(days=2))
    return Axis(first=first - room, last=last + room)


def rule(value: int, label: str) -> Rule:
    """A point of the scale, its label broken into lines centred on it."""
    parts = wrap(label, LABEL_WIDTH) or [""]
    top = y_of(value) + 4 - LABEL_LINE * (len(parts) - 1) / 2
    label_lines = (Text(x=text(LEFT - 14), y=text(top + LABEL_LINE * n), words=part) for n, part in enumerate(parts))
    return Rule(y=text(y_of(value)), label=tuple(label_lines))


def ticks(axis: Axis) -> list[tuple[date, str]]:
    """Weeks, months, quarters or years, whichever leaves room for their names."""
    span = (axis.last - axis.first).days
    if span <= 60:
        monday = axis.first + timedelta(days=-axis.first.weekday() % 7)
        step = 7 if span > 14 else 1
        start = monday if step == 7 else axis.first
        return [
            (day, f"{day.day} {day:%b}") for n in range(0, span, step) if (day := start + timedelta(n)) <= axis.last
        ]
    every = 1 if span <= 550 else 3 if span <= 1600 else 12
    months = ((axis.first.year * 12 + axis.first.month + n) for n in range(span // 28 + 2))
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months if (month % 12) % every == 0]
    return [(day, month_name(day, every)) for day in firsts if day <= axis.last]


def month_name(day: date, every: int) -> str:
    """ "Mar", with the year in January, or the year alone."""
    if every == 12:
        return f"{day.year}"
    return f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}"


def offsets(lanes: Sequence[Lane], pending: Sequence[Row]) -> dict[tuple[str, int], float]:
    """By how many pixels a party's line is moved at a value, so that lines on one point lie side by side."""
    at_value: dict[int, list[str]] = defaultdict(list)
    for row in [row for lane in lanes for row in lane.rows] + list(pending):
        if row.value is not None and row.party not in at_value[row.value]:
            at_value[row.value].append(row.party)
    return {
        (party, value): (rank - (len(parties) - 1) / 2) * LANE_APART
        for value, parties in at_value.items()
        for rank, party in enumerate(sorted(parties))
    }


def boxes(lanes: Sequence[Lane], opposing: frozenset[str], axis: Axis) -> Iterable[Box]:
    """The gap between the opposing parties, as shaded stretches."""
    for gap in gaps_between([lane for lane in lanes if lane.party in opposing], until=axis.last):
        left, right = axis.x(gap.first), axis.x(gap.last)
        top, bottom = y_of(gap.high), y_of(gap.low)
        yield Box(x=text(left), y=text(top), width=text(right - left), height=text(bottom - top))


def lines(lanes: Sequence[Lane], axis: Axis, apart: dict[tuple[str, int], float]) -> Iterable[Line]:
    """Each lane's stepped line, with names at the right end that keep clear of each other."""
    ends = {lane.party: place(lane.steps[-1].value, lane.party, apart) for lane in lanes if lane.steps}
    name_at = spread(ends)
    for lane in lanes:
        if not lane.steps:
            continue
        turns = [(axis.x(step.day), place(step.value, lane.party, apart)) for step in lane.steps]
        (x, y), rest = turns[0], turns[1:]
        path = f"M{text(x)},{text(y)}" + "".join(f"H{text(x)}V{text(y)}" for x, y in rest) + f"H{RIGHT}"
        last = lane.steps[-1].row
        name = Text(x=text(RIGHT + 10), y=text(name_at[lane.party] + 4), words=last.party_name)
        yield Line(colour=last.colour, path=path, ascribed=lane.is_ascribed, name=name)


def place(value: int, party: str, apart: dict[tuple[str, int], float]) -> float:
    """The y of a party at a value."""
    return y_of(value) + apart.get((party, value), 0)


def spread(ends: dict[str, float]) -> dict[str, float]:
    """Heights moved downwards as far as needed for names not to touch."""
    moved: dict[str, float] = {}
    lowest = float("-inf")
    for party, y in sorted(ends.items(), key=lambda end: (end[1], end[0])):
        lowest = moved[party] = max(y, lowest + NAME_APART)
    return moved


def marks(rows: Sequence[Row], axis: Axis, apart: dict[tuple[str, int], float]) -> Iterable[Mark]:
    """A mark for each row; rows of one party, day and place stand beside each other."""
    taken: Counter[tuple[str, date, float]] = Counter()
    for row in rows:
        y = UNTOLD if row.value is None else place(row.value, row.party, apart)
        here = (row.party if row.value is not None else "", row.said_on, y)
        x = axis.x(row.said_on) + taken[here] * MARK_APART
        taken[here] += 1
        yield Mark(
            x=text(x),
            y=text(y),
            row=row,
            card=f"{'proposal' if row.pending else 'position'}-{row.pk}",
            shape=SHAPES[row.stance],
            title=title_of(row),
            whisker=whisker(row, axis),
        )


def whisker(row: Row, axis: Axis) -> tuple[str, str] | None:
    """From the first to the last day that an imprecise day may mean."""
    if row.precision == "day":
        return None
    ends = days.first_day(row.said_on, row.precision), days.last_day(row.said_on, row.precision)
    return text(axis.x(ends[0])), text(axis.x(ends[1]))


def title_of(row: Row) -> str:
    """A mark in words, for screen readers and on hover."""
    side = f": {row.side_label}" if row.side_label else ""
    waiting = " (to decide)" if row.pending else ""
    return f"{row.party_name}, {row.day}, {row.stance}{side}{waiting}"
