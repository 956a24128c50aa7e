"""What a statement changes: tables of what is known and what is said next, no database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.moves import Kind, Stated, compare

UNION, PORT, CITY = 1, 2, 3
OPPOSING = frozenset({UNION, PORT})


def said(day: int, stance: str, value: int | None, *, party: int = UNION, own: bool = True, **more) -> Stated:
    when = date(2024, 3, day)
    fields = {"first": when, "last": when, "origin": 100 + day, "entry": day}
    return Stated(party=party, stance=stance, value=value, said_on=when, is_self_stated=own, **(fields | more))


PORT_AT_0 = said(1, "offer", 0, party=PORT)


@pytest.mark.parametrize(
    ("record", "stated", "kind", "turn"),
    [
        ([], said(4, "demand", 100), "new", ""),
        ([PORT_AT_0], said(4, "demand", 100), "new", ""),
        ([said(6, "demand", 100)], said(4, "demand", 100), "new", ""),  # the record begins later
        ([said(2, "demand", 100)], said(4, "demand", 100), "reaffirmation", ""),
        ([said(2, "demand", 100)], said(4, "demand", None), "reaffirmation", ""),
        ([said(2, "demand", None)], said(4, "demand", 100), "new", ""),  # the side is told for the first time
        ([said(2, "demand", 100)], said(4, "reject", 100), "new", ""),  # another act at the same place
        ([said(2, "demand", 100)], said(4, "demand", 100, origin=102), "repeat", ""),
        ([said(2, "demand", 100)], said(4, "demand", 50, origin=102), "shift", ""),
        # of one origin, but it stood elsewhere in between: it came back
        ([said(2, "demand", 100), said(3, "offer", 50)], said(4, "demand", 100, origin=102), "shift", "hardened"),
        ([said(2, "demand", 100), said(3, "offer", 50)], said(2, "demand", 100, origin=102), "repeat", ""),
        ([said(6, "demand", 100)], said(4, "demand", 100, origin=106), "new", ""),  # so it stood there earlier
        ([said(2, "demand", 100, own=False)], said(4, "demand", 100, origin=102), "new", ""),  # now in its own words
        ([said(2, "demand", 100)], said(4, "demand", 100, origin=102, own=False), "repeat", ""),
        ([PORT_AT_0, said(2, "demand", 100)], said(4, "offer", 50), "shift", "softened"),
        ([PORT_AT_0, said(2, "demand", 50)], said(4, "demand", 100), "shift", "hardened"),
        ([said(2, "demand", 100)], said(4, "offer", 50), "shift", "softened"),  # no opponent: by its stance
        ([PORT_AT_0, said(2, "accept", 100)], said(4, "reject", 0), "shift", ""),  # a no of both: nearer, not softer
        ([PORT_AT_0, said(2, "reject", 0)], said(4, "accept", 100), "shift", ""),
        ([said(2, "accept", None)], said(4, "reject", None), "shift", "hardened"),
        ([said(2, "reject", None)], said(4, "concede", None), "shift", "softened"),
        ([said(4, "demand", 100)], said(4, "offer", 50), "contradiction", "softened"),  # of one day
        ([said(4, "demand", 100)], said(4, "concede", 50), "shift", "softened"),  # the text says that it moved
        ([said(2, "demand", 100)], said(4, "demand", 100, own=False), "reaffirmation", ""),
        ([said(2, "demand", 100, own=False)], said(4, "demand", 100), "new", ""),  # now in its own words
        ([said(2, "demand", 100)], said(4, "offer", 50, own=False), "contradiction", "softened"),
        ([said(2, "demand", 100)], said(24, "offer", 50, own=False), "shift", "softened"),  # time has passed
        ([said(2, "demand", 100), said(3, "offer", 50, own=False)], said(5, "demand", 100), "reaffirmation", ""),
        # no word told the side: it moves nobody by itself, but it may agree, and the stance may turn
        ([PORT_AT_0, said(2, "demand", 100)], said(4, "demand", 0, is_guess=True), "new", ""),
        ([said(4, "demand", 100)], said(4, "demand", 0, is_guess=True), "new", ""),
        ([said(2, "demand", 100)], said(4, "demand", 100, is_guess=True), "reaffirmation", ""),
        ([PORT_AT_0, said(2, "demand", 100)], said(4, "accept", 0, is_guess=True), "shift", "softened"),
        ([PORT_AT_0, said(2, "reject", 0)], said(4, "accept", 100, is_guess=True), "shift", "softened"),
    ],
)
def test_what_a_statement_changes(record, stated, kind, turn):
    move = compare(stated, record, opposing=OPPOSING)
    assert (move.kind, move.turn) == (kind, turn)


def test_it_is_held_against_the_last_stand_before_it():
    record = [said(2, "demand", 100), said(5, "offer", 50), said(9, "demand", 100)]
    move = compare(said(7, "offer", 50), record, opposing=OPPOSING)
    assert (move.kind, move.against) == (Kind.REAFFIRMATION, 5)


def test_a_mediator_has_no_opponents_to_move_towards():
    record = [PORT_AT_0, said(2, "demand", 100, party=CITY)]
    assert compare(said(4, "demand", 50, party=CITY), record, opposing=OPPOSING).turn == ""


STANDS = st.builds(
    said,
    st.integers(1, 28),
    st.sampled_from(["demand", "offer", "accept", "reject", "concede"]),
    st.sampled_from([None, 0, 50, 100]),
    party=st.sampled_from([UNION, PORT, CITY]),
    own=st.booleans(),
)


@given(record=st.lists(STANDS, max_size=12).map(lambda all: sorted(all, key=lambda s: s.said_on)), stated=STANDS)
def test_what_is_on_record_is_a_repeat_of_itself_and_only_what_differs_moves(record, stated):
    move = compare(stated, record, opposing=OPPOSING)
    assert (move.against is None) <= (move.kind is Kind.NEW)
    assert bool(move.turn) <= (move.kind in (Kind.SHIFT, Kind.CONTRADICTION))
    again = compare(stated, [*record, stated], opposing=OPPOSING)
    assert again.kind is Kind.REPEAT
