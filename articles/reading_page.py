"""What an article says: its text with the quotes marked, and a card for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from negotiations import cards
from negotiations.cards import Card, FigureCard
from negotiations.frames import Frame

from .highlights import Passage, stretches
from .models import Article, Proposal


def context(article: Article, frame: Frame) -> dict[str, Any]:
    """The text in stretches, and cards in reading order: on record for all, to decide for editors.

    What the reader is less sure of is not marked in the text, and comes apart from the rest.
    """
    pending = pending_of(article) if frame.may_review else []
    sure = [(proposal.start, proposal.end, card_of(proposal)) for proposal in pending if proposal.sure]
    found = sorted([*recorded(article, frame), *sure], key=lambda place: place[:2])
    passages = [passage_of(card, start, end) for start, end, card in found]
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
    places = cited.values_list("position_id", "figure_id", "start", "end")
    positions = negotiation.positions.in_force().filter(pk__in=cited.values("position"))
    figures = negotiation.figures.in_force().filter(pk__in=cited.values("figure"))
    told = {"with_decisions": frame.may_review}
    by_position = {position.pk: cards.position_card(position) for position in positions.for_timeline(**told)}
    by_figure = {figure.pk: cards.figure_card(figure) for figure in figures.for_timeline(**told)}
    for position, figure, start, end in places:
        card = by_position.get(position) or by_figure.get(figure)
        if card:
            yield start, end, card


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
