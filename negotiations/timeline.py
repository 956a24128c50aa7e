"""The chart of an issue: rows in, coordinates out. Pure arithmetic; `_chart.svg` sets the marks.

Coordinates are texts with one decimal, since a localised template would print commas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from . import days
from .axes import LEFT, RIGHT, WIDTH, Axis, Stretch, axis_over, ticks
from .labels import shortened, spread
from .lanes import Lane, Run, gaps_between, lanes_of, runs_of, shifts_of
from .rows import Row
from .shapes import Mark, Places, Tick, marks, restatements, told_apart

TOP, LEAST = 40, 260  # the top of the scale, and its least height
STRIP = 34  # below it, for positions whose side the text does not tell
LANE_APART, LANES_SPREAD = 8, 56
NAME_HEIGHT, NAME_LETTERS, LABEL_LINE, LABEL_LETTERS = 17, 15, 15, 24
ARROWS = 30  # shifts beyond which the steps speak for themselves


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
    """A party's stepped line, with its name at the end; `silence` is the stretch since the party last spoke.

    `leader` leads from the line's end to its name, where that had to move.
    """

    colour: int
    path: str
    silence: str
    ascribed: bool
    name: Text
    whole_name: str
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A shift: where the line moves, which way, and what it says."""

    x: str
    y: str
    turn: int
    colour: int
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A shaded stretch of the gap."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that the picture needs, and the same as a table."""

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
    restatements: tuple[Tick, ...]
    arrows: tuple[Arrow, ...]
    marks: tuple[Mark, ...]
    until: Text | None
    runs: tuple[Run, ...]
    axis: Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where things stand in the picture: days to x, places on the scale to y, lines on one point beside each other."""

    axis: Axis
    bottom: float
    apart: dict[tuple[str, int], float]

    def y(self, value: float) -> float:
        """Where a place on the scale stands: 100 on top."""
        return self.bottom - (self.bottom - TOP) * value / 100

    def place(self, value: int | None, party: str) -> float:
        """The y of a party at a value; without one, the strip below the scale."""
        return self.bottom + STRIP if value is None else self.y(value) + self.apart.get((party, value), 0)


def text(number: float) -> str:
    """A coordinate."""
    return f"{number:.1f}"


def anchored(row: Row) -> str:
    """The address of a row's card on the same page."""
    return f"#{row.anchor}"


def draw(
    rows: Sequence[Row],
    *,
    pending: Sequence[Row],
    points: Iterable[tuple[int, str]],
    opposing: frozenset[str],
    stretch: Stretch | None = None,
    until: date | None = None,
    href: Callable[[Row], str] = anchored,
) -> Chart | None:
    """The chart of one issue; None where there is nothing to draw.

    `points` are the scale's values and labels, `opposing` the keys of the parties whose distance is the gap, `stretch`
    the days that are looked at, `until` the day as of which it is drawn, if one was chosen; `href` leads to a card.
    """
    if not rows and not pending:
        return None
    axis = axis_over([*rows, *pending], stretch=stretch, until=until)
    lanes, points = lanes_of(rows), list(points)
    bottom = TOP + height_for(lanes, [label for _, label in points])
    field = Field(axis=axis, bottom=bottom, apart=offsets([*rows, *pending]))
    shown = [row for row in [*rows, *pending] if is_in(row, axis)]
    has_untold = any(row.value is None for row in shown)
    foot = bottom + STRIP + 14 if has_untold else bottom
    telling, repeating = told_apart(shown)
    return Chart(
        width=WIDTH,
        height=round(foot) + 34,
        left=LEFT,
        right=RIGHT,
        foot=text(foot),
        rules=tuple(rules(points, field)),
        untold=Text(x=text(LEFT - 14), y=text(bottom + STRIP + 4), words="side not told") if has_untold else None,
        ticks=tuple(Text(x=text(axis.x(day)), y=text(foot + 20), words=words) for day, words in ticks(axis)),
        boxes=tuple(boxes(lanes, opposing, field)),
        lines=tuple(lines(lanes, field)),
        restatements=tuple(restatements(rows, repeating, field, href)),
        arrows=tuple(arrows(lanes, field, href)),
        marks=tuple(marks(telling, field, href)),
        until=Text(x=text(axis.x(until)), y=text(TOP - 26), words="as of " + days.in_words(until, "day"))
        if until and axis.holds(until)
        else None,
        runs=tuple(run for lane in lanes for run in runs_of(lane)),
        axis=axis,
    )


def height_for(lanes: Sequence[Lane], labels: Sequence[str]) -> float:
    """How tall the scale must be for the names at its right and the labels at its left not to touch."""
    named = NAME_HEIGHT * sum(1 for lane in lanes if lane.steps)
    labelled = sum(LABEL_LINE * len(lines_of(label)) + 4 for label in labels)
    return max(LEAST, named, labelled)


def is_in(row: Row, axis: Axis) -> bool:
    """Whether some day that a row may mean is in the picture."""
    first, last = days.first_day(row.said_on, row.precision), days.last_day(row.said_on, row.precision)
    return axis.holds(row.said_on) or (first <= axis.last and last >= axis.first and row.precision != "day")


