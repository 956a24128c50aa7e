"""Approve, amend, reject, undo, correct: a proposal becomes an entry of the record here and nowhere else.

Each verb is one transaction. The database settles races: of two decisions on one proposal the second is refused, and
its editor told who was faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from accounts import audit
from accounts.audit import Kind
from negotiations import positions
from negotiations.models import Attribution, Entry, Figure, Position
from negotiations.moves import Move
from negotiations.positions import Coding, Count
from negotiations.rows import SELF_STATED

from . import comparison, memory, takings
from .models import Article, Citation, Decision, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verdict = Decision.Verdict
ACCOUNT = ("said_on", "precision", "attribution", "attributed_to", "speaker")


class AlreadyDecided(Exception):
    """Another editor was faster; the message says who."""


class Replaced(AlreadyDecided):
    """The article was read again meanwhile, and what it says now stands in the proposal's place."""


class NeedsOpinions(Exception):
    """Two editors are to give their opinions on the proposal before anybody decides it."""


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
    with one_decision(proposal, content.issue.pk):
        move = comparison.move_of(content, proposal.article)
        entry = standing(content, move) or positions.record(content=content, by=editor, at=at)
        fields = {"editor": editor, "decided_at": at, "note": note, "batch": batch, slot(entry): entry}
        decision = decide(proposal, verdict=verdict, **fields)
        cite(entry, content, passage=passage, decision=decision, at=at)
        comparison.refresh({content.issue.pk})
    return entry


def reject(
    *, proposal: Proposal, reason: str, editor: User, at: datetime, note: str = "", batch: UUID | None = None
) -> Decision:
    """Keep a proposal out of the record, for a reason, and its passage in reprints, too. Raises AlreadyDecided."""
    with one_decision(proposal):
        fields = {"editor": editor, "decided_at": at, "note": note, "batch": batch}
        rejection = decide(proposal, verdict=Verdict.REJECTED, reason=reason, **fields)
        memory.keep_away(rejection)
        return rejection


@transaction.atomic
def add(
    *, article: Article, content: Coding | Count, start: int, end: int, editor: User, at: datetime, note: str = ""
) -> Entry:
    """Put on record what the reader missed and an editor found by hand. Raises AlreadyDecided.

    What was found by hand before, and undone, is taken up again.
    """
    comparison.hold({content.issue.pk})
    values = {name: getattr(content, name) for name in content.__dataclass_fields__ if name != "counted_by"}
    if isinstance(content, Count):
        values |= {"party": content.counted_by, "subject": Proposal.Subject.FIGURE}
    found = Proposal(article=article, negotiation_id=article.negotiation_id, start=start, end=end, **values)
    by_hand = article.proposals.filter(run=None, issue=content.issue, start=start, end=end)
    same = next((known for known in by_hand if known.identity == found.identity), None)
    if same is None:
        found.found_by = editor
        found.save()
    return approve(proposal=same or found, content=content, editor=editor, at=at, note=note)


@transaction.atomic
def approve_all(*, proposals: Iterable[Proposal], editor: User, at: datetime) -> UUID:
    """Approve some proposals with one key, as they stand.

    What somebody else has decided meanwhile stays theirs; what needs two opinions, or is still to be coded blind, is
    left out: it asks for a look of its own. The key that is returned takes all of it back.
    """
    proposals, batch = list(proposals), uuid4()
    coded = set(editor.opinions.filter(is_blind=True, proposal__in=proposals).values_list("proposal", flat=True))
    proposals = [p for p in proposals if not p.needs_two and (not p.is_blind or p.pk in coded)]
    comparison.hold(proposal.issue_id for proposal in proposals)
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
    entry, issues = held_with_its_entry(decision)
    if not Decision.objects.in_force().filter(pk=decision.pk).update(undone_at=at, undone_by=editor):
        raise CannotUndo("This decision was undone already: reload the page to see where it stands.")
    about = f"{decision.verdict} proposal {decision.proposal_id} taken back"
    log(Kind.UNDONE, decision.proposal, about, by=editor, at=at)
    if entry:
        take_evidence(entry, decision=decision, editor=editor, at=at)
    decision.kept_away.update(kept_away=None)
    comparison.refresh(issues)
    takings.keep(article=decision.proposal.article_id, editor=editor, at=at)
    return decision.proposal


