"""The issue page: chart, cards and figures of one issue under the two clocks, as far as the reader chose to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from . import axes, cards, choices, counts, days, listing, rows, speakers, strips, timeline
from .cards import FigureCard
from .choices import Choice
from .clocks import Clocks
from .frames import Frame
from .listing import Part
from .models import Attribution, Issue, Party, Stance
from .rows import Row

PRINTED = 8  # positions on paper: an issue is a brief of two pages
SPANS = {"": "All", "year": "Year", "quarter": "Quarter", "month": "Month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a reader sees of an issue: what was told by then, what waits (for editors), and the days with a change.

    `with_decisions` is whether its cards tell who decided.
    """

    issue: Issue
    clocks: Clocks
    choice: Choice
    recorded: list[Row]
    proposals: list[Any]
    waiting: list[Row]
    days: set[date]
    with_decisions: bool

    @property
    def rows(self) -> list[Row]:
        """All that may be listed."""
        return [*self.recorded, *self.waiting]

    @property
    def stretch(self) -> axes.Stretch | None:
        """The days that are looked at."""
        chosen = self.choice
        return axes.stretch_of(
            chosen.span, since=chosen.since, until=chosen.until, known=self.days, day=self.clocks.day
        )


def sight(issue: Issue, frame: Frame, clocks: Clocks, choice: Choice) -> Sight:
    """Read what the page, or its chart alone, is made of."""
    found = list(issue.positions.known_on(clocks.moment).flat(clocks))
    show_pending = frame.may_review and clocks.known_day is None
    proposals = cards.sharing(frame.negotiation, proposals_of(issue, clocks)) if show_pending else []
    return Sight(
        issue=issue,
        clocks=clocks,
        choice=choice,
        recorded=rows.told(found, by=clocks.day),
        proposals=proposals,
        waiting=rows.pending(proposal for proposal in proposals if proposal.subject == "position"),
        days=rows.days_in(found),
        with_decisions=frame.may_review,
    )


def context(
    issue: Issue, frame: Frame, clocks: Clocks, choice: Choice, *, past: str = "", card: str = ""
) -> dict[str, Any]:
    """What `issue.html` shows; the list of cards begins past a row, or where a card is."""
    seen = sight(issue, frame, clocks, choice)
    part = listing.part_of(listed(seen), past=past, card=card)
    figures = figure_cards(seen)
    on_page = {row.anchor for row in part.rows}
    chart = draw(seen, lambda row: address_of(row, choice, on_page))
    return {
        "frame": frame,
        **strips.under(clocks, seen.days, choice.address),
        "issue": issue,
        "chart": chart,
        "count_charts": counts.draw([counted(card) for card in figures], axis=chart.axis if chart else None),
        **controls(seen),
        "standing": standing_in(chart),
        "part": part,
        "printed": [row.anchor for row in part.rows if not row.pending][: 0 if past else PRINTED],
        "more": choice.address.having(past=part.past) if part.past else "",
        "begins": bool(part.skipped),
        "same_day": listing.day_in(past),
        "days": cards.by_day(cards_of(seen, part)),
        "waiting_count": len(seen.proposals),
        "figures": figures,
    }


def standing_in(chart: timeline.Chart | None) -> list[timeline.Run]:
    """Where each party stands at the end of the chart."""
    return list({run.row.party: run for run in chart.runs}.values()) if chart else []


def chart_context(issue: Issue, frame: Frame, clocks: Clocks, choice: Choice) -> dict[str, Any]:
    """What the chart shows, without the cards."""
    seen = sight(issue, frame, clocks, choice)
    on_page = {row.anchor for row in listing.part_of(listed(seen)).rows}
    chart = draw(seen, lambda row: address_of(row, seen.choice, on_page))
    return {"frame": frame, "clocks": clocks, "issue": issue, "chart": chart, **controls(seen)}


def draw(seen: Sight, href: Callable[[Row], str]) -> timeline.Chart | None:
    """The issue's chart, of the parties that are shown."""
    points = [(point.value, point.label) for point in seen.issue.points.all()]
    return timeline.draw(
        [row for row in seen.recorded if seen.choice.has(row.party)],
        pending=[row for row in seen.waiting if seen.choice.has(row.party)],
        points=points,
        opposing=opposing(seen.issue.negotiation.parties.all()),
        stretch=seen.stretch,
        until=seen.clocks.chosen_day,
        href=href,
    )


def address_of(row: Row, choice: Choice, on_page: set[str]) -> str:
    """Where a card is: on the page, or on the part of the list that begins with it."""
    return f"#{row.anchor}" if row.anchor in on_page else f"{choice.address.having(card=row.anchor)}#{row.anchor}"


