"""A position as one flat row: what the timeline, the cards, the matrix and every export read. No models, no templates.

`row_of` takes whatever has a position's fields (a position, or a pending proposal) and leaves the database behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a row was reported: the passage, its article, and the text that the article goes back to."""

    quote: str
    article: int
    title: str
    outlet: str
    reported_on: date
    origin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A position, or a pending proposal of one. `value` is the side's place from 0 to 100, None where not told."""

    pk: int
    pending: bool
    issue: str
    party: str
    party_name: str
    colour: int
    stance: str
    side: str | None
    side_label: str
    value: int | None
    said_on: date
    precision: str
    attribution: str
    attributed_to: str
    speaker: str
    sources: tuple[Source, ...]
    origins: frozenset[int]

    @property
    def is_own(self) -> bool:
        """Whether the party says so itself, on the record."""
        return self.attribution == "own"

    @property
    def is_self_stated(self) -> bool:
        """Whether it comes from the party, on the record or not."""
        return self.attribution in ("own", "officials")

    @property
    def day(self) -> str:
        """The day in words, as precise as it is known."""
        return days.in_words(self.said_on, self.precision)

    @property
    def chain(self) -> str:
        """Who says so: the first link of the attribution chain."""
        if self.attribution == "party":
            account = f"according to {self.attributed_to}"
        else:
            account = {
                "own": "own words" if self.speaker else "stated on the record",
                "officials": f"unnamed officials of {self.party_name}",
                "sources": "according to unnamed sources",
            }[self.attribution]
        return f"{self.speaker}, {account}" if self.speaker else account


def source_of(passage: Any) -> Source:
    """The source that a citation, or a proposal, gives."""
    article = passage.article
    return Source(
        quote=passage.quote,
        article=article.pk,
        title=article.title,
        outlet=article.outlet,
        reported_on=article.published,
        origin=article.origin_id,
    )


def row_of(entry: Any, *, pending: bool = False, sources: Sequence[Source] = (), origins: Iterable[int] = ()) -> Row:
    """A position or a pending proposal, flattened."""
    return Row(
        pk=entry.pk,
        pending=pending,
        issue=entry.issue.key,
        party=entry.party.key,
        party_name=entry.party.name,
        colour=entry.party.colour,
        stance=entry.stance,
        side=entry.side.key if entry.side else None,
        side_label=entry.side.label if entry.side else "",
        value=entry.side.value if entry.side else None,
        said_on=entry.said_on,
        precision=entry.precision,
        attribution=entry.attribution,
        attributed_to=entry.attributed_to.name if entry.attributed_to else "",
        speaker=entry.speaker,
        sources=tuple(sources),
        origins=frozenset(origins) or frozenset(source.origin for source in sources),
    )


def recorded(positions: Iterable[Any]) -> list[Row]:
    """Positions as read by `for_timeline`, with their citations."""
    return [row_of(position, sources=[source_of(c) for c in position.citations.all()]) for position in positions]


def pending(proposals: Iterable[Any]) -> list[Row]:
    """Proposals of positions as read by `for_cards`."""
    return [row_of(proposal, pending=True, sources=[source_of(proposal)]) for proposal in proposals]


def counted(positions: Iterable[Any]) -> list[Row]:
    """Positions as read by `for_matrix`: with their origins, without quotes."""
    return [row_of(position, origins=(o for o in position.origins if o)) for position in positions]
