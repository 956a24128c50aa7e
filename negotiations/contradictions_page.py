"""The contradictions of a negotiation, and one of them by itself: both quotes, what followed, editors' notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import Http404, QueryDict

from . import changes, contradictions, speakers
from .clocks import Clocks
from .contradictions import Contradiction, Statement, Type
from .frames import Frame
from .models import Explanation, Issue
from .moves import WINDOW
from .quotes import Quoted, Quotes, figure_row_of, life_of, row_in
from .rows import FigureRow, Row

WINDOWS = (1, 3, 7, 14, 30, 90)  # days to choose from; the address takes any number up to the last
MOST = 30  # contradictions on a page
TYPES = {
    Type.DIVIDED: "A divided party",
    Type.ASCRIBED: "Self-stated against ascribed",
    Type.PLAN: "Accepted by one account, rejected by another",
    Type.FIGURES: "Conflicting figures",
}
STATES = {"": "All", "open": "Not explained", "explained": "Explained"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reader picked."""

    window: int = WINDOW.days
    type: str = ""
    state: str = ""
    issue: str = ""
    speaker: str = ""
    page: int = 1

    @property
    def days(self) -> timedelta:
        """How close in time two statements must be."""
        return timedelta(days=self.window)

    def query(self, shown: Clocks, *, page: int = 1) -> str:
        """The choice as it stands in an address, "?" included; empty where nothing was chosen."""
        chosen = {"window": self.window if self.window != WINDOW.days else "", "type": self.type, "state": self.state}
        chosen |= {"issue": self.issue, "speaker": self.speaker, "as_of": shown.chosen_day, "known_on": shown.known_day}
        chosen |= {"page": page if page > 1 else ""}
        set_ones = {name: str(value) for name, value in chosen.items() if value}
        return f"?{urlencode(set_ones)}" if set_ones else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A contradiction with its quotes, and the note that explains it, if one does."""

    one: Contradiction
    issue: Issue
    first: Quoted
    second: Quoted
    explanation: Explanation | None

    @property
    def type(self) -> str:
        """What sort it is, in words."""
        return TYPES[self.one.type]

    @property
    def pair(self) -> tuple[Quoted, Quoted]:
        """Both statements, the earlier first."""
        return (self.first, self.second)

    @property
    def title(self) -> str:
        """Who contradicts whom, in a sentence that takes no side."""
        a, b = self.one.first.row, self.one.second.row
        if isinstance(a, FigureRow) or isinstance(b, FigureRow):
            return f"{a.number} or {b.number} {a.unit}"
        if self.one.type is Type.DIVIDED:
            return f"Two voices of {a.party_name}"
        told = b if a.is_self_stated else a
        teller = told.attributed_to or "unnamed sources"
        if not (a.is_self_stated or b.is_self_stated):
            return f"{a.party_name} according to {a.attributed_to}, and according to {b.attributed_to}"
        return f"{a.party_name} itself, and according to {teller}"


class Record:
    """All that the two clocks show of a negotiation, or of one issue of it, as rows by issue."""

    def __init__(self, frame: Frame, shown: Clocks, issue: str = "") -> None:
        negotiation, state = frame.negotiation, changes.State(day=shown.day, moment=shown.moment)
        prefetch_related_objects([negotiation], "parties", "issues")
        self.issues = {one.key: one for one in negotiation.issues.all()}
        only = {"issue__key": issue} if issue else {}
        held = (negotiation.positions, negotiation.figures)
        positions, figures = ({e.pk: e for e in one.filter(**only).with_cited(shown).with_names()} for one in held)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        for entry in positions.values():
            self.rows[entry.issue.key].append(row_in(entry, life_of(entry), state))
        self.figures: dict[str, list[FigureRow]] = defaultdict(list)
        for figure in figures.values():
            self.figures[figure.issue.key].append(figure_row_of(figure))
        self.moment = shown.moment

    def quotes(self, shown: Iterable[Statement]) -> Quotes:
        """The passages that prove some statements."""
        return Quotes((statement.row for statement in shown), self.moment)


def read(choices: QueryDict) -> Choice:
    """What the address picks; what it cannot mean is left out."""
    kind, state = choices.get("type", ""), choices.get("state", "")
    return Choice(
        window=min(number_of(choices.get("window"), WINDOW.days), WINDOWS[-1]),
        type=kind if kind in set(Type) else "",
        state=state if state in STATES else "",
        issue=choices.get("issue", ""),
        speaker=choices.get("speaker", "").strip(),
        page=max(number_of(choices.get("page"), 1), 1),
    )


def number_of(text: str | None, default: int) -> int:
    """A number of at most four digits, or the default."""
    return int(text) if text and text.isdecimal() and len(text) < 5 else default


def context(frame: Frame, shown: Clocks, choice: Choice) -> dict[str, Any]:
    """What `contradictions.html` shows."""
    record = Record(frame, shown)
    notes = notes_of(frame, shown)
    found = [one for key in record.issues for one in of_issue(record, key, choice.days)]
    chosen = [one for one in found if takes(choice, one, notes)]
    chosen.sort(key=lambda one: (one.latest, one.key), reverse=True)
    on_page = chosen[(choice.page - 1) * MOST : choice.page * MOST]
    quotes = record.quotes(statement for one in on_page for statement in (one.first, one.second))
    return {
        "frame": frame,
        "clocks": shown,
        "choice": choice,
        "query": choice.query(shown),
        "windows": sorted({*WINDOWS, choice.window}),
        "types": [(kind.value, words, sum(one.type is kind for one in found)) for kind, words in TYPES.items()],
        "states": STATES.items(),
        "issues": record.issues.values(),
        "speakers": speakers.named(row for own in record.rows.values() for row in own),
        "shown": [show(one, record, quotes, notes.get(one.key)) for one in on_page],
        "number": len(chosen),
        "is_empty": not any(record.rows.values()) and not any(record.figures.values()),
        "open_count": sum(one.key not in notes for one in chosen),
        "newer": choice.query(shown, page=choice.page - 1) if choice.page > 1 else None,
        "older": choice.query(shown, page=choice.page + 1) if len(chosen) > choice.page * MOST else None,
    }


def takes(choice: Choice, one: Contradiction, notes: Mapping[str, Explanation]) -> bool:
    """Whether a contradiction is to be shown."""
    state = "explained" if one.key in notes else "open"
    chosen = choice.type in ("", one.type) and choice.state in ("", state) and choice.issue in ("", one.issue)
    return chosen and (not choice.speaker or any(is_told_by(one, choice.speaker) for one in (one.first, one.second)))


def is_told_by(statement: Statement, speaker: str) -> bool:
    """Whether a statement is somebody's; a figure is nobody's."""
    return isinstance(statement.row, Row) and statement.row.is_told_by(speaker, statement.day)


def of_issue(record: Record, key: str, window: timedelta) -> list[Contradiction]:
    """The contradictions of one issue."""
    return contradictions.found(record.rows[key], record.figures[key], window=window)


def notes_of(frame: Frame, shown: Clocks) -> dict[str, Explanation]:
    """The explanations that stood at the moment shown, by the contradiction's key."""
    notes = frame.negotiation.explanations.known_on(shown.moment).select_related("by", "taken_back_by")
    return {note.key: note for note in notes}


