"""Reads of the record in domain words. Access is part of the look-up."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, F, Max, Prefetch, Q, Value
from django.db.models.functions import Now

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .clocks import Clocks

FLAT = ("pk", "issue_key", "party_key", "party_name", "party_order", "stance", "side_key", "side_label", "value")
FLAT += ("said_on", "precision", "attribution", "reporter", "reporter_key", "speaker")
FLAT += ("stated", "accounts", "speakers", "origin_keys")

CITED = {"on": "said_on", "at": "recorded_at", "until": "closed_at", "origin": "article__origin"}
CITED |= {"account": "attribution", "speaker": "speaker"}


class NegotiationQuerySet(models.QuerySet):
    """Negotiations, by who may do what with them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones, and those of which the user is a member."""
        if not user.is_authenticated:
            return self.filter(is_public=True)
        return self.filter(Q(is_public=True) | Q(pk__in=memberships_of(user).values("negotiation")))

    def reviewable_by(self, user: User | AnonymousUser) -> Self:
        """Those in which the user decides what enters the record."""
        return self._with_role(user, "owner", "editor")

    def uploadable_by(self, user: User | AnonymousUser) -> Self:
        """Those to which the user may bring articles."""
        return self._with_role(user, "owner", "editor", "contributor")

    def for_list(self) -> Self:
        """With what the list of negotiations shows."""
        in_force = Q(positions__closed_at__isnull=True)
        return self.annotate(
            position_count=Count("positions", filter=in_force, distinct=True),
            issue_count=Count("issues", distinct=True),
            last_said=Max("positions__said_on", filter=in_force),
        ).order_by("name")

    def _with_role(self, user: User | AnonymousUser, *roles: str) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=memberships_of(user).filter(role__in=roles).values("negotiation"))


def memberships_of(user: User) -> models.QuerySet:
    """A user's memberships that count: where an owner asks for a second factor, once it was given in this session."""
    mine = user.memberships.all()
    return mine if getattr(user, "otp_device", None) else mine.exclude(negotiation__asks_second_factor=True)


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def open_at(self, moment: datetime | Now) -> Self:
        """Those that can be used."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=moment)


class StandingQuerySet(models.QuerySet):
    """Parties, issues and points of scales, of which some were merged into others."""

    def standing_at(self, moment: datetime) -> Self:
        """Those that had not been merged away by then."""
        return self.filter(Q(merged_at__isnull=True) | Q(merged_at__gt=moment))


class Standing(models.Manager.from_queryset(StandingQuerySet)):
    """Those that stand now; relations such as `negotiation.parties` see these alone."""

    def get_queryset(self) -> StandingQuerySet:
        """Without those that were merged away."""
        return super().get_queryset().filter(merged_at__isnull=True)


class ClockedQuerySet(models.QuerySet):
    """What has a day in the world and a life in the record: positions, figures, and the citations that prove them.

    `as_of` asks for the day in the world, `known_on` for the moment in the record. An imprecise day counts from the
    day that the codebook gives it: "in May" from 1 May, "late May" from the 25th, "last week" from seven days before.
    """

    def as_of(self, day: date) -> Self:
        """What had been said by the end of that day."""
        return self.filter(said_on__lte=day)

    def known_on(self, moment: datetime) -> Self:
        """What the record held at that moment, whatever was amended or withdrawn later."""
        return self.filter(recorded_at__lte=moment).filter(Q(closed_at__isnull=True) | Q(closed_at__gt=moment))

    def in_force(self) -> Self:
        """What the record holds now."""
        return self.filter(closed_at__isnull=True)

    def under(self, clocks: Clocks | None) -> Self:
        """What the two clocks show; without clocks, all that the record holds now."""
        return self.as_of(clocks.day).known_on(clocks.moment) if clocks else self.in_force()


class EntryQuerySet(ClockedQuerySet):
    """Entries of the record: positions, figures."""

    def changed_since(self, moment: datetime) -> Self:
        """What was recorded or closed after a moment."""
        return self.filter(Q(recorded_at__gt=moment) | Q(closed_at__gt=moment))

    def with_citations(self, clocks: Clocks | None = None, *, with_decisions: bool = False) -> Self:
        """With the passages that prove them, as far as the clocks show them, and the decisions that brought those."""
        citations = self.model._meta.get_field("citations").related_model.objects.under(clocks).for_rows()
        return self.prefetch_related(
            Prefetch("citations", queryset=citations.with_decisions() if with_decisions else citations)
        )

    def for_changes(self, first: datetime, last: datetime) -> Self:
        """All that the record held at some time between two moments, with the life of each and of its citations.

        In the order in which they were said; the citations' days come in columns, since a page needs no more of them.
        """
        held = self.filter(recorded_at__lte=last).filter(Q(closed_at__isnull=True) | Q(closed_at__gt=first))
        columns = {
            f"cited_{name}": ArrayAgg(f"citations__{field}", order_by=["citations__pk"], default=Value([]))
            for name, field in CITED.items()
        }
        return held.annotate(**columns).order_by("said_on", "recorded_at", "pk")

    def with_cited(self, clocks: Clocks) -> Self:
        """What the two clocks show, with the days of its citations in columns."""
        return self.as_of(clocks.day).for_changes(clocks.moment, clocks.moment)


class PositionQuerySet(EntryQuerySet):
    """Positions."""

    def with_names(self) -> Self:
        """With what a row needs but for its citations, and who closed it."""
        return self.select_related("party", "issue", "side", "attributed_to", "closed_by")

    def for_timeline(self, clocks: Clocks | None = None, *, with_decisions: bool = False) -> Self:
        """In the order in which they were said, with all that a row needs; citations as the clocks show them."""
        return (
            self.select_related("party", "issue", "side", "attributed_to")
            .with_citations(clocks, with_decisions=with_decisions)
            .order_by("said_on", "recorded_at", "pk")
        )

    def citing(self, *, words: str, outlet: str) -> Self:
        """Those proved by a passage that has these words, reported by an outlet of such a name; empty asks nothing."""
        citations = self.model._meta.get_field("citations").related_model.objects
        found = citations.filter(article__outlet__icontains=outlet, article__text__icontains=words)
        return self.filter(pk__in=found.quoted().filter(quote__icontains=words).values("position"))

    def flat(self, clocks: Clocks) -> Self:
        """In the order in which they were said, as lines for `rows.told`: no quotes, no objects.

        Of each citation known at the clocks' moment, `stated`, `accounts`, `speakers` and `origin_keys` tell.
        """
        cited = Q(citations__recorded_at__lte=clocks.moment)
        cited &= Q(citations__closed_at__isnull=True) | Q(citations__closed_at__gt=clocks.moment)
        every = {"filter": cited, "default": Value([]), "order_by": "citations__pk"}
        return (
            self.annotate(
                issue_key=F("issue__key"),
                party_key=F("party__key"),
                party_name=F("party__name"),
                party_order=F("party__order"),
                side_key=F("side__key"),
                side_label=F("side__label"),
                value=F("side__value"),
                reporter=F("attributed_to__name"),
                reporter_key=F("attributed_to__key"),
                stated=ArrayAgg("citations__said_on", **every),
                accounts=ArrayAgg("citations__attribution", **every),
                speakers=ArrayAgg("citations__speaker", **every),
                origin_keys=ArrayAgg("citations__article__origin_id", **every),
            )
            .order_by("said_on", "recorded_at", "pk")
            .values_list(*FLAT, named=True)
        )


class FigureQuerySet(EntryQuerySet):
    """Figures."""

    def with_names(self) -> Self:
        """With what a row needs but for its citations, and who closed it."""
        return self.select_related("issue", "counted_by", "closed_by")

    def for_timeline(self, clocks: Clocks | None = None, *, with_decisions: bool = False) -> Self:
        """In the order in which they were said, with all that a row needs; citations as the clocks show them."""
        return (
            self.select_related("issue", "counted_by")
            .with_citations(clocks, with_decisions=with_decisions)
            .order_by("said_on", "recorded_at", "pk")
        )


class ExplanationQuerySet(models.QuerySet):
    """Explanations of contradictions."""

    def in_force(self) -> Self:
        """Those that nobody took back."""
        return self.filter(taken_back_at__isnull=True)

    def known_on(self, moment: datetime) -> Self:
        """Those that stood at a moment."""
        return self.filter(at__lte=moment).filter(Q(taken_back_at__isnull=True) | Q(taken_back_at__gt=moment))
