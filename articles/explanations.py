"""Why a proposal reads as it does, for its card: reasons in lines, their words marked in the quote. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .guards import Flag
from .highlights import cut

# The parts of a proposal in the order of their lines.
PARTS = {
    "party": "Party",
    "issue": "Sticking point",
    "stance": "Stance",
    "side": "Side",
    "said_on": "Day",
    "attribution": "According to",
}
NAMES = {"attribution": "attribution"}  # where the label would not read well before "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The reasons of one part; `number` marks their words in the quote."""

    number: int
    part: str
    label: str
    why: tuple[str, ...]
    weak_by: str  # by what the part is weak; empty where it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of the quote: those of a line's reasons, or (number 0) those that a guard has flagged."""

    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the quote, whether it is marked and flagged, and the numbers of the lines whose marks end with it."""

    words: str
    marked: bool
    flagged: bool
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a card tells of a proposal's reasons."""

    lines: tuple[Line, ...]
    stretches: tuple[Stretch, ...]
    flags: tuple[str, ...]

    @property
    def weak(self) -> list[str]:
        """The weak parts in words: "party by pronoun"."""
        return [
            f"{NAMES.get(line.part) or line.label.lower()} by {line.weak_by}" for line in self.lines if line.weak_by
        ]

    @property
    def weak_parts(self) -> frozenset[str]:
        """The fields that are weak."""
        return frozenset(line.part for line in self.lines if line.weak_by)


def explanation(reasons: Sequence[Mapping[str, Any]], flags: Sequence[Flag], quote: str, *, start: int) -> Explanation:
    """An explanation from stored reasons; the quote begins at `start` of the text that their places count from.

    Reasons of an older form, which do not say what is weak, are left out.
    """
    known = [reason for reason in reasons if "weak" in reason]
    lines = tuple(lines_of(known))
    marks = [*marks_of(known, lines, start, len(quote)), *(Mark(start=flag.start, end=flag.end) for flag in flags)]
    said = tuple(dict.fromkeys(flag.sentence for flag in flags))
    return Explanation(lines=lines, stretches=marked(quote, marks), flags=said)


def lines_of(reasons: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """One line for each part that has reasons."""
    number = 0
    for part, label in PARTS.items():
        mine = [reason for reason in reasons if reason["part"] == part]
        if mine:
            number += 1
            why = tuple(dict.fromkeys(reason["why"] for reason in mine))
            weak_by = next((reason["by"] for reason in mine if reason["weak"]), "")
            yield Line(number=number, part=part, label=label, why=why, weak_by=weak_by)


def marks_of(reasons: Iterable[Mapping[str, Any]], lines: Iterable[Line], start: int, length: int) -> Iterator[Mark]:
    """The words of reasons that stand in the quote, by its own count."""
    numbers = {line.part: line.number for line in lines}
    for reason in reasons:
        if reason["words"] and reason["part"] in numbers:
            first, last = (place - start for place in reason["words"])
            if 0 <= first < last <= length:
                yield Mark(start=first, end=last, number=numbers[reason["part"]])


def marked(quote: str, marks: Iterable[Mark]) -> tuple[Stretch, ...]:
    """The quote cut wherever a mark begins or ends. The words of all stretches together are the quote."""
    return tuple(
        Stretch(
            words=quote[start:end],
            marked=any(mark.number for mark in covering),
            flagged=any(not mark.number for mark in covering),
            ends=tuple(sorted({mark.number for mark in covering if mark.end == end and mark.number})),
        )
        for start, end, covering in cut(quote, marks)
    )
