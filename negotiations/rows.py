"""A position as one flat row: what the timeline, the cards, the matrix and every export read. No models, no templates.

`row_of` takes whatever has a position's fields (a position, or a pending proposal) and leaves the database behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from . import days
from .accounts import SELF_STATED, Account, Voice
from .moves import YIELDING

COLOURS = 8  # the palette in base.css


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a row was reported: the passage, its article, and the text that the article goes back to.

    `day` is empty where it is the row's own, `account` of a figure; `decision` is the key of the one that brought it.
    """

    quote: str
    article: int
    title: str
    outlet: str
    reported_on: date
    origin: int
    day: str = ""
    account: Account | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A position, or a pending proposal of one. `value` is the side's place from 0 to 100, None where not told.

    `restated` are later days on which it was said again, in time's order: of what a party says itself, by the party.
    `voices` are all who tell of it, by passages of any day.
    """

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
    restated: tuple[date, ...] = ()
    reporter_key: str = ""
    voices: tuple[Voice, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of its card on a page."""
        return f"{'proposal' if self.pending else 'position'}-{self.pk}"

    @property
    def is_yielding(self) -> bool:
        """Whether the party gives or agrees, rather than asks or refuses."""
        return self.stance in YIELDING

    @property
    def is_own(self) -> bool:
        """Whether the party says so itself, on the record."""
        return self.attribution == "own"

    @property
    def is_self_stated(self) -> bool:
        """Whether it comes from the party, on the record or not."""
        return self.attribution in SELF_STATED

    @property
    def day(self) -> str:
        """The day in words, as precise as it is known."""
        return days.in_words(self.said_on, self.precision)

    @property
    def voice(self) -> str:
        """Who says so in a word or two: the speaker, or whose account it is."""
        accounts = {"own": "own words", "officials": "officials", "sources": "sources"}
        return self.speaker or accounts.get(self.attribution, self.attributed_to)

    @property
    def last_stated(self) -> date:
        """The day on which it was said last."""
        return self.restated[-1] if self.restated else self.said_on

    @property
    def account(self) -> Account:
        """Who says so: the first links of the attribution chain."""
        return Account(
            attribution=self.attribution,
            speaker=self.speaker,
            party=self.party_name,
            party_key=self.party,
            reporter=self.attributed_to,
            reporter_key=self.reporter_key,
        )

    @property
    def chain(self) -> str:
        """The account in words."""
        return str(self.account)

    @property
    def speakers(self) -> frozenset[str]:
        """All who are named as telling of it."""
        return frozenset(name for name in (self.speaker, *(voice.speaker for voice in self.voices)) if name)

    def is_told_by(self, speaker: str, day: date) -> bool:
        """Whether somebody told of it on a day."""
        first = Voice(self.said_on, self.attribution, self.speaker)
        return any(voice.day == day and voice.speaker == speaker for voice in (first, *self.voices))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure on record; `counted_by` is the key of the party whose count it is, empty where not told."""

    pk: int
    issue: str
    value: Decimal
    unit: str
    counted_by: str
    counted_by_name: str
    colour: int
    said_on: date
    precision: str
    origins: frozenset[int]

    @property
    def day(self) -> str:
        """The day in words, as precise as it is known."""
        return days.in_words(self.said_on, self.precision)

    @property
    def number(self) -> str:
        """ "1,300,000" or "4.5"."""
        return f"{self.value.normalize():,f}"

    @property
    def series(self) -> tuple[str, str, str]:
        """What makes figures follow each other: the issue, the unit, and whose count it is."""
        return (self.issue, self.unit, self.counted_by)


def account_of(said: Any, party: Any) -> Account:
    """The account that a position, a proposal or a citation gives of a party."""
    reporter = said.attributed_to
    return Account(
        attribution=said.attribution,
        speaker=said.speaker,
        party=party.name,
        party_key=party.key,
        reporter=reporter.name if reporter else "",
        reporter_key=reporter.key if reporter else "",
    )


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


def cited(entry: Any) -> list[Source]:
    """The sources of an entry on record: where one differs from the entry in day or account, it says so."""
    return [citing(citation, entry) for citation in in_order(entry)]


def in_order(entry: Any) -> list[Any]:
    """The citations of an entry: the one that gives its day and account first, then those that reaffirm it."""
    return sorted(entry.citations.all(), key=lambda citation: not founds(citation, entry))


def founds(citation: Any, entry: Any) -> bool:
    """Whether a citation gives the very day and account of its entry."""
    names = ["said_on", "precision"]
    if citation.attribution:
        names += ["attribution", "attributed_to_id", "speaker"]
    return all(getattr(citation, name) == getattr(entry, name) for name in names)


def citing(citation: Any, entry: Any) -> Source:
    """A citation as a source of its entry."""
    day = ""
    if (citation.said_on, citation.precision) != (entry.said_on, entry.precision):
        day = days.in_words(citation.said_on, citation.precision)
    account = account_of(citation, entry.party) if citation.attribution else None
    return replace(source_of(citation), day=day, account=account, decision=citation.decision_id)


def row_of(
    entry: Any,
    *,
    pending: bool = False,
    sources: Sequence[Source] = (),
    origins: Iterable[int] = (),
    stated: Iterable[date] = (),
    voices: Iterable[Voice] = (),
) -> Row:
    """A position or a pending proposal, flattened; `stated` are the days on which its citations say it."""
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
        restated=tuple(sorted({day for day in stated if day > entry.said_on})),
        reporter_key=entry.attributed_to.key if entry.attributed_to else "",
        voices=tuple(voices),
    )


def figure_row_of(figure: Any, *, origins: Iterable[int] = ()) -> FigureRow:
    """A figure on record, flattened."""
    whose = figure.counted_by
    return FigureRow(
        pk=figure.pk,
        issue=figure.issue.key,
        value=figure.value,
        unit=figure.unit,
        counted_by=whose.key if whose else "",
        counted_by_name=whose.name if whose else "",
        colour=whose.colour if whose else 0,
        said_on=figure.said_on,
        precision=figure.precision,
        origins=frozenset(origins),
    )


def recorded(positions: Iterable[Any]) -> list[Row]:
    """Positions as read by `for_timeline`, with their citations."""
    return [
        row_of(position, sources=cited(position), stated=days_of(position), voices=voices_of(position))
        for position in positions
    ]


def days_of(position: Any) -> list[date]:
    """The days on which a position was stated: what others ascribe to a party restates nothing that it said itself."""
    citations = position.citations.all()
    if position.attribution in SELF_STATED:
        citations = [citation for citation in citations if citation.attribution in SELF_STATED]
    return [citation.said_on for citation in citations]


def voices_of(position: Any) -> list[Voice]:
    """Who tells of a position, passage by passage."""
    return [Voice(found.said_on, found.attribution, found.speaker) for found in position.citations.all()]


def pending(proposals: Iterable[Any]) -> list[Row]:
    """Proposals of positions as read by `for_cards`."""
    return [row_of(proposal, pending=True, sources=[source_of(proposal)]) for proposal in proposals]


def told(found: Iterable[Any], *, by: date) -> list[Row]:
    """Positions as read by `flat`, as far as they had been said by the end of a day: with origins, without quotes."""
    return [flat_row(line, by) for line in found if line.said_on <= by]


def flat_row(line: Any, by: date) -> Row:
    """One line of `flat`; `stated`, `accounts`, `speakers` and `origin_keys` have one of each for a citation."""
    cited = zip(line.stated, line.accounts, line.speakers, line.origin_keys, strict=True)
    known = [(Voice(day, account, speaker), origin) for day, account, speaker, origin in cited if day and day <= by]
    only_own = line.attribution in SELF_STATED
    stated = {voice.day for voice, _ in known if voice.attribution in SELF_STATED or not only_own}
    return Row(
        pk=line.pk,
        pending=False,
        issue=line.issue_key,
        party=line.party_key,
        party_name=line.party_name,
        colour=colour_of(line.party_order),
        stance=line.stance,
        side=line.side_key,
        side_label=line.side_label or "",
        value=line.value,
        said_on=line.said_on,
        precision=line.precision,
        attribution=line.attribution,
        attributed_to=line.reporter or "",
        speaker=line.speaker,
        sources=(),
        origins=frozenset(origin for *_, origin in known),
        restated=tuple(sorted(day for day in stated if day > line.said_on)),
        reporter_key=line.reporter_key or "",
        voices=tuple(voice for voice, _ in known),
    )


def days_in(found: Iterable[Any]) -> set[date]:
    """Every day on which one of the positions read by `flat` was said or said again."""
    return {day for line in found for day in (line.said_on, *line.stated) if day}


def colour_of(order: int) -> int:
    """Which colour of the palette is a party's, from 1."""
    return order % COLOURS + 1
