"""An article's text cut into plain and quoted stretches. Pure arithmetic."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Place(Protocol):
    """A part of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote in the text, and the card that it belongs to; `label` says in words what it proves."""

    start: int
    end: int
    card: str
    colour: int
    label: str
    pending: bool


SHOWN = "passage"  # in the place of a card: the passage to which an address leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the text and the passages that cover all of it; `begins` are those whose first stretch this is."""

    words: str
    passages: tuple[Passage, ...]
    begins: tuple[Passage, ...]

    @property
    def quoted(self) -> list[Passage]:
        """The passages that belong to a card."""
        return [passage for passage in self.passages if passage.card != SHOWN]

    @property
    def is_shown(self) -> bool:
        """Whether the address leads to a passage that covers it."""
        return len(self.quoted) < len(self.passages)

    @property
    def pending(self) -> bool:
        """Whether nothing here is on record yet."""
        return all(passage.pending for passage in self.passages)

    @property
    def label(self) -> str:
        """All that it proves, in words."""
        return "; ".join(passage.label for passage in self.quoted)


def stretches(text: str, passages: Iterable[Passage]) -> list[Stretch]:
    """The whole text, cut wherever a passage begins or ends. The words of all stretches together are the text."""
    return [
        Stretch(words=text[start:end], passages=covering, begins=tuple(p for p in covering if p.start == start))
        for start, end, covering in cut(text, passages)
    ]


def cut(text: str, places: Iterable[P]) -> Iterator[tuple[int, int, tuple[P, ...]]]:
    """From where to where the parts of a text run, each with the places that cover all of it."""
    known = sorted(places, key=lambda place: (place.start, place.end))
    cuts = sorted({0, len(text), *(p.start for p in known), *(p.end for p in known)})
    for start, end in itertools.pairwise(cuts):
        yield start, end, tuple(p for p in known if p.start <= start and end <= p.end)
