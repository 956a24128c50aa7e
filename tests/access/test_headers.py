"""What every answer tells the browser, on all pages; and cookies on a public address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.table import ROWS, Row, address
from tests.deployment.test_production import PUBLIC

ROOT = Path(__file__).parents[2]
INLINE = re.compile(
    r"<script(?![^>]*(\ssrc=|type=.application/json))|<style|\sstyle=|<[^>]*\son\w+=|javascript:", re.IGNORECASE
)
PAGES = [name for name, line in ROWS.items() if "GET" in Row.of(line).methods]


def faults(name: str, answer, *, logged_in: bool) -> list[str]:
    """What is wrong with an answer."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    ancestors = "*" if name == "embedded" else "'none'"
    wanted = {
        "nosniff": answer["X-Content-Type-Options"] == "nosniff",
        "referrer": answer["Referrer-Policy"] == "same-origin",
        "permissions": "camera=()" in answer["Permissions-Policy"],
        "opener": answer["Cross-Origin-Opener-Policy"] == "same-origin",
        "resource": answer["Cross-Origin-Resource-Policy"] == "same-origin",
        "nothing by default": policy["default-src"] == "'none'",
        "our scripts alone": policy["script-src"] == "'self'",
        "our styles alone": policy["style-src"] == "'self'",
        "no plug-ins": policy["object-src"] == "'none'",
        "no base": policy["base-uri"] == "'none'",
        "our forms alone": policy["form-action"] == "'self'",
        "framed by nobody": policy["frame-ancestors"] == ancestors,
        "framed by nobody, in old words": (answer.get("X-Frame-Options") == "DENY") == (name != "embedded"),
        "not kept": not logged_in or name == "embedded" or "no-store" in answer.get("Cache-Control", ""),
    }
    if answer["Content-Type"].startswith("text/html"):
        text = re.sub(r'value="&lt;iframe[^"]*"', "", answer.content.decode())
        wanted[f"nothing inline: {INLINE.findall(text)}"] = not INLINE.search(text)
        typed = not logged_in and name != "embedded" and "/htmx" not in text
        wanted["trusted types"] = ("require-trusted-types-for" in policy) == typed
    return [f"{name}: {what}" for what, holds in wanted.items() if not holds]


@pytest.mark.parametrize("person", ["nobody", "owner"])
def test_every_page_says_what_a_browser_may_do(newsroom, client, people, places, person, settings):
    found = []
    if person in people:
        client.cookies[settings.SESSION_COOKIE_NAME] = people[person]
    for name in PAGES:
        answer = client.get(address(name, Row.of(ROWS[name]), newsroom, places))
        if answer.status_code != 302:
            found += faults(name, answer, logged_in=person != "nobody")
    assert not found, found


def test_a_page_that_says_no_says_it_too(client, db):
    assert not faults("refusal", client.get("/nothing/here/"), logged_in=False)


def test_the_frame_for_other_sites_neither_reads_nor_sets_a_cookie(newsroom):
    client = Client()
    client.force_login(newsroom.ada)
    answer = client.get(reverse("embedded", args=[newsroom.negotiation.slug, "pay"]))
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_a_request_that_is_too_large_is_refused_unread(client, settings):
    settings.REQUEST_LIMIT = 1000
    answer = client.post("/log-in/", {"username": "x" * 2000})
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


def test_whoever_asks_too_often_is_asked_to_wait(client, db):
    answers = [client.post("/account/recovery/AA/x/").status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    assert client.post("/account/recovery/AA/x/", REMOTE_ADDR="192.0.2.77").status_code == 404, "each on their own"
    answer = client.post("/account/recovery/AA/x/")
    assert 0 < int(answer["Retry-After"]) <= 301


def test_without_the_cache_nobody_is_refused(client, db, settings):
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert client.post("/account/recovery/AA/x/").status_code == 404


PROBE = """
import django
django.setup()
from django.test import Client
answer = Client().get("/log-in/", secure=True, HTTP_HOST="talks.example.org")
print(answer.cookies.output())
print(answer["Strict-Transport-Security"])
print(answer["Content-Security-Policy"])
print(Client().get("/log-in/", HTTP_HOST="talks.example.org")["Location"])
print(Client().get("/log-in/", secure=True, HTTP_HOST="evil.example.org").status_code)
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
"""


def test_on_a_public_address_cookies_and_headers_hold_to_tls():
    environment = {**os.environ, **PUBLIC, "DJANGO_SETTINGS_MODULE": "config.settings"}
    probe = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, env=environment, capture_output=True, text=True)
    cookie, hsts, policy, there, refused, session = probe.stdout.strip().split("\n")
    assert re.match(r"Set-Cookie: __Host-csrf=", cookie)
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert hsts == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in policy
    assert there == "https://talks.example.org/log-in/"
    assert refused == "400"
    assert session == "__Host-session True True"
