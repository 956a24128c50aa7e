"""What is kept beside the record: who was invited, up to when somebody has read it, and why two
statements may both stand.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .querysets import ExplanationQuerySet, InvitationQuerySet


class Role(models.TextChoices):
    """What a member may do, from the most to the least."""

    OWNER = "owner"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"
    ANALYST = "analyst"


class Visit(models.Model):
    """Up to when a reader has read a negotiation, and up to when before that. Kept by a button, not by looking."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    negotiation = models.ForeignKey("Negotiation", on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField()
    previous_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "negotiation"], name="one_visit_each"),)

    def __str__(self) -> str:
        return f"{self.user} read {self.negotiation} up to {self.seen_at}"


class Explanation(models.Model):
    """An editor's note on a contradiction: why both statements may stand. Taken back, it stays, closed."""

    negotiation = models.ForeignKey("Negotiation", on_delete=models.CASCADE, related_name="explanations")
    key = models.CharField(max_length=60, help_text="The contradiction's type and its two entries.")
    note = models.CharField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["negotiation", "key"], condition=Q(taken_back_at__isnull=True), name="one_explanation_in_force"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__gte=F("at"), taken_back_by__isnull=False),
                name="explanation_taken_back_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.note}"


class Invitation(models.Model):
    """A link that makes whoever uses it a member, once. Its token is shown to its maker and not kept."""

    negotiation = models.ForeignKey("Negotiation", on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=12, choices=Role)
    whom = models.CharField(max_length=120, help_text="For whom it was made, in its maker's words.")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.whom}, as {self.role} of {self.negotiation}"
