"""How often somebody may ask for what is dear or can be abused: so many times in so many seconds, each on their own.

Which addresses are meant stands in the settings, by their names. Counting is done in the cache, which all processes
share; while it is away nobody is refused.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis import RedisError

from .clients import address_of
from .entry_views import too_many

log = logging.getLogger(__name__)


class RateLimits:
    """Middleware that asks to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Everything happens once it is known which view is asked for."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, options: Any) -> HttpResponse | None:
        """The answer to whoever has asked too often."""
        limit = settings.RATE_LIMITS.get(request.resolver_match.view_name)
        if limit is None or (limit.posts_only and request.method != "POST"):
            return None
        wait = overdrawn(request.resolver_match.view_name, whose(request), limit.times, limit.seconds)
        return too_many(request, wait=timedelta(seconds=wait)) if wait else None


def whose(request: HttpRequest) -> str:
    """Who is counted: the account, else the address."""
    return f"user-{request.user.pk}" if request.user.is_authenticated else address_of(request)


def overdrawn(name: str, whose: str, times: int, seconds: int) -> int:
    """Seconds to wait for whoever has had their share of the present stretch of time; else 0."""
    now = time.time()
    key = f"limit:{name}:{whose}:{int(now // seconds)}"
    try:
        cache.add(key, 0, timeout=seconds)
        count = cache.incr(key)
    except ValueError:
        return 0  # it ran out between the two
    except RedisError:
        log.warning("The cache is away: nobody is counted.")
        return 0
    return int(seconds - now % seconds) + 1 if count > times else 0
