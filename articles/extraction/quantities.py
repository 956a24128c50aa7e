"""Numbers that bear on an issue: how many, how much, for how long; not casualties, past events or fractions.

First every number of a sentence is read, with its unit ("up to $3bn", "a six-week truce", "from 4 to 6 per cent").
Then it is weighed against each issue: named facts speak for and against, and what each is worth is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from math import exp

from .counts import Counts
from .lexicon import table, words
from .parsed import Sentence, Token
from .records import Dossier, Issue, Link, Span
from .stems import stem
from .units import PERCENT, facts_of_unit

ENOUGH = 0.35  # how likely a figure must be to be kept: chosen on the corpus, where more or less changes little
THOUSAND, TOO_MUCH = Decimal(1000), Decimal(10**15)
ALIKE = 5  # times that a bare number may be more or less than the figure that it follows
NAMED = ("term", "loose", "near")
DIGIT, LETTERS = re.compile(r"\d"), re.compile(r"[a-z]+")
LONG_PAST = re.compile(
    r"\b(?:(?:in|since|of|from) (?:19|20)\d\d|years? ago|earlier|last (?:year|month|summer|winter|spring|autumn))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as it stands in a sentence, from the token `first` to `last`; `end` is the token after its unit."""

    first: Token
    last: Token
    end: int
    value: Decimal
    unit: str
    kind: str  # percent, money, time, noun, or bare where the unit is understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around the numbers of a sentence."""

    sentence: Sentence
    dossier: Dossier
    links: Sequence[Link]
    likely: Mapping[str, float]  # issue → how likely the sentence takes a position on it
    recent: Mapping[str, int]  # issue spoken of before → how many sentences ago, the last one last
    about: frozenset[int]  # what the sentence's stances are about
    held: bool  # whether a party holds or says something in the sentence
    before: Counts


@cache
def pattern() -> re.Pattern[str]:
    """A number in digits or words, with its sign, its multiples, and the second half of a range ("3-5")."""
    data = table("quantities")
    small, signs = "|".join(sorted(data["numbers"], key=len, reverse=True)), "".join(map(re.escape, data["signs"]))
    word = rf"(?:(?:{small})(?:[\s-](?:{small})\b)?)\b"
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{word})"
    long = "|".join(m for m in data["multiples"] if len(m) > 3)
    short = "|".join(m for m in data["multiples"] if len(m) <= 3)
    times = rf"(?:(?:[\s-](?:{long}))(?:\sand\s{word}|\s{word})?|(?<=\d)\s?(?:{short})\b)"
    return re.compile(
        rf"(?<![\w/:.,&-])(?:(?P<sign>(?:[A-Z]{{1,3}})?[{signs}])\s?)?"
        rf"(?P<number>{number}|(?:half\s)?an?(?=[\s-](?:{long})\b))(?P<times>(?:{times}\b)*)"
        rf"(?P<range>\s?[-–]\s?[{signs}]?{number})?(?P<glued>(?:{'|'.join(data['glued'])})\b)?(?!(?!pc\b)\w|[.,:/]\d)",
        re.IGNORECASE,
    )


def may_count(sentence: Sentence) -> bool:
    """Whether a sentence has a digit or a word that `pattern` begins with: most have none, and it is dear to ask."""
    text = sentence.text.lower()
    return DIGIT.search(text) is not None or not counting().isdisjoint(LETTERS.findall(text))


