"""On which day something was said, by the codebook's rules: the last such day up to publication.

`find_dates` reads the days that a stretch of text names; which of them dates a statement is told in `dating`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .records import Precision, Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: n for n, word in enumerate(COUNTED, 1)} | {"a": 1, "an": 1, "a couple of": 2}
PARTS = {"early": 5, "mid": 15, "middle": 15, "late": 25, "end": 25}
UNITS = {
    "day": (1, Precision.DAY),
    "night": (1, Precision.DAY),
    "evening": (1, Precision.DAY),
    "week": (7, Precision.WEEK),
    "fortnight": (14, Precision.WEEK),
    "month": (30, Precision.MONTH),
}
WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?=\.))"
)
MONTH = (
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?)"
)
YEAR = r"(?P<year>(?:19|20)\d\d\b|last\s+year|this\s+year)"
BEFORE = rf"(?:{WEEKDAY.replace('?P<weekday>', '')}\.?,?\s+(?:the\s+)?)?"
ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
OF_ITS_OWN = r"(?!\s+(?:\w+['’]s|the|a|an|its|his|her|their|they|it|he|she|tomorrow)\b)"
PATTERNS = (
    ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    ("figures", r"(?<![\d/.-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)\b"),
    ("day", rf"\b{BEFORE}{ORDINAL}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"),
    ("day", rf"\b{BEFORE}{MONTH}\s+(?:the\s+)?{ORDINAL}\b(?![.,]?\d|\s*(?:%|per\s?cent))(?:,?\s+{YEAR})?"),
    ("ordinal", r"\b[Oo]n\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of|[a-z]+\s+of)\b)"),
    (
        "month",
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s]+(?:in\s+)?|(?:[Ii]n|[Dd]uring|(?P<back>[Ll]ast))\s+"
        rf"|[Aa]t\s+the\s+(?P<edge>start|beginning|middle|end)\s+of\s+){MONTH}(?:,?\s+{YEAR})?",
    ),
    (
        "weekday",
        rf"\b(?P<back>(?:[Ll]ast|[Tt]his|[Pp]ast|[Tt]his\s+past)\s+)?{WEEKDAY}\b"
        r"(?P<week>\s+(?:of\s+)?(?:last\s+week|a\s+week\s+ago))?",
    ),
    ("yesterday", r"\b(?:(?P<double>the\s+day\s+before)\s+)?yesterday\b|\blast\s+night\b"),
    ("lately", r"\b(?:in|over|during|for|within|throughout)\s+the\s+(?:past|last|previous)\s+(?:day|week|month)\b"),
    ("today", r"\btoday\b|\bthis\s+(?:morning|afternoon|evening|week)\b|\btonight\b|\bearlier\s+(?:this\s+month|in\s+the\s+(?:day|week))\b"),
    ("weekend", r"\b(?:(?P<back>last|the\s+past)|(?:at|over|during)\s+the|this(?:\s+past)?)\s+weekend\b"),
    ("last", r"\b(?:last|the\s+(?:previous|past))\s+(?P<unit>week|month)\b"),
    ("ago", rf"\b{COUNT}\s+(?P<unit>day|week|fortnight|month)s?\s+ago\b"),
    ("earlier", rf"\b{COUNT}\s+(?P<unit>day|week|fortnight|month)s?\s+(?:earlier|before|(?P<later>later))\b(?!\s+(?:the|a|an|its|his|their)\b)"),
    ("after", rf"\b{COUNT}\s+(?P<unit>day|week)s?\s+after\b(?!\s+(?:next|that)\b)"),
    ("same", r"\b(?:the|that)\s+(?:very\s+)?same\s+(?:day|morning|afternoon|evening|night)\b|\b(?:hours|minutes)\s+later\b"
             r"|\b(?:later\s+)?that\s+(?:day|afternoon|evening|night)\b"),
    ("next", rf"\bthe\s+(?:next|following)\s+(?:day|morning|afternoon|evening|night)\b|\bthe\s+day\s+after\b{OF_ITS_OWN}"),
    ("earlier", r"\bthe\s+(?:previous|preceding)\s+(?P<unit>day|night|evening)\b"),
    ("earlier", rf"\bthe\s+(?P<unit>day|night|evening)\s+before\b{OF_ITS_OWN}"),
)  # fmt: skip
COMPILED = tuple(
    (kind, re.compile(pattern, re.IGNORECASE if kind not in ("day", "month", "weekday", "ordinal") else 0))
    for kind, pattern in PATTERNS
)
# Before a day of the calendar: it is to come, recurs, or belongs to something else.
AHEAD = re.compile(
    r"(?:\b(?:by|until|till|before|for|from|next|coming|following|every|each|any|through|ahead\s+of|starting|beginning"
    r"|as\s+of|effective|no\s+later\s+than|due|scheduled|between|\d+(?:,|\s+(?:and|to|or))|to)\s+(?:on\s+)?(?:the\s+)?"
    r"(?:(?:early|late|noon|midnight|dawn|start|beginning|middle|end)\s+(?:on\s+|of\s+)?)?"
    r"|\b(?:good|black|easter|palm|ash|bloody|holy|super|a|one)\s+)$",
    re.IGNORECASE,
)
# Behind a weekday: a week to come, or no day at all but a name, a deadline, a habit.
NO_DAY = re.compile(
    r"\.?(?:\s+next\b|\s+week\b|\s+after\s+next|['’]s\s+deadline|\s+(?:deadline|prayers?|work|working|shifts?|services?"
    r"|Times|Telegraph|Mirror|Express|Mail|Post|Herald|Tribune|Observer|World|Independent|Star|Sun)\b"
    r"|\s*(?:to|-|–|through)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
CALENDAR = {"iso", "figures", "day", "month", "weekday", "ordinal"}
# Days told from another, of this sentence or of one before.
POINTING = re.compile(
    r"\b(?:same|that|next|following)\s+(?:day|morning|afternoon|evening|night)|\b(?:days?|weeks?|hours|minutes)\s+later"
    r"|\bday\s+after|\b(?:days?|weeks?)\s+(?:earlier|before)|\b(?:day|night|evening)\s+before|\b(?:previous|preceding)\s+day"
)
REACH = 90  # so near is the day from which "a day after" counts


class Dated(NamedTuple):
    """A day, how exactly it is known, and the words that name it."""

    day: date
    precision: Precision
    words: Span


def find_dates(text: str, *, start: int, end: int, published: date, before: date | None = None) -> list[Dated]:
    """The past or present days that a stretch of text names, in reading order; `before` was named before it."""
    found: list[Dated] = []
    reached = start
    counting: re.Match[str] | None = None
    for kind, match in readings(text, start, end):
        if match.start() < reached:
            continue
        reached = match.end()
        if kind == "after":
            counting = None if found else match
            continue
        known = resolve(kind, match, published, found[-1].day if found else before or published)
        words = Span(*match.span())
        if known and counting and match.start() - counting.end() <= REACH:  # "a day after it refused on Monday"
            known = counted(counting, known[0], -1)
            words = Span(*counting.span())
        counting = None
        if known and known[0] <= published:
            found.append(Dated(*known, words))
    return found


def readings(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Every match of every pattern in reading order, the longest first where two begin together."""
    matches = [(kind, match) for kind, pattern in COMPILED for match in pattern.finditer(text, start, end)]
    return iter(sorted(matches, key=lambda found: (found[1].start(), -found[1].end())))


