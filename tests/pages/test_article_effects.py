"""What an article changed in the record, and its origin: the article page under both clocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from articles import reviews
from articles.models import Article
from tests.conftest import NOON, TEXT
from tests.pages.test_party_and_outlet_pages import words

DAY = timedelta(days=1)


@pytest.fixture
def approve(newsroom):
    """Puts what a passage says on record."""
    places = iter(range(30, 200))

    def approve(article, **more):
        proposal = newsroom.proposal(article, start=next(places), end=250, **more)
        return reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOON)

    return approve


@pytest.fixture
def stories(newsroom):
    """Three articles of March, the last two of one origin."""
    made = [
        newsroom.article(
            text=f"{TEXT} Story {n}. " * 2, title=f"Story {n}", outlet=outlet, published=date(2024, 3, day)
        )
        for n, (outlet, day) in enumerate((("Haven Post", 2), ("Harbour Wire", 9), ("Haven Post", 10)))
    ]
    Article.objects.filter(pk=made[2].pk).update(origin=made[1].origin)
    return made


@pytest.fixture
def moved(newsroom, stories, approve):
    """The second story tells of a move, of an account, and of a count that follows another one."""
    some = newsroom.issue("pay").points.get(key="some")
    count = {"subject": "figure", "stance": "", "side": None, "unit": "percent", "party": newsroom.party("union")}
    approve(stories[0], said_on=date(2024, 3, 1))
    approve(stories[0], said_on=date(2024, 3, 1), value=12, **count)
    approve(stories[1], stance="offer", side=some, said_on=date(2024, 3, 9))
    approve(stories[1], value=7, said_on=date(2024, 3, 9), **count)
    return stories


def test_the_page_tells_which_cells_moved_from_what_to_what(newsroom, client, moved):
    page = words(client.get(newsroom.url("article", moved[1].pk)))
    assert (
        "Pay rise Dockers' Union Full rise demand 1 March 2024 Below inflation offer 9 March 2024 Softened stands"
        in page
    )
    assert "7 percent count of Dockers' Union; before: 12, 1 March 2024" in page
    first = words(client.get(newsroom.url("article", moved[0].pk)))
    assert "nothing on record Full rise demand 1 March 2024 New" in first
    assert first.index("New Below inflation offer 9 March 2024") > 0, "where it stands since then"


def test_as_of_an_earlier_day_it_had_changed_nothing(newsroom, client, ada, moved):
    url = newsroom.url("article", moved[1].pk)
    for query in ("?as_of=2024-03-08", "?known_on=2024-03-05"):
        page = words(client.get(url + query))
        assert "What it changed" not in page
        assert "Nothing on record from this article." in page
    newsroom.proposal(moved[1])
    assert "To decide" in words(ada.get(url))
    assert "To decide" not in words(ada.get(url + "?known_on=2024-03-08"))


def test_an_article_that_says_it_again_moves_no_cell(newsroom, client, moved, approve):
    approve(moved[2], stance="offer", side=newsroom.issue("pay").points.get(key="some"), said_on=date(2024, 3, 10))
    page = words(client.get(newsroom.url("article", moved[2].pk)))
    assert "No cell moved: it tells what the record had already" in page
    assert "Said again : Dockers' Union on Pay rise" in page


def test_reprints_are_one_origin_and_linked(newsroom, client, stories):
    page = client.get(newsroom.url("article", stories[2].pk))
    assert "1 origin , 2 outlets, 2 articles" in words(page)
    assert "Story 1 Harbour Wire, 9 March 2024, the first" in words(page).replace(" ,", ",")
    assert f'href="{newsroom.url("article", stories[1].pk)}"' in page.content.decode()
    alone = words(client.get(newsroom.url("article", stories[0].pk)))
    assert "1 origin , 1 outlet, 1 article " in alone
    then = words(client.get(newsroom.url("article", stories[1].pk) + "?as_of=2024-03-09"))
    assert "1 origin , 1 outlet, 1 article " in then


def test_the_list_of_articles_follows_both_clocks(newsroom, client, stories):
    url = newsroom.url("articles")
    assert "Story 2" in words(client.get(url))
    assert "Story 2" not in words(client.get(url + "?as_of=2024-03-09"))
    assert "No article had appeared and was known then" in words(client.get(url + "?known_on=2024-03-05"))


@pytest.mark.parametrize(("user", "most"), [("cy", 12), ("ada", 19)])
@pytest.mark.parametrize("copies", [1, 6])
def test_the_number_of_queries_does_not_grow(
    newsroom, moved, approve, user, most, copies, django_assert_max_num_queries
):
    for n in range(copies):
        approve(moved[1], said_on=date(2024, 3, 11 + n))
        approve(moved[1], said_on=date(2024, 3, 11 + n), issue=newsroom.issue("cranes"), side=None)
    reader = Client()
    reader.force_login(getattr(newsroom, user))
    with django_assert_max_num_queries(most):
        assert reader.get(newsroom.url("article", moved[1].pk)).status_code == 200
