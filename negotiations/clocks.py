"""The two clocks of every page: as of a day in the world, as known on a day in the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from . import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """`day` and `known_day` as chosen in the address; None means now."""

    today: date
    chosen_day: date | None = None
    known_day: date | None = None

    @property
    def day(self) -> date:
        """As of the end of this day."""
        return self.chosen_day or self.today

    @property
    def moment(self) -> datetime:
        """As known at this moment: the end of the chosen day, or now."""
        if self.known_day is None:
            return timezone.now()
        return datetime.combine(self.known_day, time.max, tzinfo=timezone.get_current_timezone())

    @property
    def is_now(self) -> bool:
        """Whether both clocks show the present."""
        return self.chosen_day is None and self.known_day is None

    @property
    def query(self) -> str:
        """The clocks as they stand in a permalink, "?" included; empty for now."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    @property
    def more(self) -> str:
        """The same after other choices, "&" included."""
        return f"&{urlencode(self.pairs)}" if self.pairs else ""

    @property
    def compared(self) -> str:
        """The clocks as the later of two states that are compared, "?" included."""
        chosen = {"to": self.chosen_day, "known_on": self.known_day}
        pairs = {name: day.isoformat() for name, day in chosen.items() if day}
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The clocks that were chosen, by name."""
        chosen = {"as_of": self.chosen_day, "known_on": self.known_day}
        return tuple((name, day.isoformat()) for name, day in chosen.items() if day)

    @property
    def day_in_words(self) -> str:
        """ "24 August 2024" or "now"."""
        return days.in_words(self.chosen_day, "day") if self.chosen_day else "now"

    @property
    def known_in_words(self) -> str:
        """ "24 August 2024" or "now"."""
        return days.in_words(self.known_day, "day") if self.known_day else "now"


def read(request: HttpRequest) -> Clocks:
    """The clocks of a request."""
    return chosen_in(request.GET)


def chosen_in(data: Mapping[str, str]) -> Clocks:
    """The clocks that stand in a query; a day that is none is left out, as if not chosen."""
    return Clocks(
        today=timezone.localdate(), chosen_day=day_of(data.get("as_of")), known_day=day_of(data.get("known_on"))
    )


def now() -> Clocks:
    """Both clocks at the present."""
    return Clocks(today=timezone.localdate())


def day_of(text: str | None) -> date | None:
    """An ISO day; None where it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
