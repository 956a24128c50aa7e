"""The pages of outlets: what each reported, how often it was first or alone, and what was contradicted later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from negotiations import contradictions, contradictions_page, rows, strips
from negotiations.addresses import Address
from negotiations.clocks import Clocks
from negotiations.contradictions import Contradiction
from negotiations.frames import Frame
from negotiations.quotes import figure_row_of
from negotiations.rows import FigureRow, Row, Source

from . import reports
from .models import Citation
from .reports import Credit, Outlet, Place, Printed, Report, Statement

MOST = 30  # entries on a page
LISTS = {
    "": "All it reported",
    "first": "First",
    "together": "First, with others on the same day",
    "alone": "Alone",
    "later": "After others",
    "contradicted": "Later contradicted",
    "carried": "Carried from others",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of an outlet's figures is opened, and how far."""

    show: str = ""
    page: int = 1

    def takes(self, credit: Credit, contradicted: Mapping[Statement, Contradiction]) -> bool:
        """Whether a credit is in the list."""
        if self.show == "contradicted":
            return credit.place is not Place.CARRIED and against(credit, contradicted) is not None
        return credit.place == self.show if self.show else credit.place is not Place.CARRIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An outlet with how many of its reports were contradicted later."""

    outlet: Outlet
    contradicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of an outlet's figures, and the address that opens its list."""

    words: str
    number: int
    href: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as the outlet reported it."""

    credit: Credit
    row: Row | FigureRow
    issue: Any
    source: Source
    contradiction: Contradiction | None

    @property
    def anchor(self) -> str:
        """The id of the entry's card."""
        return f"{self.credit.entry[0]}-{self.row.pk}"

    @property
    def place(self) -> str:
        """Where the outlet stands, in words."""
        credit = self.credit
        if credit.place is Place.FIRST and credit.next_day:
            days = (credit.next_day - credit.report.printed.day).days
            return f"first, {days} day{'s' if days != 1 else ''} before {credit.others[0][0] or 'another'}"
        return {
            Place.TOGETHER: "first, with others on the same day",
            Place.ALONE: "alone: no other origin has it",
            Place.LATER: "after others",
            Place.CARRIED: "carried from another outlet",
            Place.FIRST: "first",
        }[credit.place]


class Press:
    """All that the two clocks show of who reported what, and what was contradicted later."""

    def __init__(self, frame: Frame, clocks: Clocks) -> None:
        negotiation = frame.negotiation
        self.printed = printed_of(frame, clocks)
        found = list(negotiation.positions.known_on(clocks.moment).flat(clocks))
        self.days: set[date] = rows.days_in(found)
        told = list(reports_of(frame, clocks, self.printed))
        self.outlets = reports.outlets(self.printed.values(), told)
        figures = negotiation.figures.with_cited(clocks).with_names()
        counts = [figure_row_of(one) for one in figures]
        self.contradicted = contradicted(rows.told(found, by=clocks.day), counts, reports.origins_of(told))

    def counted(self) -> list[Counted]:
        """Every outlet with its figures."""
        choice = Choice(show="contradicted")
        return [
            Counted(outlet=one, contradicted=sum(choice.takes(credit, self.contradicted) for credit in one.credits))
            for one in self.outlets
        ]


def printed_of(frame: Frame, clocks: Clocks) -> dict[int, Printed]:
    """The articles that had appeared by the day and were known at the moment, by their numbers."""
    columns = ("pk", "outlet", "origin", "published")
    known = frame.negotiation.articles.under(clocks).order_by("published", "pk").values_list(*columns)
    return {pk: Printed(article=pk, outlet=outlet, origin=origin, day=day) for pk, outlet, origin, day in known}


def reports_of(frame: Frame, clocks: Clocks, printed: Mapping[int, Printed]) -> Iterable[Report]:
    """Every passage that the record cites, under the clocks, of what is on record."""
    cited = Citation.objects.filter(article__negotiation=frame.negotiation).under(clocks).of_known(clocks)
    for pk, position, figure, day, article in cited.values_list("pk", "position", "figure", "said_on", "article"):
        if article in printed:
            entry = ("position", position) if position else ("figure", figure)
            yield Report(entry=entry, said_on=day, passage=pk, printed=printed[article])


