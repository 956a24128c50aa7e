"""Letting somebody in and out: the first step, the second one, and what the log says of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import django_otp
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

from . import audit
from .audit import Kind
from .clients import address_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_otp.models import Device

WAITING = "waiting-for-code"
PATIENCE = 300  # seconds between the password and the code
BACKEND = "django.contrib.auth.backends.ModelBackend"


def await_code(request: HttpRequest, user: User, *, then: str, at: datetime) -> None:
    """The password was right: remember whose, until the code comes. Nobody is logged in by it."""
    request.session.flush()
    request.session[WAITING] = {"user": user.pk, "then": then, "at": int(at.timestamp())}


def awaited(request: HttpRequest, *, at: datetime) -> tuple[User, str] | None:
    """Whose code is waited for and where they want to go; None once it takes too long."""
    waiting = request.session.get(WAITING)
    if not waiting or at.timestamp() - waiting["at"] > PATIENCE:
        return None
    user = get_user_model().objects.filter(pk=waiting["user"], is_active=True).first()
    return (user, waiting["then"]) if user else None


def let_in(request: HttpRequest, user: User, *, at: datetime, device: Device | None = None) -> None:
    """Log in, under a new session key, with the second factor where one was given."""
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    django_otp.login(request, device)
    about = "with second factor" if device else ""
    audit.note(kind=Kind.LOGGED_IN, at=at, by=user, about=about, client=address_of(request))
