"""The inbox: what waits to be decided, article by article, what changes the record first.

Of an article, reaffirmations and repeats lie together under one button, and what the reader is less sure of is folded
away below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.db.models import prefetch_related_objects as read_once

from negotiations import cards
from negotiations.cards import Card, FigureCard
from negotiations.frames import Frame
from negotiations.moves import Kind

from . import inbox_filters, takings
from .inbox_filters import Filters
from .models import Article, Proposal, Taking
from .reading_page import card_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LENGTH = 20  # articles at a time
LIMIT = 400  # articles on one page, however far one scrolls: their keys stand in the address of the next part
OTHERS = 20  # articles named at the end, in which less sure proposals alone are left
ORDER = {kind.value: place for place, kind in enumerate(Kind)}
URGENT = (Kind.SHIFT, Kind.CONTRADICTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many proposals of an article an editor is asked for, by what they would change; `again` may go together."""

    kinds: Counter[str]
    again: dict[int, str]
    less_sure: int

    @property
    def words(self) -> str:
        """ "1 shift, 2 new, 3 reaffirmations"."""
        return ", ".join(listed(self.kinds))

    @property
    def again_words(self) -> str:
        """ "3 reaffirmations" or "1 reaffirmation and 2 repeats"."""
        return " and ".join(listed(Counter(self.again.values())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An article of which something waits: its cards, those that add nothing new, and those that nobody must decide.

    `taking` says who is on it.
    """

    article: Article
    tally: Tally
    taking: Taking | None = None
    cards: list[Card | FigureCard] = field(default_factory=list)
    again: list[Card | FigureCard] = field(default_factory=list)
    less_sure: list[Card | FigureCard] = field(default_factory=list)


def context(frame: Frame, filters: Filters, past: Sequence[int] = (), *, at: datetime) -> dict[str, Any]:
    """What the inbox shows: the next articles after those that were shown."""
    negotiation = frame.negotiation
    read_once([negotiation], "parties", "issues__points")
    pending = negotiation.proposals.pending().asked_of(frame.reader)
    waiting = waiting_of(pending, filters)
    shown, is_last = articles_of(waiting, past)
    return {
        "frame": frame,
        "filters": filters,
        "sections": sections(frame, filters, shown, takings.current(shown, at=at)),
        "more": "" if is_last else after(filters, [*past, *shown]),
        "is_full": not is_last and len(past) + len(shown) >= LIMIT,
        "others": [] if filters.chosen or not is_last else others(pending),
        "page": "inbox",
    }


def filter_context(frame: Frame, filters: Filters) -> dict[str, Any]:
    """The form of the filters."""
    read_once([frame.negotiation], "parties", "issues__points")
    pending = frame.negotiation.proposals.pending().asked_of(frame.reader)
    return {"facets": inbox_filters.facets(pending, filters, frame.negotiation)}


def waiting_of(pending: QuerySet, filters: Filters) -> QuerySet:
    """What waits under the filters; the less sure ones only where they are asked for."""
    chosen = filters.narrow(pending)
    return chosen if filters.asks_less_sure else chosen.sure()


def articles_of(waiting: QuerySet, past: Iterable[int]) -> tuple[list[int], bool]:
    """The next articles: those of which something changes the record first, then by day. And whether they end it."""
    urgent = Case(When(kind__in=URGENT, then=Value(1)), default=Value(0), output_field=IntegerField())
    found = (
        waiting.exclude(article__in=list(past))
        .values("article")
        .annotate(urgent=Max(urgent))
        .order_by("-urgent", "article__published", "article")
        .values_list("article", flat=True)[: LENGTH + 1]
    )
    return list(found[:LENGTH]), len(found) <= LENGTH


def after(filters: Filters, past: Sequence[int]) -> str:
    """The address of what comes after some articles; empty where a page would grow too long."""
    if len(past) >= LIMIT:
        return ""
    return "&".join(filter(None, (filters.query, f"past={'.'.join(map(str, past))}")))


def sections(frame: Frame, filters: Filters, articles: Sequence[int], taken: Mapping[int, Taking]) -> list[Section]:
    """Some articles in their order, each with its cards under the filters."""
    asked = frame.negotiation.proposals.filter(article__in=articles).asked_of(frame.reader)
    pending = filters.narrow(asked).for_inbox()
    by_article: dict[int, list[Proposal]] = {article: [] for article in articles}
    for proposal in cards.sharing(frame.negotiation, pending):
        by_article[proposal.article_id].append(proposal)
    return [section(proposals, filters, taken.get(article)) for article, proposals in by_article.items() if proposals]


def section(proposals: Sequence[Proposal], filters: Filters, taking: Taking | None) -> Section:
    """An article with its cards: what changes the record first."""
    tally = tally_of(((p.pk, p.kind, p.sure, p.needs_two) for p in proposals), filters)
    asked = [p for p in proposals if p.sure or filters.asks_less_sure]
    ordered = sorted(asked, key=lambda p: (ORDER[p.kind], p.start, p.pk))
    return Section(
        article=proposals[0].article,
        tally=tally,
        taking=taking,
        cards=[card_of(p) for p in ordered if p.pk not in tally.again],
        again=[card_of(p) for p in ordered if p.pk in tally.again],
        less_sure=[card_of(p) for p in proposals if not (p.sure or filters.asks_less_sure)],
    )


def again_context(frame: Frame, article: int, filters: Filters, reopened: Iterable[Proposal]) -> dict[str, Any]:
    """What adds nothing new in an article, with what has just been opened again."""
    keys = [proposal.pk for proposal in reopened]
    pending = frame.negotiation.proposals.filter(article=article)
    again = filters.narrow(pending.adding_nothing()) | pending.pending().filter(pk__in=keys)
    found = cards.sharing(frame.negotiation, again.for_inbox())
    return {
        "frame": frame,
        "article": frame.negotiation.articles.defer("text").get(pk=article),
        "again": [card_of(proposal) for proposal in found],
        "tally": tally_now(article, filters, frame.reader),
    }


def tally_of(waiting: Iterable[tuple[int, str, bool, bool]], filters: Filters) -> Tally:
    """The tally of proposals by key, kind, whether the reader is sure, and whether two opinions are asked for."""
    found = list(waiting)
    asked = [each for each in found if each[2] or filters.asks_less_sure]
    return Tally(
        kinds=Counter(kind for _, kind, _, _ in asked),
        again={pk: kind for pk, kind, sure, two in asked if sure and not two and Kind(kind).adds_nothing},
        less_sure=len(found) - len(asked),
    )


def tally_now(article: int, filters: Filters, editor: User) -> Tally:
    """An article's tally for an editor as it is after an act."""
    pending = filters.narrow(Proposal.objects.filter(article=article).pending().asked_of(editor))
    return tally_of(pending.order_by("start", "pk").values_list("pk", "kind", "sure", "needs_two"), filters)


def listed(kinds: Counter[str]) -> list[str]:
    """ "1 shift", "2 new"; what changes the record first."""
    return [
        f"{kinds[kind]} {kind}" + ("s" if kinds[kind] > 1 and kind != Kind.NEW else "") for kind in Kind if kinds[kind]
    ]


def others(pending: QuerySet) -> list[dict[str, Any]]:
    """The newest other articles: nobody has to decide what is less sure, so it piles up, and these are only named."""
    waiting = pending.sure().values("article")
    return list(pending.less_sure().exclude(article__in=waiting).by_article()[:OTHERS])


def past_of(text: str) -> list[int]:
    """The articles shown before, from the address."""
    return [int(key) for key in text.split(".") if key.isdecimal() and len(key) < 19][:LIMIT]
