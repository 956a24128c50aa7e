"""Setting up the second factor, new backup codes, and doing without: each asks for the password once more."""

from __future__ import annotations

from typing import Any

import django_otp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from . import factors
from .audit import Kind
from .forms import CodeForm, PasswordProof
from .views import told


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """What there is; with the password, a secret for an app. The page then shows it until it is confirmed."""
    form = proof(request)
    if form.is_valid():
        factors.begin(user=request.user)
        return redirect("second-factor-confirmation")
    return page(request, proof=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest) -> HttpResponse:
    """The secret as a picture and as text, and the first code that proves that the app has it."""
    device = factors.pending_app_of(request.user)
    if device is None:
        return redirect("second-factor")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = factors.confirm(device=device, code=form.cleaned_data["code"])
        except factors.WrongCode as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session.cycle_key()
            django_otp.login(request, device)
            told(request, Kind.FACTOR_SET_UP)
            return render(request, "accounts/codes.html", {"codes": codes, "is_new": True})
    context = {"form": form, "picture": factors.picture_of(device), "secret": grouped(device)}
    return render(request, "accounts/confirmation.html", context, status=422 if form.is_bound else 200)


@sensitive_post_parameters()
@login_required
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """New backup codes in place of the old ones."""
    form = proof(request)
    if not (form.is_valid() and factors.app_of(request.user)):
        return page(request, proof=form)
    told(request, Kind.CODES_MADE)
    return render(request, "accounts/codes.html", {"codes": factors.make_codes(user=request.user)})


@sensitive_post_parameters()
@login_required
@require_POST
def removal(request: HttpRequest) -> HttpResponse:
    """Do without a second factor."""
    form = proof(request)
    if not form.is_valid():
        return page(request, proof=form)
    factors.remove(user=request.user)
    told(request, Kind.FACTOR_REMOVED)
    messages.success(request, "Your second factor is off. Negotiations that ask for one are closed to you now.")
    return redirect("account")


def proof(request: HttpRequest) -> PasswordProof:
    """The form that asks for the password."""
    return PasswordProof(request.POST or None, user=request.user)


def page(request: HttpRequest, **context: Any) -> HttpResponse:
    """The page of the second factor."""
    context |= {"app": factors.app_of(request.user), "codes_left": factors.codes_left(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/second_factor.html", context, status=status)


def grouped(device: Any) -> str:
    """The secret as text to type, in groups of four."""
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
