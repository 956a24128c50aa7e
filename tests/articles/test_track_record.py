"""How the reader has done: counts from blind passages, full readings, plain approval."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles import opinions, reviews
from articles.models import FullReading
from articles.quality import Share
from articles.track_record import alike, report_on

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)


def blind(newsroom, start, *, content):
    proposal = newsroom.proposal(article_of(newsroom), is_blind=True, start=start)
    opinions.give_blind(proposal=proposal, content=content, editor=newsroom.ada, at=NOW)


def article_of(newsroom):
    return newsroom.negotiation.articles.first() or newsroom.article()


def test_precision_counts_blind_passages_alone(newsroom):
    blind(newsroom, 20, content=newsroom.coding())
    blind(newsroom, 21, content=newsroom.coding(stance="offer", side=None))
    blind(newsroom, 22, content=newsroom.coding(party=newsroom.party("port")))
    blind(newsroom, 23, content=None)
    reviews.approve(proposal=newsroom.proposal(article_of(newsroom), start=24), editor=newsroom.ada, at=NOW)
    report = report_on(newsroom.negotiation)
    assert report.precision == Share(hits=2, of=4)
    assert (report.stance, report.side) == (Share(hits=1, of=2), Share(hits=1, of=2))


def test_recall_counts_what_was_missed_in_articles_read_in_full(newsroom):
    article, other = newsroom.article(), newsroom.article(text="Another article, of which nobody has read it all.")
    FullReading.objects.create(article=article, editor=newsroom.ada, read_at=NOW)
    reviews.approve(proposal=newsroom.proposal(article), editor=newsroom.ada, at=NOW)
    reviews.reject(proposal=newsroom.proposal(article, start=30), reason="other", editor=newsroom.ada, at=NOW)
    by_hand = {"content": newsroom.coding(stance="offer"), "start": 0, "end": 9, "editor": newsroom.ada, "at": NOW}
    reviews.add(article=article, **by_hand)
    reviews.add(article=other, **by_hand)
    report = report_on(newsroom.negotiation)
    assert (report.recall, report.full_readings) == (Share(hits=1, of=2), 1)


def test_what_an_editor_dug_out_of_the_less_sure_was_missed(newsroom):
    article = newsroom.article()
    FullReading.objects.create(article=article, editor=newsroom.ada, read_at=NOW)
    reviews.approve(proposal=newsroom.proposal(article, sure=False), editor=newsroom.ada, at=NOW)
    assert report_on(newsroom.negotiation).recall == Share(hits=0, of=1)


@pytest.mark.parametrize(
    ("confidence", "expected"), [(0.55, Share(hits=8, of=10)), (0.9, None), (0.2, None), (None, None)]
)
def test_like_this_one_needs_ten_decisions_on_proposals_as_likely(newsroom, confidence, expected):
    article = newsroom.article()
    for n in range(10):
        proposal = newsroom.proposal(article, start=20 + n, confidence=0.5 + n / 100)
        if n < 8:
            reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
        else:
            reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW)
    assert alike(report_on(newsroom.negotiation).bands, confidence) == expected


def test_a_certain_proposal_belongs_to_the_highest_band(newsroom):
    reviews.approve(proposal=newsroom.proposal(confidence=1.0), editor=newsroom.ada, at=NOW)
    assert report_on(newsroom.negotiation).bands[-1].share == Share(hits=1, of=1)


def test_agreement_is_told_by_question_and_by_pair(newsroom):
    article = newsroom.article()
    for n, content in enumerate([None, newsroom.coding(stance="offer")]):
        proposal = newsroom.proposal(article, start=20 + n, needs_two=True)
        opinions.approve(proposal=proposal, content=content, editor=newsroom.ada, at=NOW)
        opinions.approve(proposal=proposal, editor=newsroom.ben, at=NOW)
    report = report_on(newsroom.negotiation)
    assert [(a.question, a.pairs) for a in report.agreements[:2]] == [
        ("Is there a position?", Share(hits=2, of=2)),
        ("Which stance?", Share(hits=1, of=2)),
    ]
    (pair,) = report.pairs
    assert (pair.one, pair.other, pair.share) == ("ada", "ben", Share(hits=2, of=2))


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("dee", 403), ("cy", 403)])
def test_only_editors_see_the_page(newsroom, client, who, status):
    client.force_login(getattr(newsroom, who))
    assert client.get(newsroom.url("quality")).status_code == status


def test_the_inbox_leads_to_the_page(newsroom, client):
    client.force_login(newsroom.ada)
    assert f'href="{newsroom.url("quality")}"' in client.get(newsroom.url("inbox")).content.decode()


def test_the_page_tells_counts_and_intervals_in_few_queries(newsroom, client, django_assert_max_num_queries):
    for n in range(3):
        blind(newsroom, 20 + n, content=newsroom.coding())
    client.force_login(newsroom.ada)
    with django_assert_max_num_queries(12):
        page = client.get(newsroom.url("quality")).content.decode()
    assert "3 of 3" in page
    assert "likely 44 to 100 %" in page
