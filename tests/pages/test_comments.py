"""Comments on proposals and on what they became: for editors, with the way to the passage, taken back by who wrote."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from articles import comments, reviews
from articles.models import Comment, Proposal
from negotiations.models import Figure, Position
from tests.conftest import NOON

HTMX = {"HTTP_HX_REQUEST": "true"}
ASKED = "Whose count is it?"


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ben(newsroom) -> Client:
    return as_(newsroom.ben)


@pytest.fixture
def proposal(newsroom):
    return newsroom.proposal()


def thread(kind: str, pk: int) -> str:
    return f"/{kind}/{pk}/comments/"


def write(client: Client, kind: str, pk: int, text: str = ASKED, **extra):
    return client.post(thread(kind, pk), {"text": text}, **(HTMX | extra))


def on_record(newsroom, proposal) -> Position | Figure:
    return reviews.approve(proposal=Proposal.objects.get(pk=proposal.pk), editor=newsroom.ada, at=NOON)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def pages(newsroom, proposal) -> dict[str, str]:
    return {
        "inbox": newsroom.url("inbox"),
        "issue": newsroom.url("issue", "pay"),
        "article": newsroom.url("article", proposal.article_id),
        "desk": newsroom.url("desk", proposal.article_id),
    }


@pytest.mark.parametrize("page", ["inbox", "issue", "article", "desk"])
def test_a_card_counts_them_and_leads_to_them(newsroom, ada, ben, proposal, page):
    url = pages(newsroom, proposal)[page]
    assert "1 comment" not in words(ben.get(url))
    write(ada, "proposals", proposal.pk)
    html = ben.get(url).content.decode()
    assert "1 comment<kbd>c</kbd>" in html
    assert f'hx-get="{thread("proposals", proposal.pk)}"' in html
    assert ASKED not in html, "the thread is folded"
    assert f'<noscript><a href="{thread("proposals", proposal.pk)}">' in html


def test_another_editor_reads_who_wrote_what_and_when(ada, ben, proposal):
    write(ada, "proposals", proposal.pk)
    told = words(ben.get(thread("proposals", proposal.pk), **HTMX))
    when = Comment.objects.get().written_at
    assert f"ada {when.day} {when:%B %Y, %H:%M} the passage {ASKED}" in told
    assert "Take back" not in told


def test_a_comment_leads_to_its_passage(newsroom, ada, proposal):
    html = write(ada, "proposals", proposal.pk).content.decode()
    link = re.search(r'href="([^"]*passage=[^"]*)#at-passage"', html)[1]
    text = ada.get(link).content.decode()
    marked = re.search(r'id="at-passage".*?<mark class="shown">(.*?)</mark>', text, re.DOTALL)[1]
    quote = proposal.article.text[proposal.start : proposal.end].replace("'", "&#x27;")
    assert re.sub(r"<[^>]+>", "", marked) == quote


@pytest.mark.parametrize("passage", ["", "5", "9-2", "0-999999", "a-b", "1-2-3", "-3-4"])
def test_a_passage_that_is_none_marks_nothing(newsroom, client, proposal, passage):
    page = client.get(newsroom.url("article", proposal.article_id), {"passage": passage})
    assert page.status_code == 200
    assert 'class="shown"' not in page.content.decode()


@pytest.mark.parametrize("page", ["issue", "article"])
def test_what_was_said_of_a_proposal_goes_with_the_position(newsroom, ada, ben, proposal, page):
    write(ada, "proposals", proposal.pk)
    position = on_record(newsroom, proposal)
    assert f'hx-get="{thread("positions", position.pk)}"' in ben.get(pages(newsroom, proposal)[page]).content.decode()
    told = words(write(ben, "positions", position.pk, "The union's."))
    assert "2 comments" in told
    assert told.index(ASKED) < told.index("The union&#x27;s.")
    assert "2 comments" in words(ada.get(pages(newsroom, proposal)[page]))


def test_it_goes_with_what_replaces_the_position_and_back_to_the_proposal(newsroom, ada, proposal):
    position = on_record(newsroom, proposal)
    write(ada, "positions", position.pk)
    other = newsroom.coding(stance="offer")
    corrected = reviews.correct(position=position, content=other, editor=newsroom.ada, at=timezone.now())
    assert ASKED in words(ada.get(thread("positions", corrected.pk), **HTMX))
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=timezone.now())
    assert ASKED in words(ada.get(thread("proposals", proposal.pk), **HTMX))


def test_a_figure_has_them_too(newsroom, ada):
    figure = newsroom.proposal(subject="figure", stance="", side=None, value=9, unit="percent")
    write(ada, "proposals", figure.pk)
    entry = on_record(newsroom, figure)
    assert "1 comment" in words(ada.get(newsroom.url("issue", "pay")))
    assert ASKED in words(ada.get(thread("figures", entry.pk), **HTMX))


@pytest.mark.parametrize("kind", ["proposals", "positions"])
@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_nobody_but_editors_reads_or_writes(newsroom, ada, proposal, kind, who):
    write(ada, "proposals", proposal.pk)
    pk = on_record(newsroom, proposal).pk if kind == "positions" else proposal.pk
    client = as_(getattr(newsroom, who))
    assert client.get(thread(kind, pk), **HTMX).status_code == 403
    assert write(client, kind, pk).status_code == 403
    for page in (newsroom.url("issue", "pay"), newsroom.url("article", proposal.article_id)):
        assert "1 comment" not in words(client.get(page))
    assert Client().get(thread(kind, pk)).status_code == 302
    assert Comment.objects.count() == 1


def test_what_is_to_be_coded_blind_has_no_thread_yet(newsroom, ada):
    blind = newsroom.proposal(is_blind=True)
    assert ada.get(thread("proposals", blind.pk), **HTMX).status_code == 404


def test_comments_give_no_opinion_away_before_both_are_in(newsroom, ada, ben):
    two = newsroom.proposal(needs_two=True)
    write(ada, "proposals", two.pk, "Clearly an offer.")
    seen = words(ben.get(thread("proposals", two.pk), **HTMX))
    assert "Clearly an offer." not in seen
    assert "1 of other editors: shown once both opinions are in." in seen
    assert "Clearly an offer." in words(ada.get(thread("proposals", two.pk), **HTMX))
    for client in (ada, ben):
        client.post(f"/proposals/{two.pk}/rejection/", {"reason": "other"}, **HTMX)
    assert "Clearly an offer." in words(ben.get(thread("proposals", two.pk), **HTMX))


def test_what_is_written_is_words_and_nothing_else(ada, proposal):
    html = write(ada, "proposals", proposal.pk, "<script>alert(1)</script> & “so”").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “so”" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("text", "sentence"), [("  ", "Write something first."), ("x" * 2001, "longer than 2000 characters")]
)
@pytest.mark.parametrize("extra", [{}, HTMX])
def test_what_cannot_be_kept_is_told_and_stays_in_the_form(ada, proposal, text, sentence, extra):
    answer = ada.post(thread("proposals", proposal.pk), {"text": text}, **extra)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_ones_own_is_taken_back_and_another_ones_is_not(newsroom, ada, ben, proposal):
    write(ada, "proposals", proposal.pk)
    comment = Comment.objects.get()
    back = f"{thread('proposals', proposal.pk)}{comment.pk}/taking-back/"
    refused = ben.post(back, **HTMX)
    assert refused.status_code == 409
    assert "Only who wrote a comment can take it back" in words(refused)
    answer = words(ada.post(back, **HTMX))
    assert ASKED not in answer
    assert "1 comment" not in answer
    assert ada.post(back, **HTMX).status_code == 404, "it is gone"
    assert "1 comment" not in words(ben.get(newsroom.url("inbox")))


def test_a_comment_is_taken_back_in_its_own_thread_alone(newsroom, ada, proposal):
    write(ada, "proposals", proposal.pk)
    other = newsroom.proposal(proposal.article, stance="offer")
    comment = Comment.objects.get()
    assert ada.post(f"{thread('proposals', other.pk)}{comment.pk}/taking-back/", **HTMX).status_code == 404
    assert Comment.objects.get().taken_back_at is None


def test_without_javascript_the_thread_is_a_page(newsroom, ada, proposal):
    url = thread("proposals", proposal.pk)
    page = ada.get(url).content.decode()
    assert "<h1>Comments</h1>" in page
    assert ada.post(url, {"text": ASKED}).url == url
    page = ada.get(url).content.decode()
    assert ASKED in page
    back = re.search(r'action="([^"]+/taking-back/)"', page)[1]
    assert ada.post(back).url == url
    assert ASKED not in ada.get(url).content.decode()


@pytest.mark.parametrize("about", ["article", "position"])
def test_the_log_of_an_article_or_a_position_keeps_them(newsroom, ada, proposal, about):
    comment = comments.write(proposal=proposal, text=ASKED, author=newsroom.ben, at=NOON)
    position = on_record(newsroom, proposal)
    query = {"article": proposal.article_id} if about == "article" else {"position": position.pk}
    assert f"ben 6 March 2024, 12:00 the passage {ASKED}" in words(ada.get(newsroom.url("log"), query))
    comments.take_back(comment=comment, by=newsroom.ben, at=NOON)
    html = ada.get(newsroom.url("log"), query).content.decode()
    assert f"<del>{ASKED}</del>" in html
    assert "taken back on 6 March 2024, 12:00" in html
    assert ASKED not in ada.get(newsroom.url("log")).content.decode()


def test_counting_them_asks_the_database_no_more_for_more_cards(newsroom, ada, django_assert_max_num_queries):
    article = newsroom.article()
    numbers = {}
    for stances in (("demand", "offer"), ("accept", "reject", "concede")):
        for stance in stances:
            proposal = newsroom.proposal(article, stance=stance)
            comments.write(proposal=proposal, text=ASKED, author=newsroom.ada, at=NOON)
            if stance in ("offer", "reject"):
                on_record(newsroom, proposal)
        for page, url in pages(newsroom, proposal).items():
            with django_assert_max_num_queries(numbers.get(page, 16 if page == "article" else 12)) as asked:
                assert "1 comment" in words(ada.get(url))
            numbers[page] = len(asked)
