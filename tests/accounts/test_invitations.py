"""Links that let people in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from negotiations import invitations
from negotiations.models import Invitation, Membership
from tests.accounts.conftest import kinds

NEW = {"username": "eve", "password1": "several plain unusual words", "password2": "several plain unusual words"}


@pytest.fixture
def olga(newsroom):
    user = User.objects.create_user("olga")
    Membership.objects.create(negotiation=newsroom.negotiation, user=user, role="owner")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def link(newsroom, olga) -> str:
    page = olga.post(newsroom.url("inviting"), {"whom": "Eve", "role": "analyst"}).content.decode()
    return re.search(r'value="http://testserver(/invitations/[^"]+)"', page)[1]


def test_a_link_is_shown_once_and_only_its_hash_is_kept(newsroom, olga, link):
    page = olga.get(newsroom.url("set-up")).content.decode()
    assert "not used yet" in page
    assert link not in page
    assert link.split("/")[2] not in str(Invitation.objects.values().get())


def test_whoever_has_no_account_makes_one_and_is_a_member(newsroom, link, client):
    assert "invited as analyst" in client.get(link).content.decode()
    assert client.post(link, NEW | {"password1": "short", "password2": "short"}).status_code == 422
    assert not User.objects.filter(username="eve").exists()
    answer = client.post(link, NEW, follow=True)
    assert "Welcome: you are analyst" in answer.content.decode()
    assert newsroom.negotiation.memberships.get(user__username="eve").role == "analyst"
    assert set(kinds()) == {"invited", "account-made", "logged-in", "invitation-used"}


def test_a_link_holds_once_for_a_week_and_until_it_is_withdrawn(newsroom, olga, link, client):
    found = Invitation.objects.get()
    client.force_login(newsroom.cy)
    assert invitations.open_one(link.split("/")[2], at=timezone.now() + timedelta(days=8)) is None
    olga.post(newsroom.url("invitation-withdrawal", found.pk))
    assert client.post(link).status_code == 404
    Invitation.objects.update(withdrawn_at=None)
    assert client.post(link).status_code == 302
    other = Client()
    assert other.post(link, NEW).status_code == 404
    assert not User.objects.filter(username="eve").exists()


def test_looking_at_a_link_joins_nobody(newsroom, link, client):
    client.force_login(newsroom.cy)
    assert "Join as cy" in client.get(link).content.decode()
    assert not newsroom.negotiation.memberships.filter(user=newsroom.cy).exists()


def test_a_member_keeps_the_role_and_the_link_stays(newsroom, link, client):
    client.force_login(newsroom.ada)
    assert "a member already, as editor" in client.post(link, follow=True).content.decode()
    assert Invitation.objects.get().used_at is None


def test_nobody_takes_a_name_that_differs_in_case_alone(newsroom, link, client):
    assert "Somebody has this name" in client.post(link, NEW | {"username": "ADA"}).content.decode()