def resolve(kind: str, match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """The day that a match means, counted from `base` where it is told from another day; None where it is none."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    if kind in CALENDAR and AHEAD.search(before):
        return None
    try:
        return RESOLVERS[kind](match, published, base)
    except (ValueError, OverflowError):
        return None  # "31 February"


def iso(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "2024-08-19"."""
    return date.fromisoformat(match["iso"]), Precision.DAY


def figures(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "19/08/2024"; which is the month must be plain."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    day, month = (one, two) if one > 12 else (two, one)
    return date(year, month, day), Precision.DAY


def calendar_day(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "August 19": with its year, or the nearest such day, which may be one to come."""
    return nearest(match["month"], int(match["day"]), match["year"], published), Precision.DAY


def ordinal(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "On the 14th": of this month, or of the last."""
    day = int(match["day"])
    first = published.replace(day=1)
    month = first if day <= published.day else (first - timedelta(days=1)).replace(day=1)
    return month.replace(day=day), Precision.DAY


def month(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "In May", "early in May", "at the end of May", "last May"."""
    day = PARTS.get((match["part"] or match["edge"] or "").lower(), 1)
    known = nearest(match["month"], day, match["year"], published)
    if match["back"]:
        known = known.replace(year=published.year - (known.month >= published.month))
    return known, Precision.MONTH


def nearest(name: str, day: int, year: str | None, published: date) -> date:
    """A day in its year; without one, the nearest: "29 April" in an article of 20 April is to come."""
    number = MONTHS.index(name.lower()[:3]) + 1
    if year:
        return date(published.year - ("last" in year) if "year" in year else int(year), number, day)
    near = [date(published.year + n, number, day) for n in (-1, 0, 1) if is_day(published.year + n, number, day)]
    return min(near, key=lambda known: max(2 * (published - known), 3 * (known - published)))  # rather past


def is_day(year: int, number: int, day: int) -> bool:
    """Whether a calendar has that day: 29 February is not in every year's."""
    try:
        return bool(date(year, number, day))
    except ValueError:
        return False


def weekday(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "On Monday": the last Monday up to publication, that day included; "last Monday" lies before it."""
    if NO_DAY.match(match.string, match.end()):
        return None
    number = WEEKDAYS.index(match["weekday"].lower()[:3])
    if match["week"]:
        return published - timedelta(days=published.weekday() + 7 - number), Precision.DAY
    back = (published.weekday() - number) % 7
    word = " ".join((match["back"] or "").lower().split())
    if word == "this" and back > 3:
        return None  # "this Friday", said on a Monday
    return published - timedelta(days=back or (7 if word in ("last", "past") else 0)), Precision.DAY


def yesterday(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "Yesterday", "last night", "the day before yesterday"."""
    return published - timedelta(days=2 if match["double"] else 1), Precision.DAY


def today(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "This morning", "earlier this week": no day but that of publication."""
    return published, Precision.DAY


def weekend(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "Over the weekend": the last Saturday; "this weekend" is to come until it has begun, or is just over."""
    back = (published.weekday() - 5) % 7
    if match.group().lower() == "this weekend" and back > 2:
        return None
    return published - timedelta(days=back + (7 if match["back"] and back < 2 else 0)), Precision.WEEK


def last(match: re.Match[str], published: date, base: date) -> tuple[date, Precision]:
    """ "Last week" is seven days back, "last month" the first of it."""
    if match["unit"].lower() == "week":
        return published - timedelta(days=7), Precision.WEEK
    return (published.replace(day=1) - timedelta(days=1)).replace(day=1), Precision.MONTH


def ago(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "Three days ago", counted from publication."""
    return counted(match, published, 1)


def earlier(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "A day earlier", "the day before": counted from the day named before it; "later" needs such a day."""
    groups = match.groupdict()
    if groups.get("later"):
        return counted(match, base, -1) if base != published else None
    return counted(match, base, 1)


def same(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "The same day", "hours later": the day named before it."""
    return (base, Precision.DAY) if base != published else None


def following(match: re.Match[str], published: date, base: date) -> tuple[date, Precision] | None:
    """ "The next day": the one after the day named before it."""
    return (base + timedelta(days=1), Precision.DAY) if base != published else None


def counted(match: re.Match[str], base: date, sign: int) -> tuple[date, Precision] | None:
    """So many days, weeks or months off a day; months of thirty days."""
    words = " ".join((match.groupdict().get("count") or "one").lower().split())
    count = int(words) if words.isdecimal() else NUMBERS[words]
    days, precision = UNITS[match["unit"].lower()]
    return (base - timedelta(days=sign * days * count), precision) if count else None


RESOLVERS = {
    "iso": iso,
    "figures": figures,
    "day": calendar_day,
    "ordinal": ordinal,
    "month": month,
    "weekday": weekday,
    "yesterday": yesterday,
    "today": today,
    "weekend": weekend,
    "last": last,
    "ago": ago,
    "earlier": earlier,
    "lately": today,
    "same": same,
    "next": following,
}
