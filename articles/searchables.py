"""What a search looks through: one row for each article, passage on record, party and issue, with its words.

The database writes these rows itself whenever what they tell of is written or renamed (migration 0008), so that no verb
can forget to. They are a copy made for looking up: whatever is shown is read from where it belongs.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from negotiations.models import Figure, Issue, Negotiation, Party, Position

from .querysets import SearchableQuerySet


class Kind(models.TextChoices):
    """What can be found, in the order in which it is offered."""

    PARTY = "party", "Parties"
    ISSUE = "issue", "Sticking points"
    POSITION = "position", "Positions"
    FIGURE = "figure", "Figures"
    ARTICLE = "article", "Articles"


def of(model: str | type[models.Model]) -> models.ForeignKey:
    """A reference that goes with what it refers to."""
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, related_name="+")


class Searchable(models.Model):
    """Something to find. A position or figure has a row for each passage that proves it, so that both clocks hold.

    `day` is the day in the world that "as of" asks for, `recorded_at` and `closed_at` are what "as known on" asks for;
    empty, they leave nothing out. `names` are such as one may mistype, `words` what the search itself compares.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="searchables")
    kind = models.CharField(max_length=8, choices=Kind)
    article = of("articles.Article")
    citation = of("articles.Citation")
    position = of(Position)
    figure = of(Figure)
    party = of(Party)
    issue = of(Issue)
    outlet = models.CharField(max_length=120, blank=True, default="")
    day = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    names = models.TextField(blank=True, default="")
    words = SearchVectorField()

    objects = SearchableQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["citation"], name="searchable_passage_once"),
            models.UniqueConstraint(fields=["article"], condition=Q(kind="article"), name="searchable_article_once"),
            models.UniqueConstraint(fields=["party"], condition=Q(kind="party"), name="searchable_party_once"),
            models.UniqueConstraint(fields=["issue"], condition=Q(kind="issue"), name="searchable_issue_once"),
        )
        indexes = (
            GinIndex(fields=["words"], name="searchable_words"),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], condition=~Q(names=""), name="searchable_names"),
            models.Index(fields=["negotiation", "-day"], name="searchable_of_negotiation"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
