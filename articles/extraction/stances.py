"""Which stances a sentence takes: cues with their holders and what they are about.

A cue is data (lexicon/stances.toml); here is the grammar that all cues share: who holds what in the active and the
passive, under negation and control ("refused to accept"), in nouns ("its demand for"). Auxiliaries and judgments
have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from .cuewords import KINDS, cue_at, is_plan, noun_cue, turned
from .events import is_event
from .grammar import (
    agent_of,
    complement,
    frame,
    has_object,
    is_background,
    is_ended,
    is_hedged,
    is_negated,
    is_order,
    is_passive,
    modal_of,
    name_beside,
    necessity,
    promises_none,
    pruned,
    subject_of,
    terms_of,
)
from .lexicon import words
from .modals import MUST, WITHOUT, bound, foretells, modals, plans, withouts
from .parsed import Doc, Sentence, Token, Who
from .records import Actor, Cue, Stance
from .turns import overtaken
from .verdicts import BE, copulas, judgments

DECISIVE = {Stance.ACCEPT, Stance.REJECT, Stance.CONCEDE}
STRENGTH = {"verb": 0.9, "to_other": 0.85, "noun": 0.8, "adjective": 0.85}
WEAK, FADED = 0.6, 0.8
STANDING = {
    "be", "stand", "remain", "come", "vote", "decide", "argue", "speak", "turn", "set", "seem", "declare", "campaign",
}  # fmt: skip


def find_cues(sentence: Sentence, who: Who, reporters: Who, speaker: Actor | None = None) -> list[Cue]:
    """The cues of a sentence that have a holder, in reading order; `speaker` is whose direct speech it is, if known."""

    def told(token: Token) -> list[Actor]:
        """Who says what a token says, where it is a party."""
        named = [actor for actor in reporters(token) if actor.how != "flat"]
        nearest = named[:1] or inserted(token, who)[:1] or ([speaker] if speaker else []) or label
        return [actor for actor in nearest if actor.party]

    label = labelled(sentence, who)
    found: list[Cue] = []
    if any(token.text == "?" for token in sentence.tokens[-2:]):
        return found
    for token in sentence:
        for cue in list(readings(token, who, told, found)):
            if cue.holders and (about := cue.about or shared(token, found) or itself(token, cue.stance, cue.kind)):
                found.append(replace(cue, about=about))
    tokens = list(sentence)
    found += [inner for cue in found for inner in bound(cue, sentence.start, tokens)]
    found = [part for cue in found for part in but_not(cue, sentence.doc)]
    found = [cue for cue in found if not any(is_inside(cue, outer, sentence.doc) for outer in found)]
    found = overtaken(found, sentence.doc, who)
    return [
        best
        for _, same in groupby(sorted(found, key=lambda c: c.token), key=lambda c: c.token)
        for best in [strongest(same)]
    ]


def readings(token: Token, who: Who, told: Who, before: list[Cue]) -> Iterator[Cue]:
    """Every stance that a token may take."""
    if token.pos_ in KINDS:
        yield from cued(token, who, told, before)
    if token.pos_ == "VERB":
        yield from judgments(token, who)
    if token.lemma_.lower() in BE:
        yield from copulas(token, who, told)
    if token.pos_ in ("VERB", "AUX"):
        yield from plans(token, who)
        yield from modals(token, who, told)
    if token.lower_ in WITHOUT:
        yield from withouts(token, who, told)
    if before and token.lemma_ == "do":
        yield from echoes(token, who, before)


def echoes(token: Token, who: Who, before: list[Cue]) -> Iterator[Cue]:
    """ "So does the port", "the port did the same": a second party's stance is the first one's."""
    if token.dep_ == "aux" and token.head.pos_ == "VERB":
        return
    words = {t.lower_ for t in token.children} | {n.lower_ for t in token.children for n in t.children}
    subject = subject_of(token)
    last = next((cue for cue in reversed(before) if cue.kind in ("verb", "adjective", "verdict", "modal")), None)
    if last is None or subject is None or is_hedged(token) or not words & {"so", "same", "neither", "nor", "likewise"}:
        return
    own = next((t for t in token.children if t.dep_ == "nsubj"), None)
    if own is not None:
        yield replace(last, token=token.i, holders=tuple(who(own)), strength=last.strength - 0.1)


def but_not(cue: Cue, doc: Doc) -> Iterator[Cue]:
    """ "Is ready to discuss shifts but not wages": a cue, and the refusal of what stands behind "but not"."""
    first = next((i for i in sorted(cue.about) if i > cue.token + 1 and doc[i].lower_ == "not"), 0)
    if not first or doc[first - 1].lower_ not in ("but", ","):
        yield cue
        return
    rest = frozenset(i for i in cue.about if i > first)
    head = next((doc[i] for i in sorted(rest) if doc[i].pos_ in ("NOUN", "PROPN")), None)
    if head is None or any(doc[i].pos_ in ("VERB", "AUX") for i in rest):
        yield cue
        return
    yield replace(cue, about=frozenset(i for i in cue.about if i < first))
    if cue.stance in (Stance.DEMAND, Stance.OFFER, Stance.ACCEPT):
        yield replace(cue, token=first, stance=Stance.REJECT, about=rest, strength=cue.strength - 0.1)


def inserted(token: Token, who: Who) -> list[Actor]:
    """Who speaks by words inserted before a verb: "the port, she said, must open"."""
    for clause in token.lefts:
        if clause.dep_ in ("parataxis", "ccomp") and clause.lemma_.lower() in words("actors", "speech", "verbs"):
            subject = subject_of(clause)
            return who(subject) if subject is not None else []
    return []


def labelled(sentence: Sentence, who: Who) -> list[Actor]:
    """Who speaks in a headline by a name and a colon: "Adler: strike will go on"."""
    colon = next((t for t in sentence.tokens[1:7] if t.text == ":"), None)
    if colon is None or sentence.text.rstrip()[-1:] in (".", ":"):
        return []
    return [actor for actor in who(colon.nbor(-1)) if actor.party][:1]


def shared(token: Token, before: list[Cue]) -> frozenset[int]:
    """What a bare verb is about: what the verb beside it is, as in "the union accepted the text, the port refused"."""
    beside = {t.i for t in token.lefts if t.dep_ == "ccomp"}
    if token.dep_ in ("conj", "ccomp"):
        beside.add(token.head.i)
    above = next((cue for cue in before if cue.token in beside), None)
    return above.about if above else frozenset()


def is_inside(cue: Cue, outer: Cue, doc: Doc) -> bool:
    """Whether a cue is only part of what another party demands or offers: "wants Norland to accept the treaty".

    What is rejected or accepted remains its author's: "rejected the union's demand".
    """
    if cue is outer or cue.token not in outer.about or outer.kind in ("modal", "idiom") or cue.kind == "condition":
        return False
    if {holder.party for holder in cue.holders} == {holder.party for holder in outer.holders}:
        kept = cue.kind == "noun" and outer.kind == "verb" and doc[cue.token].lemma_ == "plan"
        return cue.kind == "modal" or (kept and outer.stance is Stance.DEMAND)  # "is sticking to its plan for"
    if cue.kind != "noun" and is_beside(doc[cue.token], outer.token):
        return False
    if cue.kind == "noun" and outer.stance is Stance.CONCEDE:
        return False  # "bowed to the union's demand"
    return outer.stance in (Stance.DEMAND, Stance.OFFER, Stance.CONCEDE) or cue.kind in ("verb", "modal", "verdict")


def is_beside(token: Token, outer: int) -> bool:
    """Whether a clause only tells more about a word of the outer one: "wants a levy, which the owners reject"."""
    while token.i != outer and token.head.i != token.i:
        if token.dep_ in ("relcl", "appos", "advcl", "parataxis") or name_beside(token) is not None:
            return True
        if token.dep_ == "acl" and agent_of(token) is not None:  # "the levy, proposed by the islands, is opposed by"
            return True
        token = token.head
    return False


def strongest(cues: Iterator[Cue]) -> Cue:
    """Of several readings of one token, the surest."""
    return max(cues, key=lambda cue: cue.strength)


def cued(token: Token, who: Who, told: Who, before: list[Cue]) -> Iterator[Cue]:
    """The cue of the lexicon at a token, if any, with its holders."""
    known = cue_at(token)
    if known is None or is_hedged(token) or is_told(token) or is_denied(token):
        return
    stance, kind, words = known
    if kind != "noun" and is_plan(subject_of(token)) and not is_passive(token):
        return
    strength = STRENGTH[kind] if words not in frame("weak") else WEAK
    strength *= FADED if kind != "noun" and is_background(token) else 1.0
    if kind == "noun":
        yield from noun_cue(token, stance, words, who, strength)
        return
    if words in ("remain", "stay") and is_copula(token):
        return
    if not stands(token, kind) or is_mute(token) or (stance is Stance.DEMAND and only_carries(token)):
        return
    outer = next((cue for cue in before if cue.kind != "noun" and controls(cue, token)), None)
    stance_here = reading(stance, token, words, outer)
    if stance_here is None:
        return
    holders, about = roles(token, who, kind)
    if (
        asserts(token, holders, who)
        or (words in frame("vowing") and foretells(token))
        or is_advice(token, holders, told)
        or is_event(token, words, holders)
    ):
        return
    if outer:
        holders = outer.holders
        before.remove(outer) if stance_here is not outer.stance or outer.token != token.i else None
        strength = max(strength, outer.strength - 0.05)
    yield Cue(
        stance=stance_here,
        token=token.i,
        kind=kind,
        holders=tuple(holders),
        about=about,
        conditions=terms_of(token),
        strength=strength,
    )


def only_carries(token: Token) -> bool:
    """Whether a verb only brings in a noun that is the cue: "reaffirmed its opposition to"."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in frame("light"):
        return False
    return any(t.dep_ == "dobj" and (known := cue_at(t)) is not None and known[1] == "noun" for t in token.rights)


