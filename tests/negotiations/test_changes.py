"""What changed between two states of the record: tables of rows and lives, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.changes import Life, Meanwhile, State, Told, edits, of_issue, said_meanwhile
from negotiations.moves import Kind, compare
from negotiations.shifts import events_of, history, stated_of, told

from .rows_for_tests import counted, said

OPPOSING = frozenset({"union", "port"})


def march(day: int) -> date:
    return date(2024, 3, day)


def noon(day: int) -> datetime:
    return datetime(2024, 3, day, 12, tzinfo=UTC)


def change(then, now, figures=(), fresh=None, corrected=None):
    """A change from one set of rows to another; all that is not in both counts as said."""
    known = {row.pk: {row.said_on, *row.restated} for row in then}
    new = {row.pk: frozenset({row.said_on, *row.restated} - known.get(row.pk, set())) for row in now}
    meanwhile = Meanwhile(
        positions={pk: days for pk, days in new.items() if days} if fresh is None else fresh,
        figures={row.pk: frozenset({row.said_on}) for row in figures if row.said_on > march(10)},
        corrected=corrected or {},
        opposing=OPPOSING,
    )
    return of_issue("pay", then=then, now=now, figures=figures, meanwhile=meanwhile)


PORT = said(1, "port", "offer", 0)
FULL, SOME = said(2, "union", "demand", 100), said(12, "union", "offer", 50)


@pytest.mark.parametrize(
    ("then", "now", "kind", "turn", "towards", "away"),
    [
        ([PORT], [PORT, FULL], "new", "", (), ()),
        ([PORT, FULL], [PORT, FULL], "unchanged", "", (), ()),
        ([PORT, FULL], [PORT, FULL, SOME], "shift", "softened", ("port",), ()),
        ([PORT, said(2, "union", "offer", 50)], [PORT, said(2, "union", "offer", 50), said(12, "union", "demand", 100)], "shift", "hardened", (), ("port",)),
        ([PORT, FULL], [PORT, FULL, said(12, "union", "reject", 100)], "reaffirmed", "", (), ()),
        ([PORT, FULL], [PORT, FULL, said(12, "union", "offer", 50, by="port")], "unchanged", "", (), ()),  # its own word counts
        ([PORT, FULL], [PORT, FULL, SOME, said(13, "union", "demand", 100)], "reaffirmed", "", (), ()),  # there and back
        ([PORT, FULL], [PORT], "gone", "", (), ()),
    ],
)  # fmt: skip
def test_where_a_party_stands_then_and_now(then, now, kind, turn, towards, away):
    stand = next(stand for stand in change(then, now).stands if stand.party == "union")
    assert (stand.kind, stand.turn) == (kind, turn)
    assert (stand.way.towards, stand.way.away) == (towards, away)


def test_a_side_that_is_restated_is_reaffirmed():
    again = said(2, "union", "demand", 100, pk=FULL.pk, restated=(march(12),))
    assert [stand.kind for stand in change([FULL], [again]).stands] == ["reaffirmed"]
    (event,) = change([FULL], [again]).events
    assert (event.words, event.move.kind) == ("12 March 2024", Kind.REAFFIRMATION)


@pytest.mark.parametrize("fresh", [{}, {SOME.pk: frozenset({march(12)})}])
def test_what_an_editor_corrected_is_no_move_of_the_party(fresh):
    (stand,) = change([FULL], [SOME], fresh=fresh, corrected={SOME.pk: FULL.pk}).stands
    assert (stand.kind, stand.turn) == ("edited", "")


def test_a_stand_that_an_editor_took_back_leaves_the_one_before_it():
    (stand,) = change([FULL, SOME], [FULL]).stands
    assert (stand.kind, stand.then, stand.now) == ("edited", SOME, FULL)


def test_a_mediator_moves_towards_one_side_and_away_from_the_other():
    city = said(3, "city", "offer", 50)
    now = [PORT, FULL, city, said(12, "city", "offer", 100)]
    stand = next(stand for stand in change([PORT, FULL, city], now).stands if stand.party == "city")
    assert (stand.kind, stand.way.towards, stand.way.away) == ("shift", ("union",), ("port",))


@pytest.mark.parametrize(
    ("then", "now", "gaps", "word"),
    [
        ([PORT, FULL], [PORT, FULL, SOME], (100, 50), "narrower"),
        ([PORT, SOME], [PORT, SOME, said(14, "union", "demand", 100)], (50, 100), "wider"),
        ([PORT], [PORT, FULL], (None, 100), ""),
        ([PORT, FULL], [PORT, FULL, said(12, "city", "offer", 50)], (100, 100), ""),  # mediators make no gap
    ],
)
def test_how_the_gap_went(then, now, gaps, word):
    changed = change(then, now)
    assert (changed.gap_then, changed.gap_now, changed.gap_word) == (*gaps, word)


def test_an_account_that_differs_from_a_partys_own_words_is_a_contradiction():
    events = change([PORT, FULL], [PORT, FULL, said(5, "union", "offer", 50, by="port")]).events
    assert [event.move.kind for event in events] == [Kind.CONTRADICTION]
    assert events[0].before == FULL


def test_a_reprint_changes_nothing():
    reprint = said(5, "union", "demand", 100, origins=FULL.origins)
    assert change([FULL], [FULL, reprint]).events == ()


def test_figures_follow_each_other_by_unit_and_count():
    figures = [
        counted(2, 9, "union"),
        counted(3, 4, "port"),
        counted(12, 7, "union"),
        counted(13, 30, "union", unit="days"),
        counted(3, 5),
        counted(14, 6),
    ]
    changed = change([], [], figures).figures
    assert [(one.row.number, one.before and one.before.number) for one in changed] == [
        ("7", "9"),
        ("30", None),
        ("6", None),
    ]
    assert [one.is_changed for one in changed] == [True, False, False]


@pytest.mark.parametrize(
    ("then", "now", "strip"),
    [
        (FULL, SOME, ("213.0", "110.0", "M213.0,9H119.0")),
        (SOME, FULL, ("110.0", "213.0", "M110.0,9H204.0")),
        (None, FULL, ("", "213.0", "")),
        (FULL, FULL, ("", "213.0", "")),
        (FULL, None, ("213.0", "", "")),
        (FULL, said(9, "union", "demand", None), ("213.0", "", "")),
    ],
)
def test_the_way_on_the_small_scale(then, now, strip):
    (stand,) = change([then] if then else [], [now] if now else []).stands
    drawn = stand.strip
    assert (drawn.then, drawn.now, drawn.arrow) == strip


# lives: what the parties said, and what editors did, between two states
def life(pk: int, day: int, recorded: int, closed: int | None = None, **more) -> Life:
    return Life(pk=pk, said_on=march(day), recorded_at=noon(recorded), closed_at=closed and noon(closed), **more)


def again(day: int, recorded: int, closed: int | None = None) -> Told:
    return Told(said_on=march(day), recorded_at=noon(recorded), closed_at=closed and noon(closed))


THEN, NOW = State(day=march(10), moment=noon(10)), State(day=march(20), moment=noon(20))


@pytest.mark.parametrize(
    ("lives", "fresh", "edited"),
    [
        ([life(1, 5, 6)], {}, []),
        ([life(1, 12, 13)], {1: {12}}, []),  # said
        ([life(1, 5, 13)], {1: {5}}, []),  # said before, learnt since
        ([life(1, 25, 15)], {}, []),  # not yet said
        ([life(1, 12, 25)], {}, []),  # not yet known
        ([life(1, 5, 6, closed=15)], {}, [(1, None)]),  # taken back
        ([life(1, 12, 13, closed=15)], {}, []),  # neither state shows it
        ([life(1, 5, 6, closed=15), life(2, 5, 15, replaces=1)], {}, [(1, 2)]),  # corrected
        ([life(1, 5, 6, closed=15), life(2, 7, 15, replaces=1)], {}, [(1, 2)]),  # corrected in its day
        ([life(1, 5, 6, closed=15), life(2, 25, 15, replaces=1)], {}, [(1, 2)]),  # now dated after the later day
        ([life(1, 5, 6, closed=14), life(2, 5, 14, 16, replaces=1), life(3, 5, 16, replaces=2)], {}, [(1, 3)]),
        ([life(1, 5, 6, closed=14), life(2, 5, 14, 16, replaces=1)], {}, [(1, None)]),  # corrected, then taken back
        ([life(1, 12, 13, closed=15), life(2, 12, 15, replaces=1)], {2: {12}}, []),  # said, and corrected meanwhile
        ([life(1, 5, 6, told=(again(8, 9), again(12, 13)))], {1: {12}}, []),  # said again
        ([life(1, 5, 6, told=(again(12, 13, 15),))], {}, []),
        ([life(1, 5, 6, closed=15), life(2, 5, 15, replaces=1, told=(again(8, 15), again(12, 15)))], {2: {8, 12}}, [(1, 2)]),
    ],
)  # fmt: skip
def test_what_parties_said_and_what_editors_did_are_told_apart(lives, fresh, edited):
    by_pk = {one.pk: one for one in lives}
    found = said_meanwhile(by_pk, THEN, NOW)
    assert {pk: {day.day for day in days} for pk, days in found.items()} == fresh
    assert [(edit.old.pk, edit.new.pk if edit.new else None) for edit in edits(by_pk, THEN, NOW)] == edited


def test_what_was_corrected_and_then_taken_back_tells_who_ended_it():
    lives = [life(1, 5, 6, closed=14, because="amended"), life(2, 5, 14, 16, replaces=1, because="misread")]
    (edit,) = edits({one.pk: one for one in lives}, THEN, NOW)
    assert edit.ending.because == "misread"


def test_with_one_knowledge_nothing_is_an_editors_doing():
    then = State(day=march(10), moment=noon(20))
    lives = {1: life(1, 5, 6, closed=15), 2: life(2, 5, 15, replaces=1), 3: life(3, 12, 13)}
    assert edits(lives, then, NOW) == []
    assert set(said_meanwhile(lives, then, NOW)) == {3}


LIVES = st.lists(st.tuples(st.integers(1, 25), st.integers(1, 25), st.integers(0, 6)), max_size=8)


@given(lives=LIVES)
def test_between_a_state_and_itself_nothing_changes(lives):
    by_pk = {
        n: life(n, day, min(rec, 28), min(rec + open, 28) if open else None) for n, (day, rec, open) in enumerate(lives)
    }
    assert said_meanwhile(by_pk, NOW, NOW) == {}
    assert edits(by_pk, NOW, NOW) == []


@given(lives=LIVES)
def test_every_entry_that_only_one_state_shows_is_said_or_edited(lives):
    by_pk = {
        n: life(n, day, min(rec, 28), min(rec + open, 28) if open else None)
        for n, (day, rec, open) in enumerate(lives, 1)
    }
    said_ones, gone = said_meanwhile(by_pk, THEN, NOW), {edit.old.pk for edit in edits(by_pk, THEN, NOW)}
    for pk, one in by_pk.items():
        assert (pk in said_ones) == (one.is_in(NOW) and not one.is_in(THEN))
        assert not one.is_in(THEN) or one.is_in(NOW) or pk in gone


ROWS = st.builds(
    said,
    st.integers(1, 31),
    st.sampled_from(["union", "port", "city"]),
    st.sampled_from(["demand", "offer", "accept", "reject", "concede"]),
    st.sampled_from([None, 0, 50, 100]),
    by=st.sampled_from(["", "", "the press"]),
    origins=st.sampled_from([frozenset({n}) for n in range(1, 5)]),
    restated=st.sampled_from([(), (march(31),)]),
)


@given(rows=st.lists(ROWS, max_size=14).map(lambda all: sorted(all, key=lambda row: row.said_on)))
def test_the_course_of_an_issue_is_what_comparing_with_the_whole_record_gives(rows):
    record = []
    for event, (day, row) in zip(events_of(rows, opposing=OPPOSING), told(rows), strict=True):
        stated = stated_of(row, day)
        assert event.move == compare(stated, record, opposing=OPPOSING)
        record.append(stated)


@given(rows=st.lists(ROWS, max_size=14).map(lambda all: sorted(all, key=lambda row: row.said_on)))
def test_whoever_moves_towards_nobody_does_not_soften_by_the_scale(rows):
    for event in events_of(rows, opposing=OPPOSING):
        assert not set(event.way.towards) & set(event.way.away)
        if event.row.party in OPPOSING and event.way.towards:
            assert event.move.turn != "hardened"
        if event.row.party in OPPOSING and event.way.away:
            assert event.move.turn != "softened"


def test_what_the_own_words_of_the_same_day_deny_is_no_shift():
    officials = said(12, "union", "offer", 50, attribution="officials")
    events = events_of([FULL, said(12, "union", "demand", 100), officials], opposing=OPPOSING)
    assert [(event.day.day, event.row.attribution, event.is_shift) for event in events] == [
        (2, "own", False),
        (12, "officials", False),
        (12, "own", False),
    ]
    assert [event.is_shift for event in events_of([FULL, officials], opposing=OPPOSING)] == [False, True]


def test_the_history_of_a_negotiation_is_that_of_its_issues_by_day():
    rows = [FULL, SOME, said(4, "union", "offer", 0, issue="cranes"), said(5, "union", "demand", 100, issue="cranes")]
    shifts = [(event.row.issue, event.day.day) for event in history(rows, opposing=OPPOSING) if event.is_shift]
    assert shifts == [("cranes", 5), ("pay", 12)]


def test_a_long_record_is_walked_once():
    start = march(1)
    rows = [said(1, "union", "offer", n % 3 * 50, said_on=start + timedelta(days=n)) for n in range(5000)]
    assert len(events_of(rows, opposing=OPPOSING)) == 5000
