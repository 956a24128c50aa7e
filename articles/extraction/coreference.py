"""Who "it", "the group", "both sides" or "the officials" are. Where two readings remain: nobody.

The document is walked in reading order; `Scene` remembers who was named last, as what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from .lexicon import table, words
from .records import Actor, Basis, Dossier, Mention, Party

SUBJECTS = {"nsubj", "nsubjpass", "agent", "poss", "pobj", "dobj", "appos", "compound", "amod", "conj", "ROOT", "attr"}
FIRST = {"we", "i", "us", "our", "my"}
THINGS = {"it", "its", "they", "their", "them", "themselves", "itself"}
PERSONS = {"he", "she", "his", "her", "him", "himself", "herself"}


@dataclass(slots=True)
class Scene:
    """What the reader has in mind: the parties named last as subjects, the last person, the last reporter."""

    dossier: Dossier
    by_token: dict[int, Mention]
    subjects: list[str] = field(default_factory=list)
    person: Mention | None = None
    reporter: Actor | None = None
    named: list[str] = field(default_factory=list)

    def enter(self, sentence: Sentence) -> None:
        """Take in who a sentence names, once it has been read."""
        roots = [token for token in sentence if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ != "relcl"]
        found = [party for token in roots if (party := self._party_at(token))]
        if found:
            self.subjects = found
        for token in sentence:
            mention = self.by_token.get(token.i)
            if mention:
                self.named = [party for party in self.named if party != mention.party] + [mention.party]
                if mention.speaker:
                    self.person = mention

    def _party_at(self, token: Token) -> str | None:
        actor = actor_of(token, self)
        return actor.party if actor else None


def scene_of(doc: Doc, mentions: Sequence[Mention], dossier: Dossier) -> Scene:
    """An empty scene over the document's mentions."""
    by_token = {i: mention for mention in mentions for i in range(mention.first, mention.end)}
    return Scene(dossier=dossier, by_token=by_token)


