"""Headers of every answer, files included, beyond those that Django sets; and requests that are too large."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing here needs a camera, a place or a payment; what a page does not ask for, no script in it can.
REFUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
HTMX = b"/htmx"  # in the address of its script
PERMISSIONS = ", ".join(f"{feature}=()" for feature in REFUSED)


def guarded(get_response: Answer) -> Answer:
    """Sets them, unless the view has set its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response

    return answer


def not_too_large(get_response: Answer) -> Answer:
    """Refuses a request by the size that it announces, before any of it is read."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.REQUEST_LIMIT:
            limit = f"{settings.REQUEST_LIMIT // 1_000_000} MB"
            words = f"This is too large: send at most {limit} at once.\n"
            return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return answer


def trusted_types(get_response: Answer) -> Answer:
    """Where no htmx is loaded, which is on most pages without an account, no script can turn text into markup."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and not request.user.is_authenticated and HTMX not in content_of(response):
            response._csp_update = {"require-trusted-types-for": ["'script'"], "trusted-types": ["'none'"]}
        return response

    return answer


def content_of(response: HttpResponse) -> bytes:
    """What an answer holds; nothing of one that comes in pieces."""
    return b"" if response.streaming else response.content
