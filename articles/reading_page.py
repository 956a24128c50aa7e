"""What an article says: its text with the quotes marked, and a card for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from negotiations import cards
from negotiations.cards import Card, FigureCard
from negotiations.clocks import Clocks
from negotiations.frames import Frame

from .highlights import SHOWN, Passage, stretches
from .models import Article, Proposal


def context(
    article: Article, frame: Frame, clocks: Clocks | None = None, *, shown: tuple[int, int] | None = None
) -> dict[str, Any]:
    """The text in stretches, and cards in reading order: on record for all, to decide for editors.

    `shown` is a passage to which the address leads. What the reader is less sure of is not marked in the text, and
    comes apart from the rest. Without clocks it is now; as it was known on another day there is nothing to decide.
    """
    shows_pending = frame.may_review and (clocks is None or clocks.known_day is None)
    pending = pending_of(article) if shows_pending else []
    sure = [(proposal.start, proposal.end, card_of(proposal)) for proposal in pending if proposal.sure]
    found = sorted([*recorded(article, frame, clocks), *sure], key=lambda place: place[:2])
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


def recorded(article: Article, frame: Frame, clocks: Clocks | None) -> Iterable[tuple[int, int, Card | FigureCard]]:
    """Cards of what the record cites of this article, with the places of their quotes."""
    negotiation = article.negotiation
    cited = article.citations.under(clocks)
    told = {"clocks": clocks, "with_decisions": frame.may_review}
    positions = list(negotiation.positions.under(clocks).filter(pk__in=cited.values("position")).for_timeline(**told))
    figures = list(negotiation.figures.under(clocks).filter(pk__in=cited.values("figure")).for_timeline(**told))
    every = [(entry, citation) for entry in (*positions, *figures) for citation in entry.citations.all()]
    made = {id(position): cards.position_card(position) for position in positions}
    made |= {id(figure): cards.figure_card(figure) for figure in figures}
    for entry, citation in every:
        if citation.article_id == article.pk:
            yield citation.start, citation.end, made[id(entry)]


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
