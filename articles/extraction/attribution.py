"""Whose account a statement rests on: own words, officials, another party's account, or unnamed sources."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from .grammar import subject_of
from .lexicon import table
from .records import Actor, Attribution, Basis

Who = Callable[[Token], list[Actor]]


def reporters_of(token: Token, who: Who) -> list[Actor]:
    """Who reports what a token says, from the nearest outwards."""
    verbs = table("actors")["speech"]["verbs"]
    found: list[Actor] = []
    at = token
    while at.head.i != at.i:
        came_from, at = at, at.head
        if at.lemma_.lower() in verbs and came_from.dep_ not in ("nsubj", "nsubjpass", "conj", "advcl", "relcl"):
            found += spoken_by(at, who)
    for child in at.children:
        beside = child.dep_ in ("parataxis", "ccomp", "advcl") and child.lemma_.lower() in verbs and child.i > token.i
        if beside and not any(t.dep_ in ("ccomp", "xcomp", "dobj") for t in child.children):
            found += spoken_by(child, who)
    return [*found, *(actor for actor in according_to(token, who) if actor.token not in {a.token for a in found})]


def spoken_by(verb: Token, who: Who) -> list[Actor]:
    """The subject of a verb of speech, as actors."""
    subject = subject_of(verb)
    return who(subject)[:1] if subject is not None else []


def according_to(token: Token, who: Who) -> list[Actor]:
    """ "According to Hamas sources", anywhere in the sentence."""
    for t in token.sent:
        if t.lower_ == "according" and t.i + 1 < len(t.doc):
            nouns = [n for n in t.subtree if n.dep_ == "pobj"]
            return who(nouns[0])[:1] if nouns else []
    return []


def attribute(holder: Actor, reporters: list[Actor]) -> tuple[Attribution, str | None]:
    """The attribution of a holder's statement, and its speaker."""
    others = (r for r in reporters if r.party and r.party != holder.party)
    reporter = next(others, reporters[0] if reporters else None)
    if reporter is None or reporter.token == holder.token:
        return Attribution(basis=holder.basis if holder.basis is not Basis.PARTY else Basis.OWN), holder.speaker
    if reporter.party is None:
        return Attribution(basis=Basis.SOURCES), holder.speaker
    if reporter.party != holder.party:
        return Attribution(basis=Basis.PARTY, party=reporter.party), reporter.speaker or holder.speaker
    unnamed = Basis.OFFICIALS in (reporter.basis, holder.basis)
    return Attribution(basis=Basis.OFFICIALS if unnamed else Basis.OWN), reporter.speaker or holder.speaker
