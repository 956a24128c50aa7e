"""Sessions that their owner can see and end, backup codes, and the log of what happened to accounts and rights."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from .querysets import EventQuerySet
from .store import SessionStore


class Session(AbstractBaseSession):
    """A session, and whose it is once somebody has logged in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """What reads and writes them."""
        return SessionStore


class BackupCode(models.Model):
    """A code that stands in for the second factor, once. Only what it hashes to is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="backup_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "digest"], name="backup_code_once"),)

    def __str__(self) -> str:
        return f"a backup code of {self.user}"


class Event(models.Model):
    """What happened to an account, to somebody's rights or to the record. Never changed or deleted: see migration 0002.

    It names user and negotiation without holding on to them, so that it outlasts both.
    """

    class Kind(models.TextChoices):
        """What happened."""

        LOGGED_IN = "logged-in", "Logged in"
        LOG_IN_FAILED = "log-in-failed", "Log-in failed"
        LOCKED_OUT = "locked-out", "Locked out for a while"
        LOGGED_OUT = "logged-out", "Logged out"
        SESSIONS_ENDED = "sessions-ended", "Sessions ended"
        ACCOUNT_MADE = "account-made", "Account made"
        PASSWORD_CHANGED = "password-changed", "Password changed"
        FACTOR_SET_UP = "factor-set-up", "Second factor set up"
        FACTOR_REMOVED = "factor-removed", "Second factor removed"
        CODES_MADE = "codes-made", "Backup codes made"
        CODE_USED = "code-used", "Backup code used"
        INVITED = "invited", "Invitation made"
        INVITATION_WITHDRAWN = "invitation-withdrawn", "Invitation withdrawn"
        INVITATION_USED = "invitation-used", "Invitation used"
        ENROLLED = "enrolled", "Member added"
        APPOINTED = "appointed", "Role changed"
        DISMISSED = "dismissed", "Member taken out"
        RULES_CHANGED = "rules-changed", "Rules of the negotiation changed"
        DECIDED = "decided", "Decided"
        UNDONE = "undone", "Decision undone"
        CORRECTED = "corrected", "Position corrected"
        WITHDRAWN = "withdrawn", "Position withdrawn"
        EXPORTED = "exported", "Exported"
        ADMINISTERED = "administered", "Changed in the admin"

    kind = models.CharField(max_length=24, choices=Kind)
    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="events"
    )
    who = models.CharField(max_length=150, blank=True, help_text="The name as it was, also one that has no account.")
    negotiation = models.ForeignKey(
        "negotiations.Negotiation",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="events",
    )
    about = models.CharField(max_length=300, blank=True)
    client = models.CharField(max_length=45, blank=True, help_text="The address that the request came from.")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["-at"], name="event_at"),
            models.Index(fields=["negotiation", "-at"], name="event_of_negotiation"),
            models.Index(fields=["user", "-at"], name="event_of_user"),
        )

    def __str__(self) -> str:
        return f"{self.who}: {self.get_kind_display()}"
