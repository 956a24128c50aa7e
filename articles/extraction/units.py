"""What figures count: per cent, money, times, or things."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import words
from .stems import stems

PERCENT = r"(?:%|(?:percent|per[\s-]cent|percentage\spoints?|pct|pc)\b)"


@lru_cache(maxsize=512)
def kind_of(unit: str) -> str:
    """The kind of a unit: percent, money, time or noun."""
    parts = [part.rstrip("s") for part in unit.lower().split()]
    if not parts:
        return ""
    if re.fullmatch(rf".*{PERCENT}", unit, re.IGNORECASE):
        return "percent"
    if words("quantities", "currencies").intersection(parts):
        return "money"
    return "time" if parts[-1] in words("quantities", "time") else "noun"


@lru_cache(maxsize=512)
def stems_of(unit: str) -> frozenset[str]:
    """The stems of a unit's words."""
    return frozenset(stems(unit))
