"""Sessions that are in use, answers that nobody keeps, exports that are logged."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import audit, sessions
from .clients import address_of

Answer = Callable[[HttpRequest], HttpResponse]


def session_is_used(get_response: Answer) -> Answer:
    """Notes now and then that a session is in use. One that nobody looked at is left alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            sessions.touch(request.session, timezone.now())
        return response

    return answer


def not_kept(get_response: Answer) -> Answer:
    """What somebody sees who is logged in is stored by no cache, neither on the way nor in the browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return answer


def exports_are_logged(get_response: Answer) -> Answer:
    """Notes who took what out, of the addresses that the settings name."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        found = request.resolver_match
        if found and found.view_name in settings.EXPORTS and response.status_code == 200:
            by = request.user if request.user.is_authenticated else None
            client, at = address_of(request), timezone.now()
            audit.note(kind=audit.Kind.EXPORTED, at=at, by=by, about=request.get_full_path(), client=client)
        return response

    return answer
