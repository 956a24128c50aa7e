"""What outlets reported, counted by origin: who was first, who was alone, what was carried. Pure arithmetic.

The unit is an entry of the record, a position or a figure, as on its card: that it was said again on a later day adds
origins to it. An origin belongs to the outlet in which its text appeared first; the others that printed it carried it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Entry = tuple[str, int]  # "position" or "figure", and its number
Statement = tuple[str, int, date]  # an entry as said, or said again, on a day


class Place(StrEnum):
    """Where an outlet stands among all that reported an entry."""

    ALONE = "alone"
    FIRST = "first"
    TOGETHER = "together"
    LATER = "later"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article: where and when it appeared, and the text that it goes back to."""

    article: int
    outlet: str
    origin: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A passage in which an article reports an entry, as said on a day."""

    entry: Entry
    said_on: date
    passage: int
    printed: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What an outlet did for an entry: its first report, its place, and the other outlets with their first days.

    `days` are those on which it was said, by all of the outlet's reports; `origins` is how many texts report it in all.
    """

    report: Report
    days: frozenset[date]
    place: Place
    origins: int
    others: tuple[tuple[str, date], ...]

    @property
    def entry(self) -> Entry:
        """What was reported."""
        return self.report.entry

    @property
    def next_day(self) -> date | None:
        """The first day on which another outlet had it."""
        return self.others[0][1] if self.others else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet's credits, and how many articles and origins of its own it has."""

    name: str
    articles: int
    origins: int
    credits: tuple[Credit, ...]

    @property
    def own(self) -> int:
        """How many entries it reported itself."""
        return sum(credit.place is not Place.CARRIED for credit in self.credits)

    def number(self, *places: Place) -> int:
        """How many of some places."""
        return sum(credit.place in places for credit in self.credits)

    @property
    def first(self) -> int:
        """How often it was ahead of all others."""
        return self.number(Place.FIRST)

    @property
    def together(self) -> int:
        """How often it was first on the same day as others."""
        return self.number(Place.TOGETHER)

    @property
    def alone(self) -> int:
        """How often no other origin has it."""
        return self.number(Place.ALONE)

    @property
    def carried(self) -> int:
        """How often it printed what another outlet had written."""
        return self.number(Place.CARRIED)


def key_of(outlet: str) -> str:
    """What makes two spellings the same outlet."""
    return " ".join(outlet.split()).casefold()


def owners(printed: Iterable[Printed]) -> dict[int, set[str]]:
    """For each origin the outlets in which its text appeared first: several, where that was on one day."""
    first: dict[int, date] = {}
    found: dict[int, set[str]] = defaultdict(set)
    for one in sorted(printed, key=lambda one: one.day):
        if first.setdefault(one.origin, one.day) == one.day:
            found[one.origin].add(key_of(one.outlet))
    return found


def outlets(printed: Iterable[Printed], reports: Iterable[Report]) -> list[Outlet]:
    """Every outlet with its credits, those first that reported most; articles of unknown outlets count for none."""
    every = list(printed)
    own = owners(every)
    articles: dict[str, list[Printed]] = defaultdict(list)
    for one in every:
        articles[key_of(one.outlet)].append(one)
    by_outlet = credits_of(reports, own)
    found = [
        Outlet(
            name=" ".join(those[-1].outlet.split()),
            articles=len(those),
            origins=len({one.origin for one in those if key in own[one.origin]}),
            credits=tuple(sorted(by_outlet[key], key=newest, reverse=True)),
        )
        for key, those in articles.items()
        if key
    ]
    return sorted(found, key=lambda outlet: (-outlet.own, -outlet.articles, outlet.name))


def origins_of(reports: Iterable[Report]) -> dict[Statement, set[int]]:
    """The origins that report each statement."""
    found: dict[Statement, set[int]] = defaultdict(set)
    for report in reports:
        found[*report.entry, report.said_on].add(report.printed.origin)
    return found


def credits_of(reports: Iterable[Report], own: Mapping[int, set[str]]) -> dict[str, list[Credit]]:
    """The credits of each outlet, by its key."""
    by_entry: dict[Entry, list[Report]] = defaultdict(list)
    for report in reports:
        by_entry[report.entry].append(report)
    found: dict[str, list[Credit]] = defaultdict(list)
    for those in by_entry.values():
        ordered = sorted(those, key=lambda report: (report.printed.day, report.passage))
        first: dict[str, Report] = {}
        for report in ordered:
            first.setdefault(key_of(report.printed.outlet), report)
        for key in first:
            found[key].append(credit(key, ordered, first, own))
    return found


def credit(key: str, reports: list[Report], first: Mapping[str, Report], own: Mapping[int, set[str]]) -> Credit:
    """One outlet's part in an entry; its reports are held against those of other origins."""
    days: dict[int, date] = {}
    for report in reports:
        days.setdefault(report.printed.origin, report.printed.day)
    ours = [report for report in reports if key_of(report.printed.outlet) == key]
    written = [report for report in ours if key in own[report.printed.origin]]
    others = [(report.printed.outlet, report.printed.day) for other, report in first.items() if other != key]
    mine = {report.printed.origin for report in written}
    return Credit(
        report=written[0] if written else first[key],
        days=frozenset(report.said_on for report in written or ours),
        place=place_of(days, mine),
        origins=len(days),
        others=tuple(sorted(others, key=lambda other: other[1])),
    )


def newest(credit: Credit) -> tuple[date, int]:
    """What sorts the credits of an outlet."""
    return credit.report.printed.day, credit.report.passage


def place_of(days: Mapping[int, date], mine: set[int]) -> Place:
    """Where an outlet stands, by the first day of each origin and the origins that are its own."""
    if not mine:
        return Place.CARRIED
    first, others = min(days[origin] for origin in mine), [day for origin, day in days.items() if origin not in mine]
    if not others:
        return Place.ALONE
    if first == min(others):
        return Place.TOGETHER
    return Place.FIRST if first < min(others) else Place.LATER