def stands(token: Token, kind: str) -> bool:
    """Whether an adjective, or a preposition such as "against", says how somebody stands."""
    if kind != "adjective" or token.pos_ == "VERB":
        return True
    if token.pos_ in ("ADP", "SCONJ"):
        above = cue_at(token.head) if token.head.i != token.i and token.head.pos_ == "VERB" else None
        if above and token.lower_ in above[2].split():
            return False  # the "against" of "voted against"
        return token.dep_ == "ROOT" or (
            token.dep_ in ("prep", "advmod", "acomp") and token.head.lemma_.lower() in STANDING
        )
    return token.dep_ in ("acomp", "amod", "conj", "prep", "oprd", "ROOT", "advcl", "xcomp", "ccomp", "relcl", "acl")


def is_copula(verb: Token) -> bool:
    """Whether "remain" only links: "remain far apart", "stays silent"."""
    return any(t.dep_ in ("acomp", "attr", "oprd") or t.lower_ == "apart" for t in verb.children)


def is_mute(token: Token) -> bool:
    """Whether what is refused or wanted is only to talk: "declined to comment", "asked not to be named"."""
    mute = (
        t
        for t in token.children
        if t.dep_ in ("xcomp", "ccomp")
        and t.lemma_.lower() in frame("mute")
        and not (token.pos_ == "ADJ" and t.lemma_ == "talk")  # "is ready to talk about the dam"
    )
    return any(any(to.tag_ == "TO" for to in t.children) for t in mute)  # not the "said" that closes the sentence


