"""What every page of a negotiation needs: the negotiation, and what its reader may do. Access is in the look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
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

    @property
    def may_set_up(self) -> bool:
        """Whether the reader sets up parties, issues and members."""
        return self.role == Role.OWNER

    @cached_property
    def inbox_count(self) -> int:
        """How many proposals wait: those of which the reader is sure."""
        return self.negotiation.proposals.sure().pending().count()


def of_slug(request: HttpRequest, slug: str) -> Frame:
    """The frame of a visible negotiation; raises Http404 for a stranger."""
    role = Subquery(roles_of(request).filter(negotiation=OuterRef("pk")))
    visible = Negotiation.objects.visible_to(request.user).annotate(role=role)
    negotiation = get_object_or_404(visible, slug=slug)
    return Frame(negotiation, negotiation.role or "")


def to_set_up(request: HttpRequest, slug: str) -> Frame:
    """The frame of a negotiation that the reader owns: 404 for a stranger, 403 for another member."""
    frame = of_slug(request, slug)
    if not frame.role:
        raise Http404("There is nothing here for a stranger.")
    if not frame.may_set_up:
        raise PermissionDenied("Only owners of this negotiation set it up: ask one of them.")
    return frame


def of(request: HttpRequest, negotiation: Negotiation) -> Frame:
    """The frame of a negotiation that the reader was shown to see."""
    return Frame(negotiation, roles_of(request).filter(negotiation=negotiation).first() or "")


def roles_of(request: HttpRequest) -> QuerySet:
    """The reader's roles, one for each negotiation of theirs."""
    return Membership.objects.filter(user_id=request.user.pk or 0).order_by("pk").values_list("role", flat=True)
