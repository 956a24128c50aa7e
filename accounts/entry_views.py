"""Logging in, in one step or two, and out."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from . import audit, entry, factors
from .audit import Kind
from .clients import address_of
from .forms import CodeForm


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password; with a second factor the code comes next."""
    asked = request.POST if request.method == "POST" else request.GET
    then = safe(request, asked.get("next", ""))
    if request.method != "POST":
        return redirect(then) if request.user.is_authenticated else form_of(request, then)
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        who = request.POST.get("username", "")
        audit.note(kind=Kind.LOG_IN_FAILED, at=timezone.now(), who=who, client=address_of(request))
        return form_of(request, then, status=422)
    user = form.get_user()
    if factors.app_of(user):
        entry.await_code(request, user, then=then, at=timezone.now())
        return redirect("log-in-code")
    entry.let_in(request, user, at=timezone.now())
    return redirect(then)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, or a backup code."""
    waited = entry.awaited(request, at=timezone.now())
    if waited is None:
        messages.info(request, "That took too long: begin again with your name and password.")
        return redirect("login")
    user, then = waited
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device, was_backup = factors.check(user=user, code=form.cleaned_data["code"], at=timezone.now())
        except factors.WrongCode as refusal:
            about, client = "wrong code", address_of(request)
            audit.note(kind=Kind.LOG_IN_FAILED, at=timezone.now(), by=user, about=about, client=client)
            form.add_error("code", str(refusal))
        else:
            entry.let_in(request, user, at=timezone.now(), device=device)
            if was_backup:
                tell_of_code(request)
            return redirect(then)
    return render(request, "accounts/code.html", {"form": form}, status=422 if request.method == "POST" else 200)


def tell_of_code(request: HttpRequest) -> None:
    """A backup code is used up: say how many are left."""
    left, client = factors.codes_left(request.user), address_of(request)
    audit.note(kind=Kind.CODE_USED, at=timezone.now(), by=request.user, about=f"{left} left", client=client)
    messages.info(request, f"This backup code is used up; {left} of them are left. Make new ones on your account page.")


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated:
        audit.note(kind=Kind.LOGGED_OUT, at=timezone.now(), by=request.user, client=address_of(request))
    logout(request)
    answer = redirect(settings.LOGOUT_REDIRECT_URL)
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def locked_out(request: HttpRequest, credentials: dict[str, str] | None = None, **more: object) -> HttpResponse:
    """Too many wrong passwords for this name from this address: django-axes asks for this answer."""
    who = (credentials or {}).get("username") or request.POST.get("username", "")
    audit.note(kind=Kind.LOCKED_OUT, at=timezone.now(), who=who, client=address_of(request))
    return too_many(request, wait=settings.AXES_COOLOFF_TIME)


def too_many(request: HttpRequest, *, wait: timedelta) -> HttpResponse:
    """The page that asks to wait."""
    seconds = int(wait.total_seconds())
    words = f"{seconds // 60} minutes" if seconds >= 120 else "a minute" if seconds > 30 else f"{seconds} seconds"
    answer = render(request, "429.html", {"words": words}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def form_of(request: HttpRequest, then: str, status: int = 200) -> HttpResponse:
    """The log-in form."""
    context = {"next": then, "failed": status != 200}
    return render(request, "accounts/log_in.html", context, status=status)


def safe(request: HttpRequest, address: str) -> str:
    """An address of ours to go on to; the list of negotiations in place of any other."""
    hosts, is_secure = {request.get_host()}, request.is_secure()
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=is_secure)
    return address if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
