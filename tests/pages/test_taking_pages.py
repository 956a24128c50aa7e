"""Taking an article, seen by the others in the inbox, on its page and at the desk; they may go on all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from articles.models import Taking
from negotiations.models import Position

HTMX = {"HTTP_HX_REQUEST": "true"}
MINUTE = timedelta(minutes=1)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ben(newsroom) -> Client:
    return as_(newsroom.ben)


@pytest.fixture
def proposal(newsroom):
    return newsroom.proposal()


@pytest.fixture
def article(proposal):
    return proposal.article


@pytest.fixture
def take(newsroom, article):
    def take(client, act="taking", page="desk", **extra):
        return client.post(newsroom.url(act, article.pk), {"page": page} | extra, **HTMX)

    return take


def ago(minutes: int) -> None:
    """So long ago was the last act on what is taken."""
    for taking in Taking.objects.all():
        Taking.objects.filter(pk=taking.pk).update(last_act_at=taking.last_act_at - minutes * MINUTE)


def on_it(newsroom) -> str:
    """Who is on an article, as the row says that is not given back."""
    return Taking.objects.get(given_back_at=None).editor.username


def pages(newsroom, article) -> dict[str, str]:
    desk, page = newsroom.url("desk", article.pk), newsroom.url("article", article.pk)
    return {"inbox": newsroom.url("inbox"), "article": page, "desk": desk}


@pytest.mark.parametrize("page", ["inbox", "article", "desk"])
def test_others_see_who_is_on_it_and_may_go_on(newsroom, ada, ben, article, take, page):
    url = pages(newsroom, article)[page]
    assert "Take it<" in ben.get(url).content.decode()
    take(ada)
    since = Taking.objects.get().taken_at
    seen = ben.get(url).content.decode()
    assert f"<b>ada is on it</b> since {since:%H:%M}; you may go on all the same." in seen
    assert "Take it over" in seen
    assert f"<b>You are on it</b> since {since:%H:%M}." in ada.get(url).content.decode()


@pytest.mark.parametrize("page", ["inbox", "article", "desk"])
def test_without_javascript_taking_leads_back_to_the_page(newsroom, ada, article, page):
    url = newsroom.url("taking", article.pk)
    assert ada.post(url, {"page": page}).url == pages(newsroom, article)[page]
    assert "You are on it" in ada.get(pages(newsroom, article)[page]).content.decode()


def test_readers_of_the_article_see_nothing_of_it(newsroom, ada, article, take):
    take(ada)
    assert "is on it" not in as_(newsroom.dee).get(newsroom.url("article", article.pk)).content.decode()


@pytest.mark.parametrize("act", ["taking", "giving-back"])
@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("dee", 403), ("cy", 403)])
def test_only_editors_take(newsroom, take, act, who, status):
    assert take(as_(getattr(newsroom, who)), act).status_code == status
    assert not Taking.objects.exists()


def test_a_stranger_to_a_private_negotiation_finds_nothing_to_take(newsroom, take):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    assert take(as_(newsroom.cy)).status_code == 404


def test_looking_takes_nothing(newsroom, ada, article):
    ada.get(newsroom.url("desk", article.pk))
    assert ada.get(newsroom.url("taking", article.pk)).status_code == 405
    assert not Taking.objects.exists()


def test_what_is_taken_is_refused_to_another_unless_they_take_it_over(newsroom, ada, ben, take):
    take(ada)
    refused = take(ben)
    assert refused.status_code == 409
    assert "ada is on it since" in refused.content.decode()
    assert on_it(newsroom) == "ada"
    assert "You are on it" in take(ben, over="yes").content.decode()
    assert on_it(newsroom) == "ben"


def test_given_back_by_a_button_anybody_may_take_it(newsroom, ada, ben, take):
    take(ada)
    take(ben, "giving-back")
    assert on_it(newsroom) == "ada", "only who is on it gives it back"
    assert "Take it<" in take(ada, "giving-back").content.decode()
    take(ben)
    assert on_it(newsroom) == "ben"


def test_after_twenty_quiet_minutes_nobody_is_on_it(newsroom, ada, ben, article, take):
    take(ada)
    ago(minutes=20)
    assert "is on it" not in ben.get(newsroom.url("inbox")).content.decode()
    assert take(ben).status_code == 200


ACTS = {
    "approval": lambda newsroom, proposal: (f"/proposals/{proposal.pk}/approval/", {}),
    "rejection": lambda newsroom, proposal: (f"/proposals/{proposal.pk}/rejection/", {"reason": "other"}),
    "at the desk": lambda newsroom, p: (newsroom.url("desk-approval", p.article_id, p.pk), {}),
    "by hand": lambda newsroom, p: (
        newsroom.url("desk-positions", p.article_id),
        {"party": "union", "issue": "pay", "stance": "demand", "start": "0", "end": "5"},
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_review_keeps_it(newsroom, ada, ben, proposal, take, act):
    take(ada)
    ago(minutes=19)
    url, data = ACTS[act](newsroom, proposal)
    assert ada.post(url, data, **HTMX).status_code == 200
    ago(minutes=19)
    assert "ada is on it" in ben.get(newsroom.url("article", proposal.article_id)).content.decode()


def test_an_undo_and_an_opinion_keep_it_too(newsroom, ada, proposal, take):
    take(ada)
    ada.post(f"/proposals/{proposal.pk}/approval/", **HTMX)
    ago(minutes=19)
    ada.post(f"/decisions/{proposal.decisions.get().pk}/undoing/", **HTMX)
    ago(minutes=19)
    two = newsroom.proposal(proposal.article, stance="offer", needs_two=True)
    ada.post(f"/proposals/{two.pk}/approval/", **HTMX)
    ago(minutes=19)
    assert take(as_(newsroom.ben)).status_code == 409


def test_another_ones_act_does_not_keep_it(newsroom, ada, ben, proposal, take):
    take(ada)
    ago(minutes=19)
    assert ben.post(f"/proposals/{proposal.pk}/approval/", **HTMX).status_code == 200
    assert Position.objects.exists(), "ada is on it, and ben went on"
    ago(minutes=1)
    assert take(ben).status_code == 200


def test_an_act_at_the_desk_tells_anew_who_is_on_it(newsroom, ada, ben, proposal, take):
    take(ada)
    take(ben, over="yes")
    answer = ada.post(newsroom.url("desk-approval", proposal.article_id, proposal.pk), {}, **HTMX).content.decode()
    assert "<b>ben is on it</b>" in answer
