"""Rows for tables: a strike in which a union and a port negotiate, and a city mediates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from negotiations.rows import FigureRow, Row

NAMES = {"union": "Union", "port": "Port", "city": "City"}
numbers = count(1)


def said(day: int, party: str, stance: str, value: int | None, **more) -> Row:
    """What a party said on a day of March 2024; `by="X"` makes it X's account, `speaker` names the voice."""
    reporter = more.pop("by", "")
    attribution = more.pop("attribution", "party" if reporter in NAMES else "sources" if reporter else "own")
    pk = more.pop("pk", None) or next(numbers)
    base = {
        "pk": pk,
        "pending": False,
        "issue": "pay",
        "party": party,
        "party_name": NAMES[party],
        "colour": 1,
        "stance": stance,
        "side": None if value is None else str(value),
        "side_label": "",
        "value": value,
        "said_on": date(2024, 3, day),
        "precision": "day",
        "attribution": attribution,
        "attributed_to": NAMES.get(reporter, ""),
        "speaker": "",
        "sources": (),
        "origins": frozenset({1000 + pk}),
        "restated": (),
    }
    return Row(**(base | more))


def counted(day: int, value: int, whose: str = "", unit: str = "percent", **more) -> FigureRow:
    """A figure of a day of March 2024."""
    pk = more.pop("pk", None) or next(numbers)
    base = {
        "pk": pk,
        "issue": "pay",
        "value": Decimal(value),
        "unit": unit,
        "counted_by": whose,
        "counted_by_name": NAMES.get(whose, ""),
        "colour": 1,
        "said_on": date(2024, 3, day),
        "precision": "day",
        "origins": frozenset({1000 + pk}),
    }
    return FigureRow(**(base | more))
