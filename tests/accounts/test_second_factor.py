"""Setting up a second factor, and a negotiation that asks for one."""

from __future__ import annotations

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from accounts import factors
from negotiations.models import Membership
from tests.accounts.conftest import PASSWORD, is_in, kinds, log_in, next_code


def test_it_is_set_up_with_a_picture_a_first_code_and_codes_for_the_drawer(client, bo):
    log_in(client, bo)
    assert client.post("/account/second-factor/", {"password": "wrong"}).status_code == 422
    assert client.get("/account/second-factor/confirmation/").url == "/account/second-factor/"
    client.post("/account/second-factor/", {"password": PASSWORD})
    page = client.get("/account/second-factor/confirmation/").content.decode()
    device = factors.pending_app_of(bo)
    assert "<svg" in page
    assert not re.search(r"<svg[^>]*(style|on\w+)=", page)
    assert factors.app_of(bo) is None, "nothing holds before the first code"
    assert client.post("/account/second-factor/confirmation/", {"code": "12345"}).status_code == 422
    page = client.post("/account/second-factor/confirmation/", {"code": next_code(device)}).content.decode()
    codes = re.findall(r"<li>(\w{4}-\w{4}-\w{4})</li>", page)
    assert len(codes) == len(set(codes)) == 10
    assert codes[0] not in client.get("/account/second-factor/").content.decode(), "they are shown once"
    assert "factor-set-up" in kinds()


def test_codes_and_removal_ask_for_the_password(client, bo, app):
    client.force_login(bo)
    for what in ("codes", "removal"):
        assert client.post(f"/account/second-factor/{what}/", {"password": "wrong"}).status_code == 422
    assert factors.app_of(bo)
    assert "<li>" in client.post("/account/second-factor/codes/", {"password": PASSWORD}).content.decode()
    client.post("/account/second-factor/removal/", {"password": PASSWORD})
    assert factors.app_of(bo) is None
    assert factors.codes_left(bo) == 0


@pytest.fixture
def strict(newsroom):
    """A private negotiation that asks for a second factor."""
    newsroom.negotiation.is_public, newsroom.negotiation.asks_second_factor = False, True
    newsroom.negotiation.save()
    return newsroom


def test_a_negotiation_that_asks_for_it_is_closed_to_a_member_without(strict, client, bo, app):
    client.force_login(bo)
    answer = client.get(strict.url("matrix"))
    assert answer.status_code == 403
    assert "asks its members for a second factor" in answer.content.decode()
    assert "Harbour strike” asks its members" in client.get("/").content.decode()
    assert client.post(strict.url("upload"), {"text": "x"}).status_code == 403
    log_in(client := Client(), bo)
    client.post("/log-in/code/", {"code": next_code(app)})
    assert client.get(strict.url("matrix")).status_code == 200
    assert client.get(strict.url("upload")).status_code == 200


def test_a_stranger_is_not_told_that_there_is_such_a_negotiation(strict, client):
    client.force_login(strict.cy)
    assert client.get(strict.url("matrix")).status_code == 404


def test_in_a_public_one_the_member_is_a_reader_until_then(strict, client):
    strict.negotiation.is_public = True
    strict.negotiation.save()
    proposal = strict.proposal()
    client.force_login(strict.ada)
    assert "you see it as anybody does" in client.get(strict.url("matrix")).content.decode()
    answer = client.get(strict.url("inbox"))
    assert (answer.status_code, "second factor" in answer.content.decode()) == (403, True)
    assert client.post(f"/proposals/{proposal.pk}/approval/").status_code == 403


def test_an_owner_asks_for_it_only_with_one_of_their_own(newsroom, client, bo, app):
    Membership.objects.filter(user=bo).update(role="owner")
    fields = {"name": "Harbour strike", "is_public": "on", "asks_second_factor": "on"}
    client.force_login(bo)
    answer = client.post(newsroom.url("about"), fields)
    assert "on your account page" in answer.content.decode()
    log_in(client, bo)
    client.post("/log-in/code/", {"code": next_code(app)})
    client.post(newsroom.url("about"), fields)
    newsroom.negotiation.refresh_from_db()
    assert newsroom.negotiation.asks_second_factor
    assert "members need a second factor: yes" in client.get(newsroom.url("events")).content.decode()


def test_the_admin_asks_staff_for_it_where_the_site_does(settings, client, db):
    olga = User.objects.create_superuser("olga", password=PASSWORD)
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(olga)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/account/second-factor/"
    device = factors.begin(user=olga)
    factors.confirm(device=device, code=next_code(device))
    log_in(client := Client(), olga)
    client.post("/log-in/code/", {"code": next_code(device)})
    assert client.get("/admin/").status_code == 200
    client.post("/admin/auth/group/add/", {"name": "Desk"})
    assert "added group Desk" in client.get("/account/log/?kind=administered").content.decode()


def test_a_lost_password_and_a_lost_phone_are_mended_by_a_link(client, bo, app):
    out = io.StringIO()
    call_command("recovery_link", "bo", without_second_factor=True, stdout=out)
    link, new = out.getvalue().strip(), "some other quiet words"
    assert client.post(link, {"new_password1": "short", "new_password2": "short"}).status_code == 422
    assert client.post(link, {"new_password1": new, "new_password2": new}).url == "/log-in/"
    assert client.post(link, {"new_password1": new, "new_password2": new}).status_code == 404, "it holds once"
    log_in(client, bo, new)
    assert is_in(client)
