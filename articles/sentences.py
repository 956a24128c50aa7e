"""Where a text's sentences stand, by its signs alone: steps for an editor's hand, not a reading. Pure arithmetic."""

from __future__ import annotations

import itertools
import re

LINE = re.compile(r"[^\n]+")
STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Maj|Sen|Rep|Gov|St|No|vs|e\.g|i\.e)|\b[A-Z])\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence; a line's end is a sentence's end."""
    return [span for line in LINE.finditer(text) for span in within(text, line.start(), line.end())]


def within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one line, without the white space between them."""
    cuts = [start, *(stop.end() for stop in STOP.finditer(text, start, end) if is_end(text, stop, end)), end]
    spans = (trimmed(text, first, last) for first, last in itertools.pairwise(cuts))
    return [span for span in spans if span[0] < span[1]]


def is_end(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a sign ends its sentence: not behind "Mr" or an initial, nor before a small letter."""
    following = text[stop.end() : min(end, stop.end() + 20)].lstrip()
    return not following[:1].islower() and not SHORT.search(text, max(0, stop.end() - 8), stop.end())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
