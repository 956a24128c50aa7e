"""Suggested terms and names that an owner does not want: dismissed, and suggested again when that is taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from negotiations.models import Issue, Negotiation

from .models import Dismissal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def dismiss(*, negotiation: Negotiation, issue: Issue | None, words: str, by: User, at: datetime) -> Dismissal:
    """No longer suggest a term of an issue or, without one, a person's name; once is enough."""
    kept = {"negotiation": negotiation, "issue": issue, "words": words, "taken_back_at": None}
    return Dismissal.objects.get_or_create(**kept, defaults={"by": by, "at": at})[0]


def take_back(*, dismissal: Dismissal, at: datetime) -> None:
    """Suggest it again where it is still due."""
    Dismissal.objects.filter(pk=dismissal.pk, taken_back_at__isnull=True).update(taken_back_at=at)
