"""Whose account a statement rests on: own words, officials, another party's account, or unnamed sources.

`reporters_of` finds who reports what a token says, from the nearest outwards; `attribute` judges them by the codebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from .grammar import agent_of, is_passive, subject_of
from .lexicon import either, words
from .marks import is_quoted
from .parsed import Sentence, Token, Who
from .records import Actor, Attribution, Basis

BESIDE = {"nsubj", "nsubjpass", "conj", "advcl", "relcl"}  # what stands under a verb of speech without being said
PERSONS = {"he", "she", "they", "who"}
FIRST = {"i", "we", "my", "our", "us", "me"}
SOME = {"one", "two", "three", "four", "some", "several", "another", "number", "group", "couple", "many", "those"}
HOLD = {"of", "from", "in", "at", "within", "inside", "for", "with", "to", "around", "near", "by", "among"}
SERVES = {"travelling", "traveling", "working", "serving", "speaking"}
WEAK = {"hold", "see", "think", "believe", "agree", "post"}  # verbs of speech only with a clause of what is said
BEARERS = {"leader", "minister", "commander", "executive", "representative", "negotiator"}  # "the leader" has a name
LEADS = {"run", "lead", "head", "chair", "represent", "speak", "direct"}
COLLECTIVE = {"NNexecutive", "NNSmember", "NNmembership", "NNSpeople"}  # bodies, though a single one may be unnamed
SHOWN = {"clear", "known", "plain", "public", "slip", "know", "out"}  # "made clear", "let it be known", "pointed out"
DEPTH = 40  # heads above a token that are asked; a sentence of a broken page may be as deep as it is long
LOOK_BACK = 70  # tokens before a sentence in which "the source" was introduced


class Asides(NamedTuple):
    """What a sentence says, anywhere in it, about where its news comes from."""

    speech: tuple[Token, ...]  # verbs of speech outside of direct speech
    closing: tuple[Token, ...]  # those of "..., officials said"
    according: tuple[Token, ...]
    close_to: tuple[Token, ...]  # the "people" of "people close to the president"
    adverbs: tuple[Token, ...]  # "reportedly"
    first_person: bool


def reporters_of(token: Token, who: Who) -> list[Actor]:
    """Who reports what a token says, from the nearest outwards, and last the clause's own subject; see `attribute`."""
    asides = asides_of(token.sent)
    quoted = is_quoted(token)
    over = speech_over(token) or (list(asides.speech[:1]) if quoted else [])
    found = [actor for verb in over for actor in spoken_by(verb, who)]
    for actor in (*hearsay(token, asides), *according_to(token, asides, who), *close_to(asides, who)):
        if actor.token not in {a.token for a in found}:
            found.append(actor)
    if not found and (quoted or asides.first_person):
        return []
    return [*found, *clause_subject(token, who)]


@lru_cache(maxsize=4)
def asides_of(sentence: Sentence) -> Asides:
    """A sentence's asides, found once for all its tokens."""
    tokens = sentence.tokens
    speech = tuple(t for t in tokens if is_speech(t) and not is_quoted(t) and spoken_subject(t) is not None)
    return Asides(
        speech=speech,
        closing=tuple(t for t in speech if is_closing(t)),
        according=tuple(t for t in tokens if t.lower_ == "according"),
        close_to=tuple(t for t in tokens if is_close_to(t)),
        adverbs=tuple(t for t in tokens if t.lower_ in words("actors", "speech", "adverbs")),
        first_person=any(t.lower_ in FIRST and not is_quoted(t) for t in tokens),
    )


def speech_over(token: Token) -> list[Token]:
    """The verbs of speech that report a token, from the nearest outwards."""
    found: list[Token] = []
    came_from = at = token
    for head in islice(token.ancestors, DEPTH):
        came_from, at = at, head
        if came_from.dep_ == "relcl" and is_loose(came_from):
            break
        if is_speech(at) and came_from.dep_ not in BESIDE and (at.lemma_ not in WEAK or came_from.dep_ == "ccomp"):
            found.append(at)
    found += [child for child in token.children if child.i > token.i and is_aside(child)]
    closing = asides_of(token.sent).closing
    found += [verb for verb in closing if (verb.i > token.i or is_parenthesis(verb)) and verb not in found]
    return [verb for verb in found if not is_apart(token, verb)]


def is_parenthesis(verb: Token) -> bool:
    """Whether a closing verb stands amid its sentence: "The office, she added, had told the union so"."""
    return any(t.text == "," for t in verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)])


