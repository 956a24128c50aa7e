"""What the steps know of English, as data: TOML files that an editor can read and extend."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder, read once."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """A list of a file as a set; `keys` lead to it."""
    found = table(name)
    for key in keys:
        found = found[key]
    return frozenset(found)


@cache
def either(name: str, *keys: str) -> frozenset[str]:
    """The words of several lists of a file together."""
    return frozenset().union(*(words(name, key) for key in keys))
