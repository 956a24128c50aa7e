"""The record as one speaker tells it. Pure arithmetic: rows in, fewer rows out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .accounts import SELF_STATED, Voice
from .rows import Row


def named(rows: Iterable[Row]) -> list[str]:
    """All who are named as telling of some rows, each once."""
    return sorted({name for row in rows for name in row.speakers})


def is_by(row: Row, speaker: str) -> bool:
    """Whether somebody told of a row; nobody in particular leaves none out."""
    return not speaker or speaker in row.speakers


def by_speaker(rows: Iterable[Row], speaker: str) -> list[Row]:
    """What a speaker told, with the days on which they told it; nobody in particular leaves all as it is."""
    if not speaker:
        return list(rows)
    found = (as_told_by(row, speaker) for row in rows)
    return sorted((row for row in found if row), key=lambda row: row.said_on)


def as_told_by(row: Row, speaker: str) -> Row | None:
    """A row with the days and the account of one speaker; None where they did not tell it.

    Of what a party says itself, only those count who speak for it.
    """
    first = Voice(row.said_on, row.attribution, row.speaker)
    own = [voice for voice in {first, *row.voices} if voice.speaker == speaker]
    told = sorted(voice for voice in own if (voice.attribution in SELF_STATED) == row.is_self_stated)
    if not told:
        return None
    day = told[0].day
    return replace(
        row,
        said_on=day,
        precision=row.precision if day == row.said_on else "day",
        attribution=told[0].attribution,
        speaker=speaker,
        restated=tuple(sorted({voice.day for voice in told if voice.day > day})),
    )