def is_loose(clause: Token) -> bool:
    """Whether a relative clause is added by the writer: "the offer, which the union has dismissed"."""
    first = clause.left_edge.i
    return first > clause.sent.start and clause.doc[first - 1].text == ","


def is_apart(token: Token, verb: Token) -> bool:
    """Whether a semicolon parts a token from a verb behind it."""
    return verb.i > token.i and any(t.text == ";" for t in token.doc[token.i : verb.i])


def is_speech(token: Token) -> bool:
    """Whether a token is a verb of speech."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if token.lemma_ in ("make", "let", "point"):
        return any(t.lower_ in SHOWN and t.i > token.i for t in token.children)
    return token.lemma_.lower() in words("actors", "speech", "verbs")


def is_aside(verb: Token) -> bool:
    """Whether a verb of speech only says who spoke, and leaves what was said to its surroundings."""
    beside = verb.dep_ in ("parataxis", "ccomp", "advcl") and is_speech(verb)
    return beside and not any(t.dep_ in ("ccomp", "xcomp", "dobj") for t in verb.children)


def spoken_subject(verb: Token) -> Token | None:
    """The subject that stands with a verb itself, even where the parse has tied it to the noun before its comma.

    "The deal is off, a Front source said": the source is no apposition to what stands before it.
    """
    own = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None or verb.i == verb.sent.start or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return own
    before = verb.doc[verb.i - 1]
    if before.text == "," and before.i > verb.sent.start:  # "Adler, who leads the union, said"
        before = verb.doc[before.i - 1]
    while before.head.i != before.i and before.head.i < verb.i and before.dep_ != "appos":
        before = before.head
    first = before.left_edge.i
    behind_comma = first > verb.sent.start and verb.doc[first - 1].text == ","
    return before if before.dep_ == "appos" and behind_comma and before.i < verb.i else None


def is_closing(verb: Token) -> bool:
    """Whether a verb closes its sentence with "..., officials said", wherever the parse has put it."""
    subject = spoken_subject(verb)
    if (
        subject is None
        or subject.tag_ in ("WP", "WDT")
        or any(t.dep_ in ("ccomp", "xcomp") and t.i > verb.i for t in verb.children)
    ):
        return False
    first = min(subject.left_edge.i, verb.i)
    return first > verb.sent.start and verb.doc[first - 1].text in (",", "”", '"', "—", "–", "-")


def spoken_by(verb: Token, who: Who) -> list[Actor]:
    """The subject of a verb of speech, as an actor; who is only said to do something does not speak."""
    if is_passive(verb) and verb.lemma_.lower() in words("actors", "speech", "hearsay"):
        return agent_or_nobody(verb, who)
    subject = spoken_subject(verb) or subject_of(verb)
    if subject is None:
        return []
    if subject.tag_ in ("WP", "WDT"):
        subject = subject_of(verb) or subject
    if verb.lemma_.lower() in words("actors", "speech", "learning") and not who(subject):
        return []
    return voice(subject, who)


def agent_or_nobody(verb: Token, who: Who) -> list[Actor]:
    """ "It is said that", "he is reported to": by whom, else by nobody who has a name."""
    agent = agent_of(verb)
    told = voice(agent, who) if agent is not None else []
    return told or [Actor(party=None, basis=Basis.SOURCES, token=verb.i, how="hearsay")]


def hearsay(token: Token, asides: Asides) -> Iterator[Actor]:
    """ "Reportedly" beside a token or the verbs above it."""
    for adverb in asides.adverbs:
        if adverb.head == token or adverb.head.is_ancestor(token):
            yield Actor(party=None, basis=Basis.SOURCES, token=adverb.i, how="hearsay")


def voice(subject: Token, who: Who) -> list[Actor]:
    """Who a subject is, as a reporter: unnamed people are of the party that their phrase tells."""
    head = people_among(subject)
    if head.lemma_.lower() in words("actors", "media"):
        return [Actor(party=None, basis=Basis.SOURCES, token=head.i, how="media")]
    if head.lower_ in PERSONS and (before := spoke_before(head, who)):
        return [replace(before, token=subject.i)]
    known = who(head)
    if is_unnamed(head):
        actor = unnamed(head, known, who)
        bearer = actor.party is None and is_definite(head) and head.tag_ == "NN" and head.lemma_.lower() in BEARERS
        return [] if bearer else [replace(actor, token=subject.i)]
    return [replace(actor, token=subject.i) for actor in known or presented(head, who)]


def presented(name: Token, who: Who) -> list[Actor]:
    """ "Ruth Adler, who leads the union": a person whom only a clause presents."""
    for clause in name.children:
        if clause.dep_ == "relcl" and clause.lemma_ in LEADS and name.pos_ == "PROPN":
            objects = (t for t in clause.subtree if t.dep_ in ("dobj", "pobj"))
            known = next((actors for t in objects if (actors := who(t)[:1]) and actors[0].party), [])
            parts = [t.text for t in name.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"]
            return [replace(actor, basis=Basis.OWN, speaker=" ".join([*parts, name.text])) for actor in known]
    return []


def people_among(subject: Token) -> Token:
    """The "officials" of "one of its officials", "a number of officials"."""
    if subject.lower_ not in SOME:
        return subject
    within = (p for t in subject.children if t.lower_ == "of" for p in t.children if p.dep_ == "pobj")
    return next(within, subject)


def is_unnamed(head: Token) -> bool:
    """Whether a noun speaks of people without their names."""
    if head.lower_ == "those":
        return True
    people = head.pos_ == "NOUN" and head.lemma_.lower() in words("actors", "unnamed")
    return people and not any(t.pos_ == "PROPN" and t.dep_ == "appos" for t in head.children)


def unnamed(head: Token, known: list[Actor], who: Who) -> Actor:
    """ "A Norland source", "an official in the premier's office": officials; of no or several parties: sources.

    Officials of no named party ("officials there", "one of its officials") are those of the party spoken of.
    """
    if len({actor.party for actor in known}) == 1 and known[0].party:
        return known[0]
    near = list(beside(head))
    keys = {actor.party for noun in near for actor in who(noun) if actor.party}
    officials = Actor(party=None, basis=Basis.OFFICIALS, token=head.i, how="officials")
    if len(keys) == 1:
        return replace(officials, party=keys.pop())
    if not keys and any(t.lower_ in ("there", "its", "their") for t in (*head.children, *near)):
        return officials
    if not keys and is_close_to(head) and any(is_somebody(noun) for noun in near):
        return officials
    if not keys and is_definite(head) and (before := introduced_before(head, who)):
        return before
    return Actor(party=None, basis=Basis.SOURCES, token=head.i, how="unnamed")


def is_somebody(noun: Token) -> bool:
    """Whether a noun is a person or a body: people close to the premier, not to the talks."""
    return noun.pos_ in ("PROPN", "PRON") or noun.lemma_.lower() in either("actors", "titles", "bodies")


def beside(head: Token) -> Iterator[Token]:
    """The nouns that tell whose people are meant: "of the group", "close to the president", "in the palace"."""
    waiting = [t for t in head.children if t.dep_ in ("prep", "amod", "acl", "compound", "poss")]
    while waiting:
        t = waiting.pop(0)
        if t.dep_ in ("pobj", "compound", "poss") or (t.dep_ == "amod" and t.pos_ == "PROPN"):
            yield t
        if t.lower_ in HOLD | SERVES or t.lower_ == "close" or t.dep_ == "pobj":
            waiting += [c for c in t.children if c.dep_ in ("prep", "pobj", "poss", "compound", "pcomp")]


def is_definite(head: Token) -> bool:
    """Whether a noun points back: "the source", "these diplomats"."""
    return any(t.lower_ in ("the", "that", "these", "those", "this") for t in head.lefts)


def introduced_before(head: Token, who: Who) -> Actor | None:
    """ "The source": the people whom the sentences before introduced by the same noun, if a party's."""
    start = head.sent.start
    for t in reversed(head.doc[max(0, start - LOOK_BACK) : start]):
        if t.lemma_.lower() == head.lemma_.lower() and t.pos_ == "NOUN" and not is_definite(t):
            actor = unnamed(t, who(t)[:1], who)
            return actor if actor.basis is Basis.OFFICIALS else None
    return None


