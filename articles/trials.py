"""Trying the reader on a paragraph: what it would find, why, and which words it knew. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from negotiations import rows
from negotiations.models import Negotiation
from negotiations.rows import Row

from . import runs
from .dossiers import dossier_of
from .explanations import Explanation
from .extraction.records import Dossier
from .extractors import EXTRACTORS
from .highlights import Passage, Stretch, stretches
from .models import Article, Proposal, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A statement as it would be proposed, and why."""

    anchor: str
    row: Row
    issue: str
    quote: str
    sureness: str
    is_sure: bool
    why: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Words of the text that the negotiation knows, and what they stand for."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """All that a trial shows."""

    finds: tuple[Find, ...]
    figures: tuple[str, ...]
    parties: tuple[Recognised, ...]
    issues: tuple[Recognised, ...]
    stretches: Sequence[Stretch]


def read(*, negotiation: Negotiation, text: str, published: date) -> Trial:
    """What would be found in a text. Raises ExtractorUnavailable."""
    article = Article(negotiation=negotiation, text=text, published=published)
    run = Run(article=article, extractor=settings.EXTRACTOR)
    extraction, _ = runs.read(article, EXTRACTORS[run.extractor])
    keys = runs.Keys(negotiation)
    proposals = [keys.statement(statement, run) for statement in extraction.statements]
    finds = [find_of(proposal, number, text) for number, proposal in enumerate(proposals, start=1)]
    numbers = [keys.figure(figure, run, article) for figure in extraction.figures]
    dossier = dossier_of(negotiation)
    return Trial(
        finds=tuple(finds),
        figures=tuple(f"{n.value.normalize():f} {n.unit}: {n.issue}" for n in numbers),
        parties=tuple(known_parties(text, dossier)),
        issues=tuple(known_issues(text, dossier)),
        stretches=stretches(text, map(passage_of, proposals, finds)),
    )


def find_of(proposal: Proposal, number: int, text: str) -> Find:
    """A proposal that was never stored, as it is shown."""
    proposal.quote = text[proposal.start : proposal.end]
    return Find(
        anchor=f"find-{number}",
        row=rows.row_of(proposal, pending=True),
        issue=proposal.issue.name,
        quote=proposal.quote,
        sureness=proposal.sureness,
        is_sure=proposal.sure,
        why=proposal.why,
    )


def passage_of(proposal: Proposal, find: Find) -> Passage:
    """A find's quote in the text."""
    label = f"{find.row.party_name}, {find.row.stance}: {find.issue}"
    colour = find.row.colour
    return Passage(start=proposal.start, end=proposal.end, card=find.anchor, colour=colour, label=label, pending=True)


def known_parties(text: str, dossier: Dossier) -> Iterator[Recognised]:
    """The parties of which a name stands in the text."""
    for party in dossier.parties:
        names = (party.name, *party.aliases, *(person.name for person in party.people), *party.descriptions)
        if words := standing_in(text, names):
            yield Recognised(name=party.name, words=words)


def known_issues(text: str, dossier: Dossier) -> Iterator[Recognised]:
    """The sticking points of which a term stands in the text."""
    for issue in dossier.issues:
        if words := standing_in(text, (issue.name, *issue.terms)):
            yield Recognised(name=issue.name, words=words)


def standing_in(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that the text holds word for word."""
    found = (name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    return tuple(dict.fromkeys(found))
