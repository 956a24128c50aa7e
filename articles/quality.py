"""How good the reader is here, and how far editors agree: shares with counts and intervals. Pure arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96  # of a normal distribution, 95 in 100 lie within so many deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with the interval in which the true share lies 95 times in 100 (Wilson 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its ends, from 0 to 1; None of nothing."""
        if not self.of:
            return None
        share, n = self.hits / self.of, self.of
        centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
        return max(centre - half, 0.0), min(centre + half, 1.0)

    @property
    def percent(self) -> int:
        """In whole percent; 0 of nothing."""
        return round(100 * (self.value or 0))

    @property
    def low(self) -> int:
        """The interval's lower end in whole percent."""
        return round(100 * (self.interval or (0, 0))[0])

    @property
    def high(self) -> int:
        """The interval's upper end in whole percent."""
        return round(100 * (self.interval or (0, 0))[1])


def digits(number: float | None) -> str:
    """Two decimals, or a dash for what cannot be told."""
    return "–" if number is None else f"{number:.2f}"


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa (1960) of two coders' answers to the same questions; None where chance alone would do as well."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[answer] * second[answer] for answer in first) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Mapping[int, str]]) -> float | None:
    """Krippendorff's alpha (2011) of nominal answers: each unit maps coders to answers; None where all are the same."""
    told = [list(unit.values()) for unit in units if len(unit) > 1]
    totals = Counter(answer for answers in told for answer in answers)
    n = totals.total()
    expected = n**2 - sum(number**2 for number in totals.values())
    if not expected:
        return None
    observed = sum(differing(answers) / (len(answers) - 1) for answers in told)
    return 1 - (n - 1) * observed / expected


def differing(answers: Sequence[str]) -> int:
    """How many ordered pairs of answers differ."""
    return len(answers) ** 2 - sum(number**2 for number in Counter(answers).values())
