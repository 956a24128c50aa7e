"""The matrix under the two clocks, with the parties and in the order that the reader chose."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max

from . import choices, days, issue_page, matrix, rows, speakers, strips
from .choices import MatrixChoice
from .clocks import Clocks
from .frames import Frame
from .models import Issue, Party


def context(frame: Frame, clocks: Clocks, choice: MatrixChoice) -> dict[str, Any]:
    """What `matrix.html` shows: the lines with their issues, and the parties of the columns."""
    negotiation = frame.negotiation
    standing = Issue.every.filter(negotiation=negotiation).standing_at(clocks.moment)
    issues = {issue.key: issue for issue in standing}
    parties = list(Party.every.filter(negotiation=negotiation).standing_at(clocks.moment))
    found = list(negotiation.positions.known_on(clocks.moment).flat(clocks))
    told = rows.told(found, by=clocks.day)
    spoken = speakers.by_speaker(told, choice.speaker)
    heard = {row.party for row in spoken} if choice.speaker else {party.key for party in parties}
    chosen = [party for party in parties if choice.has(party.key)] or parties
    shown = [party for party in chosen if party.key in heard] or chosen
    read = negotiation.articles.filter(published__lte=clocks.day).aggregate(newest=Max("published"))["newest"]
    lines = matrix.build(
        told,
        issues=list(issues),
        parties=[party.key for party in shown],
        opposing=issue_page.opposing(parties),
        day=max([read or date.min, *(row.said_on for row in told)]) if told else clocks.day,
        spoken=spoken if choice.speaker else None,
    )
    if choice.speaker:
        lines = [line for line in lines if any(line.cells)]
    origins = len(frozenset().union(*(row.origins for row in spoken)))
    everyone = [(party.key, party.name, party.colour) for party in parties]
    return {
        "frame": frame,
        **strips.under(clocks, rows.days_in(found), choice.address),
        "choice": choice,
        "to_issue": to_issue(clocks, choice),
        "parties": shown,
        "toggles": choices.toggles(everyone, choice.parties, choice.address),
        "hidden_count": len(parties) - len(shown),
        "orders": choice.orders,
        "all_parties": choice.address.having(party=""),
        "lines": [(issues[line.issue], line) for line in matrix.ordered(lines, choice.sort)],
        "speakers": speakers.named(told),
        "kept_by_speaker": choice.address.but("speaker"),
        "all_speakers": choice.address.having(speaker=""),
        "position_count": len(spoken),
        "numbers": {"positions": f"{len(spoken):,}", "origins": f"{origins:,}"},
        "origin_count": origins,
        "newest": days.in_words(read, "day") if read else "",
    }


def to_issue(clocks: Clocks, choice: MatrixChoice) -> str:
    """What a cell's link begins with: the clocks, and the speaker if one is chosen."""
    pairs = [*clocks.pairs, *([("speaker", choice.speaker)] if choice.speaker else [])]
    return f"?{urlencode(pairs)}&" if pairs else "?"