def contradicted(
    told: Iterable[Row], figures: Iterable[FigureRow], origins: Mapping[Statement, set[int]]
) -> dict[Statement, Contradiction]:
    """The statements that a later one contradicts which another origin tells; `origins` are those of each statement."""
    by_issue: dict[str, tuple[list[Row], list[FigureRow]]] = {}
    for row in told:
        by_issue.setdefault(row.issue, ([], []))[0].append(row)
    for figure in figures:
        by_issue.setdefault(figure.issue, ([], []))[1].append(figure)
    found: dict[Statement, Contradiction] = {}
    for own, counts in by_issue.values():
        for one in contradictions.found(own, counts):
            first, second = statement_of(one.first), statement_of(one.second)
            if not origins.get(second, set()) <= origins.get(first, set()):
                found.setdefault(first, one)
    return found


def against(credit: Credit, contradicted: Mapping[Statement, Contradiction]) -> Contradiction | None:
    """What contradicts an entry as an outlet reported it, if anything does."""
    found = (contradicted.get((*credit.entry, day)) for day in sorted(credit.days))
    return next((one for one in found if one), None)


def statement_of(told: contradictions.Statement) -> Statement:
    """A statement of a contradiction by its entry and its day."""
    return ("figure" if isinstance(told.row, FigureRow) else "position"), told.row.pk, told.day


def list_context(frame: Frame, clocks: Clocks) -> dict[str, Any]:
    """What `outlets.html` shows."""
    press = Press(frame, clocks)
    return {"frame": frame, **strips.under(clocks, press.days), "outlets": press.counted()}


def context(frame: Frame, clocks: Clocks, name: str, choice: Choice) -> dict[str, Any]:
    """What `outlet.html` shows; raises Http404 where no article is from such an outlet."""
    press = Press(frame, clocks)
    outlet = next((one for one in press.outlets if reports.key_of(one.name) == reports.key_of(name)), None)
    if outlet is None and not frame.negotiation.articles.filter(outlet__iexact=name).exists():
        raise Http404("No article is from such an outlet.")
    outlet = outlet or Outlet(name=name, articles=0, origins=0, credits=())
    address = Address(pairs=(*clocks.pairs, *((("show", choice.show),) if choice.show else ())))
    listed = [credit for credit in outlet.credits if choice.takes(credit, press.contradicted)]
    on_page = listed[(choice.page - 1) * MOST : choice.page * MOST]
    return {
        "frame": frame,
        **strips.under(clocks, press.days, address),
        "outlet": outlet,
        "choice": choice,
        "title": LISTS[choice.show],
        "figures": figures_of(outlet, press, choice, address),
        "shown": shown(on_page, press.contradicted),
        "number": len(listed),
        "newer": address.having(page=str(choice.page - 1) if choice.page > 2 else "") if choice.page > 1 else "",
        "older": address.having(page=str(choice.page + 1)) if len(listed) > choice.page * MOST else "",
    }


def figures_of(outlet: Outlet, press: Press, choice: Choice, address: Address) -> list[Figure]:
    """The outlet's figures, each with the address of its list."""
    found = []
    for show, words in LISTS.items():
        number = sum(Choice(show=show).takes(credit, press.contradicted) for credit in outlet.credits)
        found.append(Figure(words=words, number=number, href=address.having(show=show), on=show == choice.show))
    return found


def shown(on_page: Iterable[Credit], contradicted: Mapping[Statement, Contradiction]) -> list[Shown]:
    """Credits with their passages."""
    listed = list(on_page)
    cited = Citation.objects.filter(pk__in=[credit.report.passage for credit in listed]).for_outlets()
    by_pk = {citation.pk: citation for citation in cited}
    found = []
    for credit in listed:
        citation = by_pk[credit.report.passage]
        entry = citation.position or citation.figure
        row = rows.row_of(entry) if citation.position else rows.figure_row_of(entry)
        found.append(
            Shown(
                credit=credit,
                row=row,
                issue=entry.issue,
                source=rows.citing(citation, entry),
                contradiction=against(credit, contradicted),
            )
        )
    return found


def read(data: Mapping[str, str]) -> Choice:
    """What the address picks; what it cannot mean is left out."""
    show = data.get("show", "")
    page = contradictions_page.number_of(data.get("page"), 1)
    return Choice(show=show if show in LISTS else "", page=max(page, 1))