def actors_of(token: Token, scene: Scene) -> list[Actor]:
    """All actors of a noun phrase: its head's, those coordinated with it, or "both sides"."""
    phrase = " ".join(t.lower_ for t in token.subtree if not t.is_punct)
    if any(phrase.startswith(both) for both in table("actors")["both"]):
        pair = [party.key for party in scene.dossier.parties if party.role == "party"]
        return (
            [Actor(party=key, basis=Basis.OWN, token=token.i, certainty=0.7) for key in pair] if len(pair) == 2 else []
        )
    heads = [token, *(t for t in token.conjuncts if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON"))]
    found = [actor for head in heads if (actor := actor_of(head, scene))]
    return [actor for n, actor in enumerate(found) if actor.party not in {other.party for other in found[:n]}]


def actor_of(token: Token, scene: Scene) -> Actor | None:
    """The actor that a noun phrase's head stands for; None where it is none, or cannot be told."""
    if token.pos_ == "PRON" or (token.dep_ == "poss" and token.lower_ in THINGS | PERSONS | FIRST):
        return pronoun(token, scene)
    mention = scene.by_token.get(token.i)
    if mention and mention.kind in ("name", "alias", "person", "derived", "description"):
        return named(token, mention)
    lemma = token.lemma_.lower()
    if party := party_beside(token, scene):
        return beside(token, lemma, party, scene)
    if (whose := possessor(token)) is not None and lemma in words("actors", "bodies") | words("actors", "unnamed"):
        return pronoun(whose, scene)
    if lemma in words("actors", "outsiders"):
        return Actor(party=None, basis=Basis.SOURCES, token=token.i)
    if lemma in words("actors", "media"):
        return Actor(party=None, basis=Basis.SOURCES, token=token.i)
    if lemma in words("actors", "unnamed") and token.tag_ in ("NNS", "NN"):
        return unnamed(token, scene)
    return description(token, lemma, scene)


def possessor(token: Token) -> Token | None:
    """The "her" of "her members"."""
    return next((t for t in token.lefts if t.dep_ == "poss" and t.lower_ in THINGS | PERSONS), None)


def named(token: Token, mention: Mention) -> Actor:
    """A party under one of its names. An alias such as "Egyptian officials" speaks without a name."""
    people = mention.speaker is None and token.lemma_.lower() in words("actors", "unnamed") and token.tag_ == "NNS"
    basis = Basis.OFFICIALS if people else Basis.OWN
    return Actor(party=mention.party, basis=basis, token=token.i, speaker=mention.speaker)


def party_beside(token: Token, scene: Scene) -> Mention | None:
    """A party named as part of the phrase: "Hamas sources", "Israel's cabinet", "the spokesman for the union"."""
    near: list[Token] = [t for t in token.lefts if t.dep_ in ("compound", "amod", "poss", "nmod", "nounmod")]
    near += [t for t in token.children if t.dep_ == "appos"]
    near += [t for n in near for t in n.children if t.dep_ in ("compound", "amod", "nmod", "poss")]
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "from", "at", "in", "with"):
            near += [t for t in prep.children if t.dep_ == "pobj"]
    for t in near:
        if (mention := scene.by_token.get(t.i)) is not None:
            return mention
    return None


def beside(token: Token, lemma: str, mention: Mention, scene: Scene) -> Actor | None:
    """An actor whose party stands beside it: "Israeli officials" unnamed, "Israel's cabinet" on the record."""
    at = token.i
    if lemma in words("actors", "outsiders") or lemma in words("actors", "media"):
        return Actor(party=None, basis=Basis.SOURCES, token=at)
    if lemma in words("actors", "unnamed") and token.pos_ == "NOUN" and not named_beside(token):
        return Actor(party=mention.party, basis=Basis.OFFICIALS, token=at)
    if lemma in words("actors", "bodies") or token.pos_ == "PROPN":
        speaker = mention.speaker or (name_of(token) if token.pos_ == "PROPN" and titled(token) else None)
        return Actor(party=mention.party, basis=Basis.OWN, token=at, speaker=speaker)
    if lemma in words("actors", "holdings"):
        return Actor(party=mention.party, basis=Basis.OWN, token=at, speaker=mention.speaker, certainty=0.8)
    return None


def named_beside(token: Token) -> bool:
    """Whether "officials" or "spokesman" has a person's name next to it."""
    return any(t.pos_ == "PROPN" and t.dep_ == "appos" for t in token.children)


def titled(token: Token) -> bool:
    """Whether a proper name carries a title: "Hamas spokesman Osama Hamdan"."""
    titles = words("actors", "bodies") | words("actors", "unnamed")
    return any(t.dep_ in ("compound", "appos", "nmod", "amod") and t.lemma_.lower() in titles for t in token.children)


def name_of(token: Token) -> str:
    """The proper name around its last word, titles and adjectives left out."""
    titles = words("actors", "bodies") | words("actors", "unnamed")
    parts = [t for t in token.lefts if t.dep_ == "compound" and t.pos_ == "PROPN" and t.lemma_.lower() not in titles]
    run = [token]
    for part in reversed(parts):
        if part.i == run[0].i - 1:
            run.insert(0, part)
    return " ".join(t.text for t in run)


def unnamed(token: Token, scene: Scene) -> Actor:
    """ "The officials", "two sources": those of the last reporter where the words point back, else of nobody."""
    whose = next((p for t in token.children if t.lower_ == "of" for p in t.children if p.dep_ == "pobj"), None)
    described = description(whose, whose.lemma_.lower(), scene) if whose is not None else None
    if described:
        return Actor(party=described.party, basis=Basis.OFFICIALS, token=token.i, certainty=0.7)
    kinds = [t.lemma_.lower() for t in token.lefts if t.dep_ in ("compound", "amod")]
    if beside := only(p.key for kind in kinds for p in scene.dossier.parties if describes(kind, p)):
        return Actor(party=beside, basis=Basis.OFFICIALS, token=token.i, certainty=0.85)
    definite = any(t.lower_ in ("the", "these", "those") for t in token.lefts)
    bare = not any(t.dep_ in ("amod", "compound", "det", "nummod") for t in token.lefts)
    back = scene.reporter
    if any(t.lemma_.lower() in words("actors", "branches") for t in token.lefts if t.dep_ in ("compound", "amod")):
        party = only(scene.subjects)
        if party:
            return Actor(party=party, basis=Basis.OFFICIALS, token=token.i, certainty=0.7)
    if back and back.party and (definite or bare) and token.lemma_.lower() == "official":
        return Actor(party=back.party, basis=Basis.OFFICIALS, token=token.i, certainty=0.8)
    return Actor(party=None, basis=Basis.SOURCES, token=token.i)


def pronoun(token: Token, scene: Scene) -> Actor | None:
    """The party that a pronoun stands for, if only one can be meant."""
    word = token.lower_
    if word in FIRST:
        return first_person(token, scene)
    if word in PERSONS and scene_person(token, scene):
        mention = scene_person(token, scene)
        return Actor(party=mention.party, basis=Basis.OWN, token=token.i, speaker=mention.speaker, certainty=0.8)
    if word in THINGS:
        if scene.reporter and word in ("they",) and is_reporting(token):
            return Actor(party=scene.reporter.party, basis=scene.reporter.basis, token=token.i, certainty=0.8)
        if party := subject_before(token, scene):
            return Actor(party=party, basis=Basis.OWN, token=token.i, certainty=0.88)
    return None


def first_person(token: Token, scene: Scene) -> Actor | None:
    """ "We" and "I" in a quotation: whoever speaks in the sentence, else the last person named before."""
    verbs = table("actors")["speech"]["verbs"]
    for verb in token.sent:
        subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.lower_ not in FIRST), None)
        quotes = subject is not None and verb.lemma_ in verbs and verb.i not in {t.i for t in token.head.subtree}
        speaker = actor_of(subject, scene) if quotes and subject is not None else None
        if speaker and speaker.party:
            return Actor(
                party=speaker.party, basis=speaker.basis, token=token.i, speaker=speaker.speaker, certainty=0.85
            )
    quoted = any(mark in token.sent.text for mark in '“”"')
    if quoted and scene.person:
        known = scene.person
        return Actor(party=known.party, basis=Basis.OWN, token=token.i, speaker=known.speaker, certainty=0.75)
    return None


