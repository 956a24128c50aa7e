"""What the pages show, and to whom."""

import re

import pytest
from django.test import Client

from articles import reviews
from articles.models import Article, Decision, Proposal
from negotiations.models import Position
from tests.conftest import NOON, TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_anybody_reads_a_public_negotiation(newsroom, client):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    assert "Harbour strike" in client.get("/").content.decode()
    matrix = client.get(newsroom.url("matrix")).content.decode()
    assert "Full rise" in matrix
    assert "since 4 March 2024" in matrix
    issue = client.get(newsroom.url("issue", "pay")).content.decode()
    assert "The Dockers&#x27; Union demands a full pay rise" in issue
    assert "Approve" not in issue


def test_a_stranger_finds_nothing_of_a_private_one(newsroom, client):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    article = newsroom.article()
    for visitor in (client, as_(newsroom.cy)):
        assert "Harbour strike" not in visitor.get("/").content.decode()
        for url in (
            newsroom.url("matrix"), newsroom.url("issue", "pay"), newsroom.url("chart", "pay", "svg"), newsroom.url("figures-chart", "pay", "png"),
            newsroom.url("matrix-picture", "svg"), f"/embed{newsroom.url('issue', 'pay')}",
            newsroom.url("articles"), newsroom.url("article", article.pk), newsroom.url("progress", article.pk),
        ):  # fmt: skip
            assert visitor.get(url).status_code == 404
    assert as_(newsroom.dee).get(newsroom.url("matrix")).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("dee", 403), ("cy", 403)])
def test_only_editors_open_the_inbox(newsroom, who, status):
    assert as_(getattr(newsroom, who)).get(newsroom.url("inbox")).status_code == status


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 200), ("dee", 403), ("cy", 403)])
def test_only_contributors_and_editors_upload(newsroom, who, status):
    assert as_(getattr(newsroom, who)).get(newsroom.url("upload")).status_code == status


@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_nobody_else_decides(newsroom, who):
    proposal = newsroom.proposal()
    decision = reviews.reject(proposal=newsroom.proposal(stance="offer", article=proposal.article), reason="other", editor=newsroom.ada, at=NOON)  # fmt: skip
    position = reviews.approve(proposal=newsroom.proposal(stance="accept", article=proposal.article), editor=newsroom.ada, at=NOON)  # fmt: skip
    client = as_(getattr(newsroom, who))
    for url in (
        f"/proposals/{proposal.pk}/approval/", f"/proposals/{proposal.pk}/rejection/",
        f"/decisions/{decision.pk}/undoing/", f"/positions/{position.pk}/withdrawal/",
        f"/positions/{position.pk}/correction/",
    ):  # fmt: skip
        assert client.post(url).status_code == 403
    assert proposal in Proposal.objects.pending()
    assert decision.undone_at is None


def test_no_get_changes_anything(newsroom, ada):
    proposal = newsroom.proposal()
    article = proposal.article
    for url in (f"/proposals/{proposal.pk}/approval/", f"/proposals/{proposal.pk}/rejection/", newsroom.url("reading", article.pk), newsroom.url("draft")):  # fmt: skip
        assert ada.get(url).status_code == 405
    assert article.runs.count() == 1


def test_approval_answers_with_the_card_the_chart_and_the_count(newsroom, ada):
    proposal = newsroom.proposal()
    page = ada.get(newsroom.url("issue", "pay")).content.decode()
    assert "mark--pending" in page
    answer = ada.post(f"/proposals/{proposal.pk}/approval/", {"page": "issue"}, **HTMX)
    html = answer.content.decode()
    position = Position.objects.get()
    assert f'id="position-{position.pk}"' in html
    assert 'id="chart" class="chart" hx-swap-oob="outerHTML"' in html
    assert "mark--pending" not in html
    assert re.search(r'id="inbox-count" hx-swap-oob="outerHTML">0<', html)


