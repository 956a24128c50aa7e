"""An extractor that asks a language model. It gets a function that completes a prompt, and trusts no answer.

The model is asked for verbatim quotes; those that are not in the text are left out here, and whatever else it makes
up falls at `verify`. No HTTP and no key in this module: who calls it brings `complete`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from .extractor import ExtractorUnavailable
from .records import Attribution, Basis, Document, Dossier, Extraction, Figure, Precision, Stance, Statement
from .verify import locate

CONFIDENCE = 0.6  # of what a model says, until editors' decisions tell better
TASK = """You read a news article about a negotiation and list what each party wants on each issue.
Answer with JSON alone: {"positions": [{"party", "issue", "stance", "side", "date", "date_precision", "attribution",
"speaker", "quote"}], "figures": [{"issue", "value", "unit", "counted_by", "quote"}]}.
party, issue and side are keys from the lists below, side may be null. stance: demand, offer, accept, reject, concede.
date is the ISO day on which it was said, date_precision day, week or month. attribution is own, officials, sources, or
party:<key> for another party's account. quote is copied from the article to the letter."""


class LlmExtractor:
    """Asks `complete`, a function from prompt to answer, which raises ExtractorUnavailable where it is away."""

    name = "llm"
    version = "1"
    threshold = CONFIDENCE

    def __init__(self, *, complete: Callable[[str], str]) -> None:
        self._complete = complete

    def extract(self, document: Document, dossier: Dossier) -> Extraction:
        """What the model finds and can quote. Raises ExtractorUnavailable."""
        answer = parse(self._complete(prompt(document, dossier)))
        positions = (statement_of(item, document) for item in listed(answer, "positions"))
        figures = (figure_of(item, document) for item in listed(answer, "figures"))
        return Extraction(
            statements=tuple(statement for statement in positions if statement),
            figures=tuple(figure for figure in figures if figure),
        )


def prompt(document: Document, dossier: Dossier) -> str:
    """The task, the parties and issues with their keys, and the article."""
    parties = [{"key": party.key, "names": [party.name, *party.aliases]} for party in dossier.parties]
    issues = [
        {"key": i.key, "name": i.name, "terms": i.terms, "sides": {p.key: p.label for p in i.points}}
        for i in dossier.issues
    ]
    frame = json.dumps({"parties": parties, "issues": issues}, ensure_ascii=False)
    return f"{TASK}\n\n{frame}\n\nPublished: {document.published.isoformat()}\n\nArticle:\n{document.text}"


def parse(answer: str) -> dict[str, Any]:
    """The JSON object of an answer. Raises ExtractorUnavailable: another try may answer better."""
    try:
        data = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])
    except ValueError as error:
        raise ExtractorUnavailable("The language model did not answer with JSON.") from error
    return data


def listed(answer: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects under a key; whatever else stands there is left out."""
    items = answer.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def statement_of(item: dict[str, Any], document: Document) -> Statement | None:
    """One position; None where a value is none of those asked for, or the quote not in the text."""
    quote = locate(str(item.get("quote") or ""), document.text)
    basis, _, account = str(item.get("attribution") or "own").partition(":")
    try:
        return quote and Statement(
            party=str(item["party"]),
            issue=str(item["issue"]),
            stance=Stance(item["stance"]),
            side=item.get("side"),
            said_on=date.fromisoformat(item.get("date") or document.published.isoformat()),
            precision=Precision(item.get("date_precision") or "day"),
            attribution=Attribution(basis=Basis(basis), party=account or None),
            speaker=item.get("speaker"),
            quote=quote,
            confidence=CONFIDENCE,
        )
    except (KeyError, TypeError, ValueError):
        return None


def figure_of(item: dict[str, Any], document: Document) -> Figure | None:
    """One figure; None where it is no number, or the quote not in the text."""
    quote = locate(str(item.get("quote") or ""), document.text)
    try:
        return quote and Figure(
            issue=str(item["issue"]),
            value=Decimal(str(item["value"])),
            unit=str(item["unit"]),
            counted_by=item.get("counted_by"),
            quote=quote,
            confidence=CONFIDENCE,
        )
    except (KeyError, InvalidOperation):
        return None