def controls(seen: Sight) -> dict[str, Any]:
    """The switches of parties, the zoom and the filters, each with the address to which it leads."""
    choice, stretch, address = seen.choice, seen.stretch, seen.choice.address
    own = bool(choice.since or choice.until)
    moves = {}
    if stretch:
        earlier, later = stretch.moved(-1), stretch.moved(1)
        told = sorted(seen.days)
        moves = {
            "earlier": stretched(choice, earlier) if earlier.last >= told[0] else "",
            "later": stretched(choice, later) if later.first <= told[-1] else "",
        }
    return {
        "choice": choice,
        "toggles": choices.toggles(parties_in(seen), choice.parties, address),
        "all_parties": address.having(party=""),
        "spans": [
            choices.Option(
                label=label, href=address.having(span=span, since="", until=""), on=not own and choice.span == span
            )
            for span, label in SPANS.items()
        ],
        "stretch": stretch,
        "stretch_in_words": f"{days.in_words(stretch.first, 'day')} to {days.in_words(stretch.last, 'day')}"
        if stretch
        else "",
        **moves,
        "kept_by_zoom": address.but("span", "since", "until"),
        "kept_by_filters": address.but(*choices.FILTERS),
        "unfiltered": address.having(**dict.fromkeys(choices.FILTERS, "")),
        "speakers": speakers.named(seen.rows),
        "stances": Stance.choices,
        "attributions": Attribution.choices,
    }


def stretched(choice: Choice, stretch: axes.Stretch) -> str:
    """The address of another stretch of days."""
    return choice.address.having(span="", since=stretch.first.isoformat(), until=stretch.last.isoformat())


def parties_in(seen: Sight) -> list[tuple[str, str, int]]:
    """The parties that said something, or of which something was said, on the issue."""
    told = {row.party for row in seen.rows}
    parties = seen.issue.negotiation.parties.all()
    return [(party.key, party.name, party.colour) for party in parties if party.key in told]


def listed(seen: Sight) -> list[Row]:
    """The rows whose cards are shown: those that the filters take; words and outlets are looked up in the articles."""
    taken = [row for row in seen.rows if seen.choice.takes(row)]
    outlet, words = seen.choice.outlet, seen.choice.words
    if not outlet and not words:
        return taken
    found = set(seen.issue.positions.citing(words=words, outlet=outlet).values_list("pk", flat=True))
    return [row for row in taken if (mentions(row, outlet, words) if row.pending else row.pk in found)]


def mentions(row: Row, outlet: str, words: str) -> bool:
    """Whether a passage of a row that waits has the words, reported by the outlet."""
    return any(
        outlet.lower() in source.outlet.lower() and words.lower() in source.quote.lower() for source in row.sources
    )


def cards_of(seen: Sight, part: Part) -> list[cards.Card]:
    """The cards of a part of the list, in its order."""
    recorded = [row.pk for row in part.rows if not row.pending]
    waiting = {row.pk for row in part.rows if row.pending}
    entries = seen.issue.positions.filter(pk__in=recorded).for_timeline(seen.clocks, with_decisions=seen.with_decisions)
    made = [cards.position_card(position) for position in entries] if recorded else []
    made += [cards.proposal_card(p) for p in seen.proposals if p.subject == "position" and p.pk in waiting]
    by_anchor = {card.anchor: card for card in made}
    return [by_anchor[row.anchor] for row in part.rows if row.anchor in by_anchor]


def figure_cards(seen: Sight) -> list[FigureCard]:
    """What waits, then what is on record, the newest first."""
    waiting = [cards.waiting_figure_card(p) for p in seen.proposals if p.subject == "figure"]
    entries = seen.issue.figures.under(seen.clocks)
    recorded = entries.for_timeline(seen.clocks, with_decisions=seen.with_decisions)
    return [*waiting, *reversed([cards.figure_card(figure) for figure in recorded])]


def counted(card: FigureCard) -> counts.Counted:
    """A figure's card as a count for its chart."""
    entry = card.entry
    whose = entry.party if card.pending else entry.counted_by
    return counts.Counted(
        anchor=card.anchor,
        value=float(entry.value),
        number=card.number,
        unit=entry.unit,
        whose=card.whose,
        colour=whose.colour if whose else 0,
        said_on=entry.said_on,
        day=days.in_words(entry.said_on, entry.precision),
        pending=card.pending,
    )


def proposals_of(issue: Issue, clocks: Clocks) -> QuerySet:
    """The issue's sure proposals that wait, up to the day, newest first. Less sure ones stay beside their text."""
    return issue.proposals.sure().pending().filter(said_on__lte=clocks.day).for_cards().order_by("-said_on", "-pk")


def opposing(parties: Iterable[Party]) -> frozenset[str]:
    """The keys of the parties whose distance is the gap: those that negotiate, not those that mediate."""
    return frozenset(party.key for party in parties if party.role == Party.Role.PARTY)
