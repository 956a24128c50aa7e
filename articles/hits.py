"""What was found, as a page shows it: where it leads, and the words around what was looked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Left

from negotiations import days, rows
from negotiations.cards import in_digits
from negotiations.clocks import Clocks
from negotiations.models import Negotiation

from .models import Article, Citation, Searchable
from .querysets import quote_of
from .search import LANGUAGE, Found
from .searchables import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

# Marks that no text has when it is cut: they are taken out before. What is between them is escaped like all the rest.
BEGIN, END = "\ue000", "\ue001"
FARTHEST = 60_000  # characters of an article in which its passages are looked for
SHORT = {"max_fragments": 2, "max_words": 32, "min_words": 14, "fragment_delimiter": " … "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words, and whether they are what was looked for."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what it is, where it leads, what it says."""

    kind: str
    thing: Any
    href: str
    title: tuple[Stretch, ...] = ()
    says: tuple[Stretch, ...] = ()
    row: rows.Row | None = None
    source: Any = None

    @property
    def anchor(self) -> str:
        """The id of its card, where it has one on another page."""
        return f"{self.kind}-{self.thing.pk}"

    @property
    def negotiation(self) -> Negotiation:
        """Whose it is."""
        return self.thing.issue.negotiation if self.source else self.thing.negotiation

    @property
    def day(self) -> str:
        """The day in words, as precise as it is known."""
        return days.in_words(self.thing.said_on, self.thing.precision)

    @property
    def number(self) -> str:
        """Of a figure: "1,300,000"."""
        return in_digits(self.thing.value)


def stretches(headline: str) -> tuple[Stretch, ...]:
    """A headline in stretches, cut at the marks."""
    parts = headline.replace(END, BEGIN).split(BEGIN)
    return tuple(Stretch(words=words, marked=marked) for words, marked in zip(parts, cycle((False, True))) if words)


def headline(text: Any, query: SearchQuery | None, **length: Any) -> Func:
    """The text, or its best parts, with marks around what was looked for; without a query, as it is."""
    clean = Func(text, Value(BEGIN + END), Value(""), function="translate", output_field=TextField())
    if query is None:
        return Left(clean, 240)
    return SearchHeadline(
        clean, query, config=LANGUAGE, start_sel=BEGIN, stop_sel=END, **(length or {"highlight_all": True})
    )


def hits(found: Sequence[Found], query: SearchQuery | None, clocks: Clocks, user: User | AnonymousUser) -> list[Hit]:
    """The rows of one page as hits, in their order."""
    made = {
        **named([each.pk for each in found if each.kind in (Kind.PARTY, Kind.ISSUE)], query, clocks),
        **proven({each.citation: each.pk for each in found if each.citation}, query, clocks),
        **articles({each.article: each.pk for each in found if each.kind == Kind.ARTICLE}, query, user),
    }
    return [made[each.pk] for each in found if each.pk in made]


def named(keys: Collection[int], query: SearchQuery | None, clocks: Clocks) -> dict[int, Hit]:
    """Parties and sticking points, with the names and terms under which they are found."""
    found = Searchable.objects.filter(pk__in=keys).select_related("party__negotiation", "issue__negotiation")
    return {
        row.pk: Hit(kind=row.kind, thing=row.party or row.issue, href=address_of(row, clocks), says=names_in(row))
        for row in found.annotate(headline=headline(F("names"), query))
    }


def address_of(row: Searchable, clocks: Clocks) -> str:
    """The page of a party or a sticking point."""
    return (row.issue or row.party).get_absolute_url() + clocks.query


def names_in(row: Searchable) -> tuple[Stretch, ...]:
    """Its other names in one line."""
    return stretches(row.headline.partition("\n")[2].replace("\n", ", "))


def proven(rows_by_citation: Mapping[int, int], query: SearchQuery | None, clocks: Clocks) -> dict[int, Hit]:
    """Positions and figures with the passage that answers."""
    whose = ("position__party", "position__side", "position__attributed_to", "position__issue__negotiation")
    whose += ("figure__counted_by", "figure__issue__negotiation", "article", "attributed_to")
    found = Citation.objects.filter(pk__in=rows_by_citation).select_related(*whose).defer("article__text")
    marked = found.annotate(quote=quote_of(), headline=headline(quote_of(), query))
    return {rows_by_citation[citation.pk]: proof(citation, clocks) for citation in marked}


def proof(citation: Any, clocks: Clocks) -> Hit:
    """A passage of a position or figure."""
    entry, kind = (citation.position, "position") if citation.position else (citation.figure, "figure")
    query = f"{clocks.query}&" if clocks.query else "?"
    card = f"{kind}-{entry.pk}"
    to_card = f"{query}card={card}" if citation.position else clocks.query
    return Hit(
        kind=kind,
        thing=entry,
        href=f"{entry.issue.get_absolute_url()}{to_card}#{card}",
        says=stretches(citation.headline),
        row=rows.row_of(entry) if citation.position else None,
        source=rows.citing(citation, entry),
    )


def articles(
    rows_by_article: Mapping[int, int], query: SearchQuery | None, user: User | AnonymousUser
) -> dict[int, Hit]:
    """Articles that the user may see, with the parts of their text that answer best."""
    found = Article.objects.visible_to(user).filter(pk__in=rows_by_article).select_related("negotiation").defer("text")
    says = headline(Left("text", FARTHEST), query, **SHORT)
    marked = found.annotate(says=says, marked_title=headline(F("title"), query))
    return {
        rows_by_article[article.pk]: Hit(
            kind="article",
            thing=article,
            href=article.get_absolute_url(),
            title=stretches(article.marked_title),
            says=stretches(article.says),
        )
        for article in marked
    }
