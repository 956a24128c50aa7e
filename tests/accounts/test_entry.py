"""Getting in: the password, the code, throttling, and sessions."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts import audit, clients, factors, sessions
from accounts.models import Event, Session
from tests.accounts.conftest import PASSWORD, is_in, kinds, log_in, next_code

COOKIE = settings.SESSION_COOKIE_NAME


def test_name_and_password_let_in_and_the_log_says_so(client, bo):
    answer = log_in(client, bo, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0", REMOTE_ADDR="192.0.2.7")
    assert answer.url == "/"
    page = client.get("/account/").content.decode()
    assert "Firefox on Linux, 192.0.2.7" in page
    assert kinds() == ["logged-in"]


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"]
)
def test_nobody_is_led_elsewhere(client, bo, elsewhere):
    fields = {"username": "bo", "password": PASSWORD, "next": elsewhere}
    assert client.post("/log-in/", fields).url == "/"


def test_the_session_key_changes_when_somebody_gets_in(client, bo):
    client.get("/log-in/")
    session = client.session
    session["harmless"] = 1
    session.save()
    client.cookies[COOKIE] = before = session.session_key
    log_in(client, bo)
    assert client.cookies[COOKIE].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_with_a_second_factor_the_password_alone_opens_nothing(client, bo, app):
    assert log_in(client, bo).url == "/log-in/code/"
    assert not is_in(client)
    answer = client.post("/log-in/code/", {"code": "000000"})
    assert "not right" in answer.content.decode()
    code = next_code(app)
    assert client.post("/log-in/code/", {"code": f"{code[:3]} {code[3:]}"}).url == "/"
    assert is_in(client)
    assert Event.objects.filter(kind="logged-in").get().about == "with second factor"


def test_a_code_is_good_once(client, bo, app):
    code = next_code(app)
    log_in(client, bo)
    client.post("/log-in/code/", {"code": code})
    other = Client()
    log_in(other, bo)
    assert "used before" in other.post("/log-in/code/", {"code": code}).content.decode()
    assert not is_in(other)


def test_a_backup_code_does_instead_once(bo, app):
    (code, *_) = factors.make_codes(user=bo)
    for client, gets_in in ((Client(), True), (Client(), False)):
        log_in(client, bo)
        client.post("/log-in/code/", {"code": code.upper()})
        assert is_in(client) is gets_in
    assert factors.codes_left(bo) == 9
    assert "code-used" in kinds()
    assert not bo.backup_codes.filter(digest__contains=code[:4])


def test_wrong_codes_are_slowed_down(client, bo, app):
    log_in(client, bo)
    client.post("/log-in/code/", {"code": "000000"})
    answer = client.post("/log-in/code/", {"code": "000001"})
    assert "Too many wrong codes" in answer.content.decode()


def test_without_a_password_there_is_no_second_step(client, bo, app):
    assert client.post("/log-in/code/", {"code": next_code(app)}).url == "/log-in/"
    assert not is_in(client)


def test_five_wrong_passwords_close_the_door_for_a_while(client, bo):
    statuses = [log_in(client, bo, "wrong").status_code for _ in range(5)]
    assert statuses == [422] * 4 + [429]
    answer = log_in(client, bo)
    assert answer.status_code == 429
    assert "Try again in 15 minutes" in answer.content.decode()
    assert int(answer["Retry-After"]) == 900
    assert log_in(Client(REMOTE_ADDR="192.0.2.9"), bo).status_code == 302, "others cannot lock the owner out"
    assert "locked-out" in kinds()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "6.6.6.6, 192.0.2.1, 10.1.1.1", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_say(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": forwarded})
    assert clients.address_of(request) == address


def test_a_made_up_address_does_not_open_the_door_again(client, bo):
    for n in range(6):
        answer = log_in(client, bo, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    assert answer.status_code == 429


def test_one_session_is_ended_and_no_one_elses(client, bo, newsroom):
    other, stranger = Client(), Client()
    for each in (client, other):
        log_in(each, bo)
    stranger.force_login(newsroom.cy)
    handle = sessions.handle_of(other.cookies[COOKIE].value)
    stranger.post(f"/account/sessions/{handle}/ending/")
    assert is_in(other)
    assert handle in client.get("/account/").content.decode()
    client.post(f"/account/sessions/{handle}/ending/")
    assert (is_in(client), is_in(other)) == (True, False)


def test_log_out_everywhere_means_here_too(client, bo):
    other = Client()
    for each in (client, other):
        log_in(each, bo)
    client.post("/account/sessions/ending/")
    assert (is_in(client), is_in(other)) == (False, False)


def test_a_changed_password_ends_the_other_sessions_and_keeps_to_the_rules(client, bo):
    other = Client()
    for each in (client, other):
        log_in(each, bo)
    for bad in ("short", "password1234", "bo-editor-StickingPoints"):
        fields = {"old_password": PASSWORD, "new_password1": bad, "new_password2": bad}
        assert client.post("/account/password/", fields).status_code == 422, bad
    before, new = client.cookies[COOKIE].value, "another four plain words"
    fields = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    assert client.post("/account/password/", fields).status_code == 422
    client.post("/account/password/", fields | {"old_password": PASSWORD})
    assert client.cookies[COOKIE].value != before
    assert (is_in(client), is_in(other)) == (True, False)
    assert log_in(Client(), bo, new).status_code == 302


def test_whoever_runs_the_site_ends_sessions(client, bo):
    log_in(client, bo)
    call_command("end_sessions", "BO", stdout=io.StringIO())
    assert not is_in(client)
    assert kinds()[-1] == "sessions-ended"


def test_logging_out_ends_the_session_and_clears_the_browser(client, bo):
    log_in(client, bo)
    key = client.cookies[COOKIE].value
    answer = client.post("/log-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=key).exists()


def test_a_deactivated_account_is_out_at_once(client, bo):
    log_in(client, bo)
    type(bo).objects.filter(pk=bo.pk).update(is_active=False)
    assert not is_in(client)


def test_a_session_ends_after_its_days_however_much_it_is_used(client, bo):
    log_in(client, bo)
    session = client.session
    session["begun"] |= {"at": int((timezone.now() - timedelta(days=settings.SESSION_DAYS, minutes=1)).timestamp())}
    session.save()
    assert not is_in(client)


def test_an_idle_session_ends_and_a_used_one_does_not(client, bo):
    log_in(client, bo)
    row = Session.objects.get(user=bo)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    session = client.session
    session["seen"] -= 2 * sessions.FRESH
    session.save()
    assert is_in(client)
    assert Session.objects.get(user=bo).expire_date >= row.expire_date
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert not is_in(client)


def test_the_log_can_only_grow(bo):
    event = audit.note(kind="logged-in", at=timezone.now(), by=bo)
    for change in (lambda: Event.objects.filter(pk=event.pk).update(who="eve"), lambda: event.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    pk = bo.pk
    bo.memberships.all().delete()
    bo.delete()
    assert Event.objects.get(pk=event.pk).who == "bo", "it outlasts whom it tells of"
    assert Event.objects.get(pk=event.pk).user_id == pk
