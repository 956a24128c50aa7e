"""Empty pages say what to do next, to each what they may do."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiations.models import Issue, Membership, Negotiation, Party

READING = ("", "changes/", "shifts/?show=all", "contradictions/", "articles/")
ROLES = ("owner", "editor", "contributor", "analyst")


@pytest.fixture
def talks(db, quick_passwords):
    """Talks of which there is nothing but the name, and members of every role."""
    negotiation = Negotiation.objects.create(slug="talks", name="Talks")
    for role in ROLES:
        Membership.objects.create(negotiation=negotiation, user=User.objects.create_user(role), role=role)
    return negotiation


def notice(talks, who, path):
    client = Client()
    if who:
        client.force_login(User.objects.get(username=who))
    answer = client.get(f"/{talks.slug}/{path}")
    assert answer.status_code == 200
    html = answer.content.decode()
    return re.search(r'<p class="notice">(.*?)</p>', html, re.DOTALL)[1]


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize(
    ("who", "leads_to", "says"),
    [
        ("owner", "/talks/set-up/", "Enter the parties and sticking points"),
        ("editor", None, "Its owner has not entered the sticking points yet"),
        ("contributor", None, "Its owner has not entered the sticking points yet"),
        ("analyst", "/", "the other negotiations"),
        (None, "/", "the other negotiations"),
    ],
)
def test_before_it_is_set_up(talks, who, leads_to, says, path):
    said = notice(talks, who, path)
    assert says in said
    assert leads_to is None or f'href="{leads_to}"' in said


@pytest.mark.parametrize("path", [*READING, "issues/pay/"])
@pytest.mark.parametrize(
    ("who", "leads_to"),
    [
        ("owner", "/talks/articles/new/"),
        ("editor", "/talks/articles/new/"),
        ("contributor", "/talks/articles/new/"),
        ("analyst", "/"),
        (None, "/log-in/"),
    ],
)
def test_before_the_first_article(talks, who, leads_to, path):
    Party.objects.create(negotiation=talks, key="union", name="Union")
    Issue.objects.create(negotiation=talks, key="pay", name="Pay")
    said = notice(talks, who, path)
    if path == "articles/" and who in ("owner", "editor", "contributor"):
        assert "The button above" in said
    else:
        assert f'href="{leads_to}' in said


def test_what_waits_comes_before_another_upload(newsroom, ada):
    newsroom.proposal()
    html = ada.get(newsroom.url("matrix")).content.decode()
    assert "Decide what waits in the inbox" in html
    assert "Decide what waits" not in Client().get(newsroom.url("matrix")).content.decode()


def test_an_empty_day_leads_back_to_now(newsroom, ada):
    newsroom.proposal()
    for page in (newsroom.url("matrix"), newsroom.url("issue", "pay")):
        html = ada.get(f"{page}?as_of=2020-01-01").content.decode()
        assert "for this day" in html
        assert "Back to now" in html
