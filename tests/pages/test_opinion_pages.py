"""Two opinions through the pages: kept and hidden at first, decided once they agree."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from articles.models import Opinion
from negotiations.models import Membership, Position

HTMX = {"HTTP_HX_REQUEST": "true"}
KEPT = "Your opinion is kept"


@pytest.fixture
def proposal(newsroom):
    return newsroom.proposal(needs_two=True)


@pytest.fixture
def eve(newsroom, django_user_model) -> Client:
    """A third editor."""
    user = django_user_model.objects.create_user("eve", password="sesame")
    Membership.objects.create(negotiation=newsroom.negotiation, user=user, role="editor")
    return as_(user)


@pytest.fixture
def ben(newsroom) -> Client:
    return as_(newsroom.ben)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pages(newsroom, proposal) -> dict[str, str]:
    return {
        "inbox": newsroom.url("inbox"),
        "issue": newsroom.url("issue", "pay"),
        "article": newsroom.url("article", proposal.article_id),
        "desk": newsroom.url("desk", proposal.article_id) + f"?proposal={proposal.pk}",
    }


def say(client, proposal, **changes):
    """Give an opinion on a card: approval, as it stands or changed."""
    return client.post(f"/proposals/{proposal.pk}/approval/", changes, **HTMX)


@pytest.fixture
def differing(ada, ben, proposal):
    """Two opinions that differ in the stance and the side."""
    say(ada, proposal)
    say(ben, proposal, stance="offer", side="some")
    return proposal


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


@pytest.mark.parametrize("page", ["issue", "article", "desk"])
def test_who_has_given_theirs_is_told_and_not_asked_again(newsroom, ada, ben, proposal, page):
    url = pages(newsroom, proposal)[page]
    assert "Two editors are asked for this one" in ada.get(url).content.decode()
    say(ada, proposal)
    seen = ada.get(url).content.decode()
    assert "Your opinion is in; it waits for a second one. You would approve." in seen
    assert "/approval/" not in seen
    other = ben.get(url).content.decode()
    assert "Two editors are asked for this one" in other
    assert "/approval/" in other


def test_the_inbox_hides_what_waits_for_another_editor_and_does_not_count_it(newsroom, ada, ben, proposal):
    more = newsroom.proposal(proposal.article, stance="offer")
    answer = say(ada, proposal).content.decode()
    assert "Your opinion is in" in answer
    assert '<span id="inbox-count" hx-swap-oob="outerHTML">1</span>' in answer
    seen = ada.get(newsroom.url("inbox")).content.decode()
    assert f"proposal-{more.pk}" in seen
    assert f"proposal-{proposal.pk}" not in seen
    assert '<span id="inbox-count">1</span>' in seen
    assert ">1 new</span>" in seen
    other = ben.get(newsroom.url("inbox")).content.decode()
    assert f"proposal-{proposal.pk}" in other
    assert '<span id="inbox-count">2</span>' in other


@pytest.mark.parametrize("page", ["inbox", "issue", "article", "desk"])
def test_an_opinion_is_hidden_until_both_are_in(newsroom, ada, ben, proposal, page):
    say(ada, proposal, side="some")
    seen = ben.get(pages(newsroom, proposal)[page]).content.decode()
    assert "Two editors are asked" in seen
    assert "ada" not in words(seen)


@pytest.mark.parametrize("page", ["inbox", "issue", "article", "desk"])
def test_a_third_editor_sees_both_side_by_side_with_what_differs_marked(newsroom, differing, eve, page):
    html = eve.get(pages(newsroom, differing)[page]).content.decode()
    table = re.search(r'<table class="second__both">(.*?)</table>', html, re.DOTALL)[1]
    assert [words(cell) for cell in re.findall(r"<th scope=\"col\">.*?</th>", table)] == ["ada", "ben"]
    marked = [words(told) for told in re.findall(r"<mark>.*?</mark>", table)]
    assert marked == ["demand", "offer", "Full rise", "Below inflation"]
    assert "Two editors differ on this one: you settle it." in html


@pytest.mark.parametrize("page", ["article", "desk"])
def test_once_both_are_in_either_sees_both_and_is_not_asked(newsroom, differing, ada, page):
    seen = ada.get(pages(newsroom, differing)[page]).content.decode()
    assert "a third editor settles it" in seen
    assert "<mark>Below inflation</mark>" in seen
    assert "/approval/" not in seen
    assert "/settlement/" not in seen
    assert "Nothing waits" in ada.get(newsroom.url("inbox")).content.decode()


def test_of_one_that_rejects_the_reason_stands_beside_the_other_coding(newsroom, ada, ben, eve, proposal):
    say(ada, proposal)
    ben.post(f"/proposals/{proposal.pk}/rejection/", {"reason": "wrong-party"}, **HTMX)
    table = eve.get(newsroom.url("inbox")).content.decode().partition("second__both")[2].partition("</table>")[0]
    assert re.findall(r"<mark>(.*?)</mark>", table) == ["approve", "reject: wrong party"]
    assert "stance demand –" in words(table)


@pytest.mark.parametrize("place", ["card", "desk"])
@pytest.mark.parametrize(("whose", "stance", "side"), [("ada", "demand", "full"), ("ben", "offer", "some")])
def test_it_is_settled_as_one_of_them_would_with_one_click(newsroom, differing, eve, place, whose, stance, side):
    page = pages(newsroom, differing)["inbox" if place == "card" else "desk"]
    acts = re.findall(r'formaction="([^"]+/settlement/)"[^>]*>As (\w+)<', eve.get(page).content.decode())
    url = next(act for act, name in acts if name == whose)
    assert eve.post(url, {"page": "inbox"}, **HTMX).status_code == 200
    position = Position.objects.get()
    assert (position.stance, position.side.key, position.recorded_by.username) == (stance, side, "eve")


def test_it_is_settled_by_a_rejection_where_one_of_them_rejects(ada, ben, eve, proposal):
    say(ada, proposal)
    ben.post(f"/proposals/{proposal.pk}/rejection/", {"reason": "wrong-party"}, **HTMX)
    opinion = Opinion.objects.get(editor__username="ben")
    eve.post(f"/proposals/{proposal.pk}/opinions/{opinion.pk}/settlement/", {"page": "inbox"})
    assert (proposal.decisions.get().verdict, proposal.decisions.get().reason) == ("rejected", "wrong-party")


@pytest.mark.parametrize("place", ["card", "desk"])
def test_nobody_settles_by_an_opinion_that_is_hidden_or_beside_their_own(newsroom, ada, ben, eve, proposal, place):
    say(ada, proposal)
    opinion = Opinion.objects.get()
    card = f"/proposals/{proposal.pk}/opinions/{opinion.pk}/settlement/"
    url = card if place == "card" else newsroom.url("desk-settlement", proposal.article_id, proposal.pk, opinion.pk)
    assert ben.post(url, **HTMX).status_code == 409
    assert Opinion.objects.count() == 1
    say(ben, proposal, stance="offer")
    assert ben.post(url, **HTMX).status_code == 409
    assert as_(newsroom.dee).post(url, **HTMX).status_code in (403, 404)
    assert not Position.objects.exists()
    assert eve.post(url, **HTMX).status_code == 200
    assert eve.post(url, **HTMX).status_code == 409, "it is settled already"


def test_what_asks_for_two_is_not_offered_with_one_key(newsroom, ada, proposal):
    proposal.kind = "reaffirmation"
    proposal.save()
    for page in ("inbox", "desk"):
        assert "Approve 1" not in ada.get(pages(newsroom, proposal)[page]).content.decode()


def test_after_an_undo_anybody_is_asked_again(newsroom, ada, ben, proposal):
    for client in (ada, ben):
        say(client, proposal)
    ada.post(f"/decisions/{proposal.decisions.get().pk}/undoing/", **HTMX)
    seen = ada.get(newsroom.url("inbox")).content.decode()
    assert f"proposal-{proposal.pk}" in seen
    assert "Two editors" not in seen


def test_the_desk_says_what_is_left_to_others(newsroom, ada, proposal):
    say(ada, proposal)
    seen = words(ada.get(newsroom.url("desk", proposal.article_id)).content.decode())
    assert "0 to decide, 0 decided, 1 with others" in seen
    assert "1 waits for another editor: yours is in." in seen
    assert "is decided" not in seen
