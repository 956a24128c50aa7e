"""The verbs of a contradiction: an editor explains it, or takes the explanation back. Nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from .marks import Explanation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .models import Negotiation


class AlreadyExplained(Exception):
    """Another editor was faster, with a note of their own."""


class AlreadyTakenBack(Exception):
    """Another editor was faster."""


def explain(*, negotiation: Negotiation, key: str, note: str, by: User, at: datetime) -> Explanation:
    """Mark a contradiction as explained. Raises AlreadyExplained."""
    try:
        with transaction.atomic():
            return Explanation.objects.create(negotiation=negotiation, key=key, note=note, by=by, at=at)
    except IntegrityError as race:
        raise AlreadyExplained("Another editor has just explained it: their note is shown here.") from race


def take_back(*, explanation: Explanation, by: User, at: datetime) -> None:
    """Open a contradiction again; the note stays in its history. Raises AlreadyTakenBack."""
    in_force = Explanation.objects.in_force().filter(pk=explanation.pk)
    if not in_force.update(taken_back_at=at, taken_back_by=by):
        raise AlreadyTakenBack("Another editor has taken this explanation back already.")
