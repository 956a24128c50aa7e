"""What figures count: per cent, money, times, or things; and which issues count in such units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .lexicon import words
from .records import Dossier, Issue
from .stems import stem, stems

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


def fits(kind: str, unit: str, issue: Issue) -> bool:
    """Whether an issue's figures count what is counted in a unit of some kind."""
    same = kind == kind_of(issue.unit) and kind in ("percent", "money")
    return same or not stems_of(unit).isdisjoint(stems_of(issue.unit))


@lru_cache(maxsize=512)
def facts_of_unit(kind: str, unit: str, dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """For each issue whether it counts in such a unit."""
    return {issue.key: tuple(unit_facts(kind, unit, issue, dossier)) for issue in dossier.issues}


def unit_facts(kind: str, unit: str, issue: Issue, dossier: Dossier) -> Iterator[str]:
    """Whether an issue counts in a unit of some kind."""
    theirs = kind_of(issue.unit)
    yield f"kind {kind}"
    if fits(kind, unit, issue):
        rivals = sum(kind_of(other.unit) == theirs for other in dossier.issues) if theirs != "noun" else 1
        yield f"unit fits {kind}"
        yield "unit fits only" if rivals <= 1 else "unit fits several"
    elif kind == "bare":
        yield "bare, issue has unit" if theirs else "bare, issue has none"
    else:
        yield f"unit differs {kind}" if theirs else "issue has no unit"
        if any(fits(kind, unit, other) for other in dossier.issues):
            yield f"another counts in {kind}"
        if kind == "noun" and stem(unit) in stems(" ".join((issue.name, *issue.terms))):
            yield "unit is a term"
