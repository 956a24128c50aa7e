"""A new password by a one-time link that whoever runs the site has made (`manage.py recovery_link`)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from . import audit, sessions
from .audit import Kind
from .clients import address_of
from .forms import RULES


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest, user: str, token: str) -> HttpResponse:
    """Choose a new password. The link holds until it was used, or for an hour; it logs nobody in."""
    owner = owner_of(user)
    if owner is None or not default_token_generator.check_token(owner, token):
        raise Http404("This link was used already, or is too old.")
    form = SetPasswordForm(owner, request.POST or None)
    form.fields["new_password1"].help_text = RULES
    if form.is_valid():
        form.save()
        sessions.end_all(user=owner)
        client = address_of(request)
        audit.note(kind=Kind.PASSWORD_CHANGED, at=timezone.now(), by=owner, about="by a one-time link", client=client)
        messages.success(request, "Your password is changed. Log in with it.")
        return redirect("login")
    context = {"form": form, "owner": owner}
    return render(request, "accounts/recovery.html", context, status=422 if form.is_bound else 200)


def owner_of(encoded: str) -> User | None:
    """Whose link it is."""
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(encoded)), is_active=True).first()
    except (ValueError, OverflowError):
        return None
