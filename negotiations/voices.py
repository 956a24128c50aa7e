"""The voices of a party: who speaks for it, and where they differ. Pure arithmetic: rows in, differences out.

A voice differs where it places the party elsewhere than the last other voice of the party did. What became of it tells
what it was: the others held to their place, or they followed, and then it was the first to tell a shift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from . import days
from .accounts import SELF_STATED, Voice
from .moves import differ
from .rows import Row

OFFICIALS = "unnamed officials"
NOBODY = "nobody named"


class Outcome(StrEnum):
    """What the others said next."""

    HELD = "held"
    FOLLOWED = "followed"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """That a voice of the party placed it somewhere on a day."""

    day: date
    row: Row
    attribution: str
    speaker: str

    @property
    def name(self) -> str:
        """Whose voice it is."""
        return self.speaker or (OFFICIALS if self.attribution == "officials" else NOBODY)

    @property
    def words(self) -> str:
        """The day in words, as precise as it is known."""
        return self.row.day if self.day == self.row.said_on else days.in_words(self.day, "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A voice placed the party elsewhere than `before` did, `times` times in a row; `after` tells what the others said.

    `before` is the last that another voice had said on the issue, `after` the next one.
    """

    saying: Saying
    before: Saying
    after: Saying | None
    times: int = 1

    @property
    def outcome(self) -> Outcome:
        """Whether the others held to their place or followed; open, where nobody else has spoken since."""
        if self.after is None:
            return Outcome.OPEN
        return Outcome.HELD if differ(self.saying.row, self.after.row) else Outcome.FOLLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One voice of a party in numbers: days on which it spoke, on how many issues, from when to when."""

    name: str
    is_named: bool
    times: int
    issues: int
    first: date
    last: date
    apart: int
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a voice placed the party last on an issue; `is_apart` tells whether that is not where the party stands."""

    saying: Saying
    is_apart: bool


def sayings(rows: Iterable[Row]) -> list[Saying]:
    """What the voices of one party said, in time's order; what others ascribe to it is left out."""
    found = []
    for row in rows:
        if row.is_self_stated:
            first = Voice(row.said_on, row.attribution, row.speaker)
            own = {voice: None for voice in (first, *row.voices) if voice.attribution in SELF_STATED}
            found += [Saying(day=day, row=row, attribution=how, speaker=who) for day, how, who in own]
    return sorted(found, key=lambda saying: (saying.day, saying.row.pk))


def by_issue(said: Iterable[Saying]) -> dict[str, list[Saying]]:
    """Sayings under the keys of their issues."""
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in said:
        found[saying.row.issue].append(saying)
    return found


def differences(said: Iterable[Saying]) -> list[Difference]:
    """Where the voices of one party differ, on all issues, the latest first."""
    found = [one for of_issue in by_issue(said).values() for one in on_issue(of_issue)]
    return sorted(found, key=lambda one: (one.saying.day, one.saying.row.pk), reverse=True)


def on_issue(said: Sequence[Saying]) -> list[Difference]:
    """Where they differ on one issue, in time's order. A voice that holds to its place differs once, `times` times.

    Where nobody is named, nothing tells that it is another voice: such words are the party's line and differ from none.
    """
    found: list[Difference] = []
    running: dict[str, int | None] = {}
    last: dict[str, Saying] = {}
    for n, saying in enumerate(said):
        name, own = saying.name, last.get(saying.name)
        last[name] = saying
        at = running.get(name)
        if own and not differ(own.row, saying.row):
            if at is not None:
                found[at] = replace(found[at], times=found[at].times + 1, after=other(said[n + 1 :], name))
            continue
        before = None if name == NOBODY else other(reversed(said[:n]), name)
        running[name] = None
        if before and differ(before.row, saying.row) and not sides_with(saying, found, running.get(before.name)):
            running[name] = len(found)
            found.append(Difference(saying=saying, before=before, after=other(said[n + 1 :], name)))
    return found


def sides_with(saying: Saying, found: Sequence[Difference], at: int | None) -> bool:
    """Whether a saying only holds to the line from which the voice before it differed."""
    return at is not None and not differ(found[at].before.row, saying.row)


def other(said: Iterable[Saying], name: str) -> Saying | None:
    """The first that is another voice's."""
    return next((saying for saying in said if saying.name != name), None)


def speakers(said: Sequence[Saying], differing: Iterable[Difference]) -> list[Speaker]:
    """The voices of a party, those first that spoke most."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for one in differing:
        outcomes[one.saying.name].append(one.outcome)
    by_name: dict[str, list[Saying]] = defaultdict(list)
    for saying in said:
        by_name[saying.name].append(saying)
    found = [
        Speaker(
            name=name,
            is_named=bool(own[0].speaker),
            times=len({(saying.day, saying.row.issue) for saying in own}),
            issues=len({saying.row.issue for saying in own}),
            first=own[0].day,
            last=own[-1].day,
            apart=len(outcomes[name]) - outcomes[name].count(Outcome.FOLLOWED),
            ahead=outcomes[name].count(Outcome.FOLLOWED),
        )
        for name, own in by_name.items()
    ]
    return sorted(found, key=lambda speaker: (not speaker.is_named, -speaker.times, speaker.name))


def stands(said: Iterable[Saying], standing: Row | None) -> list[Stand]:
    """Where each named voice, and the officials, placed the party last on one issue, the latest first."""
    last = {saying.name: saying for saying in said if saying.name != NOBODY}
    latest = sorted(last.values(), key=lambda saying: saying.day, reverse=True)
    return [Stand(saying=one, is_apart=bool(standing and differ(standing, one.row))) for one in latest]
