"""Judgments: "called the plan a trap", "the offer is not serious", "that is off the table for us"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .cuewords import NEGATED
from .grammar import agent_of, complement, frame, is_hedged, is_negated, is_passive, pruned, subject_of
from .lexicon import table
from .parsed import Token, Who
from .records import Actor, Cue, Stance

JUDGED, BRANDED, COPULAR = 0.92, 0.5, 0.75
PREDICATES = ("oprd", "attr", "acomp", "ccomp", "xcomp", "advcl", "dep", "prep")
BE = {"be", "remain", "seem", "look", "sound", "appear", "amount", "feel", "fall", "go", "stay", "constitute", "come"}

MEETINGS = {
    "talk",
    "meeting",
    "discussion",
    "negotiation",
    "session",
    "round",
    "conversation",
    "dialogue",
    "atmosphere",
}


def verdict_in(words: list[Token]) -> Stance | None:
    """Whether words reject or accept; None where they do neither."""
    text = f" {' '.join(t.lower_ for t in words)} "
    for stance, known in ((Stance.REJECT, frame("rejecting")), (Stance.ACCEPT, frame("accepting"))):
        for t in words:
            if {t.lower_, t.lemma_.lower()} & known:
                denied = any(n.lower_ in ("not", "no", "n't", "hardly", "neither") for n in t.lefts)
                return NEGATED[stance] or Stance.ACCEPT if denied else stance
        if any(f" {phrase} " in text for phrase in known if " " in phrase):
            return stance
    return None


def predicate_of(verb: Token) -> list[Token]:
    """The words in which a verb of judging or being judges."""
    found: list[Token] = []
    if is_passive(verb) or any(
        t.dep_ == "npadvmod" for child in verb.rights for t in (child, *child.lefts)
    ):  # "branded a trap", "called it a step forward"
        found += [t for child in verb.rights if child.dep_ in ("dobj", "npadvmod", "advmod") for t in child.subtree]
    for child in verb.children:
        if child.dep_ in PREDICATES and child.i > verb.i:
            if child.dep_ == "ccomp" and any(t.dep_ in ("nsubj", "nsubjpass") for t in child.children):
                inside = next(t for t in child.children if t.dep_ in ("nsubj", "nsubjpass"))
                found += [t for t in child.subtree if t.i > inside.right_edge.i]
            elif child.dep_ != "prep" or child.lower_ in ("as", "on", "in", "off", "out", "beyond", "to", "of"):
                found += list(child.subtree)
    return found


def judgments(token: Token, who: Who) -> Iterator[Cue]:
    """ "Called the plan a non-starter": a verb of judging, and what it says."""
    if token.lemma_.lower() not in frame("judging") or is_hedged(token):
        return
    passive = is_passive(token)
    subject = agent_of(token) if passive else subject_of(token)
    if subject is None:
        return
    words = predicate_of(token) or [t for t in token.subtree if t.i > token.i and t.pos_ in ("ADJ", "NOUN")]
    stance = verdict_in(words)
    brands = token.lemma_.lower() in frame("branding") and any(
        t.dep_ in ("oprd", "attr", "ccomp") for t in token.children
    )
    if stance is None and not brands:
        return
    read = stance or Stance.REJECT
    if is_negated(token):
        read = NEGATED[read] or Stance.ACCEPT
    about = complement(token)
    if passive:
        sufferer = next((t for t in token.children if t.dep_ == "nsubjpass"), None) or token.head
        about |= frozenset(pruned(sufferer)) - frozenset(t.i for t in token.subtree if sufferer.head.i != token.i)
    elif token.dep_ == "relcl":
        about |= frozenset(pruned(token.head)) - frozenset(t.i for t in token.subtree)
    yield Cue(
        stance=read,
        token=token.i,
        kind="verdict",
        holders=tuple(who(subject)),
        about=about,
        strength=JUDGED if stance else BRANDED,
    )


def copulas(token: Token, who: Who, told: Who) -> Iterator[Cue]:
    """ "Seven years is not serious", she said; "that falls short for us": whoever speaks judges the subject."""
    if is_hedged(token) or token.dep_ in ("aux", "auxpass"):
        return
    subject = next((t for t in token.children if t.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    if subject is None or subject.lower_ in ("who", "i", "we", "he", "she"):
        return
    if subject.lemma_.lower() in MEETINGS:
        return  # "the talks on the dam were constructive" says nothing of the dam
    stance = idiom_at(token) or verdict_in(predicate_of(token))
    if stance is None or [actor for actor in who(subject) if actor.party and actor.how not in ("pronoun", "holding")]:
        return
    if is_negated(token) and not idiom_at(token):
        stance = NEGATED[stance] or Stance.ACCEPT
    about = frozenset(pruned(subject)) | complement(token)
    if subject.lower_ in ("it", "which", "that") and token.dep_ == "relcl":
        about |= frozenset(pruned(token.head)) - frozenset(t.i for t in token.subtree)
    yield Cue(
        stance=stance,
        token=token.i,
        kind="idiom",
        holders=tuple(judges(token, who) or told(token)),
        about=about,
        strength=COPULAR,
    )


@cache
def idioms() -> tuple[tuple[str, Stance], ...]:
    """The fixed phrases, between blanks, and what each says."""
    known = ((stance, idiom) for stance in Stance for idiom in table("stances")[stance]["idioms"])
    return tuple((f" {idiom.replace('are ', 'is ')} ", stance) for stance, idiom in known)


def idiom_at(verb: Token) -> Stance | None:
    """A fixed phrase that begins at a verb: "is off the table", "falls short"."""
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].dep_ in ("aux", "neg"):
        first -= 1
    here = "is" if verb.lemma_ in ("be", "remain", "stay") else {"go": "goes"}.get(verb.lemma_, f"{verb.lemma_}s")
    helped = any(t.dep_ == "aux" for t in verb.lefts)
    before = [
        {"did": "does", "do": "does", "n't": "not", "n’t": "not"}.get(t.lower_, t.lower_)
        for t in verb.doc[first : verb.i]
    ]
    after = [
        t.lower_ if t.lower_ not in ("n't", "n’t") else "not"
        for t in verb.doc[verb.i + 1 : min(verb.i + 9, verb.sent.end)]
    ]
    spoken = [*before, verb.lower_ if helped and verb.lemma_ != "be" else here, *after]
    plain = f" {' '.join(spoken)} ".replace(" - ", "-")
    best: tuple[int, Stance] | None = None
    for known, stance in idioms():
        if known in plain and (best is None or len(known) > best[0]):
            best = len(known), stance
    return best[1] if best else None


FAVOURING = {"favourable", "favorable", "generous", "fair", "unfair", "kind", "close", "advantageous", "harsh"}


def judges(verb: Token, who: Who) -> list[Actor]:
    """ "Is unacceptable to the union", "for Norland this is a red line"; not whom it is "favourable to"."""
    for prep in verb.subtree:
        favoured = prep.head.lower_ in FAVOURING and prep.i > prep.head.i
        if prep.dep_ == "prep" and prep.lower_ in ("to", "for", "with") and not favoured:
            for noun in prep.children:
                if noun.dep_ == "pobj" and (actors := [a for a in who(noun) if a.party]):
                    return actors
    return []
