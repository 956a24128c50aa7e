"""Who speaks for a party, where they differ, what others ascribe to it, and what one speaker tells. Tables, no database."""

from __future__ import annotations

from datetime import date

import pytest

from negotiations import ascriptions, speakers, voices
from negotiations.accounts import Account, Voice
from tests.negotiations.rows_for_tests import said

ANN, BOB, CAL = ({"speaker": name} for name in ("Ann", "Bob", "Cal"))
OFFICIALS = {"attribution": "officials"}


def on(day):
    return date(2024, 3, day)


def told(*sayings):
    """Rows of the union: (day, place, who)."""
    return [said(day, "union", "demand", value, **who) for day, value, who in sayings]


@pytest.mark.parametrize(
    ("sayings", "differences"),
    [
        ([(1, 100, ANN), (2, 100, BOB)], []),
        ([(1, 100, ANN), (2, 50, ANN)], []),  # one voice that moves
        ([(1, 100, ANN), (2, 50, BOB)], [("Bob", "Ann", "open", 1)]),
        ([(1, 100, ANN), (2, 50, BOB), (3, 100, ANN)], [("Bob", "Ann", "held", 1)]),
        ([(1, 100, ANN), (2, 50, BOB), (3, 50, ANN)], [("Bob", "Ann", "followed", 1)]),
        ([(1, 100, ANN), (2, 50, BOB), (3, 50, BOB), (4, 100, ANN)], [("Bob", "Ann", "held", 2)]),
        ([(1, 100, ANN), (2, 50, BOB), (3, 100, ANN), (4, 50, BOB), (5, 50, ANN)], [("Bob", "Ann", "followed", 2)]),
        ([(1, 100, ANN), (2, 50, OFFICIALS), (3, 100, CAL)], [("unnamed officials", "Ann", "held", 1)]),
        ([(1, 100, ANN), (2, 50, {})], []),  # nobody named: it may be Ann
        ([(1, 100, {}), (2, 50, BOB)], [("Bob", "nobody named", "open", 1)]),
        ([(1, 100, ANN), (2, 50, {"by": "city"})], []),  # an account by others is no voice of the party
        ([(1, 100, ANN), (2, None, BOB)], []),  # a place that is not told differs only in yes and no
    ],
)
def test_where_the_voices_of_a_party_differ(sayings, differences):
    found = voices.differences(voices.sayings(told(*sayings)))
    assert [(one.saying.name, one.before.name, one.outcome, one.times) for one in found] == differences


def test_voices_on_another_issue_do_not_differ():
    rows = [said(1, "union", "demand", 100, **ANN), said(2, "union", "demand", 50, issue="cranes", **BOB)]
    assert voices.differences(voices.sayings(rows)) == []


def test_a_passage_that_restates_a_position_is_its_speakers_saying():
    again = (Voice(on(1), "own", "Ann"), Voice(on(5), "own", "Bob"), Voice(on(7), "party", "Eve"))
    found = voices.sayings([said(1, "union", "demand", 100, voices=again, restated=(on(5),), **ANN)])
    assert [(one.name, one.day.day) for one in found] == [("Ann", 1), ("Bob", 5)]


def test_the_speakers_in_numbers_with_those_first_who_spoke_most():
    said_ = voices.sayings(told((1, 100, ANN), (2, 50, BOB), (3, 50, ANN), (4, 100, BOB), (5, 50, ANN), (6, 50, {})))
    found = voices.speakers(said_, voices.differences(said_))
    assert [(one.name, one.is_named, one.times, one.apart, one.ahead) for one in found] == [
        ("Ann", True, 3, 0, 0),
        ("Bob", True, 2, 1, 1),
        ("nobody named", False, 1, 0, 0),
    ]
    assert (found[0].first, found[0].last) == (on(1), on(5))


def test_where_each_voice_stood_last_beside_the_party():
    rows = told((1, 100, ANN), (2, 50, BOB), (3, 100, CAL), (4, 100, {}))
    found = voices.stands(voices.sayings(rows), rows[3])
    assert [(one.saying.name, one.is_apart) for one in found] == [("Cal", False), ("Bob", True), ("Ann", False)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(1, 100, {}), (3, 100, {"by": "city"})], [("City", "agrees", 1)]),
        ([(1, 100, {}), (3, 50, {"by": "city"})], [("City", "differs", 1)]),
        ([(1, 100, {}), (3, 50, {"by": "city"}), (9, 50, {})], [("City", "ahead", 9)]),
        ([(1, 100, {}), (3, 50, {"by": "city"}), (9, 0, {})], [("City", "differs", 1)]),
        ([(3, 50, {"by": "city"})], [("City", "alone", None)]),
        ([(3, 50, {"by": "city"}), (4, 100, {})], [("City", "differs", 4)]),
        ([(3, 50, {"by": "a diplomat"})], [("unnamed sources", "alone", None)]),
        ([(1, 100, OFFICIALS), (3, 50, {"by": "city"})], [("City", "differs", 1)]),  # its officials are the party, too
    ],
)
def test_an_account_is_held_against_what_the_party_says_itself(rows, found):
    accounts = ascriptions.ascriptions(told(*rows))
    assert [(one.teller, one.verdict, one.own.day.day if one.own else None) for one in accounts] == found


def test_the_same_account_again_is_counted_and_shown_as_last_told():
    accounts = ascriptions.ascriptions(told((1, 100, {}), (2, 50, {"by": "city"}), (4, 50, {"by": "city"})))
    assert [(one.times, one.account.day.day) for one in accounts] == [(2, 4)]
    (teller,) = ascriptions.tellers(accounts)
    assert (teller.name, teller.times, teller.verdicts["differs"], teller.verdicts["agrees"]) == ("City", 2, 2, 0)


SHARED = said(1, "union", "demand", 100, restated=(on(5), on(9)), voices=(Voice(on(1), "own", "Ann"), Voice(on(5), "own", "Bob"), Voice(on(7), "party", "Eve"), Voice(on(9), "own", "Ann")), precision="week", **ANN)  # fmt: skip


@pytest.mark.parametrize(
    ("speaker", "days", "precision"),
    [("Ann", [1, 9], "week"), ("Bob", [5], "day"), ("Eve", [], ""), ("Nobody", [], "")],
)
def test_a_row_as_one_speaker_tells_it(speaker, days, precision):
    found = speakers.by_speaker([SHARED], speaker)
    assert [day.day for row in found for day in (row.said_on, *row.restated)] == days
    assert all((row.speaker, row.precision) == (speaker, precision) for row in found)


def test_without_a_speaker_nothing_is_left_out_and_all_names_are_offered():
    assert speakers.by_speaker([SHARED], "") == [SHARED]
    assert speakers.named([SHARED, said(1, "union", "demand", 0)]) == ["Ann", "Bob", "Eve"]
    assert [speakers.is_by(SHARED, name) for name in ("", "Eve", "Cal")] == [True, True, False]


@pytest.mark.parametrize(
    ("attribution", "speaker", "reporter", "words"),
    [
        ("own", "Ann", "", "Ann, own words"),
        ("own", "", "", "stated on the record"),
        ("officials", "", "", "unnamed officials of Union"),
        ("party", "Eve", "City", "Eve, according to City"),
        ("sources", "", "", "according to unnamed sources"),
    ],
)
def test_an_account_in_words(attribution, speaker, reporter, words):
    assert str(Account(attribution=attribution, speaker=speaker, party="Union", reporter=reporter)) == words
