"""Whether a party has moved: its stance of before beside that of now, "had refused the dam, now accepts it"."""

from __future__ import annotations

from dataclasses import replace

from .grammar import frame, is_background, subject_of
from .lexicon import words
from .parsed import Doc, Token, Who
from .records import Cue, Stance

GIVING_IN = {Stance.ACCEPT, Stance.OFFER}
TOLD = {"verb", "adjective", "verdict", "idiom"}
NAMING = {"NOUN", "PROPN"}
ANYTHING = {
    "step", "idea", "change", "move", "thing", "day", "week", "month", "year", "time", "demand", "condition", "request",
    "concession", "point", "question",
}  # fmt: skip
TABLED = {"offer", "proposal", "plan", "compromise", "deal", "draft", "text"}  # each may be another than the last
SAME = {"this", "that", "these", "those", "such"}
ANOTHER = {
    "another", "other", "second", "third", "new", "newer", "later", "latest", "revised", "amended", "different",
    "softer", "improved", "smaller", "fresh",
}  # fmt: skip
UP = {"xcomp", "acomp", "oprd", "attr", "prep", "pcomp"}


def overtaken(cues: list[Cue], doc: Doc, who: Who) -> list[Cue]:
    """The cues without those that a later stance of the same party has overtaken.

    "Which had rejected the levy, now accepts it": the present stance is about what the past one was about.
    """
    past = [cue for cue in cues if cue.kind in ("verb", "adjective") and is_past(cue, doc)]
    cues = [cue if cue in past else without_past(cue, past, doc) for cue in cues]
    kept = [cue if cue in past else moved(cue, past, doc, who) for cue in cues]
    for old in past:
        for new in cues:
            if not is_of_same(new, old) or new in past or new.kind == "noun":
                continue
            if (new.token > old.token and points_back(new, old, doc)) or (gives_in(new) and is_refused(new, old, doc)):
                kept = [
                    replace(c, about=c.about | old.about) if c.token == new.token else c for c in kept if c is not old
                ]
    return kept


def without_past(cue: Cue, past: list[Cue], doc: Doc) -> Cue:
    """A cue that is about its own clause only: not the bridge in "having rejected the bridge, accepts the truce"."""
    before = {t.i for old in past if old.token in cue.about and old.token < cue.token for t in doc[old.token].subtree}
    return replace(cue, about=cue.about - before or cue.about)


def is_past(cue: Cue, doc: Doc) -> bool:
    """Whether a cue tells only of what was: "had refused", "once opposed to", "after refusing for weeks"."""
    token = doc[cue.token]
    if is_background(token) or (token.dep_ in UP and is_background(token.head)):
        return True
    if any(t.dep_ == "aux" and t.lower_ == "having" for t in token.children):
        return True
    return token.dep_ == "pcomp" and token.head.lower_ == "after"


def is_of_same(one: Cue, other: Cue) -> bool:
    """Whether two cues have the same holders."""
    return {holder.party for holder in one.holders} == {holder.party for holder in other.holders}


def is_refused(new: Cue, old: Cue, doc: Doc) -> bool:
    """Whether a party had refused what it now grants: the two name one thing, or one of them nothing of its own.

    Who "had rejected the dam" and "accepts the proposal" accepts something else.
    """
    if old.stance is not Stance.REJECT or any(is_another(doc[i]) for i in new.about):
        return False
    named = [{t.lemma_.lower() for t in names_of(cue, doc)} for cue in (new, old)]
    return not all(named) or bool(named[0] & named[1])


def names_of(cue: Cue, doc: Doc) -> list[Token]:
    """The nouns by which a cue names what it is about; not "this plan", "the idea"."""
    nouns = [doc[i] for i in cue.about if doc[i].pos_ in NAMING and doc[i].lemma_.lower() not in ANYTHING]
    return [t for t in nouns if t.lemma_.lower() not in TABLED or not any(d.lower_ in SAME for d in t.lefts)]


def is_another(noun: Token) -> bool:
    """Whether words say that one more of its kind is meant: "the second offer", "a smaller one"."""
    tabled = noun.lemma_.lower() in TABLED or noun.lower_ == "one"
    return tabled and any(t.lower_ in ANOTHER for t in noun.lefts)


def points_back(cue: Cue, old: Cue, doc: Doc) -> bool:
    """Whether a cue names nothing itself: "accepts it", "dropped the demand", "accepts that plan"."""
    named = [doc[i] for i in cue.about if doc[i].pos_ in ("NOUN", "PROPN", "PRON", "NUM") and i != cue.token]
    back = frame("backward") | {"it", "them", "one", "this", "that", "idea"}
    before = {t.lemma_.lower() for t in names_of(old, doc)}
    own = {t.i for t in names_of(cue, doc)}
    return bool(named) and all(
        t.lemma_.lower() in back
        or t.lower_ in back
        or (t.lemma_.lower() in TABLED and (t.i not in own or t.lemma_.lower() in before or not before))
        for t in named
        if not is_another(t)
    )


def moved(cue: Cue, past: list[Cue], doc: Doc, who: Who) -> Cue:
    """A cue as a concession, where the words say that its holder thought otherwise before."""
    if len({holder.party for holder in cue.holders}) != 1 or any(holder.how == "both" for holder in cue.holders):
        return cue  # "both sides now accept it" tells of no side that it moved
    if not gives_in(cue):
        return cue
    token, before = doc[cue.token], [old for old in past if is_of_same(cue, old)]
    asked = any(old.stance is Stance.DEMAND for old in before)
    less = asked and any(t.lower_ == "instead" for t in token.subtree)
    refused = any(is_refused(cue, old, doc) for old in before)
    turned = less or refused or is_now(token, cue, who) or is_called_turn(token)
    return replace(cue, stance=Stance.CONCEDE, granting=cue.stance) if turned else cue


def gives_in(cue: Cue) -> bool:
    """Whether a cue accepts or offers in its party's own words, not as a point of a plan."""
    return cue.stance in GIVING_IN and (cue.kind in TOLD or (cue.kind == "modal" and cue.stance is Stance.ACCEPT))


def is_now(token: Token, cue: Cue, who: Who) -> bool:
    """Whether it is only now that a party does so: "is now ready to", "now says that it could live with"."""
    at = token
    while True:
        if any(t.lower_ == "now" and t.dep_ == "advmod" for t in at.children):
            return True
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in words("actors", "speech", "verbs"):
            teller = subject_of(at.head)
            told = {actor.party for actor in who(teller)} if teller is not None else set()
            if not told & {holder.party for holder in cue.holders}:
                return False  # "the mediators now say that Norland accepts it"
        elif at.dep_ not in UP:
            return False
        if at.head.i == at.i:
            return False
        at = at.head


def is_called_turn(token: Token) -> bool:
    """Whether the words beside a stance call it a turn: "in a climbdown, it accepted", "took it, a reversal"."""
    turns = frame("turns")
    for child in token.children:
        inside = [t for t in child.children if t.dep_ == "pobj"] if child.lower_ in ("in", "as") else []
        inside += [child] if child.dep_ in ("npadvmod", "appos", "dep") else []
        inside += [t for t in child.subtree if t.dep_ == "appos"] if child.dep_ in ("dobj", "prep", "xcomp") else []
        if any(t.lemma_.lower() in turns for t in inside):
            return True
    return False
