"""How what waits compares with the record: worked out when it arrives, and again when the record changes.

The arithmetic is `negotiations.moves`; here rows become its statements, and its answers the kinds of proposals.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from negotiations import days
from negotiations.models import Figure, Issue, Party
from negotiations.moves import Kind, Move, Stated, compare
from negotiations.positions import Coding, Count, coding_of
from negotiations.rows import SELF_STATED

from . import memory
from .models import Article, Citation, Proposal

NOTHING = Move(kind=Kind.NEW)
FIELDS = ("kind", "turn", "against", "against_figure")


def hold(issues: Iterable[int]) -> None:
    """Let all that changes the record of an issue, or what waits on it, follow each other: each sees the one before.

    A verb of review holds all its issues before it does anything, in one order: so nobody waits in a ring.
    """
    list(Issue.every.select_for_update(no_key=True).filter(pk__in=set(issues)).order_by("pk").values_list("pk"))


def refresh(issues: Iterable[int]) -> None:
    """Compare what waits on some issues anew. Call it where they are held, after the change."""
    for issue in sorted(set(issues)):
        memory.bring_back(Proposal.objects.filter(issue=issue))
        waiting = Proposal.objects.filter(issue=issue).pending()
        if positions := list(positions_of(waiting)):
            compare_positions(issue, positions)
        if figures := list(figures_waiting(waiting)):
            compare_figures(issue, figures)


def follow_codebook(*, negotiation: int, **_: object) -> None:
    """Compare all that waits in a negotiation anew, once the change of its codebook stands.

    Only then: whoever changes a sticking point holds it already, and waiting for the others would make a ring.
    """
    transaction.on_commit(partial(refresh_all, negotiation))


@transaction.atomic
def refresh_all(negotiation: int) -> None:
    """Compare all that waits in a negotiation anew."""
    issues = set(Proposal.objects.filter(negotiation=negotiation).undecided().values_list("issue", flat=True))
    hold(issues)
    refresh(issues)


def positions_of(waiting: QuerySet) -> QuerySet:
    """Proposals of positions with what the comparison reads."""
    return (
        waiting.filter(subject=Proposal.Subject.POSITION)
        .select_related("side", "party", "issue", "attributed_to", "article")
        .defer("article__text", "reasons", "features", "alternatives")
        .annotate(side_is_guess=Q(reasons__contains=[{"part": "side", "weak": True}]))
    )


def figures_waiting(waiting: QuerySet) -> QuerySet:
    """Proposals of figures with what the comparison reads."""
    return waiting.filter(subject=Proposal.Subject.FIGURE).select_related("party", "issue").defer("reasons", "features")


def compare_positions(issue: int, waiting: list[Proposal]) -> None:
    """Write down what each proposal would change."""
    record, opposing = record_of(issue), opposing_of(issue)
    changed = []
    for proposal in waiting:
        stated = claimed(coding_of(proposal), proposal.article, is_guess=proposal.side_is_guess)
        move = compare(stated, record, opposing=opposing)
        if note(proposal, move, against=move.against):
            changed.append(proposal)
    Proposal.objects.bulk_update(changed, FIELDS)


def compare_figures(issue: int, waiting: list[Proposal]) -> None:
    """Write down what each figure would change: held against the last one of the same unit by the same count."""
    record = figures_of(issue)
    changed = []
    for proposal in waiting:
        move = figure_move(proposal.content, record)
        if note(proposal, move, against_figure=move.against):
            changed.append(proposal)
    Proposal.objects.bulk_update(changed, FIELDS)


def note(proposal: Proposal, move: Move, *, against: int | None = None, against_figure: int | None = None) -> bool:
    """Set what a proposal would change; whether that is news."""
    before = (proposal.kind, proposal.turn, proposal.against_id, proposal.against_figure_id)
    proposal.kind, proposal.turn = move.kind, move.turn
    proposal.against_id, proposal.against_figure_id = against, against_figure
    return before != (move.kind, move.turn, against, against_figure)


def move_of(content: Coding | Count, article: Article) -> Move:
    """What a coding would change in the record as it is, coming from an article."""
    if isinstance(content, Count):
        return figure_move(content, figures_of(content.issue.pk))
    issue = content.issue.pk
    return compare(claimed(content, article), record_of(issue), opposing=opposing_of(issue))


def claimed(content: Coding, article: Article, *, is_guess: bool = False) -> Stated:
    """What is held against the record, coming from an article; an editor's coding is no guess."""
    return Stated(
        party=content.party.pk,
        stance=content.stance,
        value=content.side.value if content.side else None,
        said_on=content.said_on,
        first=days.first_day(content.said_on, content.precision),
        last=days.last_day(content.said_on, content.precision),
        is_self_stated=content.attribution in SELF_STATED,
        origin=article.origin_id,
        is_guess=is_guess,
    )


def figure_move(count: Count, record: Iterable[Figure]) -> Move:
    """What a figure would change: the same number again, another one later, or another one of the same day."""
    whose = count.counted_by.pk if count.counted_by else None
    same = [f for f in record if (f.unit, f.counted_by_id) == (count.unit, whose) and f.said_on <= count.said_on]
    if not same:
        return NOTHING
    last = same[-1]
    if last.value == count.value:
        return Move(kind=Kind.REAFFIRMATION, against=last.pk)
    return Move(kind=Kind.CONTRADICTION if last.said_on == count.said_on else Kind.SHIFT, against=last.pk)


def figures_of(issue: int) -> list[Figure]:
    """The figures on record of an issue, in time's order."""
    return list(Figure.objects.in_force().filter(issue=issue).order_by("said_on", "pk"))


def record_of(issue: int) -> list[Stated]:
    """All that the record says on an issue, in time's order: each citation is a statement of its position."""
    cited = (
        Citation.objects.in_force()
        .filter(position__issue=issue, position__closed_at__isnull=True)
        .order_by("said_on", "position__recorded_at", "pk")
        .values_list(
            "position",
            "position__party",
            "position__stance",
            "position__side__value",
            "said_on",
            "precision",
            "attribution",
            "article__origin",
        )
    )
    return [
        Stated(
            entry=position,
            party=party,
            stance=stance,
            value=value,
            said_on=said_on,
            first=days.first_day(said_on, precision),
            last=days.last_day(said_on, precision),
            is_self_stated=attribution in SELF_STATED,
            origin=origin,
        )
        for position, party, stance, value, said_on, precision, attribution, origin in cited
    ]


def opposing_of(issue: int) -> frozenset[int]:
    """The parties whose distance is the gap on an issue: those that negotiate, not those that mediate."""
    parties = Party.objects.filter(negotiation__issues=issue, role=Party.Role.PARTY)
    return frozenset(parties.values_list("pk", flat=True))
