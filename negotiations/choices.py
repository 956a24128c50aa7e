"""What a reader chose to see, as it stands in the address: parties, a stretch of days, filters, an order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import addresses
from .addresses import Address
from .clocks import day_of
from .rows import Row
from .speakers import is_by

CLOCKS = ("as_of", "known_on")
FILTERS = ("stance", "attribution", "speaker", "outlet", "words")
ON_ISSUE = (*CLOCKS, "party", "span", "since", "until", *FILTERS)
ON_MATRIX = (*CLOCKS, "party", "speaker", "sort")
ON_PARTY = (*CLOCKS, "issue", "speaker", "sort")
ORDERS = {"order": "As set up", "gap": "Widest gap", "latest": "Latest change"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen on an issue's page; what is empty leaves nothing out."""

    address: Address
    parties: frozenset[str]
    span: str
    since: date | None
    until: date | None
    stance: str
    attribution: str
    speaker: str
    outlet: str
    words: str

    @property
    def is_filtered(self) -> bool:
        """Whether some cards are left out, besides those of parties."""
        return any((self.stance, self.attribution, self.speaker, self.outlet, self.words))

    def takes(self, row: Row) -> bool:
        """Whether a row's card is shown, as far as the row itself can tell."""
        told = ((self.stance, row.stance), (self.attribution, row.attribution))
        return self.has(row.party) and all(asked in ("", found) for asked, found in told) and is_by(row, self.speaker)

    def has(self, party: str) -> bool:
        """Whether a party is shown."""
        return not self.parties or party in self.parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    """A party that can be switched on and off."""

    name: str
    colour: int
    on: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several choices, of which one holds."""

    label: str
    href: str
    on: bool


def of_issue(data: Any) -> Choice:
    """The choices of an issue page's query; what is no day is left out."""
    address = addresses.read(data, ON_ISSUE)
    first = dict(reversed(address.pairs))
    plain = {name: first.get(name, "") for name in ("span", *FILTERS)}
    return Choice(
        address=address,
        parties=frozenset(value for name, value in address.pairs if name == "party"),
        since=day_of(first.get("since")),
        until=day_of(first.get("until")),
        **plain,
    )


def toggles(parties: Iterable[tuple[str, str, int]], chosen: Collection[str], address: Address) -> list[Toggle]:
    """A switch for each party (key, name, colour). No party chosen means all; the last one cannot be switched off."""
    listed = list(parties)
    keys = [key for key, _, _ in listed]
    shown = [key for key in keys if not chosen or key in chosen] or keys
    switches = []
    for key, name, colour in listed:
        others = [each for each in keys if (each in shown) != (each == key)]
        query = address.having(party=() if len(others) in (0, len(keys)) else others)
        switches.append(Toggle(name=name, colour=colour, on=key in shown, href=query))
    return switches


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixChoice:
    """What is chosen on the matrix."""

    address: Address
    parties: frozenset[str]
    speaker: str
    sort: str

    @property
    def orders(self) -> list[Option]:
        """The orders that one may choose."""
        choice = {name: "" if name == "order" else name for name in ORDERS}
        return [
            Option(label=label, href=self.address.having(sort=choice[name]), on=name == self.sort)
            for name, label in ORDERS.items()
        ]

    def has(self, party: str) -> bool:
        """Whether a party is shown."""
        return not self.parties or party in self.parties


def of_matrix(data: Any) -> MatrixChoice:
    """The choices of the matrix's query; an order that is none is the one that was set up."""
    address = addresses.read(data, ON_MATRIX)
    sort = data.get("sort", "")
    parties = frozenset(value for name, value in address.pairs if name == "party")
    speaker = data.get("speaker", "").strip()
    return MatrixChoice(address=address, parties=parties, speaker=speaker, sort=sort if sort in ORDERS else "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChoice:
    """What is chosen on a party's page; what is empty leaves nothing out."""

    address: Address
    issue: str
    speaker: str
    sort: str

    @property
    def orders(self) -> list[Option]:
        """The orders that one may choose."""
        return [
            Option(label=ORDERS[name], href=self.address.having(sort=value), on=value == self.sort)
            for name, value in (("order", ""), ("latest", "latest"))
        ]


def of_party(data: Any) -> PartyChoice:
    """The choices of the query of a party's page."""
    plain = {name: data.get(name, "").strip() for name in ("issue", "speaker")}
    sort = "latest" if data.get("sort") == "latest" else ""
    return PartyChoice(address=addresses.read(data, ON_PARTY), sort=sort, **plain)
