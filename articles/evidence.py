"""What the record cites: passages of articles. Its fields name the intake's models, since those import this module."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from negotiations.models import Attribution, Figure, Party, Position, Precision

from .querysets import CitationQuerySet


class Citation(models.Model):
    """The evidence of a position or a figure: a passage of an article, when it was said and reported, whose account.

    The first one founds its entry; a later one reaffirms it, on a day and an account of its own. Append-only like the
    entries: it is closed when the decision that brought it is undone.
    """

    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    decision = models.ForeignKey(
        "articles.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reported_on = models.DateField()
    said_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    attribution = models.CharField(max_length=9, choices=Attribution, blank=True, help_text="Empty for a figure.")
    attributed_to = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(position__isnull=False, figure__isnull=True)
                | Q(position__isnull=True, figure__isnull=False),
                name="citation_of_one_entry",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="citation_not_empty"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("recorded_at")),
                name="citation_closed_after_recorded",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}, {self.start} to {self.end}"
