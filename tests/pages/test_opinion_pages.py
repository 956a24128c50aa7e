"""Two opinions through the pages: kept and hidden at first, decided once they agree."""

from __future__ import annotations

import pytest

from articles.models import Opinion
from negotiations.models import Position

HTMX = {"HTTP_HX_REQUEST": "true"}
KEPT = "Your opinion is kept"


@pytest.fixture
def proposal(newsroom):
    return newsroom.proposal(needs_two=True)


def urls(newsroom, proposal, act):
    desk = newsroom.url(f"desk-{act}", proposal.article_id, proposal.pk)
    return {"card": f"/proposals/{proposal.pk}/{act}/", "desk": desk}


@pytest.mark.parametrize("place", ["card", "desk"])
def test_one_opinion_is_kept_and_a_second_one_decides(newsroom, client, proposal, place):
    url = urls(newsroom, proposal, "approval")[place]
    client.force_login(newsroom.ada)
    assert KEPT in client.post(url, {"page": "inbox"}, **HTMX).content.decode()
    assert not Position.objects.exists()
    client.force_login(newsroom.ben)
    assert "Another editor" not in client.get(newsroom.url("inbox")).content.decode()
    assert KEPT not in client.post(url, {"page": "inbox"}, **HTMX).content.decode()
    assert Position.objects.get().recorded_by == newsroom.ben


@pytest.mark.parametrize("place", ["card", "desk"])
def test_the_same_editor_cannot_give_both(newsroom, client, proposal, place):
    client.force_login(newsroom.ada)
    for status in (200, 409):
        assert client.post(urls(newsroom, proposal, "approval")[place], {}, **HTMX).status_code == status
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize("place", ["card", "desk"])
def test_a_rejection_is_an_opinion_too(newsroom, client, proposal, place):
    client.force_login(newsroom.ada)
    answer = client.post(urls(newsroom, proposal, "rejection")[place], {"reason": "other"}, **HTMX)
    assert KEPT in answer.content.decode()
    assert not proposal.decisions.exists()


def test_an_owner_sets_the_share(newsroom, client, django_user_model):
    olga = django_user_model.objects.create_user("olga", password="sesame")
    newsroom.negotiation.memberships.create(user=olga, role="owner")
    client.force_login(olga)
    said = {"name": "Harbour strike", "summary": "", "is_public": "on"}
    client.post(newsroom.url("about"), said | {"second_share": "20"})
    newsroom.negotiation.refresh_from_db()
    assert newsroom.negotiation.second_share == 20
    page = client.post(newsroom.url("about"), said | {"second_share": "101"}, **HTMX).content.decode()
    assert "less than or equal to 100" in page
