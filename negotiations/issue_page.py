"""The issue page: chart, cards and figures of one issue under the two clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from . import cards, rows, timeline
from .clocks import Clocks
from .frames import Frame
from .models import Issue, Party
from .rows import Row


def context(issue: Issue, frame: Frame, clocks: Clocks) -> dict[str, Any]:
    """What `issue.html` shows."""
    told = cards.with_decisions if frame.may_review else QuerySet.all
    recorded = [cards.position_card(position) for position in told(positions_of(issue, clocks))]
    show_pending = frame.may_review and clocks.known_day is None
    proposals = cards.sharing(frame.negotiation, proposals_of(issue, clocks)) if show_pending else []
    waiting = [cards.proposal_card(p) for p in proposals if p.subject == "position"]
    counts = [cards.figure_card(figure) for figure in told(figures_of(issue, clocks))]
    waiting_counts = [cards.waiting_figure_card(p) for p in proposals if p.subject == "figure"]
    return {
        "frame": frame,
        "clocks": clocks,
        "issue": issue,
        "chart": draw(issue, [card.row for card in recorded], [card.row for card in waiting]),
        "days": cards.by_day([*waiting, *reversed(recorded)]),
        "waiting_count": len(waiting) + len(waiting_counts),
        "figures": [*waiting_counts, *reversed(counts)],
    }


def chart_context(issue: Issue, frame: Frame, clocks: Clocks) -> dict[str, Any]:
    """What `_chart.svg` shows, without the cards."""
    recorded = rows.recorded(positions_of(issue, clocks))
    show_pending = frame.may_review and clocks.known_day is None
    proposals = proposals_of(issue, clocks).filter(subject="position") if show_pending else ()
    return {
        "frame": frame,
        "clocks": clocks,
        "issue": issue,
        "chart": draw(issue, recorded, rows.pending(proposals)),
    }


def positions_of(issue: Issue, clocks: Clocks) -> QuerySet:
    """The issue's positions as of the one clock, as known on the other."""
    return issue.positions.under(clocks).for_timeline(clocks)


def figures_of(issue: Issue, clocks: Clocks) -> QuerySet:
    """The issue's figures as of the one clock, as known on the other."""
    return issue.figures.under(clocks).for_timeline(clocks)


def proposals_of(issue: Issue, clocks: Clocks) -> QuerySet:
    """The issue's sure proposals that wait, up to the day, newest first. Less sure ones stay beside their text."""
    return issue.proposals.sure().pending().filter(said_on__lte=clocks.day).for_cards().order_by("-said_on", "-pk")


def draw(issue: Issue, recorded: Sequence[Row], waiting: Sequence[Row]) -> timeline.Chart | None:
    """The issue's chart."""
    points = [(point.value, point.label) for point in issue.points.all()]
    parties = issue.negotiation.parties.all()
    return timeline.draw(recorded, pending=waiting, points=points, opposing=opposing(parties))


def opposing(parties: Iterable[Party]) -> frozenset[str]:
    """The keys of the parties whose distance is the gap: those that negotiate, not those that mediate."""
    return frozenset(party.key for party in parties if party.role == Party.Role.PARTY)
