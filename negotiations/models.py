"""The record: negotiations, their parties and issues, and what stands on record about them.

Positions and figures are never updated. An amendment is a new row that replaces the old one, a withdrawal closes it;
the database holds to that by itself (migration 0002), as it does to entries that stay within their negotiation.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from . import days, rows
from .marks import Explanation, Invitation, Role, Visit
from .querysets import FigureQuerySet, NegotiationQuerySet, PositionQuerySet, Standing, StandingQuerySet

__all__ = (
    "Attribution",
    "Entry",
    "Explanation",
    "Figure",
    "Invitation",
    "Issue",
    "Membership",
    "Negotiation",
    "Party",
    "PartyName",
    "Position",
    "Precision",
    "ScalePoint",
    "Stance",
    "Visit",
)

is_key = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", "Use small letters, digits and single hyphens.")


class Stance(models.TextChoices):
    """What a party does about an issue."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    CONCEDE = "concede"


class Precision(models.TextChoices):
    """How exactly the day is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Attribution(models.TextChoices):
    """Whose account a position rests on."""

    OWN = "own", "Own words"
    OFFICIALS = "officials", "Unnamed officials of the party"
    PARTY = "party", "Another party's account"
    SOURCES = "sources", "Unnamed sources, other media"


def share(of_what: str) -> models.PositiveSmallIntegerField:
    """A field that holds a percentage, none by default."""
    return models.PositiveSmallIntegerField(
        default=0, db_default=0, validators=[MaxValueValidator(100)], help_text=of_what
    )


class Negotiation(models.Model):
    """A negotiation: the frame for parties, issues and articles. Anybody may read a public one."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=400, blank=True)
    is_public = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())
    second_share = share("so many of a hundred proposals are decided by two editors independently")
    blind_share = share("so many of a hundred passages are coded before the reader's proposal is shown")
    full_share = share("so many of a hundred articles are read in full for what the reader missed")
    asks_second_factor = models.BooleanField(default=False, db_default=False)
    revised_at = models.DateTimeField(
        null=True, blank=True, help_text="When its codebook last changed: parties, names, issues, terms, scales."
    )

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The matrix."""
        return reverse("matrix", args=[self.slug])


class Membership(models.Model):
    """What a user may do in a negotiation: an owner sets up, an editor decides, a contributor uploads."""

    Role = Role

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["negotiation", "user"], name="one_role_each"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.negotiation}"


class Mergeable(models.Model):
    """What can be merged into another of its kind. It stays, hidden, since what was known before still speaks of it."""

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)

    objects = Standing()
    every = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def kept(self) -> Self | None:
        """Itself, or what it was merged into; None for a point whose codings have no side any more."""
        return self.merged_into if self.merged_at else self


class Party(Mergeable):
    """A party to a negotiation, a mediator or an observer."""

    class Role(models.TextChoices):
        """Its part in the talks."""

        PARTY = "party"
        MEDIATOR = "mediator"
        OBSERVER = "observer"

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="parties")
    key = models.CharField(max_length=60, validators=[is_key])
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Role, default=Role.PARTY)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        verbose_name_plural = "parties"
        constraints = (
            models.UniqueConstraint(fields=["negotiation", "key"], name="party_key_once"),
            models.UniqueConstraint(fields=["id", "negotiation"], name="party_in_negotiation"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The party's page."""
        return reverse("party", args=[self.negotiation.slug, self.key])

    @property
    def colour(self) -> int:
        """Which colour of the palette is the party's, from 1."""
        return rows.colour_of(self.order)


class PartyName(models.Model):
    """A name under which a party or one of its people appears in articles."""

    class Kind(models.TextChoices):
        """An alias ("the union"), a person, or a description ("the militant group")."""

        ALIAS = "alias"
        PERSON = "person"
        DESCRIPTION = "description"

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True, help_text="Of a person: “prime minister”.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["party", "kind", "text"], name="party_name_once"),)

    def __str__(self) -> str:
        return self.text


class Issue(Mergeable):
    """A sticking point: its question, the terms that name it, its scale, and the unit of its figures."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="issues")
    key = models.CharField(max_length=60, validators=[is_key])
    name = models.CharField(max_length=160)
    question = models.CharField(max_length=240, blank=True)
    terms = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["negotiation", "key"], name="issue_key_once"),
            models.UniqueConstraint(fields=["id", "negotiation"], name="issue_in_negotiation"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The issue page."""
        return reverse("issue", args=[self.negotiation.slug, self.key])


class ScalePoint(Mergeable):
    """A named point on an issue's scale; a position's side is such a point."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="points")
    key = models.CharField(max_length=60, validators=[is_key])
    value = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    label = models.CharField(max_length=120)

    class Meta:
        ordering = ("value", "pk")
        constraints = (
            models.UniqueConstraint(fields=["issue", "key"], name="point_key_once"),
            models.UniqueConstraint(fields=["id", "issue"], name="point_in_issue"),
            models.CheckConstraint(condition=Q(value__lte=100), name="point_on_scale"),
        )

    def __str__(self) -> str:
        return self.label


class Entry(models.Model):
    """What positions and figures share: an issue, a day in the world, and a life in the record."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="%(class)ss")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="%(class)ss")
    said_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_because = models.CharField(max_length=240, blank=True)

    class Meta:
        abstract = True

    @property
    def first_day(self) -> date:
        """The earliest day that the precision allows."""
        return days.first_day(self.said_on, self.precision)

    @property
    def last_day(self) -> date:
        """The latest day that the precision allows."""
        return days.last_day(self.said_on, self.precision)


class Position(Entry):
    """What a party wants, offers, accepts, refuses or gives up on an issue, on whose account."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=7, choices=Stance)
    side = models.ForeignKey(ScalePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="positions")
    attribution = models.CharField(max_length=9, choices=Attribution)
    attributed_to = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.CharField(max_length=120, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["issue", "said_on"], name="position_of_issue"),
            models.Index(fields=["negotiation", "said_on"], name="position_of_negotiation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(attribution="party", attributed_to__isnull=False)
                | (~Q(attribution="party") & Q(attributed_to__isnull=True)),
                name="position_account_of_a_party",
            ),
            models.CheckConstraint(condition=~Q(attributed_to=F("party")), name="position_account_of_another"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("recorded_at")),
                name="position_closed_after_recorded",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.stance} on {self.issue}, {self.said_on}"


class Figure(Entry):
    """A number that bears on an issue; `counted_by` is the party whose count it is, if the text tells."""

    value = models.DecimalField(max_digits=24, decimal_places=4)
    unit = models.CharField(max_length=60)
    counted_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="figures")

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("recorded_at")),
                name="figure_closed_after_recorded",
            ),
        )

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.unit}"
