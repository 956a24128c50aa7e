"""The table of who may do what, and the addresses that it speaks of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROWS = tomllib.loads((Path(__file__).parent / "who_may.toml").read_text())["addresses"]


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    methods: frozenset[str]
    who: str
    asks_log_in: bool
    places: dict[str, str]

    @classmethod
    def of(cls, line: str) -> Row:
        words = line.split()
        methods = {word for word in words if word in METHODS} | ({"HEAD"} if "GET" in words else set())
        places = dict(word.split("=") for word in words if "=" in word)
        who = next(word for word in reversed(words) if word not in METHODS and "=" not in word)
        asks = "log-in" in words or who not in ("anyone", "reader", "public", "probe")
        return cls(frozenset(methods), who, asks, places)


def named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the program with its name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


ADDRESSES = dict(named(get_resolver().url_patterns))
OURS = [name for name in ADDRESSES if not name.startswith("admin:")]


def address(name: str, row: Row, newsroom, places: dict[str, object]) -> str:
    """Where it is in the newsroom."""
    given = {argument: places[place] for argument, place in row.places.items()}
    try:
        return reverse(name, kwargs=given | {"slug": newsroom.negotiation.slug})
    except NoReverseMatch:
        return reverse(name, kwargs=given)
