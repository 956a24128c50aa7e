"""Stances in auxiliaries, plans and conditions: "will not leave", "their plan would raise", "no deal without"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .cuewords import cue_at, is_plan
from .events import is_notice
from .grammar import (
    complement,
    frame,
    is_condition,
    is_hedged,
    is_nobody,
    is_passive,
    modal_of,
    necessity,
    owners_of,
    pruned,
    subject_of,
    terms_of,
)
from .grammar import is_negated as is_negated_itself
from .parsed import Token, Who
from .records import Actor, Cue, Stance

MUST = {"must", "should", "shall", "ought"}
CONTAINS = {"include", "contain", "cover", "involve", "comprise"}
ENVOYS = {"delegation", "team", "envoy", "negotiator", "representative", "delegate", "minister", "letter"}
GATHERINGS = {"vote", "meeting", "talk", "referendum", "session", "conference", "ballot", "rally", "election", "summit"}
WITHOUT = {"without", "unless", "until"}
MODAL, REPORTED, PLAN, VOW, GIVEN, BOUND = 0.75, 0.65, 0.75, 0.55, 0.7, 0.7


def is_negated(token: Token) -> bool:
    """Whether a verb is negated, by itself or by the "have" of "do not have to"."""
    return is_negated_itself(token) or (necessity(token) != "" and is_negated_itself(token.head))


def introduced_by(verb: Token) -> Token | None:
    """What there is to be: "there will be no dam"."""
    there = any(t.dep_ == "expl" for t in verb.children)
    return next((t for t in verb.children if there and t.dep_ in ("attr", "dobj")), None)


def is_mute(token: Token) -> bool:
    """Whether a verb tells of talking and travelling, which is no stance: "will not comment", "will meet"."""
    if token.lemma_.lower() in frame("idle") or (token.lemma_ == "be" and not is_negated_itself(token)):
        return True
    things = {t.lemma_.lower() for t in token.children if t.dep_ == "dobj"}
    if things & {"send": ENVOYS, "dispatch": ENVOYS, "hold": GATHERINGS}.get(token.lemma_.lower(), set()):
        return True  # "will send a team to the talks", "will hold a vote"
    return any(t.dep_ in ("xcomp", "ccomp") and t.lemma_.lower() in frame("mute") for t in token.children)


def modals(token: Token, who: Who, told: Who) -> Iterator[Cue]:
    """What an auxiliary makes of a verb that is no cue itself."""
    if token.dep_ in ("aux", "auxpass"):
        return
    if is_hedged(token):
        yield from hinted(token, who, told)
        return
    modal = necessity(token) or modal_of(token) or ("will" if is_announced(token) else "")
    subject = introduced_by(token) or subject_of(token)
    known = cue_at(token)
    if (
        not modal
        or subject is None
        or (known and known[0] is not Stance.DEMAND and not is_negated(token) and modal not in MUST)
    ):
        return
    own = [] if is_passive(token) else [actor for actor in who(subject) if actor.party]
    if own and modal not in MUST:
        body = any(actor.how in ("body", "officials") for actor in own)
        for cue in promised(token, modal, own):
            yield replace(cue, about=cue.about | frozenset(pruned(subject))) if body else cue
    else:
        yield from wished(token, modal, subject, own, told(token))


def is_announced(verb: Token) -> bool:
    """Whether a headline's infinitive foretells: "Norland to free prisoners"."""
    bare = verb.dep_ == "ROOT" and any(t.tag_ == "TO" for t in verb.lefts)
    return bare and any(t.dep_ == "nsubj" for t in verb.lefts)


def hinted(token: Token, who: Who, told: Who) -> Iterator[Cue]:
    """What a party says that it may do itself: "said that its members might contribute"."""
    subject = subject_of(token)
    lemma = token.lemma_.lower()
    if modal_of(token) not in ("may", "might") or subject is None or is_negated(token):
        return
    own = [actor for actor in who(subject) if actor.party]
    if {actor.party for actor in own} & {actor.party for actor in told(token)} and (
        lemma in frame("giving") or lemma in frame("taking")
    ):
        yield cue_of(token, Stance.OFFER, own, VOW)


