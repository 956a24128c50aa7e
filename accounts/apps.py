"""Accounts: who somebody is, and what they did about it. What they may do in a negotiation is the negotiation's."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from . import sessions


class AccountsConfig(AppConfig):
    """The application."""

    name = "accounts"

    def ready(self) -> None:
        """Every session begins with where and when, however its owner was let in."""
        user_logged_in.connect(sessions.begin, dispatch_uid="session-begins")
