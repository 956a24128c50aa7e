"""Who "it", "the group", "both sides" or "the officials" are. Where two readings remain: nobody.

The document is walked in reading order; `Scene` remembers who was named last, as what.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

from .grammar import (
    agent_of,
    companions,
    frame,
    holder_of_noun,
    is_headline,
    is_plural_side,
    named_beside,
    possessor,
    reported_by,
    represented,
    subject_of,
)
from .kinds import describes, kinds_of
from .lexicon import either, table, words
from .parsed import Sentence, Token
from .records import Actor, Basis, Dossier, Mention

FIRST = {"we", "i", "us", "our", "my"}
THINGS = {"it", "its", "they", "their", "them", "themselves", "itself"}
PERSONS = {"he", "she", "his", "her", "him", "himself", "herself"}


class Bearer(NamedTuple):
    """Somebody with a title, from a token on; `alone` where all who bear it so far are of one party."""

    first: int
    known: Mention
    alone: bool


@dataclass(slots=True)
class Scene:
    """What the reader has in mind: the parties named last as subjects, the last person, the last reporter."""

    dossier: Dossier
    by_token: dict[int, Mention]
    subjects: list[str] = field(default_factory=list)
    person: Mention | None = None
    reporter: Actor | None = None
    named: list[str] = field(default_factory=list)
    joint: list[str] = field(default_factory=list)  # named side by side as the last sentence's subject
    titles: tuple[tuple[str, Mention], ...] = ()
    bearers: dict[str, list[Bearer]] = field(default_factory=dict)
    speaking: Actor | None = None  # of the direct speech that goes on
    author: str | None = None  # of the plan that was spoken of last

    def enter(self, sentence: Sentence) -> None:
        """Take in who a sentence names, once it has been read."""
        roots = [token for token in sentence if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ != "relcl"]
        found = [party for token in roots if (party := self._party_at(token))]
        if found:
            self.subjects = found
        self.joint = next((joint for token in roots if (joint := joint_of(token, self))), [])
        for token in sentence:
            self.author = author_of(token, self) or self.author
            mention = self.by_token.get(token.i)
            if mention:
                if mention.party:
                    self.named = [party for party in self.named if party != mention.party] + [mention.party]
                if mention.speaker:
                    self.person = mention if mention.party else None

    def _party_at(self, token: Token) -> str | None:
        actor = actor_of(token, self)
        return actor.party if actor else None


def scene_of(mentions: Sequence[Mention], titles: tuple[tuple[str, Mention], ...], dossier: Dossier) -> Scene:
    """A scene over the document's mentions, before its first sentence."""
    by_token = {i: mention for mention in mentions for i in range(mention.first, mention.end)}
    offices = {p.name: p.title.lower().split()[-1] for party in dossier.parties for p in party.people if p.title}
    known = [(offices[m.speaker], m) for m in mentions if m.speaker in offices]
    bearers = tuple(sorted([*titles, *known], key=lambda bearer: bearer[1].first))
    scene = Scene(dossier=dossier, by_token=by_token, titles=bearers)
    for title, mention in bearers:
        same = scene.bearers.setdefault(title, [])
        alone = not same or (same[-1].alone and same[-1].known.party == mention.party)
        same.append(Bearer(mention.first, mention, alone))
    return scene


