"""The arithmetic of chart and matrix: rows in, numbers out, no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations import matrix, timeline
from negotiations.lanes import gaps_between, lane_of, lanes_of, value_on
from negotiations.rows import Row

OPPOSING = frozenset({"union", "port"})


def row(party="union", value=100, day=1, attribution="own", **changes):
    fields = {
        "pk": 1, "pending": False, "issue": "pay", "party": party, "party_name": party.title(), "colour": 1,
        "stance": "demand", "side": None if value is None else f"at-{value}", "side_label": "" if value is None else f"At {value}",
        "value": value, "said_on": date(2024, 1, 1) + timedelta(days=day - 1), "precision": "day",
        "attribution": attribution, "attributed_to": "", "speaker": "", "sources": (), "origins": frozenset({day}),
    }  # fmt: skip
    return Row(**(fields | changes))


@pytest.mark.parametrize(
    ("rows", "steps"),
    [
        ([], []),
        ([row(value=100, day=1), row(value=50, day=5)], [(1, 100), (5, 50)]),
        ([row(value=None, day=1), row(value=50, day=5)], [(5, 50)]),
        # of one day, own words go before those of unnamed officials
        ([row(value=0, day=3), row(value=50, day=3, attribution="officials")], [(3, 0)]),
        ([row(value=0, day=3), row(value=50, day=4, attribution="officials")], [(3, 0), (4, 50)]),
        # others' accounts move nothing where the party spoke itself
        ([row(value=100, day=1), row(value=0, day=2, attribution="party")], [(1, 100)]),
        ([row(value=0, day=2, attribution="sources")], [(2, 0)]),
    ],
)
def test_a_line_steps_where_the_party_moves(rows, steps):
    lane = lane_of("union", tuple(rows))
    assert [((step.day - date(2024, 1, 1)).days + 1, step.value) for step in lane.steps] == steps


@pytest.mark.parametrize(
    ("union", "port", "gaps"),
    [
        ([(1, 100)], [], []),
        ([(1, 100)], [(3, 0)], [(3, 9, 0, 100)]),
        ([(1, 100), (5, 50)], [(3, 0)], [(3, 5, 0, 100), (5, 9, 0, 50)]),
        ([(1, 50)], [(1, 50)], [(1, 9, 50, 50)]),
    ],
)
def test_the_gap_lies_between_the_opposing_parties(union, port, gaps):
    rows = [row("union", value, day) for day, value in union] + [row("port", value, day) for day, value in port]
    rows.append(row("city", 0, 1))
    lanes = [lane for lane in lanes_of(rows) if lane.party in OPPOSING]
    found = gaps_between(lanes, until=date(2024, 1, 9))
    assert [(g.first.day, g.last.day, g.low, g.high) for g in found] == gaps


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from([0, 50, 100])), max_size=12))
def test_a_line_always_stands_where_the_party_last_put_itself(moves):
    rows = [row(value=value, day=day) for day, value in sorted(moves, key=lambda move: move[0])]
    lane = lane_of("union", tuple(rows))
    for day in range(1, 29):
        said = [r.value for r in rows if r.said_on.day <= day]
        assert value_on(lane, date(2024, 1, day)) == (said[-1] if said else None)


def draw(rows, pending=()):
    points = [(0, "No rise"), (100, "A full rise with all that was asked")]
    return timeline.draw(rows, pending=pending, points=points, opposing=OPPOSING)


def test_nothing_on_record_is_no_chart():
    assert draw([]) is None


def test_a_hundred_stands_on_top_and_long_labels_break():
    chart = draw([row(value=100), row("port", 0, 9)])
    assert [rule.y for rule in chart.rules] == ["300.0", "40.0"]
    assert [len(rule.label) for rule in chart.rules] == [1, 2]
    assert {mark.y for mark in chart.marks} == {"40.0", "300.0"}


def test_lines_on_one_point_lie_side_by_side():
    chart = draw([row("union", 100), row("port", 100, 3)])
    heights = {mark.y for mark in chart.marks}
    assert len(heights) == 2
    assert abs(sum(map(float, heights)) / 2 - 40) < 0.1


def test_a_position_without_a_side_has_a_place_of_its_own():
    chart = draw([row(value=None), row(value=50, day=4)])
    assert chart.untold is not None
    assert chart.marks[0].y == f"{timeline.UNTOLD:.1f}"


def test_an_imprecise_day_has_a_whisker_over_its_month():
    chart = draw([row(precision="month", day=10), row(day=60)])
    left, right = map(float, chart.marks[0].whisker)
    assert left < float(chart.marks[0].x) < right


def test_what_waits_is_marked_but_moves_no_line():
    chart = draw([row(value=100)], pending=[row(value=0, day=9, pending=True, pk=7)])
    assert len(chart.lines) == 1
    assert "V" not in chart.lines[0].path
    assert chart.marks[1].card == "proposal-7"
    assert "to decide" in chart.marks[1].title


@given(st.lists(st.tuples(st.integers(1, 900), st.sampled_from([None, 0, 50, 100])), min_size=1, max_size=30))
def test_every_mark_lies_within_the_picture(moves):
    chart = draw([row(value=value, day=day) for day, value in sorted(moves, key=lambda move: move[0])])
    assert all(float(mark.x) >= timeline.LEFT for mark in chart.marks)
    assert all(float(tick.x) <= timeline.RIGHT for tick in chart.ticks)


@pytest.mark.parametrize(
    ("span", "first"), [(5, "30 Dec"), (40, "1 Jan"), (300, "Jan 2024"), (900, "Jan 2024"), (3000, "2024")]
)
def test_the_axis_names_days_weeks_months_or_years(span, first):
    axis = timeline.Axis(first=date(2023, 12, 30), last=date(2023, 12, 30) + timedelta(days=span))
    assert timeline.ticks(axis)[0][1] == first


def test_a_cell_tells_since_when_how_often_and_by_how_many_origins():
    rows = [row(value=0, day=1), row(value=100, day=3), row(value=100, day=8)]
    line = matrix.build(rows, issues=["pay"], parties=["union", "port"], opposing=OPPOSING, day=date(2024, 1, 18))[0]
    cell, empty = line.cells
    assert (cell.since, cell.times, cell.origins, cell.last_said, cell.silent_days) == (
        "3 January 2024", 2, 2, "8 January 2024", 10,
    )  # fmt: skip
    assert empty is None
    assert line.trend is None


def test_a_divided_party_shows_both_places_its_own_one_filled():
    rows = [row(value=0, day=3), row(value=50, day=3, attribution="officials")]
    cell = matrix.build(rows, issues=["pay"], parties=["union"], opposing=OPPOSING, day=date(2024, 1, 4))[0].cells[0]
    assert [(dot.x, dot.hollow) for dot in cell.dots] == [(55, True), (5, False)]


@pytest.mark.parametrize(
    ("widths", "word"),
    [([(1, 100)], "unchanged"), ([(1, 100), (5, 50)], "narrower since January 2024"), ([(1, 0), (5, 50)], "wider since January 2024")],
)  # fmt: skip
def test_the_trend_says_how_the_gap_moved_last(widths, word):
    rows = [row("port", 0, 1), *(row("union", value, day) for day, value in widths)]
    line = matrix.build(rows, issues=["pay"], parties=["union", "port"], opposing=OPPOSING, day=date(2024, 1, 20))[0]
    assert line.trend.word == word
