"""Every decision shows who, when, what and why; the log has all of them, and takes any of them back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from articles import log_page, reviews
from articles.models import Decision, Proposal
from negotiations.models import Figure, Position

HTMX = {"HTTP_HX_REQUEST": "true"}
NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def decided(newsroom) -> dict[str, Decision]:
    """An approval, an amendment and a rejection, of one article."""
    article = newsroom.article()
    found = [newsroom.proposal(article, start=n, end=60 + n) for n in range(3)]
    reviews.approve(proposal=found[0], editor=newsroom.ada, at=NOW)
    made = newsroom.coding(stance="offer", side=side(newsroom, "some"), said_on=date(2024, 3, 5), speaker="Mara Lind")
    reviews.approve(proposal=found[1], content=made, editor=newsroom.ben, at=NOW + DAY, note="She speaks for it.")
    reviews.reject(proposal=found[2], reason="wrong-party", editor=newsroom.ada, at=NOW + 2 * DAY, note="It is theirs.")
    return {p.decisions.get().verdict: p.decisions.get() for p in found}


@pytest.fixture
def reaffirmed(newsroom) -> Position:
    """A position that rests on two decisions: ada's, and ben's of an article of another origin."""
    position = reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOW)
    article = newsroom.article(text=f"{position.citations.get().article.text} Again.", published=date(2024, 3, 13))
    again = newsroom.proposal(article, said_on=date(2024, 3, 12), attribution="officials")
    reviews.approve(proposal=again, editor=newsroom.ben, at=NOW + DAY)
    return position


def side(newsroom, key):
    return newsroom.issue("pay").points.get(key=key)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def log(newsroom, client, query="") -> str:
    return client.get(newsroom.url("log") + query).content.decode()


def words(html) -> str:
    """What one reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


def listed(html) -> list[int]:
    """The decisions of a log, from top to bottom."""
    return [int(key) for key in re.findall(r'<li id="decision-(\d+)"', html)]


def line_of(html, decision) -> str:
    """A decision's line."""
    start = html.index(f'<li id="decision-{decision.pk}"')
    return html[start : html.index("</li>", start)]


def test_the_log_tells_who_when_what_and_why_the_newest_first(newsroom, ada, decided):
    html = log(newsroom, ada)
    assert listed(html) == [decided[name].pk for name in ("rejected", "amended", "approved")]
    approved = words(line_of(html, decided["approved"]))
    for part in ("20 March 2024", "ada", "Approved", "Dockers' Union , demand, “Full rise” on Pay rise", "the reader (rules) was sure"):  # fmt: skip
        assert part in approved
    amended = words(line_of(html, decided["amended"]))
    for part in ("21 March 2024", "ben", "She speaks for it.", "stance demand offer", "side Full rise Below inflation", "day 4 March 2024 5 March 2024", "speaker nobody named Mara Lind"):  # fmt: skip
        assert part in amended
    assert "account" not in amended, "what was not changed is not told"
    rejected = words(line_of(html, decided["rejected"]))
    for part in ("22 March 2024", "Rejected: wrong party", "It is theirs."):
        assert part in rejected


def test_what_was_changed_in_a_figure_is_told_alike(newsroom, ada):
    proposal = newsroom.proposal(subject="figure", stance="", side=None, value=9, unit="percent")
    ada.post(f"/proposals/{proposal.pk}/approval/", {"page": "inbox", "value": "9.5", "counted_by": ""}, **HTMX)
    html = log(newsroom, ada)
    assert "number 9 9.5" in words(html)
    assert "count of Dockers' Union not told" in words(html)
    assert listed(log(newsroom, ada, f"?figure={Figure.objects.get().pk}")) == [Decision.objects.get().pk]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?editor=ada", {"approved", "rejected"}),
        ("?editor=nobody", set()),
        ("?verdict=amended", {"amended"}),
        ("?verdict=nonsense", {"approved", "amended", "rejected"}),
        ("?article={article}", {"approved", "amended", "rejected"}),
        ("?article=0", set()),
        ("?position={position}", {"approved"}),
        ("?position=0", set()),
        ("?editor=ada&verdict=rejected&article={article}", {"rejected"}),
        ("?part=nonsense", {"approved", "amended", "rejected"}),
        ("?part=0", {"approved", "amended", "rejected"}),
        ("?part=2", set()),
    ],
)
def test_the_log_is_narrowed_in_the_address(newsroom, ada, decided, query, shown):
    approved = decided["approved"]
    query = query.format(article=approved.proposal.article_id, position=approved.position_id)
    assert set(listed(log(newsroom, ada, query))) == {decided[name].pk for name in shown}


def test_the_log_of_a_position_has_all_it_rests_on_its_corrections_and_its_end(newsroom, ada, reaffirmed):
    corrected = reviews.correct(position=reaffirmed, content=newsroom.coding(stance="offer"), editor=newsroom.ben, at=NOW + 2 * DAY)  # fmt: skip
    html = log(newsroom, ada, f"?position={corrected.pk}")
    assert len(listed(html)) == 2
    assert "Changed by ben on 22 March 2024, 09:00 stance demand offer" in words(html)
    reviews.withdraw(position=corrected, editor=newsroom.ada, at=NOW + 3 * DAY, because="misread")
    assert "Withdrawn by ada on 23 March 2024, 09:00: misread" in words(log(newsroom, ada, f"?position={corrected.pk}"))


