"""What some statements changed: which cell moved from what to what, and where it stands since. Pure arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from .lanes import lane_of
from .moves import Kind, differ
from .rows import Row
from .shifts import Event, events_of

ORDER = {kind: n for n, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a statement changed in the cell of a party and an issue; `now` tells where the party stands at the end."""

    event: Event
    now: Row | None

    @property
    def row(self) -> Row:
        """What was said."""
        return self.event.row

    @property
    def moved(self) -> bool:
        """Whether the cell shows something else since: accounts of others do not move what a party says itself."""
        before = self.event.before
        by_others = before is not None and before.is_self_stated and not self.row.is_self_stated
        return not by_others and (self.event.is_shift or self.event.move.kind is Kind.NEW)

    @property
    def is_standing(self) -> bool:
        """Whether the party still stands there."""
        return self.now is not None and not differ(self.now, self.row)


def effects(rows: Iterable[Row], told: Collection[tuple[int, date]], *, opposing: frozenset[str]) -> list[Effect]:
    """What the statements `told` (rows by their numbers, with their days) changed; those first that moved somebody.

    `rows` are all of the issues that they bear on, in time's order.
    """
    by_issue: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_issue[row.issue].append(row)
    found = []
    days = {day for _, day in told}
    for own in by_issue.values():
        events = events_of(own, opposing=opposing, days=days)
        its = [event for event in events if (event.row.pk, event.day) in told]
        found += [Effect(event=event, now=standing(own, event.row.party)) for event in its]
    return sorted(found, key=lambda effect: (ORDER[effect.event.move.kind], effect.event.day, effect.row.pk))


def standing(rows: Iterable[Row], party: str) -> Row | None:
    """Where a party stands on an issue at the end."""
    return lane_of(party, tuple(row for row in rows if row.party == party)).standing
