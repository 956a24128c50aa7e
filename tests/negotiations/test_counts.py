"""The small charts of figures: counts in, places out, no database."""

from datetime import date, timedelta

import pytest

from negotiations import counts
from negotiations.axes import Axis
from negotiations.counts import Counted


def count(value=100, day=1, whose="Port", unit="tonnes", **changes):
    said_on = date(2024, 1, 1) + timedelta(days=day - 1)
    fields = {
        "anchor": f"figure-{day}",
        "value": value,
        "number": f"{value:,}",
        "unit": unit,
        "whose": whose,
        "colour": 1,
    }
    return Counted(**(fields | {"said_on": said_on, "day": f"day {day}", "pending": False} | changes))


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([100, 1500], [0, 500, 1000, 1500]),
        ([33_000, 40_000], [32_000, 34_000, 36_000, 38_000, 40_000]),  # from nought on they would be flat
        ([5], [0, 2, 4, 6]),
        ([0], [0, 0.25, 0.5, 0.75, 1]),
        ([-3, 4], [-4, -2, 0, 2, 4]),
    ],
)
def test_levels_are_round_and_hold_all_values(values, levels):
    assert counts.levels(values) == levels


@pytest.mark.parametrize(
    ("told", "conflicts"),
    [
        ([count(10, 1, "Port"), count(12, 3, "Union")], [["12", "10"]]),
        ([count(10, 1, "Port"), count(10, 3, "Union")], []),
        ([count(10, 1, "Port"), count(12, 30, "Union")], []),
        ([count(10, 1, "Port"), count(12, 3, "Port")], []),  # a party that corrects itself contradicts nobody
        ([count(10, 1, "Port"), count(12, 3, "")], []),
        ([count(10, 1, "Port"), count(12, 3, "Union", pending=True)], []),
    ],
)
def test_counts_of_one_week_conflict_where_two_parties_differ(told, conflicts):
    assert [[c.number for c in conflict] for conflict in counts.conflicts(told)] == conflicts


def test_each_unit_has_a_chart_and_each_count_a_mark_that_opens_its_card():
    charts = counts.draw([count(), count(200, 5), count(3, 2, unit="ships")], axis=None)
    assert [(chart.unit, len(chart.dots)) for chart in charts] == [("tonnes", 2), ("ships", 1)]
    assert [dot.count.anchor for dot in charts[0].dots] == ["figure-1", "figure-5"]
    assert charts[0].dots[0].count.words == "100 tonnes, day 1, count of Port"


def test_only_the_counts_of_the_stretch_are_drawn_and_stand_under_the_issues_axis():
    axis = Axis(first=date(2024, 1, 4), last=date(2024, 1, 31))
    (chart,) = counts.draw([count(), count(200, 5)], axis=axis)
    assert [dot.x for dot in chart.dots] == [f"{axis.x(date(2024, 1, 5)):.1f}"]
    assert counts.draw([count()], axis=axis) == []


def test_only_counts_of_one_party_are_joined():
    (chart,) = counts.draw([count(10, 1), count(20, 9), count(30, 12, ""), count(40, 14, "")], axis=None)
    assert len(chart.threads) == 1
    assert chart.threads[0].path.count("L") == 1


def test_numbers_stand_beside_their_marks_only_where_there_is_room():
    (chart,) = counts.draw([count(1000 + n, 1, f"Party {n}", anchor=f"figure-{n}") for n in range(9)], axis=None)
    labels = [dot.label for dot in chart.dots]
    assert None in labels
    assert any(labels)
    assert len(set(filter(None, labels))) == len(list(filter(None, labels)))
