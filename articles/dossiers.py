"""The way into extraction: rows of the database become an extractor's records."""

from __future__ import annotations

from collections.abc import Iterator

from negotiations.models import Issue, Negotiation, Party, PartyName

from .extraction import records
from .models import Article, Citation

PRECEDENTS = 400  # of the record, newest first: enough to learn from, and little to read


def document_of(article: Article) -> records.Document:
    """The article as an extractor reads it."""
    return records.Document(text=article.text, published=article.published)


def dossier_of(negotiation: Negotiation) -> records.Dossier:
    """All that an extractor may know of a negotiation."""
    parties = negotiation.parties.prefetch_related("names")
    issues = negotiation.issues.prefetch_related("points")
    return records.Dossier(
        parties=tuple(map(party_of, parties)),
        issues=tuple(map(issue_of, issues)),
        precedents=tuple(precedents_of(negotiation)),
    )


def precedents_of(negotiation: Negotiation) -> Iterator[records.Precedent]:
    """The latest positions in force with one of their quotes each: what the reader may learn from the record."""
    cited = Citation.objects.in_force().filter(position__negotiation=negotiation, position__closed_at__isnull=True)
    keys = ("position__party__key", "position__issue__key", "position__side__key")
    for party, issue, side, quote in cited.quoted().order_by("-pk").values_list(*keys, "quote")[:PRECEDENTS]:
        yield records.Precedent(party=party, issue=issue, side=side, quote=quote)


def party_of(party: Party) -> records.Party:
    """A party with its names by kind."""
    names = list(party.names.all())
    kind = PartyName.Kind
    return records.Party(
        key=party.key,
        name=party.name,
        role=party.role,
        aliases=tuple(name.text for name in names if name.kind == kind.ALIAS),
        people=tuple(records.Person(name=n.text, title=n.title) for n in names if n.kind == kind.PERSON),
        descriptions=tuple(name.text for name in names if name.kind == kind.DESCRIPTION),
    )


def issue_of(issue: Issue) -> records.Issue:
    """An issue with its terms and scale."""
    points = (records.ScalePoint(key=p.key, value=p.value, label=p.label) for p in issue.points.all())
    return records.Issue(
        key=issue.key,
        name=issue.name,
        question=issue.question,
        terms=tuple(issue.terms),
        points=tuple(points),
        unit=issue.unit,
    )
