"""Which words name the holder of a statement, and for a reference those that it refers back to."""

from __future__ import annotations

from collections.abc import Iterator

from .grounds import Background, phrase_of
from .parsed import Token
from .records import Actor, Mention, Party, Reason, Span
from .stems import stems

FIRST = {"we", "i", "us", "our", "my", "me", "ours", "ourselves"}
SUBJECTS = {"nsubj", "nsubjpass"}
SURE = 0.9  # of a description: it fits no other party


def of_holder(actor: Actor, start: int, end: int, at: Background, *, part: str = "party") -> Iterator[Reason]:
    """The words by which an actor is known in the sentence from token `start` up to, and without, `end`."""
    if actor.how == "carried":
        yield from carried(actor, at, part)
        return
    token = at.doc[actor.token]
    here = start <= token.i < end
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        yield from referring(token, actor, at, part)
    elif mention := own_mention(token, actor, at):
        yield named(mention, at, part, aside="" if here else ", who speaks here")
        yield from introduction(mention, at, part)
    elif actor.how == "title":
        yield titled(token, actor, at, part)
    elif inner := name_within(token, actor, at):
        yield from voiced(token, inner, actor, at, part)
    else:
        yield described(token, actor, at, part)


def own_mention(token: Token, actor: Actor, at: Background) -> Mention | None:
    """The name that stands at a token, if it is the actor's."""
    mention = at.mentions.get(token.i)
    return mention if mention is not None and mention.party == actor.party else None


def named(mention: Mention, at: Background, part: str, aside: str = "") -> Reason:
    """A party under one of its names."""
    place = at.place(range(mention.first, mention.end))
    by, why = naming(mention, at.quoted(place), at)
    return Reason(part=part, words=place, by=by, why=why + aside, weak=False)


def naming(mention: Mention, words: str, at: Background) -> tuple[str, str]:
    """By what a mention names its party, in a word and in a sentence."""
    party = at.party(mention.party)
    spoken = stems(words)
    if mention.kind == "introduced":
        return "introduction", f"{words}, whom the article introduces as speaking for {party.name}"
    if mention.speaker:
        title = next((person.title for person in party.people if person.name == mention.speaker), "")
        if title and stems(title) == spoken:
            return "title", f"{words}, the title of {mention.speaker} of {party.name}"
        return "person", f"{words}, who speaks for {party.name}"
    if spoken == stems(party.name):
        return "name", f"named as {words}"
    if any(spoken == stems(alias) for alias in party.aliases):
        return "alias", f"{words}, an alias of {party.name}"
    if any(spoken == stems(words) for words in party.descriptions):
        return "description", f"{words}, a description of {party.name}"
    how = "a part of the name of" if mention.kind == "part" else "a form of the name of"
    return "name", f"{words}, {how} {party.name}"


def introduction(mention: Mention, at: Background, part: str) -> Iterator[Reason]:
    """Where the article introduces somebody whom the dossier does not know."""
    if mention.kind != "introduced":
        return
    title, first = next(((t, m) for t, m in at.titles if m.speaker == mention.speaker), ("", None))
    if first is not None and first.first != mention.first:
        place = at.place(range(first.first, first.end))
        why = f"{at.quoted(place)} is introduced there as {title} of {at.party(mention.party).name}"
        yield Reason(part=part, words=place, by="introduction", why=why)


def referring(token: Token, actor: Actor, at: Background, part: str) -> Iterator[Reason]:
    """ "It", "they", "we": whom the word stands for, and the words that named it; weak where those stand elsewhere."""
    place = at.place([token])
    before = antecedent(token, actor, at)
    if before is None:
        why = f"{at.quoted(place)} is taken for {at.party(actor.party).name}"
        yield Reason(part=part, words=place, by="pronoun", why=why, weak=True)
        return
    how = "is said by" if token.lower_ in FIRST else "refers back to"
    why = f"{at.quoted(place)} {how} {at.quoted(words_of(before, at))}"
    elsewhere = at.doc[before.token].sent != token.sent
    yield Reason(part=part, words=place, by="pronoun", why=why, weak=elsewhere)
    yield origin(before, at, part)


def carried(actor: Actor, at: Background, part: str) -> Iterator[Reason]:
    """Nobody named here: the party that the sentence before spoke of."""
    before = antecedent(at.doc[actor.token], actor, at)
    name = at.party(actor.party).name
    if before is None:
        why = f"not named here: {name} was spoken of before"
        yield Reason(part=part, words=None, by="what was said before", why=why, weak=True)
        return
    place = words_of(before, at)
    why = f"not named here: {at.quoted(place)} was spoken of just before"
    yield Reason(part=part, words=place, by="what was said before", why=why, weak=True)
    yield origin(before, at, part)


