"""What a quote says and its summary does not: numbers, negations, conditions. Pure; the words are data in guards.toml.

A summary is what a proposal would put on record. A condition is never carried by it; a negation by a rejection, or by a
side or issue with a negation in its name; a number by a side, an issue or a figure with that number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

STRAIGHT = str.maketrans("’‘", "''")
WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?%?|[^\W\d_]+(?:[.'][^\W\d_]+)*")
GLUED = re.compile(r"[^\W\d_]-?$|[:/]$")  # before a number that is part of a name or a time: "G20", "F-16", "9:30"
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is coded: the stance (empty for a figure), the names of party, issue and side, a figure's value."""

    stance: str = ""
    names: tuple[str, ...] = ()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that the quote says from `start` up to, and without, `end`, and the summary does not carry."""

    kind: str
    start: int
    end: int
    words: str

    @property
    def sentence(self) -> str:
        """For an editor: "condition: only if"."""
        return f"{self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    value: Decimal
    start: int
    end: int


def flags(quote: str, summary: Summary) -> tuple[Flag, ...]:
    """What the summary leaves out, in reading order."""
    found = [*wordings(quote, summary), *numbers_left(quote, summary)]
    return tuple(sorted(found, key=lambda flag: (flag.start, flag.end)))


def wordings(quote: str, summary: Summary) -> Iterator[Flag]:
    """Conditions and negations that the summary does not carry."""
    named = {kind for name in summary.names for kind, _ in turns(name)}
    for kind, match in turns(quote):
        carried = kind != "condition" and (
            summary.stance == "reject" or "negation" in named or (kind == "ended" and summary.stance == "concede")
        )
        if not carried:
            start, end = match.span()
            shown = "negation" if kind == "ended" else kind
            yield Flag(kind=shown, start=start, end=end, words=match.group().lower())


def turns(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The conditions and negations of a text, each with its kind."""
    plain = text.translate(STRAIGHT)
    for match in pattern().finditer(plain):
        kind = phrases()[" ".join(match.group().lower().split())]
        if kind != "harmless" and not (kind == "condition" and is_deadline(match, plain)):
            yield kind, match


def is_deadline(match: re.Match[str], text: str) -> bool:
    """Whether an "until" only names a day or a year: "until Friday", "until 2030"."""
    behind = WORD.search(text, match.end())
    return match.group().lower() == "until" and behind is not None and (
        behind.group()[0].isdecimal() or behind.group().lower() in words("days")
    )  # fmt: skip


def numbers_left(quote: str, summary: Summary) -> Iterator[Flag]:
    """Numbers that the summary does not carry."""
    carried = {number.value for name in summary.names for number in numbers(name)}
    if summary.value is not None:
        carried.add(summary.value.normalize())
    for number in numbers(quote):
        if number.value not in carried:
            yield Flag(kind="number", start=number.start, end=number.end, words=quote[number.start : number.end])


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text that count something: no dates, years, times, ages or parts of names."""
    pieces = list(WORD.finditer(text.translate(STRAIGHT)))
    n = 0
    while n < len(pieces):
        value, after = numeral(pieces, n)
        if value is None:
            n += 1
            continue
        if not is_other(value, pieces, n, after, text):
            yield Number(value.normalize(), pieces[n].start(), pieces[after - 1].end())
        n = after


def numeral(pieces: list[re.Match[str]], n: int) -> tuple[Decimal | None, int]:
    """The number that begins at a piece, its multiples included, and the piece after it: "1.3 million"."""
    small, multiples = table()["numbers"], table()["multiples"]
    word = pieces[n].group().lower()
    if word[0].isdecimal():
        plain = re.fullmatch(r"(\d+(?:,\d{3})*(?:\.\d+)?)%?", word)
        if plain is None:
            return None, n + 1  # "14th"
        value = Decimal(plain[1].replace(",", ""))
    elif word in small:
        value = Decimal(str(small[word]))
    else:
        return None, n + 1
    n += 1
    while n < len(pieces) and is_joined(pieces, n):
        word = pieces[n].group().lower()
        if word in multiples:
            value *= multiples[word]
        elif word in small and value >= 20 > small[word] and value % 10 == 0:
            value += small[word]
        else:
            break
        n += 1
    return value, n


def is_joined(pieces: list[re.Match[str]], n: int) -> bool:
    """Whether only a blank or a hyphen parts a piece from the one before."""
    return pieces[n].string[pieces[n - 1].end() : pieces[n].start()] in (" ", "-", "\n", "")


def is_other(value: Decimal, pieces: list[re.Match[str]], n: int, after: int, text: str) -> bool:
    """Whether a number counts nothing: part of a name, of a date or a time, a year, an age, the "one" of "no one"."""
    start, end = pieces[n].start(), pieces[after - 1].end()
    before = pieces[n - 1].group().lower() if n else ""
    behind = pieces[after].group().lower() if after < len(pieces) else ""
    if pieces[n].group()[0].isdecimal() and GLUED.search(text[max(0, start - 2) : start]):
        return True
    if pieces[n].group().lower() in ("one", "half") and behind not in words("units"):
        return True
    if before in words("days") or behind in words("days") or behind in words("hours") or text[end : end + 1] == ":":
        return True
    if value in YEARS and value == int(value) and behind not in words("units"):
        return True
    return text[max(0, start - 2) : start] == ", " and text[end : end + 1] == "," and 15 < value < 100


@cache
def table() -> dict[str, Any]:
    """The words, read once."""
    return tomllib.loads(Path(__file__).with_name("guards.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(table()[key])


@cache
def phrases() -> dict[str, str]:
    """Each phrase and its kind; what is harmless stands above the rest."""
    kinds = ("condition", "negation", "ended", "harmless")
    return {phrase: kind for kind in kinds for phrase in table()[kind]}


@cache
def pattern() -> re.Pattern[str]:
    """All phrases, the longest first."""
    longest_first = sorted(phrases(), key=len, reverse=True)
    forms = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(forms)})(?![\w'])", re.IGNORECASE)
