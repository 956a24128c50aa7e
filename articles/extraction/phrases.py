"""The words and phrases of lexicon/sides.toml by their stems, and where they begin in a row of words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .lexicon import table
from .stems import WORD, stem

Phrase = tuple[str, ...]  # a word or several, by their stems
Index = dict[str, list[Phrase]]  # phrases by their first word


def phrases_at(words: Phrase, n: int, index: Index) -> list[Phrase]:
    """Which words and phrases of an index begin at a place."""
    known = index.get(words[n])
    return [phrase for phrase in known if words[n : n + len(phrase)] == phrase] if known else []


@cache
def known(name: str) -> frozenset[str]:
    """A list of the lexicon, by stems."""
    return frozenset(" ".join(stemmed(phrase)) for phrase in table("sides")["words"][name])


@cache
def phrases(name: str) -> Index:
    """A list of the lexicon by first words."""
    return indexed(map(stemmed, table("sides")["words"][name]))


@cache
def groups() -> dict[Phrase, tuple[str, ...]]:
    """For each word or phrase the groups of like words that it belongs to."""
    found: dict[Phrase, tuple[str, ...]] = {}
    for name, members in table("sides")["groups"].items():
        for phrase in dict.fromkeys(map(stemmed, members)):
            found[phrase] = (*found.get(phrase, ()), name)
    return found


@cache
def like_words() -> Index:
    """The words and phrases of all groups by first words."""
    return indexed(groups())


def indexed(known: Iterable[Phrase]) -> Index:
    """Phrases by their first words."""
    index: Index = {}
    for phrase in known:
        if phrase:
            index.setdefault(phrase[0], []).append(phrase)
    return index


def stemmed(phrase: str) -> Phrase:
    """A phrase with each of its words stemmed, hyphens as spaces."""
    return tuple(stem(word) for word in WORD.findall(phrase))
