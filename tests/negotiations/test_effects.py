"""What statements changed in the record: tables, no database."""

from __future__ import annotations

from datetime import date

import pytest

from negotiations.effects import effects
from tests.negotiations.rows_for_tests import said

OPPOSING = frozenset({"union", "port"})
BEFORE = [said(1, "port", "demand", 0), said(1, "union", "demand", 100)]


def changed(row, *later, before=BEFORE, day=None):
    """What a row changed (of its own day, or of another), in a record with more before and after."""
    rows = sorted([*before, row, *later], key=lambda one: one.said_on)
    told = {(row.pk, date(2024, 3, day) if day else row.said_on)}
    return effects(rows, told, opposing=OPPOSING)


@pytest.mark.parametrize(
    ("row", "kind", "was", "moved"),
    [
        (said(9, "union", "offer", 50), "shift", 100, True),
        (said(20, "union", "demand", 100), "reaffirmation", 100, False),
        (said(9, "city", "offer", 50), "new", None, True),
        (said(20, "union", "offer", 50, by="port"), "shift", 100, False),  # an account moves nobody's own words
        (said(4, "union", "offer", 50, by="port"), "contradiction", 100, False),
    ],
)
def test_what_a_statement_changed(row, kind, was, moved):
    (found,) = changed(row)
    before = found.event.before
    assert (found.event.move.kind, before.value if before else None, found.moved) == (kind, was, moved)


def test_where_the_party_stands_since():
    assert changed(said(9, "union", "offer", 50))[0].is_standing
    (found,) = changed(said(9, "union", "offer", 50), said(12, "union", "demand", 100))
    assert (found.is_standing, found.now.value) == (False, 100)


def test_what_came_in_late_changed_the_past():
    (found,) = changed(said(5, "union", "offer", 50), before=[*BEFORE, said(9, "union", "concede", 0)])
    assert (found.event.before.value, found.now.value) == (100, 0)


def test_that_it_was_said_again_is_an_effect_of_that_day_alone():
    row = said(3, "union", "demand", 100, restated=(date(2024, 3, 9),))
    (again,) = changed(row, day=9)
    assert (again.event.day, again.event.move.kind) == (date(2024, 3, 9), "reaffirmation")


def test_who_moved_comes_first_and_others_statements_are_left_out():
    shift, again = said(9, "union", "offer", 50), said(8, "port", "demand", 0)
    rows = [*BEFORE, again, shift]
    found = effects(rows, {(again.pk, again.said_on), (shift.pk, shift.said_on)}, opposing=OPPOSING)
    assert [one.event.move.kind for one in found] == ["shift", "reaffirmation"]
