"""Days known only roughly: the span that a precision stands for. Pure arithmetic."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def first_day(said_on: date, precision: str) -> date:
    """The earliest day meant: itself, the Monday of its week, the first of its month."""
    if precision == "week":
        return said_on - timedelta(days=said_on.weekday())
    return said_on.replace(day=1) if precision == "month" else said_on


def last_day(said_on: date, precision: str) -> date:
    """The latest day meant: itself, the Sunday of its week, the last of its month."""
    if precision == "week":
        return said_on + timedelta(days=6 - said_on.weekday())
    if precision == "month":
        return said_on.replace(day=monthrange(said_on.year, said_on.month)[1])
    return said_on


def in_words(said_on: date, precision: str) -> str:
    """ "24 August 2024", "week of 12 August 2024", "August 2024"."""
    if precision == "month":
        return f"{said_on:%B %Y}"
    monday = first_day(said_on, precision)
    return f"week of {monday.day} {monday:%B %Y}" if precision == "week" else f"{said_on.day} {said_on:%B %Y}"
