"""Finding: which rows answer a question, the best first, and which names may have been meant where none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest
from rapidfuzz.distance import OSA

from negotiations.clocks import Clocks

from .models import Searchable
from .questions import Question

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from negotiations.models import Negotiation

LANGUAGE = "english"
MOST = 1000  # rows that are ranked: the newest, where there are more
LIKE = 0.2  # how much of a word's trigrams a name must share to be looked at
SURELY = 0.7  # how like a word a name must be to be taken for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row that answers: of a position or figure, the passage that answers best."""

    pk: int
    kind: str
    entry: int | None
    citation: int | None
    article: int | None
    rank: float
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All that was found, in order; `is_cut` where there is more than can be ranked."""

    found: tuple[Found, ...]
    is_cut: bool

    @property
    def numbers(self) -> Counter[str]:
        """How many of each kind there are."""
        return Counter(each.kind for each in self.found)


def scope(user: User | AnonymousUser, negotiation: Negotiation | None, clocks: Clocks) -> QuerySet:
    """Where to look: in what the reader may see, under the two clocks."""
    rows = Searchable.objects.under(clocks)
    return rows.visible_to(user) if negotiation is None else rows.filter(negotiation=negotiation).visible_to(user)


def query_of(words: str) -> SearchQuery:
    """The words as the database compares them."""
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")


def answer(rows: QuerySet, question: Question) -> Answer:
    """What answers a question. Of more than can be ranked, the newest; a name that fits has no day and stays in."""
    fitting = narrowed(rows, question)
    rank = Value(0.0)
    if question.asks:
        fitting = fitting.filter(words=query_of(question.words))
        rank = SearchRank(F("words"), query_of(question.words), normalization=Value(1))
    newest = fitting.order_by(F("day").desc(nulls_first=True), "-pk").values("pk")[: MOST + 1]
    ranked = Searchable.objects.filter(pk__in=newest).annotate(rank=rank)
    columns = ("pk", "kind", "position", "figure", "citation", "article", "rank", "day")
    found = [
        Found(pk=pk, kind=kind, entry=position or figure, citation=citation, article=article, rank=rank, day=day)
        for pk, kind, position, figure, citation, article, rank, day in ranked.values_list(*columns)
    ]
    return Answer(found=tuple(once(ordered(found, question.sort))), is_cut=len(found) > MOST)


def narrowed(rows: QuerySet, question: Question) -> QuerySet:
    """The rows that the filters leave, whatever their kind. What has no day is left out where days are chosen."""
    if question.since:
        rows = rows.filter(day__gte=question.since)
    if question.until:
        rows = rows.filter(day__lte=question.until)
    if question.outlet:
        rows = rows.filter(outlet__icontains=question.outlet)
    about = {"party__key": question.party, "issue__key": question.issue}
    chosen = {name: key for name, key in about.items() if key}
    if chosen:
        told = rows.filter(article=OuterRef("article"), **chosen).exclude(kind="article")
        rows = rows.filter(Q(**chosen) | Q(Exists(told), kind="article"))
    return rows


def ordered(found: Iterable[Found], sort: str) -> list[Found]:
    """The best first, or the newest; of equal ones the newest."""
    newest = sorted(found, key=lambda each: (each.day or date.max, each.pk), reverse=True)
    return newest if sort == "newest" else sorted(newest, key=lambda each: -each.rank)


def once(found: Iterable[Found]) -> list[Found]:
    """Each position and figure once, where its best passage stands."""
    return list({(each.kind, each.entry or each.pk): each for each in reversed(list(found))}.values())[::-1]


@transaction.atomic
def meant(rows: QuerySet, words: Sequence[str]) -> dict[str, str]:
    """Of words that stand nowhere, the names that they are nearly like."""
    unknown = sorted(set(words) - known(rows, words)) if words else []
    if not unknown:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKE)])
    alike = reduce(or_, (Q(names__trigram_word_similar=word) for word in unknown))
    likeness = [TrigramWordSimilarity(word, "names") for word in unknown]
    nearest = Max(Greatest(*likeness, Value(0.0)))
    named = rows.exclude(names="").filter(alike).values("names").annotate(near=nearest).order_by("-near")[:100]
    vocabulary = {part.strip("’'“”\"(),.") for row in named for part in row["names"].split()}
    guesses = {word: nearest_to(word, vocabulary) for word in unknown}
    return {word: guess for word, guess in guesses.items() if guess}


def known(rows: QuerySet, words: Sequence[str]) -> set[str]:
    """Those of the words that stand anywhere: counted, since to look for one row alone might walk through all."""
    looks = [
        rows.filter(words=query_of(word)).order_by().values(word=Value(word)).annotate(number=Count("pk"))
        for word in words
    ]
    counted = looks[0].union(*looks[1:], all=True) if len(looks) > 1 else looks[0]
    return {line["word"] for line in counted if line["number"]}


def nearest_to(word: str, vocabulary: Iterable[str]) -> str:
    """The one that is most like a word, if any is like it; two letters that changed places are one slip."""
    likeness = [(OSA.normalized_similarity(word.lower(), name.lower()), name) for name in sorted(vocabulary)]
    best, name = max(likeness, default=(0, ""))
    return name if best >= SURELY else ""