def is_reporting(token: Token) -> bool:
    """Whether the token is the subject of a verb of speech."""
    return token.dep_ == "nsubj" and token.head.lemma_ in table("actors")["speech"]["verbs"]


def scene_person(token: Token, scene: Scene) -> Mention | None:
    """The last person named before the token."""
    here = [scene.by_token[i] for i in range(token.sent.start, token.i) if i in scene.by_token]
    people = [mention for mention in here if mention.speaker]
    return people[-1] if people else scene.person


def subject_before(token: Token, scene: Scene) -> str | None:
    """The one party that was a subject earlier in the sentence, else in the sentence before."""
    earlier = [t for t in token.sent if t.i < token.i and t.dep_ in ("nsubj", "nsubjpass", "poss", "agent")]
    in_main_clause = [t for t in earlier if t.head.dep_ in ("ROOT", "conj")]
    near = [party for t in in_main_clause or earlier if (party := party_named(t, scene))]
    return only(near[-1:] or scene.subjects)


def party_named(token: Token, scene: Scene) -> str | None:
    """The party that a phrase names, persons left out: "it" is none."""
    mention = scene.by_token.get(token.i) or party_beside(token, scene)
    if mention is None and token.pos_ == "NOUN":
        actor = description(token, token.lemma_.lower(), scene)
        return actor.party if actor else None
    return mention.party if mention and not mention.speaker else None


def description(token: Token, lemma: str, scene: Scene) -> Actor | None:
    """ "The union", "the company": the one party that such a word describes, where it is definite."""
    if not any(t.lower_ in ("the", "this", "that") for t in token.lefts):
        return None
    if any(t.dep_ in ("poss", "prep", "relcl") and t.dep_ == "poss" for t in token.children):
        return None
    fitting = [party.key for party in scene.dossier.parties if describes(lemma, party)]
    here = [scene.by_token[i].party for i in range(token.sent.start, token.i) if i in scene.by_token]
    recent = [party for party in (*scene.named, *here) if party in fitting]
    party = only(fitting) or (recent[-1] if recent else None)
    certainty = 0.9 if len(fitting) == 1 else 0.8 if party in here else 0.6
    return Actor(party=party, basis=Basis.OWN, token=token.i, certainty=certainty) if party else None


def describes(lemma: str, party: Party) -> bool:
    """Whether a word fits a party: it ends one of its names, or names its kind."""
    names = [party.name, *party.aliases, *party.descriptions]
    if any(head_of(name) == lemma for name in names if " " in name):
        return True
    heads = {word.lower() for name in names for word in name.split()}
    kinds = table("actors")["kinds"]
    if party.name in table("states")["states"]:
        return lemma in kinds["state"]
    return any(lemma in fitting and heads & set(fitting) for fitting in kinds.values())


def head_of(name: str) -> str:
    """The noun that a name turns on: "City of Haven" is a city, the "Dockers' Union" a union."""
    return name.lower().split(" of ")[0].split()[-1]


def only(candidates: Iterable[str]) -> str | None:
    """The single candidate; None where there is none, or a choice."""
    distinct = set(candidates)
    return distinct.pop() if len(distinct) == 1 else None
