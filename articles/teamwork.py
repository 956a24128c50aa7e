"""What editors and owners do beside each other: take an article, comment, give an opinion, read in full, have articles
read again, dismiss what is suggested.

These are rows with who and when. They refer to the intake's models by name, since those models import this module.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .querysets import CommentQuerySet

QUIET = timedelta(minutes=20)  # after so long without an act, an article that was taken is free again


class Taking(models.Model):
    """An editor is on an article. It says so to the others, and hinders nobody."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="takings")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="takings")
    taken_at = models.DateTimeField()
    last_act_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article"], condition=Q(given_back_at__isnull=True), name="one_editor_on_an_article"
            ),
        )

    def __str__(self) -> str:
        return f"{self.editor} is on {self.article_id}"


class Comment(models.Model):
    """A remark on a proposal, or on the entry that it became, with the passage; taken back, it stays for the log.

    It belongs to the proposal, so that it is found under whatever stands on record of it, corrected or merged.
    """

    proposal = models.ForeignKey("articles.Proposal", on_delete=models.CASCADE, related_name="comments")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="comment_passage"),)

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"


class Opinion(models.Model):
    """What one editor makes of a passage alone: before its proposal is shown (blind), or before others' are.

    `coding` has the values of the form that codes a position; it is empty where the editor finds none.
    """

    proposal = models.ForeignKey("articles.Proposal", on_delete=models.PROTECT, related_name="opinions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    is_blind = models.BooleanField(default=False)
    coding = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=16, blank=True, help_text="Of a rejection, as of a decision.")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("given_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["proposal", "editor", "is_blind"], name="one_opinion_of_each_editor"),
        )

    def __str__(self) -> str:
        return f"{self.editor} on {self.proposal_id}"

    @property
    def finds_a_position(self) -> bool:
        """Whether the editor would put it on record."""
        return bool(self.coding)


class FullReading(models.Model):
    """An editor has read all of an article, and put on record by hand what the reader missed."""

    article = models.OneToOneField("articles.Article", on_delete=models.PROTECT, related_name="full_reading")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="full_readings")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.article_id} read in full by {self.editor}"


class Rereading(models.Model):
    """Articles read again after the codebook changed; what comes of it is looked at before it is accepted."""

    negotiation = models.ForeignKey("negotiations.Negotiation", on_delete=models.CASCADE, related_name="rereadings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_accepted = models.BooleanField(default=False)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.negotiation} read again"


class Dismissal(models.Model):
    """A suggested term of a sticking point, or the name of a person, that an owner does not want.

    Taken back, it is suggested again.
    """

    negotiation = models.ForeignKey("negotiations.Negotiation", on_delete=models.CASCADE, related_name="dismissals")
    issue = models.ForeignKey(
        "negotiations.Issue",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a term; empty for a person.",
    )
    words = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("words", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["negotiation", "issue", "words"],
                condition=Q(taken_back_at__isnull=True),
                nulls_distinct=False,
                name="dismissed_once",
            ),
        )

    def __str__(self) -> str:
        return f"not {self.words}"
