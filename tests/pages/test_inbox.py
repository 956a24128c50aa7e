"""The inbox goes by what would change the record, tells it in words, and can be narrowed; what adds nothing goes together."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from articles import inbox_page, reviews
from articles.models import Decision, Proposal
from negotiations.models import Position
from tests.conftest import TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}
NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TUESDAY = date(2024, 3, 12)


@pytest.fixture
def standing(newsroom) -> Position:
    """On record: the union demands the full rise, said on 4 March; Portline offers none."""
    first = newsroom.proposal()
    port = newsroom.proposal(first.article, party=newsroom.party("port"), stance="offer", side=side(newsroom, "freeze"))
    reviews.approve(proposal=port, editor=newsroom.ben, at=NOW)
    return reviews.approve(proposal=first, editor=newsroom.ben, at=NOW)


@pytest.fixture
def later(newsroom, standing):
    """An article of the next week, of another origin."""
    return newsroom.article(text=f"{standing.citations.get().article.text} So it goes on.", title="A week later", published=date(2024, 3, 13))  # fmt: skip


def side(newsroom, key):
    return newsroom.issue("pay").points.get(key=key)


def said(newsroom, article, **changes) -> Proposal:
    """A proposal of that week, held against the record."""
    changes = {"said_on": TUESDAY, "start": 22 + article.proposals.count()} | changes
    proposal = newsroom.proposal(article, **changes)
    reviews.comparison.refresh({proposal.issue})
    proposal.refresh_from_db()
    return proposal


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def inbox(newsroom, client, query="", **headers) -> str:
    return client.get(newsroom.url("inbox") + query, **headers).content.decode()


def words(html) -> str:
    """What one reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("&#x27;", "'")


def card_of(html, proposal) -> str:
    """A proposal's card."""
    start = html.index(f'<li id="proposal-{proposal.pk}"')
    return html[start : html.index("</li>", start)]


def order(html) -> list[int]:
    """The proposals of a page, from top to bottom."""
    return [int(key) for key in re.findall(r'<li id="proposal-(\d+)"', html)]


# What a card says


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stance": "offer", "key": "some"}, "Shift, softened: from “Full rise” (4 March 2024) to “Below inflation”"),
        ({"stance": "accept", "key": None}, "Shift, softened: from demand, “Full rise” (4 March 2024) to accept, side not told"),
        ({"key": "some", "said_on": date(2024, 3, 4)}, "Contradiction: on record is “Full rise” (4 March 2024, stated on the record); this says “Below inflation”"),
        ({}, "Reaffirmation of “Full rise”, last stated 4 March 2024"),
        ({"party": "city", "key": "some"}, "New"),
    ],
)  # fmt: skip
def test_a_card_says_what_it_would_change(newsroom, ada, later, changes, sentence):
    key = changes.pop("key", "full")
    changes["side"] = key and side(newsroom, key)
    changes["party"] = newsroom.party(changes.get("party", "union"))
    proposal = said(newsroom, later, **changes)
    assert sentence in words(card_of(inbox(newsroom, ada), proposal))


def test_the_standing_position_is_linked_and_quoted_to_compare(newsroom, ada, later, standing):
    softer = said(newsroom, later, stance="offer", side=side(newsroom, "some"))
    card = card_of(inbox(newsroom, ada), softer)
    assert f'href="{newsroom.url("issue", "pay")}#position-{standing.pk}"' in card
    assert "on record: “The Dockers' Union demands a full pay rise of 9 percent" in words(card)


def test_a_reaffirmation_names_the_last_day_before_it(newsroom, ada, later):
    reviews.approve(proposal=said(newsroom, later), editor=newsroom.ada, at=NOW + MINUTE)
    another = newsroom.article(text=f"{later.text} On and on.", published=date(2024, 3, 14))
    after = said(newsroom, another, said_on=date(2024, 3, 13))
    assert "last stated 12 March 2024" in words(card_of(inbox(newsroom, ada), after))
    between = said(newsroom, another, said_on=date(2024, 3, 8))
    assert "last stated 4 March 2024" in words(card_of(inbox(newsroom, ada), between))