def spoke_before(pronoun: Token, who: Who) -> Actor | None:
    """ "He said": the unnamed person who spoke, or acted, last; None where a person has been named since."""
    for t in reversed(pronoun.doc[max(0, pronoun.sent.start - LOOK_BACK) : pronoun.i]):
        if t.dep_ not in ("nsubj", "nsubjpass") or t.pos_ == "PRON":
            continue
        if t.pos_ == "PROPN" or any(c.pos_ == "PROPN" and c.dep_ == "appos" for c in t.children):
            return None
        if is_unnamed(people_among(t)) and t.tag_ == ("NNS" if pronoun.lower_ == "they" else "NN"):
            actor = unnamed(people_among(t), who(people_among(t))[:1], who)
            return actor if actor.party else None
    return None


def according_to(token: Token, asides: Asides, who: Who) -> list[Actor]:
    """ "According to Front sources", unless it stands in a clause that does not bear on the token."""
    for t in asides.according:
        noun = next((n for n in t.subtree if n.dep_ == "pobj"), None)
        if noun is not None and bears_on(t, token):
            return voice(noun, who)
    return []


def bears_on(aside: Token, token: Token) -> bool:
    """Whether an aside belongs to the sentence, or to the token's own clause."""
    at = aside
    while at.dep_ not in ("relcl", "advcl") and at.head.i != at.i:
        at = at.head
    return at.dep_ not in ("relcl", "advcl") or token in at.subtree or at.i == aside.i


