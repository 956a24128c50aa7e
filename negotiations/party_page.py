"""A party's page: its way on every issue, its speakers and where they differ, and what others say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from . import ascriptions, cards, listing, rows, speakers, strands, strips, voices
from .ascriptions import Ascription, Verdict
from .changes import text, x_of
from .choices import PartyChoice
from .clocks import Clocks
from .contradictions import Statement
from .frames import Frame
from .lanes import lane_of
from .models import Issue, Party
from .quotes import Quoted, Quotes
from .rows import Row
from .strands import Strand
from .voices import Difference, Outcome, Saying, Stand

MOST = 6  # pairs that are shown with their quotes; further ones are folded
OUTCOMES = {
    Outcome.HELD: "the others held to their place",
    Outcome.FOLLOWED: "the others followed",
    Outcome.OPEN: "nobody else has spoken since",
}
VERDICTS = {
    Verdict.DIFFERS: "differs from what it says itself",
    Verdict.AHEAD: "the party said so later",
    Verdict.AGREES: "as it says itself",
    Verdict.ALONE: "it has said nothing itself",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStrand:
    """The party's way over one issue."""

    issue: Issue
    strand: Strand
    number: int

    @property
    def ends(self) -> tuple[str, str] | None:
        """The names of the scale's two ends, the upper one first."""
        points = list(self.issue.points.all())
        return (points[-1].label, points[0].label) if len(points) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """Two voices of the party that differ, quoted where there is room."""

    issue: Issue
    one: Difference
    pair: tuple[Quoted, Quoted] | None

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        return OUTCOMES[self.one.outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAscription:
    """An account by others beside the party's own word, quoted where there is room."""

    issue: Issue
    one: Ascription
    account: Quoted | None
    own: Quoted | None

    @property
    def verdict(self) -> str:
        """How the two go together, in words."""
        return VERDICTS[self.one.verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where the voices of the party stand on one issue, beside the party's own line."""

    issue: Issue
    standing: Row
    stands: tuple[Stand, ...]

    @property
    def x(self) -> str:
        """The place of the party's line on the small scale."""
        return "" if self.standing.value is None else text(x_of(self.standing.value))

    @property
    def dots(self) -> list[str]:
        """The places of the voices that stand elsewhere."""
        values = {stand.saying.row.value for stand in self.stands if stand.is_apart}
        return [text(x_of(value)) for value in sorted(value for value in values if value is not None)]


def context(
    party: Party,
    issues: Mapping[str, Issue],
    frame: Frame,
    clocks: Clocks,
    choice: PartyChoice,
    *,
    past: str = "",
    card: str = "",
) -> dict[str, Any]:
    """What `party.html` shows; `issues` are all that stand, by their keys."""
    found = list(frame.negotiation.positions.filter(party=party).known_on(clocks.moment).flat(clocks))
    told = rows.told(found, by=clocks.day)
    chosen = [row for row in told if choice.issue in ("", row.issue)]
    own = speakers.by_speaker(chosen, choice.speaker)
    said = voices.sayings(chosen)
    differing = voices.differences(said)
    accounts = [] if choice.speaker else ascriptions.ascriptions(chosen)
    return {
        "frame": frame,
        **strips.under(clocks, rows.days_in(found), choice.address),
        "party": party,
        "choice": choice,
        "issues": issues.values(),
        "speakers": speakers.named(row for row in told if row.is_self_stated),
        "kept_by_filters": choice.address.but("issue", "speaker"),
        "unfiltered": choice.address.having(issue="", speaker=""),
        "to_speaker": speaker_links(choice, said),
        **counted(chosen if not choice.speaker else own),
        **chart(party, issues, frame, clocks, choice, own),
        "voices": voices.speakers(said, differing),
        "tellers": ascriptions.tellers(accounts),
        **compared(differing, accounts, issues, clocks, choice),
        **spreads(chosen, said, issues),
        **listed([row for row in chosen if speakers.is_by(row, choice.speaker)], frame, clocks, choice, past, card),
    }


def speaker_links(choice: PartyChoice, said: Iterable[Saying]) -> dict[str, str]:
    """The address that narrows the page to a speaker."""
    return {name: choice.address.having(speaker=name) for name in {saying.speaker for saying in said} if name}


def counted(shown: Sequence[Row]) -> dict[str, Any]:
    """How much there is, of which sort."""
    return {
        "position_count": len(shown),
        "origin_count": len(frozenset().union(*(row.origins for row in shown))),
        "issue_count": len({row.issue for row in shown}),
        "sorts": [
            (sum(row.attribution == "own" for row in shown), "on the record"),
            (sum(row.attribution == "officials" for row in shown), "by its unnamed officials"),
            (sum(not row.is_self_stated for row in shown), "according to others"),
        ],
    }


def chart(
    party: Party,
    issues: Mapping[str, Issue],
    frame: Frame,
    clocks: Clocks,
    choice: PartyChoice,
    shown: Sequence[Row],
) -> dict[str, Any]:
    """The party's way over every issue."""

    def href(row: Row) -> str:
        page = reverse("issue", args=[frame.negotiation.slug, row.issue])
        return f"{page}?party={party.key}&card={row.anchor}{clocks.more}#{row.anchor}"

    scales = {key: [point.value for point in issue.points.all()] for key, issue in issues.items()}
    drawn = strands.draw(shown, scales=scales, href=href, until=clocks.chosen_day)
    every = list(drawn.strands) if drawn else []
    ordered = strands.latest_first(every) if choice.sort == "latest" else every
    return {
        "drawn": drawn,
        "strands": [ShownStrand(issue=issues[one.issue], strand=one, number=len(one.lane.rows)) for one in ordered],
    }


def compared(
    differing: Sequence[Difference],
    accounts: Sequence[Ascription],
    issues: Mapping[str, Issue],
    clocks: Clocks,
    choice: PartyChoice,
) -> dict[str, Any]:
    """Where its voices differ, and what others say beside what it says itself: the first of each with their quotes."""
    if choice.speaker:
        named = {choice.speaker}
        differing = [one for one in differing if named & {one.saying.speaker, one.before.speaker}]
    differing = [one for one in differing if one.saying.row.issue in issues]
    order = list(Verdict)
    accounts = sorted((one for one in accounts if one.issue in issues), key=lambda one: order.index(one.verdict))
    quoted = [said.row for one in differing[:MOST] for said in (one.saying, one.before)]
    quoted += [told.row for one in accounts[:MOST] for told in (one.account, one.own) if told]
    quotes = Quotes(quoted, clocks.moment)
    shown = [shown_difference(one, issues, quotes if n < MOST else None) for n, one in enumerate(differing)]
    beside = [shown_ascription(one, issues, quotes if n < MOST else None) for n, one in enumerate(accounts)]
    return {
        "differences": shown[:MOST],
        "more_differences": shown[MOST:],
        "ascriptions": beside[:MOST],
        "more_ascriptions": beside[MOST:],
    }


def shown_difference(one: Difference, issues: Mapping[str, Issue], quotes: Quotes | None) -> ShownDifference:
    """Two voices that differ; the one that differs comes second, as it did in time."""
    pair = (quotes.of(one.before.row, one.before.day), quotes.of(one.saying.row, one.saying.day)) if quotes else None
    return ShownDifference(issue=issues[one.saying.row.issue], one=one, pair=pair)


def shown_ascription(one: Ascription, issues: Mapping[str, Issue], quotes: Quotes | None) -> ShownAscription:
    """An account beside the party's own word."""

    def of(told: Statement | None) -> Quoted | None:
        return quotes.of(told.row, told.day) if quotes and told else None

    return ShownAscription(issue=issues[one.issue], one=one, account=of(one.account), own=of(one.own))


def spreads(shown: Iterable[Row], said: Iterable[Saying], issues: Mapping[str, Issue]) -> dict[str, Any]:
    """On which issues some voice stands elsewhere than the party, and on how many others all stand together."""
    own: dict[str, list[Row]] = {}
    for row in shown:
        own.setdefault(row.issue, []).append(row)
    found, together = [], 0
    for issue, sayings in voices.by_issue(said).items():
        standing = lane_of(sayings[0].row.party, tuple(own[issue])).standing
        stands = tuple(voices.stands(sayings, standing))
        if issue not in issues or standing is None or len(stands) < 2:
            continue
        if any(stand.is_apart for stand in stands):
            found.append(Spread(issue=issues[issue], standing=standing, stands=stands))
        else:
            together += 1
    return {"spreads": found, "together": together}


def listed(
    shown: Sequence[Row], frame: Frame, clocks: Clocks, choice: PartyChoice, past: str, card: str
) -> dict[str, Any]:
    """The positions as cards, part by part."""
    part = listing.part_of(shown, past=past, card=card)
    entries = frame.negotiation.positions.filter(pk__in=[row.pk for row in part.rows])
    told = entries.for_timeline(clocks, with_decisions=frame.may_review)
    made = {position.pk: cards.position_card(position) for position in told} if part.rows else {}
    return {
        "part": part,
        "more": choice.address.having(past=part.past) if part.past else "",
        "begins": bool(part.skipped),
        "same_day": listing.day_in(past),
        "days": cards.by_day([made[row.pk] for row in part.rows if row.pk in made]),
    }
