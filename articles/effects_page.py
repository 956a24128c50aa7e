"""What an article did: which cells of the record it moved, and the other articles that go back to its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from negotiations import changes, effects, rows
from negotiations.changes_page import told_in_words
from negotiations.clocks import Clocks
from negotiations.effects import Effect
from negotiations.frames import Frame
from negotiations.issue_page import opposing
from negotiations.models import Figure, Issue, Position
from negotiations.moves import Kind
from negotiations.quotes import figure_row_of

from .models import Article
from .reports import key_of

KINDS = {
    Kind.NEW: "new",
    Kind.CONTRADICTION: "contradicts",
    Kind.REAFFIRMATION: "said again",
    Kind.REPEAT: "repeats its origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A cell that the article bears on."""

    effect: Effect
    issue: Issue
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The articles that go back to one text, the first one first."""

    articles: Sequence[Article]

    @property
    def outlets(self) -> int:
        """In how many outlets it appeared; where none is named, in one."""
        return len({key_of(article.outlet) for article in self.articles})


def context(article: Article, frame: Frame, clocks: Clocks, entries: Iterable[Position | Figure]) -> dict[str, Any]:
    """What the article page tells beside the text; `entries` are those that cite it, with their citations."""
    negotiation, cited = frame.negotiation, list(entries)
    prefetch_related_objects([negotiation], "parties")
    parties = {party.key: party for party in negotiation.parties.all()}
    positions = [entry for entry in cited if isinstance(entry, Position)]
    passages = ((one.pk, passage) for one in positions for passage in one.citations.all())
    told = {(pk, passage.said_on) for pk, passage in passages if passage.article_id == article.pk}
    issues = {position.issue.key: position.issue for position in positions}
    bears_on = [issue.pk for issue in issues.values()]
    found = negotiation.positions.filter(issue__in=bears_on).known_on(clocks.moment).flat(clocks) if bears_on else []
    shown = [
        Shown(effect=effect, issue=issues[effect.row.issue], way=way_of(effect, parties))
        for effect in effects.effects(rows.told(found, by=clocks.day), told, opposing=opposing(parties.values()))
    ]
    return {
        "moved": [one for one in shown if one.effect.moved],
        "unmoved": [one for one in shown if not one.effect.moved],
        "counts": counts_of(frame, clocks, [entry for entry in cited if isinstance(entry, Figure)]),
        "family": family_of(article, clocks),
    }


def way_of(effect: Effect, parties: Any) -> str:
    """What became of the cell, in words."""
    event = effect.event
    if event.move.kind is not Kind.SHIFT:
        return KINDS[event.move.kind]
    words = told_in_words(event, parties)
    return f"{words}, denied the same day" if event.is_denied else words


def counts_of(frame: Frame, clocks: Clocks, cited: Sequence[Figure]) -> list[changes.Counted]:
    """The article's figures, each with the one that it follows."""
    if not cited:
        return []
    same = frame.negotiation.figures.filter(issue__in={figure.issue_id for figure in cited})
    followed = changes.follow(figure_row_of(figure) for figure in same.with_cited(clocks).with_names())
    its = {figure.pk for figure in cited}
    return [one for one in followed if one.row.pk in its]


def family_of(article: Article, clocks: Clocks) -> Family:
    """The articles of one origin that the clocks show; the article itself in any case."""
    same = Article.objects.filter(origin=article.origin_id)
    known = same.under(clocks) | same.filter(pk=article.pk)
    return Family(articles=list(known.defer("text").order_by("published", "pk")))
