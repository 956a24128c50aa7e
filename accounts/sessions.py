"""Sessions as their owner sees them: where and when each began, when it was last used; and ending them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .clients import address_of, program_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FRESH = 300  # seconds after which being used is written down again


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A session as the account page shows it. Its `handle` names it without giving it away."""

    handle: str
    program: str
    client: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def begin(sender: object, request: HttpRequest, user: User, **more: Any) -> None:
    """Write down where and when a session began. Django calls it whenever somebody was let in."""
    now = int(time.time())
    request.session["begun"] = {"at": now, "client": address_of(request), "program": program_of(request)}
    request.session["seen"] = now


def touch(session: Any, now: datetime) -> None:
    """Write down that a session is in use, which also puts its end off; not with every request."""
    if SESSION_KEY in session and now.timestamp() - session.get("seen", 0) > FRESH:
        session["seen"] = int(now.timestamp())


def of(user: User, *, now: datetime, current: str | None) -> list[Seen]:
    """A user's sessions, the last used first."""
    rows = user.sessions.filter(expire_date__gt=now)
    seen = (seen_of(row.session_key, row.get_decoded(), current) for row in rows)
    return sorted(seen, key=lambda one: one.seen_at, reverse=True)


def seen_of(key: str, data: dict[str, Any], current: str | None) -> Seen:
    """A session as it is shown."""
    begun = data.get("begun", {})
    return Seen(
        handle=handle_of(key),
        program=begun.get("program", ""),
        client=begun.get("client", ""),
        begun_at=moment(begun.get("at", 0)),
        seen_at=moment(data.get("seen", 0)),
        is_this=key == current,
    )


def handle_of(key: str) -> str:
    """A name for a session that cannot be turned back into its key."""
    return salted_hmac("session-handle", key, algorithm="sha256").hexdigest()[:24]


def end(*, user: User, handle: str) -> bool:
    """End one session of a user; whether there was such a one."""
    keys = [key for key in user.sessions.values_list("session_key", flat=True) if handle_of(key) == handle]
    return bool(user.sessions.filter(session_key__in=keys).delete()[0])


def end_all(*, user: User, but: str | None = None) -> int:
    """End all sessions of a user, or all but one; how many there were."""
    return user.sessions.exclude(session_key=but).delete()[0]


def moment(seconds: int) -> datetime:
    """Seconds as they are kept, as a moment."""
    return datetime.fromtimestamp(seconds, tz=UTC)