def test_a_repeat_says_that_its_origin_has_said_so(newsroom, ada, standing):
    repeat = said(newsroom, standing.citations.get().article, said_on=date(2024, 3, 5))
    assert "Repeat: the same origin says so already" in words(card_of(inbox(newsroom, ada), repeat))


def test_a_figure_is_told_alike(newsroom, ada, standing, later):
    counted = {"subject": "figure", "stance": "", "side": None, "unit": "percent"}
    reviews.approve(proposal=said(newsroom, later, **counted, value=9), editor=newsroom.ada, at=NOW + MINUTE)
    other = said(newsroom, later, **counted, value=7, said_on=date(2024, 3, 13))
    assert "Shift: from 9 percent (12 March 2024) to 7 percent" in words(card_of(inbox(newsroom, ada), other))


def test_what_comes_back_although_it_was_rejected_says_so(newsroom, ada, later):
    rejected = said(newsroom, later, start=1)
    rejection = reviews.reject(proposal=rejected, reason="not-a-position", editor=newsroom.ada, at=NOW, note="An aim.")
    back = said(newsroom, later, remembered=rejection)
    told = words(card_of(inbox(newsroom, ada), back))
    assert "Rejected on 20 March 2024 by ada: not a position (“An aim.”)." in told


def test_a_card_with_another_sticking_point_chosen_no_longer_says_what_it_would_change(newsroom, ada, later):
    proposal = said(newsroom, later, alternatives=[{"issue": "pay", "score": 0.6}, {"issue": "cranes", "score": 0.5}])
    html = ada.get(f"/proposals/{proposal.pk}/alternatives/cranes/", {"page": "inbox"}, **HTMX).content.decode()
    assert "Reaffirmation" not in html


# Order and heads


def test_articles_with_shifts_come_first_then_by_day_and_in_each_what_changes_first(newsroom, ada, standing, later):
    early = newsroom.article(text=f"{TEXT} Early.", title="Early", published=date(2024, 3, 1))
    quiet = said(newsroom, early, party=newsroom.party("city"), said_on=date(2024, 3, 1), start=1, end=9)
    again = said(newsroom, later)
    new = said(newsroom, later, issue=newsroom.issue("cranes"), side=None)
    shift = said(newsroom, later, stance="offer", side=side(newsroom, "some"))
    html = inbox(newsroom, ada)
    assert order(html) == [shift.pk, new.pk, again.pk, quiet.pk]
    assert "1 shift, 1 new, 1 reaffirmation" in words(html)


def test_the_number_of_queries_stays_within_twelve(newsroom, ada, standing, later, django_assert_max_num_queries):
    for copies in (1, 8):
        for n in range(copies):
            article = newsroom.article(text=f"{later.text} {copies} {n}", published=date(2024, 3, 13))
            said(newsroom, article, stance="offer", side=side(newsroom, "some"))
            said(newsroom, article, alternatives=[{"issue": "pay", "score": 0.6}, {"issue": "cranes", "score": 0.5}])
            said(newsroom, article, sure=False, confidence=0.1)
        for query in ("", "?party=union&kind=shift", f"?article={article.pk}", f"?past={article.pk}"):
            with django_assert_max_num_queries(12):
                assert ada.get(newsroom.url("inbox") + query).status_code == 200


# Part by part


def many(newsroom, number) -> list[Proposal]:
    """One proposal of each of some articles, day by day."""
    found = []
    for n in range(number):
        article = newsroom.article(
            text=f"{TEXT} {n} times.", title=f"No. {n}", published=date(2024, 1, 1) + n * timedelta(1)
        )
        found.append(newsroom.proposal(article, said_on=article.published, start=0, end=9))
    return found


