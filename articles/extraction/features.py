"""What speaks for a party's holding a position on an issue in a sentence, as named facts.

"The party holds a cue about the issue" is `joined`, "the issue stands in a condition" is `in-condition`: names that a
reader of the scorer's weights can understand. `a&b` means that both hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from .grammar import (
    agent_of,
    frame,
    is_aside,
    is_condition,
    is_hedged,
    is_negated,
    is_passive,
    modal_of,
    subject_of,
)
from .lexicon import table, words
from .parsed import Doc, Token, highest
from .records import Actor, Cue, Link, Stance
from .setting import Setting

SURE = ("term", "loose", "near")
DEEP = 6  # verbs above an issue that are asked for their subject


def of_party(party: str, actors: Sequence[Actor], holder: Actor | None, at: Setting) -> Iterator[str]:
    """How the party is named, and beside whom."""
    others = {actor.party for actor in at.actors if actor.party and actor.party != party}
    yield f"others={min(3, len(others))}"
    yield f"role={at.roles.get(party, 'party')}"
    yield from (f"how={actor.how}" for actor in ([holder] if holder else actors))
    yield from (f"seat={seat_of(at.doc[actor.token])}" for actor in actors)
    named = [actor.party for actor in sorted(at.actors, key=lambda actor: actor.token) if actor.party]
    if named and named[0] == party:
        yield "first-named"
    if not actors:
        yield "unnamed"
    if at.speaker and at.speaker.party:
        yield "speaks" if at.speaker.party == party else "another-speaks"
    if at.outsider:
        yield "outsider-speaks"
    if party in at.carried:
        yield "carried"
    if party == at.author:
        yield "author"
        if any(
            t.lemma_.lower() in frame("plans") or t.lower_ == "it" for t in at.sentence if t.dep_ in ("nsubj", "pobj")
        ):
            yield "author-of-subject"


def seat_of(token: Token) -> str:
    """What a name does in its sentence."""
    while token.dep_ in JOINED and token.head.i != token.i and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        if token.dep_ == "compound":
            return "part"
        token = token.head
    if token.dep_ in ("nsubj", "csubj"):
        return "speech-subject" if token.head.lemma_.lower() in words("actors", "speech", "verbs") else "subject"
    if token.dep_ == "pobj":
        prep = token.head
        return "agent" if prep.dep_ == "agent" else f"pobj-{prep.lower_}" if prep.lower_ in PREPOSITIONS else "pobj"
    return SEATS.get(token.dep_, "other")


JOINED = ("conj", "appos", "compound", "flat")
SEATS = {
    "nsubjpass": "passive",
    "dobj": "object",
    "dative": "object",
    "poss": "owner",
    "amod": "part",
    "nmod": "part",
    "ROOT": "root",
}
PREPOSITIONS = {"by", "for", "from", "with", "between", "to", "of", "against", "in", "on", "under"}


def of_issue(link: Link, at: Setting) -> Iterator[str]:
    """How the issue is named, and beside which others."""
    yield f"kind={link.kind}"
    yield f"shared={min(5, int(link.shared * 5))}"
    yield f"own={min(5, int(link.own * 2))}"
    width = max(link.tokens) - min(link.tokens) + 1 - len(link.tokens)
    yield f"width={0 if width < 1 else 1 if width < 4 else 2}"
    issues = {other.issue for other in at.links if other.kind in ("term", "loose")}
    yield f"issues={min(4, len(issues))}"
    ranks = sorted({other.issue: other.shared for other in at.links}.items(), key=lambda item: -item[1])
    yield f"rank={min(3, [issue for issue, _ in ranks].index(link.issue))}"
    yield f"told={min(3, at.counts.get(link.issue, 0))}"
    if link.issue in at.verdicts:
        yield "verdict"
        if issues - at.verdicts:
            yield "verdict-among-issues"
    if len(link.tokens) > 1:
        yield "long-term"
    head = top(at.doc, link.tokens)
    yield f"issue-seat={issue_seat(head)}"
    yield from rivals_of(link, at)


ORDER = {kind: n for n, kind in enumerate(("term", "loose", "near", "everyday", "back", "synonym", "unit", "words"))}


def order_of(link: Link) -> int:
    """How outright an issue is named, from 0 for a term on; the last for what `ORDER` does not know."""
    return ORDER.get(link.kind, len(ORDER))


def rivals_of(link: Link, at: Setting) -> Iterator[str]:
    """How the issue stands beside others that the same words may mean."""
    others = [other for other in at.links if other.issue != link.issue]
    mine = order_of(link)
    for other in others:
        if other.tokens & link.tokens:
            theirs = order_of(other)
            yield "shares-words"
            yield "covered" if link.tokens < other.tokens else "covers" if other.tokens < link.tokens else "same-words"
            if theirs != mine:
                yield "worse-reading" if theirs < mine else "better-reading"
    if mine > 1 and any(order_of(other) <= 1 for other in others):
        yield "term-elsewhere"


def issue_seat(head: Token) -> str:
    """What an issue's words do in their clause: object, subject, behind which preposition."""
    while head.dep_ in (*JOINED, "amod", "nmod", "poss") and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj":
        return head.head.lower_
    return head.dep_ if head.dep_ in CLAUSAL else "other"


