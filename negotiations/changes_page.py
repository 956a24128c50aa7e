"""What changed: the record in two states, issue by issue, with the quotes of what is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet, prefetch_related_objects

from . import changes, rows, spans
from .changes import Edit, IssueChange, Life, Meanwhile, Stand
from .frames import Frame
from .issue_page import opposing
from .models import Issue, Party, Visit
from .moves import Kind
from .quotes import Quoted, Quotes, figure_row_of, life_of, row_in
from .rows import FigureRow, Row
from .shifts import Event, Way

MOST = 12  # statements of one issue that are quoted; the issue page has all
FIELDS = {
    "party_name": "party",
    "stance": "stance",
    "side_label": "side",
    "day": "day",
    "chain": "account",
    "number": "number",
    "unit": "unit",
    "counted_by_name": "count of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStand:
    """A party's stand then and now, quoted where it moved or is new."""

    stand: Stand
    party: Party
    then: Quoted | None
    now: Quoted | None
    way: str

    @property
    def is_told(self) -> bool:
        """Whether it is shown in full."""
        return self.stand.kind in ("new", "shift", "edited", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """A statement with its quote, and the words for what it changed."""

    event: Event
    quoted: Quoted
    way: str
    before: Quoted | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure that was given meanwhile."""

    quoted: Quoted
    before: FigureRow | None
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEdit:
    """What an editor corrected or took back: the old entry, the new one, and what differs in words."""

    edit: Edit
    old: Quoted
    new: Quoted | None
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIssue:
    """An issue on which something changed."""

    issue: Issue
    change: IssueChange
    stands: tuple[ShownStand, ...]
    still: tuple[ShownStand, ...]
    disputed: tuple[ShownEvent, ...]
    others: tuple[ShownEvent, ...]
    figures: tuple[ShownFigure, ...]
    edits: tuple[ShownEdit, ...]
    more: int

    @property
    def ends(self) -> tuple[str, str] | None:
        """The names of the scale's two ends."""
        points = list(self.issue.points.all())
        return (points[0].label, points[-1].label) if len(points) > 1 else None


class Held:
    """Entries of one sort that the record held at some time between two states: as lives, and by issue."""

    def __init__(self, entries: QuerySet) -> None:
        self.entries = {entry.pk: entry for entry in entries}
        self.lives = {pk: life_of(entry) for pk, entry in self.entries.items()}
        self.by_issue: dict[str, list[Life]] = defaultdict(list)
        for pk, entry in self.entries.items():
            self.by_issue[entry.issue.key].append(self.lives[pk])

    @property
    def last_day(self) -> Iterable[date]:
        """The days on which something was said."""
        return (one.said_on for life in self.lives.values() for one in (life, *life.told))


def context(frame: Frame, user: User | AnonymousUser, asked: spans.Asked) -> dict[str, Any]:
    """What `changes.html` shows."""
    negotiation = frame.negotiation
    prefetch_related_objects([negotiation], "parties", "issues__points")
    visit = Visit.objects.filter(user=user, negotiation=negotiation).first() if user.is_authenticated else None
    moments = spans.known_between(asked, visit)
    held = {
        Row: Held(negotiation.positions.for_changes(*moments).with_names()),
        FigureRow: Held(negotiation.figures.for_changes(*moments).with_names()),
    }
    today = spans.today(asked)
    days = [day for one in held.values() for day in one.last_day if day <= today]
    span = spans.between(asked, visit, max(days, default=None))
    page = Page(frame, span, held)
    return {
        "frame": frame,
        "clocks": span.clocks,
        "span": span,
        "visit": visit,
        "shown": page.issues,
        "speakers": sorted({name for entry in held[Row].entries.values() for name in named_in(entry)}),
        "still": [issue for issue in negotiation.issues.all() if not asked.speaker and issue.key not in page.touched],
        "summary": summary(page.issues),
        "is_empty": not days,
    }


def named_in(entry: Any) -> set[str]:
    """Who is named as telling of a position read by `for_changes`."""
    return {name for name in (entry.speaker, *entry.cited_speaker) if name}


class Page:
    """The changes of all issues between two states."""

    def __init__(self, frame: Frame, span: spans.Span, held: Mapping[type, Held]) -> None:
        self.span, self.held = span, held
        self.parties = {party.key: party for party in frame.negotiation.parties.all()}
        fresh = {sort: changes.said_meanwhile(one.lives, span.then, span.now) for sort, one in held.items()}
        self.edits = [(sort, e) for sort, one in held.items() for e in changes.edits(one.lives, span.then, span.now)]
        self.meanwhile = Meanwhile(
            positions=fresh[Row],
            figures=fresh[FigureRow],
            corrected={e.new.pk: e.old.pk for sort, e in self.edits if sort is Row and e.new},
            opposing=opposing(self.parties.values()),
        )
        if span.asked.speaker:
            self.edits = [(sort, edit) for sort, edit in self.edits if self.is_by(sort, edit, span.asked.speaker)]
        ended = {(sort, life.pk) for sort, edit in self.edits for life in (edit.old, edit.new) if life}
        issues = [issue for issue in frame.negotiation.issues.all() if self.is_touched(issue.key, ended)]
        self.touched = {issue.key for issue in issues}
        found = sorted(
            ((issue, self.change(issue.key)) for issue in issues), key=lambda one: one[1].weight, reverse=True
        )
        if span.asked.speaker:
            told = ((issue, changes.told_by(change, span.asked.speaker)) for issue, change in found)
            found = [(issue, change) for issue, change in told if change.stands or change.events or self.edited(issue)]
        wanted = [row for _, change in found for row in self.wanted(change)]
        wanted += [self.row(sort, life) for sort, edit in self.edits for life in (edit.old, edit.new) if life]
        self.quotes = Quotes(wanted, span.now.moment)
        self.issues = [self.shown(issue, change) for issue, change in found]

    def is_by(self, sort: type, edit: Edit, speaker: str) -> bool:
        """Whether an edit is of what a speaker said."""
        entries = (self.held[sort].entries[life.pk] for life in (edit.old, edit.new) if life)
        return sort is Row and any(entry.speaker == speaker for entry in entries)

    def edited(self, issue: Issue) -> bool:
        """Whether an editor corrected or took back something on an issue."""
        return any(edit.old in self.held[sort].by_issue[issue.key] for sort, edit in self.edits)

    def is_touched(self, issue: str, ended: set[tuple[type, int]]) -> bool:
        """Whether anything was said or edited on an issue."""
        fresh = {Row: self.meanwhile.positions, FigureRow: self.meanwhile.figures}
        return any(
            life.pk in fresh[sort] or (sort, life.pk) in ended
            for sort, one in self.held.items()
            for life in one.by_issue[issue]
        )

    def change(self, issue: str) -> IssueChange:
        """What changed on an issue."""
        held, span = self.held[Row], self.span
        then, now = (
            [row_in(held.entries[life.pk], life, state) for life in held.by_issue[issue] if life.is_in(state)]
            for state in (span.then, span.now)
        )
        counts = self.held[FigureRow]
        figures = [self.row(FigureRow, life) for life in counts.by_issue[issue] if life.is_in(span.now)]
        return changes.of_issue(issue, then=then, now=now, figures=figures, meanwhile=self.meanwhile)

    def row(self, sort: type, life: Life) -> Row | FigureRow:
        """An entry as a row, whatever state shows it."""
        entry = self.held[sort].entries[life.pk]
        return rows.row_of(entry) if sort is Row else figure_row_of(entry)

    def wanted(self, change: IssueChange) -> list[Row | FigureRow]:
        """The rows of a change that are quoted."""
        stands = [row for stand in change.stands for row in (stand.then, stand.now) if row]
        events = [
            row
            for event in newest(change.events, MOST + len(change.stands))
            for row in (event.row, event.before)
            if row
        ]
        return [*stands, *events, *(one.row for one in change.figures[-MOST:])]

    def shown(self, issue: Issue, change: IssueChange) -> ShownIssue:
        """A change with its quotes."""
        order = list(self.parties)
        meanwhile = {event.row.pk: event for event in change.events if event.is_shift}
        stands = [self.stand(stand, meanwhile.get(stand.now.pk) if stand.now else None) for stand in change.stands]
        stands.sort(key=lambda one: order.index(one.party.key))
        told = {(one.now.row.pk, one.now.day) for one in stands if one.is_told and one.now}
        rest = [event for event in change.events if (event.row.pk, event.day) not in told]
        events = [self.event(event) for event in newest(rest)]
        return ShownIssue(
            issue=issue,
            change=change,
            stands=tuple(one for one in stands if one.is_told),
            still=tuple(one for one in stands if not one.is_told),
            disputed=tuple(one for one in events if one.event.move.kind is Kind.CONTRADICTION),
            others=tuple(one for one in events if one.event.move.kind is not Kind.CONTRADICTION),
            figures=tuple(self.figure(one) for one in reversed(change.figures[-MOST:])),
            edits=tuple(self.edit(sort, e) for sort, e in self.edits if e.old in self.held[sort].by_issue[issue.key]),
            more=len(rest) - len(events),
        )

    def stand(self, stand: Stand, shift: Event | None) -> ShownStand:
        """A stand with its quotes: now with the first day that only the later state shows.

        A party that had no stand then may have moved since; then that is told.
        """
        now = stand.now
        fresh = self.meanwhile.positions.get(now.pk, ()) if now else ()
        return ShownStand(
            stand=stand,
            party=self.parties[stand.party],
            then=self.quotes.of(stand.then) if stand.then else None,
            now=self.quotes.of(now, min(fresh, default=now.said_on)) if now else None,
            way=told_in_words(shift, self.parties) if stand.then is None and shift else self.way_of(stand),
        )

    def way_of(self, stand: Stand) -> str:
        """Which way a party moved between the two states, in words."""
        if stand.kind != "shift":
            return ""
        return in_words(stand.turn, stand.way, self.parties, turned(stand.then, stand.now))

    def event(self, event: Event) -> ShownEvent:
        """A statement with its quote, and that of what it was held against."""
        return ShownEvent(
            event=event,
            quoted=self.quotes.of(event.row, event.day),
            before=self.quotes.of(event.before) if event.before else None,
            way=told_in_words(event, self.parties),
            is_late=event.day <= self.span.then.day and not self.span.is_one_day,
        )

    def figure(self, counted: changes.Counted) -> ShownFigure:
        """A figure with its quote."""
        return ShownFigure(quoted=self.quotes.of(counted.row), before=counted.before, is_changed=counted.is_changed)

    def edit(self, sort: type, edit: Edit) -> ShownEdit:
        """An edit with the quotes of both entries, and what differs between them."""
        old, new = self.row(sort, edit.old), self.row(sort, edit.new) if edit.new else None
        return ShownEdit(
            edit=edit,
            old=self.quotes.of(old),
            new=self.quotes.of(new) if new else None,
            differences=differences(old, new) if new else (),
        )


def newest(events: Sequence[Event], most: int = MOST) -> list[Event]:
    """The last of some events, newest first; contradictions before all others."""
    ordered = sorted(events, key=lambda event: event.move.kind is Kind.CONTRADICTION)
    return ordered[: -most - 1 : -1]


def in_words(turn: str, way: Way, parties: Mapping[str, Party], turned: str = "") -> str:
    """ "softened, towards Hamas", "moved towards Hamas, away from Israel", "turned from yes to no".

    A no that brings a party to the place of its opponents, who say no as well, is not told as a move towards them.
    """
    if turned and not turn:
        return turned
    towards, away = (" and ".join(parties[key].name for key in keys) for keys in (way.towards, way.away))
    directions = [f"towards {towards}" if towards else "", f"away from {away}" if away else ""]
    whither = ", ".join(direction for direction in directions if direction)
    if turn:
        return f"{turn}, {whither}" if whither else str(turn)
    return f"moved {whither}" if whither else "moved"


def turned(before: Row | None, after: Row | None) -> str:
    """Whether somebody turned from yes to no, or back."""
    if before is None or after is None or before.is_yielding == after.is_yielding:
        return ""
    return "turned from no to yes" if after.is_yielding else "turned from yes to no"


def told_in_words(event: Event, parties: Mapping[str, Party]) -> str:
    """The same of an event; what others tell of a party, it is said to have done."""
    words = in_words(event.move.turn, event.way, parties, turned(event.before, event.row))
    return words if event.row.is_self_stated else f"said to have {words}"


def differences(old: Row | FigureRow, new: Row | FigureRow) -> tuple[tuple[str, str, str], ...]:
    """What a correction changed: the field, its old value and its new one."""
    pairs = ((word, getattr(old, name, ""), getattr(new, name, "")) for name, word in FIELDS.items())
    return tuple((word, was or "not told", is_ or "not told") for word, was, is_ in pairs if was != is_)


def summary(shown: Iterable[ShownIssue]) -> list[tuple[int, str]]:
    """How much of each sort there is, in words: "3", "shifts"."""
    number: Counter[str] = Counter()
    for one in shown:
        number["shift"] += sum(stand.stand.kind == "shift" for stand in one.stands)
        number.update(event.move.kind for event in one.change.events if event.move.kind is not Kind.SHIFT)
        number["figure"] += len(one.change.figures)
        number.update("corrected" if edit.edit.new else "taken back" for edit in one.edits)
    words = {
        "shift": ("party moved", "parties moved"),
        "contradiction": ("contradiction", "contradictions"),
        "new": ("new position", "new positions"),
        "reaffirmation": ("reaffirmation", "reaffirmations"),
        "figure": ("figure", "figures"),
        "corrected": ("correction", "corrections"),
        "taken back": ("entry taken back", "entries taken back"),
    }
    return [(number[kind], one if number[kind] == 1 else many) for kind, (one, many) in words.items() if number[kind]]