def test_the_rest_comes_part_by_part_and_nothing_twice_or_never(newsroom, ada, monkeypatch):
    monkeypatch.setattr(inbox_page, "LENGTH", 3)
    proposals = many(newsroom, 8)
    seen, html = [], inbox(newsroom, ada)
    while True:
        seen += order(html)
        more = re.search(r'<a class="button" href="(\?[^"]*)" hx-get', html)
        if not more:
            break
        # somebody decides meanwhile: the next part must not skip anything because of it
        reviews.reject(proposal=Proposal.objects.get(pk=seen[-1]), reason="other", editor=newsroom.ben, at=NOW)
        html = inbox(newsroom, ada, more[1].replace("&amp;", "&"), **HTMX)
        assert "<h1>" not in html
    assert seen == [proposal.pk for proposal in proposals]


def test_without_javascript_a_link_leads_to_the_next_part(newsroom, ada, monkeypatch):
    monkeypatch.setattr(inbox_page, "LENGTH", 1)
    first, second = many(newsroom, 2)
    html = inbox(newsroom, ada)
    assert order(html) == [first.pk]
    html = inbox(newsroom, ada, re.search(r'href="(\?past=[^"]*)"', html)[1])
    assert "<h1>Inbox</h1>" in html
    assert order(html) == [second.pk]


def test_a_page_that_is_long_enough_says_how_to_go_on(newsroom, ada, monkeypatch):
    monkeypatch.setattr(inbox_page, "LENGTH", 1)
    monkeypatch.setattr(inbox_page, "LIMIT", 1)
    many(newsroom, 2)
    html = inbox(newsroom, ada)
    assert "load it anew" in html
    assert "More articles" not in html


@pytest.mark.parametrize("query", ["?past=x", "?past=1.2.x..", "?past=" + "9" * 40, "?article=x", "?kind=no", "?confidence=", "?origin=" + "9" * 30])  # fmt: skip
def test_an_address_that_means_nothing_is_read_as_if_not_given(newsroom, ada, query):
    proposal = newsroom.proposal()
    assert order(inbox(newsroom, ada, query)) == [proposal.pk]


# Filters


@pytest.fixture
def crowd(newsroom, standing, later) -> dict[str, Proposal]:
    """Proposals that differ in all that one may choose by."""
    other = newsroom.article(text=f"{TEXT} Other.", title="Other", published=date(2024, 3, 14))
    other.runs.update(extractor="llm")
    found = {
        "shift": said(newsroom, later, stance="offer", side=side(newsroom, "some"), confidence=0.9),
        "again": said(newsroom, later, confidence=0.5),
        "unsure": said(newsroom, later, sure=False, confidence=0.1),
        "cranes": said(newsroom, other, issue=newsroom.issue("cranes"), side=None, party=newsroom.party("port"), start=1, end=9),
    }  # fmt: skip
    by_hand = said(newsroom, other, issue=newsroom.issue("cranes"), side=None, run=None, found_by=newsroom.ada, confidence=None, start=2, end=9)  # fmt: skip
    return found | {"by hand": by_hand}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"shift", "again", "unsure", "cranes", "by hand"}),
        ("?issue=cranes", {"cranes", "by hand"}),
        ("?issue=nonsense", set()),
        ("?party=port", {"cranes"}),
        ("?kind=shift", {"shift"}),
        ("?kind=reaffirmation", {"again", "unsure"}),
        ("?confidence=sure", {"shift", "cranes", "by hand"}),
        ("?confidence=fairly-sure", {"again"}),
        ("?confidence=less-sure", {"unsure"}),
        ("?extractor=llm", {"cranes"}),
        ("?extractor=by-hand", {"by hand"}),
        ("?article={later}", {"shift", "again", "unsure"}),
        ("?origin={origin}", {"shift", "again", "unsure"}),
        ("?party=union&issue=pay&kind=shift", {"shift"}),
        ("?party=port&kind=shift", set()),
    ],
)
def test_the_filters_show_what_was_chosen(newsroom, ada, later, crowd, query, shown):
    query = query.format(later=later.pk, origin=later.origin_id)
    for headers in ({}, HTMX):
        html = inbox(newsroom, ada, query, **headers)
        assert {name for name, proposal in crowd.items() if proposal.pk in order(html)} == shown
        assert ("<h1>" in html) is not bool(headers)