CLAUSAL = ("dobj", "nsubj", "nsubjpass", "attr", "ROOT", "ccomp", "xcomp", "advcl", "relcl", "pcomp")


def of_cue(
    link: Link,
    chosen: Cue | None,
    joined: Sequence[Cue],
    bound: Sequence[Cue],
    mine: Sequence[Cue],
    at: Setting,
) -> Iterator[str]:
    """Whether a cue joins the two, or joins one of them with somebody else."""
    if joined:
        yield "joined"
    elif bound:
        yield "condition"
    elif mine:
        yield "other-cue-of-party"
    else:
        yield "no-cue-of-party"
    if chosen:
        inside = [other for other in at.links if other.tokens & chosen.about and other.issue != link.issue]
        best = min(map(order_of, inside), default=None)
        if best is None:
            yield "alone-in-cue"
        elif best <= order_of(link):
            yield "better-in-cue" if best < order_of(link) else "equals-in-cue"
        yield f"cue={chosen.kind}"
        yield f"strength={int(chosen.strength * 5)}"
        yield f"stance={chosen.stance}"
        yield f"cue-word={at.doc[chosen.token].lemma_.lower()}"
    elsewhere = [other for other in at.links if other.kind in SURE and other.issue != link.issue]
    if not joined and any(other.tokens & cue.about for cue in mine for other in elsewhere):
        yield "party-busy"
    rivals = [cue for cue in at.cues if link.tokens & cue.about and cue not in mine]
    yield from ["rival-cue"] if rivals else []
    yield from {f"rival={cue.kind}" for cue in rivals}
    if not at.cues:
        yield "no-cue"
    yield from (f"word={stance}" for stance in {stance for _, stance, _ in at.lexical})
    if not at.lexical:
        yield "no-cue-word"


def of_grammar(link: Link, actors: Sequence[Actor], at: Setting) -> Iterator[str]:
    """How the parse joins the party's words with the issue's."""
    head = top(at.doc, link.tokens)
    chain = [head, *head.ancestors]
    verbs = verbs_of(chain)
    names = {t.i for i in {actor.token for actor in actors} for t in (at.doc[i], *at.doc[i].conjuncts)}
    for n, verb in enumerate(verbs):
        subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
        if subject is not None and subject.i in names:
            yield f"subject-above={min(3, n)}"
            yield f"acts={class_of(verb)}"
            break
    else:
        yield "no-subject-above"
    if any(verb.lemma_.lower() in words("frames", "orders") and names & objects(verb) for verb in verbs):
        yield "is-told"
    if any(t.i in names for t in head.subtree):
        yield "within-issue"
    if any(t.dep_ == "poss" and t.i in names for a in chain[:3] for t in a.children):
        yield "owns-it"
    near = min((abs(i - t) for i in names for t in link.tokens), default=99)
    yield f"near={0 if near < 4 else 1 if near < 9 else 2 if near < 18 else 3 if near < 99 else 4}"
    if names and min(names) < min(link.tokens):
        yield "party-first"


