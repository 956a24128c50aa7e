"""Which words take a statement's stance."""

from __future__ import annotations

from collections.abc import Iterator

from .cuewords import GAP, cue_at
from .grammar import frame, modal_of
from .grounds import Background, Ground
from .parsed import Token
from .records import Cue, Reason, Span, Stance
from .verdicts import predicate_of

TURNING = {
    "not",
    "n't",
    "n’t",
    "never",
    "no",
    "neither",
    "nor",
    "cannot",
    "none",
    "nobody",
    "without",
    "longer",
    "than",
}
REACH = 7  # tokens before a cue in which a "not" turns it
LENGTH = 7  # tokens of a phrase such as "is off the table"
FAINT = 0.6  # a cue no stronger stands for a stance only beside other words


def of_stance(stance: Stance, ground: Ground, at: Background) -> Iterator[Reason]:
    """The words that take the stance; none where it is guessed."""
    cue = ground.pair.cue
    if cue is None:
        why = "no word tells: guessed from the surroundings"
        yield Reason(part="stance", words=None, by="guess", why=why, weak=True)
    elif ground.pair.conditional:
        yield condition(at.doc[min(cue.conditions)], at)
    elif cue.kind == "condition":
        yield condition(at.doc[cue.token], at)
    else:
        yield from by_cue(cue, stance, at)


def condition(token: Token, at: Background) -> Reason:
    """ "Once", "unless": what must come first is demanded."""
    place = at.place([token])
    why = f"{at.quoted(place)} makes it a condition, and what must come first is a demand"
    return Reason(part="stance", words=place, by="condition", why=why)


def by_cue(cue: Cue, stance: Stance, at: Background) -> Iterator[Reason]:
    """The cue's words, and what turns them round."""
    token = at.doc[cue.token]
    weak = cue.strength <= FAINT
    by, place, why = words_of(cue, token, at)
    known = cue_at(token) if by == "cue" else None
    by = f"a faint {by}" if weak else by
    if cue.granting:
        why = f"{why}; the words beside it tell that the party thought otherwise before"
    turning = turned_by(token, at) if known and known[0] is not (cue.granting or stance) else None
    if turning is None:
        yield Reason(part="stance", words=place, by=by, why=why, weak=weak)
        return
    why = f"{why}, turned by {at.quoted(turning)}"
    yield Reason(part="stance", words=place, by=by, why=why, weak=weak)
    yield Reason(part="stance", words=turning, by="negation", why=why)


def words_of(cue: Cue, token: Token, at: Background) -> tuple[str, Span, str]:
    """By what a cue takes its stance, where, and in plain words."""
    if cue.kind == "modal":
        before = helpers(token)
        place = at.place([*before, token])
        what = "not to be done" if any(t.dep_ == "neg" for t in before) else "to be done"
        return "auxiliary", place, f"{at.quoted(place)} says what is {what}"
    if cue.kind == "plan":
        place = at.place([token])
        return "plan", place, f"{at.quoted(place)} tells what its plan holds, and so what it offers"
    if cue.kind == "verdict":
        place = at.place([verdict(token)])
        return "judgment", place, f"the judgment {at.quoted(place)}"
    if cue.kind == "idiom":
        place = at.place([*helpers(token), token, *predicate_of(token)[: LENGTH - 1]])
        return "phrase", place, f"the phrase {at.quoted(place)}"
    place = cue_place(token, at)
    if token.lemma_ == "do":
        return "echo", place, f"{at.quoted(place)} repeats the stance told before it"
    if token.lower_ == "not":
        return "contrast", place, f"{at.quoted(place)} sets this apart from what goes before"
    return "cue", place, f"the cue {at.quoted(place)}"


def helpers(verb: Token) -> list[Token]:
    """The auxiliaries and negations just before a verb: "will not"."""
    near = [t for t in verb.lefts if t.dep_ in ("aux", "auxpass", "neg") and verb.i - t.i <= LENGTH]
    if not near and modal_of(verb) == "" and verb.dep_ == "xcomp" and 0 < verb.i - verb.head.i <= 3:
        return [verb.head]  # "has to leave"
    return near


def verdict(verb: Token) -> Token:
    """The word in which a verb of judging judges: "called it unacceptable"; else the verb."""
    known = frame("rejecting") | frame("accepting")
    inside = [t for t in verb.subtree if t.i > verb.i and {t.lower_, t.lemma_.lower()} & known]
    return inside[0] if inside else verb


def cue_place(token: Token, at: Background) -> Span:
    """A cue with the words that must go with it: "rule out"."""
    known, last = cue_at(token), token.i
    for word in known[2].split()[1:] if known else ():
        near = at.doc[last + 1 : min(last + 1 + GAP, token.sent.end)]
        last = next((t.i for t in near if word in (t.lemma_.lower(), t.lower_)), last)
    return at.place(range(token.i, last + 1))


def turned_by(token: Token, at: Background) -> Span | None:
    """What turns a cue round: a "not" before it, or the cue that governs it ("refused to accept")."""
    head = token
    while head.dep_ in ("xcomp", "pcomp", "prep", "acomp") and head.head.i != head.i:
        head = head.head
        if (known := cue_at(head)) and known[0] in (Stance.REJECT, Stance.CONCEDE):
            return cue_place(head, at)
    start = max(token.sent.start, token.i - REACH)
    nots = [t for t in at.doc[start : token.i] if t.lower_ in TURNING]
    nots += [t for t in at.doc[token.i + 1 : token.i + 2] if t.lower_ in TURNING]  # "wants no dam"
    if not nots:
        return None
    last = nots[-1]
    no_longer = last.lower_ == "longer" and last.i > token.sent.start
    return at.place([last.nbor(-1), last] if no_longer else [last])
