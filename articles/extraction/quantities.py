"""Numbers that bear on an issue: how many, how much, for how long; not casualties, past events or fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from .lexicon import table, words
from .records import Issue
from .stems import stem, stems

HYPHENED = re.compile(r"^(?P<number>[\d.,]+|[a-z]+)-(?P<unit>day|week|month|year|hour|point|percent|per)s?$", re.IGNORECASE)
CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}


def find_quantities(sentence: Sentence) -> Iterator[tuple[Token, Decimal, str]]:
    """The numbers of a sentence that may be figures: the token, its value in full, what is counted."""
    if any(t.lemma_.lower() in words("quantities", "casualties") for t in sentence):
        return
    skip = -1
    for token in sentence:
        if token.i <= skip or is_fraction(token) or is_date(token):
            continue
        if match := HYPHENED.match(token.text):
            value = number(match["number"])
            if value is not None:
                yield token, value, f"{match['unit']}s"
            continue
        if not token.like_num or token.dep_ in ("npadvmod",):
            continue
        value, last = amount(token)
        skip = last.i
        unit = unit_of(token, last)
        if value is not None and unit and not is_past_event(token):
            yield token, value, unit


def amount(token: Token) -> tuple[Decimal | None, Token]:
    """A number with its multiples ("1.3 trillion", "two hundred"), and its last token."""
    value, last = number(token.text), token
    multiples = table("quantities")["multiples"]
    while value is not None and last.i + 1 < token.sent.end and last.nbor(1).lower_.rstrip("s") in multiples:
        last = last.nbor(1)
        value *= multiples[last.lower_.rstrip("s")]
    return value, last


def number(text: str) -> Decimal | None:
    """A number in digits or words."""
    small = table("quantities")["numbers"]
    parts = text.lower().split("-")
    if all(part in small for part in parts):
        return Decimal(sum(small[part] for part in parts))
    multiples = table("quantities")["multiples"]
    if text.lower() in multiples:
        return Decimal(multiples[text.lower()])
    try:
        return Decimal(text.replace(",", "").lstrip("$£€"))
    except InvalidOperation:
        return None


def unit_of(token: Token, last: Token) -> str:
    """What is counted: the currency before, the per cent after, else the noun that the number counts."""
    if token.i > token.sent.start and token.nbor(-1).text in CURRENCY:
        return CURRENCY[token.nbor(-1).text]
    after = last.nbor(1) if last.i + 1 < token.sent.end else None
    if after is not None and after.lower_ in ("%", "percent", "per", "pc"):
        return "percent"
    noun = last.head if last.dep_ in ("nummod", "quantmod", "compound") else token.head if token.dep_ == "nummod" else None
    while noun is not None and noun.like_num and noun.head.i != noun.i:
        noun = noun.head
    if noun is None and after is not None and after.lower_ == "of":
        noun = next((t for t in after.children if t.dep_ == "pobj"), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in words("quantities", "everyday"):
        return ""
    return noun.text


def is_fraction(token: Token) -> bool:
    """ "A third of", "two out of three", "one of the"."""
    after = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    return after in ("of", "out") and token.lower_ in ("one", "half", "third", "quarter") or token.ent_type_ == "ORDINAL"


def is_date(token: Token) -> bool:
    """A year, a day of a month, a time of day."""
    if re.fullmatch(r"(?:19|20)\d\d", token.text):
        return True
    months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "oct.", "nov.", "dec.", "sept.", "aug."}  # fmt: skip
    near = [token.nbor(n).lower_ for n in (-1, 1) if 0 <= token.i + n < len(token.doc)]
    return token.text.isdecimal() and any(word in months for word in near)


def is_past_event(token: Token) -> bool:
    """Whether the number belongs to something that has happened: "253 were seized"."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return verb.lemma_.lower() in words("quantities", "past_events")


def issue_of(unit: str, sentence: Sentence, issues: tuple[Issue, ...], linked: list[str]) -> tuple[str, float] | None:
    """The issue that a quantity bears on: by its unit, by a term that counts the same, by what the sentence is about."""
    counted = stem(unit)
    by_unit = [issue.key for issue in issues if issue.unit and counted in stems(issue.unit)]
    by_term = [issue.key for issue in issues if any(counted in stems(t) for t in (issue.name, *issue.terms))]
    for candidates, sureness in ((by_unit, 0.85), (by_term, 0.6)):
        spoken = [key for key in candidates if key in linked]
        if len(candidates) == 1 and (sureness > 0.8 or spoken):
            return candidates[0], sureness if spoken else sureness - 0.15
        if spoken:
            return spoken[0], sureness - 0.1
        if candidates and sureness > 0.8:
            return candidates[0], 0.5
    return None