def test_less_sure_ones_that_were_asked_for_are_not_folded_away(newsroom, ada, crowd):
    html = inbox(newsroom, ada, "?confidence=less-sure")
    assert "1 less sure" not in words(html)
    assert "Approve 1 reaffirmation" not in words(html), "nobody approves together what the reader doubts"


def options(html, name) -> dict[str, str]:
    """A filter's choices by their value."""
    select = re.search(rf'<select id="filter-{name}".*?</select>', html, re.DOTALL)
    return dict(re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', select[0])) if select else {}


def test_beside_each_choice_stands_how_many_wait_under_the_others(newsroom, ada, crowd):
    html = inbox(newsroom, ada)
    assert options(html, "issue") == {"": "any", "pay": "Pay rise (2)", "cranes": "Automated cranes (2)"}
    assert options(html, "confidence") == {"": "any", "sure": "sure (3)", "fairly-sure": "fairly sure (1)", "less-sure": "less sure (1)"}  # fmt: skip
    assert options(html, "extractor") == {"": "any", "by-hand": "by hand (1)", "llm": "llm (1)", "rules": "rules (2)"}
    html = inbox(newsroom, ada, "?issue=pay")
    assert options(html, "kind") == {"": "any", "shift": "shift (1)", "reaffirmation": "reaffirmation (1)"}
    assert options(html, "issue")["cranes"] == "Automated cranes (2)", "its own choice does not narrow it"


def test_a_choice_by_htmx_is_written_to_the_address(newsroom, ada, crowd):
    answer = ada.get(newsroom.url("inbox") + "?issue=pay&party=&kind=", **HTMX)
    assert answer["HX-Push-Url"] == newsroom.url("inbox") + "?issue=pay"
    restored = ada.get(newsroom.url("inbox") + "?issue=pay", **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    assert "<h1>Inbox</h1>" in restored.content.decode(), "going back needs the whole page"


def test_where_nothing_fits_the_way_out_is_told(newsroom, ada, crowd):
    html = inbox(newsroom, ada, "?party=port&kind=shift")
    assert "Nothing waits that fits." in html
    assert f'<a href="{newsroom.url("inbox")}">Clear</a>' in html


def test_an_act_without_javascript_leads_back_to_what_was_chosen(newsroom, ada, crowd):
    came_from = newsroom.url("inbox") + "?issue=pay"
    answer = ada.post(f"/proposals/{crowd['shift'].pk}/rejection/", {"reason": "other"}, HTTP_REFERER=f"http://testserver{came_from}")  # fmt: skip
    assert answer.url == came_from
    answer = ada.post(f"/proposals/{crowd['again'].pk}/rejection/", {"reason": "other"}, HTTP_REFERER="http://elsewhere/x?issue=pay")  # fmt: skip
    assert answer.url == newsroom.url("inbox")


# Together


def approve_again(newsroom, client, article, *proposals, **headers):
    data = {"page": "inbox", "proposal": [proposal.pk for proposal in proposals]}
    return client.post(newsroom.url("reaffirmations", article.pk), data, **headers)


@pytest.fixture
def three(newsroom, later) -> list[Proposal]:
    """Three reaffirmations of one article."""
    return [said(newsroom, later) for _ in range(3)]


def test_reaffirmations_lie_together_under_one_button(newsroom, ada, three):
    html = inbox(newsroom, ada)
    button = re.search(r"<button data-key=\"r\">(.*?)</button>", html)[1]
    assert words(button) == "Approve 3 reaffirmationsr"
    fold = html[html.index("One by one") :]
    assert order(fold) == [proposal.pk for proposal in three]


def test_they_are_approved_with_one_key_and_the_answer_takes_them_back(newsroom, ada, later, three, standing):
    shift = said(newsroom, later, stance="offer", side=side(newsroom, "some"), said_on=date(2024, 3, 13))
    html = approve_again(newsroom, ada, later, *three, **HTMX).content.decode()
    assert standing.citations.in_force().count() == 4
    assert "3 approved together by ada" in words(html)
    assert re.search(r'id="inbox-count"[^>]*>1<', html)
    assert re.search(rf'id="kinds-{later.pk}"[^>]*>1 shift<', html)
    undo = re.search(r'hx-post="(/batches/[^"]*)"', html)[1]
    html = ada.post(undo, {"page": "inbox"}, **HTMX).content.decode()
    assert standing.citations.in_force().count() == 1
    assert order(html) == [proposal.pk for proposal in three]
    assert re.search(rf'<li id="proposal-{three[0].pk}"[^>]* autofocus', html), "the cards come back with focus"
    assert html.count("autofocus") == 1
    assert shift in Proposal.objects.pending()


def test_only_what_was_shown_and_still_adds_nothing_is_approved(newsroom, ada, later, three):
    shift = said(newsroom, later, stance="offer", side=side(newsroom, "some"))
    approve_again(newsroom, ada, later, three[0], shift, **HTMX)
    assert [decision.proposal for decision in Decision.objects.filter(editor=newsroom.ada)] == [three[0]]


def test_where_somebody_was_faster_with_all_of_them_it_says_so(newsroom, ada, later, three):
    approve_again(newsroom, as_(newsroom.ben), later)
    assert "Somebody was faster" in approve_again(newsroom, ada, later, *three, **HTMX).content.decode()
    answer = approve_again(newsroom, ada, later, *three)
    assert "Somebody was faster" in ada.get(answer.url).content.decode()


def test_without_javascript_the_next_page_takes_them_back(newsroom, ada, later, three, standing):
    answer = approve_again(newsroom, ada, later, *three, HTTP_REFERER=f"http://testserver{newsroom.url('inbox')}?party=union")  # fmt: skip
    assert answer.url.startswith(newsroom.url("inbox") + "?party=union&batch=")
    html = ada.get(answer.url).content.decode()
    assert "3 approved together by ada" in words(html)
    undo = re.search(r'action="(/batches/[^"]*)"', html)[1]
    back = ada.post(undo, {"page": "inbox"}, HTTP_REFERER=f"http://testserver{answer.url}")
    assert back.url == newsroom.url("inbox") + "?party=union"
    assert standing.citations.in_force().count() == 1
    assert "approved together" not in ada.get(answer.url).content.decode(), "it has been taken back"


@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("dee", 403), ("cy", 404)])
def test_nobody_else_approves_together_or_takes_it_back(newsroom, later, three, who, status):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    client = as_(getattr(newsroom, who))
    assert approve_again(newsroom, client, later, *three).status_code == status
    batch = reviews.approve_all(proposals=three, editor=newsroom.ben, at=NOW + MINUTE)
    assert client.post(f"/batches/{batch}/undoing/").status_code == status
    assert Decision.objects.in_force().filter(batch=batch).count() == 3


