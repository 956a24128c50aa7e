"""The figures of an issue as a small chart for each unit: counts in, coordinates out. Pure arithmetic.

A count is joined to the next of the same party; counts of one week that differ by whose they are stand in conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from .axes import LEFT, RIGHT, WIDTH, Axis, ticks
from .labels import Block, free, width_of

TOP, BOTTOM = 24, 134
SIZE, REACH = 12, 7  # of a label's letters; of a mark
WINDOW = timedelta(days=7)  # so close in time, two counts of one thing ought to agree
UNITS = 3  # charts at most, the commonest units first
LABELLED = 40  # beyond that, only the last count of each party has its number beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure: how many of what, by whose count (empty: not told), on which day."""

    anchor: str
    value: float
    number: str
    unit: str
    whose: str
    colour: int
    said_on: date
    day: str
    pending: bool

    @property
    def words(self) -> str:
        """ "1,300 prisoners, 4 March 2024, count of Hamas"."""
        waiting = " (to decide)" if self.pending else ""
        return f"{self.number} {self.unit}, {self.day}, {self.account}{waiting}"

    @property
    def account(self) -> str:
        """Whose count it is, in words."""
        return f"count of {self.whose}" if self.whose else "whose count is not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A count's place and, where there is room, its number beside it; a party's last one has the party's name, too."""

    x: str
    y: str
    count: Counted
    label: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The line that joins the counts of one party."""

    colour: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A round number across the chart."""

    y: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Counts of one week that differ, the highest first, and the line that joins them; the latest week comes first."""

    x: str
    top: str
    bottom: str
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChart:
    """The counts of one unit."""

    unit: str
    width: int
    height: int
    left: int
    right: int
    foot: int
    levels: tuple[Level, ...]
    ticks: tuple[tuple[str, str], ...]
    threads: tuple[Thread, ...]
    conflicts: tuple[Conflict, ...]
    dots: tuple[Dot, ...]


def draw(counted: Iterable[Counted], *, axis: Axis | None) -> list[CountChart]:
    """A chart for each unit, under the axis of the issue's chart or, without one, one of its own."""
    by_unit: dict[str, list[Counted]] = defaultdict(list)
    for count in sorted(counted, key=lambda count: (count.said_on, count.anchor)):
        by_unit[count.unit].append(count)
    commonest = sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0]))[:UNITS]
    charts = (chart_of(unit, counts, axis or own_axis(counts)) for unit, counts in commonest)
    return [chart for chart in charts if chart]


def own_axis(counts: Sequence[Counted]) -> Axis:
    """An axis over the counts alone."""
    first, last = counts[0].said_on, counts[-1].said_on
    room = max((last - first) / 25, timedelta(days=3))
    return Axis(first=first - room, last=last + room)


def chart_of(unit: str, counts: Sequence[Counted], axis: Axis) -> CountChart | None:
    """The chart of one unit; None where none of its counts is in the picture."""
    shown = [count for count in counts if axis.holds(count.said_on)]
    if not shown:
        return None
    steps = levels([count.value for count in shown])
    low, high = steps[0], steps[-1]

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    places = [(axis.x(count.said_on), y(count.value)) for count in shown]
    return CountChart(
        unit=unit,
        width=WIDTH,
        height=BOTTOM + 34,
        left=LEFT,
        right=RIGHT,
        foot=BOTTOM,
        levels=tuple(Level(y=f"{y(step):.1f}", words=in_words(step)) for step in steps),
        ticks=tuple((f"{axis.x(day):.1f}", words) for day, words in ticks(axis)),
        threads=tuple(threads(shown, places)),
        conflicts=tuple(
            Conflict(
                x=f"{axis.x(told[0].said_on):.1f}",
                top=f"{y(told[0].value):.1f}",
                bottom=f"{y(told[-1].value):.1f}",
                counts=told,
            )
            for told in reversed(list(conflicts(shown)))
        ),
        dots=tuple(dots(shown, places)),
    )


def levels(values: Sequence[float]) -> list[float]:
    """Three to six round numbers that hold all values; from nought on where that does not flatten them."""
    low, high = min(values), max(values)
    if (low >= 0 and low < 0.6 * high) or low == high:
        low = min(low, 0)
    if low == high:
        high = low + 1
    rough = (high - low) / 4
    size = 10 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [n * step for n in range(first, last + 1)]


def in_words(value: float) -> str:
    """ "1,300" or "4.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def threads(counts: Sequence[Counted], places: Sequence[tuple[float, float]]) -> Iterable[Thread]:
    """The lines that join each party's counts."""
    by_party: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for count, place in zip(counts, places, strict=True):
        if count.whose and not count.pending:
            by_party[count.whose, count.colour].append(place)
    for (_, colour), told in by_party.items():
        if len(told) > 1:
            path = "L".join(f"{x:.1f},{y:.1f}" for x, y in told)
            yield Thread(colour=colour, path=f"M{path}")


def conflicts(counts: Sequence[Counted]) -> Iterable[tuple[Counted, ...]]:
    """Counts of one week that differ by whose they are: of each party the latest, the highest first."""
    known = [count for count in counts if not count.pending]
    n = 0
    while n < len(known):
        week = [count for count in known[n:] if count.said_on - known[n].said_on <= WINDOW]
        latest = {count.whose: count for count in week if count.whose}
        if len({count.value for count in latest.values()}) > 1:
            yield tuple(sorted(latest.values(), key=lambda count: -count.value))
            n += len(week)
        else:
            n += 1


def dots(counts: Sequence[Counted], places: Sequence[tuple[float, float]]) -> Iterable[Dot]:
    """The marks, with the numbers that find room beside them: those of the latest days first."""
    last = {count.whose: count for count in counts}
    words = [f"{c.number} {c.whose}" if c.whose and last[c.whose] is c else c.number for c in counts]
    marks = [Block(left=x - REACH, top=y - REACH, right=x + REACH, bottom=y + REACH) for x, y in places]
    worded = [n for n, count in enumerate(counts) if len(counts) <= LABELLED or last[count.whose] is count]
    worded.reverse()
    found = free([beside(places[n], words[n]) for n in worded], marks)
    labels = dict(zip(worded, found, strict=True))
    for n, (count, (x, y)) in enumerate(zip(counts, places, strict=True)):
        block = labels.get(n)
        label = (f"{(block.left + block.right) / 2:.1f}", f"{block.bottom - 3:.1f}", words[n]) if block else None
        yield Dot(x=f"{x:.1f}", y=f"{y:.1f}", count=count, label=label)


def beside(place: tuple[float, float], number: str) -> list[Block]:
    """Where a label would like to stand: over its mark, right of it, left of it, below it."""
    (x, y), wide = place, width_of(number, SIZE)
    middles = [(x, y - REACH - 8), (x + REACH + 3 + wide / 2, y), (x - REACH - 3 - wide / 2, y), (x, y + REACH + 8)]
    blocks = [Block(left=cx - wide / 2, right=cx + wide / 2, top=cy - 7, bottom=cy + 7) for cx, cy in middles]
    return [block for block in blocks if block.left >= LEFT and block.top >= 0 and block.bottom <= BOTTOM + 2]
