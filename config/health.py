"""GET /healthz: whether database, broker and workers answer."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from .celery import app

PATIENCE = 1.0  # seconds that a worker has to answer


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 where all answer, 503 where one is away, with the state of each."""
    broker, workers = broker_and_workers()
    state = {"database": database(), "broker": broker, "workers": workers}
    return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)


def database() -> str:
    """ "ok" or "away"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "away"
    return "ok"


def broker_and_workers() -> tuple[str, str]:
    """The broker, and whether at least one worker answers through it."""
    try:
        answers = app.control.ping(timeout=PATIENCE, limit=1)
    except (OperationalError, OSError):
        return "away", "unknown"
    return "ok", "ok" if answers else "away"
