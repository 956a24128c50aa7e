"""The figures found so far in a document: what a bare number, or the same number again, may refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Counted(NamedTuple):
    """A figure found before."""

    issue: str
    unit: str
    value: Decimal


@dataclass(slots=True)
class Counts:
    """All of them, by what is asked for: the last one, an issue's last one, its units, who has the same number."""

    last: Counted | None = None
    last_of: dict[str, Counted] = field(default_factory=dict)
    units: dict[str, set[str]] = field(default_factory=dict)
    of_value: dict[Decimal, set[tuple[str, str]]] = field(default_factory=dict)  # issue and unit

    def add(self, counted: Counted) -> None:
        """Take in the next one."""
        self.last = self.last_of[counted.issue] = counted
        self.units.setdefault(counted.issue, set()).add(counted.unit)
        self.of_value.setdefault(counted.value, set()).add((counted.issue, counted.unit))
