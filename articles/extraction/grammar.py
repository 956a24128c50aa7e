"""What a dependency parse says of subjects, objects and clauses: small questions that the steps ask of a token."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from .lexicon import table, words
from .parsed import Token

RELATIVE = {"who", "which", "that", "whom"}
SHARED = {"conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "acomp", "prep", "dep", "appos", "attr"}
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "oprd", "attr", "dative", "acl", "relcl", "pcomp", "acomp", "pobj"}
FORETOLD = {"will", "would", "can", "could"}
MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}


@cache
def frame(key: str) -> frozenset[str]:
    """A list of the cue frames as a set."""
    return frozenset(table("stances")["frames"][key])


@lru_cache(maxsize=512)
def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or the one that it shares by coordination, control or relation."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return verb.head if own.lower_ in RELATIVE and verb.dep_ == "relcl" else own
        if verb.dep_ == "acl" and (main := main_of(verb)) is not None:
            return main
        if (name := name_behind_day(verb)) is not None:
            return name
        if verb.dep_ in ("relcl", "acl") and (misread := name_beside(verb)) is not None:
            return misread
        if verb.dep_ in ("relcl", "acl"):
            return verb.head if verb.dep_ == "relcl" or verb.tag_ == "VBG" else holder_of_noun(verb.head)
        if verb.dep_ not in SHARED:
            return None
        verb = verb.head
    return None


def main_of(verb: Token) -> Token | None:
    """The subject of a main verb that the parser takes for a participle: "The union, which led it, called on"."""
    root = verb.sent.root
    after_comma = verb.i > verb.sent.start and verb.nbor(-1).text == ","
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or not after_comma or root.pos_ not in ("NOUN", "PROPN"):
        return None
    return root if root.i < verb.i and agent_of(verb) is None else None


def name_behind_day(verb: Token) -> Token | None:
    """The name in "On Monday Norland rejected", where the parser takes day and name for one."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    day = any(t.lower_ in frame("days") and t.dep_ == "compound" for t in before.lefts)
    return before if day and before.dep_ in ("pobj", "npadvmod") else None


def name_beside(verb: Token) -> Token | None:
    """The name in "which Norland rejects", where the parser takes the two words for one."""
    marked = any(t.lower_ in ("which", "that", "whom") for t in verb.lefts)
    return next((t for t in verb.lefts if marked and t.dep_ == "compound" and t.i == verb.i - 1), None)


def holder_of_noun(noun: Token) -> Token | None:
    """Whose a noun is: "the union's call", "a demand by the union", "Norland demands", or its light verb's subject."""
    for t in noun.lefts:
        if t.dep_ == "poss":
            return t
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            return next((t for t in prep.children if t.dep_ == "pobj"), None)
    for t in noun.lefts:
        if t.dep_ in ("compound", "amod", "nmod") and t.text[:1].isupper():
            return t
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return None  # "the draft raises prices" is nobody's by that
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    return (agent_of(verb) or subject_of(verb)) if verb.lemma_ in frame("light") else None


