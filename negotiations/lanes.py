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


def value_on(lane: Lane, day: date) -> int | None:
    """Where the lane stands at the end of a day."""
    return next((step.value for step in reversed(lane.steps) if step.day <= day), None)


def gaps_between(lanes: Sequence[Lane], *, until: date) -> list[Gap]:
    """The gap between opposing lanes over time, from the day on which two of them have a place."""
    turns = sorted({step.day for lane in lanes for step in lane.steps if step.day <= until})
    gaps: list[Gap] = []
    for first, last in pairwise([*turns, until]):
        places = [value for lane in lanes if (value := value_on(lane, first)) is not None]
        if len(places) > 1:
            gaps.append(Gap(first=first, last=last, low=min(places), high=max(places)))
    return gaps
