"""Sessions that end in time, and answers that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import audit, sessions
from .clients import address_of

Answer = Callable[[HttpRequest], HttpResponse]


def session_ends(get_response: Answer) -> Answer:
    """Ends a session that has lasted long enough; notes now and then that another one is in use."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.session.session_key:
            if sessions.is_over(request.session, timezone.now()):
                logout(request)
            sessions.touch(request.session, timezone.now())
        return get_response(request)

    return answer


def not_kept(get_response: Answer) -> Answer:
    """What somebody sees who is logged in is stored by no cache, neither on the way nor in the browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
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
