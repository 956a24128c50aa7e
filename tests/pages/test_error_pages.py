"""Error pages: in plain words, styled like the others, with the way out; within a page they are a sentence."""

import re

import pytest
from django.test import Client

from negotiations import views


def broken(*arguments, **options):
    raise RuntimeError("for the test")


def answer_of(newsroom, who, kind, monkeypatch, **headers):
    client = Client(enforce_csrf_checks=kind == "csrf", raise_request_exception=False)
    if who:
        client.force_login(who)
    if kind == 400:
        return client.get("/", HTTP_HOST="elsewhere.example", **headers)
    if kind == 403:
        return client.get(newsroom.url("upload"), **headers)
    if kind == "csrf":
        return client.post(newsroom.url("visit"), **headers)
    if kind == 500:
        monkeypatch.setattr(views.choices, "of_matrix", broken)
        return client.get(newsroom.url("matrix"), **headers)
    return client.get("/no-such-thing/", **headers)


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        (400, 400, "That could not be understood"),
        (403, 403, "Only contributors and editors of this negotiation bring articles: ask its owner."),
        ("csrf", 403, "load the page anew and send it again"),
        (404, 404, "your account cannot see: its owner can let you in"),
        (500, 500, "Nothing that you stored before is lost."),
    ],
)
def test_an_error_says_what_happened_and_where_to_go(newsroom, monkeypatch, kind, status, sentence):
    answer = answer_of(newsroom, newsroom.dee, kind, monkeypatch)
    html = answer.content.decode()
    assert answer.status_code == status
    assert sentence in html
    assert re.search(r'<a [^>]*href="/"', html)
    assert re.search(r'<link rel="stylesheet" href="[^"]*css/base[^"]*"', html)
    assert "Traceback" not in html


def test_a_stranger_is_offered_to_log_in_and_to_come_back(newsroom, monkeypatch):
    html = answer_of(newsroom, None, 404, monkeypatch).content.decode()
    assert 'href="/log-in/?next=/no-such-thing/"' in html


@pytest.mark.parametrize("kind", [403, 404, "csrf"])
def test_within_a_page_a_refusal_is_no_page(newsroom, monkeypatch, kind):
    html = answer_of(newsroom, newsroom.dee, kind, monkeypatch, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in html
    assert 'role="alert"' in html


def test_a_broken_page_needs_neither_session_nor_database_to_say_so(newsroom, monkeypatch, django_assert_num_queries):
    html = answer_of(newsroom, newsroom.dee, 500, monkeypatch).content.decode()
    assert newsroom.dee.username not in html
    with django_assert_num_queries(0):
        Client().get("/", HTTP_HOST="elsewhere.example")
