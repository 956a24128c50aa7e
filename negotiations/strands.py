"""A party's way over every issue: small pictures over the same days. Pure arithmetic: rows in, places out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .axes import Axis, Stretch, axis_over, ticks
from .lanes import Lane, Run, lane_of, runs_of, value_on
from .rows import Row
from .shapes import Mark, Tick, marks, restatements, told_apart
from .timeline import Arrow, Text, arrows, is_in, path_of, text

TOP, BOTTOM, UNTOLD, HEIGHT = 12, 60, 74, 84  # of a small picture; below the scale lies what has no side
LEFT, RIGHT, WIDTH = 10, 590, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Where things stand in a small picture: days to x, places on the scale to y."""

    axis: Axis

    def place(self, value: int | None, party: str) -> float:
        """The y of a value; without one, below the scale."""
        return UNTOLD if value is None else BOTTOM - (BOTTOM - TOP) * value / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The party's way over one issue: its line and its marks, and the same as runs for a table.

    `silence` is the stretch since it last spoke; `rules` are the heights of the scale's points.
    """

    issue: str
    lane: Lane
    path: str
    silence: str
    rules: tuple[str, ...]
    marks: tuple[Mark, ...]
    restatements: tuple[Tick, ...]
    arrows: tuple[Arrow, ...]
    runs: tuple[Run, ...]

    @property
    def standing(self) -> Row | None:
        """Where the party stands at the end."""
        return self.lane.standing

    @property
    def latest(self) -> date:
        """The last day on which something is on record."""
        return max(row.last_stated for row in self.lane.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strands:
    """All small pictures of a party, and the days under them."""

    strands: tuple[Strand, ...]
    ticks: tuple[Text, ...]
    axis: Axis
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT


def draw(
    rows: Sequence[Row],
    *,
    scales: dict[str, Sequence[int]],
    href: Callable[[Row], str],
    stretch: Stretch | None = None,
    until: date | None = None,
) -> Strands | None:
    """One strand for each issue of `scales` (keys to the values of their points) on which the party has rows."""
    shown = [row for row in rows if row.issue in scales]
    if not shown:
        return None
    found = axis_over(shown, stretch=stretch, until=until)
    axis = Axis(first=found.first, last=found.last, left=LEFT, right=RIGHT)
    own: dict[str, list[Row]] = defaultdict(list)
    for row in shown:
        own[row.issue].append(row)
    return Strands(
        strands=tuple(strand(issue, own[issue], scales[issue], axis, href) for issue in scales if own[issue]),
        ticks=tuple(Text(x=text(axis.x(day)), y="14", words=words) for day, words in ticks(axis)),
        axis=axis,
    )


def strand(issue: str, rows: Sequence[Row], points: Iterable[int], axis: Axis, href: Callable[[Row], str]) -> Strand:
    """One small picture."""
    band, lane = Band(axis=axis), lane_of(rows[0].party, tuple(rows))
    telling, repeating = told_apart([row for row in rows if is_in(row, axis)])
    end = value_on(lane, axis.last)
    path, spoke = ("", axis.right) if end is None else path_of(lane, band)
    return Strand(
        issue=issue,
        lane=lane,
        path=path,
        silence=f"M{text(spoke)},{text(band.place(end, lane.party))}H{axis.right}" if spoke < axis.right else "",
        rules=tuple(text(band.place(value, lane.party)) for value in points),
        marks=tuple(marks(telling, band, href)),
        restatements=tuple(restatements(rows, repeating, band, href)),
        arrows=tuple(arrows([lane], band, href)),
        runs=tuple(runs_of(lane)),
    )


def latest_first(found: Iterable[Strand]) -> list[Strand]:
    """Strands by the last day on which something is on record, the latest first."""
    return sorted(found, key=lambda one: one.latest, reverse=True)
