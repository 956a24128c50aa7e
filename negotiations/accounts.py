"""Whose account a position rests on: the first links of its attribution chain. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

SELF_STATED = ("own", "officials")  # accounts that come from the party, on the record or not


class Voice(NamedTuple):
    """That somebody told of a position on a day: by which sort of account, and who, if anybody is named."""

    day: date
    attribution: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Speaker and basis of a position; `reporter` is another party, where the account is its own."""

    attribution: str
    speaker: str
    party: str
    party_key: str = ""
    reporter: str = ""
    reporter_key: str = ""

    @property
    def basis(self) -> str:
        """What the account rests on; the name of the reporter follows."""
        return {
            "own": "own words" if self.speaker else "stated on the record",
            "officials": f"unnamed officials of {self.party}",
            "party": "according to",
            "sources": "according to unnamed sources",
        }[self.attribution]

    @property
    def is_own(self) -> bool:
        """Whether the speaker speaks for the party itself."""
        return self.attribution == "own"

    def __str__(self) -> str:
        basis = f"{self.basis} {self.reporter}" if self.reporter else self.basis
        return f"{self.speaker}, {basis}" if self.speaker else basis
