"""What changed between two states of the record. Pure arithmetic: lives and rows in, changes out; no models.

A state is the record as of a day, as known at a moment. Between two of them the parties say things (the clock of the
world), and editors correct and take back (the clock of the record): the two are never told as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from .lanes import Lane, lane_of
from .moves import Kind, Turn, differ, turn_of
from .rows import FigureRow, Row
from .shifts import Event, Way, events_of, stated_of, way_of

NOWHERE = Way()
STRIP_LEFT, STRIP_RIGHT, STRIP_WIDTH = 7, 213, 220  # of an issue's small scale


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The record as of the end of a day, as known at a moment."""

    day: date
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The life of a passage that proves an entry: the day on which it was said, and when the record held it."""

    said_on: date
    recorded_at: datetime
    closed_at: datetime | None = None

    def is_known(self, moment: datetime) -> bool:
        """Whether the record held it at a moment."""
        return self.recorded_at <= moment and (self.closed_at is None or self.closed_at > moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life(Told):
    """The life of an entry of the record: what it replaces, who closed it and why, and the passages that prove it."""

    pk: int
    replaces: int | None = None
    because: str = ""
    closed_by: str = ""
    told: tuple[Told, ...] = ()

    def is_in(self, state: State) -> bool:
        """Whether a state shows it."""
        return self.said_on <= state.day and self.is_known(state.moment)

    def days_in(self, state: State) -> frozenset[date]:
        """The days on which it was said or said again, as far as a state shows them."""
        if not self.is_in(state):
            return frozenset()
        again = (one.said_on for one in self.told if one.said_on <= state.day and one.is_known(state.moment))
        return frozenset((self.said_on, *again))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """That editors corrected an entry or took it back; `ending` is the life whose end tells when, why and by whom."""

    old: Life
    new: Life | None
    ending: Life


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A party's way on the issue's small scale: where it was, where it is, and the arrow between."""

    then: str = ""
    now: str = ""
    arrow: str = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a party stood then and stands now; `is_said` tells whether it said so, or the record was put right."""

    party: str
    then: Row | None
    now: Row | None
    is_said: bool
    turn: Turn = Turn.NONE
    way: Way = NOWHERE

    @property
    def kind(self) -> str:
        """What became of it, in a word."""
        if self.then is None:
            return "new" if self.is_said else "edited"
        if self.now is None:
            return "gone"
        if moved(self.then, self.now):
            return "shift" if self.is_said else "edited"
        return "reaffirmed" if self.is_said else "unchanged"

    @property
    def strip(self) -> Strip:
        """Its way on the small scale."""
        then, now = (x_of(row.value) if row and row.value is not None else None for row in (self.then, self.now))
        hollow = self.now is not None and not self.now.is_own
        if then is None or now is None or then == now:
            return Strip(then="", now=text(now), hollow=hollow) if now is not None else Strip(then=text(then))
        head = 9 if now > then else -9
        return Strip(then=text(then), now=text(now), hollow=hollow, arrow=f"M{text(then)},9H{text(now - head)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure that was given meanwhile, and the one that it follows: the last of its unit by the same count."""

    row: FigureRow
    before: FigureRow | None

    @property
    def is_changed(self) -> bool:
        """Whether the count is another one than before."""
        return self.before is not None and self.before.value != self.row.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What lies between two states: the days, by entry, that only the later one shows; the corrections, new to old."""

    positions: Mapping[int, frozenset[date]]
    figures: Mapping[int, frozenset[date]]
    corrected: Mapping[int, int]
    opposing: frozenset[str]

    def holds(self, event: Event) -> bool:
        """Whether an event is new."""
        return event.day in self.positions.get(event.row.pk, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueChange:
    """What changed on one issue. The gaps are None where fewer than two opposing parties have a place."""

    issue: str
    stands: tuple[Stand, ...]
    events: tuple[Event, ...]
    figures: tuple[Counted, ...]
    gap_then: int | None
    gap_now: int | None

    @property
    def gap_word(self) -> str:
        """How the gap went."""
        if self.gap_then is None or self.gap_now is None or self.gap_then == self.gap_now:
            return ""
        return "narrower" if self.gap_now < self.gap_then else "wider"

    @property
    def weight(self) -> tuple[int, ...]:
        """What sorts issues: those on which somebody moved come first."""
        kinds = [stand.kind for stand in self.stands]
        disputed = sum(event.move.kind is Kind.CONTRADICTION for event in self.events)
        changed = sum(figure.is_changed for figure in self.figures)
        return (
            kinds.count("shift"),
            kinds.count("edited") + kinds.count("gone"),
            disputed,
            kinds.count("new"),
            changed,
        )


def told_by(change: IssueChange, speaker: str) -> IssueChange:
    """Of a change only what a speaker told; figures are nobody's words."""
    stands = (stand for stand in change.stands if stand.now and speaker in stand.now.speakers and stand.is_said)
    events = (event for event in change.events if event.row.is_told_by(speaker, event.day))
    return replace(change, stands=tuple(stands), events=tuple(events), figures=())


def moved(then: Row, now: Row) -> bool:
    """Whether a party stands elsewhere."""
    return differ(then, now)


