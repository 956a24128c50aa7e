"""What must hold before the program serves anybody on a public address, which HTTPS=1 says that it does."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

DEMO = "demo accounts"  # the group of accounts whose passwords lie in a file
NEEDED = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS")
KEY_LENGTH = 50


def refuse_gaps(environment: Mapping[str, str]) -> None:
    """Raises ImproperlyConfigured where a setting is missing that has no safe default."""
    if missing := [name for name in NEEDED if not environment.get(name)]:
        raise ImproperlyConfigured(f"HTTPS=1 needs {', '.join(missing)}: see docs/operations.md.")
    if len(environment["SECRET_KEY"]) < KEY_LENGTH:
        raise ImproperlyConfigured(f"SECRET_KEY is too short: make one of at least {KEY_LENGTH} characters at random.")


def refuse_demo_accounts() -> None:
    """Raises ImproperlyConfigured where accounts of the demo could log in."""
    users = apps.get_model("auth", "User").objects.filter(groups__name=DEMO, is_active=True)
    if names := list(users.order_by("username").values_list("username", flat=True)):
        listed = ", ".join(names)
        raise ImproperlyConfigured(f"HTTPS=1 does not go with the demo's accounts ({listed}): deactivate them first.")
