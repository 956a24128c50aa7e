"""People with a password, and the codes of their phones."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django_otp.oath import TOTP

from accounts import factors
from accounts.models import Event

PASSWORD = "nine quiet harbour cranes"


@pytest.fixture(autouse=True)
def nobody_was_counted(db) -> None:
    """Limits count in the cache, which outlasts a test."""
    cache.clear()


def next_code(device) -> str:
    """What the app would show: a code that was not used yet."""
    device.refresh_from_db()
    device.throttle_reset()
    device.last_t = -1
    device.save()
    app = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{app.token():06d}"


@pytest.fixture
def bo(newsroom):
    """A contributor."""
    newsroom.bo.set_password(PASSWORD)
    newsroom.bo.save()
    return newsroom.bo


@pytest.fixture
def app(bo):
    """The contributor's phone."""
    device = factors.begin(user=bo)
    factors.confirm(device=device, code=next_code(device))
    return device


def log_in(client: Client, user, password: str = PASSWORD, **more):
    return client.post("/log-in/", {"username": user.username, "password": password}, **more)


def kinds() -> list[str]:
    """What the log has, in the order in which it came."""
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200