def is_close_to(people: Token) -> bool:
    """Whether a noun begins "people close to the president", "those around her"."""
    if not is_unnamed(people):
        return False
    after = [n.lower_ for n in people.doc[people.i + 1 : people.i + 3]]
    return after == ["close", "to"] or after[:1] == ["around"]


def close_to(asides: Asides, who: Who) -> list[Actor]:
    """ "Those around her", wherever they stand in the sentence: unnamed people of that party."""
    for t in asides.close_to:
        nouns = [n for n in t.doc[t.i + 2 : t.i + 6] if n.pos_ in ("NOUN", "PROPN", "PRON")]
        party = next((actor.party for n in nouns for actor in who(n)[:1] if actor.party), None)
        if party or any(is_somebody(n) for n in nouns[:1]):
            return [Actor(party=party, basis=Basis.OFFICIALS, token=t.i, how="officials")]
    return []


def clause_subject(token: Token, who: Who) -> list[Actor]:
    """The subject of a token's own clause: officials who act speak for themselves, anybody else is only named."""
    near = (token, *islice(token.ancestors, DEPTH))
    verb = next((t for t in near if t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None:
        return [Actor(party=None, basis=Basis.OWN, token=token.i, how="flat")]
    head = people_among(subject)
    if is_unnamed(head) and head.tag_ + head.lemma_.lower() not in COLLECTIVE and not is_passive(verb):
        actor = unnamed(head, who(head), who)
        if actor.party and actor.basis is Basis.OFFICIALS:
            return [replace(actor, token=subject.i)]
    collective = Basis.OWN if head.tag_ + head.lemma_.lower() in COLLECTIVE else Basis.OFFICIALS
    return [Actor(party=None, basis=collective, token=subject.i, how="flat")]


def attribute(holder: Actor, reporters: list[Actor]) -> tuple[Attribution, str | None]:
    """The attribution of a holder's statement, and its speaker."""
    told = [r for r in reporters if r.how != "flat" and not is_stranger(r)]
    shared = {r.token for r in told if r.party == holder.party}  # "both governments say"
    other = next((r for r in told if r.party and r.party != holder.party and r.token not in shared), None)
    if other is not None:
        return Attribution(basis=Basis.PARTY, party=other.party), other.speaker or holder.speaker
    return Attribution(basis=basis_of(holder, told, reporters)), speaker_of(holder, told)


def basis_of(holder: Actor, told: list[Actor], reporters: list[Actor]) -> Basis:
    """On what a statement rests that no other party tells of."""
    own = [r for r in told if r.party == holder.party and r.basis is Basis.OWN and r.how != "both"]
    others = [r for r in told if r.token != holder.token]
    if any(r.basis is Basis.OFFICIALS for r in others):
        return Basis.OFFICIALS
    if any(r.party is None and not (own and r.how == "media") for r in others):
        return Basis.SOURCES
    body = any(r.how == "flat" and r.token == holder.token and r.basis is Basis.OWN for r in reporters)
    return Basis.OFFICIALS if holder.basis is Basis.OFFICIALS and not body else Basis.OWN


def speaker_of(holder: Actor, told: list[Actor]) -> str | None:
    """The named person who speaks for the holder."""
    return next((r.speaker for r in told if r.speaker and r.party == holder.party), None) or holder.speaker


def is_stranger(reporter: Actor) -> bool:
    """Whether a reporter is only known to be somebody: a name of no known party, far from what is said."""
    return reporter.party is None and reporter.token == 0 and reporter.how == "name"
