"""Reads of the intake in domain words. Access is part of the look-up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject, Substr

from negotiations.models import Negotiation
from negotiations.moves import Kind
from negotiations.querysets import ClockedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from negotiations.clocks import Clocks

# What tells who decided and what was made of a proposal, and what of the proposal that need not be read for it.
CODED = ("issue", "party", "side", "attributed_to")
MADE = ("editor", *(f"{owner}__{name}" for owner in ("proposal", "position") for name in CODED))
MADE += ("figure__issue", "figure__counted_by")
UNREAD = ("proposal__reasons", "proposal__features", "proposal__alternatives")


def quote_of(owner: str = "") -> Substr:
    """The quote, cut from the article's text by the database: the text itself need not travel."""
    return Substr(f"{owner}article__text", F(f"{owner}start") + 1, F(f"{owner}end") - F(f"{owner}start"))


class ArticleQuerySet(models.QuerySet):
    """Articles."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Articles of the negotiations that the user may read."""
        return self.filter(negotiation__in=Negotiation.objects.visible_to(user))

    def uploadable_by(self, user: User | AnonymousUser) -> Self:
        """Articles of the negotiations to which the user may bring more."""
        return self.filter(negotiation__in=Negotiation.objects.uploadable_by(user))

    def under(self, clocks: Clocks) -> Self:
        """Those that had appeared by the day, as far as they had been uploaded by the moment."""
        return self.filter(published__lte=clocks.day, uploaded_at__lte=clocks.moment)

    def for_list(self) -> Self:
        """Newest first, with the latest run and the number of proposals, decided and not, and of the less sure."""
        sure = Q(proposals__sure=True)
        in_force = Q(proposals__decisions__undone_at__isnull=True, proposals__decisions__isnull=False)
        runs = self.model._meta.get_field("runs").related_model.objects.order_by("-queued_at", "-pk")
        return (
            self.defer("text")
            .annotate(
                proposal_count=Count("proposals", filter=sure, distinct=True),
                decided_count=Count("proposals", filter=sure & in_force, distinct=True),
                less_sure_count=Count("proposals", filter=Q(proposals__sure=False), distinct=True),
            )
            .prefetch_related(Prefetch("runs", queryset=runs))
            .order_by("-published", "-pk")
        )


