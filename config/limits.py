"""How often somebody may ask for what is dear or can be abused, by the names of addresses."""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    """So many times in so many seconds; of what is also a page, only what is sent to it is counted."""

    times: int
    seconds: int
    posts_only: bool = True


GUESSING, DRAWING = Limit(20, 300), Limit(120, 60, posts_only=False)
LIMITS = {
    "login": Limit(30, 300),
    "log-in-code": GUESSING,
    "second-factor": GUESSING,
    "second-factor-confirmation": GUESSING,
    "second-factor-removal": GUESSING,
    "backup-codes": GUESSING,
    "password": GUESSING,
    "recovery": GUESSING,
    "invitation": GUESSING,
    "upload": Limit(600, 60),
    "draft": Limit(600, 60),
    "trial": Limit(30, 60),
    "search": Limit(60, 60, posts_only=False),
    "chart": DRAWING,
    "figures-chart": DRAWING,
    "matrix-picture": DRAWING,
}


def limits(told: str) -> dict[str, Limit]:
    """The limits, with those of a text such as "upload=5000/60 search=10/60" in place of ours."""
    changed = dict(LIMITS)
    for each in told.split():
        name, _, share = each.partition("=")
        times, _, seconds = share.partition("/")
        posts_only = changed[name].posts_only if name in changed else True
        changed[name] = Limit(int(times), int(seconds), posts_only)
    return changed
