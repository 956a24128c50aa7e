"""Merging two parties, two sticking points, or two points of a scale, with every coding kept.

What is on record is never changed: each position and figure in force is amended by one with the kept party, sticking
point or side, and its evidence goes with it. What was merged away stays as a row, for the record's past speaks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet

from negotiations import positions, setup
from negotiations.models import Attribution, Entry, Figure, Issue, Mergeable, Party, PartyName, Position, ScalePoint
from negotiations.positions import Coding, Count, content_of
from negotiations.setup import Refused

from . import comparison, reviews
from .models import Citation, Decision, Opinion, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What makes two proposals the same, but for what is merged (constraint `proposal_once`).
SAME = ("article_id", "run_id", "subject", "issue_id", "party_id", "stance", "value", "start", "end")
OWN_POINT = "own"  # a point of the merged scale that becomes a point of the kept one
NO_POINT = ""  # its codings have no side any more


@transaction.atomic
def merge_parties(*, party: Party, into: Party, by: User, at: datetime) -> None:
    """Make two parties one. Raises Refused."""
    party, into = locked(party, into)
    for entry in entries_of(party):
        amend(entry, recoded_party(entry, party, into), by=by, at=at, party=party, into=into)
    move_proposals(party.proposals.all(), {"party_id": into.pk}, by=by, at=at)
    Proposal.objects.filter(attributed_to=party).update(attributed_to=into)
    own = Proposal.objects.filter(party=into, attributed_to=into)
    own.exclude(speaker="").update(attributed_to=None, attribution=Attribution.OWN)
    own.update(attributed_to=None, attribution=Attribution.OFFICIALS)
    rename_in_opinions(party.negotiation_id, ("party", "attributed_to", "counted_by"), {party.key: into.key})
    give_names(party, into, at)
    put_away(party, into, at)


@transaction.atomic
def merge_issues(*, issue: Issue, into: Issue, sides: Mapping[str, str], by: User, at: datetime) -> None:
    """Make two sticking points one. `sides`: key of a point → key of a kept point, OWN_POINT or NO_POINT.

    A point that `sides` does not name becomes a point of the kept scale. Raises Refused.
    """
    issue, into = locked(issue, into)
    points = {point.pk: kept_point(point, into, sides.get(point.key, OWN_POINT)) for point in issue.points.all()}
    for entry in entries_of(issue):
        changes: dict[str, Any] = {"issue": into}
        if isinstance(entry, Position):
            changes["side"] = points.get(entry.side_id)
        amend(entry, replace(content_of(entry), **changes), by=by, at=at)
    for pk in (*points, None):
        side = points.get(pk)
        waiting = issue.proposals.filter(side=pk)
        move_proposals(waiting, {"issue_id": into.pk, "side_id": side.pk if side else None}, by=by, at=at)
    rename_alternatives(issue, into)
    for point in list(issue.points.all()):
        kept = points[point.pk]
        rename_in_opinions(issue.negotiation_id, ("side",), {point.key: kept.key if kept else ""}, issue=issue.key)
        put_away(point, kept, at)
    rename_in_opinions(issue.negotiation_id, ("issue",), {issue.key: into.key})
    for term in (issue.name, *issue.terms):
        setup.add_term(issue=into, term=term, at=at)
    if issue.unit and not into.unit:
        Issue.objects.filter(pk=into.pk).update(unit=issue.unit)
    put_away(issue, into, at)


@transaction.atomic
def merge_points(*, point: ScalePoint, into: ScalePoint | None, by: User, at: datetime) -> None:
    """Give the codings of a point to another of its scale, or to none ("not told"). Raises Refused."""
    if into is not None and into.issue_id != point.issue_id:
        raise Refused("These are points of two scales: choose one of the same.")
    if into is not None:
        point, into = locked(point, into)
    else:
        hold_all(point)
    for entry in entries_of(point):
        amend(entry, replace(content_of(entry), side=into), by=by, at=at)
    point.proposals.update(side=into)
    kept = {point.key: into.key if into else ""}
    rename_in_opinions(point.issue.negotiation_id, ("side",), kept, issue=point.issue.key)
    put_away(point, into, at)


def effects(row: Mergeable) -> dict[str, int]:
    """What merging a row would touch: how many of which."""
    entries = entries_of(row)
    speaking = Q(party=row) | Q(attributed_to=row) if isinstance(row, Party) else Q(pk__in=row.proposals.all())
    proposals = Proposal.objects.filter(speaking)
    counts = {
        "position": sum(isinstance(entry, Position) for entry in entries),
        "figure": sum(isinstance(entry, Figure) for entry in entries),
        "waiting proposal": proposals.sure().pending().count(),
        "less sure proposal": proposals.less_sure().pending().count(),
        "decided proposal": proposals.decided().count(),
        "name": row.names.count() + 1 if isinstance(row, Party) else 0,
        "term": len(row.terms) + 1 if isinstance(row, Issue) else 0,
    }
    return {what: number for what, number in counts.items() if number}


def entries_of(row: Mergeable) -> list[Entry]:
    """What is in force on record and speaks of a row, in the order in which it was recorded."""
    if isinstance(row, ScalePoint):
        return list(ready(Position.objects.filter(side=row)))
    if isinstance(row, Issue):
        return [*ready(row.positions.all()), *ready(row.figures.all())]
    return [*ready(Position.objects.filter(Q(party=row) | Q(attributed_to=row))), *ready(row.figures.all())]


def ready(entries: QuerySet) -> QuerySet:
    """Entries in force with what their content takes."""
    is_figure = entries.model is Figure
    related = ("issue", "counted_by") if is_figure else ("issue", "party", "side", "attributed_to")
    return entries.in_force().select_related(*related).order_by("pk")


def recoded_party(entry: Entry, party: Party, into: Party) -> Coding | Count:
    """An entry's content with the kept party in every place of the other."""
    content = content_of(entry)
    if isinstance(content, Count):
        return replace(content, counted_by=into)
    holder = into if content.party == party else content.party
    account = into if content.attributed_to == party else content.attributed_to
    return replace(content, party=holder, **recoded_account(content, account, holder))


