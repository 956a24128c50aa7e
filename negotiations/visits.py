"""The verb of a reader: to have read a negotiation up to a moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F

from .marks import Visit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .models import Negotiation


def mark_read(*, user: User, negotiation: Negotiation, up_to: datetime) -> None:
    """Remember up to when the reader has read, and up to when before; an older moment changes nothing."""
    visit, is_first = Visit.objects.get_or_create(user=user, negotiation=negotiation, defaults={"seen_at": up_to})
    if not is_first:
        Visit.objects.filter(pk=visit.pk, seen_at__lt=up_to).update(previous_at=F("seen_at"), seen_at=up_to)
