"""The choices that stand in an address, so that a link can change one of them and keep the others. Arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Names and values, in the order in which they stand in a query; a name may have several values."""

    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """ "?sort=gap", never empty, so that it can be a link."""
        return f"?{urlencode(self.pairs)}"

    def having(self, **changed: str | Iterable[str]) -> str:
        """The query with some choices changed, each where it stood; an empty one is left out."""
        new = {name: [value] if isinstance(value, str) else list(value) for name, value in changed.items()}
        pairs: list[tuple[str, str]] = []
        for name, value in self.pairs:
            values = new.pop(name, []) if name in changed else [value]
            pairs += [(name, each) for each in values if each]
        pairs += [(name, each) for name, values in new.items() for each in values if each]
        return f"?{urlencode(pairs)}"

    def but(self, *names: str) -> list[tuple[str, str]]:
        """What a form that sets these names has to carry along."""
        return [pair for pair in self.pairs if pair[0] not in names]


def read(data: Any, names: Sequence[str]) -> Address:
    """The known choices of a request's query, each value once."""
    pairs = {(name, value.strip()): None for name in names for value in data.getlist(name) if value.strip()}
    return Address(pairs=tuple(pairs))
