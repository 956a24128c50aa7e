"""What is known around one sentence once the steps have looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from .parsed import Doc, Sentence
from .records import Actor, Cue, Link, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known around one sentence."""

    doc: Doc
    sentence: Sentence
    actors: tuple[Actor, ...]  # everybody named or meant in the sentence
    cues: tuple[Cue, ...]
    links: tuple[Link, ...]
    speaker: Actor | None  # who says the sentence, if somebody does
    outsider: bool  # somebody of no party says it
    carried: tuple[str, ...]  # parties that the sentence before spoke of
    author: str | None  # whose plan was spoken of last
    quoted: float  # share that is direct speech
    headline: bool
    place: float  # 0 at the article's beginning, 1 at its end
    counts: dict[str, int]  # issue → sentences of the article with one of its terms
    roles: dict[str, str]  # party → party, mediator or observer
    verdicts: frozenset[str]
    lexical: tuple[tuple[int, Stance, str], ...]  # cues of the lexicon: token, stance, kind, whoever holds them
