"""What the record says already gets one more citation; what waits is compared whenever the record changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from articles import comparison, reviews
from articles.models import Citation, Decision, Proposal
from negotiations import rows, setup
from negotiations.models import Figure, Position

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TUESDAY = date(2024, 3, 12)


@pytest.fixture
def first(newsroom) -> Proposal:
    return newsroom.proposal()


@pytest.fixture
def again(newsroom, first) -> Proposal:
    """The same demand, a week later, by the officials, in another article."""
    article = newsroom.article(text=f"{first.article.text} So it goes on.", published=date(2024, 3, 13))
    return newsroom.proposal(article, said_on=TUESDAY, attribution="officials", confidence=0.5)


def approve(newsroom, proposal, minutes=0, **changes):
    content = newsroom.coding(**changes) if changes else None
    return reviews.approve(proposal=proposal, content=content, editor=newsroom.ada, at=NOW + minutes * MINUTE)


def undo(newsroom, proposal, minutes):
    decision = proposal.decisions.in_force().get()
    return reviews.undo(decision=decision, editor=newsroom.ben, at=NOW + minutes * MINUTE)


def test_a_reaffirmation_adds_a_citation_to_the_standing_position(newsroom, first, again):
    position = approve(newsroom, first)
    assert approve(newsroom, again, 1) == position
    assert Position.objects.count() == 1
    (row,) = rows.recorded(Position.objects.for_timeline())
    assert row.restated == (TUESDAY,)
    assert len(row.origins) == 2
    assert [(source.day, str(source.account)) for source in row.sources] == [
        ("", "stated on the record"),
        ("12 March 2024", "unnamed officials of Dockers' Union"),
    ]


def test_a_side_that_no_word_told_is_no_shift_until_an_editor_says_so(newsroom, first, again):
    guess = {"part": "side", "weak": True, "words": None, "by": "the stance alone", "why": "no word of the scale"}
    freeze = newsroom.issue("pay").points.get(key="freeze")
    Proposal.objects.filter(pk=again.pk).update(side=freeze, reasons=[guess])
    position = approve(newsroom, first)
    again = Proposal.objects.get(pk=again.pk)
    assert (again.kind, again.against) == ("new", position)
    moved = approve(newsroom, again, 1)
    assert moved != position
    assert moved.side == freeze


def test_who_opposes_whom_is_set_up_anew_and_what_waits_follows(
    newsroom, first, again, django_capture_on_commit_callbacks
):
    port, pay = newsroom.party("port"), newsroom.issue("pay")
    approve(newsroom, first)
    approve(newsroom, newsroom.proposal(first.article, party=port, side=pay.points.get(key="freeze")), 1)
    Proposal.objects.filter(pk=again.pk).update(side=pay.points.get(key="some"))
    comparison.refresh({pay.pk})
    assert Proposal.objects.get(pk=again.pk).turn == "softened"
    with django_capture_on_commit_callbacks(execute=True):
        setup.change_party(party=port, name=port.name, role="mediator", names=[], at=NOW)
    again = Proposal.objects.get(pk=again.pk)
    assert (again.kind, again.turn) == ("shift", ""), "a mediator is nobody to move towards"


def test_before_it_was_recorded_a_reaffirmation_was_not_known(newsroom, first, again):
    approve(newsroom, first)
    approve(newsroom, again, 5)
    assert Citation.objects.known_on(NOW + MINUTE).count() == 1
    assert Citation.objects.as_of(TUESDAY - timedelta(days=1)).count() == 1


@pytest.mark.parametrize(
    ("day", "known", "restated", "origins"),
    [
        (20, 9, (12, 14), 4),
        (13, 9, (12,), 2),  # what was said again later does not count yet
        (11, 9, (), 1),
        (20, 1, (12,), 2),  # nor what was recorded later
        (20, 0, (), 1),
    ],
)
def test_matrix_and_timeline_show_what_was_said_again_as_both_clocks_tell(
    newsroom, first, again, day, known, restated, origins
):
    """On the 15th others tell it of the union: one more origin, but not the union's word."""
    port = {"attribution": "party", "attributed_to": newsroom.party("port")}
    later = newsroom.proposal(newsroom.article(text=first.article.text + " Again."), said_on=date(2024, 3, 14))
    told = newsroom.proposal(newsroom.article(text=first.article.text + " Told."), said_on=date(2024, 3, 15), **port)
    for n, proposal in enumerate((first, again, later, told)):
        approve(newsroom, proposal, n)
    clocks = At(date(2024, 3, day), NOW + known * MINUTE)
    shown = Position.objects.under(clocks)
    (row,), cell = rows.recorded(shown.for_timeline(clocks)), rows.told(shown.flat(clocks), by=clocks.day)
    for told in (row, *cell):
        assert told.restated == tuple(date(2024, 3, n) for n in restated)
        assert len(told.origins) == origins


