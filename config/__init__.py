"""Wiring only: settings, addresses, Celery, WSGI, and the servers that come with the program."""

from .celery import app as celery_app

__all__ = ["celery_app"]
