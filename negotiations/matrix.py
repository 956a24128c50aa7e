"""The matrix: rows in, cells out. Pure arithmetic, no models, no templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from . import days
from .lanes import Gap, Lane, gaps_between, lane_of
from .rows import Row

SCALE_LEFT, SCALE_RIGHT = 5, 105  # of a picture 110 wide
TREND_WIDTH, TREND_HEIGHT, TREND_PAD = 110, 26, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on the cell's small scale; hollow where it is not in the party's own words."""

    x: int
    hollow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a party stands on an issue: the standing row, its place, since when, how often confirmed, last when."""

    standing: Row
    dots: tuple[Dot, ...]
    since: str
    times: int
    origins: int
    last_said: str
    silent_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The gap on an issue over time: a line, the present width, and in a word how it moved last."""

    line: str
    width: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One issue of the matrix: a cell or None for each party, and the gap where two opposing parties have a place."""

    issue: str
    cells: tuple[Cell | None, ...]
    trend: Trend | None


def build(
    rows: Iterable[Row], *, issues: Sequence[str], parties: Sequence[str], opposing: frozenset[str], day: date
) -> list[Line]:
    """Rows in time's order as lines of the matrix, in the order of `issues` and `parties` (keys)."""
    by_cell: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_cell[row.issue, row.party].append(row)
    lines = []
    for issue in issues:
        lanes = [lane_of(party, tuple(by_cell[issue, party])) for party in parties]
        cells = tuple(cell_of(lane, day) for lane in lanes)
        trend = trend_of(gaps_between([lane for lane in lanes if lane.party in opposing], until=day))
        lines.append(Line(issue=issue, cells=cells, trend=trend))
    return lines


def cell_of(lane: Lane, day: date) -> Cell | None:
    """What a party's lane comes to on a day; None where nothing is on record."""
    standing = lane.standing
    if standing is None:
        return None
    run = lane.run
    return Cell(
        standing=standing,
        dots=dots_of(lane, standing),
        since=in_words(*run[0]),
        times=len(run),
        origins=len(frozenset().union(*(row.origins for _, row in run))),
        last_said=in_words(*run[-1]),
        silent_days=(day - run[-1][0]).days,
    )


def in_words(day: date, row: Row) -> str:
    """A day on which a row was said or restated, as precise as it is known."""
    return row.day if day == row.said_on else days.in_words(day, "day")


def dots_of(lane: Lane, standing: Row) -> tuple[Dot, ...]:
    """The party's place, and hollow the other places that it was given on or after the last day of its standing row."""
    if standing.value is None:
        return ()
    others = {row.value for row in lane.rows if row.last_stated >= standing.last_stated and row.value is not None}
    hollow = [Dot(x=x_of(value), hollow=True) for value in sorted(others - {standing.value})]
    return (*hollow, Dot(x=x_of(standing.value), hollow=not standing.is_own))


def x_of(value: int) -> int:
    """A place on the small scale."""
    return SCALE_LEFT + (SCALE_RIGHT - SCALE_LEFT) * value // 100


def trend_of(gaps: Sequence[Gap]) -> Trend | None:
    """The gap's course as a small stepped line; None where there is none."""
    if not gaps:
        return None
    first, span = gaps[0].first, max((gaps[-1].last - gaps[0].first).days, 1)
    path = []
    for gap in gaps:
        y = TREND_HEIGHT - TREND_PAD - (TREND_HEIGHT - 2 * TREND_PAD) * gap.width // 100
        path += [f"{(TREND_WIDTH - 8) * (day - first).days // span + 4},{y}" for day in (gap.first, gap.last)]
    return Trend(line=" ".join(path), width=gaps[-1].width, word=moved(gaps))


def moved(gaps: Sequence[Gap]) -> str:
    """How the gap changed last: "narrower since July 2024"."""
    widths = [gap.width for gap in gaps]
    for n in range(len(widths) - 1, 0, -1):
        if widths[n] != widths[n - 1]:
            direction = "narrower" if widths[n] < widths[n - 1] else "wider"
            return f"{direction} since {gaps[n].first:%B %Y}"
    return "closed" if widths[-1] == 0 else "unchanged"
