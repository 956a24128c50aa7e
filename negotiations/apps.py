"""The record as a Django application."""

from django.apps import AppConfig


class NegotiationsConfig(AppConfig):
    """Parties, issues, positions, figures."""

    name = "negotiations"