class ProposalQuerySet(models.QuerySet):
    """Proposals."""

    def undecided(self) -> Self:
        """Those without a decision in force."""
        return self.filter(~Exists(self._in_force()))

    def pending(self) -> Self:
        """Those that an editor is asked for: nobody has decided them, nor rejected the same passage of a reprint."""
        return self.undecided().filter(kept_away=None)

    def decided(self) -> Self:
        """Those with a decision in force."""
        return self.filter(Exists(self._in_force()))

    def sure(self) -> Self:
        """Those of which the reader was sure enough to ask an editor: they wait, and are counted."""
        return self.filter(sure=True)

    def less_sure(self) -> Self:
        """The others: kept at hand under their article, but nobody is asked for a decision."""
        return self.filter(sure=False)

    def adding_nothing(self) -> Self:
        """Those that wait, and that the record says already: they may be approved together, but for such as ask for two
        opinions.
        """
        return self.pending().sure().filter(kind__in=[kind for kind in Kind if kind.adds_nothing], needs_two=False)

    def untouched(self) -> Self:
        """Those of the reader that nobody ever decided, not even to undo it, and nobody spoke of."""
        return self.exclude(self._touched())

    def touched(self) -> Self:
        """The others: decided once, be it undone, given an opinion or a comment, or found by hand."""
        return self.filter(self._touched())

    def unrejected(self) -> Self:
        """Those that wait or are on record: all but the rejected."""
        return self.exclude(Exists(self._in_force().filter(verdict="rejected")))

    def asked_of(self, editor: User | AnonymousUser) -> Self:
        """Those on which an editor is asked for a word: not such as ask for two opinions, of which one is theirs."""
        own = self._related("opinions").filter(proposal=OuterRef("pk"), editor=editor.pk or 0, is_blind=False)
        return self.exclude(Exists(own), ~Exists(self._ever_decided()), needs_two=True)

    def for_cards(self) -> Self:
        """In the order of the news, with all that a card needs.

        `given` are the opinions on those that ask for two, `asks_two`, until they were decided once.
        """
        related = ("negotiation", "article", "issue", "party", "side", "attributed_to")
        related += ("against__side", "against__attributed_to", "against_figure", "remembered__editor")
        unread = ("article__text", "features")
        asks_two = Q(needs_two=True) & ~Q(Exists(self._ever_decided()))
        opinion = JSONObject(pk="pk", editor="editor", name="editor__username", coding="coding", reason="reason")
        given = self._related("opinions").filter(proposal=OuterRef("pk"), is_blind=False).order_by("given_at", "pk")
        told = {
            "quote": quote_of(),
            "comment_count": self._related("comments").number("pk"),
            "asks_two": ExpressionWrapper(asks_two, output_field=models.BooleanField()),
            "given": ArraySubquery(given.values(told=opinion)),
        }
        return self.select_related(*related).defer(*unread).annotate(**told).with_standing()

    def with_standing(self) -> Self:
        """With the passage that founds what they are held against, and when the record last has it said before."""
        citations = self.model._meta.get_field("article").related_model._meta.get_field("citations").related_model
        same = Q(position=OuterRef("against")) | Q(figure=OuterRef("against_figure"))
        cited = citations.objects.in_force().filter(same)
        told = cited.filter(said_on__lte=OuterRef("said_on")).order_by("-said_on", "-pk")
        return self.annotate(
            standing_quote=Subquery(cited.quoted().order_by("pk").values("quote")[:1]),
            last_told=Subquery(told.values(day=JSONObject(said_on="said_on", precision="precision"))[:1]),
        )

    def for_inbox(self) -> Self:
        """Pending ones, article by article, in reading order."""
        return self.pending().for_cards().order_by("article__published", "article_id", "start", "pk")

    def by_article(self) -> Self:
        """How many there are of each article, the newest article first."""
        article = ("article", "article__title", "article__outlet", "article__published")
        return self.values(*article).annotate(number=Count("pk")).order_by("-article__published", "-article")

    def _touched(self) -> Q:
        acts = (self._related(name).filter(proposal=OuterRef("pk")) for name in ("decisions", "opinions", "comments"))
        return reduce(or_, (Q(Exists(act)) for act in acts), Q(run__isnull=True))

    def _ever_decided(self) -> models.QuerySet:
        return self._related("decisions").filter(proposal=OuterRef("pk"))

    def _in_force(self) -> models.QuerySet:
        return self._related("decisions").in_force().filter(proposal=OuterRef("pk"))

    def _related(self, name: str) -> models.QuerySet:
        return self.model._meta.get_field(name).related_model.objects.all()


class CommentQuerySet(models.QuerySet):
    """Comments."""

    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(taken_back_at__isnull=True)

    def under(self, slot: str, entries: Iterable[int]) -> Self:
        """Those on the proposals that brought evidence to some positions, or figures."""
        cited = {f"proposal__decisions__citations__{slot}__in": entries}
        return self.filter(pk__in=self.model._default_manager.filter(**cited).values("pk"))

    def for_thread(self) -> Self:
        """With who wrote them, and in which article; the oldest first."""
        return self.select_related("author", "proposal").order_by("written_at", "pk")

    def number(self, proposal: str) -> Coalesce:
        """How many stand on the proposal in a column of an outer query."""
        on_it = self.standing().filter(proposal=OuterRef(proposal)).order_by().values("proposal")
        return Coalesce(Subquery(on_it.values(number=Count("pk"))), 0)