@cache
def counting() -> frozenset[str]:
    """The words of numbers and of their multiples."""
    return frozenset(table("quantities")["numbers"]).union(table("quantities")["multiples"])


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers of a sentence that may be figures."""
    found: list[Quantity] = []
    if not may_count(sentence):
        return found
    matches = list(pattern().finditer(sentence.text))
    joints = ["", *(joint(one, other, sentence) for one, other in pairwise(matches)), ""]
    for n, match in enumerate(matches):
        if joints[n] in ("range", "score") or joints[n + 1] == "score":
            continue
        quantity = quantity_of(match, matches[n + 1] if joints[n + 1] else None, sentence)
        if not is_furniture(quantity, match, sentence) and not is_casualty(quantity):
            found.append(quantity)
    return found


def joint(one: re.Match[str], other: re.Match[str], sentence: Sentence) -> str:
    """What two numbers form: a range ("4 to 6", "between 4 and 6"), a change ("from 4 to 6"), a score ("40 to 12")."""
    gap, before = sentence.text[one.end() : other.start()].lower(), sentence.text[: one.start()].lower()
    if before.endswith("between ") and re.fullmatch(r".{0,20}\sand\s", gap):
        return "range"
    changes = before.endswith("from ")
    between = rf"(?:\s?{PERCENT}|\s\w+)?" if changes else rf"(?:\s?{PERCENT})?"
    if not re.fullmatch(rf"{between}\s(?:to|or)\s", gap):
        return ""
    falls = not other["times"] and value_of(other) < value_of(one)
    return "change" if changes else "score" if falls else "range"


def quantity_of(match: re.Match[str], partner: re.Match[str] | None, sentence: Sentence) -> Quantity:
    """A match as a quantity; "4 to 6 years" lends its unit, "two to six thousand" its multiple to the first number."""
    number = within(sentence, *match.span())
    value = value_of(match)
    unit, kind, end = unit_of(match, number[-1], sentence)
    if partner is not None and kind == "bare":
        unit, kind, _ = unit_of(partner, within(sentence, *partner.span())[-1], sentence)
        value = value if match["times"] else value * multiplied(Decimal(1), partner["times"])
    return Quantity(first=number[0], last=number[-1], end=end, value=value, unit=unit, kind=kind)


def within(sentence: Sentence, start: int, end: int) -> list[Token]:
    """The tokens that some characters of a sentence touch."""
    return sentence.doc.within(Span(sentence.start_char + start, sentence.start_char + end))


def value_of(match: re.Match[str]) -> Decimal:
    """The number in full: "1.3 trillion", "two hundred and fifty", "half a million"."""
    number = match["number"].lower()
    whole = Decimal(1) if number in ("a", "an") else small_number(number)
    return multiplied(Decimal("0.5") if number.startswith("half") else whole, match["times"])


def multiplied(value: Decimal, times: str) -> Decimal:
    """A value with its multiples, and what is added to them ("hundred and fifty")."""
    multiples = table("quantities")["multiples"]
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", times.lower()):
        word = word.lstrip("-")
        value = value * multiples[word] if word in multiples else value + small_number(word)
    return value


def small_number(text: str) -> Decimal:
    """Digits, or words below a hundred."""
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    return Decimal(sum(table("quantities")["numbers"].get(part, 0) for part in re.split(r"[\s-]", text)))


def unit_of(match: re.Match[str], last: Token, sentence: Sentence) -> tuple[str, str, int]:
    """What is counted, of what kind it is, and the token after it."""
    if match["sign"]:
        return table("quantities")["signs"][match["sign"][-1]], "money", last.i + 1
    if percent := re.match(rf"[\s-]?{PERCENT}", sentence.text[match.end() :], re.IGNORECASE):
        sign = within(sentence, match.end(), match.end() + percent.end())
        return "percent", "percent", sign[-1].i + 1
    if match["glued"]:
        return table("quantities")["glued"][match["glued"].lower()], "noun", last.i + 1
    noun = counted_noun(last)
    if noun is None:
        return "", "bare", last.i + 1
    kinds = {"money": "currencies", "time": "time"}
    kind = next((kind for kind, key in kinds.items() if noun.lemma_.lower() in words("quantities", key)), "noun")
    singular = kind != "noun" and not noun.lower_.endswith(("s", "pence", "yen", "yuan"))
    return f"{noun.lower_}s" if singular else noun.lower_, kind, noun.i + 1


def counted_noun(last: Token) -> Token | None:
    """The noun after a number: "400 more political prisoners", "12-metre", "three of the cranes"."""
    doc, end, i, hyphen = last.doc, last.sent.end, last.i + 1, False
    while i < min(end, last.i + 7):
        token = doc[i]
        if token.text == "-" and not doc[i - 1].spaced:
            hyphen = True
        elif token.pos_ in ("NOUN", "PROPN") or (hyphen and token.is_alpha and token.lower_ != "strong"):
            break
        elif token.lower_ == "of" and i == last.i + 1 and i + 1 < end and doc[i + 1].pos_ in ("DET", "PRON"):
            i += 2 if i + 2 < end and doc[i + 2].like_num else 1
        elif token.like_num or (token.pos_ not in ("ADJ", "ADV", "PRON") and token.tag_ not in ("VBN", "VBG")):
            return None
        i += 1
    while not hyphen and i + 1 < end and doc[i].dep_ == "compound" and doc[i + 1].pos_ in ("NOUN", "PROPN"):
        i += 1
    return doc[i] if i < min(end, last.i + 7) else None


def is_furniture(quantity: Quantity, match: re.Match[str], sentence: Sentence) -> bool:
    """Dates, times of day, ages, scores, numbered things, fractions and vague counts."""
    tail = sentence.text[match.end() :]
    before, after = sentence.text[: match.start()].lower(), tail.lower()
    text, times = match["number"].lower(), match["times"]
    digits = text.isdecimal() and not times
    data = table("quantities")
    small, vague, spent, months = ("|".join(data[key]) for key in ("numbers", "vague", "spent", "months"))
    checks = (
        digits and quantity.kind in ("bare", "noun") and bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", text)),
        digits and len(text) < 3 and bool(re.search(rf"\b(?:{months})\.?\s$", before)),
        digits and bool(re.match(rf"\s(?:of\s)?(?:{months})\b", after)) and not tail.startswith(" may "),
        digits and bool(match["range"]) and falls(match),
        bool(re.match(r"\s?(?:[ap]\.?m\b|o.clock|gmt\b)|[-\s]years?[-\s]old", after)),
        quantity.value <= 10 and bool(re.match(rf"\s(?:in|out\sof)\s(?:\d+|{small})\b", after)),
        bool(re.search(rf"\b(?:\d|10|{small})\s(?:in|out\sof)\s$", before)),
        bool(re.match(r"[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b", after)),
        bool(re.match(r",\s[a-z]", after)) and before.endswith(", ") and quantity.kind == "bare",
        bool(re.search(rf"\b(?:aged?|{vague})\s$", before)),
        bool(times) and bool(re.match(r"s\b|\sor\sso\b", after)),
        text == "one" and quantity.kind in ("bare", "noun") and not times,
        quantity.kind == "time" and bool(re.match(rf".{{2,9}}\sof\s(?:\w+\s)?(?:{spent})\b", after)),
        is_numbered(quantity),
        quantity.value >= TOO_MUCH,
    )
    return any(checks)


def falls(match: re.Match[str]) -> bool:
    """Whether a range runs downwards, as scores and votes do."""
    upper = re.sub(r"\D", "", match["range"])
    return bool(upper) and Decimal(upper) < Decimal(match["number"])


def is_numbered(quantity: Quantity) -> bool:
    """ "Article 7", "phase two", "Ward Four"."""
    token = quantity.first
    counts = quantity.kind not in ("bare", "noun") or (quantity.kind == "noun" and token.head.i > token.i)
    if token.i == token.sent.start or counts:
        return False
    return (token.nbor(-1).pos_ == "PROPN" and token.text[:1].isupper()) or token.nbor(-1).lemma_.lower().rstrip(
        "."
    ) in words("quantities", "numbered")


def is_casualty(quantity: Quantity) -> bool:
    """ "40 prisoners were killed", "a toll of 40", "40 dead"; or taken: "seized 40 prisoners"."""
    noun = quantity.first.doc[quantity.end - 1]
    near = {quantity.first.head, noun, *noun.children}
    near |= {t.head for t in (noun, quantity.first) if t.dep_ in ("nsubj", "nsubjpass", "dobj", "conj")}
    near |= {t.head.head for t in (noun, quantity.first) if t.dep_ == "pobj" and t.head.lower_ in ("of", "to")}
    near |= {t.head.head for t in near if t.dep_ in ("nsubj", "nsubjpass", "dobj") and t.head.pos_ == "NOUN"}
    past = {t.lemma_.lower() for t in near if t.tag_ == "VBD"} & words("quantities", "past_events")
    return bool(past) or any(t.lemma_.lower() in words("quantities", "casualties") for t in near)


def understood(quantity: Quantity, before: Counts) -> Quantity:
    """A bare number with the multiple that it leaves out: "they offered 80 billion, we had asked for 90"."""
    last = before.last
    if quantity.kind != "bare" or last is None or quantity.value >= THOUSAND or not quantity.value:
        return quantity
    value = quantity.value * THOUSAND ** (last.value.adjusted() // 3 if last.value >= THOUSAND**2 else 0)
    return replace(quantity, value=value) if are_alike(value, last.value) else quantity


def are_alike(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are of one order."""
    return other / ALIKE <= one <= other * ALIKE