def promised(token: Token, modal: str, own: list[Actor]) -> Iterator[Cue]:
    """What a party says of itself: "will not leave", "would pay", "could live with"."""
    lemma = token.lemma_.lower()
    if modal == "would" and any(t.lower_ in ("rather", "sooner") for t in token.lefts):
        yield cue_of(token, Stance.DEMAND, own, MODAL)
        return
    if is_mute(token):
        return
    if is_negated(token):
        if modal in ("will", "would", "can", "could") and cue_at(token) is None:
            yield cue_of(token, Stance.REJECT, own, MODAL)
    elif lemma == "go" and not any(t.like_num for t in token.children for t in t.children):
        if modal == "will" or any(t.lower_ == "on" for t in token.doc[token.i + 1 : token.i + 2]):  # "would go on"
            yield cue_of(token, Stance.DEMAND, own, VOW)
    elif modal == "will" and lemma in ("stop", "end", "cease"):
        yield cue_of(token, Stance.DEMAND, own, VOW)
    elif lemma in frame("giving") and modal in ("will", "would", "could"):
        yield cue_of(token, Stance.OFFER, own, GIVEN if modal == "would" else REPORTED)
    elif (
        lemma in frame("taking")
        and not any(t.dep_ == "prt" for t in token.children)
        and modal in ("will", "would", "could", "can")
    ):
        yield cue_of(token, Stance.ACCEPT, own, GIVEN)
    elif modal == "will":
        yield cue_of(token, Stance.DEMAND, own, VOW)
    elif modal == "would" and lemma in frame("wishing"):
        yield cue_of(token, Stance.DEMAND, own, MODAL)
    elif modal == "would" and token.dep_ in ("ccomp", "conj") and lemma not in frame("suffering"):
        yield cue_of(token, Stance.DEMAND, own, VOW)


def wished(token: Token, modal: str, subject: Token, own: list[Actor], speakers: list[Actor]) -> Iterator[Cue]:
    """What a speaker says of others and of things: "must be opened", "there will be no deal"."""
    if not speakers or (modal not in MUST and own) or modal in ("may", "might"):
        return
    if is_effect(token, modal, subject) or is_notice(token, modal):
        return
    among = {actor.party for actor in own} & {speaker.party for speaker in speakers}
    if among and is_mute(token):
        return
    refused = is_negated(token) or is_negated_itself(subject) or is_nobody(subject)
    refused = refused or any(t.dep_ in ("attr", "dobj") and is_negated_itself(t) for t in token.children)
    if refused and any(is_condition(t) or t.lower_ == "without" for t in token.subtree):
        return  # "no deal without a truce"
    possible = Stance.OFFER if modal in ("can", "could") else Stance.DEMAND
    yield cue_of(
        token,
        Stance.REJECT if refused and modal not in MUST else possible,
        speakers,
        VOW if modal in ("can", "could") or among else REPORTED,
        beside=frozenset(pruned(subject)),
    )


def is_effect(verb: Token, modal: str, subject: Token) -> bool:
    """Whether a clause only tells what a thing would do: "said the levy would hurt the poor"."""
    acts = any(t.dep_ in ("dobj", "dative") for t in verb.children) and subject.pos_ == "NOUN"
    plain = modal in ("will", "would", "could", "can") and not is_passive(verb) and not is_negated(verb)
    return plain and acts and verb.lemma_.lower() not in CONTAINS and not any(t.dep_ == "expl" for t in verb.children)


def foretells(token: Token) -> bool:
    """Whether the words only say what a thing would do: "warned that the cuts would hurt the poor"."""
    clauses = (t for t in token.children if t.dep_ == "ccomp" and t.i > token.i)
    return any(
        is_effect(clause, modal_of(clause), subject)
        for clause in clauses
        if (subject := subject_of(clause)) is not None
    )