def test_the_log_is_paged_in_the_address_with_what_was_chosen(newsroom, ada, decided, monkeypatch):
    monkeypatch.setattr(log_page, "LENGTH", 1)
    html, seen = log(newsroom, ada, "?editor=ada"), []
    while True:
        seen += listed(html)
        older = re.search(r'rel="next" href="([^"]*)"', html)
        if not older:
            break
        html = log(newsroom, ada, older[1].replace("&amp;", "&"))
    assert seen == [decided["rejected"].pk, decided["approved"].pk]
    assert re.search(r'rel="prev" href="\?editor=ada"', html)


def test_a_decision_is_taken_back_in_the_log_and_stays_there(newsroom, ada, decided):
    approved = decided["approved"]
    html = log(newsroom, ada, "?editor=ada")
    assert f'action="/decisions/{approved.pk}/undoing/"' in line_of(html, approved)
    referer = {"HTTP_REFERER": f"http://testserver{newsroom.url('log')}?editor=ada"}
    answer = ada.post(f"/decisions/{approved.pk}/undoing/", {"page": "log"}, **referer)
    assert answer.url == f"{newsroom.url('log')}?editor=ada#decision-{approved.pk}"
    line = line_of(log(newsroom, ada, "?editor=ada"), approved)
    assert "undone by ada on" in words(line)
    assert "undoing" not in line
    again = ada.post(f"/decisions/{approved.pk}/undoing/", {"page": "log"}, **referer)
    assert "undone already" in ada.get(again.url).content.decode()


def test_what_was_approved_together_is_taken_back_together(newsroom, ada, reaffirmed):
    article = newsroom.article(text=f"{reaffirmed.citations.first().article.text} More.", published=date(2024, 3, 14))
    proposals = [newsroom.proposal(article, said_on=date(2024, 3, 14), start=n, end=60) for n in range(2)]
    batch = reviews.approve_all(proposals=proposals, editor=newsroom.ada, at=NOW + 2 * DAY)
    html = log(newsroom, ada)
    assert "as one more source together with 1 other" in words(html)
    assert "Undo all 2" in words(html)
    assert ada.post(f"/batches/{batch}/undoing/", {"page": "log"}).url == newsroom.url("log")
    assert reaffirmed.citations.in_force().count() == 2
    assert "Undo all" not in words(log(newsroom, ada))


def test_an_empty_log_says_where_to_begin(newsroom, ada):
    assert "Nothing has been decided yet" in log(newsroom, ada)
    assert "No decision fits." in log(newsroom, ada, "?verdict=amended")


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("dee", 403), ("cy", 404)])
def test_only_editors_see_the_log(newsroom, decided, who, status):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    assert as_(getattr(newsroom, who)).get(newsroom.url("log")).status_code == status


def test_the_log_of_another_negotiation_is_not_mixed_in(newsroom, ada, decided):
    other = type(newsroom.negotiation).objects.create(slug="other", name="Other")
    other.memberships.create(user=newsroom.ada, role="editor")
    assert listed(ada.get(f"/other/log/?position={decided['approved'].position_id}").content.decode()) == []
    assert "Full rise" not in ada.get(f"/other/log/?position={decided['approved'].position_id}").content.decode()


