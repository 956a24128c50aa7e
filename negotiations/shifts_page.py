"""The shifts of a negotiation as a plain list by day, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import QueryDict

from . import clocks, days, speakers
from .changes import State
from .changes_page import ShownEvent, told_in_words
from .frames import Frame
from .issue_page import opposing
from .moves import Kind
from .quotes import Quotes, life_of, row_in
from .shifts import Event, history

MOST = 40  # statements on a page; further ones are a link away


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reader picked: the shifts or all that was said, of one party or issue, before a day."""

    show_all: bool = False
    party: str = ""
    issue: str = ""
    speaker: str = ""
    before: date | None = None

    def takes(self, event: Event) -> bool:
        """Whether an event is to be shown."""
        kinds = event.move.kind is not Kind.REPEAT if self.show_all else event.is_shift
        told = not self.speaker or event.row.is_told_by(self.speaker, event.day)
        return kinds and told and self.party in ("", event.row.party) and self.issue in ("", event.row.issue)

    def query(self, before: date | None, shown: clocks.Clocks) -> str:
        """The choice as it stands in an address, with another day to begin from."""
        chosen = {"show": "all" if self.show_all else "", "party": self.party, "issue": self.issue}
        chosen |= {"speaker": self.speaker}
        chosen |= {"as_of": shown.chosen_day, "known_on": shown.known_day, "before": before}
        return urlencode({name: str(value) for name, value in chosen.items() if value})


def read(choices: QueryDict) -> Choice:
    """What the address picks."""
    return Choice(
        show_all=choices.get("show") == "all",
        party=choices.get("party", ""),
        issue=choices.get("issue", ""),
        speaker=choices.get("speaker", "").strip(),
        before=clocks.day_of(choices.get("before")),
    )


def context(frame: Frame, shown: clocks.Clocks, choice: Choice) -> dict[str, Any]:
    """What `shifts.html` shows."""
    negotiation = frame.negotiation
    prefetch_related_objects([negotiation], "parties", "issues")
    parties = {party.key: party for party in negotiation.parties.all()}
    entries = {entry.pk: entry for entry in negotiation.positions.with_cited(shown).with_names()}
    state = State(day=shown.day, moment=shown.moment)
    record = [row_in(entry, life_of(entry), state) for entry in entries.values()]
    every = [event for event in history(record, opposing=opposing(parties.values())) if choice.takes(event)]
    events, rest = page_of(every, choice.before)
    quoted = [row for event in events for row in (event.row, event.before) if row]
    quotes = Quotes(quoted, shown.moment)
    events = [
        ShownEvent(
            event=event,
            quoted=quotes.of(event.row, event.day),
            before=quotes.of(event.before) if event.before else None,
            way=told_in_words(event, parties),
        )
        for event in events
    ]
    return {
        "frame": frame,
        "clocks": shown,
        "choice": choice,
        "parties": parties.values(),
        "issues": negotiation.issues.all(),
        "speakers": speakers.named(record),
        "days": by_day(events),
        "number": len(every),
        "earlier": choice.query(rest, shown) if rest else "",
    }


def page_of(events: Sequence[Event], before: date | None) -> tuple[list[Event], date | None]:
    """The newest events before a day, whole days only, and the day before which the next page begins."""
    ahead = [event for event in reversed(events) if before is None or event.day < before]
    if len(ahead) <= MOST:
        return ahead, None
    last = ahead[MOST - 1].day
    shown = [event for event in ahead if event.day >= last]
    return shown, last if len(shown) < len(ahead) else None


def by_day(events: Iterable[ShownEvent]) -> list[tuple[str, list[ShownEvent]]]:
    """Events under their days, newest first."""
    groups = groupby(events, key=lambda one: one.event.day)
    return [(days.in_words(day, "day"), list(of_day)) for day, of_day in groups]