def origin(before: Actor, at: Background, part: str) -> Reason:
    """How the words that a reference goes back to name the party."""
    token = at.doc[before.token]
    mention = own_mention(token, before, at)
    return named(mention, at, part) if mention else described(token, before, at, part)


def antecedent(token: Token, actor: Actor, at: Background) -> Actor | None:
    """Whom a pronoun stands for, as words: the last subject of this sentence or the one before, else the last named.

    Who says "we" may be named behind it.
    """
    same = [met for met in at.namings(actor.party) if not is_referring(at.doc[met.token])]
    if token.lower_ in FIRST:
        near = [met for met in same if at.doc[met.token].sent == token.sent] or same
        speaking = [met for met in near if met.speaker == actor.speaker] or near
        return min(speaking, key=lambda met: abs(met.token - token.i), default=None)
    before = [met for met in same if met.token < token.i]
    before = [met for met in before if actor.speaker and met.speaker == actor.speaker] or before
    reach = token.sent.start - 1
    floor = at.doc[reach].sent.start if reach >= 0 else 0
    subjects = [met for met in before if met.token >= floor and at.doc[met.token].dep_ in SUBJECTS]
    return (subjects or before or [None])[-1]


def is_referring(token: Token) -> bool:
    """Whether words are a pronoun or known through one: "it", "our members"."""
    return token.pos_ == "PRON" or token.tag_ == "PRP$" or any(t.tag_ == "PRP$" for t in token.lefts)


def words_of(actor: Actor, at: Background) -> Span:
    """The words of a name, or of the phrase that stands for one."""
    mention = own_mention(at.doc[actor.token], actor, at)
    if mention:
        return at.place(range(mention.first, mention.end))
    return at.place(phrase_of(at.doc[actor.token]))


def titled(token: Token, actor: Actor, at: Background, part: str) -> Reason:
    """ "The minister": whoever was introduced under that title last."""
    place = at.place(phrase_of(token))
    who = actor.speaker or at.party(actor.party).name
    why = f"{at.quoted(place)} stands for {who} of {at.party(actor.party).name}, who was given that title before"
    return Reason(part=part, words=place, by="title", why=why, weak=True)


def name_within(token: Token, actor: Actor, at: Background) -> Actor | None:
    """The name, or what stands for it, inside a phrase: "Norland's cabinet", "a spokesman for the group", "its"."""
    inside = {t.i for t in token.subtree} - {token.i}
    found = [met for met in at.namings(actor.party) if met.token in inside]
    return min(found, key=lambda met: abs(met.token - token.i), default=None)


def voiced(token: Token, inner: Actor, actor: Actor, at: Background, part: str) -> Iterator[Reason]:
    """A body, people or plans of a party that the same phrase names."""
    words = at.doc[inner.token]
    whose = at.place(range(min(token.i, words.i), max(token.i, words.i) + 1))
    name = at.party(actor.party).name
    how = "people of" if actor.how == "officials" else "which stands for" if actor.how == "holding" else "a voice of"
    by = {"officials": "its people", "holding": "its plans"}.get(actor.how, "its voice")
    pronoun = words.pos_ == "PRON" or words.tag_ == "PRP$"
    yield Reason(part=part, words=whose, by="pronoun" if pronoun else by, why=f"{at.quoted(whose)}, {how} {name}")
    if pronoun:
        yield from referring(words, inner, at, part)
    elif not own_mention(words, inner, at):
        yield described(words, inner, at, part)


def described(token: Token, actor: Actor, at: Background, part: str) -> Reason:
    """ "The company", "both sides", "the plan", "officials": words that stand for a party without its name."""
    place = at.place(phrase_of(token))
    words, party = at.quoted(place), at.party(actor.party)
    by, why, weak = reading_of(actor, words, party)
    return Reason(part=part, words=place, by=by, why=why, weak=weak)


def reading_of(actor: Actor, words: str, party: Party) -> tuple[str, str, bool]:
    """How words without a name are read."""
    if actor.how == "both":
        return "“both sides”", f"{words} stands for {party.name} and another party", True
    if actor.how == "author":
        return "its plan", f"{words} is taken for the one of {party.name}", True
    if actor.how == "officials":
        return "officials", f"{words}, taken for people of {party.name}, spoken of before", True
    if actor.how == "description" and actor.certainty >= SURE:
        return "description", f"{words}, which of all parties fits {party.name} alone", False
    return "description", f"{words}, taken for {party.name}, spoken of last", True