def is_denied(token: Token) -> bool:
    """Whether somebody denies it: "denied that it had agreed", "denied reports that it accepted"."""
    above = token.head
    if above.pos_ == "NOUN" and token.dep_ in ("acl", "relcl", "ccomp") and above.dep_ == "dobj":
        return above.head.lemma_ in ("deny", "dismiss") and above.lemma_ in ("report", "claim", "rumour", "rumor")
    return above.lemma_ == "deny" and token.dep_ in ("ccomp", "xcomp") and token.i > above.i and not is_negated(above)


def is_told(token: Token) -> bool:
    """Whether a verb says what somebody else is to do: "persuaded them to accept"."""
    if token.dep_ == "acl" and token.head.pos_ == "NOUN" and any(t.tag_ == "TO" for t in token.lefts):
        known = cue_at(token.head)  # "its refusal to accept"
        return known is not None and known[0] in (Stance.REJECT, Stance.DEMAND)
    if token.dep_ != "xcomp" or token.head.pos_ != "VERB":
        return False
    told = cue_at(token.head)
    return has_object(token.head) or (told is not None and told[1] == "to_other")


def is_advice(token: Token, holders: list[Actor], told: Who) -> bool:
    """Whether somebody else says that a party should do it: "both sides should accept it, she said"."""
    needs = token.lemma_.lower() == "need" and any(t.dep_ == "xcomp" for t in token.children)
    if not needs and (necessity(token) or modal_of(token)) not in MUST:
        return False
    speakers = {actor.party for actor in told(token)}
    return not speakers & {holder.party for holder in holders}


def asserts(token: Token, holders: list[Actor], who: Who) -> bool:
    """Whether the words only assert what another party does: "is adamant that Norland accepts it"."""
    for clause in token.children:
        if clause.dep_ == "ccomp" and clause.i > token.i and clause.tag_ in ("VBZ", "VBD") and not modal_of(clause):
            subject = subject_of(clause)
            named = {actor.party for actor in who(subject)} if subject is not None else set()
            return bool(named - {None}) and not named & {holder.party for holder in holders}
    return False