def test_no_get_approves_anything(newsroom, ada, later, three):
    assert ada.get(newsroom.url("reaffirmations", later.pk)).status_code == 405
    assert ada.get("/batches/00000000-0000-0000-0000-000000000000/undoing/").status_code == 405
    assert ada.post("/batches/00000000-0000-0000-0000-000000000000/undoing/").status_code == 404


# What an act changes beside its card


def test_a_decision_inside_a_fold_corrects_the_numbers_of_its_article(newsroom, ada, later, three):
    unsure = [said(newsroom, later, sure=False, confidence=0.1, start=40 + n) for n in range(2)]
    html = ada.post(f"/proposals/{unsure[0].pk}/rejection/", {"page": "inbox", "reason": "other"}, **HTMX).content.decode()  # fmt: skip
    assert re.search(rf'<summary id="less-sure-count-{later.pk}" hx-swap-oob="outerHTML">1 less sure<', html)
    html = ada.post(f"/proposals/{three[0].pk}/rejection/", {"page": "inbox", "reason": "other"}, **HTMX).content.decode()  # fmt: skip
    assert "Approve 2 reaffirmations" in words(html)
    assert re.search(rf'id="kinds-{later.pk}"[^>]*>2 reaffirmations<', html)


def test_the_numbers_follow_the_filters_of_the_page(newsroom, ada, later, three):
    said(newsroom, later, stance="offer", side=side(newsroom, "some"))
    address = {"HTTP_HX_CURRENT_URL": f"http://testserver{newsroom.url('inbox')}?kind=reaffirmation"}
    html = ada.post(f"/proposals/{three[0].pk}/rejection/", {"page": "inbox", "reason": "other"}, **HTMX, **address).content.decode()  # fmt: skip
    assert re.search(rf'id="kinds-{later.pk}"[^>]*>2 reaffirmations<', html)


