"""Two opinions, hidden from each other until both are in; a third editor settles where they differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles import opinions, reviews, sampling
from articles.models import Decision, Opinion, Proposal
from negotiations.models import Membership, Position

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)


@pytest.fixture
def proposal(newsroom) -> Proposal:
    return newsroom.proposal(needs_two=True)


@pytest.fixture
def eve(newsroom, django_user_model):
    eve = django_user_model.objects.create_user("eve", password="sesame")
    Membership.objects.create(negotiation=newsroom.negotiation, user=eve, role="editor")
    return eve


def test_one_opinion_decides_nothing(newsroom, proposal):
    assert opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW) is None
    assert not Decision.objects.exists()
    assert not Position.objects.exists()


def test_a_second_one_that_agrees_decides(newsroom, proposal):
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    position = opinions.approve(proposal=proposal, editor=newsroom.ben, at=NOW)
    assert (position.stance, proposal.decisions.get().editor) == ("demand", newsroom.ben)
    assert proposal.decisions.get().note == opinions.AGREED


def test_two_rejections_reject(newsroom, proposal):
    assert opinions.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW) is None
    assert opinions.reject(proposal=proposal, reason="wrong-party", editor=newsroom.ben, at=NOW).verdict == "rejected"


@pytest.mark.parametrize("differing", [{"stance": "offer"}, {"side": None}])
def test_where_they_differ_a_third_editor_settles_it(newsroom, proposal, eve, differing):
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    other = newsroom.coding(**differing)
    assert opinions.approve(proposal=proposal, content=other, editor=newsroom.ben, at=NOW) is None
    with pytest.raises(opinions.AlreadyGiven):
        opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    assert opinions.approve(proposal=proposal, content=other, editor=eve, at=NOW).stance == other.stance


def test_where_they_differ_one_key_for_many_settles_nothing(newsroom, proposal):
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    opinions.approve(proposal=proposal, content=newsroom.coding(stance="offer"), editor=newsroom.ben, at=NOW)
    reviews.approve_all(proposals=[proposal], editor=newsroom.ada, at=NOW)
    assert not Position.objects.exists()


def test_what_two_agreed_on_and_was_undone_either_of_them_may_decide_again(newsroom, proposal):
    for editor in (newsroom.ada, newsroom.ben):
        opinions.approve(proposal=proposal, editor=editor, at=NOW)
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=NOW)
    assert opinions.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW).verdict == "rejected"


def test_an_opinion_sees_those_given_since_the_page_was_read(newsroom, proposal, eve):
    """Read before anybody spoke, the third editor's word would have been one more opinion, and nobody's a decision."""
    read_before = Proposal.objects.prefetch_related("opinions").get(pk=proposal.pk)
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    opinions.approve(proposal=proposal, content=newsroom.coding(stance="offer"), editor=newsroom.ben, at=NOW)
    third = newsroom.coding(stance="accept")
    assert opinions.approve(proposal=read_before, content=third, editor=eve, at=NOW).stance == "accept"


def test_an_editor_cannot_agree_with_themselves(newsroom, proposal):
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    with pytest.raises(opinions.AlreadyGiven, match="another editor"):
        opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    assert Opinion.objects.count() == 1


def test_what_needs_no_second_opinion_is_decided_at_once(newsroom):
    assert opinions.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOW)


def test_nothing_decides_past_the_opinions(newsroom, proposal):
    with pytest.raises(reviews.NeedsOpinions):
        reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    with pytest.raises(reviews.NeedsOpinions):
        reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW)


def test_a_bulk_approval_leaves_out_what_needs_two(newsroom, proposal):
    reviews.approve_all(proposals=[proposal], editor=newsroom.ada, at=NOW)
    assert not Position.objects.exists()


@pytest.mark.parametrize(("coded", "on_record"), [(False, 0), (True, 1)])
def test_a_bulk_approval_leaves_out_what_is_still_to_be_coded_blind(newsroom, coded, on_record):
    proposal = newsroom.proposal(is_blind=True)
    if coded:
        opinions.give_blind(proposal=proposal, content=None, editor=newsroom.ada, at=NOW)
    opinions.give_blind(proposal=proposal, content=None, editor=newsroom.ben, at=NOW)
    reviews.approve_all(proposals=[proposal], editor=newsroom.ada, at=NOW)
    assert Position.objects.count() == on_record


def test_a_blind_passage_is_coded_before_its_proposal_is_shown(newsroom):
    proposal = newsroom.proposal(is_blind=True)
    assert opinions.is_hidden_from(proposal, newsroom.ada)
    opinions.give_blind(proposal=proposal, content=newsroom.coding(), editor=newsroom.ada, at=NOW)
    fresh = Proposal.objects.get(pk=proposal.pk)
    assert not opinions.is_hidden_from(fresh, newsroom.ada)
    assert opinions.is_hidden_from(fresh, newsroom.ben)


@pytest.mark.parametrize("share", [0, 30, 100])
def test_a_share_is_drawn_by_place_and_not_by_chance(share):
    drawn = [sampling.draw(share, "blind", n) for n in range(2000)]
    assert drawn == [sampling.draw(share, "blind", n) for n in range(2000)]
    assert abs(sum(drawn) / 20 - share) < 4