@transaction.atomic
def undo_all(*, batch: UUID, editor: User, at: datetime) -> list[Proposal]:
    """Take back what was decided with one key, as far as it is still in force, the last first."""
    related = ("proposal", "position", "figure")
    decisions = list(Decision.objects.in_force().filter(batch=batch).select_related(*related).order_by("-pk"))
    comparison.hold(issue for decision in decisions for issue in issues_of(decision))
    return [undo(decision=decision, editor=editor, at=at) for decision in decisions]


def held_with_its_entry(decision: Decision) -> tuple[Entry | None, set[int]]:
    """What stands in the place of a decision's entry, None of a rejection, with all issues that it bears on held."""
    held = issues_of(decision)
    comparison.hold(held)
    if decision.entry is None:
        return None, held
    while (entry := positions.successor_of(decision.entry)).issue_id not in held:
        held.add(entry.issue_id)  # it was corrected while we waited
        comparison.hold({entry.issue_id})
    return entry, held


def issues_of(decision: Decision) -> set[int]:
    """The issues that change when a decision is undone: of its proposal, its entry, what stands in its place.

    And those of reprints that it keeps away.
    """
    entry = decision.entry
    entries = {entry.issue_id, positions.successor_of(entry).issue_id} if entry else set()
    return {decision.proposal.issue_id} | entries | set(decision.kept_away.values_list("issue", flat=True))


def take_evidence(entry: Entry, *, decision: Decision, editor: User, at: datetime) -> None:
    """Close the citations that a decision brought to an entry, and the entry where nothing else proves it."""
    if entry.closed_at:
        return
    citations = entry.citations.in_force()
    citations.filter(decision=decision).update(closed_at=Greatest(Value(at), "recorded_at"))
    left = list(citations.select_related("article", "attributed_to", "decision__proposal"))
    if not left:
        positions.withdraw(entry=entry, by=editor, at=at, because="decision undone")
        return
    proven = proven_by(left, positions.content_of(entry))
    if proven != positions.content_of(entry):
        amended = positions.amend(entry=entry, content=proven, by=editor, at=at)
        move_citations(left, to=amended)


def proven_by(citations: Sequence[Citation], content: Coding | Count) -> Coding | Count:
    """What citations prove of a content: its day and account as one of them gives it, its side where one tells it.

    A party's own words go before what others tell of it.
    """
    if not any(agree(citation, content) for citation in citations):
        first = min(citations, key=lambda c: (c.attribution not in SELF_STATED, c.said_on, c.pk))
        content = replace(content, **{name: getattr(first, name) for name in account_of(content)})
    if isinstance(content, Coding) and not any(tells_side(citation) for citation in citations):
        content = replace(content, side=None)
    return content


def tells_side(citation: Citation) -> bool:
    """Whether a passage may tell the side: not if its decision approved a proposal that left the side open."""
    decision = citation.decision
    return decision is None or decision.verdict != Verdict.APPROVED or decision.proposal.side_id is not None


@transaction.atomic
def correct(*, position: Position, content: Coding, editor: User, at: datetime) -> Position:
    """Replace a position on record by a corrected one with the same evidence. Raises positions.AlreadyClosed.

    Citations that gave the day and account that were corrected now give the corrected ones.
    """
    issues = {position.issue_id, content.issue.pk}
    comparison.hold(issues)
    corrected = positions.amend(entry=position, content=content, by=editor, at=at)
    for citation in position.citations.in_force():
        changes = account_of(corrected) if agree(citation, position) else {}
        if citation.attributed_to == corrected.party and not changes:
            changes = {"attribution": Attribution.OWN, "attributed_to": None}  # an account of itself
        move_citations([citation], to=corrected, **changes)
    log(Kind.CORRECTED, position, f"position {position.pk}, now {corrected.pk}", by=editor, at=at)
    comparison.refresh(issues)
    return corrected