def facts(quantity: Quantity, issue: Issue, at: Around) -> Iterator[str]:
    """What speaks for and against a quantity as a figure of an issue rather than of another."""
    yield from facts_of_unit(quantity.kind, quantity.unit, at.dossier)[issue.key]
    yield from facts_of_memory(quantity, issue, at)
    yield from facts_of_place(quantity, issue, at)
    yield from facts_of_talk(issue, at)


def facts_of_memory(quantity: Quantity, issue: Issue, at: Around) -> Iterator[str]:
    """Whether the issue was counted like that before."""
    own = at.before.last_of.get(issue.key)
    same = {issue for issue, unit in at.before.of_value.get(quantity.value, ()) if quantity.unit in ("", unit)}
    if same:
        yield "same number before" if issue.key in same else "same number of another"
    if quantity.kind == "bare":
        if at.before.last and at.before.last.issue == issue.key:
            yield "bare, last counted"
        if own and are_alike(quantity.value, own.value):
            yield "bare, alike"
    elif quantity.unit in at.before.units.get(issue.key, ()):
        yield "unit before"


def facts_of_place(quantity: Quantity, issue: Issue, at: Around) -> Iterator[str]:
    """How near the issue is to the number."""
    links = [link for link in at.links if link.issue == issue.key]
    named = [i for link in links if link.kind in (*NAMED, "everyday") for i in link.tokens]
    others = [i for link in at.links if link.kind in NAMED and link.issue != issue.key for i in link.tokens]
    first, doc = quantity.first.i, quantity.first.doc
    if named:
        gap = min(min(abs(i - first), abs(i - quantity.end + 1)) for i in named)
        yield "named within 3" if gap <= 3 else "named within 8" if gap <= 8 else "named far"
        nearest = min((abs(i - first) for i in others), default=None)
        yield "alone named" if nearest is None else "another is nearer" if nearest < gap else "nearest"
    else:
        yield f"linked by {min(link.kind for link in links)}" if links else "not linked"
        yield from ["others named"] if others else []
    tokens = {i for link in links if link.kind not in ("unit", "pronoun") for i in link.tokens}
    if tokens & governing(quantity):
        yield "governs"
    elif tokens and verb_over(quantity.first) in {verb_over(doc[i]) for i in tokens}:
        yield "same clause"
    likely = at.likely.get(issue.key, 0.0)
    yield "likely sure" if likely > 0.6 else "likely" if likely > 0.3 else "likely less" if likely > 0.1 else "unlikely"
    if likely and likely == max(at.likely.values()):
        yield "likeliest"


