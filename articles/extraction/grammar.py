"""What a dependency parse says of subjects, objects and clauses: small questions that the steps ask of a token."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .lexicon import table

RELATIVE = {"who", "which", "that", "whom"}
SHARED = {"conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "acomp", "prep", "dep", "appos", "attr"}
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "oprd", "attr", "dative", "acl", "relcl", "pcomp", "acomp", "pobj"}
MODALS = {"'ll": "will", "wo": "will", "ca": "can"}


def frame(key: str) -> frozenset[str]:
    """A list of the cue frames as a set."""
    return frozenset(table("stances")["frames"][key])


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or the one that it shares by coordination, control or relation."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return verb.head if own.lower_ in RELATIVE and verb.dep_ == "relcl" else own
        if verb.dep_ in ("relcl", "acl"):
            return verb.head if verb.dep_ == "relcl" or verb.tag_ == "VBG" else holder_of_noun(verb.head)
        if verb.dep_ not in SHARED:
            return None
        verb = verb.head
    return None


def holder_of_noun(noun: Token) -> Token | None:
    """Whose a noun is: "the union's call", "a demand by the union", "Norland demands", or its light verb's subject."""
    for t in noun.lefts:
        if t.dep_ == "poss":
            return t
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            return next((t for t in prep.children if t.dep_ == "pobj"), None)
    for t in noun.lefts:
        if t.dep_ in ("compound", "amod", "nmod") and t.text[:1].isupper():
            return t
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    return (agent_of(verb) or subject_of(verb)) if verb.lemma_ in frame("light") else None


def agent_of(verb: Token) -> Token | None:
    """Who does it in a passive: "by the union"."""
    agents = (t for t in verb.children if t.dep_ == "agent")
    return next((p for agent in agents for p in agent.children if p.dep_ == "pobj"), None)


def is_passive(verb: Token) -> bool:
    """Whether the subject suffers the verb."""
    return any(t.dep_ in ("nsubjpass", "auxpass", "agent") for t in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )


def is_negated(token: Token) -> bool:
    """Whether a verb, noun or adjective is negated, by itself or by its copula."""
    around = [*token.children, *(token.head.children if token.dep_ in ("acomp", "attr") else ())]
    return any(
        t.dep_ == "neg" or t.lower_ in ("never", "cannot") or (t.dep_ == "det" and t.lower_ == "no") for t in around
    )


def modal_of(verb: Token) -> str:
    """The modal of a verb: "will", "must", "can"; empty where there is none."""
    return next((MODALS.get(t.lower_, t.lower_) for t in verb.children if t.dep_ == "aux" and t.tag_ == "MD"), "")


def is_hedged(verb: Token) -> bool:
    """Whether a clause is a forecast or a question: "is likely to reject", "if Norland accepts", "may agree"."""
    likely = frame("likely")
    while True:
        head = verb.head
        if modal_of(verb) in ("may", "might"):
            return True
        if any(t.dep_ == "mark" and t.lower_ in ("if", "whether", "unless") for t in verb.children):
            return True
        if verb.dep_ == "xcomp" and (head.lower_ in likely or any(t.lower_ in likely for t in head.children)):
            return True
        if verb.dep_ != "conj" or head.i == verb.i or head.pos_ != "VERB":
            return False
        verb = head


def complement(token: Token) -> frozenset[int]:
    """What a cue is about: its objects and complement clauses, without times, reasons and conditions."""
    kept: set[int] = set()
    for child in token.children:
        if child.dep_ in COMPLEMENTS or child.dep_ in ("prep", "prt", "dep", "advcl", "npadvmod"):
            kept.update(pruned(child))
    return frozenset(kept)


def pruned(token: Token) -> Iterator[int]:
    """A subtree without the clauses and phrases that only tell when, why or on what condition."""
    waiting = [token]
    while waiting:  # no recursion: a sentence of a broken page may be as deep as it is long
        here = waiting.pop()
        if not is_aside(here) and not is_condition(here):
            yield here.i
            waiting.extend(here.children)


def is_aside(token: Token) -> bool:
    """Whether a clause or phrase is about time, reason or condition."""
    if token.dep_ == "advcl" and any(t.lower_ in frame("asides") or is_purpose(t) for t in token.lefts):
        return True
    if token.dep_ == "relcl" and token.left_edge.i > token.sent.start and token.left_edge.nbor(-1).text == ",":
        return True
    return token.dep_ == "prep" and token.lower_ in frame("asides_prepositions")


def is_purpose(token: Token) -> bool:
    """The "to" of "to thwart smuggling"."""
    return token.dep_ == "aux" and token.tag_ == "TO"


def is_condition(token: Token) -> bool:
    """Whether a clause or phrase says what must come first."""
    if token.dep_ == "advcl" and any(t.lower_ in frame("conditions") for t in token.lefts):
        return True
    words = " ".join(t.lower_ for t in list(token.subtree)[:4])
    return token.dep_ in ("prep", "advcl", "amod", "acl") and words.startswith(tuple(frame("exchanges")))


def has_object(verb: Token) -> bool:
    """Whether a verb acts on somebody: "persuaded them to", "urged the union to"."""
    return any(t.dep_ in ("dobj", "dative") for t in verb.children)


def conditions_of(token: Token) -> frozenset[int]:
    """The conditions that stand under a token."""
    found: set[int] = set()
    for t in token.subtree:
        if t.i != token.i and is_condition(t):
            found.update(inner.i for inner in t.subtree)
    return frozenset(found)
