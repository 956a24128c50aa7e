"""Which of the days that a sentence names is the day of a statement: one that hangs on its verb, or on one above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from .dates import POINTING, Dated, find_dates
from .grammar import frame, modal_of
from .lexicon import words
from .parsed import Sentence, Token, highest
from .records import Precision, Span

HOURS = {"night", "evening", "morning", "afternoon", "noon", "midnight", "dawn", "hours", "day", "early", "late", "end"}
# What is said or decided on such an occasion, or stands in such a paper, is dated by it.
OCCASIONS = {
    "statement", "interview", "speech", "letter", "address", "meeting", "talk", "session", "conference", "briefing",
    "summit", "call", "conversation", "post", "message", "paper", "report", "hearing", "debate", "rally", "broadcast",
    "appearance", "testimony", "document", "draft", "proposal", "plan", "text", "agreement", "communique", "communiqué",
    "announcement", "declaration", "memo", "note", "article", "vote", "ballot", "congress", "condition", "offer",
    "counter-offer", "submission", "filing", "circular", "email", "e-mail", "deal", "compromise", "resolution", "round",
}  # fmt: skip
VENUES = {"in", "at", "during", "under", "after", "following"}
EVENTS = {
    "strike", "walkout", "stoppage", "attack", "raid", "strikes", "talk", "meeting", "session", "summit", "vote",
    "ballot", "election", "referendum", "march", "rally", "protest", "visit", "round", "hearing", "deadline", "truce",
    "ceasefire", "signing", "ceremony", "agreement", "release", "withdrawal", "opening", "closure", "shutdown",
}  # fmt: skip
PROPOSING = {"propose", "suggest", "foresee", "envisage", "provide", "include", "contain", "offer", "call", "set"}
TOLD = {"tell", "inform", "assure", "brief", "address", "ask", "write"}
MAIN = {"ROOT", "conj", "ccomp", "parataxis"}
PLACES = {"pobj", "nsubj", "nsubjpass"}
MARKS = {"“", "”", '"', "„"}


@lru_cache(maxsize=64)
def dates_of(sentence: Sentence, published: date, back: int = 3) -> tuple[Dated, ...]:
    """The days that a sentence names, found once for all its tokens: a document's text is made anew when asked for."""
    before = day_before(sentence, published, back) if POINTING.search(sentence.text) else None
    found = find_dates(sentence.text, start=0, end=len(sentence.text), published=published, before=before)
    at = sentence.start_char
    return tuple(day._replace(words=Span(day.words.start + at, day.words.end + at)) for day in found)


def day_before(sentence: Sentence, published: date, back: int) -> date | None:
    """The last day that was named in the sentences before: what "the next day" counts from."""
    while back and sentence.start > 0:
        sentence, back = sentence.doc[sentence.start - 1].sent, back - 1
        if days := [dated.day for dated in dates_of(sentence, published, back) if dated.precision is Precision.DAY]:
            return days[-1]
    return None


def governing(
    token: Token,
    sentence: Sentence,
    *,
    published: date,
    over: Collection[Token] = (),
    quoted: bool = False,
    back: int = 4,
) -> Dated | None:
    """The day that dates what a token says: one that hangs on its verb or on a verb above it.

    `over` holds the verbs of speech that report the token, wherever the parse has put them. Direct speech (`quoted`),
    and what somebody "added", is dated by the sentences beside it, at most `back` of them.
    """
    doc = token.doc
    days = dates_of(sentence, published)
    above = [token.i, *(t.i for t in token.ancestors), *(t.i for t in over)]
    at = [(dated, head_of(named)) for dated in days if (named := doc.within(dated.words))]
    mine = [(dated, day) for dated, day in at if governs(day, token, set(above))]
    if mine:  # "said on Tuesday that it had agreed on Monday": the nearest
        return min(mine, key=lambda pair: height(pair[1], above))[0]
    known = next((dated for dated, day in at if len(at) == 1 and is_of_main_clause(day, token)), None)
    if known or days or not back:
        return known
    if quoted or any(is_pointing_back(t) for t in sentence):
        return beside(sentence, published, back - 1)
    return laid_down(sentence, published) if any(tells_of_plan(t) for t in sentence) else None


def height(day: Token, above: Sequence[int]) -> int:
    """How far above a token the verb stands on which a day hangs."""
    return next((above.index(t.i) for t in day.ancestors if t.i in above), len(above))


def tells_of_plan(token: Token) -> bool:
    """Whether a verb tells what a plan of the sentence before contains: "it foresees", "they proposed"."""
    told = token.lemma_.lower() in PROPOSING or modal_of(token) == "would"
    subjects = [t for t in token.children if t.dep_ in ("nsubj", "nsubjpass")]
    return told and any(t.pos_ == "PRON" or t.lemma_.lower() in frame("plans") for t in subjects)


def laid_down(sentence: Sentence, published: date) -> Dated | None:
    """The day on which the sentence before, in the same paragraph, says that a plan was put forward."""
    if sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text:
        return None
    before = sentence.doc[sentence.start - 1].sent
    papers = [t for t in before if t.pos_ == "NOUN" and t.lemma_.lower() in frame("plans")]
    for verb in before:
        if verb.lemma_.lower() in frame("authoring") and any(t.head.i == verb.i or t.i == verb.head.i for t in papers):
            return governing(verb, before, published=published, back=0)
    return None


def head_of(named: Sequence[Token]) -> Token:
    """The word by which the words of a day hang on their sentence: no mark, if it can be helped."""
    return highest([t for t in named if t.children or not (t.is_punct or t.is_space)] or named)


