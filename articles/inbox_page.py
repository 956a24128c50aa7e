"""The inbox: what waits to be decided, article by article, and what the reader is less sure of, folded away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from negotiations import cards
from negotiations.cards import Card, FigureCard
from negotiations.frames import Frame

from .models import Article, Proposal
from .reading_page import card_of

OTHERS = 20  # articles named at the end, in which less sure proposals alone are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An article of which something waits."""

    article: Article
    cards: list[Card | FigureCard] = field(default_factory=list)
    less_sure: list[Card | FigureCard] = field(default_factory=list)


def context(frame: Frame) -> dict[str, Any]:
    """What `inbox.html` shows.

    Nobody has to decide what is less sure, so it piles up: its cards come with those that wait, and of the other
    articles, the newest are named.
    """
    proposals = frame.negotiation.proposals
    waiting = cards.sharing(frame.negotiation, proposals.sure().for_inbox())
    articles = {proposal.article_id for proposal in waiting}
    beside = cards.sharing(frame.negotiation, proposals.less_sure().for_inbox().filter(article__in=articles))
    others = proposals.less_sure().pending().exclude(article__in=articles).by_article()
    return {
        "frame": frame,
        "sections": sections(waiting, beside),
        "others": others[:OTHERS],
        "page": "inbox",
    }


def sections(waiting: Iterable[Proposal], beside: Iterable[Proposal]) -> list[Section]:
    """The articles of `waiting` in their order, each with its cards; every article of `beside` is among them."""
    folded: dict[int, list[Card | FigureCard]] = defaultdict(list)
    for proposal in beside:
        folded[proposal.article_id].append(card_of(proposal))
    found: dict[int, Section] = {}
    for proposal in waiting:
        key = proposal.article_id
        section = found.setdefault(key, Section(article=proposal.article, less_sure=folded[key]))
        section.cards.append(card_of(proposal))
    return list(found.values())
