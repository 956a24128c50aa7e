"""What every page of a negotiation needs: the negotiation, and what its reader may do. Access is in the look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from .models import Membership, Negotiation

Role = Membership.Role


@dataclass(frozen=True)
class Frame:
    """A negotiation as one reader sees it."""

    negotiation: Negotiation
    role: str

    @property
    def may_review(self) -> bool:
        """Whether the reader decides what enters the record."""
        return self.role in (Role.OWNER, Role.EDITOR)

    @property
    def may_upload(self) -> bool:
        """Whether the reader may bring articles."""
        return self.may_review or self.role == Role.CONTRIBUTOR

    @cached_property
    def inbox_count(self) -> int:
        """How many proposals wait."""
        return self.negotiation.proposals.pending().count()


def of_slug(request: HttpRequest, slug: str) -> Frame:
    """The frame of a visible negotiation; raises Http404 for a stranger."""
    return of(request, get_object_or_404(Negotiation.objects.visible_to(request.user), slug=slug))


def of(request: HttpRequest, negotiation: Negotiation) -> Frame:
    """The frame of a negotiation that the reader was shown to see."""
    memberships = Membership.objects.filter(negotiation=negotiation, user_id=request.user.pk or 0)
    return Frame(negotiation, memberships.values_list("role", flat=True).first() or "")
