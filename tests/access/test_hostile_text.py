"""Text from outside does no harm on any way out: every text field holds markup, and every page is read."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.urls import reverse

from negotiations.models import Membership
from tests.access.table import ADDRESSES, ROWS, Row, address

EVIL = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7 }}"
APPS = ("accounts", "articles", "negotiations")
KEPT = {"slug", "key", "digest", "session_key", "session_data", "text_hash", "extractor", "version"}  # made by us alone


def poison() -> int:
    """Writes markup into every text field that somebody outside fills; how many fields that were."""
    fields = 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
            for field in model._meta.concrete_fields:
                if field.name not in KEPT and not field.choices and (value := evil(field)) is not None:
                    fields += 1
                    for row in model._base_manager.all():
                        mine = own(value, row, field)
                        model._base_manager.filter(pk=row.pk).update(**{field.name: mine})
    return fields


def evil(field: models.Field) -> str | list[str] | None:
    """Markup that fits into a field; None for one that holds no text."""
    if isinstance(field, ArrayField):
        return [EVIL[: field.base_field.max_length]]
    if isinstance(field, models.URLField):
        return f"https://example.org/{EVIL}"
    if type(field) in (models.CharField, models.TextField):
        return EVIL[: field.max_length]
    return None


def own(value: str | list[str], row: models.Model, field: models.Field) -> str | list[str]:
    """The value for one row: an article keeps its length, names that must differ do."""
    if field.name == "text" and row._meta.model_name == "article":
        return (EVIL * (len(row.text) // len(EVIL) + 1))[: len(row.text)]
    unique = any(field.name in getattr(c, "fields", ()) for c in row._meta.constraints)
    return f"{row.pk}{value}"[: field.max_length] if unique else value


@pytest.fixture
def poisoned(newsroom, client, people, places, settings):
    """The newsroom after somebody has tried."""
    olga = newsroom.negotiation.memberships.get(role=Membership.Role.OWNER).user
    olga.is_staff = olga.is_superuser = True
    olga.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = people["owner"]
    addresses = {name: address(name, Row.of(line), newsroom, places) for name, line in ROWS.items()}
    assert poison() >= 25
    newsroom.proposal(newsroom.negotiation.articles.first(), stance="concede", speaker=EVIL, start=0, end=60)
    return {name: url for name, url in addresses.items() if "GET" in Row.of(ROWS[name]).methods}


def harm(text: str) -> str | None:
    """A trace of markup that came through."""
    found = re.search(
        r".{0,60}(<img src=x|<script>alert|<script(?![^>]*(\ssrc=|type=.application/json))).{0,30}", text, flags=re.S
    )
    return found and found[0]


def test_no_page_lets_markup_through(poisoned, client):
    seen = 0
    for name, url in poisoned.items():
        answer = client.get(url, follow=name != "recovery")
        kind = answer["Content-Type"].split(";")[0]
        assert answer["X-Content-Type-Options"] == "nosniff"
        if kind in ("text/html", "image/svg+xml"):
            seen += "onerror" in answer.content.decode()
            assert not harm(answer.content.decode()), name
            if kind == "image/svg+xml":
                assert answer["Content-Disposition"].startswith("attachment")
        elif kind == "application/json" and name != "healthz":
            assert answer["Content-Disposition"].startswith("attachment")
            assert EVIL in json.loads(answer.content)["name"]
    assert seen > 15, "the markup is on the pages, as text"


def test_no_fragment_lets_markup_through(poisoned, client):
    for name, url in poisoned.items():
        answer = client.get(url, HTTP_HX_REQUEST="true")
        if answer["Content-Type"].startswith("text/html"):
            assert not harm(answer.content.decode()), name


def test_the_admin_lets_none_through(poisoned, client):
    for name in (
        n for n in ADDRESSES if n.startswith(tuple(f"admin:{app}" for app in APPS)) and n.endswith("_changelist")
    ):
        assert not harm(client.get(reverse(name)).content.decode()), name


def test_a_refusal_does_not_give_back_what_was_sent(client, db):
    for url in (f"/{EVIL}/", f"/log-in/?next={EVIL}", f"/?{EVIL}={EVIL}"):
        assert not harm(client.get(url).content.decode())
    assert not harm(client.post("/log-in/", {"username": EVIL, "password": EVIL, "next": EVIL}).content.decode())
