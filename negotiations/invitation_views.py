"""Links that let people in: making and withdrawing them is the owner's, using one whoever's it is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit, entry, log_page
from accounts.audit import Kind
from accounts.clients import address_of
from accounts.forms import SignUpForm

from . import frames, invitations
from .marks import Invitation
from .setup import Refused
from .setup_forms import InvitationForm
from .setup_views import section


@login_required
@require_POST
def inviting(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a link, and show it this once."""
    frame = frames.to_set_up(request, slug)
    form = InvitationForm(request.POST, auto_id="invitation-%s")
    if not form.is_valid():
        return section(request, frame, "members", status=422, new_invitation=form)
    by, at = request.user, timezone.now()
    token = invitations.invite(negotiation=frame.negotiation, **form.cleaned_data, by=by, at=at)
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return section(request, frame, "members", link=link, status=201)


@login_required
@require_POST
def withdrawal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a link useless."""
    frame = frames.to_set_up(request, slug)
    found = get_object_or_404(frame.negotiation.invitations, pk=pk)
    invitations.withdraw(invitation=found, by=request.user, at=timezone.now())
    return section(request, frame, "members", notice=f"The link for {found.whom} is useless now.")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for; with an account it is taken at once, without one an account is made first."""
    found = invitations.open_one(token, at=timezone.now())
    if found is None:
        raise Http404("This link was used already, was withdrawn, or is too old.")
    if request.method != "POST":
        return page(request, found, SignUpForm())
    form = None
    if not request.user.is_authenticated:
        form = SignUpForm(request.POST)
        if not form.is_valid():
            return page(request, found, form, status=422)
    try:
        join(request, found, form)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("negotiations")
    messages.success(request, f"Welcome: you are {found.get_role_display().lower()} of “{found.negotiation}” now.")
    return redirect(found.negotiation if not found.negotiation.asks_second_factor else "account")


@transaction.atomic
def join(request: HttpRequest, found: Invitation, form: SignUpForm | None) -> None:
    """An account where there is none, and the membership: both or neither. Raises Refused."""
    at = timezone.now()
    user: User = form.save() if form else request.user
    invitations.accept(invitation=found, user=user, at=at)
    if form:
        audit.note(kind=Kind.ACCOUNT_MADE, at=at, by=user, client=address_of(request))
        entry.let_in(request, user, at=at)


@login_required
@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened in a negotiation, for its owners."""
    frame = frames.to_set_up(request, slug)
    context = {"frame": frame} | log_page.context(frame.negotiation.events.for_page(), request.GET)
    return render(request, "negotiations/events.html", context)


def page(request: HttpRequest, found: Invitation, form: SignUpForm, status: int = 200) -> HttpResponse:
    """The invitation."""
    return render(request, "negotiations/invitation.html", {"invitation": found, "form": form}, status=status)