def verbs_of(chain: Sequence[Token]) -> list[Token]:
    """The verbs above an issue's words, from `chain`'s first token up."""
    return [t for t in chain if t.pos_ in ("VERB", "AUX")][:DEEP]


def of_clause(link: Link, at: Setting) -> Iterator[str]:
    """In what sort of clause the issue's words stand, whoever the party is."""
    head = top(at.doc, link.tokens)
    chain = [head, *head.ancestors]
    governing = next((v for v in verbs_of(chain) if v.dep_ not in ("aux", "auxpass")), None)
    for above in chain:
        if above.dep_ in ("advcl", "relcl", "acl", "pcomp", "ccomp"):
            how = "to" if any(t.tag_ == "TO" for t in above.children) else above.tag_
            yield f"under={above.dep_}" if above.dep_ in ("relcl", "ccomp") else f"under={above.dep_}-{how}"
        if is_condition(above):
            yield "in-condition"
        if is_aside(above):
            yield "in-aside"
        if above.dep_ == "relcl":
            yield "in-relative"
    if governing is not None:
        yield f"governed={class_of(governing)}"
        yield f"verb={governing.lemma_.lower()}"
        yield f"tense={tense_of(governing)}"
        yield from [f"modal={modal_of(governing)}"] if modal_of(governing) else []
        yield from ["negated"] if is_negated(governing) else []
        yield from ["hedged"] if is_hedged(governing) else []
        yield from ["passive"] if is_passive(governing) else []
    yield from of_distance(chain, at)
    if head.dep_ in ("nsubj", "nsubjpass"):
        yield "issue-is-subject"


def of_distance(chain: Sequence[Token], at: Setting) -> Iterator[str]:
    """How far above the issue's words, from `chain`'s first token up, the nearest word of a cue stands."""
    known = cue_tokens(at)
    steps = next((n for n, t in enumerate(chain) if t.i in known), None)
    if steps is not None:
        clauses = sum(t.dep_ in ("ccomp", "advcl", "relcl", "acl", "pcomp") for t in chain[:steps])
        yield f"clauses={min(3, clauses)}"
        yield f"steps={min(5, steps)}"


def cue_tokens(at: Setting) -> set[int]:
    """The tokens that the lexicon knows as cues, whoever holds them."""
    return {i for i, _, _ in at.lexical} | {cue.token for cue in at.cues}


def top(doc: Doc, tokens: frozenset[int]) -> Token:
    """The highest of some tokens in the parse."""
    return highest(doc[i] for i in sorted(tokens))


def objects(verb: Token) -> set[int]:
    """Whom or what a verb acts on, directly or by a preposition."""
    direct = [t for t in verb.children if t.dep_ in ("dobj", "dative", "nsubjpass")]
    direct += [t for p in verb.children if p.dep_ in ("prep", "dative") for t in p.children if t.dep_ == "pobj"]
    clauses = [t for c in verb.children if c.dep_ in ("ccomp", "xcomp") for t in c.children if t.dep_ == "nsubj"]
    return {t.i for t in (*direct, *clauses)}


@cache
def classes() -> dict[str, str]:
    """Verbs and what class they are of: the stance that they cue, speech, and some that only frame."""
    found = dict.fromkeys(words("actors", "speech", "verbs"), "speech")
    for stance in Stance:
        for cue in table("stances")[stance]["verbs"]:
            if " " not in cue:
                found[cue] = stance.value
    return {**found, **{verb: name for name, verbs in table("frames")["classes"].items() for verb in verbs}}


def class_of(verb: Token) -> str:
    """The class of a verb."""
    return classes().get(verb.lemma_.lower(), "be" if verb.lemma_ == "be" else "other")


