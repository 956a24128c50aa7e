"""The account page, and what can be changed there: the password, sessions, the second factor."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import audit, factors, log_page, sessions
from .audit import Kind
from .clients import address_of
from .forms import RULES
from .models import Event

LATEST = 8


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What belongs to an account: negotiations, password, second factor, sessions, what happened lately."""
    user = request.user
    context = {
        "memberships": user.memberships.select_related("negotiation").order_by("negotiation__name"),
        "app": factors.app_of(user),
        "codes_left": factors.codes_left(user),
        "sessions": sessions.of(user, now=timezone.now(), current=request.session.session_key),
        "events": user.events.for_page()[:LATEST],
    }
    return render(request, "accounts/account.html", context)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    form = PasswordChangeForm(request.user, request.POST or None)
    form.fields["old_password"].widget.attrs.pop("autofocus", None)
    form.fields["new_password1"].help_text = RULES
    if form.is_valid():
        user = form.save()
        update_session_auth_hash(request, user)
        sessions.end_all(user=user, but=request.session.session_key)
        told(request, Kind.PASSWORD_CHANGED)
        messages.success(request, "Your password is changed, and every other session of yours is ended.")
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def session_ending(request: HttpRequest, handle: str) -> HttpResponse:
    """End one session of one's own."""
    if sessions.end(user=request.user, handle=handle):
        told(request, Kind.SESSIONS_ENDED, "one")
        messages.success(request, "That session is ended.")
    else:
        messages.info(request, "That session was over already.")
    return redirect("account")


@login_required
@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, here as well."""
    told(request, Kind.SESSIONS_ENDED, "all")
    sessions.end_all(user=request.user)
    request.session.flush()
    messages.success(request, "You are logged out everywhere.")
    return redirect("login")


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log of the whole site, for staff."""
    if not request.user.is_staff:
        raise PermissionDenied("Only those who run this site see its log: ask one of them.")
    return render(request, "accounts/log.html", log_page.context(Event.objects.for_page(), request.GET))


def told(request: HttpRequest, kind: str, about: str = "") -> None:
    """Into the log: what a user did to the own account."""
    audit.note(kind=kind, at=timezone.now(), by=request.user, about=about, client=address_of(request))