def recoded_account(told: Coding | Citation, account: Party | None, holder: Party) -> dict[str, Any]:
    """Whose account it is; that of the other party is the party's own now, by a named speaker or by its officials."""
    if account is None or account != holder:
        return {"attribution": told.attribution, "attributed_to": account}
    own = Attribution.OWN if told.speaker else Attribution.OFFICIALS
    return {"attribution": own, "attributed_to": None}


def amend(
    entry: Entry,
    content: Coding | Count,
    *,
    by: User,
    at: datetime,
    party: Party | None = None,
    into: Party | None = None,
) -> None:
    """Replace an entry, and give the new one the same evidence; where `party` gave an account, `into` does now."""
    fresh = positions.amend(entry=entry, content=content, by=by, at=at)
    for citation in entry.citations.in_force().select_related("attributed_to").order_by("pk"):
        changes = {}
        if isinstance(content, Coding) and party is not None:
            account = into if citation.attributed_to == party else citation.attributed_to
            changes = recoded_account(citation, account, content.party)
        reviews.move_citations([citation], to=fresh, **changes)


def move_proposals(proposals: QuerySet, changes: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Proposals with what was merged away get what is kept, decided ones too: so a rejected passage stays rejected.

    One that says then what another of the same passage says already is dropped where nobody touched it, else rejected
    as already there; a decided one stays as it was.
    """
    moving = list(proposals.values("pk", *SAME))
    after = {row["pk"]: tuple({**row, **changes}[name] for name in SAME) for row in moving}
    articles = {row["article_id"] for row in moving}
    standing = Proposal.objects.filter(article__in=articles).exclude(pk__in=after).values_list(*SAME)
    taken = set(standing)
    doubles = []
    for pk, identity in after.items():
        if identity in taken:
            doubles.append(pk)
        taken.add(identity)
    Proposal.objects.filter(pk__in=after).exclude(pk__in=doubles).update(**changes)
    Proposal.objects.filter(pk__in=doubles, opinions__isnull=True).untouched().delete()
    for proposal in Proposal.objects.filter(pk__in=doubles).pending():
        reviews.reject(proposal=proposal, reason=Decision.Reason.REPEATED, editor=by, at=at)


def rename_alternatives(issue: Issue, into: Issue) -> None:
    """Where a proposal offers the merged sticking point instead of its own, it offers the kept one."""
    offering = Proposal.objects.filter(alternatives__contains=[{"issue": issue.key}], negotiation=issue.negotiation_id)
    for proposal in offering.only("alternatives"):
        scores: dict[str, float] = {}
        for other in proposal.alternatives:
            key = into.key if other["issue"] == issue.key else other["issue"]
            scores[key] = max(other["score"], scores.get(key, 0))
        ordered = sorted(scores.items(), key=lambda pair: -pair[1])
        proposal.alternatives = [{"issue": key, "score": score} for key, score in ordered]
        proposal.save(update_fields=["alternatives"])


def rename_in_opinions(negotiation: int, fields: Iterable[str], names: Mapping[str, str], issue: str = "") -> None:
    """What editors wrote down of a proposal speaks of what is kept; `issue` limits it to codings of that one."""
    opinions = Opinion.objects.filter(proposal__negotiation=negotiation).exclude(coding={})
    for opinion in opinions.filter(coding__issue=issue) if issue else opinions:
        coding = opinion.coding | {f: names[opinion.coding[f]] for f in fields if opinion.coding.get(f) in names}
        if coding.get("party") and coding.get("party") == coding.get("attributed_to"):
            own = Attribution.OWN if coding.get("speaker") else Attribution.OFFICIALS
            coding |= {"attributed_to": "", "attribution": own.value}
        if coding != opinion.coding:
            opinion.coding = coding
            opinion.save(update_fields=["coding"])


def give_names(party: Party, into: Party, at: datetime) -> None:
    """The kept party is known by the other's names, too."""
    known = {into.name.casefold(), *(name.text.casefold() for name in into.names.all())}
    own = PartyName(kind=PartyName.Kind.ALIAS, text=party.name)
    for name in (own, *party.names.all()):
        if name.text.casefold() not in known:
            setup.add_name(party=into, kind=name.kind, text=name.text, title=name.title, at=at)


def kept_point(point: ScalePoint, into: Issue, choice: str) -> ScalePoint | None:
    """The point of the kept scale that takes the codings of another's. Raises Refused."""
    if choice == NO_POINT:
        return None
    if choice == OWN_POINT:
        return setup.add_point(issue=into, value=point.value, label=point.label)
    found = into.points.filter(key=choice).first()
    if found is None:
        raise Refused(f"“{into}” has no such point: choose again where “{point}” belongs.")
    return found


def locked(row: Mergeable, into: Mergeable) -> Iterable[Any]:
    """Both rows, fresh and locked; no decision in their negotiation is taken meanwhile. Raises Refused."""
    if row.pk == into.pk:
        raise Refused("Choose another one to merge it into.")
    hold_all(row)
    kind: Callable[..., QuerySet] = type(row).objects.select_for_update
    found = {fresh.pk: fresh for fresh in kind().filter(pk__in=[row.pk, into.pk]).order_by("pk")}
    if len(found) < 2 or negotiation_of(row) != negotiation_of(into):
        raise Refused("One of the two is gone: somebody else has merged or removed it meanwhile.")
    return found[row.pk], found[into.pk]


def hold_all(row: Mergeable) -> None:
    """Let decisions and merges of a negotiation follow each other (see `comparison.hold`)."""
    issues = Issue.every.select_for_update(no_key=True).filter(negotiation=negotiation_of(row))
    list(issues.order_by("pk").values_list("pk"))


def negotiation_of(row: Mergeable) -> int:
    """Its negotiation's id."""
    return row.issue.negotiation_id if isinstance(row, ScalePoint) else row.negotiation_id


def put_away(row: Mergeable, into: Mergeable | None, at: datetime) -> None:
    """Hide what was merged; what had been merged into it before goes along. What waits is compared anew."""
    type(row).every.filter(merged_into=row).update(merged_into=into)
    type(row).every.filter(pk=row.pk).update(merged_into=into, merged_at=at)
    negotiation = negotiation_of(row)
    setup.revise(negotiation, at)
    comparison.refresh(Issue.objects.filter(negotiation=negotiation).values_list("pk", flat=True))
