"""The small pictures of a party's way: tables, no database."""

from __future__ import annotations

from datetime import date

from negotiations import strands
from tests.negotiations.rows_for_tests import said

SCALES = {"pay": [0, 50, 100], "cranes": [0, 100], "rest": [0, 100]}


def drawn(*rows, **more):
    return strands.draw(rows, scales=SCALES, href=lambda row: f"#{row.anchor}", **more)


def test_one_picture_for_each_issue_with_rows_in_the_order_of_the_issues():
    found = drawn(said(3, "union", "demand", 0, issue="cranes"), said(1, "union", "demand", 100), said(9, "union", "offer", 50))  # fmt: skip
    assert [one.issue for one in found.strands] == ["pay", "cranes"]
    pay, cranes = found.strands
    assert (len(pay.marks), len(pay.arrows), [run.row.value for run in pay.runs]) == (2, 1, [100, 50])
    assert pay.path == f"M{pay.marks[0].x},12.0H{pay.marks[1].x}V36.0H{pay.marks[1].x}"
    assert pay.rules == ("60.0", "36.0", "12.0")
    assert cranes.standing.value == 0
    assert [one.issue for one in strands.latest_first(found.strands)] == ["pay", "cranes"]


def test_all_share_their_days_and_none_leaves_its_picture():
    found = drawn(said(1, "union", "demand", 0, issue="cranes"), said(28, "union", "demand", 100))
    places = [float(mark.x) for one in found.strands for mark in one.marks]
    assert found.left < places[1] < places[0] < found.right + 12
    assert found.axis.first < date(2024, 3, 1) < date(2024, 3, 28) < found.axis.last


def test_what_has_no_side_lies_below_the_scale_and_draws_no_line():
    (pay,) = drawn(said(1, "union", "reject", None)).strands
    assert (pay.path, pay.silence, pay.runs) == ("", "", ())
    assert float(pay.marks[0].y) == strands.UNTOLD
    assert pay.latest == date(2024, 3, 1)


def test_a_line_of_accounts_alone_is_told_from_the_party_s_own():
    (pay,) = drawn(said(1, "union", "demand", 100, by="city")).strands
    assert pay.lane.is_ascribed


def test_up_to_a_day_that_was_asked_for_silence_is_drawn():
    (pay,) = drawn(said(1, "union", "demand", 100), until=date(2024, 3, 20)).strands
    assert pay.silence.endswith(f",12.0H{strands.RIGHT}")


def test_nothing_on_record_is_no_picture():
    assert drawn() is None
    assert drawn(said(1, "union", "demand", 100, issue="merged-away")) is None
