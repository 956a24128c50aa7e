"""Where a request comes from, behind any number of proxies that are ours."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
SYSTEMS += (("Mac OS", "Mac"), ("Linux", "Linux"))


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks: as many steps from the right as proxies are ours, since they add theirs there.

    What stands further left was written by whoever asks, and may be made up.
    """
    steps = [step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",") if step.strip()]
    own = settings.PROXIES
    found = steps[-own] if own and len(steps) >= own else request.META.get("REMOTE_ADDR", "")
    return found[:45]


def program_of(request: HttpRequest) -> str:
    """The browser and its system in two words, as far as it tells them."""
    agent = request.headers.get("User-Agent", "")
    browser, system = (next((name for mark, name in marks if mark in agent), "") for marks in (BROWSERS, SYSTEMS))
    return f"{browser} on {system}" if browser and system else browser or system or "An unknown program"
