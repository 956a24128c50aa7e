"""What a statement changes: held against the record it is new, a shift, a reaffirmation, a contradiction or a repeat.

Pure arithmetic. Passing time is no contradiction: a later, different stand is a shift. Two stands contradict each other
where one cannot tell which came later, or where a party and somebody else tell differently within days. A side that no
word told is a guess: it may agree with the record, but on its own it makes neither a shift nor a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

YIELDING = frozenset({"offer", "accept", "concede"})
WINDOW = timedelta(days=7)  # so close in time, a party's own words and another's account of them contradict each other


class Kind(StrEnum):
    """What a proposal would change, those first that an editor should see first."""

    SHIFT = "shift"
    CONTRADICTION = "contradiction"
    NEW = "new"
    REAFFIRMATION = "reaffirmation"
    REPEAT = "repeat"

    @property
    def adds_nothing(self) -> bool:
        """Whether the record says so already: approving it adds evidence, not a position."""
        return self in (Kind.REAFFIRMATION, Kind.REPEAT)


class Turn(StrEnum):
    """Which way a party moved: away from its opponents, or towards them."""

    HARDENED = "hardened"
    SOFTENED = "softened"
    NONE = ""


class Placed(Protocol):
    """What tells where a party stands: a statement, a row."""

    @property
    def value(self) -> int | None:
        """The side's place from 0 to 100, None where not told."""

    @property
    def is_yielding(self) -> bool:
        """Whether it gives or agrees, rather than asks or refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """That a party stood somewhere on an issue on a day, by one account.

    `value` is the side's place from 0 to 100, None where not told; `first` to `last` are the days that may be meant;
    `entry` is the position on record that says so, None for what is held against the record; `origin` is the text that
    it goes back to, None where that does not matter. A party is named by its key or its number, the same for all.
    `is_guess` is whether no word told the side: then the side alone moves nobody.
    """

    party: int | str
    stance: str
    value: int | None
    said_on: date
    first: date
    last: date
    is_self_stated: bool
    origin: int | None
    entry: int | None = None
    is_guess: bool = False

    @property
    def is_yielding(self) -> bool:
        """Whether it gives or agrees, rather than asks or refuses."""
        return self.stance in YIELDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a statement changes, which way, and the entry of the record that it was held against."""

    kind: Kind
    turn: Turn = Turn.NONE
    against: int | None = None


def compare(stated: Stated, record: Sequence[Stated], *, opposing: frozenset[int | str]) -> Move:
    """What a statement changes in the record of its issue.

    `record` is in time's order; `opposing` are the parties whose distance is the gap.
    """
    own = [known for known in record if known.party == stated.party]
    standing = standing_on(own, stated.said_on)
    if standing is None:
        return Move(kind=Kind.NEW)
    repeated = repeated_by(stated, own)
    if repeated and (repeated.said_on == stated.said_on or not differ(standing, stated)):
        return Move(kind=Kind.REPEAT, against=repeated.entry)
    if not differ(standing, stated):
        return Move(kind=Kind.REAFFIRMATION if confirms(stated, standing) else Kind.NEW, against=standing.entry)
    if stated.is_guess:
        stated = replace(stated, value=None)
        if not differ(standing, stated):
            return Move(kind=Kind.NEW, against=standing.entry)
    opponents = places_of(record, opposing - {stated.party}, stated.said_on) if stated.party in opposing else []
    return Move(
        kind=Kind.CONTRADICTION if contradict(standing, stated) else Kind.SHIFT,
        turn=turn_of(standing, stated, opponents),
        against=standing.entry,
    )


def standing_on(own: Sequence[Stated], day: date) -> Stated | None:
    """What tells best where a party stood on a day: what it last said itself, else what was last ascribed to it."""
    known = [stated for stated in own if stated.said_on <= day]
    return next((stated for stated in reversed(known) if stated.is_self_stated), known[-1] if known else None)


def repeated_by(stated: Stated, own: Sequence[Stated]) -> Stated | None:
    """What the same origin has said already of this day or one before: its last word that a statement confirms."""
    same = (known for known in own if stated.origin is not None and known.origin == stated.origin)
    earlier = [known for known in same if known.said_on <= stated.said_on]
    return next((known for known in reversed(earlier) if confirms(stated, known)), None)


def confirms(stated: Stated, known: Stated) -> bool:
    """Whether a statement says nothing but what is known, on no better account: a party's own words are news."""
    return says_it(known, stated) and (known.is_self_stated or not stated.is_self_stated)


def says_it(known: Stated, stated: Stated) -> bool:
    """Whether all that is stated is known: the same stance, and the same side unless none is told."""
    return known.stance == stated.stance and stated.value in (None, known.value)


def differ(one: Placed, other: Placed) -> bool:
    """Whether a party stands elsewhere: on another side or, where one is not told, turned from no to yes or back."""
    if one.value is None or other.value is None:
        return one.is_yielding != other.is_yielding
    return one.value != other.value


def contradict(standing: Stated, stated: Stated) -> bool:
    """Whether two different stands cannot both be told truly."""
    if standing.is_self_stated != stated.is_self_stated:
        return stated.said_on - standing.said_on <= WINDOW
    return stated.first <= standing.last and stated.stance != "concede"


def turn_of(standing: Stated, stated: Stated, opponents: Sequence[int]) -> Turn:
    """Away from the opponents' places or towards them; where no place tells, from no to yes or back.

    Where the two disagree, it is neither: a no that both sides say brings them nearer and is no softening.
    """
    by_stance, by_place = turn_by_stance(standing, stated), turn_by_place(standing, stated, opponents)
    if by_place and by_stance and by_place is not by_stance:
        return Turn.NONE
    return by_place or by_stance


def turn_by_place(standing: Stated, stated: Stated, opponents: Sequence[int]) -> Turn:
    """Which way the opponents' places tell."""
    if not opponents or standing.value is None or stated.value is None:
        return Turn.NONE
    centre = sum(opponents) / len(opponents)
    farther = abs(stated.value - centre) - abs(standing.value - centre)
    return Turn.NONE if not farther else Turn.HARDENED if farther > 0 else Turn.SOFTENED


def turn_by_stance(standing: Stated, stated: Stated) -> Turn:
    """Which way the stances tell."""
    if standing.is_yielding != stated.is_yielding:
        return Turn.SOFTENED if stated.is_yielding else Turn.HARDENED
    return Turn.SOFTENED if stated.stance == "concede" else Turn.NONE


def places_of(record: Sequence[Stated], parties: Iterable[int | str], day: date) -> list[int]:
    """Where some parties stood on a day, as far as their sides are told."""
    found = []
    for party in parties:
        placed = [known for known in record if known.party == party and known.value is not None]
        standing = standing_on(placed, day)
        if standing is not None and standing.value is not None:
            found.append(standing.value)
    return found