def rules(points: Sequence[tuple[int, str]], field: Field) -> Iterable[Rule]:
    """The points of the scale, with labels that keep clear of each other."""
    parts = [lines_of(label) for _, label in points]
    heights = [LABEL_LINE * len(each) + 4.0 for each in parts]
    centres = spread([field.y(value) for value, _ in points], heights, low=TOP - 24, high=field.bottom + 24)
    for (value, _), centre, each in zip(points, centres, parts, strict=True):
        top = centre + 4 - LABEL_LINE * (len(each) - 1) / 2
        label = (Text(x=text(LEFT - 14), y=text(top + LABEL_LINE * n), words=words) for n, words in enumerate(each))
        yield Rule(y=text(field.y(value)), label=tuple(label))


def lines_of(label: str) -> list[str]:
    """A label broken into at most three lines."""
    parts = wrap(label, LABEL_LETTERS) or [""]
    return [*parts[:2], shortened(" ".join(parts[2:]), LABEL_LETTERS)] if len(parts) > 3 else parts


def offsets(rows: Iterable[Row]) -> dict[tuple[str, int], float]:
    """By how many pixels a party's line is moved at a value, so that lines on one point lie side by side."""
    at_value: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.value is not None:
            at_value[row.value].add(row.party)
    return {
        (party, value): (rank - (len(parties) - 1) / 2) * min(LANE_APART, LANES_SPREAD / len(parties))
        for value, parties in at_value.items()
        for rank, party in enumerate(sorted(parties))
    }


def boxes(lanes: Sequence[Lane], opposing: frozenset[str], field: Field) -> Iterable[Box]:
    """The gap between the opposing parties, as shaded stretches."""
    axis = field.axis
    for gap in gaps_between([lane for lane in lanes if lane.party in opposing], until=axis.last):
        left, right = axis.x(gap.first), axis.x(gap.last)
        top, bottom = field.y(gap.high), field.y(gap.low)
        if right > left:
            yield Box(x=text(left), y=text(top), width=text(right - left), height=text(bottom - top))


def lines(lanes: Sequence[Lane], field: Field) -> Iterable[Line]:
    """Each lane's stepped line, with names at the right end that keep clear of each other."""
    begun = [lane for lane in lanes if any(step.day <= field.axis.last for step in lane.steps)]
    ends = [place_at_end(lane, field) for lane in begun]
    names = spread(ends, [NAME_HEIGHT] * len(ends), low=TOP - 22, high=field.bottom + 22)
    for lane, end, name_y in zip(begun, ends, names, strict=True):
        last = lane.steps[-1].row
        path, spoke = path_of(lane, field)
        moved = abs(name_y - end) > 3
        yield Line(
            colour=last.colour,
            path=path,
            silence=f"M{text(spoke)},{text(end)}H{RIGHT}" if spoke < RIGHT else "",
            ascribed=lane.is_ascribed,
            name=Text(
                x=text(RIGHT + (20 if moved else 8)),
                y=text(name_y + 4),
                words=shortened(last.party_name, NAME_LETTERS),
            ),
            whole_name=last.party_name,
            leader=f"M{RIGHT + 2},{text(end)}L{RIGHT + 16},{text(name_y)}" if moved else "",
        )


def place_at_end(lane: Lane, field: Field) -> float:
    """The y of a lane at the right edge."""
    return next(field.place(step.value, lane.party) for step in reversed(lane.steps) if step.day <= field.axis.last)


def path_of(lane: Lane, field: Places) -> tuple[str, float]:
    """The line up to where the party last spoke, and the x of that: one turn for each move, from the left edge on."""
    axis = field.axis
    shown = [step for step in lane.steps if step.day <= axis.last]
    before = [step for step in shown if step.day <= axis.first]
    turns = [*before[-1:], *(step for step in shown if step.day > axis.first)]
    spoke = axis.x(max(turns[-1].day, axis.first))
    path, height = f"M{text(axis.x(turns[0].day))},{text(field.place(turns[0].value, lane.party))}", turns[0].value
    for step in turns[1:]:
        if step.value != height:
            path += f"H{text(axis.x(step.day))}V{text(field.place(step.value, lane.party))}"
            height = step.value
    return f"{path}H{text(spoke)}", spoke


def arrows(lanes: Sequence[Lane], field: Places, href: Callable[[Row], str]) -> Iterable[Arrow]:
    """A mark in the middle of each step that leads from one place to another, pointing the way."""
    shifts = [(lane.party, shift) for lane in lanes for shift in shifts_of(lane) if field.axis.holds(shift.day)]
    for party, shift in shifts if len(shifts) <= ARROWS else ():
        old, new = (field.place(row.value, party) for row in (shift.before, shift.after))
        yield Arrow(
            x=text(field.axis.x(shift.day)),
            y=text((old + new) / 2),
            turn=180 if new < old else 0,
            colour=shift.after.colour,
            href=href(shift.after),
            title=f"{shift.after.party_name} moved from “{shift.before.side_label}” to "
            f"“{shift.after.side_label}”, {days.in_words(shift.day, 'day')}",
        )