def beside(sentence: Sentence, published: date, back: int) -> Dated | None:
    """The day of the sentence before, in the same paragraph; there, too, the direct speech may go on."""
    if sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text:
        return None
    before = sentence.doc[sentence.start - 1].sent
    goes_on = any(t.text in MARKS for t in before)
    return governing(before.root, before, published=published, quoted=goes_on, back=back)


def is_pointing_back(token: Token) -> bool:
    """Whether a verb goes on with what was said: "he added", "Vasse added that"."""
    if token.lemma_ not in ("add", "continue", "go"):
        return False
    says = any(t.dep_ == "ccomp" or (t.dep_ == "xcomp" and t.lemma_ in ("say", "add")) for t in token.children)
    subjects = [t for t in token.children if t.dep_ == "nsubj"]
    named = says or token.dep_ in ("ccomp", "parataxis")
    if token.lemma_ == "go":
        return says and bool(subjects)  # "went on to say"
    return any(t.pos_ == "PRON" or (named and token.lemma_ == "add") for t in subjects)


def governs(day: Token, token: Token, above: Collection[int]) -> bool:
    """Whether a day is that of a statement, not of something that the statement is about."""
    verb, nouns = hangs_on(day)
    if verb.i in above and is_to_come(verb):
        return False
    if not nouns and is_told_behind(verb, token):
        return True
    if verb.i in above and nouns:
        return is_occasion(nouns[0], verb) or is_beside(day, nouns, verb)
    if verb.i in above:
        return not (is_inside(day, token) or is_of_another_clause(day, verb, token))
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
        over, between = hangs_on(verb.head)
        named = verb.head.i in above and verb.head.lemma_.lower() in OCCASIONS
        return named or (over.i in above and any(is_occasion(noun, over) for noun in (verb.head, *between)))
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i in above:
        return not any(t.dep_ == "mark" for t in verb.children)  # "speaking on Monday"
    return False


def is_told_behind(verb: Token, token: Token) -> bool:
    """Whether a verb of speech closes a sentence, taken for something else: ", its envoy announced on Monday"."""
    if verb.lemma_.lower() not in words("actors", "speech", "verbs") or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return False
    speaker = verb.head if verb.dep_ == "acl" else next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    if speaker is None and verb.dep_ == "ccomp" and verb.i > verb.head.i:
        return token.i < verb.i and verb.nbor(-1).text == ","  # "its envoy, Wen Tolak, told"
    if speaker is None or verb.dep_ not in ("acl", "conj", "dep"):
        return False
    first = speaker.left_edge
    return token.i < first.i and first.nbor(-1).text in (",", "”", '"')


def is_of_main_clause(day: Token, token: Token) -> bool:
    """Whether a sentence's only day dates it as a whole, though the token hangs elsewhere."""
    verb, nouns = hangs_on(day)
    if nouns or is_to_come(verb) or is_inside(day, token) or is_of_another_clause(day, verb, token):
        return False
    if verb.dep_ == "acl":
        over, between = hangs_on(verb.head)
        return is_occasion(verb.head, over) and not between and over.dep_ in MAIN
    said = verb.dep_ != "ccomp" or verb.i < verb.head.i  # what is said of May is not said in May
    return said and verb.dep_ in MAIN and verb.head.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBN")


def is_beside(day: Token, nouns: Sequence[Token], verb: Token) -> bool:
    """Whether the parse ties a verb's day to the nouns beside it: "officials on Monday said", "told us on Friday"."""
    noun, top = nouns[0], nouns[-1]
    if top.dep_ in ("dobj", "dative") and verb.lemma_ in TOLD:
        return True
    if day.head.dep_ != "prep" or day.head.lower_ != "on":
        return False
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return noun.head == verb and noun.i < day.i and verb.i - day.i <= 2
    ends = top.dep_ == "dobj" and top.head == verb and day.head.right_edge.i == top.right_edge.i
    return ends and not any(t.lemma_.lower() in EVENTS for t in nouns)


def hangs_on(day: Token) -> tuple[Token, Sequence[Token]]:
    """The verb that a day or a noun hangs on, and the nouns between the two."""
    nouns = []
    at = day.head
    if day.dep_ in ("compound", "nmod", "amod") and at.dep_ in PLACES and at.pos_ == "PROPN":
        at = at.head  # "On Monday Norland said": no Monday Norland
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        if at.pos_ in ("NOUN", "PROPN") and at.lower_ not in HOURS:
            nouns.append(at)
        at = at.head
    return at, nouns


def is_occasion(noun: Token, verb: Token) -> bool:
    """Whether a verb's deed belongs to an occasion: "said in a statement", "under a deal", "the letter says"."""
    if noun.lemma_.lower() not in OCCASIONS:
        return False
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return noun.head == verb
    return noun.dep_ == "pobj" and noun.head.lower_ in VENUES and noun.head.head == verb


def is_to_come(verb: Token) -> bool:
    """Whether a verb tells of what is to be done: "would leave on Monday", "to strike on Friday"."""
    auxiliaries = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    return bool(modal_of(verb)) or ("to" in auxiliaries and not auxiliaries & {"have", "having"})


def is_inside(day: Token, token: Token) -> bool:
    """Whether a day stands in what a token is about: its object, its clause."""
    within = (child for child in token.children if child.dep_ in ("dobj", "ccomp", "xcomp") and child.i != day.i)
    return any(day in child.subtree for child in within)


def is_of_another_clause(day: Token, verb: Token, token: Token) -> bool:
    """Whether a day behind its verb is left behind by "and": "took the strip on Monday, and it demands"."""
    at = token
    while at.i != verb.i and at.head.i != at.i:
        if at.dep_ == "conj" and at.head.i == verb.i:
            own = any(t.dep_ in ("nsubj", "nsubjpass") for t in at.children)
            return own and at.tag_ in ("VBZ", "VBP") and verb.i < day.i < at.i
        at = at.head
    return False
