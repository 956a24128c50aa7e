"""Merging parties, sticking points and points keeps every coding and leaves the past alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import merging, opinions, reviews, runs
from articles.extractors import EXTRACTORS
from articles.models import Decision, Opinion, Proposal
from negotiations import packs, positions, setup
from negotiations.models import Figure, Issue, Party, Position, ScalePoint
from negotiations.positions import Count
from negotiations.setup import Refused
from tests.conftest import NOON

LATER = NOON + timedelta(hours=1)
MERGED = NOON + timedelta(hours=2)


@pytest.fixture
def record(newsroom):
    """An approved position of the union on pay with its proposal; the article holds more."""
    proposal = newsroom.proposal()
    entry = reviews.approve(proposal=proposal, editor=newsroom.ada, at=LATER)
    return newsroom, proposal, entry


def merge_parties(newsroom, party="union", into="port"):
    merging.merge_parties(party=newsroom.party(party), into=newsroom.party(into), by=newsroom.ada, at=MERGED)


def merge_issues(newsroom, sides=(), issue="pay", into="cranes"):
    issue, into = newsroom.issue(issue), newsroom.issue(into)
    merging.merge_issues(issue=issue, into=into, sides=dict(sides), by=newsroom.ada, at=MERGED)


def test_the_positions_of_a_merged_party_are_the_kept_ones_with_their_evidence(record):
    newsroom, _, old = record
    merge_parties(newsroom)
    new = Position.objects.in_force().get()
    assert (new.party.key, new.replaces, new.recorded_at) == ("port", old, MERGED)
    assert replace(positions.coding_of(new), party=old.party) == positions.coding_of(old)
    assert [(c.article_id, c.start, c.end, c.reported_on) for c in new.citations.all()] == [
        (c.article_id, c.start, c.end, c.reported_on) for c in old.citations.all()
    ]
    assert old.citations.count() == 1


def test_what_was_known_before_is_not_touched(record):
    newsroom, _, old = record
    merge_parties(newsroom)
    assert Position.objects.known_on(LATER).get() == old
    assert Position.objects.known_on(LATER).get().party.name == "Dockers' Union"
    assert [p.key for p in newsroom.negotiation.parties.all()] == ["port", "city"]
    assert set(Party.every.standing_at(LATER).values_list("key", flat=True)) == {"union", "port", "city"}


def test_names_go_to_the_kept_party(newsroom):
    merge_parties(newsroom)
    names = set(newsroom.party("port").names.values_list("kind", "text", "title"))
    assert names == {
        ("alias", "port operator", ""), ("person", "Otto Brandt", ""),
        ("alias", "Dockers' Union", ""), ("alias", "dockworkers", ""), ("person", "Mara Lind", "union leader"),
    }  # fmt: skip


@pytest.mark.parametrize(("speaker", "basis"), [("Mara Lind", "own"), ("", "officials")])
def test_an_account_of_the_other_becomes_the_partys_own(newsroom, speaker, basis):
    account = {"attribution": "party", "attributed_to": newsroom.party("union"), "speaker": speaker}
    coding = newsroom.coding(party=newsroom.party("port"), **account)
    positions.record(content=coding, by=newsroom.ada, at=NOON)
    proposal = newsroom.proposal(party=newsroom.party("port"), **account)
    merge_parties(newsroom)
    proposal.refresh_from_db()
    for held in (Position.objects.in_force().get(), proposal):
        assert (held.party.key, held.attribution, held.attributed_to) == ("port", basis, None)


def test_an_account_of_a_third_party_stays_an_account(newsroom):
    coding = newsroom.coding(party=newsroom.party("city"), attribution="party", attributed_to=newsroom.party("union"))
    positions.record(content=coding, by=newsroom.ada, at=NOON)
    merge_parties(newsroom)
    new = Position.objects.in_force().get()
    assert (new.party.key, new.attributed_to.key) == ("city", "port")


def test_proposals_move_decided_ones_too(record):
    newsroom, approved, _ = record
    article = approved.article
    waiting = newsroom.proposal(article=article, stance="offer")
    rejected = newsroom.proposal(article=article, stance="reject")
    reviews.reject(proposal=rejected, reason="other", editor=newsroom.ada, at=LATER)
    merge_parties(newsroom)
    assert set(Proposal.objects.values_list("party__key", flat=True)) == {"port"}
    assert list(Proposal.objects.pending()) == [waiting]


def test_a_proposal_that_would_stand_twice_is_dropped_or_told_to_be_there(newsroom):
    first = newsroom.proposal()
    article = first.article
    newsroom.proposal(article=article, party=newsroom.party("port"))
    undone = newsroom.proposal(article=article, stance="offer")
    newsroom.proposal(article=article, party=newsroom.party("port"), stance="offer")
    reviews.undo(
        decision=reviews.reject(proposal=undone, reason="other", editor=newsroom.ada, at=NOON),
        editor=newsroom.ada,
        at=LATER,
    )
    merge_parties(newsroom)
    assert not Proposal.objects.filter(pk=first.pk).exists()
    assert Decision.objects.in_force().get().reason == "repeated"
    assert Decision.objects.in_force().get().proposal == undone
    assert Proposal.objects.pending().count() == 2


def test_a_merged_sticking_point_gives_its_codings_terms_and_points(record):
    newsroom, proposal, old = record
    Figure.objects.create(**figure(newsroom))
    merge_issues(newsroom, {"some": "all", "freeze": ""})
    new = Position.objects.in_force().get()
    assert (new.issue.key, new.side.key, new.side.label, new.side.value) == ("cranes", "full-rise", "Full rise", 100)
    assert (Figure.objects.in_force().get().issue.key, new.citations.count()) == ("cranes", 1)
    proposal.refresh_from_db()
    assert (proposal.issue.key, proposal.side) == ("cranes", new.side)
    kept = newsroom.issue("cranes")
    assert kept.terms == ["automated cranes", "automation", "Pay rise", "wage increase"]
    assert kept.unit == "percent"
    assert [point.key for point in kept.points.all()] == ["all", "none", "full-rise"]
    assert Position.objects.known_on(LATER).get() == old


def figure(newsroom):
    return {
        "negotiation": newsroom.negotiation, "issue": newsroom.issue("pay"), "value": 9, "unit": "percent",
        "said_on": "2024-03-04", "recorded_at": NOON, "recorded_by": newsroom.ada, "counted_by": newsroom.party("union"),
    }  # fmt: skip


def test_a_figure_keeps_its_number_and_gets_the_kept_party(newsroom):
    Figure.objects.create(**figure(newsroom))
    merge_parties(newsroom)
    new = Figure.objects.in_force().get()
    assert (new.value, new.unit, new.counted_by.key) == (9, "percent", "port")
    assert isinstance(merging.content_of(new), Count)


@pytest.mark.parametrize(
    ("choice", "key"), [("none", "none"), ("all", "all"), ("", None), (merging.OWN_POINT, "full-rise")]
)
def test_each_point_goes_where_the_owner_says(record, choice, key):
    newsroom, proposal, _ = record
    merge_issues(newsroom, {"full": choice})
    proposal.refresh_from_db()
    for side in (Position.objects.in_force().get().side, proposal.side):
        assert (side.key if side else None) == key


def test_what_a_proposal_offers_instead_follows(newsroom):
    offers = [{"issue": "pay", "score": 0.6}, {"issue": "cranes", "score": 0.4}]
    proposal = newsroom.proposal(alternatives=offers, issue=newsroom.issue("cranes"), side=None)
    merge_issues(newsroom)
    proposal.refresh_from_db()
    assert proposal.alternatives == [{"issue": "cranes", "score": 0.6}]


@pytest.mark.parametrize("into", ["some", None])
def test_the_codings_of_a_point_go_to_another_or_to_none(record, into):
    newsroom, proposal, _ = record
    pay = newsroom.issue("pay")
    kept = pay.points.get(key=into) if into else None
    merging.merge_points(point=pay.points.get(key="full"), into=kept, by=newsroom.ada, at=MERGED)
    proposal.refresh_from_db()
    assert Position.objects.in_force().get().side == proposal.side == kept
    assert Position.objects.known_on(LATER).get().side.label == "Full rise"
    assert [point.key for point in pay.points.all()] == ["freeze", "some"]


def test_what_is_merged_is_merged_once_and_with_its_like(newsroom):
    pay, cranes = newsroom.issue("pay"), newsroom.issue("cranes")
    with pytest.raises(Refused, match="Choose another"):
        merge_parties(newsroom, "port", "port")
    with pytest.raises(Refused, match="two scales"):
        merging.merge_points(point=pay.points.first(), into=cranes.points.first(), by=newsroom.ada, at=MERGED)
    union = newsroom.party("union")
    merge_parties(newsroom)
    with pytest.raises(Refused, match="merged or removed it meanwhile"):
        merging.merge_parties(party=union, into=newsroom.party("city"), by=newsroom.ada, at=MERGED)


def test_keys_of_merged_rows_are_not_given_again(newsroom):
    merge_parties(newsroom)
    assert setup.add_party(negotiation=newsroom.negotiation, name="Union", at=NOON).key == "union-2"


def test_a_pack_with_a_merged_party_brings_it_back(record):
    newsroom, *_ = record
    before = packs.dump(newsroom.negotiation)
    merge_parties(newsroom)
    merge_issues(newsroom, {"full": "none", "some": "all", "freeze": "all"})
    full = packs.read(before)
    packs.load(full)
    assert packs.read(packs.dump(newsroom.negotiation)) == full
    assert Position.objects.in_force().get().party.key == "port"


def test_nothing_more_is_recorded_of_what_was_merged(newsroom):
    stale, gone = newsroom.coding(), newsroom.coding(party=newsroom.party("port"))
    merge_parties(newsroom)
    with pytest.raises(IntegrityError), transaction.atomic():
        positions.record(content=stale, by=newsroom.ada, at=MERGED)
    merge_issues(newsroom)
    with pytest.raises(IntegrityError), transaction.atomic():
        positions.record(content=gone, by=newsroom.ada, at=MERGED)


def test_a_decision_is_undone_after_the_merge(record):
    newsroom, proposal, _ = record
    merge_parties(newsroom)
    merge_issues(newsroom)
    reviews.undo(decision=Decision.objects.get(), editor=newsroom.ada, at=MERGED + timedelta(hours=1))
    assert not Position.objects.in_force().exists()
    assert Proposal.objects.pending().get() == proposal
    again = reviews.approve(proposal=Proposal.objects.get(), editor=newsroom.ada, at=MERGED + timedelta(hours=2))
    assert (again.party.key, again.issue.key) == ("port", "cranes")


def test_a_reaffirmation_keeps_its_own_day_and_account(record):
    newsroom, first, _ = record
    later = newsroom.proposal(article=first.article, said_on=date(2024, 3, 5), attribution="officials", start=30)
    reviews.approve(proposal=later, editor=newsroom.ada, at=LATER)
    told = list(Position.objects.in_force().get().citations.values_list("said_on", "attribution", "decision"))
    merge_parties(newsroom)
    assert list(Position.objects.in_force().get().citations.values_list("said_on", "attribution", "decision")) == told
    assert len(told) == 2


def test_what_was_read_before_the_merge_is_proposed_for_what_is_kept(newsroom):
    article = newsroom.article()
    extraction, _ = runs.read(article, EXTRACTORS["rules"])
    assert {statement.party for statement in extraction.statements} == {"union", "port"}
    merge_parties(newsroom)
    merge_issues(newsroom, {"full": "none", "some": "all", "freeze": ""})
    setup.remove(newsroom.party("city"))
    runs.store(run=article.runs.get(), extraction=extraction)
    found = {(p.party.key, p.issue.key, p.side.key if p.side else "") for p in Proposal.objects.filter(stance__gt="")}
    assert {(party, issue) for party, issue, _ in found} == {("port", "cranes")}
    assert ("port", "cranes", "none") in found


def test_opinions_speak_of_what_is_kept(newsroom):
    proposal = newsroom.proposal()
    opinions.give(proposal=proposal, coding=opinions.values_of(proposal.content), editor=newsroom.ada, at=NOON)
    merge_parties(newsroom)
    merge_issues(newsroom, {"full": "none"})
    proposal.refresh_from_db()
    assert Opinion.objects.get().coding == opinions.values_of(proposal.content)


def test_effects_are_counted_before(record):
    newsroom, proposal, _ = record
    newsroom.proposal(article=proposal.article, stance="offer")
    newsroom.proposal(article=proposal.article, stance="reject", sure=False)
    assert merging.effects(newsroom.party("union")) == {
        "position": 1, "waiting proposal": 1, "less sure proposal": 1, "decided proposal": 1, "name": 3,
    }  # fmt: skip
    assert merging.effects(newsroom.issue("pay"))["term"] == 3
    assert merging.effects(ScalePoint.objects.get(issue__key="pay", key="freeze")) == {}
    assert Issue.objects.count() == 2
