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

CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}


def find_quantities(sentence: Sentence) -> Iterator[tuple[Token, Decimal, str]]:
    """The numbers of a sentence that may be figures: the token, its value in full, what is counted."""
    skip = -1
    for token in sentence:
        if token.i <= skip or is_fraction(token) or is_date(token):
            continue
        if not token.like_num:
            continue
        value, last = amount(token)
        skip = last.i
        unit = unit_of(token, last)
        if value is not None and unit and not is_past_event(token) and not is_vague(token):
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
    noun = (
        last.head if last.dep_ in ("nummod", "quantmod", "compound") else token.head if token.dep_ == "nummod" else None
    )
    while noun is not None and noun.like_num and noun.head.i != noun.i:
        noun = noun.head
    if noun is None and after is not None and after.lower_ == "of":
        noun = next((t for t in after.children if t.dep_ == "pobj"), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in words("quantities", "everyday"):
        return ""
    return f"{noun.text}s" if noun.lower_ in ("day", "week", "month", "year", "hour") else noun.text


def is_fraction(token: Token) -> bool:
    """ "A third of", "two out of three", "one of the"."""
    after = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    return (
        after in ("of", "out") and token.lower_ in ("one", "half", "third", "quarter")
    ) or token.ent_type_ == "ORDINAL"


def is_date(token: Token) -> bool:
    """A year, a day of a month, a time of day."""
    if re.fullmatch(r"(?:19|20)\d\d", token.text):
        return True
    months = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "oct.",
        "nov.",
        "dec.",
        "sept.",
        "aug.",
    }
    near = [token.nbor(n).lower_ for n in (-1, 1) if 0 <= token.i + n < len(token.doc)]
    return token.text.isdecimal() and any(word in months for word in near)


def is_past_event(token: Token) -> bool:
    """Whether the number belongs to something that has happened: "253 were seized", "40 dead"."""
    above = [token, *token.ancestors]
    verb = next((t for t in above if t.pos_ in ("VERB", "AUX")), token)
    passive = any(t.dep_ == "auxpass" and t.lower_ in ("was", "were") for t in verb.children)
    near = {verb.lemma_.lower(), *(t.lemma_.lower() for t in token.head.children if t.dep_ == "amod")}
    return passive or bool(near & (words("quantities", "past_events") | words("quantities", "casualties")))


def is_vague(token: Token) -> bool:
    """ "Several hundred", "a few dozen", "two days of talks"."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    of = [p.lemma_.lower() for t in token.head.children if t.lower_ == "of" for p in t.children]
    round_number = token.lower_.rstrip("s") in table("quantities")["multiples"]
    return (
        before in ("several", "few", "many")
        or (before == "some" and round_number)
        or any(p in words("quantities", "everyday") for p in of)
    )


def issue_of(unit: str, sentence: Sentence, issues: tuple[Issue, ...], linked: list[str]) -> tuple[str, float] | None:
    """The issue that a quantity bears on: by its unit, by a term that counts the same."""
    counted = stem(unit)
    by_unit = [issue.key for issue in issues if issue.unit and counted in stems(issue.unit)]
    by_term = [issue.key for issue in issues if any(counted in stems(t) for t in (issue.name, *issue.terms))]
    spoken = [key for key in linked if key in by_unit or key in by_term]
    if spoken:
        return spoken[0], 0.85 if spoken[0] in by_unit else 0.7
    is_time = counted in (stem("days"), stem("weeks"), stem("months"), stem("years"), "percent")
    return (by_unit[0], 0.6) if len(by_unit) == 1 and not is_time else None
