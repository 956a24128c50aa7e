"""The page of the log: narrowed by what happened and by whom, in parts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from .models import Event

PART = 50


def context(events: QuerySet, asked: Any) -> dict[str, Any]:
    """A part of the log. What is asked for and does not exist is as if it were not asked for."""
    kind = asked.get("kind", "") if asked.get("kind", "") in Event.Kind else ""
    who = asked.get("who", "").replace("\0", "").strip()
    past = asked.get("past", "")
    chosen = events.filter(kind=kind) if kind else events
    chosen = chosen.filter(who__iexact=who) if who else chosen
    if past.isascii() and past.isdecimal() and len(past) < 19:
        chosen = chosen.filter(pk__lt=int(past))
    shown = list(chosen.order_by("-pk")[: PART + 1])
    more = shown[PART - 1].pk if len(shown) > PART else None
    query = {name: value for name, value in (("kind", kind), ("who", who)) if value}
    return {
        "events": shown[:PART],
        "kinds": Event.Kind.choices,
        "kind": kind,
        "who": who,
        "narrowed": bool(query or past),
        "more": urlencode(query | {"past": more}) if more else "",
    }
