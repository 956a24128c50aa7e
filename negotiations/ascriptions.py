"""What others ascribe to a party, against what it says itself. Pure arithmetic: rows of one party in, pairs out.

An account is held against the party's last word up to that day and against its next one: it may have told a shift
before the party did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .contradictions import Statement, statement_of
from .moves import differ
from .rows import Row
from .shifts import told

SOURCES = "unnamed sources"


class Verdict(StrEnum):
    """How an account goes with what the party says itself."""

    DIFFERS = "differs"
    AHEAD = "ahead"
    AGREES = "agrees"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ascription:
    """An account by others, and the party's own word that it is held against; `times` counts the same account again."""

    account: Statement
    own: Statement | None
    verdict: Verdict
    times: int = 1

    @property
    def teller(self) -> str:
        """Whose account it is."""
        return teller_of(self.account.row)

    @property
    def issue(self) -> str:
        """The issue's key."""
        return self.account.row.issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who ascribes something to the party, and how often that goes with what it says itself."""

    name: str
    key: str
    times: int
    verdicts: dict[str, int]


def teller_of(row: Row) -> str:
    """Whose account a row is."""
    return row.attributed_to or SOURCES


def ascriptions(rows: Iterable[Row]) -> list[Ascription]:
    """Every account that others give of a party, the latest first; the same one again is counted."""
    issues: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        issues[row.issue].append(row)
    found = [one for of_issue in issues.values() for one in on_issue(of_issue)]
    return sorted(found, key=lambda one: (one.account.day, one.account.row.pk), reverse=True)


def on_issue(rows: Sequence[Row]) -> list[Ascription]:
    """The accounts on one issue, in time's order."""
    statements = [statement_of(row, day) for day, row in told(rows)]
    own = [statement for statement in statements if statement.row.is_self_stated]
    found: dict[tuple[object, ...], Ascription] = {}
    for account in statements:
        if account.row.is_self_stated:
            continue
        verdict, held_against = judged(account, own)
        sort = (teller_of(account.row), account.row.value, account.row.is_yielding, verdict, held_against)
        times = found.pop(sort).times + 1 if sort in found else 1
        found[sort] = Ascription(account=account, own=held_against, verdict=verdict, times=times)
    return list(found.values())


def judged(account: Statement, own: Sequence[Statement]) -> tuple[Verdict, Statement | None]:
    """How an account goes with the party's last word up to its day, or with its next one."""
    last = next((word for word in reversed(own) if word.day <= account.day), None)
    after = next((word for word in own if word.day > account.day), None)
    if last and not differ(last.row, account.row):
        return Verdict.AGREES, last
    if after and not differ(after.row, account.row):
        return Verdict.AHEAD, after
    return (Verdict.DIFFERS, last or after) if own else (Verdict.ALONE, None)


def tellers(found: Iterable[Ascription]) -> list[Teller]:
    """Who tells of the party, those first who tell most."""
    by_name: dict[str, list[Ascription]] = defaultdict(list)
    for one in found:
        by_name[one.teller].append(one)
    listed = [
        Teller(
            name=name,
            key=own[0].account.row.reporter_key,
            times=sum(one.times for one in own),
            verdicts={verdict: sum(one.times for one in own if one.verdict is verdict) for verdict in Verdict},
        )
        for name, own in by_name.items()
    ]
    return sorted(listed, key=lambda teller: (-teller.times, teller.name))