class At(NamedTuple):
    """Both clocks, to the minute."""

    day: date
    moment: datetime


def test_what_waits_is_compared_when_the_record_changes(newsroom, first, again):
    assert (first.kind, again.kind) == ("new", "new")
    position = approve(newsroom, first)
    again.refresh_from_db()
    assert (again.kind, again.against) == ("reaffirmation", position)
    undo(newsroom, first, 1)
    again.refresh_from_db()
    assert (again.kind, again.against) == ("new", None)


def test_a_shift_is_told_with_its_turn(newsroom, first, again):
    port = newsroom.proposal(
        first.article, party=newsroom.party("port"), stance="offer", side=newsroom.issue("pay").points.get(key="freeze")
    )
    softer = newsroom.proposal(
        again.article, stance="offer", side=newsroom.issue("pay").points.get(key="some"), said_on=TUESDAY
    )
    approve(newsroom, port)
    approve(newsroom, first)
    softer.refresh_from_db()
    assert (softer.kind, softer.turn, softer.against.side.key) == ("shift", "softened", "full")


@pytest.mark.parametrize("order", [("first", "again"), ("again", "first")])
def test_undone_in_any_order_nothing_is_left_and_the_past_stays_known(newsroom, first, again, order):
    position = approve(newsroom, first)
    approve(newsroom, again, 1)
    named = {"first": first, "again": again}
    undo(newsroom, named[order[0]], 2)
    left = Position.objects.in_force().get()
    founding = again if order[0] == "first" else first
    assert (left.said_on, left.attribution) == (founding.said_on, founding.attribution)
    assert left.citations.in_force().get().article == founding.article
    undo(newsroom, named[order[1]], 3)
    assert not Position.objects.in_force().exists()
    assert Position.objects.known_on(NOW + MINUTE).get() == position
    assert position.citations.known_on(NOW + MINUTE).count() == 2
    assert Proposal.objects.pending().count() == 2


def test_a_correction_carries_what_reaffirms_it(newsroom, first, again):
    position = approve(newsroom, first)
    approve(newsroom, again, 1)
    corrected = reviews.correct(
        position=position, content=newsroom.coding(said_on=date(2024, 3, 3)), editor=newsroom.ben, at=NOW + 2 * MINUTE
    )
    days = list(corrected.citations.order_by("said_on").values_list("said_on", flat=True))
    assert days == [date(2024, 3, 3), TUESDAY], "the founding day is corrected, the later one is its own"
    undo(newsroom, again, 3)
    assert Position.objects.in_force().get().citations.in_force().count() == 1


def test_a_batch_is_approved_and_taken_back_with_one_key(newsroom, first, again):
    approve(newsroom, first)
    twin = newsroom.proposal(again.article, said_on=TUESDAY, start=again.start + 1)
    batch = reviews.approve_all(proposals=[again, twin], editor=newsroom.ada, at=NOW + MINUTE)
    assert Decision.objects.in_force().filter(batch=batch).count() == 2
    assert Position.objects.in_force().get().citations.in_force().count() == 3
    assert len(reviews.undo_all(batch=batch, editor=newsroom.ada, at=NOW + 2 * MINUTE)) == 2
    assert Position.objects.in_force().get().citations.in_force().count() == 1


def test_a_batch_leaves_alone_what_somebody_else_has_decided(newsroom, first, again):
    reviews.reject(proposal=again, reason="other", editor=newsroom.ben, at=NOW)
    batch = reviews.approve_all(proposals=[first, again], editor=newsroom.ada, at=NOW)
    assert Decision.objects.get(batch=batch).proposal == first
    assert again.decisions.get().editor == newsroom.ben


def test_a_position_found_by_hand_says_so(newsroom):
    article = newsroom.article()
    position = reviews.add(article=article, content=newsroom.coding(), start=0, end=20, editor=newsroom.ada, at=NOW)
    proposal = position.decisions.get().proposal
    assert (proposal.found_by, proposal.run, proposal.confidence, proposal.sureness) == (
        newsroom.ada,
        None,
        None,
        "found by hand",
    )
    assert position.citations.quoted().get().quote == article.text[:20]


