"""Keys made from names: "Dockers' Union" → "dockers-union". A key stays as it is when the name changes."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import count

from django.utils.text import slugify

LENGTH = 60
# What a negotiation cannot be called in an address, since a page of the whole site stands there.
RESERVED = frozenset(
    ("account", "admin", "api", "batches", "decisions", "embed", "figures", "healthz", "invitations", "log-in",
     "log-out", "metrics", "negotiations", "positions", "proposals", "readyz", "search", "static")
)  # fmt: skip


def key_of(name: str, *, taken: Container[str], fallback: str, length: int = LENGTH) -> str:
    """A key for a name that nothing else has; names without a Latin letter or digit are numbered."""
    return next(key for key in keys_of(name, fallback, length) if key not in taken)


def keys_of(name: str, fallback: str, length: int) -> Iterator[str]:
    """The name's key, then the same with 2, 3 and so on behind it."""
    base = slugify(name.replace("_", "-").replace("'", "").replace("’", "")).strip("-")
    stem = shortened(base, length) or fallback
    yield stem
    for number in count(2):
        yield f"{shortened(stem, length - len(str(number)) - 1)}-{number}"


def shortened(key: str, length: int) -> str:
    """At most so many characters, cut between words where there are several."""
    if len(key) <= length:
        return key
    head = key[: length + 1]
    return head.rpartition("-")[0] or key[:length]
