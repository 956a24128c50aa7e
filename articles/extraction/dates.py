"""On which day something was said, by the codebook's rules: the last such day up to publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .records import Precision, Span

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
PARTS = {"early": 5, "mid": 15, "late": 25}
MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
PATTERNS = (
    ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    ("day", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"),
    ("day", rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"),
    (
        "month",
        rf"\b(?:(?P<part>(?i:early|mid|late))[-\s]+(?:in\s+)?|(?i:in|since|of|during|last|back\s+in)\s+){MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?\b",
    ),
    (
        "weekday",
        rf"\b(?P<ahead>next|coming|following|this\s+coming)?\s*(?P<back>last\s+)?(?P<weekday>{'|'.join(d.title() for d in WEEKDAYS)})\b",
    ),
    ("yesterday", r"\byesterday\b|\bthe\s+previous\s+day\b|\blast\s+night\b|\bthe\s+day\s+before\b"),
    ("today", r"\btoday\b|\bthis\s+(?:morning|afternoon|evening|week|month)\b|\btonight\b"),
    ("last week", r"\b(?:last|the\s+previous)\s+week\b|\bearlier\s+last\s+week\b|\b(?:a|one)\s+week\s+ago\b"),
    ("last month", r"\blast\s+month\b"),
    (
        "ago",
        r"\b(?P<count>\d{1,2}|"
        + "|".join(NUMBERS)
        + r"|a|several|few)\s+(?P<unit>day|week|month)s?\s+(?:ago|earlier)\b",
    ),
)
COMPILED = tuple(
    (kind, re.compile(pattern, re.IGNORECASE if kind not in ("day", "month", "weekday") else 0))
    for kind, pattern in PATTERNS
)


class Dated(NamedTuple):
    """A day, how exactly it is known, and the words that name it."""

    day: date
    precision: Precision
    words: Span


def find_dates(text: str, *, start: int, end: int, published: date) -> list[Dated]:
    """The past or present days that a stretch of text names, in reading order."""
    found = sorted(candidates(text, start, end, published), key=lambda dated: (dated.words.start, -dated.words.end))
    return [
        dated
        for n, dated in enumerate(found)
        if dated.day <= published and all(dated.words.start >= other.words.end for other in found[:n])
    ]


def candidates(text: str, start: int, end: int, published: date) -> Iterator[Dated]:
    """Every reading of every pattern."""
    for kind, pattern in COMPILED:
        for match in pattern.finditer(text, start, end):
            known = resolve(kind, match, published)
            if known:
                yield Dated(*known, Span(*match.span()))


def resolve(kind: str, match: re.Match[str], published: date) -> tuple[date, Precision] | None:
    """The day that a match means; None where it is none, or one to come."""
    try:
        if kind == "iso":
            return date.fromisoformat(match["iso"]), Precision.DAY
        if kind == "day":
            return calendar_day(match["month"], int(match["day"]), match["year"], published), Precision.DAY
        if kind == "month":
            part = PARTS.get((match["part"] or "").lower(), 1)
            return calendar_day(match["month"], part, match["year"], published), Precision.MONTH
    except ValueError:
        return None
    if kind == "weekday":
        return None if match["ahead"] else (last_weekday(match, published), Precision.DAY)
    if kind == "ago":
        return ago(match, published)
    days = {"yesterday": 1, "today": 0, "last week": 7, "last month": 30}[kind]
    precision = {"last week": Precision.WEEK, "last month": Precision.MONTH}.get(kind, Precision.DAY)
    day = published - timedelta(days=days)
    return (day.replace(day=1) if kind == "last month" else day), precision


def calendar_day(month: str, day: int, year: str | None, published: date) -> date:
    """A day with its year, or the last such day up to publication."""
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:3]))
    if year:
        return date(int(year), number, day)
    this_year = date(published.year, number, day)
    return this_year if this_year <= published else date(published.year - 1, number, day)


def last_weekday(match: re.Match[str], published: date) -> date:
    """ "On Monday": the last Monday up to publication, that day included; "last Monday" lies before it."""
    weekday = WEEKDAYS.index(match["weekday"].lower())
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if match["back"] else 0))


def ago(match: re.Match[str], published: date) -> tuple[date, Precision] | None:
    """ "Three days ago"; "a few" says no number."""
    count = NUMBERS.get(match["count"].lower(), 1 if match["count"].lower() == "a" else 0) or (
        int(match["count"]) if match["count"].isdecimal() else 0
    )
    days = {"day": 1, "week": 7, "month": 30}[match["unit"].lower()] * count
    precision = {"day": Precision.DAY, "week": Precision.WEEK, "month": Precision.MONTH}[match["unit"].lower()]
    return (published - timedelta(days=days), precision) if days else None
