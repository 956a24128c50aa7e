"""Approve, amend, reject, undo: a proposal becomes an entry of the record here and nowhere else.

Each verb is one transaction. The database settles races: of two decisions on one proposal the second is refused, and
its editor told who was faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from negotiations import positions
from negotiations.models import Entry, Position
from negotiations.positions import Coding, Count

from .models import Article, Citation, Decision, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verdict = Decision.Verdict


class AlreadyDecided(Exception):
    """Another editor was faster; the message says who."""


class CannotUndo(Exception):
    """The decision was undone before, or what it put on record has changed since."""


def approve(*, proposal: Proposal, content: Coding | Count | None = None, editor: User, at: datetime) -> Entry:
    """Put a proposal on record, as it stands or as the editor amended it. Raises AlreadyDecided."""
    proposed = proposal.content
    content = content or proposed
    verdict = Verdict.APPROVED if content == proposed else Verdict.AMENDED
    with one_decision(proposal):
        entry = positions.record(content=content, by=editor, at=at)
        decide(proposal, verdict=verdict, editor=editor, decided_at=at, **{slot(entry): entry})
        cite(entry, article=proposal.article, start=proposal.start, end=proposal.end)
    return entry


def reject(*, proposal: Proposal, reason: str, editor: User, at: datetime) -> Decision:
    """Keep a proposal out of the record, for a reason. Raises AlreadyDecided."""
    with one_decision(proposal):
        return decide(proposal, verdict=Verdict.REJECTED, reason=reason, editor=editor, decided_at=at)


@transaction.atomic
def undo(*, decision: Decision, editor: User, at: datetime) -> Proposal:
    """Open a proposal again and withdraw what its decision put on record. Raises CannotUndo."""
    if not Decision.objects.in_force().filter(pk=decision.pk).update(undone_at=at, undone_by=editor):
        raise CannotUndo("This decision was undone already: reload the page to see where it stands.")
    if decision.entry:
        try:
            positions.withdraw(entry=decision.entry, by=editor, at=at, because="decision undone")
        except positions.AlreadyClosed:
            raise CannotUndo("The position was amended or withdrawn since: change it where it stands now.") from None
    return decision.proposal


@transaction.atomic
def correct(*, position: Position, content: Coding, editor: User, at: datetime) -> Position:
    """Replace a position on record by a corrected one with the same evidence. Raises positions.AlreadyClosed."""
    corrected = positions.amend(entry=position, content=content, by=editor, at=at)
    for citation in position.citations.select_related("article"):
        cite(corrected, article=citation.article, start=citation.start, end=citation.end)
    return corrected


def decide(proposal: Proposal, **fields: object) -> Decision:
    """Store a decision with the confidence that the machine had."""
    return Decision.objects.create(proposal=proposal, confidence=proposal.confidence, **fields)


def cite(entry: Entry, *, article: Article, start: int, end: int) -> None:
    """Attach the evidence."""
    Citation.objects.create(
        **{slot(entry): entry}, article=article, start=start, end=end, reported_on=article.published
    )


def slot(entry: Entry) -> str:
    """Which column holds such an entry."""
    return "position" if isinstance(entry, Position) else "figure"


@contextmanager
def one_decision(proposal: Proposal) -> Iterator[None]:
    """A transaction that fails with AlreadyDecided where a decision is in force."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        first = Decision.objects.in_force().filter(proposal=proposal).select_related("editor").first()
        if first is None:
            raise
        raise AlreadyDecided(f"{first.editor} was faster: {first.get_verdict_display().lower()}.") from error
