"""Articles read again: looked at before it is accepted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles import rereadings, reviews, runs
from articles.models import Article, Proposal

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def article(newsroom) -> Article:
    article = newsroom.article()
    runs.carry_out(run=article.runs.get(), now=lambda: NOW)
    return article


def read_again(newsroom, article):
    rereading = rereadings.ask(negotiation=newsroom.negotiation, articles=[article], by=newsroom.ada, at=NOW + HOUR)
    for run in rereading.runs.all():
        runs.carry_out(run=run, now=lambda: NOW + HOUR)
    return rereading


def forget_cranes(newsroom):
    """Nothing of the issue's words is left."""
    newsroom.negotiation.issues.filter(key="cranes").update(terms=["toll road"], name="Toll road")
    newsroom.issue("cranes").points.update(label="Tolls")


def identities(article):
    return {proposal.identity for proposal in article.proposals.all()}


def test_nothing_new_is_no_difference(newsroom, article):
    before = identities(article)
    rereading = read_again(newsroom, article)
    assert rereadings.differences(rereading) == []
    assert (identities(article), article.latest_run.rereading) == (before, None)


def test_a_changed_codebook_shows_what_would_come_and_go(newsroom, article):
    before = identities(article)
    forget_cranes(newsroom)
    (difference,) = rereadings.differences(rereading := read_again(newsroom, article))
    assert {proposal.issue.key for proposal in difference.lost} == {"cranes"}
    assert identities(article) == before, "nothing is added or taken away by looking"
    rereadings.accept(rereading=rereading, by=newsroom.ada, at=NOW + HOUR)
    lost, new = ({proposal.identity for proposal in some} for some in (difference.lost, difference.new))
    assert identities(article) == before - lost | new


def test_an_older_result_does_not_replace_a_later_one(newsroom, article):
    older = read_again(newsroom, article)
    forget_cranes(newsroom)
    later = rereadings.ask(negotiation=newsroom.negotiation, articles=[article], by=newsroom.ada, at=NOW + 2 * HOUR)
    runs.carry_out(run=later.runs.get(), now=lambda: NOW + 2 * HOUR)
    assert rereadings.differences(older) == [], "it says what is there already"
    rereadings.accept(rereading=later, by=newsroom.ada, at=NOW + 3 * HOUR)
    after = identities(article)
    assert rereadings.differences(older) == []
    rereadings.accept(rereading=older, by=newsroom.ada, at=NOW + 4 * HOUR)
    assert identities(article) == after


def test_what_was_decided_stays(newsroom, article):
    proposal = article.proposals.filter(issue__key="cranes").first()
    reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    forget_cranes(newsroom)
    rereading = read_again(newsroom, article)
    rereadings.accept(rereading=rereading, by=newsroom.ada, at=NOW + HOUR)
    assert Proposal.objects.filter(pk=proposal.pk).exists()


def test_it_is_settled_once_and_not_before_all_is_read(newsroom, article):
    rereading = rereadings.ask(negotiation=newsroom.negotiation, articles=[article], by=newsroom.ada, at=NOW)
    with pytest.raises(rereadings.NotReady, match="still being read"):
        rereadings.accept(rereading=rereading, by=newsroom.ada, at=NOW)
    rereadings.drop(rereading=rereading, by=newsroom.ada, at=NOW)
    with pytest.raises(rereadings.NotReady, match="already"):
        rereadings.accept(rereading=rereading, by=newsroom.ada, at=NOW)