class DecisionQuerySet(models.QuerySet):
    """Decisions."""

    def in_force(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)

    def for_desk(self) -> Self:
        """In force, the last one first, with what they put on record and the passage that they cite."""
        entry = ("position__issue", "position__party", "position__side", "figure__issue", "figure__counted_by")
        cited = self.model._meta.get_field("citations").related_model.objects.in_force().filter(decision=OuterRef("pk"))
        return (
            self.in_force()
            .select_related("editor", *entry)
            .annotate(cited_start=Subquery(cited.values("start")[:1]), cited_end=Subquery(cited.values("end")[:1]))
            .order_by("-decided_at", "-pk")
        )

    def reviewable_by(self, user: User | AnonymousUser) -> Self:
        """Those of negotiations in which the user decides."""
        return self.filter(proposal__negotiation__in=Negotiation.objects.reviewable_by(user))

    def together(self, batch: str) -> Self:
        """Those in force that were taken with one key; none where the text is no key."""
        try:
            key = UUID(batch)
        except ValueError:
            return self.none()
        return self.in_force().filter(batch=key).for_history().with_evidence().order_by("pk")

    def for_history(self) -> Self:
        """With who and what: the proposal, its quote, what was put on record, whether it was taken back; and how many
        comments there are.
        """
        related, unread = (
            ("undone_by", "proposal__article", "proposal__run", *MADE),
            ("proposal__article__text", *UNREAD),
        )
        proposals = self.model._meta.get_field("proposal").related_model
        comments = proposals._meta.get_field("comments").related_model.objects.number("proposal")
        return (
            self.select_related(*related).defer(*unread).annotate(quote=quote_of("proposal__"), comment_count=comments)
        )

    def with_evidence(self) -> Self:
        """With the citations that they brought, the first one as it was."""
        brought = self.model._meta.get_field("citations").related_model.objects.select_related("attributed_to")
        return self.prefetch_related(Prefetch("citations", queryset=brought.order_by("pk")))


class CitationQuerySet(ClockedQuerySet):
    """Citations, under the record's two clocks."""

    def of_known(self, clocks: Clocks) -> Self:
        """Those of entries that the clocks show."""
        position, figure = (entries_under(self.model, name, clocks) for name in ("position", "figure"))
        return self.filter(Q(position__in=position) | Q(figure__in=figure))

    def for_outlets(self) -> Self:
        """With the quote and all that their entries need as rows."""
        position = ("position__issue", "position__party", "position__side", "position__attributed_to")
        return self.for_rows().select_related(
            "article", "attributed_to", *position, "figure__issue", "figure__counted_by"
        )

    def quoted(self) -> Self:
        """With the quote, cut from the article."""
        return self.annotate(quote=quote_of())

    def with_decisions(self) -> Self:
        """With the decisions that brought them, what each made of its proposal, and how many comments that has."""
        proposals = self.model._meta.get_field("decision").related_model._meta.get_field("proposal").related_model
        comments = proposals._meta.get_field("comments").related_model.objects.number("decision__proposal")
        brought = self.select_related(*(f"decision__{name}" for name in MADE)).annotate(comment_count=comments)
        return brought.defer(*(f"decision__{name}" for name in UNREAD), "article__text")

    def for_rows(self) -> Self:
        """In the order in which they were said, with the quote, and the article but for its text."""
        related = ("article", "attributed_to")
        return self.quoted().select_related(*related).defer("article__text").order_by("said_on", "reported_on", "pk")


def entries_under(citations: type[models.Model], name: str, clocks: Clocks) -> models.QuerySet:
    """The positions or figures that the clocks show, as a condition."""
    return citations._meta.get_field(name).related_model.objects.under(clocks).values("pk")


class SearchableQuerySet(models.QuerySet):
    """What a search looks through."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What lies in negotiations that the user may read. An article that is shown is looked up once more."""
        return self.filter(negotiation__in=Negotiation.objects.visible_to(user))

    def under(self, clocks: Clocks) -> Self:
        """What the two clocks show; a party or a sticking point has no day and is always there."""
        said = Q(day__isnull=True) | Q(day__lte=clocks.day)
        recorded = Q(recorded_at__isnull=True) | Q(recorded_at__lte=clocks.moment)
        return self.filter(said, recorded, Q(closed_at__isnull=True) | Q(closed_at__gt=clocks.moment))
