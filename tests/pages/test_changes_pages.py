"""What changed, the shifts, the contradictions: what the pages tell, and to whom."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Citation
from negotiations import explanations, positions, visits
from negotiations.models import Explanation, Visit
from negotiations.positions import Count

NOON = datetime(2024, 3, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer) -> str:
    """The words of a page, white space levelled."""
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def article(newsroom):
    return newsroom.article()


@pytest.fixture
def put(newsroom, article):
    """Puts a position on record, with a passage that proves it."""

    def put(day: int, side: str, *, at: datetime = NOON, replaces=None, **more):
        pay = newsroom.issue("pay")
        content = newsroom.coding(said_on=date(2024, 3, day), side=pay.points.get(key=side), **more)
        if replaces:
            position = positions.amend(entry=replaces, content=content, by=newsroom.ada, at=at)
        else:
            position = positions.record(content=content, by=newsroom.ada, at=at)
        passage = {"article": article, "start": 22 + day, "end": 90, "reported_on": article.published}
        Citation.objects.create(position=position, said_on=position.said_on, attribution=position.attribution, attributed_to=position.attributed_to, speaker=position.speaker, recorded_at=at, **passage)  # fmt: skip
        return position

    return put


@pytest.fixture
def count(newsroom):
    """Puts a figure on record."""

    def count(day: int, value: int, whose: str, at: datetime = NOON):
        content = Count(issue=newsroom.issue("pay"), value=Decimal(value), unit="percent", counted_by=newsroom.party(whose), said_on=date(2024, 3, day))  # fmt: skip
        return positions.record(content=content, by=newsroom.ada, at=at)

    return count


def test_a_move_is_told_with_both_quotes_and_its_direction(newsroom, client, put):
    put(1, "freeze", party=newsroom.party("port"), stance="offer")
    put(2, "full")
    put(12, "some", stance="offer", speaker="Mara Lind")
    page = words(client.get(newsroom.url("changes") + "?from=2024-03-05&to=2024-03-14"))
    assert "Between 5 March 2024 and 14 March 2024, as known now." in page
    assert "1 party moved" in page
    assert "Softened, towards Portline" in page
    assert "Then 2 March 2024" in page
    assert "Now 12 March 2024" in page
    assert page.index("Full rise demand") < page.index("Below inflation offer")
    assert "Mara Lind , own words" in page
    assert "Gap 100 → to 50 of 100, narrower" in page
    assert "Nothing new on Automated cranes" in page


def test_a_no_that_both_sides_say_is_no_move_towards_each_other(newsroom, client, put):
    put(1, "freeze", party=newsroom.party("port"), stance="reject")
    put(2, "full", stance="accept")
    put(12, "freeze", stance="reject")
    page = words(client.get(newsroom.url("changes") + "?from=2024-03-05&to=2024-03-14"))
    assert "Turned from yes to no" in page
    assert "towards" not in page


def test_without_a_wish_it_is_the_last_14_active_days_and_that_is_said(newsroom, client, put):
    put(2, "full")
    put(20, "some", stance="offer")
    page = words(client.get(newsroom.url("changes")))
    assert "In the 14 days up to 20 March 2024" in page
    assert "as known now" in page
    assert "In the 30 days up to" in words(client.get(newsroom.url("changes") + "?days=30"))


def test_what_an_editor_did_is_told_apart_from_what_a_party_said(newsroom, client, put):
    wrong, gone = put(2, "full"), put(3, "freeze", party=newsroom.party("port"))
    put(2, "some", replaces=wrong, at=NOON + DAY)
    positions.withdraw(entry=gone, by=newsroom.ada, at=NOON + DAY, because="misread")
    address = newsroom.url("changes") + "?from=2024-03-05&to=2024-03-08&known_from=2024-03-06&known_on=2024-03-08"
    page = words(client.get(address))
    assert "Put right by an editor the party did not move" in page
    assert "Corrected by an editor , 7 March 2024" in page
    assert "Taken back by an editor , 7 March 2024: misread" in page
    assert "side Full rise → Below inflation" in page
    assert "1 correction" in page
    assert "1 entry taken back" in page
    assert "moved" not in page.split("Nothing new on")[0].split("Put right")[0].split("As known")[0]
    assert "by ada" not in page
    assert "by ada" in words(as_(newsroom.ada).get(address))
    assert "Nothing changed between these two" in words(client.get(address.replace("known_from=2024-03-06&", "")))


def test_a_link_to_exactly_this_shows_the_same_later(newsroom, client, put):
    put(2, "full")
    put(12, "some", stance="offer")
    link = re.search(r'href="(\?from=[^"]+)"', client.get(newsroom.url("changes")).content.decode()).group(1)
    link = link.replace("&amp;", "&")
    put(13, "freeze", stance="concede", at=datetime.now(UTC))
    assert "Below inflation" in words(client.get(newsroom.url("changes") + link))
    assert "No rise concede" not in words(client.get(newsroom.url("changes") + link))
    page = words(client.get(newsroom.url("changes")))
    assert "No rise concede" in page
    assert "New, then softened" in page, "it moved again after it was new"


def test_a_figure_that_changed_tells_the_one_before(newsroom, client, count):
    count(2, 9, "union")
    count(12, 7, "union")
    page = words(client.get(newsroom.url("changes") + "?from=2024-03-05&to=2024-03-14"))
    assert "7 percent count of Dockers' Union, 12 March 2024 before: 9, 2 March 2024" in page.replace("&#x27;", "'")


def test_since_the_last_visit_only_what_the_record_learnt_since(newsroom, put):
    dee = as_(newsroom.dee)
    put(2, "full")
    visits.mark_read(user=newsroom.dee, negotiation=newsroom.negotiation, up_to=NOON + DAY)
    page = words(dee.get(newsroom.url("changes")))
    assert "Since your last visit, which ended on 7 March 2024" in page
    assert "Nothing was said or corrected since then." in page
    put(4, "some", stance="offer", at=NOON + 2 * DAY)  # said before the visit, recorded after it
    page = words(dee.get(newsroom.url("changes")))
    assert "Below inflation" in page
    assert "Now 4 March 2024" in page
    assert "In the 14 days" in words(as_(newsroom.bo).get(newsroom.url("changes"))), "it is one's own visit"


def test_looking_marks_nothing_as_read_the_button_does(newsroom, put):
    dee = as_(newsroom.dee)
    put(2, "full")
    html = dee.get(newsroom.url("changes")).content.decode()
    assert not Visit.objects.exists()
    shown_at = re.search(r'name="up_to" value="([^"]+)"', html).group(1)
    put(4, "some", stance="offer", at=datetime.now(UTC))  # while the page was being read
    answer = dee.post(newsroom.url("visit"), {"up_to": shown_at}, follow=True)
    assert "Marked as read" in words(answer)
    assert "Below inflation" in words(answer), "what came meanwhile is still to be read"
    assert dee.get(newsroom.url("visit")).status_code == 405


def test_the_visit_before_is_remembered_and_an_older_page_takes_nothing_back(newsroom):
    moments = [NOON, NOON + DAY, NOON - DAY]
    for moment in moments:
        visits.mark_read(user=newsroom.dee, negotiation=newsroom.negotiation, up_to=moment)
    visit = Visit.objects.get()
    assert (visit.seen_at, visit.previous_at) == (NOON + DAY, NOON)


@pytest.mark.parametrize("when", ["2999-01-01T00:00:00+00:00", "nonsense", ""])
def test_nobody_reads_ahead_of_time(newsroom, when):
    as_(newsroom.dee).post(newsroom.url("visit"), {"up_to": when})
    assert Visit.objects.get().seen_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    "query",
    ["?from=x&to=y", "?from=0001-01-01", "?to=0001-01-03", "?to=9999-12-31", "?days=99999999", "?days=²", "?days=0", "?from=2025-01-01&to=2024-01-01", "?known_on=0001-01-01", "?known_from=9999-12-31", "?known_from=2024-03-06T10:00"],
)  # fmt: skip
def test_an_odd_address_is_answered(newsroom, client, put, query):
    put(2, "full")
    for name in ("changes", "shifts", "contradictions"):
        assert client.get(newsroom.url(name) + query).status_code == 200


def test_the_shifts_are_listed_by_day_and_may_be_picked(newsroom, client, put):
    put(1, "freeze", party=newsroom.party("port"), stance="offer")
    put(2, "full")
    put(12, "some", stance="offer")
    put(14, "some", party=newsroom.party("port"), stance="offer", attribution="sources")
    page = words(client.get(newsroom.url("shifts")))
    assert "2 times a party stood elsewhere than before, as of now, as known now" in page
    assert page.index("14 March 2024") < page.index("12 March 2024")
    assert "Said to have softened, towards Dockers" in page
    only = words(client.get(newsroom.url("shifts") + "?party=union"))
    assert "1 time a party" in only
    assert "No rise" in words(client.get(newsroom.url("shifts") + "?show=all"))
    assert "0 times" in words(client.get(newsroom.url("shifts") + "?as_of=2024-03-11"))
    assert "Nothing of this is on record" in words(client.get(newsroom.url("shifts") + "?known_on=2024-03-01"))


@pytest.fixture
def divided(newsroom, put) -> str:
    """Two voices of the union; the key of their contradiction."""
    first, second = put(4, "full", speaker="Mara Lind"), put(6, "some", stance="offer", speaker="Ole Berg")
    return f"divided-{first.pk}-{second.pk}"


def test_a_contradiction_has_a_page_with_both_quotes(newsroom, client, put, divided):
    page = words(client.get(newsroom.url("contradictions")))
    assert "1 found within 7 days, 1 not explained; as of now, as known now" in page
    assert "A divided party" in page
    put(20, "some", stance="accept", speaker="Mara Lind")
    page = words(client.get(newsroom.url("contradiction", divided)))
    assert "Two voices of" in page
    assert page.index("Mara Lind , own words") < page.index("Ole Berg , own words")
    assert "2 days apart" in page
    assert "What followed 20 March 2024" in page
    assert "Mark as explained" not in page


def test_the_window_the_type_and_the_clocks_are_in_the_address(newsroom, client, divided):
    url = newsroom.url("contradictions")
    for query, number in [("?window=1", 0), ("?window=2", 1), ("?type=divided", 1), ("?type=plan", 0), ("?as_of=2024-03-05", 0), ("?known_on=2024-03-05", 0), ("?state=explained", 0), ("?state=open", 1), ("?issue=cranes", 0)]:  # fmt: skip
        assert f" {number} found within" in words(client.get(url + query)), query
    assert client.get(newsroom.url("contradiction", divided) + "?as_of=2024-03-05").status_code == 404


def test_all_four_types_are_found_and_each_has_its_page(newsroom, client, put, count, divided):
    port = newsroom.party("port")
    put(5, "full", party=port, stance="accept", speaker="Otto Brandt")
    put(6, "freeze", party=port, stance="reject", attribution="party", attributed_to=newsroom.party("city"))
    put(6, "some", party=port, stance="offer", attribution="sources")
    count(4, 9, "union")
    count(5, 7, "port")
    html = client.get(newsroom.url("contradictions")).content.decode()
    links = re.findall(r'href="([^"]+/contradictions/([a-z]+)-[^"]+)"', html)
    assert {kind for _, kind in links} == {"divided", "ascribed", "plan", "figures"}
    for link, _ in links:
        assert client.get(link).status_code == 200


def test_an_editor_explains_and_takes_it_back(newsroom, ada, client, divided):
    note = "Berg spoke of the talks of last year."
    answer = ada.post(newsroom.url("explanation", divided), {"note": note}, follow=True)
    assert note in words(answer)
    assert note in words(client.get(newsroom.url("contradictions") + "?state=explained"))
    assert "1 found within 7 days, 0 not explained" in words(client.get(newsroom.url("contradictions")))
    explanation = Explanation.objects.get()
    answer = ada.post(newsroom.url("taking-back", explanation.pk), follow=True)
    assert "Not explained" in words(answer)
    assert "1 earlier note" in words(answer)
    assert "1 not explained" in words(client.get(newsroom.url("contradictions")))
    answer = ada.post(newsroom.url("taking-back", explanation.pk), follow=True)
    assert "taken this explanation back already" in words(answer)


def test_an_explanation_is_known_from_its_day_to_the_day_it_is_taken_back(newsroom, client, divided):
    at = NOON + 10 * DAY
    found = explanations.explain(negotiation=newsroom.negotiation, key=divided, note="Both.", by=newsroom.ada, at=at)
    explanations.take_back(explanation=found, by=newsroom.ben, at=at + DAY)
    url = newsroom.url("contradiction", divided)
    shown = {day: "Both." in words(client.get(f"{url}?known_on=2024-03-{day}")).split("earlier note")[0] for day in (15, 16, 18)}  # fmt: skip
    assert shown == {15: False, 16: True, 18: False}


def test_the_second_of_two_editors_is_told(newsroom, ada, divided):
    ada.post(newsroom.url("explanation", divided), {"note": "First."})
    answer = as_(newsroom.ben).post(newsroom.url("explanation", divided), {"note": "Second."}, follow=True)
    assert "Another editor has just explained it" in words(answer)
    assert [e.note for e in Explanation.objects.all()] == ["First."]


def test_a_note_must_be_there(newsroom, ada, divided):
    answer = ada.post(newsroom.url("explanation", divided), {"note": " "})
    assert answer.status_code == 422
    assert not Explanation.objects.exists()


def test_what_does_not_contradict_cannot_be_explained(newsroom, ada, put):
    one, other = put(4, "full", speaker="Mara Lind"), put(6, "some", stance="offer", speaker="Mara Lind")
    for key in (f"divided-{one.pk}-{other.pk}", f"divided-{one.pk}-999", "divided-1", "nonsense", f"figures-{one.pk}-{other.pk}"):  # fmt: skip
        assert ada.get(newsroom.url("contradiction", key)).status_code == 404
        assert ada.post(newsroom.url("explanation", key), {"note": "x"}).status_code == 404


@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_nobody_else_explains(newsroom, ada, divided, who):
    visitor = as_(getattr(newsroom, who))
    assert visitor.post(newsroom.url("explanation", divided), {"note": "x"}).status_code == 403
    assert "Mark as explained" not in words(visitor.get(newsroom.url("contradiction", divided)))
    ada.post(newsroom.url("explanation", divided), {"note": "x"})
    assert visitor.post(newsroom.url("taking-back", Explanation.objects.get().pk)).status_code == 403
    assert Explanation.objects.in_force().count() == 1


def test_without_an_account_nothing_is_written(newsroom, client, divided):
    for url in (newsroom.url("explanation", divided), newsroom.url("visit")):
        answer = client.post(url, {"note": "x"})
        assert answer["Location"].startswith(reverse("login"))
    assert not Explanation.objects.exists()
    assert not Visit.objects.exists()


def test_nobody_is_led_elsewhere(newsroom, ada, divided):
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org"):
        answer = ada.post(newsroom.url("explanation", divided), {"note": "x", "came_from": elsewhere})
        assert answer["Location"] == newsroom.url("contradiction", divided)


def test_of_a_private_negotiation_a_stranger_finds_nothing(newsroom, client, divided):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    for visitor in (client, as_(newsroom.cy)):
        for url in (newsroom.url("changes"), newsroom.url("shifts"), newsroom.url("contradictions"), newsroom.url("contradiction", divided)):  # fmt: skip
            assert visitor.get(url).status_code == 404
    assert as_(newsroom.cy).post(newsroom.url("visit")).status_code == 404
    assert as_(newsroom.dee).get(newsroom.url("changes")).status_code == 200


def test_an_empty_negotiation_tells_what_to_do(newsroom, ada, client):
    assert "Upload an article" in words(ada.get(newsroom.url("changes")))
    assert "Nothing is on record yet." in words(client.get(newsroom.url("changes")))
    assert "No party has moved yet" in words(client.get(newsroom.url("shifts")))
    assert "Nothing is on record yet." in words(client.get(newsroom.url("contradictions")))


@pytest.mark.parametrize("copies", [1, 25])
def test_the_number_of_queries_does_not_grow(newsroom, ada, put, count, divided, django_assert_max_num_queries, copies):
    visits.mark_read(user=newsroom.ada, negotiation=newsroom.negotiation, up_to=NOON - DAY)
    for n in range(copies):
        old = put(3, "full", speaker=f"Speaker {n}")
        put(5, "some", stance="offer", speaker=f"Speaker {n}")
        put(3, "some", replaces=old, speaker=f"Speaker {n}", at=NOON + DAY)
        count(4, n, "union")
        count(5, n + 1, "port")
    key = re.search(r"contradictions/([a-z]+-\d+-\d+)", ada.get(newsroom.url("contradictions")).content.decode()).group(1)  # fmt: skip
    for name, *arguments in (("changes",), ("shifts",), ("contradictions",), ("contradiction", key)):
        with django_assert_max_num_queries(12):
            assert ada.get(newsroom.url(name, *arguments)).status_code == 200
    with django_assert_max_num_queries(12):
        assert ada.get(newsroom.url("changes") + "?from=2024-03-01&known_from=2024-03-06").status_code == 200


def test_the_pages_load_nothing_from_elsewhere_and_carry_no_script(newsroom, ada, put, divided):
    for url in (newsroom.url("changes"), newsroom.url("shifts"), newsroom.url("contradictions"), newsroom.url("contradiction", divided)):  # fmt: skip
        html = ada.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?://(?!www\.w3\.org)", html), url