@pytest.mark.parametrize("copies", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_log(newsroom, ada, reaffirmed, django_assert_max_num_queries, copies):  # fmt: skip
    article = newsroom.article(text=f"{reaffirmed.citations.first().article.text} More.", published=date(2024, 3, 14))
    for n in range(copies):
        made = newsroom.coding(stance="offer", said_on=date(2024, 3, 13))
        reviews.approve(proposal=newsroom.proposal(article, start=n, end=60), content=made, editor=newsroom.ben, at=NOW)
        again = newsroom.proposal(article, start=20 + n, end=90, said_on=date(2024, 3, 14))
        reviews.approve_all(proposals=[again], editor=newsroom.ada, at=NOW + DAY)
    for query in ("", "?editor=ada", f"?position={reaffirmed.pk}", f"?article={article.pk}"):
        with django_assert_max_num_queries(12):
            assert ada.get(newsroom.url("log") + query).status_code == 200
    with django_assert_max_num_queries(12):
        assert ada.get(newsroom.url("issue", "pay")).status_code == 200


# Notes


def test_a_rejection_and_an_amendment_carry_a_note(newsroom, ada):
    proposal = newsroom.proposal()
    rejection = {"page": "inbox", "reason": "other", "note": ["", "  Only a\n rumour. "]}
    html = ada.post(f"/proposals/{proposal.pk}/rejection/", rejection, **HTMX).content.decode()
    assert "Only a rumour." in words(html)
    ada.post(f"/decisions/{Decision.objects.get().pk}/undoing/", {"page": "inbox"}, **HTMX)
    amendment = {"page": "inbox", "stance": "offer", "note": ["It gives.", ""]}
    html = ada.post(f"/proposals/{proposal.pk}/approval/", amendment, **HTMX).content.decode()
    assert "It gives." in words(html)
    assert [decision.note for decision in Decision.objects.order_by("pk")] == ["Only a rumour.", "It gives."]


def test_a_note_is_not_lost_where_a_field_is_wrong(newsroom, ada):
    wrong = {"page": "inbox", "said_on": "2030-01-01", "note": "It gives."}
    html = ada.post(f"/proposals/{newsroom.proposal().pk}/approval/", wrong).content.decode()
    assert re.search(r"<textarea[^>]*>It gives.</textarea>", html)


def test_a_note_has_room_in_the_card_its_fields_and_the_page_of_all_fields(newsroom, ada):
    proposal = newsroom.proposal()
    for html in (
        ada.get(newsroom.url("inbox")).content.decode(),
        ada.get(f"/proposals/{proposal.pk}/amendment/", **HTMX).content.decode(),
        ada.get(f"/proposals/{proposal.pk}/amendment/").content.decode(),
    ):
        assert 'name="note"' in html


# On the cards


def card_of(html, position) -> str:
    start = html.index(f'<li id="position-{position.pk}"')
    return html[start : html.index("</li>", start)]


def test_each_citation_tells_who_approved_it_and_is_taken_back_by_itself(newsroom, ada, reaffirmed):
    card = card_of(ada.get(newsroom.url("issue", "pay")).content.decode(), reaffirmed)
    assert words(card).index("Approved by ada , 20 March 2024") < words(card).index("again 12 March 2024:")
    assert "unnamed officials of Dockers' Union" in words(card)
    assert words(card).index("again 12 March 2024:") < words(card).index("Approved by ben , 21 March 2024")
    first, second = reaffirmed.decisions.order_by("pk")
    for decision in (first, second):
        assert f'action="/decisions/{decision.pk}/undoing/"' in card
    target = {"HTTP_HX_TARGET": f"li#position-{reaffirmed.pk}"}
    html = ada.post(f"/decisions/{second.pk}/undoing/", {"page": "issue"}, **HTMX, **target).content.decode()
    assert "again 12 March" not in words(card_of(html, reaffirmed)), "the position stays in its place"
    assert f'<li id="proposal-{second.proposal_id}"' in html, "and what it no longer proves waits beside it"


def test_when_its_founding_decision_is_taken_back_the_card_moves_to_what_is_left(newsroom, ada, reaffirmed):
    first = reaffirmed.decisions.order_by("pk").first()
    target = {"HTTP_HX_TARGET": f"li#position-{reaffirmed.pk}"}
    html = ada.post(f"/decisions/{first.pk}/undoing/", {"page": "issue"}, **HTMX, **target).content.decode()
    left = Position.objects.in_force().get()
    assert left != reaffirmed
    assert "Approved by ben" in words(card_of(html, left))


def test_readers_see_the_evidence_and_not_who_decided(newsroom, client, reaffirmed):
    card = words(card_of(client.get(newsroom.url("issue", "pay")).content.decode(), reaffirmed))
    assert "again 12 March 2024:" in card
    for word in ("ada", "ben", "Undo", "History"):
        assert word not in card


def test_article_cards_and_names_lead_to_the_log(newsroom, ada, reaffirmed):
    article = reaffirmed.citations.first().article
    html = ada.get(newsroom.url("article", article.pk)).content.decode()
    for query in (f"article={article.pk}", f"position={reaffirmed.pk}", "editor=ada"):
        assert f'href="{newsroom.url("log")}?{query}"' in html
    assert newsroom.url("log") not in Client().get(newsroom.url("article", article.pk)).content.decode()


@pytest.mark.parametrize(
    ("known_on", "shown", "told"),
    [
        ("2024-03-19", False, ""),
        ("2024-03-20", True, "Approved by ada , 20 March 2024"),
        ("2024-03-20", True, "undone by ben on 23 March 2024"),
        ("2024-03-23", False, ""),
        ("", False, ""),
    ],
)
def test_the_clocks_show_a_decision_and_its_undoing(newsroom, ada, known_on, shown, told):
    position = reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOW)
    reviews.undo(decision=position.decisions.get(), editor=newsroom.ben, at=NOW + 3 * DAY)
    html = ada.get(newsroom.url("issue", "pay") + (f"?known_on={known_on}" if known_on else "")).content.decode()
    assert (f'id="position-{position.pk}"' in html) is shown
    assert not shown or told in words(card_of(html, position))
    assert not shown or "/undoing/" not in card_of(html, position)


def test_undo_leaves_every_count_as_it_was(newsroom, ada, reaffirmed):
    waiting = Proposal.objects.pending().count()
    for decision in reaffirmed.decisions.order_by("pk"):
        ada.post(f"/decisions/{decision.pk}/undoing/", {"page": "issue"})
    assert Proposal.objects.pending().count() == waiting + 2
    assert not Position.objects.in_force().exists()
