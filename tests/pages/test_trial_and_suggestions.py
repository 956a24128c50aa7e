"""The owner's pages that read: trying a paragraph, and what is suggested. Nothing is stored by itself."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Proposal, Run
from negotiations import packs, starters
from negotiations.models import Membership
from tests.conftest import TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def olga(newsroom) -> Client:
    """The owner, logged in."""
    user = User.objects.create(username="olga")
    Membership.objects.create(negotiation=newsroom.negotiation, user=user, role="owner")
    client = Client()
    client.force_login(user)
    return client


def test_a_paragraph_is_read_and_nothing_is_stored(newsroom, olga):
    answer = olga.post(newsroom.url("trial"), {"text": TEXT, "published": "2024-03-06"}, **HTMX)
    html = answer.content.decode()
    for words in (
        "demand", "Pay rise", "Full rise", "4 March 2024", "Mara Lind, own words", "the reader is sure",
        "“demands”", "its term “pay rise”", "port operator", "quote quote--pending",
    ):  # fmt: skip
        assert words in html, words
    assert "<html" not in html
    assert not Proposal.objects.exists()
    assert not Run.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Paste a paragraph first."),
        ({"text": "x" * 20_001}, "upload whole articles instead"),
        ({"published": "soon"}, "Enter a valid date"),
    ],
)
def test_a_wrong_trial_is_told(newsroom, olga, fields, sentence):
    answer = olga.post(newsroom.url("trial"), {"text": TEXT, "published": "2024-03-06"} | fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("slug", "sentence", "party", "issue"),
    [
        ("peace-talks", "The rebels reject a prisoner exchange before a ceasefire.", "Armed movement", "Prisoner release"),
        ("strike", "The union demands a pay rise of 8 percent.", "Union", "Pay rise"),
        ("trade-deal", "The home government insists on tariff cuts for cars.", "Home country", "Industrial tariffs"),
        ("coalition-talks", "Second party rejects new tax cuts.", "Second party", "Taxes"),
        ("climate-finance", "Rich countries refuse to pay into the damage fund.", "Developed countries", "Loss and damage"),
    ],
)  # fmt: skip
def test_a_starter_reads_its_first_sentence(newsroom, olga, slug, sentence, party, issue):
    pack = starters.library()[slug].model_copy(update={"slug": newsroom.negotiation.slug})
    packs.load(pack)
    answer = olga.post(newsroom.url("trial"), {"text": sentence, "published": "2024-03-06"})
    finds = [(find.row.party_name, find.issue) for find in answer.context["trial"].finds]
    assert (party, issue) in finds


def test_a_suggestion_is_added_with_one_click_and_not_before(newsroom, olga):
    article = newsroom.article(f"{TEXT} Ivo Kern, treasurer, said the union wants a full pay rise.")
    newsroom.proposal(article=article, speaker="Ivo Kern")
    url = newsroom.url("suggestions")
    html = olga.get(url).content.decode()
    assert "<b>Ivo Kern</b>, treasurer" in html
    assert not newsroom.party("union").names.filter(text="Ivo Kern").exists()
    html = olga.post(url, {"words": "Ivo Kern", "title": "treasurer", "party": "union"}, **HTMX).content.decode()
    assert "Ivo Kern speaks for “Dockers&#x27; Union” now." in html
    assert "<b>Ivo Kern</b>" not in html
    assert newsroom.party("union").names.get(text="Ivo Kern").title == "treasurer"
    olga.post(url, {"words": "salary", "issue": "pay"})
    assert "salary" in newsroom.issue("pay").terms
    assert olga.post(url, {"words": "salary", "issue": "moon"}).status_code == 404
    assert "Nothing was added" in olga.post(url, {"words": " ", "issue": "pay"}, follow=True).content.decode()


@pytest.fixture
def speaker(newsroom):
    """Somebody who is suggested as a name."""
    article = newsroom.article(f"{TEXT} Ivo Kern, treasurer, said the union wants a full pay rise.")
    return newsroom.proposal(article=article, speaker="Ivo Kern").speaker


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_dismissed_suggestion_stays_away_until_that_is_taken_back(newsroom, olga, speaker, extra):
    page = newsroom.url("suggestions")
    for _ in range(2):
        olga.post(newsroom.url("suggestion-dismissal"), {"words": speaker}, **extra)
    html = olga.get(page).content.decode()
    assert f"<b>{speaker}</b>" not in html
    assert "Dismissed: 1" in html
    assert f'{speaker} <small class="soft">dismissed by olga' in html
    dismissed = newsroom.negotiation.dismissals.get()
    olga.post(newsroom.url("suggestion-dismissal-undoing", dismissed.pk), **extra)
    html = olga.get(page).content.decode()
    assert f"<b>{speaker}</b>" in html
    assert "Dismissed:" not in html


def test_a_term_is_dismissed_beside_its_sticking_point(newsroom, olga):
    assert olga.post(newsroom.url("suggestion-dismissal"), {"words": "salary", "issue": "moon"}).status_code == 404
    answer = olga.post(
        newsroom.url("suggestion-dismissal"), {"words": "salary", "issue": "pay"}, **HTMX
    ).content.decode()
    assert "“salary” is not suggested again" in answer
    assert newsroom.negotiation.dismissals.get().issue == newsroom.issue("pay")
    answer = olga.post(newsroom.url("suggestion-dismissal"), {"words": " ", "issue": "pay"}, **HTMX).content.decode()
    assert "Nothing was dismissed" in answer


def test_only_owners_dismiss_and_only_in_their_negotiation(newsroom, ada, olga):
    assert ada.post(newsroom.url("suggestion-dismissal"), {"words": "salary"}).status_code == 403
    olga.post(newsroom.url("suggestion-dismissal"), {"words": "salary"})
    dismissed = newsroom.negotiation.dismissals.get()
    assert ada.post(newsroom.url("suggestion-dismissal-undoing", dismissed.pk)).status_code == 403
    other = packs.load(starters.library()["strike"])
    Membership.objects.create(negotiation=other, user=newsroom.ada, role="owner")
    assert ada.post(f"/{other.slug}/set-up/suggestions/dismissals/{dismissed.pk}/undoing/").status_code == 404
