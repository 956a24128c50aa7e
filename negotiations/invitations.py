"""Letting people in by a link: it gives one role, once, and not for long. Only what its token hashes to is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts import audit
from accounts.audit import Kind

from .marks import Invitation
from .models import Membership, Negotiation
from .setup import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LASTS = timedelta(days=7)


@transaction.atomic
def invite(*, negotiation: Negotiation, role: str, whom: str, by: User, at: datetime) -> str:
    """The token of a link for somebody. It is shown once and stored nowhere."""
    token = secrets.token_urlsafe(32)
    fields = {"negotiation": negotiation, "role": role, "whom": whom, "made_by": by, "made_at": at}
    Invitation.objects.create(**fields, digest=digest(token), expires_at=at + LASTS)
    audit.note(kind=Kind.INVITED, at=at, by=by, negotiation_id=negotiation.pk, about=f"{whom}, as {role}")
    return token


def open_one(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a token that can still be used."""
    return Invitation.objects.open_at(at).select_related("negotiation").filter(digest=digest(token)).first()


@transaction.atomic
def accept(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """Become a member. Of two who use one link at once the second is refused. Raises Refused."""
    if not Invitation.objects.open_at(at).filter(pk=invitation.pk).update(used_at=at, used_by=user):
        raise Refused("This link was used already, or is too old: ask for a new one.")
    fields = {"negotiation": invitation.negotiation, "user": user}
    membership, is_new = Membership.objects.get_or_create(**fields, defaults={"role": invitation.role})
    if not is_new:
        raise Refused(f"You are a member already, as {membership.role}: an owner can change your role.")
    about = f"for {invitation.whom}, as {invitation.role}"
    audit.note(kind=Kind.INVITATION_USED, at=at, by=user, negotiation_id=invitation.negotiation_id, about=about)
    return membership


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Make a link useless. One that was used or withdrawn stays as it was."""
    if Invitation.objects.open_at(at).filter(pk=invitation.pk).update(withdrawn_at=at):
        negotiation, about = invitation.negotiation_id, f"{invitation.whom}, as {invitation.role}"
        audit.note(kind=Kind.INVITATION_WITHDRAWN, at=at, by=by, negotiation_id=negotiation, about=about)


def digest(token: str) -> str:
    """What a token hashes to; it is long and random, so a plain hash keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()
