"""What has the words of a stance and is none: courtesies, habits, and where somebody stayed."""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import frame, is_negated, is_passive, modal_of
from .parsed import Token
from .records import Actor


def is_event(token: Token, words: str, holders: Sequence[Actor]) -> bool:
    """Whether a verb only tells of manners, of a habit, or of a person's whereabouts.

    "Offered its thanks", "keeps a list of the prisoners", "Adler stayed at a hotel".
    """
    things = {t.lemma_.lower() for t in token.children if t.dep_ == "dobj"}
    if things & frame("courtesies"):
        return True
    if words == "keep":
        return bool(things & frame("kept"))
    plain = token.tag_ == "VBD" and modal_of(token) == "" and not things
    return words in ("stay", "remain") and plain and all(actor.speaker for actor in holders)


def is_notice(token: Token, modal: str) -> bool:
    """Whether somebody only foretells that there will be news: "said that a new date would be announced"."""
    news = is_passive(token) and token.lemma_.lower() in frame("noticing")
    return news and modal in ("will", "would") and not is_negated(token)
