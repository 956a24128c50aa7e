"""Which stances a sentence takes: cues with their holders and what they are about.

A cue is data (lexicon/stances.toml); here is the grammar that all cues share: who holds what in the active and the
passive, under negation and control ("refused to accept"), in nouns ("its demand for") and in verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from .grammar import (
    agent_of,
    complement,
    conditions_of,
    frame,
    has_object,
    holder_of_noun,
    is_hedged,
    is_negated,
    is_passive,
    modal_of,
    pruned,
    subject_of,
)
from .lexicon import table
from .records import Actor, Cue, Stance

Who = Callable[[Token], list[Actor]]
Reporters = Callable[[Token], list[Actor]]
NEGATED = {
    Stance.DEMAND: Stance.REJECT,
    Stance.OFFER: Stance.REJECT,
    Stance.ACCEPT: Stance.REJECT,
    Stance.REJECT: None,
    Stance.CONCEDE: Stance.DEMAND,
}
DECISIVE = {Stance.ACCEPT, Stance.REJECT, Stance.CONCEDE}
STRENGTH = {"verb": 0.9, "to_other": 0.85, "noun": 0.8, "adjective": 0.85, "verdict": 0.85, "idiom": 0.75}
WEAK, MODAL, REPORTED, PLAN, VOW = 0.6, 0.75, 0.65, 0.75, 0.55
GAP = 4  # tokens in which the rest of a cue must follow


def find_cues(sentence: Sentence, who: Who, reporters: Reporters) -> list[Cue]:
    """The cues of a sentence that have a holder, in reading order."""
    found: list[Cue] = []
    for token in sentence:
        for cue in (
            *cued(token, who, found),
            *verdicts(token, who),
            *plans(token, who),
            *modals(token, who, reporters),
        ):
            if cue.holders and cue.about:
                found.append(cue)
    found += idioms(sentence, who, reporters, found)
    found = [cue for cue in found if not any(is_inside(cue, outer) for outer in found)]
    return [
        best
        for _, same in groupby(sorted(found, key=lambda c: c.token), key=lambda c: c.token)
        for best in [strongest(same)]
    ]


def is_inside(cue: Cue, outer: Cue) -> bool:
    """Whether a cue is only part of what another party demands or offers: "wants Norland to accept the treaty".

    What is rejected or accepted remains its author's: "rejected the union's demand".
    """
    if cue is outer or cue.token not in outer.about or outer.kind in ("modal", "idiom"):
        return False
    if {holder.party for holder in cue.holders} == {holder.party for holder in outer.holders}:
        return cue.kind == "modal"
    return outer.stance in (Stance.DEMAND, Stance.OFFER, Stance.CONCEDE) or cue.kind in ("verb", "modal", "verdict")


def strongest(cues: Iterator[Cue]) -> Cue:
    """Of several readings of one token, the surest."""
    return max(cues, key=lambda cue: cue.strength)


@cache
def index() -> dict[tuple[str, str], list[tuple[tuple[str, ...], Stance, str]]]:
    """Cues by word class and first lemma; longer cues first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Stance, str]]] = {}
    classes = {"verbs": "verb", "to_others": "to_other", "nouns": "noun", "adjectives": "adjective"}
    for stance in Stance:
        for key, kind in classes.items():
            for cue in table("stances")[stance].get(key, ()):
                first, *rest = cue.split()
                found.setdefault((kind.removeprefix("to_").replace("other", "verb"), first), []).append(
                    (tuple(rest), stance, kind)
                )
    for cues in found.values():
        cues.sort(key=lambda cue: len(cue[0]), reverse=True)
    return found


def cue_at(token: Token) -> tuple[Stance, str, str] | None:
    """The longest cue that begins at a token: stance, kind, and the cue's words."""
    kinds = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective", "ADP": "adjective"}
    tries = [(kinds.get(token.pos_, ""), token.lemma_.lower())]
    if token.pos_ != "VERB":
        tries.append((kinds.get(token.pos_, ""), token.lower_))
    elif is_passive(token) and agent_of(token) is None:
        tries.insert(0, ("adjective", token.lower_))  # "is opposed to"
    for kind, word in tries:
        for rest, stance, how in index().get((kind, word), ()):
            if follows(token, rest):
                return stance, how, " ".join((word, *rest))
    return None


def follows(token: Token, rest: tuple[str, ...]) -> bool:
    """Whether the other words of a cue come soon after the first."""
    at = token.i
    for word in rest:
        near = token.doc[at + 1 : min(at + 1 + GAP, token.sent.end)]
        match = next((t for t in near if word in (t.lemma_.lower(), t.lower_)), None)
        if match is None:
            return False
        at = match.i
    return True


