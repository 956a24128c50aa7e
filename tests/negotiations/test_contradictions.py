"""Which statements contradict each other: tables of what was said, no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.contradictions import Type, found, pairs

from .rows_for_tests import counted, said

WEEK = timedelta(days=7)


def union(day, stance, value, **more):
    return said(day, "union", stance, value, **more)


def lind(day, stance, value, **more):
    return union(day, stance, value, speaker="Lind", **more)


def berg(day, stance, value, **more):
    return union(day, stance, value, speaker="Berg", **more)


@pytest.mark.parametrize(
    ("rows", "types"),
    [
        # a divided party
        ([lind(4, "demand", 100), berg(6, "offer", 50)], ["divided"]),
        ([lind(4, "demand", 100), berg(12, "offer", 50)], []),  # outside the window
        ([lind(4, "demand", 100), lind(6, "offer", 50)], []),  # the same voice moved
        ([lind(4, "demand", 100), berg(6, "reject", 100)], []),  # the same place
        ([lind(4, "demand", 100), berg(6, "concede", 50)], []),  # the text says that it moved
        ([lind(4, "demand", 100), berg(5, "offer", 50), lind(6, "offer", 50)], []),  # the first voice came round
        ([lind(3, "demand", 100), berg(5, "offer", 50), lind(6, "demand", 100)], ["divided"]),
        ([lind(2, "demand", 100), lind(4, "offer", 50), berg(5, "offer", 50)], []),  # it had moved before
        ([lind(4, "demand", 100), union(6, "offer", 50, attribution="officials")], ["divided"]),
        ([lind(4, "demand", 100), union(6, "offer", 50)], []),  # an unnamed voice may be the same
        ([lind(4, "demand", 100), union(4, "offer", 50)], ["divided"]),  # but not at one time
        ([lind(4, "accept", None), berg(5, "reject", None)], ["divided"]),
        ([lind(4, "demand", 100), said(5, "port", "offer", 0, speaker="Brandt")], []),  # opponents may differ
        # self-stated against ascribed
        ([lind(4, "demand", 100), union(5, "offer", 50, by="port")], ["ascribed"]),
        ([lind(4, "demand", 100), union(5, "offer", 50, by="the press")], ["ascribed"]),
        ([lind(4, "demand", 100), union(5, "demand", 100, by="port")], []),
        ([lind(4, "demand", 100), union(15, "offer", 50, by="port")], []),  # time has passed
        ([union(4, "offer", 50, by="port"), lind(5, "demand", 100)], ["ascribed"]),  # denied
        ([lind(3, "offer", 50), union(4, "offer", 50, by="port"), lind(5, "demand", 100)], []),  # true when told
        ([lind(3, "demand", 100), union(4, "offer", 50, by="port"), lind(5, "offer", 50)], []),  # confirmed
        ([lind(3, "demand", 100), union(4, "offer", 50, by="port"), lind(20, "offer", 50)], ["ascribed"]),
        ([lind(2, "demand", 100), berg(3, "offer", 50), union(4, "offer", 50, by="port")], ["divided"]),
        ([union(4, "offer", 50, by="port"), union(5, "demand", 100, by="city")], []),  # two accounts, no verdict
        # a plan accepted according to one side, rejected according to the other
        ([lind(4, "accept", None), union(5, "reject", None, by="port")], ["plan"]),
        ([union(4, "accept", 100, by="city"), union(5, "reject", 0, by="port")], ["plan"]),
        ([union(4, "accept", 100, by="city"), union(5, "reject", 0, by="the press")], []),  # nobody's account
        ([union(4, "accept", 100, by="city"), union(25, "reject", 0, by="port")], []),
        ([union(4, "accept", 100, by="city"), union(5, "reject", 100, by="port")], []),  # the same place
        ([said(4, "union", "accept", 100), said(5, "port", "reject", 0)], []),  # two parties, each for itself
    ],
)
def test_which_statements_contradict_each_other(rows, types):
    assert [str(one.type) for one in found(rows)] == types


@pytest.mark.parametrize(
    ("figures", "contradict"),
    [
        ([counted(4, 9, "union"), counted(5, 7, "port")], True),
        ([counted(4, 9, "union"), counted(5, 9, "port")], False),
        ([counted(4, 9, "union"), counted(5, 7, "port", unit="days")], False),
        ([counted(4, 9, "union"), counted(5, 7, "union")], False),  # a later count is a change
        ([counted(4, 9, "union"), counted(20, 7, "port")], False),
        ([counted(4, 9, "union"), counted(4, 7, "union")], True),  # of one day, in two texts
        ([counted(4, 9, "union", origins=frozenset({1})), counted(4, 7, "union", origins=frozenset({1}))], False),
        ([counted(4, 9), counted(4, 7)], False),  # it is not told whose counts they are
        ([counted(4, 9), counted(4, 7, "port")], False),
    ],
)
def test_which_figures_conflict(figures, contradict):
    assert [one.type is Type.FIGURES for one in found([], figures)] == [True] * contradict


def test_the_window_is_chosen():
    rows = [lind(4, "demand", 100), berg(14, "offer", 50)]
    assert found(rows, window=timedelta(days=9)) == []
    assert len(found(rows, window=timedelta(days=10))) == 1


def test_an_imprecise_day_counts_with_all_the_days_that_it_may_mean():
    rows = [lind(1, "demand", 100, precision="month"), berg(28, "offer", 50)]
    assert [one.type for one in found(rows)] == [Type.DIVIDED]


def test_the_same_dispute_again_is_one_contradiction_and_keeps_its_first_key():
    rows = [lind(1, "demand", 100, pk=1), berg(2, "offer", 50, pk=2)]
    again = [lind(4, "reject", 100, pk=3), berg(6, "accept", 50, pk=4)]
    (one,) = found([*rows, *again])
    assert (one.key, one.again, one.latest) == ("divided-1-2", 2, date(2024, 3, 6))
    assert found(rows)[0].key == one.key
    assert len(pairs([*rows, *again])) == 3
    later = [lind(26, "demand", 100, pk=5), berg(27, "offer", 50, pk=6)]
    assert [one.key for one in found([*rows, *again, *later])] == ["divided-1-2", "divided-5-6"]


def test_a_restatement_keeps_a_contradiction_open():
    rows = [lind(1, "demand", 100, restated=(date(2024, 3, 20),)), berg(22, "offer", 50)]
    (one,) = found(rows)
    assert one.first.words == "20 March 2024"
    assert one.days_apart == 2


ROWS = st.builds(
    said,
    st.integers(1, 31),
    st.sampled_from(["union", "port"]),
    st.sampled_from(["demand", "offer", "accept", "reject", "concede"]),
    st.sampled_from([None, 0, 50, 100]),
    speaker=st.sampled_from(["", "Lind", "Berg"]),
    by=st.sampled_from(["", "city", "the press"]),
)


@given(rows=st.lists(ROWS, max_size=10).map(lambda all: sorted(all, key=lambda row: row.said_on)))
def test_a_pair_is_always_of_one_party_at_two_places_by_two_voices_within_the_window(rows):
    for one in pairs(rows):
        first, second = one.first.row, one.second.row
        assert first.party == second.party
        assert (first.value, first.stance) != (second.value, second.stance)
        assert (first.attribution, first.speaker, first.attributed_to) != (
            second.attribution,
            second.speaker,
            second.attributed_to,
        )
        assert timedelta(0) <= second.said_on - first.said_on <= WEEK
        assert first.is_self_stated or second.is_self_stated or one.type is Type.PLAN


@given(rows=st.lists(ROWS, max_size=10).map(lambda all: sorted(all, key=lambda row: row.said_on)))
def test_whoever_never_changes_place_contradicts_nobody(rows):
    assert found([row for row in rows if row.value == 50]) == []


@given(rows=st.lists(ROWS, max_size=10).map(lambda all: sorted(all, key=lambda row: row.said_on)))
def test_every_pair_is_shown_or_counted_with_an_earlier_one(rows):
    shown = found(rows)
    assert len(pairs(rows)) == sum(1 + one.again for one in shown)
    assert {one.key for one in shown} <= {one.key for one in pairs(rows)}