def text(x: float | None) -> str:
    """A coordinate as text: a localised template would print a comma."""
    return "" if x is None else f"{x:.1f}"


def x_of(value: int) -> float:
    """A place on the small scale."""
    return STRIP_LEFT + (STRIP_RIGHT - STRIP_LEFT) * value / 100


def said_meanwhile(lives: Mapping[int, Life], then: State, now: State) -> dict[int, frozenset[date]]:
    """Of each entry that is new, or was said again, the days that only the later state shows.

    A correction is nothing that a party said: of an entry that replaces an earlier one only new restatements count.
    """
    found = {}
    for life in lives.values():
        past = earlier(life, lives, then)
        known = past.days_in(then) | ({life.said_on} if past is not life else set()) if past else frozenset()
        if fresh := life.days_in(now) - known:
            found[life.pk] = fresh
    return found


def earlier(life: Life, lives: Mapping[int, Life], state: State) -> Life | None:
    """What stood in an entry's place in a state: itself, or the one that it replaced directly or through others."""
    while not life.is_in(state):
        if life.replaces not in lives:
            return None
        life = lives[life.replaces]
    return life


def edits(lives: Mapping[int, Life], then: State, now: State) -> list[Edit]:
    """What editors corrected or took back between the two moments, among what had been said by the later day."""
    following = {life.replaces: life for life in lives.values() if life.replaces}
    found = []
    for life in lives.values():
        if life.is_known(then.moment) and not life.is_known(now.moment) and life.recorded_at <= now.moment:
            last = life
            while last.pk in following and not last.is_known(now.moment):
                last = following[last.pk]
            new = last if last.is_known(now.moment) else None
            edit = Edit(old=life, new=new, ending=life if new else last)
            if min(one.said_on for one in (edit.old, edit.new) if one) <= now.day:
                found.append(edit)
    return sorted(found, key=lambda edit: (edit.ending.closed_at or now.moment, edit.old.pk))


def of_issue(
    issue: str, *, then: Sequence[Row], now: Sequence[Row], figures: Sequence[FigureRow], meanwhile: Meanwhile
) -> IssueChange:
    """What changed on an issue, from its rows in either state and the figures of the later one."""
    was, is_ = lanes(then), lanes(now)
    events = [event for event in events_of(now, opposing=meanwhile.opposing) if meanwhile.holds(event)]
    return IssueChange(
        issue=issue,
        stands=tuple(stands_of(was, is_, meanwhile)),
        events=tuple(event for event in events if event.move.kind is not Kind.REPEAT),
        figures=tuple(one for one in follow(figures) if one.row.pk in meanwhile.figures),
        gap_then=gap_of(was, meanwhile.opposing),
        gap_now=gap_of(is_, meanwhile.opposing),
    )


def lanes(rows: Iterable[Row]) -> dict[str, Lane]:
    """One lane for each party."""
    by_party: dict[str, list[Row]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(row)
    return {party: lane_of(party, tuple(own)) for party, own in by_party.items()}


def stands_of(was: Mapping[str, Lane], is_: Mapping[str, Lane], meanwhile: Meanwhile) -> list[Stand]:
    """Each party's stand then and now; which way it went is measured by where its opponents stood then."""
    standing = {party: lane.standing for lane_by_party in (is_, was) for party, lane in lane_by_party.items()}
    places = {
        party: row.value
        for party, row in standing.items()
        if row and row.value is not None and party in meanwhile.opposing
    }
    found = []
    for party in sorted({*was, *is_}):
        then, now = (lanes[party].standing if party in lanes else None for lanes in (was, is_))
        found.append(stand_of(party, then, now, meanwhile, places))
    return found


def stand_of(party: str, then: Row | None, now: Row | None, meanwhile: Meanwhile, places: Mapping[str, int]) -> Stand:
    """What became of a party's stand: it moved where it said so, not where an editor corrected what it had said."""
    is_said = now is not None and now.pk in meanwhile.positions
    if then is None or now is None or not moved(then, now):
        return Stand(party=party, then=then, now=now, is_said=is_said)
    if not is_said or meanwhile.corrected.get(now.pk) == then.pk:
        return Stand(party=party, then=then, now=now, is_said=False)
    others = {other: place for other, place in places.items() if other != party}
    opponents = list(others.values()) if party in meanwhile.opposing else []
    turn = turn_of(stated_of(then, then.said_on), stated_of(now, now.said_on), opponents)
    return Stand(party=party, then=then, now=now, is_said=True, turn=turn, way=way_of(then, now, others))


def gap_of(lanes: Mapping[str, Lane], opposing: frozenset[str]) -> int | None:
    """How far the opposing parties are apart; None where fewer than two have a place."""
    places = [lane.steps[-1].value for party, lane in lanes.items() if party in opposing and lane.steps]
    return max(places) - min(places) if len(places) > 1 else None


def follow(figures: Iterable[FigureRow]) -> list[Counted]:
    """Each figure with the one before it by the same count; figures in the order in which they were given.

    Where it is not told whose count it is, nothing says that two figures count the same thing.
    """
    last: dict[tuple[str, str, str], FigureRow] = {}
    found = []
    for row in figures:
        found.append(Counted(row=row, before=last.get(row.series) if row.counted_by else None))
        last[row.series] = row
    return found
