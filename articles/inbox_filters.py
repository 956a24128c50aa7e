"""The inbox's filters: read from the address, written back to it, and the choices with how many wait behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from negotiations.models import Negotiation
from negotiations.moves import Kind

from .models import SURE

BY_HAND = "by-hand"  # in the place of an extractor
SURENESS = {
    "sure": Q(sure=True) & (Q(confidence__gte=SURE) | Q(confidence__isnull=True)),
    "fairly-sure": Q(sure=True, confidence__lt=SURE),
    "less-sure": Q(sure=False),
}
LABELS = {
    "issue": "Sticking point",
    "party": "Party",
    "speaker": "Speaker",
    "kind": "Would be",
    "confidence": "The reader is",
}
LABELS |= {"extractor": "Found by"}
CONDITIONS: dict[str, Callable[[str], Q]] = {
    "issue": lambda key: Q(issue__key=key),
    "party": lambda key: Q(party__key=key),
    "speaker": lambda name: Q(speaker=name),
    "kind": lambda kind: Q(kind=kind),
    "confidence": SURENESS.__getitem__,
    "extractor": lambda name: Q(run__isnull=True) if name == BY_HAND else Q(run__extractor=name),
    "article": lambda pk: Q(article=pk),
    "origin": lambda pk: Q(article__origin=pk),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is chosen; an empty one chooses nothing."""

    issue: str = ""
    party: str = ""
    speaker: str = ""
    kind: str = ""
    confidence: str = ""
    extractor: str = ""
    article: str = ""
    origin: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that are set."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def query(self) -> str:
        """As they stand in the address, without "?"."""
        return urlencode(self.chosen)

    @property
    def asks_less_sure(self) -> bool:
        """Whether what nobody is asked for is asked for here."""
        return self.confidence == "less-sure"

    def narrow(self, proposals: QuerySet, *, leaving: Iterable[str] = ()) -> QuerySet:
        """The proposals that were chosen; `leaving` names filters to pass over."""
        for name, value in self.chosen.items():
            if name not in leaving:
                proposals = proposals.filter(CONDITIONS[name](value))
        return proposals


def read(data: Mapping[str, Any]) -> Filters:
    """The filters of an address; a value that none can have is left out, as if not chosen."""
    chosen = {field.name: data.get(field.name, "")[:120] for field in fields(Filters)}
    for name, known in (("kind", list(Kind)), ("confidence", SURENESS)):
        chosen[name] = chosen[name] if chosen[name] in known else ""
    for name in ("article", "origin"):
        chosen[name] = chosen[name] if chosen[name].isdecimal() and len(chosen[name]) < 19 else ""
    return Filters(**chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice, and how many proposals wait behind it."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A filter with its choices."""

    name: str
    label: str
    options: list[Option]
    is_set: bool


def facets(pending: QuerySet, filters: Filters, negotiation: Negotiation) -> list[Facet]:
    """The choices that lead anywhere under the other filters, in one query; a filter without a choice is left out."""
    groups = list(tally(filters.narrow(pending, leaving=LABELS)))
    found = (facet(name, groups, filters, labels_of(name, groups, negotiation)) for name in LABELS)
    return [facet for facet in found if facet.is_set or len(facet.options) > 1]


def tally(pending: QuerySet) -> Iterator[tuple[dict[str, str], int]]:
    """How many proposals there are of each issue, party, speaker, kind, confidence and extractor."""
    sureness = Case(
        *(When(condition, then=Value(word)) for word, condition in SURENESS.items()), output_field=CharField()
    )
    extractor = Case(When(run__isnull=True, then=Value(BY_HAND)), default="run__extractor")
    groups = pending.annotate(confidence_word=sureness, extractor=extractor).order_by()
    columns = ("issue__key", "party__key", "speaker", "kind", "confidence_word", "extractor")
    for *values, number in groups.values_list(*columns).annotate(number=Count("pk")).values_list(*columns, "number"):
        yield dict(zip(LABELS, ("" if value is None else value for value in values), strict=True)), number


def facet(name: str, groups: list[tuple[dict[str, str], int]], filters: Filters, labels: dict[str, str]) -> Facet:
    """One filter's choices with their numbers; what nobody is asked for counts only where it is asked for."""
    others = {other: value for other, value in filters.chosen.items() if other in LABELS and other != name}
    numbers = dict.fromkeys(labels, 0)
    for group, number in groups:
        if name != "confidence" and not filters.asks_less_sure and group["confidence"] == "less-sure":
            continue
        if group[name] in numbers and all(group[other] == value for other, value in others.items()):
            numbers[group[name]] += number
    chosen = filters.chosen.get(name, "")
    options = [
        Option(value=value, label=labels[value], number=number, chosen=value == chosen)
        for value, number in numbers.items()
        if number or value == chosen
    ]
    return Facet(name=name, label=LABELS[name], options=options, is_set=bool(chosen))


def labels_of(name: str, groups: list[tuple[dict[str, str], int]], negotiation: Negotiation) -> dict[str, str]:
    """A filter's values in their order, in words."""
    if name == "issue":
        return {issue.key: issue.name for issue in negotiation.issues.all()}
    if name == "party":
        return {party.key: party.name for party in negotiation.parties.all()}
    if name == "speaker":
        return {named: named for named in sorted({group["speaker"] for group, _ in groups} - {""})}
    if name == "kind":
        return {kind.value: kind.value for kind in Kind}
    if name == "confidence":
        return {word: word.replace("-", " ") for word in SURENESS}
    return {word: word.replace("-", " ") for word in sorted({group["extractor"] for group, _ in groups})}
