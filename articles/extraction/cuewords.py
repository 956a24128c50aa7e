"""The lexicon of stances as an index: which cue begins at a token."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from spacy.tokens import Token

from .grammar import agent_of, frame, is_order, is_passive, name_beside
from .lexicon import table
from .records import Actor, Stance

Who = Callable[[Token], list[Actor]]
NEGATED = {
    Stance.DEMAND: Stance.REJECT,
    Stance.OFFER: Stance.REJECT,
    Stance.ACCEPT: Stance.REJECT,
    Stance.REJECT: None,
    Stance.CONCEDE: Stance.DEMAND,
}
ENDED = {  # "no longer demands"
    Stance.DEMAND: Stance.CONCEDE,
    Stance.REJECT: Stance.CONCEDE,
    Stance.OFFER: Stance.REJECT,
    Stance.ACCEPT: Stance.REJECT,
    Stance.CONCEDE: None,
}
CLASSES = {"verbs": "verb", "to_others": "to_other", "nouns": "noun", "adjectives": "adjective"}
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADP": "adjective", "SCONJ": "adjective"}
GAP = 4  # tokens in which the rest of a cue must follow


@cache
def index() -> dict[tuple[str, str], list[tuple[tuple[str, ...], Stance, str]]]:
    """Cues by word class and first lemma; longer cues first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Stance, str]]] = {}
    for stance in Stance:
        for key, kind in CLASSES.items():
            for cue in table("stances")[stance].get(key, ()):
                first, *rest = cue.split()
                place = ("verb" if kind == "to_other" else kind, first)
                found.setdefault(place, []).append((tuple(rest), stance, kind))
    for cues in found.values():
        cues.sort(key=lambda cue: len(cue[0]), reverse=True)
    return found


@lru_cache(maxsize=512)  # several steps ask of the tokens of one sentence
def cue_at(token: Token) -> tuple[Stance, str, str] | None:
    """The longest cue that begins at a token: stance, kind, and the cue's words."""
    kind = KINDS.get(token.pos_, "")
    tries = [(kind, token.lemma_.lower())]
    if token.pos_ == "VERB":
        if is_passive(token) and agent_of(token) is None:
            tries.insert(0, ("adjective", token.lower_))  # "is opposed to"
    else:
        tries.append((kind, token.lower_))
        if kind == "noun" and name_beside(token) is not None:
            tries.append(("verb", token.lower_.removesuffix("s")))  # "which Norland rejects", taken for a noun
    for kind, word in tries:
        for rest, stance, how in index().get((kind, word), ()):
            if how == "to_other" and not any(is_order(clause) for clause in token.children):
                continue
            if follows(token, rest):
                return stance, how, " ".join((word, *rest))
    return None


def follows(token: Token, rest: tuple[str, ...]) -> bool:
    """Whether the other words of a cue come soon after the first, in its own clause."""
    at = token.i
    for word in rest:
        near = token.doc[at + 1 : min(at + 1 + GAP, token.sent.end)]
        match = next((t for t in near if word in (t.lemma_.lower(), t.lower_)), None)
        if match is None or any(t.text in (";", ":") for t in token.doc[at + 1 : match.i]):
            return False
        at = match.i
    return True


def turned(stance: Stance, token: Token, words: str, *, negated: bool, ended: bool) -> Stance | None:
    """The stance after "not" or "no longer"; "does not rule out" leaves a door open, "has no objection" agrees."""
    if ended:
        return ENDED[stance]
    if not negated:
        return None if words in frame("only_negated") else stance
    if stance is Stance.REJECT:
        if words in frame("door_left_open"):
            return Stance.OFFER
        return Stance.ACCEPT if words in frame("not_in_the_way") else None
    return NEGATED[stance]
