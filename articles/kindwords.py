"""What a proposal would change in the record, in words. No queries: a proposal as read by `for_cards` has all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiations import days, rows
from negotiations.cards import in_digits
from negotiations.moves import Kind

NOT_TOLD = "side not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence in parts, `stand` being the link to what is on record; its quote stands beside it, to compare.

    "Shift, softened:" | "from" | "“Full rise” (4 March 2024)" | " to “Below inflation”".
    """

    kind: Kind
    title: str
    lead: str = ""
    stand: str = ""
    tail: str = ""
    quote: str = ""
    anchor: str = ""


def change_of(proposal: Any) -> Change:
    """What a proposal would change."""
    kind, entry = Kind(proposal.kind), proposal.against or proposal.against_figure
    if entry is None:
        return Change(kind=kind, title="New")
    known, said = stands(proposal, entry)
    dated = f"{known} ({last_told(proposal, entry)})"
    parts = {
        Kind.SHIFT: (f"{turned(proposal.turn)}:", "from", dated, f" to {said}"),
        Kind.CONTRADICTION: ("Contradiction:", "on record is", told(known, entry, proposal), f"; this says {said}"),
        Kind.NEW: ("New", "beside", dated, ""),
        Kind.REAFFIRMATION: ("Reaffirmation", "of", known, f", last stated {last_told(proposal, entry)}"),
        Kind.REPEAT: ("Repeat:", "the same origin says so already,", dated, ""),
    }[kind]
    title, lead, stand, tail = parts
    anchor = f"{'position' if proposal.against else 'figure'}-{entry.pk}"
    return Change(
        kind=kind,
        title=title,
        lead=lead,
        stand=stand,
        tail=tail,
        quote=proposal.standing_quote or "",
        anchor=anchor,
    )


def turned(turn: str) -> str:
    """ "Shift, softened" or, where no way can be told, "Shift"."""
    return f"Shift, {turn}" if turn else "Shift"


def stands(proposal: Any, entry: Any) -> tuple[str, str]:
    """What is on record and what is proposed, told alike: by side where both have one, else by stance and side."""
    if not proposal.against:
        return counted(entry), counted(proposal)
    if entry.side and proposal.side:
        return f"“{entry.side.label}”", f"“{proposal.side.label}”"
    return placed(entry), placed(proposal)


def placed(stated: Any) -> str:
    """ "reject, “No rise”" or "reject, side not told"."""
    return f"{stated.stance}, " + (f"“{stated.side.label}”" if stated.side else NOT_TOLD)


def counted(figure: Any) -> str:
    """ "9 percent"."""
    return f"{in_digits(figure.value)} {figure.unit}"


def told(known: str, entry: Any, proposal: Any) -> str:
    """What is on record with its day and, of a position, by whose account: that may be what contradicts."""
    day = days.in_words(entry.said_on, entry.precision)
    if not proposal.against:
        return f"{known} ({day})"
    return f"{known} ({day}, {rows.account_of(entry, proposal.party)})"


def last_told(proposal: Any, entry: Any) -> str:
    """The last day up to the proposal's on which the record has it said."""
    last = proposal.last_told
    if last is None:
        return days.in_words(entry.said_on, entry.precision)
    return days.in_words(date.fromisoformat(last["said_on"]), last["precision"])