def owners_of(noun: Token) -> Iterator[Token]:
    """Whose a noun may be, the likeliest first; also "the plan that the union tabled", "the demand of the union"."""
    first = holder_of_noun(noun)
    if first is not None and first.tag_ == "PRP$" and noun.dep_ == "dobj" and noun.head.lemma_ in frame("light"):
        subject = subject_of(noun.head)  # "the union repeated its demand"
        if subject is not None and not is_passive(noun.head):
            yield subject
    if first is not None:
        yield first
    for clause in noun.children:
        if clause.dep_ in ("relcl", "acl") and clause.lemma_.lower() in frame("authoring"):
            author = agent_of(clause) if is_passive(clause) else subject_of(clause)
            if author is not None and author.i != noun.i:
                yield author
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "by", "among", "in"):
            yield from (t for t in prep.children if t.dep_ == "pobj")
    yield from (t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod"))


def agent_of(verb: Token) -> Token | None:
    """Who does it in a passive: "by the union"."""
    agents = [t for t in verb.children if t.dep_ == "agent"]
    if not agents and any(t.dep_ == "auxpass" for t in verb.children):
        agents = [t for child in verb.rights for t in child.children if t.dep_ == "prep" and t.lower_ == "by"]
    return next((p for agent in agents for p in agent.children if p.dep_ == "pobj"), None)


@lru_cache(maxsize=512)
def is_passive(verb: Token) -> bool:
    """Whether the subject suffers the verb."""
    if any(t.dep_ in ("nsubjpass", "auxpass", "agent") for t in verb.children):
        return True
    if main_of(verb) is not None:
        return False
    bare = verb.tag_ == "VBN" and not any(t.dep_ in ("aux", "nsubj") for t in verb.children)
    return bare and verb.dep_ in ("acl", "advcl")  # "a plan tabled in May", "asked about the dam"


@lru_cache(maxsize=512)
def is_negated(token: Token) -> bool:
    """Whether a verb, noun or adjective is negated, by itself or by its copula."""
    around = [*token.children, *(token.head.children if token.dep_ in ("acomp", "attr", "oprd") else ())]
    if any(t.dep_ in ("nsubj", "nsubjpass") and is_nobody(t) for t in around):
        return True
    return any(
        t.dep_ == "neg"
        or t.lower_ in ("never", "cannot", "neither", "nor")
        or (t.dep_ == "det" and t.lower_ == "no")
        or (t.dep_ == "preconj" and t.lower_ == "neither")
        or (t.lower_ == "than" and token.pos_ == "VERB" and t.i < token.i)
        for t in around
    ) or (token.dep_ == "pcomp" and token.head.lower_ in ("than", "without"))


def is_nobody(subject: Token) -> bool:
    """Whether a subject says that none of its kind does it: "neither side", "none of the unions"."""
    return subject.lower_ in ("neither", "none", "nobody") or any(
        t.dep_ in ("det", "preconj") and t.lower_ == "neither" for t in subject.children
    )


def is_ended(token: Token) -> bool:
    """Whether something is said to have stopped: "no longer demands", "does not insist any more"."""
    verb = token.head if token.dep_ in ("acomp", "attr", "oprd") else token
    for t in verb.children:
        if t.dep_ == "advmod" and t.lower_ in ("longer", "anymore", "more"):
            before = {n.lower_ for n in t.children} | {t.nbor(-1).lower_ if t.i > t.sent.start else ""}
            if "no" in before or ((t.lower_ == "anymore" or "any" in before) and is_negated(token)):
                return True
    return False


def is_background(verb: Token) -> bool:
    """Whether a verb only tells what once was: "had refused for years", "originally asked for"."""
    if any(t.dep_ == "aux" and t.lower_ == "had" for t in verb.children):
        return True
    return any(t.dep_ == "advmod" and t.lower_ in frame("formerly") for t in verb.children)


def modal_of(verb: Token) -> str:
    """The modal of a verb: "will", "must", "can"; empty where there is none."""
    return next((MODALS.get(t.lower_, t.lower_) for t in verb.children if t.dep_ == "aux" and t.tag_ == "MD"), "")


@lru_cache(maxsize=512)
def is_hedged(verb: Token) -> bool:
    """Whether a clause is a forecast or a question: "is likely to reject", "if Norland accepts", "may agree"."""
    likely = frame("likely")
    while True:
        head = verb.head
        if verb.dep_ == "ccomp" and head.lemma_.lower() in frame("forecasts") and modal_of(verb) in FORETOLD:
            return True
        if modal_of(verb) in ("may", "might"):
            return True
        if any(t.dep_ == "mark" and t.lower_ in ("if", "whether", "unless") for t in verb.children):
            return True
        if any(t.dep_ == "advmod" and t.lower_ in frame("perhaps") for t in verb.children) or is_asked(verb):
            return True
        if verb.dep_ == "xcomp" and (head.lower_ in likely or any(t.lower_ in likely for t in head.children)):
            return True
        if verb.dep_ not in ("conj", "xcomp") or head.i == verb.i or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return False
        verb = head


def is_asked(verb: Token) -> bool:
    """Whether a clause is a question told: "did not say what they would do"."""
    asks = any(t.tag_ in ("WP", "WRB") and t.dep_ in ("dobj", "advmod", "attr", "pobj") for t in verb.lefts)
    return asks and verb.dep_ in ("ccomp", "pcomp", "advcl") and bool(modal_of(verb))


def complement(token: Token) -> frozenset[int]:
    """What a cue is about: its objects and complement clauses, without times, reasons and conditions."""
    kept: set[int] = set()
    for child in token.children:
        if is_apart(child, token):
            continue
        if is_wanted(child) or (child.dep_ == "advcl" and is_infinitive(child) and not has_content(token)):
            kept.add(child.i)
            kept.update(i for inner in child.children for i in pruned(inner))
        elif child.dep_ == "advmod" and child.i > token.i:  # "went back on the pledge", "steered clear of the dam"
            kept.update(i for prep in child.rights if prep.dep_ == "prep" for i in pruned(prep))
        elif child.dep_ in COMPLEMENTS or child.dep_ in ("prep", "prt", "dep", "advcl", "npadvmod"):
            kept.update(pruned(child))
    return frozenset(kept)


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is a bare "to do" after its verb."""
    return any(is_purpose(t) for t in clause.lefts) and clause.i > clause.head.i


def has_content(verb: Token) -> bool:
    """Whether a verb has an object or clause that says what it is about."""
    return any(t.dep_ in ("dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "nsubjpass") for t in verb.children)


def is_apart(clause: Token, verb: Token) -> bool:
    """Whether a clause before a verb only stands beside it: "Norland accepted it; the union refused"."""
    if clause.dep_ != "ccomp" or clause.i > verb.i:
        return False
    own = any(t.dep_ in ("nsubj", "nsubjpass") and t.i > clause.i for t in verb.lefts)
    beside = own and any(t.dep_ == "cc" for t in verb.lefts) and verb.lemma_ not in words("actors", "speech", "verbs")
    return beside or any(t.text == ";" for t in verb.lefts)


def is_wanted(clause: Token) -> bool:
    """Whether a clause says what is to happen to something: "pressing for the dam to be built"."""
    return clause.dep_ in ("advcl", "ccomp", "xcomp") and any(
        t.dep_ == "mark" and t.lower_ == "for" for t in clause.lefts
    )


def pruned(token: Token) -> Iterator[int]:
    """A subtree without the clauses and phrases that only tell when, why or on what condition."""
    waiting = [token]
    while waiting:  # no recursion: a sentence of a broken page may be as deep as it is long
        here = waiting.pop()
        if not is_aside(here) and not is_condition(here):
            yield here.i
            waiting.extend(here.children)


def is_aside(token: Token) -> bool:
    """Whether a clause or phrase is about time, reason or condition."""
    if token.dep_ == "advcl" and any(t.lower_ in frame("asides") or is_purpose(t) for t in token.lefts):
        return True
    if token.dep_ == "relcl" and token.left_edge.i > token.sent.start and token.left_edge.nbor(-1).text == ",":
        return True
    if token.i > token.sent.start and token.lower_ == "of" and token.nbor(-1).lower_ == "instead":
        return True
    first = token.left_edge.i
    if token.dep_ == "conj" and first > token.sent.start and token.doc[first - 1].lower_ == "than":
        return True  # "an exchange rather than a truce"
    return token.dep_ == "prep" and token.lower_ in frame("asides_prepositions")


def is_purpose(token: Token) -> bool:
    """The "to" of "to thwart smuggling"."""
    return token.dep_ == "aux" and token.tag_ == "TO"


def is_condition(token: Token) -> bool:
    """Whether a clause or phrase says what must come first."""
    if token.dep_ == "advcl" and any(t.lower_ in frame("conditions") for t in token.lefts):
        return True
    lefts = {t.lower_ for t in token.lefts}
    if token.dep_ == "conj" and "only" in lefts and lefts & frame("conditions"):
        return True  # "but only if"
    if token.dep_ not in ("prep", "advcl", "amod", "acl", "advmod"):
        return False
    first = token.left_edge.i
    words = " ".join(t.lower_ for t in token.doc[first : min(first + 4, token.right_edge.i + 1)])
    return words.startswith(tuple(frame("exchanges")))


def promises_none(verb: Token) -> bool:
    """Whether what is wanted or vowed is that something shall not be: "vowed that no dam would", "wants no dam"."""
    clear = [t for child in verb.children if child.dep_ in ("ccomp", "acomp", "oprd", "xcomp") for t in child.children]
    for t in (*verb.children, *(t for t in clear if t.head.pos_ == "ADJ")):
        if t.dep_ in ("dobj", "attr") and is_negated(t):
            return True
        firsts = {n.lower_ for n in t.lefts}  # not "so that no lorry passes"
        if t.dep_ in ("ccomp", "xcomp") or (t.dep_ == "advcl" and "that" in firsts and "so" not in firsts):
            parts = [t, *(n for n in t.children if n.dep_ in ("nsubj", "nsubjpass", "attr", "dobj", "expl"))]
            if any(is_negated(n) or is_nobody(n) for n in parts):
                return True
    return False


def terms_of(token: Token) -> frozenset[int]:
    """The conditions of a stance, also where they hang on the verb that carries it: "is ready to free them if"."""
    found = set(conditions_of(token))
    at = token
    while at.dep_ in ("acomp", "xcomp", "ccomp", "oprd", "prep", "attr") and at.head.i != at.i:
        at = at.head
        found.update(i for t in at.children if t.i > token.i and is_condition(t) for i in (n.i for n in t.subtree))
    return frozenset(found)


def has_object(verb: Token) -> bool:
    """Whether a verb acts on somebody: "persuaded them to", "urged the union to"."""
    return any(t.dep_ in ("dobj", "dative") for t in verb.children)


def conditions_of(token: Token) -> frozenset[int]:
    """The conditions that stand under a token."""
    found: set[int] = set()
    for t in token.subtree:
        if t.i != token.i and is_condition(t):
            found.update(inner.i for inner in t.subtree)
    return frozenset(found)


def is_order(clause: Token) -> bool:
    """Whether a clause says what somebody is to do: "told the union to return", "asked that it be dropped"."""
    if clause.dep_ not in ("xcomp", "ccomp", "advcl"):
        return False
    helpers = [t for t in clause.children if t.dep_ in ("aux", "auxpass")]
    if any(t.tag_ == "TO" for t in helpers):
        return True
    first = helpers[0] if helpers else clause
    return clause.dep_ == "ccomp" and first.tag_ == "VB" and any(t.dep_ == "mark" for t in clause.children)


def necessity(token: Token) -> str:
    """The modal that a verb's governor amounts to: "must" in "has to", "needs to", "will" in "is going to"."""
    above = token.head
    if token.dep_ != "xcomp" or not any(t.dep_ == "aux" and t.tag_ == "TO" for t in token.children):
        return ""
    if above.lemma_.lower() in ("have", "need", "ought"):
        return "" if any(t.dep_ == "dobj" for t in above.children) else "must"
    return "will" if above.lower_ in ("going", "gon") else ""


def companions(token: Token) -> list[Token]:
    """Who is named beside somebody: "Norland, together with the League,", "the union, like Norland,"."""
    preps = [t for t in token.children if t.dep_ == "prep" and t.i > token.i]
    preps += [t for prep in preps if prep.lower_ == "along" for t in prep.children if t.dep_ == "prep"]
    return [
        noun
        for prep in preps
        if prep.lower_ == "alongside"
        or (prep.lower_ == "like" and prep.nbor(-1).text == ",")
        or (prep.lower_ == "with" and prep.nbor(-1).lower_ in ("together", "along"))
        for noun in prep.children
        if noun.dep_ == "pobj"
    ]


def is_headline(token: Token) -> bool:
    """Whether a word without an article is a headline's subject: "Union rejects offer"."""
    ended = token.sent.text.rstrip().endswith((".", "!", "?", "”", '"', ":"))
    return not ended and token.dep_ == "nsubj" and token.tag_ in ("NN", "NNP")


def possessor(token: Token) -> Token | None:
    """The "her" of "her members", the "league" of "the league's leadership"."""
    return next((t for t in token.lefts if t.dep_ == "poss"), None)


def represented(token: Token) -> Token | None:
    """The "union" of "a spokesman for the union"."""
    preps = (t for t in token.rights if t.dep_ == "prep" and t.lower_ in ("for", "of", "from"))
    return next((noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"), None)


def reported_by(token: Token) -> Token | None:
    """Who says that "it" would do something: "Oduya" in "Oduya said it would"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.pos_ != "VERB" or not modal_of(verb):
        return None
    return next((t for t in verb.head.lefts if t.dep_ == "nsubj"), None)


def is_plural_side(token: Token) -> bool:
    """ "The sides", "the parties" alone."""
    return token.lower_ in ("sides", "parties") and any(t.lower_ == "the" for t in token.lefts)


def named_beside(token: Token) -> bool:
    """Whether "officials" or "spokesman" has a person's name next to it."""
    return any(t.pos_ == "PROPN" and t.dep_ == "appos" for t in token.children)
