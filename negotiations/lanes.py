"""Where a party stands on an issue, and since when: the arithmetic that chart and matrix share. Rows in, steps out.

A party's line follows what it says itself; of one day, its own words go before those of its unnamed officials.
What others ascribe to it moves its line only where it never said anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from .rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From `day` on the party stands at `row`'s side, until the next step; a side restated is a step, too."""

    day: date
    value: int
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One party's way over an issue's scale: all its rows in time's order, and the steps of its line."""

    party: str
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]

    @property
    def is_ascribed(self) -> bool:
        """Whether the line rests on others' accounts alone."""
        return bool(self.steps) and not self.steps[-1].row.is_self_stated

    @property
    def standing(self) -> Row | None:
        """The row that tells best where the party stands at the end."""
        if self.steps:
            return self.steps[-1].row
        return next((row for row in reversed(self.rows) if row.is_self_stated), self.rows[-1] if self.rows else None)

    @property
    def run(self) -> tuple[tuple[date, Row], ...]:
        """The days, with their rows, on which the party held to its present side without a break."""
        standing = self.standing
        if standing is None:
            return ()
        elsewhere = date.min  # the last day on which it stood on another side
        for step in self.steps:
            if step.value != standing.value:
                elsewhere = step.day
        same = (row for row in self.rows if row.side == standing.side and row.is_self_stated == standing.is_self_stated)
        stated = ((day, row) for row in same for day in (row.said_on, *row.restated) if day > elsewhere)
        return tuple(sorted(stated, key=lambda told: told[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """On `day` a party moved from one place to another."""

    day: date
    before: Row
    after: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """From `first` to `last` a party held to one place, and said so `times` times; `row` says it first."""

    first: date
    last: date
    times: int
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Between `first` and `last` the opposing parties stand between `low` and `high` on the scale."""

    first: date
    last: date
    low: int
    high: int

    @property
    def width(self) -> int:
        """How far apart they are, of 100."""
        return self.high - self.low


def lanes_of(rows: Iterable[Row]) -> list[Lane]:
    """Rows of one issue, in time's order, as one lane for each party; parties in the order of their names' keys."""
    by_party = groupby(sorted(rows, key=lambda row: row.party), key=lambda row: row.party)
    return [lane_of(party, tuple(sorted(own, key=lambda row: row.said_on))) for party, own in by_party]


def lane_of(party: str, rows: tuple[Row, ...]) -> Lane:
    """One party's lane from its rows in time's order."""
    placed = [row for row in rows if row.value is not None]
    telling = [row for row in placed if row.is_self_stated] or placed
    stated = sorted(((day, row) for row in telling for day in (row.said_on, *row.restated)), key=lambda told: told[0])
    steps = []
    for day, of_day in groupby(stated, key=lambda told: told[0]):
        candidates = [row for _, row in of_day]
        row = next((row for row in reversed(candidates) if row.is_own), candidates[-1])
        steps.append(Step(day=day, value=row.value or 0, row=row))
    return Lane(party=party, rows=rows, steps=tuple(steps))


def shifts_of(lane: Lane) -> list[Shift]:
    """Where the lane's line moves."""
    turns = pairwise(lane.steps)
    return [Shift(day=new.day, before=old.row, after=new.row) for old, new in turns if new.value != old.value]


def runs_of(lane: Lane) -> list[Run]:
    """The lane's line, place by place."""
    runs = []
    for _, held in groupby(lane.steps, key=lambda step: step.value):
        steps = list(held)
        runs.append(Run(first=steps[0].day, last=steps[-1].day, times=len(steps), row=steps[0].row))
    return runs


def value_on(lane: Lane, day: date) -> int | None:
    """Where the lane stands at the end of a day."""
    return next((step.value for step in reversed(lane.steps) if step.day <= day), None)


def gaps_between(lanes: Sequence[Lane], *, until: date) -> list[Gap]:
    """The gap between opposing lanes over time, from the day on which two of them have a place."""
    stated = sorted(((step.day, n, step.value) for n, lane in enumerate(lanes) for step in lane.steps), key=by_day)
    turns = [(day, list(told)) for day, told in groupby(stated, key=by_day) if day <= until]
    places: dict[int, int] = {}
    gaps: list[Gap] = []
    for (first, told), (last, _) in pairwise([*turns, (until, [])]):
        places.update({n: value for _, n, value in told})
        if len(places) < 2:
            continue
        low, high = min(places.values()), max(places.values())
        if gaps and (gaps[-1].low, gaps[-1].high) == (low, high):
            first = gaps.pop().first
        gaps.append(Gap(first=first, last=last, low=low, high=high))
    return gaps


def by_day(told: tuple[date, int, int]) -> date:
    """The day of a statement."""
    return told[0]
