"""Approve, amend, reject, undo, correct: a proposal becomes an entry of the record here and nowhere else.

Each verb is one transaction. The database settles races: of two decisions on one proposal the second is refused, and
its editor told who was faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from negotiations import positions
from negotiations.models import Entry, Figure, Issue, Position
from negotiations.moves import Move
from negotiations.positions import Coding, Count

from . import comparison
from .models import Article, Citation, Decision, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verdict = Decision.Verdict
ACCOUNT = ("said_on", "precision", "attribution", "attributed_to", "speaker")


class AlreadyDecided(Exception):
    """Another editor was faster; the message says who."""


class CannotUndo(Exception):
    """The decision was undone before, or what it put on record has changed since."""


def approve(
    *,
    proposal: Proposal,
    content: Coding | Count | None = None,
    start: int | None = None,
    end: int | None = None,
    editor: User,
    at: datetime,
    note: str = "",
    batch: UUID | None = None,
) -> Entry:
    """Put a proposal on record, as it stands or as the editor amended it. Raises AlreadyDecided.

    `start` and `end` cite another passage than the proposed one. What the record says already gets one more citation:
    it is reaffirmed. Anything else is a new entry.
    """
    proposed = proposal.content
    content = content or proposed
    passage = (proposal.start if start is None else start, proposal.end if end is None else end)
    is_unchanged = content == proposed and passage == (proposal.start, proposal.end)
    verdict = Verdict.APPROVED if is_unchanged else Verdict.AMENDED
    with one_decision(proposal):
        hold(content.issue)
        move = comparison.move_of(content, proposal.article)
        entry = standing(content, move) or positions.record(content=content, by=editor, at=at)
        fields = {"editor": editor, "decided_at": at, "note": note, "batch": batch, slot(entry): entry}
        decision = decide(proposal, verdict=verdict, **fields)
        cite(entry, content, passage=passage, decision=decision, at=at)
        comparison.refresh({content.issue, proposal.issue})
    return entry


def reject(
    *, proposal: Proposal, reason: str, editor: User, at: datetime, note: str = "", batch: UUID | None = None
) -> Decision:
    """Keep a proposal out of the record, for a reason. Raises AlreadyDecided."""
    with one_decision(proposal):
        fields = {"editor": editor, "decided_at": at, "note": note, "batch": batch}
        return decide(proposal, verdict=Verdict.REJECTED, reason=reason, **fields)


@transaction.atomic
def add(
    *, article: Article, content: Coding | Count, start: int, end: int, editor: User, at: datetime, note: str = ""
) -> Entry:
    """Put on record what the reader missed and an editor found by hand.

    Found so before and opened again, it is decided anew; where a decision is in force, raises AlreadyDecided.
    """
    values = {name: getattr(content, name) for name in content.__dataclass_fields__ if name != "counted_by"}
    if isinstance(content, Count):
        values |= {"party": content.counted_by, "subject": Proposal.Subject.FIGURE}
    values |= {"negotiation_id": article.negotiation_id, "start": start, "end": end}
    proposal, _ = Proposal.objects.get_or_create(
        article=article, run=None, **known_by(values), defaults=values | {"found_by": editor}
    )
    return approve(proposal=proposal, content=content, editor=editor, at=at, note=note)


def known_by(values: dict[str, Any]) -> dict[str, Any]:
    """By what a find is the same find (the constraint `proposal_once`), whoever made it."""
    names = ("subject", "issue", "party", "stance", "value", "start", "end")
    return {"subject": Proposal.Subject.POSITION} | {name: values[name] for name in names if name in values}


@transaction.atomic
def approve_all(*, proposals: Iterable[Proposal], editor: User, at: datetime) -> UUID:
    """Approve some proposals with one key, as they stand; what somebody else has decided meanwhile stays theirs.

    The key that is returned takes all of it back.
    """
    batch = uuid4()
    for proposal in proposals:
        with suppress(AlreadyDecided):
            approve(proposal=proposal, editor=editor, at=at, batch=batch)
    return batch


@transaction.atomic
def undo(*, decision: Decision, editor: User, at: datetime) -> Proposal:
    """Open a proposal again and take its evidence off the record. Raises CannotUndo.

    An entry that nothing else proves is withdrawn. What other decisions prove stays, dated by what is left of it; an
    entry that was corrected since is followed to where it stands now.
    """
    if not Decision.objects.in_force().filter(pk=decision.pk).update(undone_at=at, undone_by=editor):
        raise CannotUndo("This decision was undone already: reload the page to see where it stands.")
    issues = {decision.proposal.issue_id}
    if decision.entry:
        hold(decision.entry.issue)
        entry = positions.successor_of(decision.entry)
        take_evidence(entry, decision=decision, editor=editor, at=at)
        issues |= {decision.entry.issue_id, entry.issue_id}
    comparison.refresh(issues)
    return decision.proposal


@transaction.atomic
def undo_all(*, batch: UUID, editor: User, at: datetime) -> list[Proposal]:
    """Take back what was decided with one key, as far as it is still in force, the last first."""
    decisions = Decision.objects.in_force().filter(batch=batch).order_by("-pk")
    return [undo(decision=decision, editor=editor, at=at) for decision in decisions]


def take_evidence(entry: Entry, *, decision: Decision, editor: User, at: datetime) -> None:
    """Close the citations that a decision brought to an entry, and the entry where nothing else proves it."""
    if entry.closed_at:
        return
    entry.citations.in_force().filter(decision=decision).update(closed_at=at)
    left = list(entry.citations.in_force().select_related("article", "attributed_to").order_by("said_on", "pk"))
    if not left:
        positions.withdraw(entry=entry, by=editor, at=at, because="decision undone")
    elif not any(agree(citation, entry) for citation in left):
        account = {name: getattr(left[0], name) for name in account_of(entry)}
        content = replace(positions.content_of(entry), **account)
        move_citations(left, to=positions.amend(entry=entry, content=content, by=editor, at=at), at=at)


@transaction.atomic
def correct(*, position: Position, content: Coding, editor: User, at: datetime) -> Position:
    """Replace a position on record by a corrected one with the same evidence. Raises positions.AlreadyClosed.

    Citations that gave the day and account that were corrected now give the corrected ones.
    """
    hold(position.issue)
    corrected = positions.amend(entry=position, content=content, by=editor, at=at)
    for citation in position.citations.in_force():
        changes = account_of(corrected) if agree(citation, position) else {}
        move_citations([citation], to=corrected, at=at, **changes)
    comparison.refresh({position.issue, content.issue})
    return corrected


@transaction.atomic
def withdraw(*, position: Position, editor: User, at: datetime, because: str) -> None:
    """Close a position: what was known before stays known. Raises positions.AlreadyClosed."""
    positions.withdraw(entry=position, by=editor, at=at, because=because)
    comparison.refresh({position.issue})


def hold(issue: Issue) -> None:
    """Let decisions on one issue follow each other: each must see what the one before put on record."""
    Issue.objects.select_for_update(no_key=True).get(pk=issue.pk)


def standing(content: Coding | Count, move: Move) -> Entry | None:
    """The entry that says so already; None where a new one is due."""
    if not move.kind.adds_nothing:
        return None
    return (Figure if isinstance(content, Count) else Position).objects.get(pk=move.against)


def decide(proposal: Proposal, **fields: object) -> Decision:
    """Store a decision with the confidence that the machine had."""
    return Decision.objects.create(proposal=proposal, confidence=proposal.confidence, **fields)


def cite(entry: Entry, content: Coding | Count, *, passage: tuple[int, int], decision: Decision, at: datetime) -> None:
    """Attach the evidence that a decision brings, with its own day and account."""
    proposal = decision.proposal
    Citation.objects.create(
        **{slot(entry): entry},
        decision=decision,
        article=proposal.article,
        start=passage[0],
        end=passage[1],
        reported_on=proposal.article.published,
        recorded_at=at,
        **account_of(content),
    )


def move_citations(citations: Iterable[Citation], *, to: Entry, at: datetime, **changes: object) -> None:
    """Give an entry the evidence of the one that it replaces, whose own citations stay as they were."""
    for citation in citations:
        kept = ("decision_id", "article_id", "start", "end", "reported_on")
        fields = {name: getattr(citation, name) for name in kept} | account_of(citation) | changes
        Citation.objects.create(**{slot(to): to}, recorded_at=at, **fields)


def account_of(told: Coding | Count | Entry | Citation) -> dict[str, Any]:
    """The day on which it was said and, but for figures, who says that it was."""
    return {name: getattr(told, name) for name in ACCOUNT if hasattr(told, name)}


def agree(citation: Citation, entry: Entry) -> bool:
    """Whether a citation gives the very day and account of its entry."""
    return all(getattr(citation, name) == value for name, value in account_of(entry).items())


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