def test_a_changed_card_is_approved_as_amended(newsroom, ada):
    proposal = newsroom.proposal()
    ada.post(f"/proposals/{proposal.pk}/approval/", {"page": "issue", "stance": "offer", "side": "some", "said_on": "2024-03-05"}, **HTMX)  # fmt: skip
    position = Position.objects.get()
    assert (position.stance, position.side.key, position.said_on.isoformat()) == ("offer", "some", "2024-03-05")
    assert Decision.objects.get().verdict == "amended"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"said_on": "2024-03-07"}, "after the report"),
        ({"said_on": "yesterday"}, "Enter a valid date"),
        ({"side": "all"}, "another sticking point"),
        ({"issue": "cranes"}, "another sticking point"),
        ({"stance": "shout"}, "not one of the available choices"),
        ({"attribution": "party:union"}, "own account of itself"),
    ],
)
def test_a_wrong_amendment_is_told_and_changes_nothing(newsroom, ada, change, sentence):
    proposal = newsroom.proposal()
    answer = ada.post(f"/proposals/{proposal.pk}/approval/", {"page": "inbox"} | change, **HTMX)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Decision.objects.exists()


def test_rejection_and_undo_answer_with_the_card(newsroom, ada):
    proposal = newsroom.proposal()
    html = ada.post(f"/proposals/{proposal.pk}/rejection/", {"page": "inbox", "reason": "wrong-issue"}, **HTMX).content.decode()  # fmt: skip
    assert "Rejected by ada: wrong sticking point" in html
    html = ada.post(f"/decisions/{Decision.objects.get().pk}/undoing/", {"page": "inbox"}, **HTMX).content.decode()
    assert f'id="proposal-{proposal.pk}"' in html
    assert "Approve" in html


def test_the_second_editor_sees_who_was_faster(newsroom, ada):
    proposal = newsroom.proposal()
    as_(newsroom.ben).post(f"/proposals/{proposal.pk}/approval/", {"page": "issue"}, **HTMX)
    answer = ada.post(f"/proposals/{proposal.pk}/rejection/", {"page": "issue", "reason": "other"}, **HTMX)
    assert answer.status_code == 409
    assert "ben was faster: approved" in answer.content.decode()


def test_without_javascript_the_same_forms_lead_back_to_their_page(newsroom, ada):
    proposal = newsroom.proposal()
    answer = ada.post(f"/proposals/{proposal.pk}/approval/", {"page": "issue"}, follow=True)
    assert answer.redirect_chain == [(newsroom.url("issue", "pay"), 302)]
    assert re.search(r"Approved by <a[^>]*>ada</a>", answer.content.decode())
    assert "All fields" not in answer.content.decode()
    other = newsroom.proposal(article=proposal.article, stance="offer")
    answer = ada.post(f"/proposals/{other.pk}/approval/", {"page": "inbox", "said_on": "2030-01-01"})
    assert answer.status_code == 422
    assert "after the report" in answer.content.decode()


def test_a_position_is_corrected_and_withdrawn_with_its_past_kept(newsroom, ada):
    position = reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    url = f"/positions/{position.pk}/correction/"
    assert "Withdraw" in ada.get(url).content.decode()
    ada.post(url, {"side": "some"})
    corrected = Position.objects.in_force().get()
    assert (corrected.side.key, corrected.replaces) == ("some", position)
    ada.post(f"/positions/{corrected.pk}/withdrawal/", {"because": "misread"})
    assert not Position.objects.in_force().exists()
    assert Position.objects.known_on(NOON).get() == position


def test_both_clocks_stand_in_the_address(newsroom, client):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    for query, shown in (
        ("?as_of=2024-03-04", True), ("?as_of=2024-03-03", False),
        ("?known_on=2024-03-06", True), ("?known_on=2024-03-05", False), ("?as_of=nonsense", True),
    ):  # fmt: skip
        html = client.get(newsroom.url("matrix") + query).content.decode()
        assert ("Full rise" in html) is shown, query
    html = client.get(newsroom.url("matrix") + "?as_of=2024-03-04").content.decode()
    assert f"{newsroom.url('issue', 'pay')}?as_of=2024-03-04" in html


def upload(newsroom, client, **fields):
    return client.post(newsroom.url("upload"), {"text": TEXT, "title": "Cranes", "published": "2024-03-06"} | fields)


def test_an_upload_is_stored_and_answers_at_once_with_its_page(newsroom, ada):
    answer = upload(newsroom, ada)
    article = Article.objects.get()
    assert answer.url == newsroom.url("article", article.pk)
    assert "Waiting" in ada.get(answer.url).content.decode()


