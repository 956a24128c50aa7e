"""The one door through which the result of every extractor passes: what it cannot prove from the text is dropped.

A quote is a place in the stored text, so nothing that an extractor makes up can pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .records import Basis, Document, Dossier, Extraction, Figure, Span, Statement

STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What did not pass, and why in a few words."""

    found: Statement | Figure
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What passed, and what did not."""

    extraction: Extraction
    dropped: tuple[Dropped, ...]


def verify(extraction: Extraction, document: Document, dossier: Dossier) -> Verified:
    """Keep what holds against document and dossier."""
    dropped: list[Dropped] = []
    statements = []
    for statement in extraction.statements:
        if cause := fault_of_statement(statement, document, dossier):
            dropped.append(Dropped(found=statement, cause=cause))
        else:
            statements.append(proved(statement, document.text))
    figures = []
    for figure in extraction.figures:
        if cause := fault_of_figure(figure, document, dossier):
            dropped.append(Dropped(found=figure, cause=cause))
        else:
            figures.append(figure)
    kept = Extraction(statements=tuple(statements), figures=tuple(figures))
    return Verified(extraction=kept, dropped=tuple(dropped))


def fault_of_statement(statement: Statement, document: Document, dossier: Dossier) -> str | None:
    """What is wrong with a statement; None where it holds."""
    parties = {party.key for party in dossier.parties}
    sides = {issue.key: {point.key for point in issue.points} for issue in dossier.issues}
    account = statement.attribution
    faults = {
        "party unknown": statement.party not in parties,
        "issue unknown": statement.issue not in sides,
        "side of another issue": bool(statement.side) and statement.side not in sides.get(statement.issue, ()),
        "said after it was published": statement.said_on > document.published,
        "account of no other party": (account.basis is Basis.PARTY)
        != (account.party in parties and account.party != statement.party),
        "confidence out of range": not 0 <= statement.confidence <= 1,
        "quote not in the text": not is_sound(statement.quote, document.text),
    }
    return next((cause for cause, holds in faults.items() if holds), None)


def fault_of_figure(figure: Figure, document: Document, dossier: Dossier) -> str | None:
    """What is wrong with a figure; None where it holds."""
    faults = {
        "issue unknown": figure.issue not in {issue.key for issue in dossier.issues},
        "count of an unknown party": figure.counted_by not in {None, *(party.key for party in dossier.parties)},
        "number out of range": not figure.value.is_finite() or abs(figure.value) >= 10**20,
        "confidence out of range": not 0 <= figure.confidence <= 1,
        "quote not in the text": not is_sound(figure.quote, document.text),
    }
    return next((cause for cause, holds in faults.items() if holds), None)


def proved(statement: Statement, text: str) -> Statement:
    """A statement without further passages and reasons that point outside the text."""
    reasons = tuple(r for r in statement.reasons if r.words is None or is_sound(r.words, text))
    return replace(statement, also=sound_spans(statement.also, text), reasons=reasons)


def sound_spans(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Those that lie in the text."""
    return tuple(span for span in spans if is_sound(span, text))


def is_sound(span: Span, text: str) -> bool:
    """Whether a span lies in the text, holds words, and has no white space at its ends."""
    words = span.of(text)
    return 0 <= span.start < span.end <= len(text) and bool(words) and words == words.strip()


def locate(quote: str, text: str) -> Span | None:
    """Where the words stand in the text, quotation marks and white space levelled; None if they were made up."""
    words = quote.translate(STRAIGHT).split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text.translate(STRAIGHT))
    return Span(*match.span()) if match else None