def show(one: Contradiction, record: Record, quotes: Quotes, note: Explanation | None) -> Shown:
    """A contradiction with its quotes."""
    return Shown(
        one=one,
        issue=record.issues[one.issue],
        first=quotes.of(one.first.row, one.first.day),
        second=quotes.of(one.second.row, one.second.day),
        explanation=note,
    )


def one_context(frame: Frame, shown: Clocks, key: str, choice: Choice) -> dict[str, Any]:
    """What `contradiction.html` shows; raises Http404 where the two entries do not contradict each other.

    The page stands whatever window the reader came with: it asks only whether the two contradict each other in any.
    """
    record = Record(frame, shown, issue_of(frame, key))
    one = find(record, key, choice)
    later = following(record, one)
    quotes = record.quotes([one.first, one.second, *later])
    notes = list(
        frame.negotiation.explanations.filter(key=key, at__lte=shown.moment).select_related("by", "taken_back_by")
    )
    standing = next((note for note in notes if not note.taken_back_at or note.taken_back_at > shown.moment), None)
    return {
        "frame": frame,
        "clocks": shown,
        "choice": choice,
        "query": choice.query(shown),
        "shown": show(one, record, quotes, standing),
        "later": [quotes.of(statement.row, statement.day) for statement in later],
        "past_notes": [note for note in notes if note != standing],
        "may_explain": frame.may_review and shown.known_day is None,
    }


def entries_of(key: str) -> tuple[str, int, int]:
    """The type and the two entries in a key; raises Http404 where it is none."""
    kind, *numbers = key.split("-")
    if kind not in set(Type) or len(numbers) != 2 or not all(n.isdecimal() and len(n) < 19 for n in numbers):
        raise Http404("There is no such contradiction.")
    return kind, int(numbers[0]), int(numbers[1])


def issue_of(frame: Frame, key: str) -> str:
    """The issue on which a contradiction is; raises Http404 where the negotiation has no such entry."""
    kind, first, _ = entries_of(key)
    entries = frame.negotiation.figures if kind == Type.FIGURES else frame.negotiation.positions
    found = entries.filter(pk=first).values_list("issue__key", flat=True).first()
    if found is None:
        raise Http404("There is no such contradiction.")
    return found


def find(record: Record, key: str, choice: Choice) -> Contradiction:
    """The contradiction of a key; raises Http404 where the clocks do not show it."""
    (issue,) = {*record.rows, *record.figures} or {""}
    for window in (choice.days, *(timedelta(days=number) for number in WINDOWS)):
        every = contradictions.pairs(record.rows[issue], window=window)
        every += contradictions.figure_pairs(record.figures[issue], window=window)
        if one := next((one for one in every if one.key == key), None):
            return one
    raise Http404("There is no such contradiction.")


def following(record: Record, one: Contradiction, most: int = 5) -> Sequence[Statement]:
    """What was said on it afterwards: by and about the same party, or counted in the same unit."""
    row, after = one.first.row, one.second.day
    if isinstance(row, FigureRow):
        same = [figure for figure in record.figures[row.issue] if figure.unit == row.unit and figure.said_on > after]
        return [contradictions.statement_of(figure, figure.said_on) for figure in same][:most]
    return contradictions.after(record.rows[row.issue], row.party, after)[:most]
