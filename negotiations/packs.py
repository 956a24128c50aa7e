"""A negotiation as one JSON file, in and out: parties, names, issues, terms, scales.

The format is that of a case's `negotiation.json`. What a pack cannot say (members, articles, positions) stays as it is
when a pack is loaded over a negotiation that exists.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.db import transaction
from django.db.models import ProtectedError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from .models import Issue, Negotiation, Party, PartyName, ScalePoint

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

STANDING = {"merged_into": None, "merged_at": None}  # what a pack names stands again, though it was merged before


def words(limit: int) -> Any:
    """Text that is not empty, of at most `limit` characters."""
    return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limit)]


class BadPack(Exception):
    """The file cannot be loaded; the message says which key is wrong and what was expected, a line each."""


class Record(BaseModel):
    """Refuses keys that it does not know: a misspelt key must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class PackPerson(Record):
    """Somebody who speaks for a party."""

    name: words(120)
    title: str = Field("", max_length=120)


class PackParty(Record):
    """A party and its names."""

    key: Key
    name: words(120)
    role: Literal["party", "mediator", "observer"] = "party"
    aliases: list[words(120)] = []
    people: list[words(120) | PackPerson] = []
    descriptions: list[words(120)] = []


class PackPoint(Record):
    """A named point of a scale."""

    key: Key
    value: int = Field(ge=0, le=100)
    label: words(120)


class PackIssue(Record):
    """An issue, its terms (`aliases`) and its scale."""

    key: Key
    name: words(160)
    question: str = Field("", max_length=240)
    unit: str = Field("", max_length=60)
    aliases: list[words(120)] = []
    scale: list[PackPoint] = []

    @model_validator(mode="after")
    def _keys_are_distinct(self) -> PackIssue:
        refuse_repeats("scale", (point.key for point in self.scale))
        return self


class Pack(Record):
    """The whole file."""

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    name: words(200)
    summary: str = Field("", max_length=400)
    parties: list[PackParty] = Field(min_length=1)
    issues: list[PackIssue] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_are_distinct(self) -> Pack:
        refuse_repeats("parties", (party.key for party in self.parties))
        refuse_repeats("issues", (issue.key for issue in self.issues))
        return self


def refuse_repeats(where: str, keys: Iterable[str]) -> None:
    """Raises ValueError where a key stands twice."""
    twice = [key for key, times in Counter(keys).items() if times > 1]
    if twice:
        raise ValueError(f"{where}: expected every key once, found {', '.join(map(repr, twice))} more than once")


def read(content: str) -> Pack:
    """A pack from JSON. Raises BadPack."""
    try:
        return Pack.model_validate(json.loads(content))
    except json.JSONDecodeError as error:
        raise BadPack(f"This is not JSON: {error.msg} (line {error.lineno}, column {error.colno}).") from None
    except ValidationError as error:
        raise BadPack("\n".join(complaint(detail) for detail in error.errors())) from None


def complaint(detail: Any) -> str:
    """One thing that is wrong: which key, what was expected, what was found."""
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in detail["loc"]).lstrip(".")
    found = "" if detail["type"] in ("missing", "value_error") else f", found {json.dumps(detail['input'])[:60]}"
    return f"{place or 'file'}: {detail['msg']}{found}"


@transaction.atomic
def load(pack: Pack) -> Negotiation:
    """Write a pack to the database, over the negotiation of the same slug if there is one. Raises BadPack."""
    negotiation, _ = Negotiation.objects.update_or_create(
        slug=pack.slug, defaults={"name": pack.name, "summary": pack.summary}
    )
    for order, party in enumerate(pack.parties):
        load_party(negotiation, party, order)
    for order, issue in enumerate(pack.issues):
        load_issue(negotiation, issue, order)
    drop(negotiation.parties.exclude(key__in=[party.key for party in pack.parties]), "parties")
    drop(negotiation.issues.exclude(key__in=[issue.key for issue in pack.issues]), "issues")
    return negotiation


def load_party(negotiation: Negotiation, pack: PackParty, order: int) -> None:
    """A party with its names, the old names replaced."""
    fields = {"name": pack.name, "role": pack.role, "order": order}
    party, _ = Party.every.update_or_create(negotiation=negotiation, key=pack.key, defaults=fields | STANDING)
    people = [person if isinstance(person, PackPerson) else PackPerson(name=person) for person in pack.people]
    names = [
        *((PartyName.Kind.ALIAS, alias, "") for alias in pack.aliases),
        *((PartyName.Kind.PERSON, person.name, person.title) for person in people),
        *((PartyName.Kind.DESCRIPTION, description, "") for description in pack.descriptions),
    ]
    party.names.all().delete()
    distinct = {(kind, name): (n, title) for n, (kind, name, title) in enumerate(names)}
    PartyName.objects.bulk_create(
        PartyName(party=party, kind=kind, text=name, title=title, order=n)
        for (kind, name), (n, title) in distinct.items()
    )


def load_issue(negotiation: Negotiation, pack: PackIssue, order: int) -> None:
    """An issue with its scale; points keep their identity, since positions refer to them."""
    fields = {"name": pack.name, "question": pack.question, "unit": pack.unit, "terms": pack.aliases, "order": order}
    issue, _ = Issue.every.update_or_create(negotiation=negotiation, key=pack.key, defaults=fields | STANDING)
    for point in pack.scale:
        defaults = {"value": point.value, "label": point.label} | STANDING
        ScalePoint.every.update_or_create(issue=issue, key=point.key, defaults=defaults)
    drop(issue.points.exclude(key__in=[point.key for point in pack.scale]), f"scale of {pack.key}")


def drop(rows: Any, where: str) -> None:
    """Delete what the pack no longer has, unless the record needs it. Raises BadPack."""
    try:
        rows.delete()
    except ProtectedError:
        keys = ", ".join(rows.values_list("key", flat=True))
        raise BadPack(f"{where}: expected {keys}, which positions or proposals still use") from None


def dump(negotiation: Negotiation) -> str:
    """A negotiation as JSON; loading it again gives the same."""
    pack = Pack(
        slug=negotiation.slug,
        name=negotiation.name,
        summary=negotiation.summary,
        parties=[dump_party(party) for party in negotiation.parties.prefetch_related("names")],
        issues=[dump_issue(issue) for issue in negotiation.issues.prefetch_related("points")],
    )
    return json.dumps(pack.model_dump(exclude_defaults=True), ensure_ascii=False, indent=2) + "\n"


def dump_party(party: Party) -> PackParty:
    """A party with its names."""
    names = list(party.names.all())
    people = (name for name in names if name.kind == PartyName.Kind.PERSON)
    return PackParty(
        key=party.key,
        name=party.name,
        role=party.role,
        aliases=[name.text for name in names if name.kind == PartyName.Kind.ALIAS],
        people=[PackPerson(name=p.text, title=p.title) if p.title else p.text for p in people],
        descriptions=[name.text for name in names if name.kind == PartyName.Kind.DESCRIPTION],
    )


def dump_issue(issue: Issue) -> PackIssue:
    """An issue with its scale."""
    points = [PackPoint(key=point.key, value=point.value, label=point.label) for point in issue.points.all()]
    return PackIssue(
        key=issue.key, name=issue.name, question=issue.question, unit=issue.unit, aliases=issue.terms, scale=points
    )
