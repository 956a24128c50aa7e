"""The verb of the log: to note what happened."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .models import Event

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = Event.Kind


def note(
    *,
    kind: str,
    at: datetime,
    by: User | None = None,
    who: str = "",
    negotiation_id: int | None = None,
    about: str = "",
    client: str = "",
) -> Event:
    """Write down what happened, by whom or under which name, and in which negotiation."""
    name = by.get_username() if by else who[:150].replace("\0", "")
    return Event.objects.create(
        kind=kind, at=at, user=by, who=name, negotiation_id=negotiation_id, about=about[:300], client=client
    )