def cued(token: Token, who: Who, before: list[Cue]) -> Iterator[Cue]:
    """The cue of the lexicon at a token, if any, with its holders."""
    known = cue_at(token)
    if known is None or is_hedged(token) or is_told(token):
        return
    stance, kind, words = known
    if kind != "noun" and is_plan(subject_of(token)) and not is_passive(token):
        return
    strength = STRENGTH[kind] if words not in frame("weak") else WEAK
    if kind == "noun":
        yield from noun_cue(token, stance, who, strength)
        return
    if (
        kind == "adjective"
        and token.pos_ != "VERB"
        and token.dep_ not in ("acomp", "amod", "conj", "prep", "oprd", "ROOT", "advcl", "xcomp")
    ):
        return
    outer = next((cue for cue in before if cue.kind != "noun" and controls(cue, token)), None)
    stance_here = reading(stance, token, outer)
    if stance_here is None or not moves(stance_here, words, token):
        return
    if kind == "to_other" and not any(is_order(clause) for clause in token.children):
        return
    holders, about = roles(token, who, kind)
    if asserts(token, holders, who):
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
        conditions=conditions_of(token),
        strength=strength,
    )


def is_told(token: Token) -> bool:
    """Whether a verb says what somebody else is to do: "persuaded them to accept"."""
    return token.dep_ == "xcomp" and token.head.pos_ == "VERB" and has_object(token.head)


def is_plan(subject: Token | None) -> bool:
    """Whether a plan is what speaks: its author holds what it contains."""
    return subject is not None and subject.lemma_.lower() in frame("plans")


def is_order(clause: Token) -> bool:
    """Whether a clause says what somebody is to do: "told the union to return"."""
    return clause.dep_ in ("xcomp", "ccomp", "advcl") and any(t.tag_ == "TO" for t in clause.children)


def asserts(token: Token, holders: list[Actor], who: Who) -> bool:
    """Whether the words only assert what another party does: "is adamant that Norland accepts it"."""
    for clause in token.children:
        if clause.dep_ == "ccomp" and clause.tag_ in ("VBZ", "VBD") and not modal_of(clause):
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


def reading(stance: Stance, token: Token, outer: Cue | None) -> Stance | None:
    """The stance after negation and control; None where the outer cue says it all."""
    here: Stance | None = NEGATED[stance] if is_negated(token) else stance
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


def roles(token: Token, who: Who, kind: str) -> tuple[list[Actor], frozenset[int]]:
    """Who holds the stance of a verb or adjective, and what it is about."""
    if kind == "to_other":
        ordered = frozenset(t.i for clause in token.children if is_order(clause) for t in clause.subtree)
        subject = subject_of(token)
        return (who(subject) if subject is not None else []), ordered or complement(token)
    verb = token.head if token.dep_ in ("acomp", "oprd") or (token.pos_ == "ADP" and token.dep_ == "prep") else token
    about = complement(token) | (complement(verb) if verb.i != token.i else frozenset()) - {token.i}
    if kind == "verb" and is_passive(verb):
        agent = agent_of(verb)
        subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None) or (
            verb.head if verb.dep_ in ("acl", "relcl") else None
        )
        about |= (
            frozenset(pruned(subject)) - frozenset(t.i for t in verb.subtree) if subject is not None else frozenset()
        )
        about |= frozenset(pruned(subject)) if subject is not None and subject.head.i == verb.i else frozenset()
        return (who(agent) if agent is not None else []), about
    subject = subject_of(verb)
    relative = next((t for t in verb.children if t.dep_ in ("dobj", "pobj") and t.lower_ in ("that", "which")), None)
    if verb.dep_ == "relcl" and (relative is not None or subject is not verb.head):
        inside = frozenset(t.i for t in verb.subtree)
        about |= frozenset(pruned(verb.head)) - inside
    return (who(subject) if subject is not None else []), about


def noun_cue(token: Token, stance: Stance, who: Who, strength: float) -> Iterator[Cue]:
    """ "The union's demand for", "voiced opposition to": unless a verb says what became of it."""
    verb = token.head if token.dep_ in ("dobj", "attr") else token.head.head if token.dep_ == "pobj" else None
    governing = cue_at(verb) if verb is not None and verb.pos_ == "VERB" else None
    if governing and governing[0] is Stance.CONCEDE:
        return
    holder = holder_of_noun(token)
    if holder is None or token.head.lower_ in ("without", "despite"):
        return
    about = complement(token)
    if verb is not None and verb.lemma_ == "be":
        about |= complement(verb) - {token.i}
    read = NEGATED[stance] if is_negated(token) or (verb is not None and is_negated(verb)) else stance
    if read and about:
        weaker = strength - 0.1 if governing else strength
        yield Cue(
            stance=read,
            token=token.i,
            kind="noun",
            holders=tuple(who(holder)),
            about=about,
            strength=weaker,
            conditions=conditions_of(token),
        )