def facts_of_talk(issue: Issue, at: Around) -> Iterator[str]:
    """Whether the issue was spoken of just before."""
    others = any(link.kind in NAMED for link in at.links)
    ago = at.recent.get(issue.key, 9)
    if [*at.recent][-1:] == [issue.key]:
        yield "spoken of last, others now" if others else "spoken of last"
    if not others and ago <= 3:
        yield "spoken of just before" if ago <= 1 else "spoken of lately"


@lru_cache(maxsize=16)  # every issue asks
def governing(quantity: Quantity) -> set[int]:
    """The nouns that a number belongs to: "a rise of 7 per cent", "a 40-day truce", "a fund of at least $2bn"."""
    found, token = {quantity.end - 1}, quantity.last
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
        found.add(token.i)
    return found


def verb_over(token: Token) -> int:
    """The verb that a phrase hangs on."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token.i


def facts_of_number(quantity: Quantity, at: Around) -> Iterator[str]:
    """What the words around the number say, whatever the issue."""
    first = quantity.first
    verb = first.doc[verb_over(first)]
    near = {t.lower_ for t in first.doc[max(at.sentence.start, first.i - 3) : first.i]}
    after = first.doc[quantity.end].lower_ if quantity.end < at.sentence.end else ""
    told = {
        "past before or after": near & words("quantities", "past_before") or after in words("quantities", "past_after"),
        "everyday noun": quantity.kind == "noun" and stem(quantity.unit) in map(stem, words("quantities", "everyday")),
        "small word": first.text.isalpha() and quantity.value <= 3,
        "beside a stance": at.about and first.i not in at.about,
        "held by nobody": not at.held,
        "modal": any(t.tag_ == "MD" for t in verb.children),
    }
    yield from (fact for fact, holds in told.items() if holds)
    if verb.tag_ == "VBD" and verb.lemma_ not in words("quantities", "speech"):
        yield "long past" if LONG_PAST.search(at.sentence.text) else "past tense"
    if quantity.kind == "time":
        yield from (f"time {word}" for word in sorted(near & {"over", "of", "within", "in"}))


def chance(found: frozenset[str]) -> float:
    """How likely a quantity is a figure, by the worth of some facts: ten points are one in the log-odds."""
    points = table("quantities")["points"]
    return 1 / (1 + exp(-(points["(always)"] + sum(points.get(fact, 0) for fact in found)) / 10))


def issue_of(quantity: Quantity, at: Around) -> tuple[str, float] | None:
    """The issue that a quantity bears on, and how surely; of equals the first."""
    common = frozenset(facts_of_number(quantity, at))
    options = [(chance(common.union(facts(quantity, issue, at))), issue.key) for issue in at.dossier.issues]
    likely, key = max(options, default=(0.0, ""), key=lambda option: option[0])
    return (key, round(likely, 3)) if likely >= ENOUGH else None
