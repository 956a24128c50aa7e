"""The lexicon of stances as an index: which cue begins at a token; and the cues that are nouns ("its demand for")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from .grammar import (
    agent_of,
    complement,
    frame,
    is_negated,
    is_order,
    is_passive,
    name_beside,
    owners_of,
    pruned,
    subject_of,
    terms_of,
)
from .lexicon import table
from .parsed import Token, Who
from .records import Actor, Cue, Stance

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
LISTING = {"include", "comprise", "cover", "concern", "centre", "center", "focus", "range", "involve"}
NO, YES = {"no", "negative"}, {"yes", "positive", "affirmative"}
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
    kind = KINDS.get(token.pos_)
    if kind is None:
        return None
    tries = [(kind, token.lemma_.lower())]
    if token.pos_ == "VERB":
        is_state = token.tag_ == "VBN" and any(t.lemma_ == "be" for t in token.lefts)  # "was committed to"
        if (is_passive(token) or is_state) and agent_of(token) is None:
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


def turned(stance: Stance, words: str, *, negated: bool, ended: bool) -> Stance | None:
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


def is_plan(noun: Token | None) -> bool:
    """Whether a plan is what speaks: its author holds what it contains."""
    return noun is not None and noun.lemma_.lower() in frame("plans")


def is_own(verb: Token, holders: list[Actor], who: Who) -> bool:
    """Whether what a verb gives up is its subject's own: not in "bowed to the union's demand"."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    named = {actor.party for actor in who(subject)} if subject is not None else set()
    return not holders or bool(named & {holder.party for holder in holders})


def one_of(noun: Token) -> Token | None:
    """The "one" of "one of its conditions is"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return above if above is not None and above.lower_ in ("one", "part", "first", "two", "some") else None


def noun_cue(token: Token, stance: Stance, words: str, who: Who, strength: float) -> Iterator[Cue]:
    """ "The union's demand for", "voiced opposition to": unless a verb says what became of it."""
    verb = token.head if token.dep_ in ("dobj", "attr", "nsubj") else token.head.head if token.dep_ == "pobj" else None
    if verb is not None and verb.pos_ == "ADV":
        verb = verb.head  # "backed away from its demand"
    governing = cue_at(verb) if verb is not None and verb.pos_ == "VERB" and token.dep_ != "nsubj" else None
    if token.head.lower_ in ("without", "despite"):
        return
    holders = next((actors for owner in owners_of(token) if (actors := [a for a in who(owner) if a.party])), [])
    if governing and governing[0] is Stance.CONCEDE and verb is not None and is_own(verb, holders, who):
        return
    about = complement(token)
    if (
        token.dep_ in ("nsubj", "nsubjpass")
        and any(t.text == "for" for t in token.doc[token.i + 1 : token.i + 2])
        and any(t.tag_ == "TO" for t in token.head.lefts)
    ):  # "its demand for X to be freed"
        about |= frozenset(t.i for t in token.head.subtree if t.i > token.i + 1)
    about |= frozenset(i for t in token.lefts if t.dep_ == "nsubj" for i in pruned(t))  # "made it a condition"
    negated = is_negated(token) or (verb is not None and token.dep_ != "nsubj" and is_negated(verb))
    if verb is not None and token.dep_ == "nsubj" and verb.lemma_.lower() in LISTING and not is_plan(token):
        about |= complement(verb)  # "its demands include"
    if any(t.text == ":" for t in token.doc[token.i + 1 : token.i + 2]):  # "has three demands: higher wages and"
        about |= frozenset(range(token.i + 2, token.sent.end))
    if (first := one_of(token)) is not None:
        verb = first.head
    if verb is not None and verb.lemma_ in ("be", "remain", "become"):
        negated = is_negated(token)
        about |= complement(verb) - {token.i}
        about |= frozenset(
            i
            for t in verb.children
            if t.dep_ in ("nsubj", "csubj") and t.i not in (token.i, first.i if first is not None else -1)
            for i in pruned(t)
        )
        answers = {t.lower_ for t in verb.rights}
        stance = Stance.REJECT if answers & NO else Stance.ACCEPT if answers & YES else stance
    faded = token.dep_ == "nsubj" and stance in (Stance.DEMAND, Stance.REJECT) and is_fading(token.head)
    read = turned(stance, words, negated=negated, ended=faded)
    if read and about:
        yield Cue(
            stance=read,
            token=token.i,
            kind="noun",
            holders=tuple(holders),
            about=about,
            strength=strength - 0.1 if governing else strength,
            conditions=terms_of(token),
        )


def is_fading(verb: Token) -> bool:
    """Whether a verb says that a demand or a refusal is given up: "its opposition has faded"."""
    held = verb.lemma_.lower() in frame("fading") and verb.tag_ in ("VBD", "VBN", "VBG")
    return held and not is_negated(verb) and not any(t.dep_ == "dobj" for t in verb.children)
