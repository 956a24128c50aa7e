"""The course of an issue: each statement held against what was known before it. Pure arithmetic: rows in, events out.

What a statement changes is told by `moves.compare`; here the record is walked once, and of each party only that is
carried along on which the comparison can depend, so that the work grows with the record and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from . import days
from .moves import Kind, Move, Stated, compare
from .rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Keys of the parties that somebody moved towards, and of those that were left farther behind."""

    towards: tuple[str, ...] = ()
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """That a party stood somewhere on a day, what this changed, and the row that it was held against.

    `is_denied` tells that another statement of the same day contradicts it.
    """

    row: Row
    day: date
    move: Move
    before: Row | None
    way: Way
    is_denied: bool = False

    @property
    def words(self) -> str:
        """The day in words, as precise as it is known."""
        return self.row.day if self.day == self.row.said_on else days.in_words(self.day, "day")

    @property
    def is_shift(self) -> bool:
        """Whether somebody moved, by an account that the party's own words of that day do not deny."""
        return self.move.kind is Kind.SHIFT and not self.is_denied


class Course:
    """What is known of an issue so far, as far as a comparison can depend on it."""

    def __init__(self, opposing: frozenset[str]) -> None:
        self.opposing = opposing
        self.last: dict[str, dict[tuple[bool, bool], Stated]] = defaultdict(dict)
        self.of_origin: dict[tuple[str, int], list[Stated]] = defaultdict(list)

    def known(self, stated: Stated) -> list[Stated]:
        """Enough of the record to compare a statement with: of its text, of its party, of its opponents."""
        parties = sorted({stated.party, *self.opposing}, key=str)
        last = [known for party in parties for known in self.last[party].values()]
        return [*self.of_origin.get((stated.party, stated.origin), ()), *last]

    def places(self, but: str) -> dict[str, int]:
        """Where the opponents of a party stand."""
        others = {party: standing(self.last[party].values()) for party in self.opposing - {but}}
        return {party: value for party, value in others.items() if value is not None}

    def add(self, stated: Stated) -> None:
        """Carry a statement along, the latest of each sort last."""
        of_party, sort = self.last[stated.party], (stated.is_self_stated, stated.value is not None)
        of_party.pop(sort, None)
        of_party[sort] = stated
        if stated.origin:
            self.of_origin[stated.party, stated.origin].append(stated)


def standing(known: Iterable[Stated]) -> int | None:
    """The last place of some statements in time's order, self-stated ones before ascribed ones."""
    placed = [stated for stated in known if stated.value is not None]
    chosen = next((stated for stated in reversed(placed) if stated.is_self_stated), placed[-1] if placed else None)
    return chosen.value if chosen else None


def history(rows: Iterable[Row], *, opposing: frozenset[str]) -> list[Event]:
    """All events of several issues, in time's order."""
    by_issue = defaultdict(list)
    for row in rows:
        by_issue[row.issue].append(row)
    every = (event for of_issue in by_issue.values() for event in events_of(of_issue, opposing=opposing))
    return sorted(every, key=attrgetter("day"))


def events_of(rows: Iterable[Row], *, opposing: frozenset[str], days: Collection[date] | None = None) -> list[Event]:
    """What each statement on one issue changed, in time's order; rows in the order in which they were said.

    With `days`, only what was stated on them.
    """
    course, by_pk, events = Course(opposing), {}, []
    for day, row in told(rows):
        stated = stated_of(row, day)
        if days is None or day in days:
            events.append(event_of(row, day, stated, course, by_pk))
        course.add(stated)
        by_pk[row.pk] = row
    return denials(events)


def event_of(row: Row, day: date, stated: Stated, course: Course, by_pk: Mapping[int, Row]) -> Event:
    """What one statement changed in the course so far."""
    move = compare(stated, course.known(stated), opposing=course.opposing)
    before = by_pk.get(move.against)
    way = way_of(before, row, course.places(row.party)) if move.kind in (Kind.SHIFT, Kind.CONTRADICTION) else Way()
    return Event(row=row, day=day, move=move, before=before, way=way)


def denials(events: Sequence[Event]) -> list[Event]:
    """The same events; those that others of their day contradict are marked."""
    denied = {(event.move.against, event.day) for event in events if event.move.kind is Kind.CONTRADICTION}
    return [replace(event, is_denied=True) if (event.row.pk, event.day) in denied else event for event in events]


def told(rows: Iterable[Row]) -> list[tuple[date, Row]]:
    """Each day on which a row was said or said again, in time's order; of one day, a party's own words come last."""
    every = [(day, row) for row in rows for day in (row.said_on, *row.restated)]
    return sorted(every, key=lambda one: (one[0], one[1].is_own))


def stated_of(row: Row, day: date) -> Stated:
    """A row as a statement of a day. Said again, it has no origin: a restatement is one, whichever text reports it."""
    is_first = day == row.said_on
    return Stated(
        party=row.party,
        stance=row.stance,
        value=row.value,
        said_on=day,
        first=days.first_day(day, row.precision) if is_first else day,
        last=days.last_day(day, row.precision) if is_first else day,
        is_self_stated=row.is_self_stated,
        origin=min(row.origins, default=None) if is_first else None,
        entry=row.pk,
    )


def way_of(before: Row | None, after: Row, places: Mapping[str, int]) -> Way:
    """Whom a move brought a party nearer to, and from whom it led away."""
    if before is None or before.value is None or after.value is None:
        return Way()
    farther = {party: abs(after.value - place) - abs(before.value - place) for party, place in sorted(places.items())}
    towards = tuple(party for party, by in farther.items() if by < 0)
    return Way(towards=towards, away=tuple(party for party, by in farther.items() if by > 0))