def controls(cue: Cue, token: Token) -> bool:
    """Whether a cue governs a token as its infinitive or object clause: "refused to accept"."""
    head = token
    while head.dep_ in ("xcomp", "pcomp", "prep", "acomp") and head.head.i != head.i:
        head = head.head
        if head.i == cue.token:
            return True
    return False


def reading(stance: Stance, token: Token, words: str, outer: Cue | None) -> Stance | None:
    """The stance after negation and control; None where the outer cue says it all."""
    if modal_of(token) == "would" and token.lemma_.lower() in frame("wishing"):
        stance = Stance.DEMAND  # "would like"
    if stance is Stance.CONCEDE and not moves(stance, words, token):
        return Stance.REJECT if outer is None and is_negated(token) else None  # "will not give up the bridge"
    here = turned(stance, words, negated=is_negated(token), ended=is_ended(token))
    if here is Stance.DEMAND and words in frame("vowing") and promises_none(token):
        here = Stance.REJECT
    if outer is None or here is None:
        return here
    if outer.stance is Stance.REJECT:
        return Stance.DEMAND if here in (Stance.REJECT, Stance.CONCEDE) else None
    return here if here in DECISIVE or outer.strength <= WEAK else None


def moves(stance: Stance, words: str, token: Token) -> bool:
    """Whether a verb of giving up gives up something that a party can hold: a demand, not a bomb."""
    if stance is not Stance.CONCEDE or words not in frame("weak"):
        return True
    return any(t.lemma_.lower() in frame("holdings") for t in token.subtree)


def itself(token: Token, stance: Stance, kind: str) -> frozenset[int]:
    """A bare "the union refused" is about what was spoken of before."""
    return frozenset({token.i}) if kind == "verb" and stance in DECISIVE else frozenset()


def roles(token: Token, who: Who, kind: str) -> tuple[list[Actor], frozenset[int]]:
    """Who holds the stance of a verb or adjective, and what it is about."""
    if kind == "to_other":
        ordered = frozenset(i for clause in token.children if is_order(clause) for i in within(clause))
        holder = agent_of(token) if is_passive(token) else subject_of(token)
        return (holders_of(holder, who) if holder is not None else []), ordered or complement(token)
    verb = token.head if token.dep_ in ("acomp", "oprd") or (token.pos_ == "ADP" and token.dep_ == "prep") else token
    about = complement(token) | (complement(verb) if verb.i != token.i else frozenset()) - {token.i}
    inside = frozenset(t.i for t in verb.subtree)
    if kind == "verb" and is_passive(verb):
        agent = agent_of(verb)
        subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
        if subject is not None and subject.lower_ not in ("that", "which"):
            about |= frozenset(pruned(subject))
        elif verb.dep_ in ("acl", "relcl"):
            about |= frozenset(pruned(verb.head)) - inside
        elif (shared := subject_of(verb)) is not None:
            about |= frozenset(pruned(shared)) - inside
        return (holders_of(agent, who) if agent is not None else []), about
    subject = subject_of(verb)
    if verb.dep_ == "csubj" and verb.head.lemma_ == "be":  # "what the union wants is"
        about |= frozenset(i for t in verb.head.children if t.i > verb.head.i for i in pruned(t))
    if verb.dep_ in ("amod", "appos") and verb.pos_ == "ADJ" and verb.i > verb.head.i:
        subject = verb.head  # "the union, hostile to the draft,"
    if verb.dep_ in ("relcl", "acl") and (subject is None or subject.i != verb.head.i):
        about |= frozenset(pruned(verb.head)) - inside
    return [*(holders_of(subject, who) if subject is not None else []), *joined(verb, who)], about


def joined(verb: Token, who: Who) -> list[Actor]:
    """Who does the same: "Norland joined the union in rejecting it", "was joined by the union in"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "in" else None
    if above is None or above.lemma_.lower() != "join":
        return []
    other = agent_of(above) if is_passive(above) else next((t for t in above.children if t.dep_ == "dobj"), None)
    return [actor for actor in who(other) if actor.party] if other is not None else []


def within(clause: Token) -> Iterator[int]:
    """A clause without its own asides, whatever the clause itself is."""
    yield clause.i
    for child in clause.children:
        yield from pruned(child)


def holders_of(noun: Token, who: Who) -> list[Actor]:
    """The parties that a noun phrase names, or that an apposition names beside it."""
    actors = who(noun)
    if any(actor.party for actor in actors):
        return actors
    for beside in noun.children:
        if beside.dep_ == "appos" and (named := [actor for actor in who(beside) if actor.party]):
            return named
    return actors
