"""Who may do what in a negotiation: the verbs that let people in, change their role, and let them go."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction

from accounts import audit
from accounts.audit import Kind

from .models import Membership, Negotiation
from .setup import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Role = Membership.Role


def may_found(user: User) -> bool:
    """Whether a user may set up negotiations of their own."""
    return user.is_staff or user.has_perm("negotiations.add_negotiation")


@transaction.atomic
def enrol(*, negotiation: Negotiation, username: str, role: str, by: User, at: datetime) -> Membership:
    """Give an account that exists a role. Raises Refused."""
    user = get_user_model().objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise Refused(f"There is no account “{username}”: make a link for whoever has none yet.")
    membership, is_new = Membership.objects.get_or_create(negotiation=negotiation, user=user, defaults={"role": role})
    if not is_new:
        raise Refused(f"{user} is a member already, as {membership.role}: change the role in the list.")
    audit.note(kind=Kind.ENROLLED, at=at, by=by, negotiation_id=negotiation.pk, about=f"{user}, as {role}")
    return membership


@transaction.atomic
def appoint(*, membership: Membership, role: str, by: User, at: datetime) -> None:
    """Change a member's role. Raises Refused for the last owner."""
    if role != Role.OWNER:
        keep_an_owner(membership)
    about = f"{membership.user}, from {membership.role} to {role}"
    membership.role = role
    membership.save(update_fields=["role"])
    audit.note(kind=Kind.APPOINTED, at=at, by=by, negotiation_id=membership.negotiation_id, about=about)


@transaction.atomic
def dismiss(*, membership: Membership, by: User, at: datetime) -> None:
    """Take a member out; what they did stays theirs. Raises Refused for the last owner."""
    keep_an_owner(membership)
    about = f"{membership.user}, who was {membership.role}"
    audit.note(kind=Kind.DISMISSED, at=at, by=by, negotiation_id=membership.negotiation_id, about=about)
    membership.delete()


def keep_an_owner(leaving: Membership) -> None:
    """Raises Refused where nobody else owns the negotiation. Two owners who leave at once wait for each other."""
    owners = Membership.objects.select_for_update().filter(negotiation=leaving.negotiation_id, role=Role.OWNER)
    if not [owner for owner in owners.order_by("pk") if owner.pk != leaving.pk]:
        raise Refused("A negotiation needs an owner: make somebody else one first.")
