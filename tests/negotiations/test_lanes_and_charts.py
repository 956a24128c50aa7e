"""The arithmetic of chart and matrix: rows in, numbers out, no database."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations import matrix, timeline
from negotiations.lanes import gaps_between, lane_of, lanes_of, value_on
from negotiations.rows import Row

OPPOSING = frozenset({"union", "port"})


def nth(day):
    """A day by its number from the first of January 2024."""
    return date(2024, 1, 1) + timedelta(days=day - 1)


def row(party="union", value=100, day=1, attribution="own", again=(), **changes):
    """A row; `again` are the later days on which it was restated."""
    fields = {
        "pk": 1, "pending": False, "issue": "pay", "party": party, "party_name": party.title(), "colour": 1,
        "stance": "demand", "side": None if value is None else f"at-{value}", "side_label": "" if value is None else f"At {value}",
        "value": value, "said_on": nth(day), "precision": "day", "restated": tuple(map(nth, again)),
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
        # restated, it is a step again; after another stand, a return
        ([row(value=100, day=1, again=[5])], [(1, 100), (5, 100)]),
        ([row(value=100, day=1, again=[5]), row(value=50, day=3)], [(1, 100), (3, 50), (5, 100)]),
        ([row(value=100, day=1, again=[3]), row(value=50, day=3)], [(1, 100), (3, 50)]),
        ([row(value=100, day=1, again=[5]), row(value=50, day=5, attribution="officials")], [(1, 100), (5, 100)]),
        ([row(value=100, day=1, attribution="officials", again=[5]), row(value=50, day=5)], [(1, 100), (5, 50)]),
        ([row(value=100, day=2), row(value=0, day=1, attribution="party", again=[7])], [(2, 100)]),
        ([row(value=None, day=1, again=[4]), row(value=50, day=2)], [(2, 50)]),
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
        ([(1, 100, 7), (5, 50)], [(3, 0)], [(3, 5, 0, 100), (5, 7, 0, 50), (7, 9, 0, 100)]),  # restated on the 7th
        ([(1, 100), (5, 50, 12)], [(3, 0)], [(3, 5, 0, 100), (5, 9, 0, 50)]),  # what comes after the day is left out
    ],
)
def test_the_gap_lies_between_the_opposing_parties(union, port, gaps):
    rows = [row("union", value, day, again=again) for day, value, *again in union]
    rows += [row("port", value, day) for day, value in port]
    rows.append(row("city", 0, 1))
    lanes = [lane for lane in lanes_of(rows) if lane.party in OPPOSING]
    found = gaps_between(lanes, until=date(2024, 1, 9))
    assert [(g.first.day, g.last.day, g.low, g.high) for g in found] == gaps


PLACES = st.sampled_from([0, 50, 100])
RESTATED = st.lists(st.tuples(st.integers(1, 28), PLACES, st.sets(st.integers(1, 28), max_size=3)), max_size=8)


@given(RESTATED)
def test_a_line_stands_where_the_party_put_itself_last_or_put_itself_again(moves):
    moves = sorted(moves, key=lambda move: move[0])
    rows = [row(value=v, day=day, again=sorted(n for n in again if n > day)) for day, v, again in moves]
    lane = lane_of("union", tuple(rows))
    for day in map(nth, range(1, 29)):
        said = [(d, n, r.value) for n, r in enumerate(rows) for d in (r.said_on, *r.restated) if d <= day]
        assert value_on(lane, day) == (max(said)[2] if said else None)
        assert lane.standing is None or lane.standing.value == value_on(lane, nth(28))


@given(st.lists(st.tuples(st.integers(1, 28), PLACES), max_size=12))
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


def test_the_picture_reaches_to_the_day_on_which_something_was_said_last():
    chart = draw([row(value=100, day=1, again=[40]), row("port", 0, 2), row(value=50, day=20)])
    turns = [float(part) for part in re.findall(r"H([\d.]+)V", chart.lines[1].path)]
    assert len(turns) == 2
    assert turns[0] < turns[1] < timeline.RIGHT, "it came back on the 40th day, within the picture"
    widths = [(float(box.height), float(box.width) > 1) for box in chart.boxes]
    assert widths == [(260.0, True), (130.0, True), (260.0, True)]


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


@pytest.mark.parametrize(
    ("rows", "since", "times", "last_said"),
    [
        ([row(day=3, again=[8])], 3, 2, 8),
        ([row(day=3, again=[8, 9]), row(day=8)], 3, 4, 9),
        ([row(day=1, again=[8]), row(value=0, day=4)], 8, 1, 8),  # it came back
        ([row(day=1, again=[6]), row(value=0, day=4, again=[5])], 6, 1, 6),
        # on the 5th it said otherwise itself, whatever its officials said that day
        ([row(day=5, attribution="officials"), row(value=0, day=5), row(day=8)], 8, 1, 8),
        # what others tell of it again is not the party's word
        ([row(day=3), row(day=4, attribution="party", again=[9])], 3, 1, 3),
    ],
)
def test_a_cell_counts_what_was_said_again(rows, since, times, last_said):
    cell = matrix.build(rows, issues=["pay"], parties=["union"], opposing=OPPOSING, day=nth(18))[0].cells[0]
    last = f"{last_said} January 2024"
    assert (cell.since, cell.times, cell.last_said) == (f"{since} January 2024", times, last)
    assert cell.silent_days == 18 - last_said


@pytest.mark.parametrize(
    ("again", "others"),
    [([], []), ([4], []), ([5], [55]), ([9], [55])],
)
def test_another_place_that_it_was_given_again_since_is_shown_hollow(again, others):
    rows = [row(value=50, day=3, attribution="party", again=again), row(value=0, day=4, again=[5])]
    cell = matrix.build(rows, issues=["pay"], parties=["union"], opposing=OPPOSING, day=nth(9))[0].cells[0]
    assert [dot.x for dot in cell.dots if dot.x != 5] == others
    assert cell.dots[-1].hollow is False


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
