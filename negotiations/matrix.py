"""The matrix: rows in, cells out. Pure arithmetic, no models, no templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import days
from .lanes import Gap, Lane, gaps_between, lane_of, shifts_of
from .rows import Row

SCALE_LEFT, SCALE_RIGHT = 5, 105  # of a picture 110 wide
TREND_WIDTH, TREND_HEIGHT, TREND_PAD = 110, 26, 3
FRESH, SILENT = 7, 30  # days: up to the one a party has just spoken, beyond the other it is silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on the cell's small scale; hollow where it is not in the party's own words."""

    x: int
    hollow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a party stands on an issue: the standing row, its place, since when, how often confirmed, last when.

    `others` tell of the other places of a divided party, `tempo` is "fresh", "held" or "silent", and `spoke` says it.
    """

    standing: Row
    dots: tuple[Dot, ...]
    others: tuple[Row, ...]
    since: str
    times: int
    origins: int
    last_said: str
    silent_days: int
    tempo: str
    spoke: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The gap on an issue over time: a line, the present width, and in a word how it moved last."""

    line: str
    width: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One issue of the matrix: a cell or None for each party, and the gap where two opposing parties have a place.

    `changed_on` is the last day on which a party took a place or moved from it.
    """

    issue: str
    cells: tuple[Cell | None, ...]
    trend: Trend | None
    changed_on: date | None


def build(
    rows: Iterable[Row],
    *,
    issues: Sequence[str],
    parties: Sequence[str],
    opposing: frozenset[str],
    day: date,
    spoken: Iterable[Row] | None = None,
) -> list[Line]:
    """Rows in time's order as lines of the matrix, in the order of `issues` and `parties` (keys).

    `spoken` are the rows of the cells, where they are not all. The gap lies between all that oppose each other, whoever
    tells of it, whether they are among the parties that are shown or not.
    """
    every = lanes_in(rows)
    told = every if spoken is None else lanes_in(spoken)
    lines, gaps = [], []
    for issue in issues:
        gaps.append(gaps_between([lane_in(every, issue, party) for party in sorted(opposing)], until=day))
        shown = [lane_in(told, issue, party) for party in parties]
        cells = tuple(cell_of(lane, day) for lane in shown)
        lines.append(Line(issue=issue, cells=cells, trend=None, changed_on=changed_on(shown)))
    first = min((told[0].first for told in gaps if told), default=day)
    return [replace(line, trend=trend_of(told, first, day)) for line, told in zip(lines, gaps, strict=True)]


def lanes_in(rows: Iterable[Row]) -> dict[tuple[str, str], Lane]:
    """The lane of each party on each issue."""
    by_cell: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_cell[row.issue, row.party].append(row)
    return {cell: lane_of(cell[1], tuple(own)) for cell, own in by_cell.items()}


def lane_in(lanes: Mapping[tuple[str, str], Lane], issue: str, party: str) -> Lane:
    """A party's lane on an issue, which may be empty."""
    return lanes.get((issue, party)) or lane_of(party, ())


def ordered(lines: Sequence[Line], by: str) -> list[Line]:
    """Lines by the widest gap or the latest change first; those without one come last, in the order that was set up."""
    if by == "gap":
        return sorted(lines, key=lambda line: -(line.trend.width if line.trend else -1))
    if by == "latest":
        return sorted(lines, key=lambda line: line.changed_on or date.min, reverse=True)
    return list(lines)


def changed_on(lanes: Iterable[Lane]) -> date | None:
    """The last day on which one of the parties took a place or moved from it."""
    taken = [lane.steps[0].day for lane in lanes if lane.steps]
    moved = [shift.day for lane in lanes for shift in shifts_of(lane)[-1:]]
    return max([*taken, *moved], default=None)


def cell_of(lane: Lane, day: date) -> Cell | None:
    """What a party's lane comes to on a day; None where nothing is on record."""
    standing = lane.standing
    if standing is None:
        return None
    run = lane.run
    silent = max((day - run[-1][0]).days, 0)
    others = others_of(lane, standing)
    return Cell(
        standing=standing,
        dots=dots_of(others, standing),
        others=others,
        since=in_words(*run[0]),
        times=len(run),
        origins=len(frozenset().union(*(row.origins for _, row in run))),
        last_said=in_words(*run[-1]),
        silent_days=silent,
        tempo="fresh" if silent <= FRESH else "held" if silent <= SILENT else "silent",
        spoke=spoke(silent, times=len(run)),
    )


def spoke(silent: int, *, times: int) -> str:
    """ "restated yesterday", "said 12 days ago", "silent for 47 days"."""
    if silent > SILENT:
        return f"silent for {silent:,} days"
    ago = {0: "today", 1: "yesterday"}.get(silent, f"{silent} days ago")
    return f"{'restated' if times > 1 else 'said'} {ago}"


def in_words(day: date, row: Row) -> str:
    """A day on which a row was said or restated, as precise as it is known."""
    return row.day if day == row.said_on else days.in_words(day, "day")


def others_of(lane: Lane, standing: Row) -> tuple[Row, ...]:
    """For each other place that it was given on or after the last day of its standing row, who gave it last."""
    if standing.value is None:
        return ()
    since = [row for row in lane.rows if row.last_stated >= standing.last_stated]
    places = {row.value: row for row in sorted(since, key=lambda row: row.last_stated)}
    others = [row for value, row in places.items() if value not in (None, standing.value)]
    return tuple(sorted(others, key=lambda row: row.value or 0))


def dots_of(others: Iterable[Row], standing: Row) -> tuple[Dot, ...]:
    """The party's place, and hollow the other places that it was given."""
    if standing.value is None:
        return ()
    hollow = [Dot(x=x_of(row.value or 0), hollow=True) for row in others]
    return (*hollow, Dot(x=x_of(standing.value), hollow=not standing.is_own))


def x_of(value: int) -> int:
    """A place on the small scale."""
    return SCALE_LEFT + (SCALE_RIGHT - SCALE_LEFT) * value // 100


def trend_of(gaps: Sequence[Gap], first: date, last: date) -> Trend | None:
    """The gap's course as a small stepped line, from a first day to a last; None where there is none."""
    if not gaps:
        return None
    span, path = max((last - first).days, 1), ""
    for gap in gaps:
        y = TREND_HEIGHT - TREND_PAD - (TREND_HEIGHT - 2 * TREND_PAD) * gap.width // 100
        left, right = (4 + (TREND_WIDTH - 8) * (day - first).days // span for day in (gap.first, gap.last))
        path += f"V{y}H{right}" if path else f"M{left},{y}H{right}"
    return Trend(line=path, width=gaps[-1].width, word=moved(gaps))


def moved(gaps: Sequence[Gap]) -> str:
    """How the gap changed last: "narrower since July 2024"."""
    widths = [gap.width for gap in gaps]
    for n in range(len(widths) - 1, 0, -1):
        if widths[n] != widths[n - 1]:
            direction = "narrower" if widths[n] < widths[n - 1] else "wider"
            return f"{direction} since {gaps[n].first:%B %Y}"
    return "closed" if widths[-1] == 0 else "unchanged"
