"""Which two states of the record a reader compares: as the address says, or since the last visit, or of late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from . import days
from .changes import State
from .clocks import Clocks, day_of
from .models import Visit

ACTIVE = 14  # days: what is shown where nothing is asked for
LONGEST = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address says; None where it says nothing."""

    at: datetime
    first: date | None = None
    last: date | None = None
    known_from: datetime | None = None
    known_on: datetime | None = None
    active: int | None = None
    speaker: str = ""

    @property
    def kept(self) -> str:
        """The later day and moment and the speaker as they stand in an address after other choices, "&" included."""
        chosen = {"to": self.last, "known_on": self.known_on and self.known_on.isoformat(), "speaker": self.speaker}
        set_ones = {name: value for name, value in chosen.items() if value}
        return f"&{urlencode(set_ones)}" if set_ones else ""

    @property
    def says_nothing(self) -> bool:
        """Whether everything is left to us."""
        return not (self.first or self.last or self.known_from or self.known_on or self.active)

    @property
    def by_activity(self) -> bool:
        """Whether the days follow from the record's last active one."""
        return not (self.first or self.last or self.known_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two states, and how they came to be compared: "visit", "moment", "active" or "days"."""

    then: State
    now: State
    why: str
    asked: Asked

    @property
    def is_one_day(self) -> bool:
        """Whether only the record moved on, and not the day in the world."""
        return self.then.day == self.now.day

    @property
    def is_one_knowledge(self) -> bool:
        """Whether only the day in the world moved on: then no edit can show."""
        return self.then.moment == self.now.moment

    @property
    def first_words(self) -> str:
        """ "23 August 2024"."""
        return days.in_words(self.then.day, "day")

    @property
    def last_words(self) -> str:
        """ "6 September 2024"."""
        return days.in_words(self.now.day, "day")

    @property
    def known_then_words(self) -> str:
        """ "now", "24 August 2024" or "24 August 2024, 10:30"."""
        return self.known_words if self.is_one_knowledge else in_words(self.then.moment)

    @property
    def known_words(self) -> str:
        """The same of the later state."""
        return in_words(self.asked.known_on) if self.asked.known_on else "now"

    @property
    def permalink(self) -> str:
        """The query that will always show this: all four hands of the clocks."""
        known = {"known_from": self.then.moment, "known_on": self.now.moment}
        speaker = {"speaker": self.asked.speaker} if self.asked.speaker else {}
        days = {"from": self.then.day.isoformat(), "to": self.now.day.isoformat()}
        return urlencode(days | {name: moment.isoformat() for name, moment in known.items()} | speaker)

    @property
    def clocks(self) -> Clocks:
        """The clocks of the later state, for links to other pages; now where nothing else was asked for."""
        known = self.asked.known_on
        return Clocks(
            today=timezone.localdate(self.asked.at),
            chosen_day=self.now.day if self.asked.last else None,
            known_day=timezone.localdate(known) if known else None,
        )


def read(request: HttpRequest, at: datetime) -> Asked:
    """What the address asks for; a day or moment that is none is left out."""
    days_asked = request.GET.get("days", "")
    return Asked(
        at=at,
        first=day_of(request.GET.get("from")),
        last=day_of(request.GET.get("to")),
        known_from=moment_of(request.GET.get("known_from")),
        known_on=moment_of(request.GET.get("known_on")),
        active=min(int(days_asked), LONGEST) or None if days_asked.isdecimal() and len(days_asked) < 6 else None,
        speaker=request.GET.get("speaker", "").strip(),
    )


def moment_of(text: str | None) -> datetime | None:
    """The end of an ISO day, or an ISO moment; None where it is neither."""
    if day := day_of(text):
        return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def known_between(asked: Asked, visit: Visit | None) -> tuple[datetime, datetime]:
    """The two known-on moments; without another wish both are the later one."""
    last = asked.known_on or asked.at
    first = visit.seen_at if visit and asked.says_nothing else asked.known_from or last
    return min(first, last), max(first, last)


def between(asked: Asked, visit: Visit | None, last_active: date | None) -> Span:
    """The two states to compare; `last_active` is the last day on which the record has anything said."""
    known_then, known_now = known_between(asked, visit)
    today = timezone.localdate(asked.at)
    if visit and asked.says_nothing:
        first, last, why = today, today, "visit"
    elif asked.by_activity:
        last = min(last_active or today, today)
        first, why = before(last, asked.active or ACTIVE), "active"
    elif asked.known_from and not asked.first:
        first = last = asked.last or today
        why = "moment"
    else:
        last = asked.last or today
        first, why = asked.first or before(last, asked.active or ACTIVE), "days"
    first, last = min(first, last), max(first, last)
    then, now = State(day=first, moment=known_then), State(day=last, moment=known_now)
    return Span(then=then, now=now, why=why, asked=asked)


def today(asked: Asked) -> date:
    """The day on which a reader asks."""
    return timezone.localdate(asked.at)


def before(day: date, number: int) -> date:
    """So many days earlier, or the first day there is."""
    return day - timedelta(days=min(number, (day - date.min).days))


def in_words(moment: datetime) -> str:
    """ "24 August 2024" for the end of a day, else with the time of day."""
    local = timezone.localtime(moment)
    day = days.in_words(local.date(), "day")
    return day if local.time() == time.max else f"{day}, {local:%H:%M}"
