"""A long list of cards, part by part, and the addresses of what a reader chose; no database."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from negotiations import addresses, axes, choices, listing
from negotiations.addresses import Address
from tests.negotiations.test_lanes_and_charts import row


def rows(number, days=7):
    return [row(pk=n, day=1 + n % days, pending=n % 5 == 0) for n in range(number)]


@given(st.integers(0, 100), st.integers(1, 40))
def test_the_parts_together_are_the_whole_list_each_row_once(number, days):
    told, seen, past = rows(number, days), [], ""
    while True:
        part = listing.part_of(told, past=past)
        seen += part.rows
        assert part.left == number - len(seen)
        past = part.past
        if not past:
            break
    assert seen == listing.ordered(told)


def test_of_one_day_what_waits_comes_first():
    assert [r.pending for r in listing.ordered([row(), row(pending=True)])] == [True, False]


def test_a_part_begins_at_the_same_place_when_its_mark_is_gone():
    told = rows(70)
    first = listing.part_of(told)
    left = [r for r in told if listing.text_of(r) != first.past]
    assert listing.part_of(left, past=first.past).rows == listing.part_of(told, past=first.past).rows


def test_the_list_begins_with_the_card_that_is_asked_for_where_that_is_further_down():
    told = rows(70)
    listed = listing.ordered(told)
    assert listing.part_of(told, card=listed[45].anchor).rows[0] == listed[45]
    assert listing.part_of(told, card=listed[3].anchor).skipped == 0
    assert listing.part_of(told, card="position-999").skipped == 0


@pytest.mark.parametrize("nonsense", ["", "x", "2024-01-01", "2024-01-01.p.x", "x.p.3"])
def test_a_mark_that_is_none_begins_with_the_newest(nonsense):
    assert listing.part_of(rows(40), past=nonsense).skipped == 0


def test_an_address_changes_one_choice_and_keeps_the_others():
    address = addresses.read(QueryDict("sort=gap&party=a&party=b&as_of=2024-01-01&evil=1&span="), choices.ON_MATRIX)
    assert address.query == "?as_of=2024-01-01&party=a&party=b&sort=gap"
    assert address.having(sort="") == "?as_of=2024-01-01&party=a&party=b"
    assert address.having(party=["c"]) == "?as_of=2024-01-01&party=c&sort=gap"
    assert address.but("as_of", "party") == [("sort", "gap")]
    assert Address().having() == "?"


PARTIES = [("a", "A", 1), ("b", "B", 2), ("c", "C", 3)]


@pytest.mark.parametrize(
    ("chosen", "on", "leads_to"),
    [
        ("", "abc", ["party=b&party=c", "party=a&party=c", "party=a&party=b"]),
        ("a", "a", ["", "party=a&party=b", "party=a&party=c"]),  # the last one on cannot be switched off
        ("ab", "ab", ["party=b", "party=a", ""]),  # all on is no choice
        ("x", "abc", ["party=b&party=c", "party=a&party=c", "party=a&party=b"]),
    ],
)
def test_parties_are_switched_one_by_one(chosen, on, leads_to):
    switches = choices.toggles(PARTIES, list(chosen), Address())
    assert "".join(s.name.lower() for s in switches if s.on) == on
    assert [s.href for s in switches] == [f"?{query}" for query in leads_to]


KNOWN = [date(2023, 1, 10), date(2024, 3, 1)]


@pytest.mark.parametrize(
    ("span", "since", "until", "day", "stretch"),
    [
        ("", None, None, date(2026, 1, 1), None),
        ("nonsense", None, None, date(2026, 1, 1), None),
        ("month", None, None, date(2026, 1, 1), (date(2024, 1, 31), date(2024, 3, 1))),  # up to the last day told
        ("month", None, None, date(2023, 6, 30), (date(2023, 5, 31), date(2023, 6, 30))),  # or the day asked for
        ("year", date(2023, 2, 1), None, date(2026, 1, 1), (date(2023, 2, 1), date(2024, 3, 1))),
        ("", None, date(2023, 5, 1), date(2026, 1, 1), (date(2023, 1, 10), date(2023, 5, 1))),
        ("", date(2024, 2, 1), date(2023, 5, 1), date(2026, 1, 1), (date(2023, 5, 1), date(2024, 2, 1))),
    ],
)
def test_the_zoom_looks_at_a_stretch_of_days(span, since, until, day, stretch):
    found = axes.stretch_of(span, since=since, until=until, known=KNOWN, day=day)
    assert (found and (found.first, found.last)) == stretch
    assert axes.stretch_of(span, since=since, until=until, known=[], day=day) is None


def test_a_stretch_moves_by_its_own_length():
    march = axes.Stretch(first=date(2024, 3, 1), last=date(2024, 3, 31))
    assert march.moved(-1) == axes.Stretch(first=date(2024, 1, 30), last=date(2024, 2, 29))
    assert march.moved(1).moved(-1) == march
