"""Reads and writes sessions: Django's own store, which keeps whose each is."""

from __future__ import annotations

import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Sessions in the database."""

    @classmethod
    def get_model_class(cls) -> type:
        """Asked for late: models cannot be imported while the settings are read."""
        return apps.get_model("accounts", "Session")

    def load(self) -> dict[str, Any]:
        """What a session holds: nothing once it has lasted as long as one may, used or not."""
        data = super().load()
        begun = data.get("begun", {}).get("at")
        if begun is not None and time.time() - begun > settings.SESSION_DAYS * 86_400:
            self.delete(self.session_key)
            self._session_key = None
            return {}
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row with its owner."""
        row = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
