"""A proposal that asks for two opinions, as one editor finds it: whose are in, and both side by side once they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from negotiations.models import Negotiation
from negotiations.positions import Coding, Count

from . import amendments
from .models import Decision, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDS = {
    "asked": "Two editors are asked for this one, each alone: opinions are shown once both are in.",
    "given": "Your opinion is in; it waits for a second one.",
    "differ": "Both opinions are in and differ: a third editor settles it.",
    "settle": "Two editors differ on this one: you settle it.",
}
BOTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A field as both editors have it."""

    field: str
    told: tuple[str, str]

    @property
    def differs(self) -> bool:
        """Whether they disagree; of one that rejects, nothing but that is told."""
        return all(self.told) and self.told[0] != self.told[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Where a proposal stands for an editor; `given` has one opinion or two only where this editor may see them."""

    state: str
    given: Sequence[Mapping[str, Any]] = ()
    lines: Sequence[Line] = ()

    @property
    def has_mine(self) -> bool:
        """Whether the editor has given theirs: nothing is asked of them any more."""
        return self.state in ("given", "differ")

    @property
    def words(self) -> str:
        """What the editor is told."""
        return WORDS[self.state]

    @property
    def verdicts(self) -> list[str]:
        """What those who are seen would do, in a word or two."""
        return [verdict_of(opinion) for opinion in self.given]


def second_of(proposal: Proposal, editor: User) -> Second | None:
    """Where a proposal as read by `for_cards` stands for an editor; None where two opinions are not asked for."""
    if not proposal.asks_two:
        return None
    mine = [opinion for opinion in proposal.given if opinion["editor"] == editor.pk]
    if len(proposal.given) < BOTH:
        state = "given" if mine else "asked"
        return Second(state=state, given=mine)
    both = proposal.given[:BOTH]
    lines = list(beside(*both, proposal.negotiation))
    return Second(state="differ" if mine else "settle", given=both, lines=lines)


def verdict_of(opinion: Mapping[str, Any]) -> str:
    """ "approve", or "reject: wrong party"."""
    return "approve" if opinion["coding"] else f"reject: {Decision.Reason(opinion['reason']).label.lower()}"


def beside(one: Mapping[str, Any], other: Mapping[str, Any], negotiation: Negotiation) -> Iterator[Line]:
    """Two opinions field by field."""
    yield Line(field="verdict", told=(verdict_of(one), verdict_of(other)))
    told = [fields_of(opinion, negotiation) for opinion in (one, other)]
    for name in told[0] or told[1]:
        yield Line(field=name, told=(told[0].get(name, ""), told[1].get(name, "")))


def fields_of(opinion: Mapping[str, Any], negotiation: Negotiation) -> dict[str, str]:
    """What an opinion puts on record, in words; nothing where it rejects."""
    return dict(amendments.in_words(content_of(opinion["coding"], negotiation))) if opinion["coding"] else {}


def content_of(values: Mapping[str, str], negotiation: Negotiation) -> Coding | Count:
    """The content that an opinion's plain values tell."""
    prefetch_related_objects([negotiation], "parties", "issues__points")
    parties = {party.key: party for party in negotiation.parties.all()}
    issue = next(issue for issue in negotiation.issues.all() if issue.key == values["issue"])
    dated = {"issue": issue, "said_on": date.fromisoformat(values["said_on"]), "precision": values["precision"]}
    if "value" in values:
        counted_by = parties.get(values["counted_by"])
        return Count(**dated, value=Decimal(values["value"]), unit=values["unit"], counted_by=counted_by)
    return Coding(
        **dated,
        party=parties[values["party"]],
        stance=values["stance"],
        side=next((point for point in issue.points.all() if point.key == values["side"]), None),
        attribution=values["attribution"],
        attributed_to=parties.get(values["attributed_to"]),
        speaker=values["speaker"],
    )
