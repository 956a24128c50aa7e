"""The way into extraction: rows of the database become an extractor's records."""

from __future__ import annotations

from negotiations.models import Issue, Negotiation, Party, PartyName

from .extraction import records
from .models import Article


def document_of(article: Article) -> records.Document:
    """The article as an extractor reads it."""
    return records.Document(text=article.text, published=article.published)


def dossier_of(negotiation: Negotiation) -> records.Dossier:
    """All that an extractor may know of a negotiation."""
    parties = negotiation.parties.prefetch_related("names")
    issues = negotiation.issues.prefetch_related("points")
    return records.Dossier(parties=tuple(map(party_of, parties)), issues=tuple(map(issue_of, issues)))


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
