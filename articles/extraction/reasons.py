"""Why a statement reads as it does, part by part: which words decided it, through what, and which parts are weak.

It looks back on what the steps have found and changes nothing of it. A part is weak where it is inferred and no words
say it outright: a pronoun for a party, other words for an issue, a stance without a cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .attribution import is_stranger
from .dating import dates_of
from .grounds import Background, Ground, phrase_of
from .holderwords import of_holder, own_mention
from .issuewords import of_issue
from .records import Actor, Attribution, Basis, Reason, Statement
from .sidewords import of_side
from .stancewords import of_stance


def explain(statement: Statement, ground: Ground, at: Background) -> Iterator[Reason]:
    """The reasons of a statement: party, issue, stance, side, day, attribution."""
    pair, sentence = ground.pair, ground.sentence
    yield from of_holder(pair.actor, sentence.start, sentence.end, at)
    yield from of_issue(pair.link, at)
    yield from of_stance(statement.stance, ground, at)
    yield from of_side(statement.side, ground, at)
    yield of_day(statement, ground, at)
    yield from of_attribution(statement.attribution, ground, at)


def of_day(statement: Statement, ground: Ground, at: Background) -> Reason:
    """The words that date it; else the day of publication, weakly where another day is named beside it."""
    sentence, dated = ground.sentence, ground.dated
    if dated is None and statement.dated:
        why = f"{at.quoted(statement.dated)}, the day told where the article says it again"
        return Reason(part="said_on", words=statement.dated, by="a repeat", why=why, weak=True)
    if dated is None:
        beside = dates_of(sentence, at.published)
        if beside:
            why = f"day of publication: {at.quoted(beside[0].words)} was taken for the day of something else"
            return Reason(part="said_on", words=beside[0].words, by="publication", why=why, weak=True)
        return Reason(part="said_on", words=None, by="publication", why="no day told: day of publication")
    inside = sentence.start_char <= dated.words.start < sentence.end_char
    why = f"{at.quoted(dated.words)}, {'the day told with it' if inside else 'told in the sentences before'}"
    return Reason(
        part="said_on", words=dated.words, by="a day named" if inside else "a sentence before", why=why, weak=not inside
    )


def of_attribution(attribution: Attribution, ground: Ground, at: Background) -> Iterator[Reason]:
    """The words that tell whose account it is."""
    holder, reporters = ground.pair.actor, ground.reporters
    teller = teller_of(attribution, holder, reporters)
    if teller is None:
        why = "nobody else is said to report it: on the record"
        yield Reason(part="attribution", words=None, by="nobody else", why=why)
        return
    token = at.doc[teller.token]
    mention = own_mention(token, teller, at) if teller.party else None
    place = at.place(range(mention.first, mention.end) if mention else phrase_of(token))
    weak = token.pos_ == "PRON" and attribution.basis is not Basis.OWN
    by, why = account_of(attribution, teller, at.quoted(place), at)
    yield Reason(part="attribution", words=place, by="pronoun" if weak else by, why=why, weak=weak)


def teller_of(attribution: Attribution, holder: Actor, reporters: Sequence[Actor]) -> Actor | None:
    """The one of several reporters on whom the attribution rests, as `attribution.attribute` judges."""
    told = [r for r in reporters if r.how != "flat" and not is_stranger(r)]
    others = [r for r in told if r.token != holder.token]
    match attribution.basis:
        case Basis.PARTY:
            return next((r for r in told if r.party == attribution.party), None)
        case Basis.OFFICIALS:
            return next((r for r in others if r.basis is Basis.OFFICIALS), holder)
        case Basis.SOURCES:
            return next((r for r in others if r.party is None), None)
    return next((r for r in told if r.party == holder.party), None)


def account_of(attribution: Attribution, teller: Actor, words: str, at: Background) -> tuple[str, str]:
    """Whose account it is, in a word and in a sentence."""
    match attribution.basis:
        case Basis.PARTY:
            return "another party", f"{words}: told by {at.party(attribution.party).name}, another party"
        case Basis.OFFICIALS:
            return "officials", f"{words}: people of the party whom nobody names"
        case Basis.SOURCES:
            if teller.how == "hearsay":
                return "hearsay", f"{words}: hearsay, nobody is said to have said it"
            if teller.how == "media":
                return "the press", f"{words}: a report of the press"
            return "sources", f"{words}: somebody of no party, or without a name"
    return "its own voice", f"{words} says so"
