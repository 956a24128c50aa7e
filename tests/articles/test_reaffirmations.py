"""What the record says already gets one more citation; what waits is compared whenever the record changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from articles import reviews
from articles.models import Citation, Decision, Proposal
from negotiations import rows
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
    assert [(source.day, source.chain) for source in row.sources] == [
        ("", "stated on the record"),
        ("12 March 2024", "unnamed officials of Dockers' Union"),
    ]


def test_before_it_was_recorded_a_reaffirmation_was_not_known(newsroom, first, again):
    approve(newsroom, first)
    approve(newsroom, again, 5)
    assert Citation.objects.known_on(NOW + MINUTE).count() == 1
    assert Citation.objects.as_of(TUESDAY - timedelta(days=1)).count() == 1


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
