"""Reading articles again, through the pages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import runs
from articles.models import Proposal, Rereading


@pytest.fixture
def article(newsroom):
    article = newsroom.article()
    runs.carry_out(run=article.runs.get(), now=timezone.now)
    return article


@pytest.fixture
def rereading(newsroom, client, article) -> Rereading:
    client.force_login(newsroom.ada)
    newsroom.negotiation.issues.filter(key="cranes").update(terms=["toll road"], name="Toll road")
    newsroom.issue("cranes").points.update(label="Tolls")
    client.post(newsroom.url("rereadings"), {"article": [article.pk]})
    return Rereading.objects.get()


def carry_out(rereading):
    for run in rereading.runs.all():
        runs.carry_out(run=run, now=timezone.now)


def test_an_editor_chooses_articles_and_sees_what_would_change(newsroom, client, rereading):
    page = newsroom.url("rereading", rereading.pk)
    assert "0 of 1 article read" in client.get(page).content.decode()
    carry_out(rereading)
    text = client.get(page).content.decode()
    assert "<b>would go:</b> Portline demand on Toll road" in text
    assert Proposal.objects.filter(issue__key="cranes").exists(), "looking changes nothing"


@pytest.mark.parametrize(("act", "kept"), [("rereading-acceptance", False), ("rereading-dropping", True)])
def test_it_is_accepted_or_dropped(newsroom, client, rereading, act, kept):
    carry_out(rereading)
    client.post(newsroom.url(act, rereading.pk))
    assert Proposal.objects.filter(issue__key="cranes", stance="demand").exists() is kept
    text = client.post(newsroom.url(act, rereading.pk), follow=True).content.decode()
    assert "was accepted or dropped already" in text


def test_it_is_not_accepted_before_all_is_read(newsroom, client, rereading):
    text = client.post(newsroom.url("rereading-acceptance", rereading.pk), follow=True).content.decode()
    assert "still being read" in text
    assert Rereading.objects.get().settled_at is None


def test_without_a_choice_nothing_is_read(newsroom, client, article):
    client.force_login(newsroom.ada)
    assert "mark at least one" in client.post(newsroom.url("rereadings"), {"article": ["x"]}).content.decode()
    assert not Rereading.objects.exists()


@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_only_editors_have_articles_read_again(newsroom, client, who, rereading):
    client.force_login(getattr(newsroom, who))
    for name, arguments in [("rereadings", []), ("rereading", [rereading.pk])]:
        assert client.get(newsroom.url(name, *arguments)).status_code == 403
    for name in ("rereading-acceptance", "rereading-dropping"):
        assert client.post(newsroom.url(name, rereading.pk)).status_code == 403
        assert client.get(newsroom.url(name, rereading.pk)).status_code == 405
