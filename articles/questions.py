"""What a reader looks for, as it stands in the address. Arithmetic but for the reading of the request's query.

The words follow the habit of search engines: all of them, "a phrase", one OR another, and -without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from negotiations import addresses
from negotiations.addresses import Address
from negotiations.choices import CLOCKS
from negotiations.clocks import day_of

from .searchables import Kind

FILTERS = ("kind", "since", "until", "party", "issue", "outlet")
ON_SEARCH = (*CLOCKS, "q", *FILTERS, "sort")
ORDERS = {"": "Best first", "newest": "Newest first"}
LENGTH = 200  # of what one can ask
TERM = re.compile(r'-?"[^"]*"?|\S+')
WORD = re.compile(r"[^\W\d_]{4,}")  # shorter words are too like each other to guess which one was meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The words, and what narrows them; what is empty leaves nothing out."""

    address: Address = field(default_factory=Address)
    words: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    party: str = ""
    issue: str = ""
    outlet: str = ""
    sort: str = ""

    @property
    def terms(self) -> list[str]:
        """Its words and phrases, those to leave out with their "-"."""
        return TERM.findall(self.words)

    @property
    def asks(self) -> bool:
        """Whether it names anything to find: words to leave out alone do not."""
        return any(re.search(r"\w", term) and not term.startswith("-") for term in self.terms)

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen beside the words."""
        return any((self.since, self.until, self.party, self.issue, self.outlet, self.kind))

    @property
    def guessable(self) -> list[str]:
        """The words that may be names mistyped, at most six, each once."""
        asked = " ".join(term for term in self.terms if not term.startswith("-"))
        return list(dict.fromkeys(WORD.findall(asked)))[:6]

    def reworded(self, meant: Mapping[str, str]) -> Question:
        """The same with other words in the place of some, in the address, too."""
        changed = WORD.sub(lambda found: meant.get(found[0], found[0]), self.words)
        pairs = tuple((name, changed if name == "q" else value) for name, value in self.address.pairs)
        return replace(self, words=changed, address=Address(pairs=pairs))


def read(data: Any) -> Question:
    """The question of a request's query; what none can ask is left out."""
    known = addresses.read(data, ON_SEARCH)
    address = Address(pairs=tuple((name, value.replace("\0", "")[:LENGTH]) for name, value in known.pairs))
    first = dict(reversed(address.pairs))
    return Question(
        address=address,
        words=first.get("q", ""),
        kind=first["kind"] if first.get("kind") in Kind else "",
        since=day_of(first.get("since")),
        until=day_of(first.get("until")),
        party=first.get("party", ""),
        issue=first.get("issue", ""),
        outlet=first.get("outlet", ""),
        sort=first["sort"] if first.get("sort") in ORDERS else "",
    )
