"""Entries of the record as lives, rows and quotes: what the pages of changes and contradictions are made from.

The arithmetic works on entries without their quotes; the quotes of what is shown at last are read with one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from . import days, rows
from .accounts import Account, Voice
from .changes import Life, State, Told
from .models import Figure, Position
from .rows import FigureRow, Row, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A row as said, or said again, on a day, with a passage that proves it, and how many more there are."""

    row: Row | FigureRow
    day: date
    source: Source | None = None
    more: int = 0

    @property
    def words(self) -> str:
        """The day in words, as precise as it is known."""
        return self.row.day if self.day == self.row.said_on else days.in_words(self.day, "day")

    @property
    def account(self) -> Account | None:
        """Who says so: the first links of the attribution chain; nobody of a figure."""
        return (self.source and self.source.account) or getattr(self.row, "account", None)

    @property
    def anchor(self) -> str:
        """Its id on the issue page."""
        return f"{'figure' if isinstance(self.row, FigureRow) else 'position'}-{self.row.pk}"


class Quotes:
    """The passages that prove some entries."""

    def __init__(self, shown: Iterable[Row | FigureRow], at: datetime) -> None:
        """Read the citations of what is shown, those that the record has learnt by a moment."""
        wanted: dict[type, set[int]] = {FigureRow: set(), Row: set()}
        for row in shown:
            wanted[type(row)].add(row.pk)
        self.found: dict[tuple[type, int], list[tuple[date, Source]]] = defaultdict(list)
        self.undone: dict[tuple[type, int], list[tuple[date, Source]]] = defaultdict(list)
        if not any(wanted.values()):
            return
        chosen = Q(position__in=wanted[Row]) | Q(figure__in=wanted[FigureRow])
        model = Position._meta.get_field("citations").related_model
        cited = model.objects.filter(chosen, recorded_at__lte=at).for_rows()
        for citation in cited.select_related("article", "attributed_to", "position__party", "figure"):
            sort, entry = (Row, citation.position) if citation.position_id else (FigureRow, citation.figure)
            found = self.found if citation.closed_at is None or citation.closed_at > at else self.undone
            found[sort, entry.pk].append((citation.said_on, rows.citing(citation, entry)))

    def of(self, row: Row | FigureRow, day: date | None = None) -> Quoted:
        """A row with a passage of a day, of its own day unless another one is asked for."""
        day = day or row.said_on
        every = self.found[type(row), row.pk] or self.undone[type(row), row.pk]
        of_day = [source for said_on, source in every if said_on == day] or [source for _, source in every]
        return Quoted(row=row, day=day, source=next(iter(of_day), None), more=max(len(of_day) - 1, 0))


def life_of(entry: Position | Figure) -> Life:
    """The life of an entry read by `for_changes`."""
    cited = zip(entry.cited_on, entry.cited_at, entry.cited_until, strict=True)
    return Life(
        pk=entry.pk,
        said_on=entry.said_on,
        recorded_at=entry.recorded_at,
        closed_at=entry.closed_at,
        replaces=entry.replaces_id,
        because=entry.closed_because,
        closed_by=entry.closed_by.get_username() if entry.closed_by else "",
        told=tuple(Told(said_on=on, recorded_at=at, closed_at=until) for on, at, until in cited if on),
    )


def row_in(entry: Position, life: Life, state: State) -> Row:
    """A position as a state shows it: with the days and the origins that it has by then."""
    cited = zip(life.told, entry.cited_origin, entry.cited_account, entry.cited_speaker, strict=False)
    known = [(told, *more) for told, *more in cited if told.said_on <= state.day and told.is_known(state.moment)]
    origins = [origin for _, origin, *_ in known]
    voices = [Voice(told.said_on, account, speaker) for told, _, account, speaker in known]
    return rows.row_of(entry, origins=origins, stated=life.days_in(state), voices=voices)


def figure_row_of(figure: Figure) -> FigureRow:
    """A figure as a row."""
    return rows.figure_row_of(figure, origins=(origin for origin in figure.cited_origin if origin))
