"""What an editor made of a proposal: the fields in which the record differs from what was proposed, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from negotiations import days, rows
from negotiations.cards import in_digits
from negotiations.positions import Coding, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field, as it was proposed and as it was made."""

    field: str
    proposed: str
    made: str


def differences(proposed: Coding | Count, made: Coding | Count) -> list[Difference]:
    """The fields in which two contents differ, in the order of a card."""
    pairs = zip(in_words(proposed), in_words(made), strict=True)
    return [Difference(field=name, proposed=one, made=other) for (name, one), (_, other) in pairs if one != other]


def in_words(content: Coding | Count) -> Iterator[tuple[str, str]]:
    """The fields of a content with their values."""
    yield from count_in_words(content) if isinstance(content, Count) else coding_in_words(content)
    yield "sticking point", content.issue.name
    yield "day", days.in_words(content.said_on, content.precision)


def coding_in_words(coding: Coding) -> Iterator[tuple[str, str]]:
    """What only a position has."""
    yield "party", coding.party.name
    yield "stance", str(coding.stance)
    yield "side", coding.side.label if coding.side else "not told"
    yield "account", str(rows.account_of(replace(coding, speaker=""), coding.party))
    yield "speaker", coding.speaker or "nobody named"


def count_in_words(count: Count) -> Iterator[tuple[str, str]]:
    """What only a figure has."""
    yield "number", in_digits(count.value)
    yield "unit", count.unit
    yield "count of", count.counted_by.name if count.counted_by else "not told"


def under(content: Coding | Count, citation: Any) -> Coding | Count:
    """A content with the day and the account of a citation: a reaffirmation has its own."""
    names = ("said_on", "precision", "attribution", "attributed_to", "speaker")
    return replace(content, **{name: getattr(citation, name) for name in names if hasattr(content, name)})
