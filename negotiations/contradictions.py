"""Contradictions of the record, found and typed. Pure arithmetic: rows in, pairs out; no models, no templates.

Passing time is not a contradiction. A later, different stand of the same voice is a shift; so is one that the first
voice takes itself, or the party confirms, within the window. "Within the window" counts from the last day that the
earlier statement may mean to the first that the later one may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from . import days
from .moves import WINDOW, differ
from .rows import FigureRow, Row
from .shifts import told


class Type(StrEnum):
    """How two statements contradict each other."""

    DIVIDED = "divided"
    ASCRIBED = "ascribed"
    PLAN = "plan"
    FIGURES = "figures"


VERDICTS = frozenset({"accept", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A row as said, or said again, on a day; `first` to `last` are the days that may be meant."""

    row: Row | FigureRow
    day: date
    first: date
    last: date

    @property
    def words(self) -> str:
        """The day in words, as precise as it is known."""
        return self.row.day if self.day == self.row.said_on else days.in_words(self.day, "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both be told truly, the earlier first; `again` counts the later pairs of the sort."""

    type: Type
    first: Statement
    second: Statement
    again: int = 0
    until: date | None = None

    @property
    def key(self) -> str:
        """Its name in addresses and explanations: the type and the two entries."""
        return f"{self.type}-{self.first.row.pk}-{self.second.row.pk}"

    @property
    def issue(self) -> str:
        """The issue's key."""
        return self.first.row.issue

    @property
    def days_apart(self) -> int:
        """How many days lie between the two statements."""
        return abs((self.second.day - self.first.day).days)

    @property
    def latest(self) -> date:
        """The last day on which it was seen."""
        return self.until or self.second.day

    @property
    def sort(self) -> tuple[object, ...]:
        """What makes it the same contradiction again: the same voices at the same places, in either order."""
        return (self.type, *sorted(map(place_of, (self.first.row, self.second.row))))


def found(rows: Iterable[Row], figures: Iterable[FigureRow] = (), *, window: timedelta = WINDOW) -> list[Contradiction]:
    """The contradictions of one issue, in time's order: pairs of a sort that follow each other are one."""
    return together([*pairs(rows, window=window), *figure_pairs(figures, window=window)], window)


def together(every: Iterable[Contradiction], window: timedelta) -> list[Contradiction]:
    """The same dispute again within the window is counted with the first pair, whose key it keeps."""
    running: dict[tuple[object, ...], int] = {}
    kept: list[Contradiction] = []
    for one in sorted(every, key=lambda one: (one.second.day, one.first.day, one.key)):
        at = running.get(one.sort)
        if at is not None and one.first.day - kept[at].latest <= window:
            kept[at] = replace(kept[at], again=kept[at].again + 1, until=one.second.day)
        else:
            running[one.sort] = len(kept)
            kept.append(one)
    return kept


def pairs(rows: Iterable[Row], *, window: timedelta = WINDOW) -> list[Contradiction]:
    """Every pair of statements on one issue that contradict each other."""
    by_party: dict[str, list[Row]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(row)
    first: dict[str, Contradiction] = {}
    for own in by_party.values():
        for one in pairs_of_party(own, window):
            first.setdefault(one.key, one)
    return list(first.values())


def pairs_of_party(rows: Iterable[Row], window: timedelta) -> Iterator[Contradiction]:
    """The pairs among all that was said by and about one party on one issue."""
    statements = [statement_of(row, day) for day, row in told(rows)]
    last: dict[tuple[str, str], Statement] = {}
    own: Statement | None = None
    for n, second in enumerate(statements):
        for first in last.values():
            one = typed(first, second, own) if apart(first, second) <= window else None
            if one and not is_settled(one, statements[n + 1 :], window):
                yield one
        last[voice_of(second.row)] = second
        own = second if second.row.is_self_stated else own


def typed(first: Statement, second: Statement, own: Statement | None) -> Contradiction | None:
    """How two statements of different voices contradict each other, if they do; `own` is the party's last word."""
    a, b = first.row, second.row
    if voice_of(a) == voice_of(b) or not stand_apart(first, second):
        return None
    if a.is_self_stated and b.is_self_stated:
        is_divided = b.stance != "concede" and may_differ(first, second)
        return Contradiction(type=Type.DIVIDED, first=first, second=second) if is_divided else None
    if a.is_self_stated and first is not own:
        return None  # an account is held against the party's last word
    if b.is_self_stated and own is not None and not stand_apart(own, first):
        return None  # the account was true when it was given; then the party moved
    if is_plan(a, b):
        return Contradiction(type=Type.PLAN, first=first, second=second)
    is_ascribed = a.is_self_stated or b.is_self_stated
    return Contradiction(type=Type.ASCRIBED, first=first, second=second) if is_ascribed else None


def is_plan(a: Row, b: Row) -> bool:
    """Whether one side tells of a yes and another of a no."""
    sides = {side_of(a), side_of(b)}
    return {a.stance, b.stance} == VERDICTS and "" not in sides and len(sides) == 2


def side_of(row: Row) -> str:
    """The side whose account a row rests on: the party itself, or another one; empty where nobody is named."""
    return row.party_name if row.is_self_stated else row.attributed_to


def is_settled(one: Contradiction, later: Sequence[Statement], window: timedelta) -> bool:
    """Whether the party came round within the window: then the second statement told a shift before the first voice.

    Of a divided party the first voice itself must follow; of an account, the party.
    """
    if one.second.row.is_self_stated and one.type is not Type.DIVIDED:
        return False  # a denial stands
    for statement in later:
        if statement.first - one.second.last > window:
            return False
        same = (voice_of(statement.row) == voice_of(one.first.row)) if one.type is Type.DIVIDED else True
        if statement.row.is_self_stated and same:
            return not stand_apart(one.second, statement)
    return False


def stand_apart(one: Statement, other: Statement) -> bool:
    """Whether two statements place the party elsewhere."""
    return differ(one.row, other.row)


def may_differ(first: Statement, second: Statement) -> bool:
    """Whether two voices of a party are surely two: an unnamed one may be anybody, unless both spoke at one time."""
    named = all(statement.row.speaker or statement.row.attribution == "officials" for statement in (first, second))
    return named or second.first <= first.last


def voice_of(row: Row) -> tuple[str, str]:
    """Whose voice a row is: a speaker of the party, its unnamed officials, another party, unnamed sources."""
    return (row.attribution, row.attributed_to or (row.speaker if row.is_own else ""))


def place_of(row: Row | FigureRow) -> tuple[str, ...]:
    """What a statement says and whose voice it is, as texts that can be sorted."""
    if isinstance(row, FigureRow):
        return (row.counted_by, row.unit, str(row.value))
    return (row.party, *voice_of(row), str(row.value))


def apart(first: Statement, second: Statement) -> timedelta:
    """The shortest time that may lie between two statements."""
    return max(second.first - first.last, timedelta(0))


def figure_pairs(figures: Iterable[FigureRow], *, window: timedelta = WINDOW) -> list[Contradiction]:
    """Every pair of figures of one issue and unit that differ, by different counts, or by one count on one day.

    A later, different figure by the same count is a change. Two figures by one count in one text count two things; and
    where it is not told whose count it is, nothing says that two figures count the same.
    """
    last: dict[tuple[str, str, str], Statement] = {}
    found = []
    for row in figures:
        second = statement_of(row, row.said_on)
        for series, first in last.items():
            one = Contradiction(type=Type.FIGURES, first=first, second=second)
            if series[:2] == row.series[:2] and in_conflict(first.row, row) and apart(first, second) <= window:
                found.append(one)
        last[row.series] = second
    return found


def in_conflict(a: FigureRow, b: FigureRow) -> bool:
    """Whether two figures of a unit cannot both be right."""
    if a.value == b.value or not a.counted_by or not b.counted_by:
        return False
    return a.counted_by != b.counted_by or (a.said_on == b.said_on and not a.origins & b.origins)


def statement_of(row: Row | FigureRow, day: date) -> Statement:
    """A row as a statement of a day."""
    if day != row.said_on:
        return Statement(row=row, day=day, first=day, last=day)
    return Statement(row=row, day=day, first=days.first_day(day, row.precision), last=days.last_day(day, row.precision))


def after(rows: Iterable[Row], party: str, day: date) -> list[Statement]:
    """What was said later by and about a party, in time's order."""
    return [statement_of(row, on) for on, row in told(rows) if row.party == party and on > day]
