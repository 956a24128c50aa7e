"""What an article says: its text with the quotes marked, and a card for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from negotiations import cards
from negotiations.cards import Card, FigureCard
from negotiations.frames import Frame

from .highlights import SHOWN, Passage, stretches
from .models import Article, Proposal


def context(article: Article, frame: Frame, shown: tuple[int, int] | None = None) -> dict[str, Any]:
    """The text in stretches, and cards in reading order: on record for all, to decide for editors.

    `shown` is a passage to which the address leads. What the reader is less sure of is not marked in the text, and
    comes apart from the rest.
    """
    pending = pending_of(article) if frame.may_review else []
    sure = [(proposal.start, proposal.end, card_of(proposal)) for proposal in pending if proposal.sure]
    found = sorted([*recorded(article, frame), *sure], key=lambda place: place[:2])
    passages = [passage_of(card, start, end) for start, end, card in found]
    if shown:
        passages.append(Passage(start=shown[0], end=shown[1], card=SHOWN, colour=0, label="", pending=True))
    return {
        "frame": frame,
        "article": article,
        "stretches": stretches(article.text, passages),
        "found": list({card.anchor: card for _, _, card in found}.values()),
        "less_sure": [card_of(proposal) for proposal in pending if not proposal.sure],
        "page": "article",
    }


def recorded(article: Article, frame: Frame) -> Iterable[tuple[int, int, Card | FigureCard]]:
    """Cards of what the record cites of this article, with the places of their quotes."""
    negotiation = article.negotiation
    cited = article.citations.in_force()
    told = cards.with_decisions if frame.may_review else QuerySet.all
    positions = told(negotiation.positions.in_force().filter(pk__in=cited.values("position")).for_timeline())
    figures = told(negotiation.figures.in_force().filter(pk__in=cited.values("figure")).for_timeline())
    found = [*map(cards.position_card, positions), *map(cards.figure_card, figures)]
    for card in found:
        for citation in card.entry.citations.all():
            if citation.article_id == article.pk:
                yield citation.start, citation.end, card


def pending_of(article: Article) -> list[Proposal]:
    """What may be decided, in reading order: what waits, and what the reader is less sure of."""
    return cards.sharing(article.negotiation, article.proposals.for_inbox())


def card_of(proposal: Proposal, data: Any = None) -> Card | FigureCard:
    """A proposal's card, its form bound where data were posted."""
    if proposal.subject == Proposal.Subject.FIGURE:
        return cards.waiting_figure_card(proposal, data)
    return cards.proposal_card(proposal, data)


def passage_of(card: Card | FigureCard, start: int, end: int) -> Passage:
    """A card's quote as a passage of the text."""
    if isinstance(card, FigureCard):
        return Passage(
            start=start, end=end, card=card.anchor, colour=0, pending=card.pending, label=f"Figure: {card.number}"
        )
    label = f"{card.row.party_name}, {card.row.stance}: {card.entry.issue.name}"
    return Passage(
        start=start, end=end, card=card.anchor, colour=card.row.colour, pending=card.row.pending, label=label
    )


def shown_in(article: Article, text: str) -> tuple[int, int] | None:
    """The passage that an address names, "120-180"; None where it names none of this text."""
    start, _, end = text.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(text) < 20):
        return None
    return (int(start), int(end)) if int(start) < int(end) <= len(article.text) else None