def test_other_cards_tell_anew_what_they_would_change(newsroom, ada):
    first = newsroom.proposal()
    twin = said(newsroom, newsroom.article(text=f"{first.article.text} Again.", published=date(2024, 3, 13)))
    html = ada.post(f"/proposals/{first.pk}/approval/", {"page": "inbox"}, **HTMX).content.decode()
    line = re.search(rf'<div id="proposal-{twin.pk}-change"[^>]* hx-swap-oob="outerHTML">.*?</div>', html, re.DOTALL)[0]
    assert "Reaffirmation of “Full rise”" in words(line)


def test_a_reaffirmation_keeps_its_place_and_the_position_is_drawn_anew_in_its_own(newsroom, ada, later, standing):
    again = said(newsroom, later)
    html = ada.post(f"/proposals/{again.pk}/approval/", {"page": "issue"}, **HTMX).content.decode()
    assert "Approved by ada: one more source for Dockers' Union, demand, “Full rise”" in words(card_of(html, again))
    position = re.search(rf'<li id="position-{standing.pk}"[^>]* hx-swap-oob="outerHTML:#position-{standing.pk}"', html)
    assert position
    decision = again.decisions.get()
    html = ada.post(f"/decisions/{decision.pk}/undoing/", {"page": "issue"}, **HTMX, HTTP_HX_TARGET=f"li#proposal-{again.pk}").content.decode()  # fmt: skip
    assert order(html) == [again.pk]
    assert f'hx-swap-oob="outerHTML:#position-{standing.pk}"' in html


@pytest.mark.parametrize("act", ["approval", "rejection", "amendment", "alternatives/cranes"])
def test_a_card_of_a_stale_page_shows_what_was_decided_instead(newsroom, ada, later, act):
    proposal = said(newsroom, later, alternatives=[{"issue": "pay", "score": 0.6}, {"issue": "cranes", "score": 0.5}])
    reviews.reject(proposal=proposal, reason="wrong-party", editor=newsroom.ben, at=NOW + MINUTE)
    url = f"/proposals/{proposal.pk}/{act}/"
    send = ada.post if act in ("approval", "rejection") else ada.get
    answer = send(url, {"page": "inbox", "said_on": "nonsense"}, **HTMX)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "ben was faster: rejected." in words(html)
    assert "Rejected by ben: wrong party" in words(html)
    assert "/approval/" not in html
    if act != "rejection":
        assert answer["HX-Retarget"] == f"#proposal-{proposal.pk}"
    answer = send(url, {"page": "inbox", "said_on": "nonsense"})
    assert answer.url == newsroom.url("inbox")
    assert "ben was faster: rejected." in ada.get(answer.url).content.decode()


def test_ones_own_decision_is_not_called_faster(newsroom, ada, later):
    proposal = said(newsroom, later)
    reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW + MINUTE)
    html = ada.get(f"/proposals/{proposal.pk}/amendment/", {"page": "inbox"}, **HTMX).content.decode()
    assert "You have decided this already: rejected." in html


def test_after_an_undo_the_card_comes_back_with_focus(newsroom, ada, later):
    proposal = said(newsroom, later)
    decision = reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW + MINUTE)
    html = ada.post(f"/decisions/{decision.pk}/undoing/", {"page": "inbox"}, **HTMX).content.decode()
    assert re.search(rf'<li id="proposal-{proposal.pk}"[^>]* autofocus', html)
    decision = reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW + MINUTE)
    answer = ada.post(f"/decisions/{decision.pk}/undoing/", {"page": "inbox"})
    assert answer.url == f"{newsroom.url('inbox')}#proposal-{proposal.pk}"
    assert "autofocus" not in inbox(newsroom, ada)