def cue_of(
    token: Token, stance: Stance, holders: list[Actor], strength: float, *, beside: frozenset[int] = frozenset()
) -> Cue:
    """A cue of this module at a verb."""
    return Cue(
        stance=stance,
        token=token.i,
        kind="modal",
        holders=tuple(holders),
        about=complement(token) | {token.i} | beside | coordinated(token),
        conditions=terms_of(token),
        strength=strength,
    )


def coordinated(token: Token) -> frozenset[int]:
    """Verbs under the same auxiliary: "must stay and search the lorries"."""
    more = [
        t
        for t in token.conjuncts
        if t.i > token.i and not any(n.dep_ in ("aux", "nsubj", "nsubjpass", "neg") for n in t.children)
    ]
    return frozenset(i for t in more for i in pruned(t))


def author_of(plan: Token, who: Who) -> list[Actor]:
    """Whose plan it is, if a party's."""
    for owner in owners_of(plan):
        if actors := [actor for actor in who(owner) if actor.party]:
            return actors
    return [actor for actor in who(plan) if actor.party]


def plans(token: Token, who: Who) -> Iterator[Cue]:
    """ "The union's plan includes", "under their draft prices would fall": each point is its author's offer."""
    if token.dep_ in ("aux", "auxpass"):
        return
    subject = subject_of(token)
    if is_plan(subject) and subject is not None and not is_passive(token):
        if token.dep_ == "relcl" and subject.i == token.head.i and not offers(token):
            return
        if offers(token):
            about = frozenset(t.i for t in token.subtree if t.i > token.i) - frozenset(t.i for t in subject.subtree)
            yield plan_cue(token, author_of(subject, who), about)
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("under", "in") and prep.i < token.i:
            noun = next((t for t in prep.children if t.dep_ == "pobj"), None)
            if is_plan(noun) and noun is not None and (modal_of(token) or prep.lower_ == "under"):
                inside = frozenset(t.i for t in prep.subtree)
                yield plan_cue(token, author_of(noun, who), frozenset(pruned(token)) - inside)


def offers(token: Token) -> bool:
    """Whether a verb tells what a plan contains."""
    return token.lemma_.lower() in frame("contains") or modal_of(token) in ("would", "will")


def plan_cue(token: Token, authors: list[Actor], about: frozenset[int]) -> Cue:
    """A point of a plan."""
    return Cue(stance=Stance.OFFER, token=token.i, kind="plan", holders=tuple(authors), about=about, strength=PLAN)


def withouts(token: Token, who: Who, told: Who) -> Iterator[Cue]:
    """ "No deal without a truce", "will not sign unless": what must come first is a demand."""
    if token.lower_ == "without" and token.dep_ != "prep":
        return
    clause = token if token.dep_ == "prep" else token.head
    above = clause.head
    refused = False
    verb = above
    while True:
        refused = refused or is_negated_itself(verb)
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    refused = refused or any(is_negated_itself(t) for t in verb.children if t.dep_ in ("attr", "dobj", "nsubj"))
    if not refused or is_hedged(verb):
        return
    subject = subject_of(verb)
    own = [actor for actor in who(subject) if actor.party] if subject is not None and not is_passive(verb) else []
    about = frozenset(t.i for t in clause.subtree) - {token.i}
    yield Cue(
        stance=Stance.DEMAND,
        token=token.i,
        kind="condition",
        holders=tuple(own or told(verb)),
        about=about,
        strength=BOUND,
    )


def bound(cue: Cue, sentence_start: int, tokens: list[Token]) -> Iterator[Cue]:
    """What a party asks for in exchange for its offer: "will free them once the truce holds"."""
    if len(cue.conditions) < 3 or cue.kind == "condition":
        return
    first = min(cue.conditions)
    opening = tokens[first - sentence_start].lower_
    if cue.stance is Stance.DEMAND and opening not in ("unless", "until"):
        return
    if cue.stance is Stance.REJECT and opening not in ("unless", "until", "without", "if"):
        return
    if opening in ("subject", "tied"):
        return
    yield Cue(
        stance=Stance.DEMAND,
        token=first,
        kind="condition",
        holders=cue.holders,
        about=cue.conditions,
        strength=cue.strength - 0.1,
    )