def verdicts(token: Token, who: Who) -> Iterator[Cue]:
    """ "Called the plan a non-starter": a verb of judging and a word of judgment."""
    if token.lemma_ not in frame("judging") or token.pos_ != "VERB" or is_hedged(token):
        return
    subject = subject_of(token)
    judged = {t.lower_ for t in token.subtree if t.pos_ in ("ADJ", "NOUN")}
    for stance, words in ((Stance.REJECT, frame("rejecting")), (Stance.ACCEPT, frame("accepting"))):
        if subject is not None and judged & words:
            read = NEGATED[stance] if is_negated(token) else stance
            if read:
                yield Cue(
                    stance=read,
                    token=token.i,
                    kind="verdict",
                    holders=tuple(who(subject)),
                    about=complement(token),
                    strength=STRENGTH["verdict"],
                )
            return


def plans(token: Token, who: Who) -> Iterator[Cue]:
    """ "The union's plan includes": each point is its author's offer."""
    subject = subject_of(token)
    if token.pos_ != "VERB" or is_passive(token) or subject is None or not is_plan(subject):
        return
    author = holder_of_noun(subject)
    if author is not None and token.lemma_ in frame("contains"):
        about = frozenset(t.i for t in token.subtree if t.i > token.i)
        yield Cue(
            stance=Stance.OFFER, token=token.i, kind="plan", holders=tuple(who(author)), about=about, strength=PLAN
        )


def modals(token: Token, who: Who, reporters: Reporters) -> Iterator[Cue]:
    """ "Will not leave" refuses; "must go, X said" demands; "will stay" vows."""
    if token.pos_ not in ("VERB", "AUX") or is_hedged(token):
        return
    modal, subject = modal_of(token), subject_of(token)
    if not modal or subject is None or (cue_at(token) and not is_negated(token) and modal in ("would", "could")):
        return
    own = [] if is_passive(token) else who(subject)
    about = complement(token) | {token.i}
    if own and modal in ("will", "would", "can", "could"):
        if is_negated(token):
            yield Cue(
                stance=Stance.REJECT, token=token.i, kind="modal", holders=tuple(own), about=about, strength=MODAL
            )
        elif modal == "will":
            yield Cue(stance=Stance.DEMAND, token=token.i, kind="modal", holders=tuple(own), about=about, strength=VOW)
        return
    speakers = [actor for actor in reporters(token)[:1] if actor.party]
    wanted = modal in ("must", "should", "shall") or (modal in ("will", "would", "can", "could") and not own)
    if speakers and wanted and all(actor.party not in {s.party for s in speakers} for actor in own):
        refused = is_negated(token) or is_negated(subject)
        strength = REPORTED if modal in ("must", "should", "shall", "will", "would") else VOW
        possible = Stance.OFFER if modal in ("can", "could") else Stance.DEMAND
        yield Cue(
            stance=Stance.REJECT if refused and modal in ("can", "could", "will", "would") else possible,
            token=token.i,
            kind="modal",
            holders=tuple(speakers),
            about=about | frozenset(pruned(subject)),
            strength=strength,
        )


def idioms(sentence: Sentence, who: Who, reporters: Reporters, before: list[Cue]) -> list[Cue]:
    """ "The corridor is off the table, X said": the subject is what it is about, the speaker holds it."""
    found = []
    taken = {cue.token for cue in before}
    words = " ".join(t.lower_ for t in sentence).replace("are ", "is ").replace("was ", "is ")
    for stance in Stance:
        for idiom in table("stances")[stance]["idioms"]:
            if idiom.replace("are ", "is ") not in words:
                continue
            first, last = idiom.split()[0], idiom.split()[-1]
            verb = next(
                (
                    t
                    for t in sentence
                    if t.lemma_ in ("be", "fall", "do", "go", "can", "must", "could")
                    and t.i not in taken
                    and any(last in (n.lower_, n.lemma_) for n in sentence.doc[t.i : t.i + 8])
                ),
                None,
            )
            subject = subject_of(verb) if verb is not None else None
            if verb is None or subject is None or not first:
                continue
            holders = (judges(verb, who) if last != "to" else []) or [
                actor for actor in reporters(verb)[:1] if actor.party
            ]
            if holders:
                about = frozenset(pruned(subject))
                found.append(
                    Cue(
                        stance=stance,
                        token=verb.i,
                        kind="idiom",
                        holders=tuple(holders),
                        about=about,
                        strength=STRENGTH["idiom"],
                    )
                )
                taken.add(verb.i)
    return found


def judges(verb: Token, who: Who) -> list[Actor]:
    """ "Is unacceptable to the union", "for Norland this is a red line"."""
    for prep in verb.subtree:
        if prep.dep_ == "prep" and prep.lower_ in ("to", "for"):
            for noun in prep.children:
                if noun.dep_ == "pobj" and (actors := [a for a in who(noun) if a.party]):
                    return actors
    return []


def with_certainty(cue: Cue, factor: float) -> Cue:
    """The same cue, less sure."""
    return replace(cue, strength=cue.strength * factor)
