"""Search: everything on record and every article through one box, for whoever may read it, under both clocks."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from articles import hits, questions, reviews, search
from articles.models import Searchable
from bench import world
from negotiations import positions
from negotiations.models import Negotiation, PartyName
from tests.conftest import NOON, TEXT

LATER = NOON + timedelta(days=10)


@pytest.fixture
def told(newsroom):
    """Two articles, a position and a figure of the first, and a position of the second."""
    first = newsroom.article()
    second = newsroom.article(
        text="Otto Brandt of Portline ruled out any wage increase before the summer, he said in Haven on Saturday.",
        title="Brandt rules it out",
        outlet="Quay Courier",
        published=date(2024, 3, 10),
        at=NOON + timedelta(days=4),
    )
    demand = newsroom.proposal(first, speaker="Mara Lind")
    start = first.text.find("9 percent")
    count = {"subject": "figure", "stance": "", "side": None, "value": 9, "unit": "percent"}
    figure = newsroom.proposal(first, start=start, end=start + 9, **count)
    side = newsroom.issue("pay").points.get(key="freeze")
    refusal = newsroom.proposal(
        second, start=0, end=69, party=newsroom.party("port"), stance="reject", side=side, said_on=date(2024, 3, 9)
    )
    for proposal in (demand, figure):
        reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOON)
    reviews.approve(proposal=refusal, editor=newsroom.ada, at=NOON + timedelta(days=5))
    return newsroom


def found(client, room, query):
    """The kinds and headings of the hits."""
    html = client.get(f"{room.url('search')}?{query}").content.decode()
    lines = re.findall(r'class="hit[ "].*?hit__kind">(.*?)<.*?<h2>(.*?)</h2>', html, re.DOTALL)
    return {(kind, unescape(re.sub(r"<[^>]+>", "", title)).strip()) for kind, title in lines}


DEMAND = ("Position", "Dockers' Union: Full rise")
REFUSAL = ("Position", "Portline: No rise")
FIGURE = ("Figure", "9 percent")
CRANES, BRANDT = ("Article", "Cranes and pay"), ("Article", "Brandt rules it out")
UNION, PORT, PAY = ("Party", "Dockers' Union"), ("Party", "Portline"), ("Sticking point", "Pay rise")
AUTOMATION = ("Sticking point", "Automated cranes")


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("q=lind", {UNION, DEMAND, CRANES}),
        ("q=ruling+out", {REFUSAL, BRANDT}),  # other forms of the words
        ("q=%22full+pay+rise%22", {DEMAND, CRANES}),
        ("q=%22rise+full%22", set()),
        ("q=wage+-brandt", {PAY}),
        ("q=spring+or+summer", {CRANES, BRANDT, REFUSAL}),
        ("q=automation", {AUTOMATION, CRANES}),  # a term of the sticking point
        ("q=brandt&kind=article", {BRANDT}),
        ("q=haven&kind=article&outlet=courier", {BRANDT}),
        ("outlet=courier", {REFUSAL, BRANDT}),
        ("q=haven&kind=article&since=2024-03-07", {BRANDT}),
        ("q=haven&kind=article&until=2024-03-07", {CRANES}),
        ("q=haven&party=port", {BRANDT}),  # articles that prove something of the party
        ("q=rise&party=union", {DEMAND, CRANES, FIGURE}),
        ("q=percent&issue=pay&kind=figure", {FIGURE}),
        ("q=rise&issue=cranes", set()),
        ("q=-rise", set()),
        ("q=the", set()),
        ("q=%00&outlet=%00", set()),
        ("q=(&!|*:'\\&since=yesterday&kind=lorry&sort=7&part=-1", set()),
    ],
)
def test_words_phrases_exclusions_and_filters_find_what_they_say(told, client, query, hits):
    assert found(client, told, query) == hits


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Brant", "Brandt"), ("portlien", "Portline"), ("quey courier", "Quay courier"), ("haven brnadt", "haven Brandt")],
)
def test_a_misspelt_name_is_found_and_said_to_be_another(told, client, typed, meant):
    html = client.get(told.url("search"), {"q": typed}).content.decode()
    assert f"Nothing has “{typed}”. This is what has “<b>{meant}</b>”" in html
    assert 'class="hit' in html


@pytest.mark.parametrize("typed", ["xylophone", "lindt -brandt", "cranes xylophone"])
def test_no_word_is_changed_into_one_that_is_unlike(told, client, typed):
    html = client.get(told.url("search"), {"q": typed}).content.decode()
    assert "This is what has" not in html or "<b>Lind" in html
    assert "-brandt" not in typed or "<b>Lind -brandt" in html


def test_a_party_that_is_named_comes_before_what_speaks_of_it(told, client):
    html = client.get(told.url("search"), {"q": "portline"}).content.decode()
    assert re.search(r'hit__kind">(\w+)', html)[1] == "Party"
    newest = client.get(told.url("search"), {"q": "haven", "kind": "article", "sort": "newest"}).content.decode()
    assert newest.index("Brandt rules it out") < newest.index("Cranes and pay")


def test_what_was_looked_for_is_marked_and_hostile_text_is_never_html(told, client):
    evil = '<script>alert("haven")</script><mark>x</mark>\ue000<img src=x onerror=alert(1)>\ue001'
    told.article(text=f"{evil} {TEXT}", title=f"Haven {evil}", outlet=evil)
    html = client.get(told.url("search"), {"q": "haven"}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("<mark>") == html.count("</mark>") == len(re.findall("<mark>[Hh]aven</mark>", html))


@pytest.mark.parametrize(
    ("headline", "stretches"),
    [
        ("a \ue000b\ue001 c", [("a ", False), ("b", True), (" c", False)]),
        ("\ue000b\ue001", [("b", True)]),
        ("<b>", [("<b>", False)]),
        ("", []),
    ],
)
def test_a_headline_is_cut_at_its_marks(headline, stretches):
    assert [(each.words, each.marked) for each in hits.stretches(headline)] == stretches


def test_strangers_find_nothing_of_a_private_negotiation_nor_anybody_what_waits(told, client):
    told.proposal(told.article(text=f"Unread. {TEXT}"), stance="offer", start=20, end=60)
    assert ("Position", "Dockers' Union: Full rise") in found(client, told, "q=dockers&kind=position")
    assert len(found(client, told, "q=dockers&kind=position")) == 1
    Negotiation.objects.update(is_public=False)
    assert client.get(f"{told.url('search')}?q=haven").status_code == 404
    assert "Cranes" not in client.get("/search/?q=haven").content.decode()
    member = Client()
    member.force_login(told.dee)
    html = member.get("/search/?q=haven").content.decode()
    assert "Cranes and pay" in html
    assert ">Harbour strike</a>" in html


def test_both_clocks_hold(told, client):
    position = told.negotiation.positions.get(stance="demand")
    positions.withdraw(entry=position, by=told.ada, at=LATER, because="A mistake.")
    assert found(client, told, "q=lind&kind=position") == set()
    assert found(client, told, "q=lind&kind=position&known_on=2024-03-10") == {DEMAND}
    assert found(client, told, "q=lind&kind=position&known_on=2024-03-10&as_of=2024-03-03") == set()
    assert found(client, told, "q=portline&kind=position&as_of=2024-03-08") == set()
    assert found(client, told, "q=brandt&kind=article&as_of=2024-03-08") == set()
    html = client.get(f"{told.url('search')}?q=pay&as_of=2024-03-12&known_on=2024-03-12").content.decode()
    assert "as of 12 March 2024, as known on 12 March 2024" in html
    assert "issues/pay/?as_of=2024-03-12&amp;known_on=2024-03-12" in html


def test_a_passage_that_came_later_is_not_what_an_earlier_day_is_found_by(told, client):
    again = told.article(text="She meant every cent of it, the Dockers' Union repeated in Haven.", title="Again")
    proposal = told.proposal(again, start=0, end=27, speaker="Mara Lind")
    reviews.approve(proposal=proposal, editor=told.ada, at=LATER)
    assert found(client, told, "q=cent&kind=position") == {DEMAND}
    assert found(client, told, "q=cent&kind=position&known_on=2024-03-10") == set()
    assert len(found(client, told, "q=lind&kind=position")) == 1


def test_the_rows_follow_their_sources(told, client):
    union, pay = told.party("union"), told.issue("pay")
    PartyName.objects.create(party=union, kind="alias", text="Stevedores")
    assert found(client, told, "q=stevedores") == {UNION}
    union.names.filter(text="Stevedores").delete()
    assert found(client, told, "q=stevedores") == set()
    union.name = "Quayside Workers"
    union.save()
    assert ("Position", "Quayside Workers: Full rise") in found(client, told, "q=quayside+lind")
    pay.name = "Remuneration"
    pay.save()
    assert found(client, told, "q=remuneration&kind=position") != set()
    pay.points.filter(key="full").update(label="Everything")
    assert ("Position", "Quayside Workers: Everything") in found(client, told, "q=everything")
    told.negotiation.articles.filter(title="Cranes and pay").update(title="Gantries")
    assert found(client, told, "q=gantries") == {("Article", "Gantries")}
    city = told.party("city")
    city.delete()
    assert not Searchable.objects.filter(names__contains="City of Haven").exists()


def test_a_text_with_more_words_than_fit_is_stored_and_found_by_its_beginning(newsroom, client):
    text = TEXT + " ".join(f"{n:x}wörd" for n in range(90_000))
    newsroom.article(text=text, title="Very long")
    assert found(client, newsroom, "q=dockworkers+or+dockers&kind=article") == {("Article", "Very long")}


@pytest.fixture
def crowd(newsroom):
    size = world.Size(issues=3, parties=4, positions=90, on_one=60, waiting=3, figures=5, words=30, alone=5)
    return world.make("crowd", size, seed=2, by=newsroom.ada)


def test_results_come_in_parts_and_each_once(crowd, client):
    url, seen = "/crowd/search/?q=insists+or+ready&sort=newest", []
    while url:
        html = client.get(url).content.decode()
        seen += re.findall(r"<h2><a href=\"[^\"]*#(position-\d+)\"", html)
        older = re.search(r'rel="next" href="(\?[^"]*)"', html)
        url = older and f"/crowd/search/{unescape(older[1])}"
    assert len(seen) == len(set(seen)) > 30
    assert "ends before this part" in client.get("/crowd/search/?q=grain&part=99").content.decode()


def test_more_than_can_be_ranked_is_said(crowd, client, monkeypatch):
    monkeypatch.setattr(search, "MOST", 30)
    html = client.get("/crowd/search/?q=grain").content.decode()
    assert "30 of the newest that fit" in html or "of the newest that fit" in html
    assert re.search(r"All <span[^>]*>\d+\+</span>", html)


@pytest.mark.parametrize("query", ["", "q=grain", "q=insists", "q=grain+-ready&kind=position&party=northern-union"])
def test_the_number_of_queries_does_not_grow(newsroom, crowd, ada, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(12):
        assert ada.get(f"/crowd/search/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("words", "asks", "guessable"),
    [
        ("haven", True, ["haven"]),
        ('"quay worker" -brandt or pay', True, ["quay", "worker"]),
        ("-haven", False, []),
        ('-"a phrase"', False, []),
        ("  !! ", False, []),
    ],
)
def test_a_question_knows_what_it_asks(words, asks, guessable):
    question = questions.Question(words=words)
    assert (question.asks, question.guessable) == (asks, guessable)


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("isreal", ["Israel", "Iran"], "Israel"),
        ("netanyaho", ["Netanyahu", "Nathan"], "Netanyahu"),
        ("peace", ["Portline", "City"], ""),
        ("haven", [], ""),
    ],
)
def test_the_nearest_name_is_one_that_is_near(word, names, meant):
    assert search.nearest_to(word, names) == meant


def test_the_search_stands_on_every_page_and_keeps_the_clocks(told, client):
    html = client.get(told.url("matrix") + "?as_of=2024-03-10").content.decode()
    box = re.search(r'<form class="search-box".*?</form>', html, re.DOTALL)[0]
    assert f'action="{told.url("search")}"' in box
    assert 'name="as_of" value="2024-03-10"' in box
    assert 'action="/search/"' in client.get("/").content.decode()
