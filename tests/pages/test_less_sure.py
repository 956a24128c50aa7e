"""What the reader is less sure of stays at hand, and out of the way."""

import re

import pytest
from django.test import Client

from articles import reviews
from articles.models import Decision
from negotiations.models import Position
from tests.conftest import NOON, TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def sure(newsroom):
    """A proposal that waits."""
    return newsroom.proposal()


@pytest.fixture
def unsure(newsroom, sure):
    """A less sure one, of the same article, with a quote of its own."""
    return less_sure(newsroom, sure.article)


def less_sure(newsroom, article, **changes):
    place = article.text.index("Portline rejected")
    fields = {
        "party": newsroom.party("port"),
        "stance": "reject",
        "side": None,
        "start": place,
        "end": place + 31,
        "confidence": 0.2,
        "sure": False,
    }
    return newsroom.proposal(article, **(fields | changes))


def folds(html):
    """The insides of the closed folds, by their summaries."""
    return dict(
        re.findall(r'<details class="fold[^"]*"><summary[^>]*>(.+?)</summary>(.*?)</ul></details>', html, re.DOTALL)
    )


def outside(html):
    """The page without its folds."""
    return re.sub(r'<details class="fold.*?</ul></details>', "", html, flags=re.DOTALL)


def inbox_count(html):
    return int(re.search(r'id="inbox-count"[^>]*>(\d+)<', html)[1])


def test_the_inbox_folds_less_sure_ones_away_under_their_article(newsroom, ada, sure, unsure):
    less_sure(newsroom, sure.article, stance="demand")
    html = ada.get(newsroom.url("inbox")).content.decode()
    assert list(folds(html)) == ["2 less sure"]
    assert f'id="proposal-{unsure.pk}"' in folds(html)["2 less sure"]
    assert f'id="proposal-{unsure.pk}"' not in outside(html)
    assert f'id="proposal-{sure.pk}"' in outside(html)


def test_no_page_counts_less_sure_ones_among_those_that_wait(newsroom, ada, sure, unsure):
    for page in ("matrix", "inbox", "articles"):
        assert inbox_count(ada.get(newsroom.url(page)).content.decode()) == 1, page
    answer = ada.post(f"/proposals/{unsure.pk}/approval/", {"page": "inbox"}, **HTMX)
    assert inbox_count(answer.content.decode()) == 1


def test_a_folded_card_offers_all_that_others_offer_but_does_not_ask(newsroom, ada, unsure):
    (card,) = folds(ada.get(newsroom.url("inbox")).content.decode()).values()
    assert "the reader is less sure" in card
    assert "To decide" not in card
    for act in ("approval", "rejection", "amendment"):
        assert f"/proposals/{unsure.pk}/{act}/" in card


def test_a_less_sure_one_is_approved_rejected_and_taken_back_like_any_other(newsroom, ada, unsure):
    ada.post(f"/proposals/{unsure.pk}/approval/", {"page": "inbox"})
    assert Position.objects.in_force().get().party == newsroom.party("port")
    ada.post(f"/decisions/{Decision.objects.get().pk}/undoing/", {"page": "inbox"})
    assert list(folds(ada.get(newsroom.url("inbox")).content.decode())) == ["1 less sure"]
    ada.post(f"/proposals/{unsure.pk}/rejection/", {"page": "inbox", "reason": "other"})
    assert folds(ada.get(newsroom.url("inbox")).content.decode()) == {}


def test_an_inbox_in_which_nothing_waits_says_so_and_names_the_articles_with_less_sure_ones(
    newsroom, ada, sure, unsure
):
    reviews.reject(proposal=sure, reason="other", editor=newsroom.ada, at=NOON)
    html = ada.get(newsroom.url("inbox")).content.decode()
    assert "Nothing waits." in html
    assert f'id="proposal-{unsure.pk}"' not in html
    assert f'href="{newsroom.url("article", unsure.article_id)}#less-sure"' in html
    assert "1 less sure" in html
    assert 'id="less-sure"' in ada.get(newsroom.url("article", unsure.article_id)).content.decode()


def test_the_article_marks_the_quotes_of_sure_ones_and_folds_the_others_below(newsroom, ada, sure, unsure):
    html = ada.get(newsroom.url("article", sure.article_id)).content.decode()
    text = html[html.index('<article id="text"') : html.index("</article>")]
    assert f'href="#proposal-{sure.pk}"' in text
    assert f"#proposal-{unsure.pk}" not in text
    assert f'id="proposal-{unsure.pk}"' in folds(html)["1 less sure"]


def test_approving_a_folded_card_marks_its_quote_in_the_text(newsroom, ada, sure, unsure):
    html = ada.post(f"/proposals/{unsure.pk}/approval/", {"page": "article"}, **HTMX).content.decode()
    assert f'href="#position-{Position.objects.get().pk}"' in html


def test_the_timeline_shows_sure_ones_alone(newsroom, ada, sure, unsure):
    html = ada.get(newsroom.url("issue", "pay")).content.decode()
    assert html.count("mark--pending") == 1
    assert f"proposal-{unsure.pk}" not in html
    assert "1 to decide" in html
    (card,) = folds(ada.get(newsroom.url("inbox")).content.decode()).values()
    assert f'href="{newsroom.url("issue", "pay")}"' in card, "no anchor, where the timeline has no such card"


@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_nobody_but_editors_sees_less_sure_ones(newsroom, who, unsure):
    client = Client()
    client.force_login(getattr(newsroom, who))
    html = client.get(newsroom.url("article", unsure.article_id)).content.decode()
    assert "less sure" not in html
    assert f"proposal-{unsure.pk}" not in html


def test_a_contributor_is_told_the_number_of_sure_ones(newsroom, sure, unsure):
    client = Client()
    client.force_login(newsroom.bo)
    sure.article.runs.update(started_at=NOON, finished_at=NOON)
    reviews.approve(proposal=unsure, editor=newsroom.ada, at=NOON)
    assert "1 proposal, 0 decided" in client.get(newsroom.url("articles")).content.decode()
    assert "<b>Read.</b> 1 proposal." in client.get(newsroom.url("article", sure.article_id)).content.decode()


def test_an_article_with_less_sure_ones_alone_is_not_said_to_be_empty(newsroom, ada):
    article = newsroom.article()
    article.runs.update(started_at=NOON, finished_at=NOON)
    assert "read, nothing found" in ada.get(newsroom.url("articles")).content.decode()
    less_sure(newsroom, article)
    assert "read, nothing found for sure" in ada.get(newsroom.url("articles")).content.decode()


@pytest.mark.parametrize("copies", [1, 8])
def test_the_number_of_queries_does_not_grow_with_what_is_folded_away(
    newsroom, ada, django_assert_max_num_queries, copies
):
    for n in range(copies):
        article = newsroom.article(text=f"{TEXT} Day {n}.")
        reviews.approve(proposal=newsroom.proposal(article, start=20), editor=newsroom.ada, at=NOON)
        newsroom.proposal(article, alternatives=[{"issue": "pay", "score": 0.9}, {"issue": "cranes", "score": 0.8}])
        for m in range(copies):
            less_sure(newsroom, article, start=40 + m)
        less_sure(newsroom, newsroom.article(text=f"{TEXT} Night {n}."))
    for name, *arguments in (("inbox",), ("issue", "pay"), ("articles",), ("matrix",)):
        with django_assert_max_num_queries(12):
            assert ada.get(newsroom.url(name, *arguments)).status_code == 200
    with django_assert_max_num_queries(16):
        assert ada.get(newsroom.url("article", article.pk)).status_code == 200
