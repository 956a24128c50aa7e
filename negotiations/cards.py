"""A position, a figure or a proposal as a card: the row that is shown, and what an editor needs beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import prefetch_related_objects

from . import days, rows
from .forms import CodingForm, CountForm
from .models import Figure, Issue, Negotiation, Position
from .positions import Count
from .rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves an entry, and the citation that holds it: for editors, with the decision that brought it."""

    source: rows.Source
    citation: Any

    @property
    def differences(self) -> list[Any]:
        """What the editor changed who brought it."""
        return self.citation.decision.differences_under(self.citation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A position or a pending proposal under the chart, with what an editor needs beside it."""

    row: Row
    entry: Any
    form: CodingForm | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def pending(self) -> bool:
        """Whether it waits to be decided."""
        return self.row.pending

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return f"{'proposal' if self.pending else 'position'}-{self.row.pk}"

    @property
    def kind(self) -> str:
        """What it shows, as in the address of its comments."""
        return "proposals" if self.pending else "positions"

    @property
    def comment_count(self) -> int | None:
        """How many comments there are; for editors."""
        return comments_on(self)

    @property
    def issue(self) -> Issue:
        """The sticking point that it is about, or that an editor has just chosen for it."""
        return self.form.chosen_issue if self.form else self.entry.issue

    @property
    def is_moved(self) -> bool:
        """Whether an editor has just chosen another sticking point than the reader."""
        return self.issue.key != self.row.issue

    @property
    def offers(self) -> list[Issue]:
        """At most two other sticking points to choose instead; after a choice, the reader's own comes first."""
        keys = [self.row.issue, *self.entry.other_issues]
        known = [self.form.issues[key] for key in keys if key in self.form.issues]
        return [issue for issue in known if issue.key != self.issue.key][:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """A figure on record or a pending one."""

    entry: Any
    pending: bool
    whose: str
    number: str
    sources: tuple[rows.Source, ...]
    form: CountForm | None = None
    evidence: tuple[Evidence, ...] = ()
    row = None  # where cards of both kinds are listed, a figure's is the one without a row

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return f"{'proposal' if self.pending else 'figure'}-{self.entry.pk}"

    @property
    def kind(self) -> str:
        """What it shows, as in the address of its comments."""
        return "proposals" if self.pending else "figures"

    @property
    def comment_count(self) -> int | None:
        """How many comments there are; for editors."""
        return comments_on(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The cards of one day."""

    day: date
    words: str
    cards: Sequence[Card]


def sharing(negotiation: Negotiation, proposals: Iterable[Any]) -> list[Any]:
    """Proposals of one negotiation that share its parties, issues and scales: read once, not for each card's form."""
    proposals = list(proposals)
    if proposals:
        prefetch_related_objects([negotiation], "parties", "issues__points")
    for proposal in proposals:
        proposal.negotiation = negotiation
    return proposals


def position_card(position: Position) -> Card:
    """A position on record."""
    return Card(row=rows.recorded([position])[0], entry=position, evidence=evidence_of(position))


def evidence_of(entry: Position | Figure) -> tuple[Evidence, ...]:
    """What proves an entry, what founds it first."""
    return tuple(Evidence(source=rows.citing(found, entry), citation=found) for found in rows.in_order(entry))


def proposal_card(proposal: Any, data: Mapping[str, Any] | None = None) -> Card:
    """A pending proposal with its form, bound where data were posted."""
    return Card(row=rows.pending([proposal])[0], entry=proposal, form=form_of(proposal, data))


def figure_card(figure: Figure) -> FigureCard:
    """A figure on record."""
    return FigureCard(
        entry=figure,
        pending=False,
        whose=figure.counted_by.name if figure.counted_by else "",
        number=in_digits(figure.value),
        sources=tuple(rows.cited(figure)),
        evidence=evidence_of(figure),
    )


def waiting_figure_card(proposal: Any, data: Mapping[str, Any] | None = None) -> FigureCard:
    """A pending figure with its form."""
    return FigureCard(
        entry=proposal,
        pending=True,
        whose=proposal.party.name if proposal.party else "",
        number=in_digits(proposal.value),
        sources=(rows.source_of(proposal),),
        form=form_of(proposal, data),
    )


def form_of(proposal: Any, data: Mapping[str, Any] | None = None) -> CodingForm | CountForm:
    """The form that amends a proposal."""
    content = proposal.content
    form = CountForm if isinstance(content, Count) else CodingForm
    return form(
        data,
        negotiation=proposal.negotiation,
        current=content,
        latest=proposal.article.published,
        prefix=f"proposal-{proposal.pk}",
    )


def in_digits(value: Any) -> str:
    """ "1,300,000" or "4.5"."""
    return f"{value.normalize():,f}"


def comments_on(card: Card | FigureCard) -> int | None:
    """How many comments stand on a proposal, or on those behind an entry; None where no proposal is."""
    if card.pending:
        return card.entry.comment_count
    citations = [evidence.citation for evidence in card.evidence if evidence.citation.decision]
    numbers = {citation.decision.proposal_id: citation.comment_count for citation in citations}
    return sum(numbers.values()) if numbers else None


def by_day(cards: Iterable[Card]) -> list[Day]:
    """Cards under their days, newest first; of one day, what waits comes first."""
    ordered = sorted(cards, key=lambda card: card.row.said_on, reverse=True)
    groups = groupby(ordered, key=lambda card: (card.row.said_on, card.row.precision))
    return [Day(day=day, words=days.in_words(day, how), cards=list(group)) for (day, how), group in groups]
