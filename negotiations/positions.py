"""The verbs that write the record: record, amend, withdraw. Each is one transaction.

What is written is a `Coding`, the content of a position without its life in the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from .models import Attribution, Entry, Figure, Issue, Party, Position, Precision, ScalePoint

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AlreadyClosed(Exception):
    """The entry was amended or withdrawn by somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The content of a position, as an editor codes it."""

    issue: Issue
    party: Party
    stance: str
    side: ScalePoint | None
    said_on: date
    precision: str = Precision.DAY
    attribution: str = Attribution.OWN
    attributed_to: Party | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The content of a figure, as an editor codes it."""

    issue: Issue
    value: Decimal
    unit: str
    counted_by: Party | None
    said_on: date
    precision: str = Precision.DAY


def coding_of(entry: Any) -> Coding:
    """The content of a position, or of whatever has a position's fields."""
    return Coding(**{name: getattr(entry, name) for name in Coding.__dataclass_fields__})


def content_of(entry: Entry) -> Coding | Count:
    """The content of an entry of the record."""
    if isinstance(entry, Position):
        return coding_of(entry)
    return Count(**{name: getattr(entry, name) for name in Count.__dataclass_fields__})


def record(*, content: Coding | Count, by: User, at: datetime, replaces: Entry | None = None) -> Entry:
    """Put a position or a figure on record."""
    model = Position if isinstance(content, Coding) else Figure
    fields = {name: getattr(content, name) for name in content.__dataclass_fields__}
    return model.objects.create(
        **fields, negotiation_id=content.issue.negotiation_id, recorded_by=by, recorded_at=at, replaces=replaces
    )


@transaction.atomic
def amend(*, entry: Entry, content: Coding | Count, by: User, at: datetime) -> Entry:
    """Close an entry and record another one in its place. Raises AlreadyClosed."""
    at = max(at, entry.recorded_at)
    withdraw(entry=entry, by=by, at=at, because="amended")
    return record(content=content, by=by, at=at, replaces=entry)


def withdraw(*, entry: Entry, by: User, at: datetime, because: str) -> None:
    """Close an entry; what was known before stays known. Raises AlreadyClosed.

    Who waited for another editor comes with an earlier moment: nothing is closed before it was recorded.
    """
    closing = {"closed_at": max(at, entry.recorded_at), "closed_by": by, "closed_because": because}
    if not type(entry).objects.in_force().filter(pk=entry.pk).update(**closing):
        raise AlreadyClosed("Somebody else has changed this entry of the record meanwhile: look at it again.")


def successor_of(entry: Entry) -> Entry:
    """What stands in an entry's place by now: itself, or the last of those that replaced it one after the other."""
    following = type(entry).objects.filter(replaces=entry).first()
    return successor_of(following) if following else entry
