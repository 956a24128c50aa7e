"""A long list of cards, part by part: which rows come next. Pure arithmetic.

Rows are listed by day, the newest first, and of one day those that wait before those on record. A part begins past a
row, whether that row is still there or not, so that nothing is shown twice or left out when the list has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .rows import Row

PART = 30
Key = tuple[date, bool, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows of a list, how many there are in all, and past which row the next part begins, if there is one."""

    rows: tuple[Row, ...]
    total: int
    skipped: int
    past: str

    @property
    def total_in_digits(self) -> str:
        """ "5,000"."""
        return f"{self.total:,}"

    @property
    def left(self) -> int:
        """How many come after this part."""
        return self.total - self.skipped - len(self.rows)


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Newest first."""
    return sorted(rows, key=key_of, reverse=True)


def key_of(row: Row) -> Key:
    """A row's place in the list."""
    return row.said_on, row.pending, row.pk


def part_of(rows: Iterable[Row], *, past: str = "", card: str = "") -> Part:
    """The part past a row, or the one in which a card is: the first part, or one that begins with the card."""
    listed = ordered(rows)
    start = 0
    if key := key_in(past):
        start = next((n for n, row in enumerate(listed) if key_of(row) < key), len(listed))
    elif card:
        found = next((n for n, row in enumerate(listed) if row.anchor == card), 0)
        start = found if found >= PART else 0
    shown = listed[start : start + PART]
    more = start + len(shown) < len(listed)
    return Part(rows=tuple(shown), total=len(listed), skipped=start, past=text_of(shown[-1]) if more else "")


def text_of(row: Row) -> str:
    """A row's place in the list, as it stands in an address: "2024-08-04.p.12"."""
    return f"{row.said_on}.{'p' if row.pending else 'r'}.{row.pk}"


def key_in(text: str) -> Key | None:
    """The place that stands in an address; None where it is none."""
    day, _, rest = text.partition(".")
    kind, _, pk = rest.partition(".")
    try:
        return date.fromisoformat(day), kind == "p", int(pk)
    except ValueError:
        return None


def day_in(past: str) -> date | None:
    """The day that the part before ended with, if there was one."""
    key = key_in(past)
    return key[0] if key else None
