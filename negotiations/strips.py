"""The strip of a negotiation's life under the clocks: a tick for each day on which something was said. Arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import days
from .addresses import Address
from .clocks import Clocks

WIDTH, PAD = 1000, 6
APART = 4  # ticks closer than that run together


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on which something changed, as a place on the strip."""

    day: date
    x: str

    @property
    def words(self) -> str:
        """ "24 August 2024"."""
        return days.in_words(self.day, "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """From the first day to the last, with ticks; `here` is the place of the chosen day, `at` its number of days.

    `before` and `after` are the nearest days with a change on either side of the chosen one.
    """

    first: date
    last: date
    ticks: tuple[Tick, ...]
    here: str
    at: int
    before: Tick | None
    after: Tick | None

    @property
    def shown(self) -> list[Tick]:
        """The ticks that can be told apart."""
        shown: list[Tick] = []
        for tick in self.ticks:
            if not shown or float(tick.x) - float(shown[-1].x) >= APART:
                shown.append(tick)
        return shown

    @property
    def span(self) -> int:
        """Days from the first to the last."""
        return (self.last - self.first).days


def strip_of(changed: Iterable[date], *, day: date) -> Strip | None:
    """The strip of the days on which something was said, with `day` chosen; None where nothing was."""
    known = sorted(set(changed))
    if not known:
        return None
    first, last = known[0], known[-1]
    ticks = tuple(Tick(day=told, x=x_of(told, first, last)) for told in known)
    return Strip(
        first=first,
        last=last,
        ticks=ticks,
        here=x_of(min(max(day, first), last), first, last),
        at=min(max((day - first).days, 0), (last - first).days),
        before=next((tick for tick in reversed(ticks) if tick.day < day), None),
        after=next((tick for tick in ticks if tick.day > day), None),
    )


def x_of(day: date, first: date, last: date) -> str:
    """Where a day stands on the strip."""
    return f"{PAD + (WIDTH - 2 * PAD) * (day - first).days / max((last - first).days, 1):.1f}"


def under(clocks: Clocks, changed: Iterable[date], address: Address | None = None) -> dict[str, Any]:
    """What `_clocks.html` shows: the clocks, the strip, and the addresses of the changes before and after.

    `address` holds what else was chosen on the page: it stays chosen when the clocks move.
    """
    strip = strip_of(changed, day=clocks.day)
    address = address or Address(pairs=clocks.pairs)
    return {
        "clocks": clocks,
        "strip": strip,
        "before": address.having(as_of=strip.before.day.isoformat()) if strip and strip.before else "",
        "after": address.having(as_of=strip.after.day.isoformat()) if strip and strip.after else "",
        "to_now": address.having(as_of="", known_on=""),
        "kept_by_clocks": address.but("as_of", "known_on"),
    }