def tense_of(verb: Token) -> str:
    """Future, perfect, past perfect, past, present or bare."""
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "would", "'ll", "wo", "shall"}:
        return "future"
    if "had" in helpers:
        return "past-perfect"
    if helpers & {"has", "have", "'ve"}:
        return "perfect"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(verb.tag_, "bare")


def of_sentence(at: Setting) -> Iterator[str]:
    """What sort of sentence it is."""
    tokens = list(at.sentence)
    lemmas, forms = {t.lemma_.lower() for t in tokens}, {t.lower_ for t in tokens}
    yield f"quoted={int(at.quoted * 2.99)}"
    yield f"length={min(4, len(at.sentence) // 12)}"
    yield f"place={int(at.place * 3.99)}"
    if at.headline:
        yield "headline"
    if at.sentence.text.rstrip(' ”"').endswith("?"):
        yield "question"
    for name, known in table("frames")["signals"].items():
        if not lemmas.isdisjoint(known):
            yield f"signal={name}"
    if forms & {"if", "unless", "whether"}:
        yield "if"
    yield from {f"has={t.lower_}" for t in tokens if t.tag_ == "MD"}
    if forms & {"we", "i", "our", "us"}:
        yield "first-person"
    if any(t.dep_ == "neg" for t in tokens):
        yield "has=not"
    if any(t.like_num for t in tokens):
        yield "number"
    if lemmas & words("quantities", "casualties"):
        yield "casualties"
    if lemmas & words("actors", "outsiders"):
        yield "outsiders"


TIES = {
    "joined": "joined",
    "condition": "condition",
    **{f"subject-above={n}": "subject-above" for n in range(4)},
    "owns-it": "owns-it",
    "speaks": "speaks",
    "author-of-subject": "author-of-subject",
    "within-issue": "within-issue",
    "carried": "carried",
    "unnamed": "unnamed",
}  # what tells that a party is bound to an issue, and how, the strongest first
BESIDE = {
    "": ("kind=", "word=", "rival", "others=", "issues=", "quoted=", "headline", "under=", "in-", "hedged", "modal=",
         "verdict", "shared=", "own=", "width=", "term-elsewhere", "worse", "better", "covered", "outsider", "role=",
         "signal=deadlock", "question", "casualties", "tense=", "negated", "no-cue-word", "is-told", "other-cue",
         "party-busy"),
    "joined": ("how=", "cue=", "stance=", "alone", "equals", "issue-seat=", "clauses=", "steps="),
    "subject-above": ("acts=", "governed=", "seat="),
    "speaks": ("governed=", "seat="),
    "within-issue": ("seat=",),
    "carried": ("governed=",),
    "unnamed": ("governed=",),
}  # fmt: skip


def tie_of(features: frozenset[str]) -> str:
    """What binds the party to the issue most closely."""
    reports = "acts=speech" in features  # the subject above only says it
    ties = (tie for sign, tie in TIES.items() if sign in features and not (reports and tie == "subject-above"))
    return next(ties, "named")


def crossed(features: frozenset[str]) -> frozenset[str]:
    """The features, and those that mean more together with what binds the party to the issue."""
    tie = tie_of(features)
    both = map(crossings(tie).__getitem__, features)
    return features.union(filter(None, both), (f"tie={tie}",))


class Crossings(dict[str, str]):
    """Features with a tie, where the two mean more together, else empty: each made once, for there are not many."""

    def __init__(self, tie: str) -> None:
        """Nothing made yet."""
        self.tie, self.signs = tie, (*BESIDE[""], *BESIDE.get(tie, ()))

    def __missing__(self, feature: str) -> str:
        """Make one."""
        self[feature] = f"{self.tie}&{feature}" if feature.startswith(self.signs) else ""
        return self[feature]


@cache
def crossings(tie: str) -> Crossings:
    """All that were made with a tie."""
    return Crossings(tie)