def test_the_same_upload_leads_to_the_article_that_is_here(newsroom, ada):
    upload(newsroom, ada)
    answer = ada.post(newsroom.url("upload"), {"text": TEXT, "title": "B", "published": "2024-03-06"}, follow=True)
    assert "This text is here already" in answer.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "There is no article in this"),
        ({"published": ""}, "When was it published?"),
        ({"published": "2990-01-01"}, "still to come"),
        ({"title": ""}, "Give the article a title"),
        ({"text": "Die Gewerkschaft fordert mehr Geld, und der Betreiber lehnt das rundweg ab."}, "English"),
        ({"text": "word " * 200_001}, "longer than 1,000,000"),
    ],
)
def test_an_upload_that_cannot_be_read_is_told_why(newsroom, ada, fields, sentence):
    text = fields.get("text", TEXT.split("\n\n")[1])
    answer = upload(newsroom, ada, **(fields | {"text": text}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Article.objects.exists()


def test_title_and_day_are_filled_in_from_the_text(newsroom, ada):
    html = ada.post(
        newsroom.url("draft"), {"text": f"Talks go on\n\nHaven, 6 March 2024. {TEXT}"}, **HTMX
    ).content.decode()
    assert 'value="Talks go on"' in html
    assert 'value="2024-03-06"' in html


def test_progress_is_asked_for_less_and_less_often_and_ends(newsroom, ada):
    article = newsroom.article()
    url = newsroom.url("progress", article.pk)
    waits = [re.search(r"delay:(\d+)s", ada.get(f"{url}?looks={n}", **HTMX).content.decode())[1] for n in (0, 3, 6, 99)]
    assert waits == ["1", "3", "13", "13"]
    article.runs.update(started_at=NOON, finished_at=NOON)
    html = ada.get(url, **HTMX).content.decode()
    assert "delay:" not in html
    assert "hx-swap-oob" in html


def test_a_failed_run_can_be_tried_again(newsroom, ada):
    article = newsroom.article()
    article.runs.update(finished_at=NOON, failure="The reader stumbled.")
    assert "Try again" in ada.get(newsroom.url("article", article.pk)).content.decode()
    ada.post(newsroom.url("reading", article.pk))
    assert [run.state for run in article.runs.all()] == ["waiting", "failed"]


def test_text_from_outside_is_escaped_everywhere(newsroom, ada):
    evil = "<script>alert(1)</script>"
    article = newsroom.article(text=TEXT.replace("Haven,", f"{evil},"), title=evil, outlet=evil)
    reviews.approve(proposal=newsroom.proposal(article), editor=newsroom.ada, at=NOON)
    for url in (newsroom.url("articles"), newsroom.url("article", article.pk), newsroom.url("issue", "pay")):
        html = ada.get(url).content.decode()
        assert evil not in html
        assert "&lt;script&gt;" in html


def test_nothing_is_loaded_from_elsewhere_and_nothing_inline(newsroom, ada):
    newsroom.proposal()
    for url in (
        "/",
        newsroom.url("matrix"),
        newsroom.url("issue", "pay"),
        newsroom.url("inbox"),
        newsroom.url("upload"),
    ):
        answer = ada.get(url)
        html = re.sub(r'value="&lt;iframe[^"]*"', "", answer.content.decode())  # what others may put on their pages
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?://(?!www\.w3\.org)", html), url


@pytest.mark.parametrize("copies", [1, 12])
def test_the_number_of_queries_does_not_grow_with_what_is_shown(newsroom, ada, django_assert_max_num_queries, copies):
    article = newsroom.article()
    for n in range(copies):
        reviews.approve(proposal=newsroom.proposal(article, start=20 + n), editor=newsroom.ada, at=NOON)
        newsroom.proposal(article, start=40 + n, stance="offer")
        number = {"subject": "figure", "stance": "", "side": None, "unit": "percent", "value": n}
        reviews.approve(proposal=newsroom.proposal(article, start=20 + n, **number), editor=newsroom.ada, at=NOON)
        newsroom.proposal(article, start=40 + n, **number)
    pages = ((12, "matrix"), (12, "issue", "pay"), (12, "inbox"), (12, "articles"))
    for most, name, *arguments in pages:
        with django_assert_max_num_queries(most):
            assert ada.get(newsroom.url(name, *arguments)).status_code == 200


def test_health_names_what_is_away(db, client, monkeypatch):
    monkeypatch.setattr("config.health.app.control.ping", lambda **options: [])
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "broker": "ok", "workers": "away"})