def actors_of(token: Token, scene: Scene) -> list[Actor]:
    """All actors of a noun phrase: its head's, those coordinated with it, or "both sides"."""
    several = several_of(token, scene)
    if several:
        return [Actor(party=key, basis=Basis.OWN, token=token.i, certainty=0.7, how="both") for key in several]
    if joint := jointly(token, scene):
        return [Actor(party=key, basis=Basis.OWN, token=token.i, certainty=0.8, how="pronoun") for key in joint]
    heads = [token, *(t for t in token.conjuncts if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON"))]
    heads += companions(token)
    found = [actor for head in heads if (actor := actor_of(head, scene))]
    return [actor for n, actor in enumerate(found) if actor.party not in {other.party for other in found[:n]}]


def jointly(token: Token, scene: Scene) -> list[str]:
    """The parties of a "they" behind "Norland and the League": of this sentence's subject, or the last one's."""
    if token.lower_ not in ("they", "them", "their") or (scene.reporter and is_reporting(token)):
        return []
    here = [t for t in token.sent if t.i < token.i and t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"]
    return joint_of(here[-1], scene) if here else scene.joint


def joint_of(subject: Token, scene: Scene) -> list[str]:
    """The parties that a subject names side by side, where there are several."""
    found = list(dict.fromkeys(actor.party for actor in actors_of(subject, scene) if actor.party))
    return found if len(found) > 1 else []


def several_of(token: Token, scene: Scene) -> list[str]:
    """The parties of "both sides", "all three governments", "neither union": as many as are said, else none."""
    nouns, numbers = table("actors")["several"]["nouns"], table("actors")["several"]["numbers"]
    kind = nouns.get(token.lemma_.lower())
    if kind is None:
        return []
    lefts = {t.lower_ for t in token.lefts} | ({token.lower_} if token.dep_ != "det" else set())
    count = next((numbers[word] for word in ("three", "four", "both", "two", "neither", "either") if word in lefts), 0)
    if not (count or ("all" in lefts and token.tag_ == "NNS") or is_plural_side(token)):
        return []
    parties = [p for p in scene.dossier.parties if p.role == "party" and (not kind or kind in kinds_of(p))]
    keys = [p.key for p in parties]
    recent = [key for key in scene.named if key in keys][-count:] if count else keys
    chosen = keys if len(keys) == count or not count else recent
    return chosen if len(chosen) > 1 and (not count or len(chosen) == count) else []


def actor_of(token: Token, scene: Scene) -> Actor | None:
    """The actor that a noun phrase's head stands for; None where it is none, or cannot be told."""
    if token.pos_ == "PRON" or (token.dep_ == "poss" and token.lower_ in THINGS | PERSONS | FIRST):
        return pronoun(token, scene)
    mention = scene.by_token.get(token.i)
    if mention:
        return named(token, mention)
    lemma = token.lemma_.lower()
    if party := party_beside(token, scene):
        return beside(token, lemma, party)
    whose = possessor(token)
    if whose is not None and lemma in either("actors", "bodies", "unnamed", "holdings"):
        return of_possessor(token, lemma, whose, scene)
    spoken_for = represented(token) if lemma in either("actors", "bodies", "unnamed") else None
    if (
        spoken_for is not None
        and spoken_for.pos_ == "NOUN"
        and (voice := of_possessor(token, lemma, spoken_for, scene))
    ):
        return voice
    if lemma in either("actors", "outsiders", "media"):
        return Actor(party=None, basis=Basis.SOURCES, token=token.i)
    if bearer := titled_before(token, lemma, scene):
        return bearer
    if lemma in words("actors", "unnamed") and token.tag_ in ("NNS", "NN"):
        return unnamed(token, scene)
    return description(token, lemma, scene)


def titled_before(token: Token, lemma: str, scene: Scene) -> Actor | None:
    """ "The premier", "the minister": whoever was introduced under that title last."""
    if token.tag_ != "NN" or not any(t.lower_ == "the" for t in token.lefts):
        return None
    bearers = scene.bearers.get(lemma, [])
    before = bisect_left(bearers, token.i, key=attrgetter("first"))
    if not before:
        return None
    _, known, certain = bearers[before - 1]
    return Actor(
        party=known.party,
        basis=Basis.OWN,
        token=token.i,
        speaker=known.speaker,
        certainty=0.85 if certain else 0.6,
        how="title",
    )


def of_possessor(token: Token, lemma: str, whose: Token, scene: Scene) -> Actor | None:
    """Somebody's body, officials or plans: "its executive", "their aides", "the league's offer"."""
    owner = actor_of(whose, scene)
    if owner is None or owner.party is None:
        return None
    unnamed = lemma in words("actors", "unnamed") and token.pos_ == "NOUN" and not named_beside(token)
    if unnamed and lemma not in words("actors", "bodies"):
        return replace(owner, token=token.i, basis=Basis.OFFICIALS, speaker=None, how="officials")
    return replace(owner, token=token.i, how="holding" if lemma in words("actors", "holdings") else "body")


def named(token: Token, mention: Mention) -> Actor:
    """A party under one of its names. An alias such as "Egyptian officials" speaks without a name."""
    if not mention.party:
        return Actor(party=None, basis=Basis.SOURCES, token=token.i, speaker=mention.speaker, how="stranger")
    people = mention.speaker is None and token.lemma_.lower() in words("actors", "unnamed") and token.tag_ == "NNS"
    basis = Basis.OFFICIALS if people else Basis.OWN
    how = "officials" if people else "person" if mention.speaker else "name"
    return Actor(party=mention.party, basis=basis, token=token.i, speaker=mention.speaker, how=how)


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


def beside(token: Token, lemma: str, mention: Mention) -> Actor | None:
    """An actor whose party stands beside it: "Israeli officials" unnamed, "Israel's cabinet" on the record."""
    at = token.i
    if lemma in either("actors", "outsiders", "media"):
        return Actor(party=None, basis=Basis.SOURCES, token=at)
    if lemma in words("actors", "unnamed") and token.pos_ == "NOUN" and not named_beside(token):
        return Actor(party=mention.party, basis=Basis.OFFICIALS, token=at, how="officials")
    if lemma in words("actors", "bodies") or token.pos_ == "PROPN":
        speaker = mention.speaker or (name_of(token) if token.pos_ == "PROPN" and titled(token) else None)
        return Actor(party=mention.party, basis=Basis.OWN, token=at, speaker=speaker, how="body")
    if lemma in words("actors", "holdings"):
        return Actor(
            party=mention.party, basis=Basis.OWN, token=at, speaker=mention.speaker, certainty=0.8, how="holding"
        )
    return None


def titled(token: Token) -> bool:
    """Whether a proper name carries a title: "Hamas spokesman Osama Hamdan"."""
    titles = either("actors", "bodies", "unnamed")
    return any(t.dep_ in ("compound", "appos", "nmod", "amod") and t.lemma_.lower() in titles for t in token.children)


def name_of(token: Token) -> str:
    """The proper name around its last word, titles and adjectives left out."""
    titles = either("actors", "bodies", "unnamed")
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
        return Actor(party=described.party, basis=Basis.OFFICIALS, token=token.i, certainty=0.7, how="officials")
    kinds = [t.lemma_.lower() for t in token.lefts if t.dep_ in ("compound", "amod")]
    if beside := only(p.key for kind in kinds for p in scene.dossier.parties if describes(kind, p)):
        return Actor(party=beside, basis=Basis.OFFICIALS, token=token.i, certainty=0.85, how="officials")
    definite = any(t.lower_ in ("the", "these", "those") for t in token.lefts)
    bare = not any(t.dep_ in ("amod", "compound", "det", "nummod") for t in token.lefts)
    back = scene.reporter
    if any(t.lemma_.lower() in words("actors", "branches") for t in token.lefts if t.dep_ in ("compound", "amod")):
        party = only(scene.subjects)
        if party:
            return Actor(party=party, basis=Basis.OFFICIALS, token=token.i, certainty=0.7, how="officials")
    if back and back.party and (definite or bare) and token.lemma_.lower() == "official":
        return Actor(party=back.party, basis=Basis.OFFICIALS, token=token.i, certainty=0.8, how="officials")
    return Actor(party=None, basis=Basis.SOURCES, token=token.i)


def pronoun(token: Token, scene: Scene) -> Actor | None:
    """The party that a pronoun stands for, if only one can be meant."""
    word = token.lower_
    if word in FIRST:
        return first_person(token, scene)
    if word in PERSONS and scene_person(token, scene):
        mention = scene_person(token, scene)
        return Actor(
            party=mention.party, basis=Basis.OWN, token=token.i, speaker=mention.speaker, certainty=0.8, how="pronoun"
        )
    if word in THINGS:
        if scene.reporter and word in ("they",) and is_reporting(token):
            return Actor(
                party=scene.reporter.party, basis=scene.reporter.basis, token=token.i, certainty=0.8, how="pronoun"
            )
        if party := subject_before(token, scene):
            return Actor(party=party, basis=Basis.OWN, token=token.i, certainty=0.88, how="pronoun")
    return None


def first_person(token: Token, scene: Scene) -> Actor | None:
    """ "We" and "I" in a quotation: whoever speaks in the sentence, else the last person named before."""
    verbs = words("actors", "speech", "verbs")
    for verb in token.sent:
        subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.lower_ not in FIRST), None)
        quotes = subject is not None and verb.lemma_ in verbs and verb.i not in {t.i for t in token.head.subtree}
        speaker = actor_of(subject, scene) if quotes and subject is not None else None
        if speaker and speaker.party:
            return Actor(
                party=speaker.party, basis=speaker.basis, token=token.i, speaker=speaker.speaker, certainty=0.85,
                how="pronoun",
            )  # fmt: skip
    return replace(scene.speaking, token=token.i, certainty=0.8, how="pronoun") if scene.speaking else None


def is_reporting(token: Token) -> bool:
    """Whether the token is the subject of a verb of speech."""
    return token.dep_ == "nsubj" and token.head.lemma_ in words("actors", "speech", "verbs")


def scene_person(token: Token, scene: Scene) -> Mention | None:
    """The last person named before the token."""
    here = [scene.by_token[i] for i in range(token.sent.start, token.i) if i in scene.by_token]
    people = [mention for mention in here if mention.speaker]
    return (people[-1] if people[-1].party else None) if people else scene.person


def subject_before(token: Token, scene: Scene) -> str | None:
    """The one party that was a subject earlier in the sentence, else in the sentence before."""
    earlier = [t for t in token.sent if t.i < token.i and t.dep_ in ("nsubj", "nsubjpass", "poss", "agent")]
    in_main_clause = [t for t in earlier if t.head.dep_ in ("ROOT", "conj")]
    near = [party for t in in_main_clause if (party := party_named(t, scene))]
    near = near or [party for t in earlier if (party := party_named(t, scene))]
    told = reported_by(token)
    speaker = (scene.by_token.get(told.i) or party_beside(told, scene)) if told is not None else None
    return only(near[-1:] or ([speaker.party] if speaker and speaker.party else scene.subjects))


def party_named(token: Token, scene: Scene) -> str | None:
    """The party that a phrase names, persons left out: "it" is none."""
    mention = scene.by_token.get(token.i) or party_beside(token, scene)
    if mention is None and token.pos_ == "NOUN":
        whose = possessor(token) or represented(token) or token  # "the group's leader", "a spokesman for the group"
        whose = whose if whose.pos_ in ("NOUN", "PROPN") else token
        at = scene.by_token.get(whose.i)
        if at is not None:
            return at.party or None
        actor = description(whose, whose.lemma_.lower(), scene)
        return actor.party if actor else None
    return mention.party if mention and not mention.speaker else None


def author_of(token: Token, scene: Scene) -> str | None:
    """Whose plan a sentence speaks of: "the union's plan", "a draft that the mediators presented"."""
    if token.lemma_.lower() not in frame("plans") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    holder = holder_of_noun(token)
    verb = token.head if token.dep_ == "dobj" else None
    if holder is None and token.dep_ == "nsubjpass":
        holder = agent_of(token.head)
    if holder is None and verb is not None and verb.lemma_.lower() in words("actors", "presenting"):
        holder = subject_of(verb)
    clause = next((t for t in token.children if t.dep_ in ("relcl", "acl")), None)
    if holder is None and clause is not None and clause.lemma_.lower() in words("actors", "presenting"):
        holder = agent_of(clause) or next((t for t in clause.children if t.dep_ == "nsubj"), None)
    actor = actor_of(holder, scene) if holder is not None and holder.i != token.i else None
    return actor.party if actor else None


def description(token: Token, lemma: str, scene: Scene) -> Actor | None:
    """ "The union", "the company": the one party that such a word describes, where it is definite."""
    definite = any(t.lower_ in ("the", "this", "that") for t in token.lefts)
    if scene.author and definite and lemma in frame("plans"):
        return Actor(party=scene.author, basis=Basis.OWN, token=token.i, certainty=0.7, how="author")
    bare_body = token.tag_ == "NNS" and not any(t.dep_ in ("det", "amod", "nummod") for t in token.lefts)
    bare_body = bare_body or lemma == "management" or (token.i == token.sent.start and is_headline(token))
    if not (any(t.lower_ in ("the", "this", "that", "its", "their", "his", "her") for t in token.lefts) or bare_body):
        return None
    fitting = [party.key for party in scene.dossier.parties if describes(lemma, party)]
    here = [m.party for i in range(token.sent.start, token.i) if (m := scene.by_token.get(i)) and m.party]
    recent = [party for party in (*scene.named, *here) if party in fitting]
    party = only(fitting) or (recent[-1] if recent else None)
    certainty = 0.9 if len(fitting) == 1 else 0.8 if party in here else 0.6
    return Actor(party=party, basis=Basis.OWN, token=token.i, certainty=certainty, how="description") if party else None


def only(candidates: Iterable[str]) -> str | None:
    """The single candidate; None where there is none, or a choice."""
    distinct = set(candidates)
    return distinct.pop() if len(distinct) == 1 else None
