"""The owner's acts on members: letting in, changing a role, letting go."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from . import frames, members
from .frames import Frame
from .models import Membership
from .setup import Refused
from .setup_forms import MemberForm, RoleForm
from .setup_views import section


@login_required
@require_POST
def enrolment(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an account a role."""
    frame = frames.to_set_up(request, slug)
    form = MemberForm(request.POST, auto_id="new-member-%s")
    if form.is_valid():
        try:
            member = members.enrol(negotiation=frame.negotiation, **form.cleaned_data, **whoever(request))
        except Refused as refusal:
            form.add_error("username", str(refusal))
        else:
            return section(request, frame, "members", notice=f"{member.user} is a member now.")
    return section(request, frame, "members", status=422, new_member=form)


@login_required
@require_POST
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a member's role."""
    frame = frames.to_set_up(request, slug)
    member = member_of(frame, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return section(request, frame, "members", status=422, refusal="Choose one of the four roles.")
    try:
        members.appoint(membership=member, role=form.cleaned_data["role"], **whoever(request))
    except Refused as refusal:
        return section(request, frame, "members", status=409, refusal=str(refusal))
    return after(request, frame, member, f"{member.user} is {member.get_role_display().lower()} now.")


@login_required
@require_POST
def dismissal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a member out."""
    frame = frames.to_set_up(request, slug)
    member = member_of(frame, pk)
    try:
        members.dismiss(membership=member, **whoever(request))
    except Refused as refusal:
        return section(request, frame, "members", status=409, refusal=str(refusal))
    return after(request, frame, member, f"{member.user} is no member any more.")


def whoever(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.user, "at": timezone.now()}


def after(request: HttpRequest, frame: Frame, member: Membership, notice: str) -> HttpResponse:
    """The section; whoever gave up their own ownership is led to the negotiation, since the page is closed to them."""
    still_owns = member.user_id != request.user.pk or (member.pk and member.role == Membership.Role.OWNER)
    if still_owns:
        return section(request, frame, "members", notice=notice)
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": away(frame)})
    return redirect(away(frame))


def away(frame: Frame) -> str:
    """Where somebody goes who has just left: the list, if the negotiation is closed to them."""
    return frame.negotiation.get_absolute_url() if frame.negotiation.is_public else "/"


def member_of(frame: Frame, pk: int) -> Membership:
    """A member of the frame's negotiation; raises Http404."""
    return get_object_or_404(frame.negotiation.memberships.select_related("user"), pk=pk)