def test_the_same_figure_again_confirms_it(newsroom, first, again):
    counted = {"subject": "figure", "stance": "", "side": None, "value": 9, "unit": "percent"}
    one = newsroom.proposal(first.article, **counted, start=1)
    two = newsroom.proposal(again.article, **counted, said_on=TUESDAY)
    other = newsroom.proposal(again.article, **(counted | {"value": 7}), said_on=TUESDAY)
    figure = approve(newsroom, one)
    assert approve(newsroom, two, 1) == figure
    other.refresh_from_db()
    assert (other.kind, other.against_figure) == ("shift", figure)
    undo(newsroom, one, 2)
    assert Figure.objects.in_force().get().said_on == TUESDAY


def test_an_approval_needs_few_queries(newsroom, first, again, django_assert_max_num_queries):
    approve(newsroom, first)
    again = Proposal.objects.for_cards().get(pk=again.pk)
    with django_assert_max_num_queries(16):
        reviews.approve(proposal=again, editor=newsroom.ada, at=NOW + MINUTE)


def test_one_that_leaves_the_side_open_proves_no_side(newsroom, first, again):
    Proposal.objects.filter(pk=again.pk).update(side=None)
    again.refresh_from_db()
    approve(newsroom, first)
    assert approve(newsroom, again, 1).side.key == "full"
    undo(newsroom, first, 2)
    assert Position.objects.in_force().get().side is None


def test_a_party_s_own_words_found_what_is_left_before_what_others_tell(newsroom, first, again):
    told = {"attribution": "party", "attributed_to": newsroom.party("port"), "said_on": date(2024, 3, 8)}
    ascribed = newsroom.proposal(newsroom.article(text=first.article.text + " So they say."), **told)
    for n, proposal in enumerate((first, ascribed, again)):
        approve(newsroom, proposal, n)
    assert Position.objects.count() == 1
    undo(newsroom, first, 4)
    left = Position.objects.in_force().get()
    assert (left.said_on, left.attribution) == (TUESDAY, "officials")
    assert left.citations.in_force().count() == 2


def test_corrected_to_the_party_that_told_it_the_account_is_its_own(newsroom, first, again):
    port = newsroom.party("port")
    Proposal.objects.filter(pk=again.pk).update(attribution="party", attributed_to=port)
    again.refresh_from_db()
    position = approve(newsroom, first)
    approve(newsroom, again, 1)
    reviews.correct(position=position, content=newsroom.coding(party=port), editor=newsroom.ben, at=NOW + 2 * MINUTE)
    undo(newsroom, first, 3)
    left = Position.objects.in_force().get()
    assert (left.party, left.attribution, left.attributed_to) == (port, "own", None)


def test_who_waited_for_a_correction_undoes_with_an_earlier_moment(newsroom, first, again):
    position = approve(newsroom, first)
    approve(newsroom, again, 1)
    reviews.correct(position=position, content=newsroom.coding(), editor=newsroom.ben, at=NOW + 9 * MINUTE)
    undo(newsroom, first, 8)
    undo(newsroom, again, 7)
    assert not Position.objects.in_force().exists()
    assert Position.objects.known_on(NOW + 5 * MINUTE).get() == position


def test_what_was_added_by_hand_and_undone_is_added_again(newsroom):
    how = {"article": newsroom.article(), "content": newsroom.coding(), "start": 0, "end": 20, "editor": newsroom.ada}
    decision = reviews.add(**how, at=NOW).decisions.get()
    with pytest.raises(reviews.AlreadyDecided):
        reviews.add(**how, at=NOW)
    reviews.undo(decision=decision, editor=newsroom.ada, at=NOW + MINUTE)
    later = how | {"content": newsroom.coding(said_on=date(2024, 3, 5)), "editor": newsroom.ben}
    position = reviews.add(**later, at=NOW + 2 * MINUTE)
    assert (position.said_on, Proposal.objects.count()) == (date(2024, 3, 5), 1)


@pytest.mark.parametrize(("subject", "queries"), [("position", 5), ("figure", 4)])
def test_to_compare_what_waits_takes_no_more_queries_for_more_of_it(
    newsroom, first, subject, queries, django_assert_num_queries
):
    kind = {"subject": "figure", "stance": "", "side": None, "value": 9, "unit": "percent"}
    for n in range(1, 5):
        newsroom.proposal(first.article, **(kind if subject == "figure" else {}), start=n)
    first.delete()
    issue = newsroom.issue("pay")
    with django_assert_num_queries(queries):
        comparison.refresh({issue.pk})
