"""The strip under the clocks: days in, places out, no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.clocks import Clocks
from negotiations.strips import PAD, WIDTH, strip_of, under

MARCH = [date(2024, 3, day) for day in (1, 11, 21)]


@pytest.mark.parametrize(
    ("day", "here", "before", "after"),
    [
        (date(2024, 3, 11), "500.0", 1, 21),
        (date(2024, 3, 12), "549.4", 11, 21),
        (date(2024, 2, 1), "6.0", None, 1),
        (date(2024, 3, 1), "6.0", None, 11),
        (date(2025, 1, 1), "994.0", 21, None),
    ],
)
def test_the_chosen_day_stands_between_the_changes_before_and_after(day, here, before, after):
    strip = strip_of(MARCH, day=day)
    assert strip.here == here
    assert (strip.before and strip.before.day.day, strip.after and strip.after.day.day) == (before, after)


def test_nothing_said_has_no_strip():
    assert strip_of([], day=date(2024, 3, 1)) is None


def test_a_single_day_has_a_place():
    strip = strip_of([date(2024, 3, 1)], day=date(2024, 3, 1))
    assert (strip.span, strip.here, [tick.x for tick in strip.ticks]) == (0, "6.0", ["6.0"])


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1), st.dates(date(1999, 1, 1), date(2031, 1, 1)))
def test_every_place_lies_on_the_strip_and_steps_lead_through_every_change(changed, day):
    strip = strip_of(changed, day=day)
    assert all(PAD <= float(tick.x) <= WIDTH - PAD for tick in strip.ticks)
    assert 0 <= strip.at <= strip.span
    walked, here = [], strip_of(changed, day=strip.first - timedelta(days=1))
    while here.after:
        walked.append(here.after.day)
        here = strip_of(changed, day=here.after.day)
    assert walked == sorted(set(changed))


def test_the_steps_keep_the_other_clock():
    clocks = Clocks(today=date(2024, 9, 1), chosen_day=date(2024, 3, 11), known_day=date(2024, 8, 1))
    shown = under(clocks, MARCH)
    assert (shown["before"], shown["after"]) == (
        "?as_of=2024-03-01&known_on=2024-08-01",
        "?as_of=2024-03-21&known_on=2024-08-01",
    )