@transaction.atomic
def withdraw(*, position: Position, editor: User, at: datetime, because: str) -> None:
    """Close a position: what was known before stays known. Raises positions.AlreadyClosed."""
    comparison.hold({position.issue_id})
    positions.withdraw(entry=position, by=editor, at=at, because=because)
    log(Kind.WITHDRAWN, position, f"position {position.pk}: {because}", by=editor, at=at)
    comparison.refresh({position.issue_id})


def standing(content: Coding | Count, move: Move) -> Entry | None:
    """The entry that says so already; None where a new one is due."""
    if not move.kind.adds_nothing:
        return None
    return (Figure if isinstance(content, Count) else Position).objects.get(pk=move.against)


def decide(proposal: Proposal, **fields: Any) -> Decision:
    """Store a decision with the confidence that the machine had; whoever decides is still on the article."""
    takings.keep(article=proposal.article_id, editor=fields["editor"], at=fields["decided_at"])
    decision = Decision.objects.create(proposal=proposal, confidence=proposal.confidence, **fields)
    log(
        Kind.DECIDED, proposal, f"{decision.verdict} proposal {proposal.pk}", by=decision.editor, at=decision.decided_at
    )
    return decision


def log(kind: str, of: Proposal | Position, about: str, *, by: User, at: datetime) -> None:
    """Into the log that nobody changes."""
    audit.note(kind=kind, at=at, by=by, negotiation_id=of.negotiation_id, about=about)


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


def move_citations(citations: Iterable[Citation], *, to: Entry, **changes: object) -> None:
    """Give an entry the evidence of the one that it replaces, whose own citations stay as they were."""
    for citation in citations:
        kept = ("decision_id", "article_id", "start", "end", "reported_on")
        fields = {name: getattr(citation, name) for name in kept} | account_of(citation) | changes
        Citation.objects.create(**{slot(to): to}, recorded_at=to.recorded_at, **fields)


def account_of(told: Coding | Count | Entry | Citation) -> dict[str, Any]:
    """The day on which it was said and, but for figures, who says that it was."""
    return {name: getattr(told, name) for name in ACCOUNT if hasattr(told, name)}


def agree(citation: Citation, told: Coding | Count | Entry) -> bool:
    """Whether a citation gives the very day and account of an entry."""
    return all(getattr(citation, name) == value for name, value in account_of(told).items())


def slot(entry: Entry) -> str:
    """Which column holds such an entry."""
    return "position" if isinstance(entry, Position) else "figure"


@contextmanager
def one_decision(proposal: Proposal, *issues: int) -> Iterator[None]:
    """A transaction that holds the proposal's issue and others.

    Raises AlreadyDecided where a decision is in force, Replaced where the proposal is gone, NeedsOpinions where
    opinions are missing.
    """
    try:
        with transaction.atomic():
            comparison.hold({proposal.issue_id, *issues})
            check_present(proposal)
            if proposal.needs_two and proposal.opinions.filter(is_blind=False).count() < 2:
                raise NeedsOpinions("Two editors are asked for their opinion on this one: give yours on its card.")
            yield
    except IntegrityError as error:
        first = Decision.objects.in_force().filter(proposal=proposal).select_related("editor").first()
        if first is None:
            raise
        raise AlreadyDecided(f"{first.editor} was faster: {first.get_verdict_display().lower()}.") from error


def check_present(proposal: Proposal) -> None:
    """Raises Replaced."""
    if not Proposal.objects.filter(pk=proposal.pk).exists():
        raise Replaced("The article was read again meanwhile: reload the page to see what it says now.")
