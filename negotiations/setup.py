"""The verbs that set up a negotiation: found, describe; add, change, order and remove its parties and sticking points.

Whatever the record or the intake refers to is never removed here: it is merged into another (`articles/merging.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, ProtectedError, QuerySet, RestrictedError

from accounts import audit
from accounts.audit import Kind

from . import keys, packs, signals
from .models import Issue, Membership, Negotiation, Party, PartyName, ScalePoint
from .packs import Pack

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_SLUG = 80
RULES = {"is_public": "anybody may read it", "asks_second_factor": "members need a second factor"}


class Refused(Exception):
    """What was asked cannot be done; one sentence says why, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a party as an owner enters it; `kind` is one of PartyName.Kind."""

    kind: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a scale as an owner enters it; `key` is empty for a new one."""

    value: int
    label: str
    key: str = ""


@transaction.atomic
def found(*, name: str, summary: str, is_public: bool, by: User, pack: Pack | None = None) -> Negotiation:
    """A new negotiation with its founder as owner, empty or with what a pack holds. Raises BadPack."""
    slug = slug_of(pack.slug if pack and not name else name or "negotiation")
    if pack:
        changes = {"slug": slug, "name": name or pack.name, "summary": summary or pack.summary}
        negotiation = packs.load(pack.model_copy(update=changes))
        negotiation.is_public = is_public
        negotiation.save(update_fields=["is_public"])
    else:
        negotiation = Negotiation.objects.create(slug=slug, name=name, summary=summary, is_public=is_public)
    Membership.objects.create(negotiation=negotiation, user=by, role=Membership.Role.OWNER)
    return negotiation


def slug_of(name: str) -> str:
    """A negotiation's place in addresses: free, and no page of the whole site."""
    taken = keys.RESERVED.union(Negotiation.objects.values_list("slug", flat=True))
    return keys.key_of(name, taken=taken, fallback="negotiation", length=LONGEST_SLUG)


@transaction.atomic
def describe(*, negotiation: Negotiation, by: User, at: datetime, **about: Any) -> None:
    """Change what a negotiation is called, who may read it, and how it is reviewed. Its address stays.

    `about` holds fields of the negotiation. Rules that change are told in the log.
    """
    rules = [name for name in RULES if name in about and getattr(negotiation, name) != about[name]]
    for name, value in about.items():
        setattr(negotiation, name, value)
    negotiation.save(update_fields=list(about))
    for name in rules:
        told = f"{RULES[name]}: {'yes' if about[name] else 'no'}"
        audit.note(kind=Kind.RULES_CHANGED, at=at, by=by, negotiation_id=negotiation.pk, about=told)


def revise(negotiation: Negotiation | int, at: datetime) -> None:
    """Write down that the codebook has changed: what was rejected before may be right now."""
    pk = negotiation if isinstance(negotiation, int) else negotiation.pk
    Negotiation.objects.filter(pk=pk).update(revised_at=at)
    signals.revised.send(Negotiation, negotiation=pk)


@transaction.atomic
def replace_by(*, negotiation: Negotiation, pack: Pack, at: datetime) -> None:
    """Load a pack over a negotiation, whatever slug the pack has. Raises BadPack."""
    packs.load(pack.model_copy(update={"slug": negotiation.slug}))
    revise(negotiation, at)


@transaction.atomic
def add_party(*, negotiation: Negotiation, name: str, role: str = Party.Role.PARTY, at: datetime) -> Party:
    """A party at the end of the list."""
    known = Party.every.select_for_update().filter(negotiation=negotiation)
    key = keys.key_of(name, taken=keys_in(known), fallback="party")
    revise(negotiation, at)
    return Party.objects.create(negotiation=negotiation, key=key, name=name, role=role, order=last_of(known))


@transaction.atomic
def change_party(*, party: Party, name: str, role: str, names: Iterable[Name], at: datetime) -> None:
    """Name, role and all names of a party; its key stays."""
    party.name, party.role = name, role
    party.save(update_fields=["name", "role"])
    distinct = {(given.kind, given.text): given for given in names}
    party.names.all().delete()
    PartyName.objects.bulk_create(
        PartyName(party=party, kind=given.kind, text=given.text, title=given.title, order=order)
        for order, given in enumerate(distinct.values())
    )
    revise(party.negotiation_id, at)


@transaction.atomic
def add_name(*, party: Party, kind: str, text: str, title: str = "", at: datetime) -> None:
    """One more name of a party; nothing happens where it has that name."""
    PartyName.objects.get_or_create(
        party=party, kind=kind, text=text, defaults={"title": title, "order": last_of(party.names.all())}
    )
    revise(party.negotiation_id, at)


@transaction.atomic
def add_issue(*, negotiation: Negotiation, name: str, question: str = "", at: datetime) -> Issue:
    """A sticking point at the end of the list, without a scale yet."""
    known = Issue.every.select_for_update().filter(negotiation=negotiation)
    key = keys.key_of(name, taken=keys_in(known), fallback="issue")
    revise(negotiation, at)
    return Issue.objects.create(negotiation=negotiation, key=key, name=name, question=question, order=last_of(known))


@transaction.atomic
def change_issue(
    *, issue: Issue, name: str, question: str, unit: str, terms: Sequence[str], points: Iterable[Point], at: datetime
) -> None:
    """All of a sticking point. A point that is not given stays: removing one is a verb of its own."""
    issue.name, issue.question, issue.unit, issue.terms = name, question, unit, list(dict.fromkeys(terms))
    issue.save(update_fields=["name", "question", "unit", "terms"])
    for point in points:
        if point.key:
            issue.points.filter(key=point.key).update(value=point.value, label=point.label)
        else:
            add_point(issue=issue, value=point.value, label=point.label)
    revise(issue.negotiation_id, at)


def add_point(*, issue: Issue, value: int, label: str) -> ScalePoint:
    """A named point of a scale."""
    key = keys.key_of(label, taken=keys_in(ScalePoint.every.filter(issue=issue)), fallback="point")
    return ScalePoint.objects.create(issue=issue, key=key, value=value, label=label)


@transaction.atomic
def add_term(*, issue: Issue, term: str, at: datetime) -> None:
    """One more term of a sticking point; nothing happens where it has that term."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if term.casefold() not in map(str.casefold, current.terms):
        current.terms.append(term)
        current.save(update_fields=["terms"])
        revise(current.negotiation_id, at)


@transaction.atomic
def arrange(*, rows: QuerySet, order: Sequence[str]) -> None:
    """Put parties or sticking points into the order of these keys; those that are not named come behind."""
    current = list(rows.select_for_update())
    places = {key: place for place, key in enumerate(order)}
    for place, row in enumerate(sorted(current, key=lambda row: places.get(row.key, len(order)))):
        if row.order != place:
            row.order = place
            row.save(update_fields=["order"])


def remove(row: Party | Issue | ScalePoint) -> None:
    """Take away what nothing refers to. Raises Refused."""
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError):
        raise Refused(
            f"“{row}” is in use: the record or its articles speak of it, so it cannot go. "
            "Merge it into another one, which keeps every coding."
        ) from None


def keys_in(rows: QuerySet) -> set[str]:
    """The keys that are taken, those of merged rows among them."""
    return set(rows.values_list("key", flat=True))


def last_of(rows: QuerySet) -> int:
    """The place behind all others."""
    highest = rows.aggregate(highest=Max("order"))["highest"]
    return 0 if highest is None else highest + 1
