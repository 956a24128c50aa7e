"""On every page one may ask for one speaker; and every link of a page under chosen clocks keeps them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from articles import reviews
from tests.conftest import NOON, TEXT
from tests.pages.test_party_and_outlet_pages import words

CLOCKS = "as_of=2024-03-20&known_on=2024-03-25"


@pytest.fixture
def told(newsroom):
    """Three speakers, two of them of one party, over two sticking points; one position said again by another voice."""
    pay, cranes = newsroom.issue("pay").points, newsroom.issue("cranes")
    port = {"party": newsroom.party("port"), "stance": "reject", "side": pay.get(key="freeze")}
    sayings = [
        {"speaker": "Mara Lind", "said_on": date(2024, 3, 1)},
        {"speaker": "Ole Berg", "said_on": date(2024, 3, 4), "stance": "offer", "side": pay.get(key="some")},
        {"speaker": "Mara Lind", "said_on": date(2024, 3, 9)},
        {"speaker": "Otto Brandt", "said_on": date(2024, 3, 10), **port},
        {"speaker": "Otto Brandt", "said_on": date(2024, 3, 12), **port, "issue": cranes, "side": None},
    ]
    for n, saying in enumerate(sayings):
        article = newsroom.article(text=f"{TEXT} Number {n}. ", title=f"Story {n}", published=date(2024, 3, 13))
        proposal = newsroom.proposal(article, start=30, end=60, **saying)
        reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOON)
    newsroom.article_pk = article.pk
    return newsroom


@pytest.mark.parametrize(
    ("name", "arguments", "query", "present", "absent"),
    [
        ("matrix", [], "", ["as Otto Brandt tells", "No rise"], ["Full rise"]),
        ("issue", ["pay"], "", ["No rise"], ["Number 0"]),
        ("changes", [], "&from=2024-02-28&to=2024-03-20", ["as Otto Brandt tells", "No rise"], ["Mara Lind , own"]),
        ("shifts", [], "&show=all", ["No rise"], ["Mara Lind , own"]),
        ("party", ["port"], "", ["as Otto Brandt tells", "No rise"], ["Nothing of this"]),
    ],
)
def test_a_page_shows_what_one_speaker_told(told, client, name, arguments, query, present, absent):
    page = words(client.get(f"{told.url(name, *arguments)}?speaker=Otto+Brandt{query}"))
    for sentence in present:
        assert sentence in page, sentence
    for sentence in absent:
        assert sentence not in page, sentence


@pytest.mark.parametrize("name", ["matrix", "changes", "shifts", "contradictions"])
def test_speakers_are_offered_from_the_record(told, client, name):
    html = client.get(told.url(name)).content.decode()
    offered = re.search(r'<select id="speaker".*?</select>', html, re.S)[0]
    assert re.findall(r"<option[^>]*>([^<]*)", offered) == ["anybody", "Mara Lind", "Ole Berg", "Otto Brandt"]


def test_contradictions_of_a_speaker_are_those_in_which_they_spoke(told, client):
    for speaker, number in (("Mara+Lind", 1), ("Otto+Brandt", 0)):
        html = client.get(f"{told.url('contradictions')}?speaker={speaker}").content.decode()
        assert html.count('class="change contradiction"') == number
        if number:
            key = re.search(r'/contradictions/([a-z]+-\d+-\d+)/\?speaker=Mara\+Lind"', html)
            assert key, "the choice stays in the link"


def test_the_gap_of_a_line_does_not_depend_on_who_is_shown(told, client):
    html = client.get(told.url("matrix") + "?speaker=Mara+Lind").content.decode()
    assert "100<small> of 100</small>" in html
    assert "Automated cranes" not in html, "lines without a word of hers are left out"
    assert f"{told.url('issue', 'pay')}?speaker=Mara+Lind&amp;card=" in html
    assert "as Mara Lind tells" in client.get(told.url("matrix-picture", "svg") + "?speaker=Mara+Lind").content.decode()


def test_a_shift_is_told_by_who_said_it(told, client):
    page = words(client.get(told.url("shifts") + "?speaker=Ole+Berg&party=union"))
    assert "Full rise → to Below inflation" in page
    assert "Mara Lind , own words" not in page


def test_the_inbox_is_narrowed_to_a_speaker(told, ada):
    for n, name in enumerate(("Mara Lind", "Ole Berg")):
        told.proposal(told.negotiation.articles.first(), start=70 + n, end=99, speaker=name)
    html = ada.get(told.url("inbox")).content.decode()
    assert '<option value="Mara Lind">Mara Lind (1)</option>' in html
    narrowed = ada.get(told.url("inbox") + "?speaker=Ole+Berg").content.decode()
    assert narrowed.count('<li id="proposal-') == 1
    assert "Ole Berg" in narrowed


READING = re.compile(r"^/harbour-strike/((issues|parties|outlets|articles|changes|shifts|contradictions)/.*)?$")
ELSEWHERE = re.compile(r"/(new|review|reading|progress)/|\.(svg|png)$")
PAGES = [
    ("matrix", []),
    ("issue", ["pay"]),
    ("party", ["union"]),
    ("outlets", []),
    ("outlet", ["Haven Post"]),
    ("articles", []),
    ("article", ["one"]),
    ("shifts", []),
    ("contradictions", []),
    ("contradiction", ["one"]),
    ("changes", []),
]


@pytest.mark.parametrize(("name", "arguments"), PAGES)
@pytest.mark.parametrize("reader", ["client", "ada"])
def test_every_link_to_a_reading_page_keeps_both_clocks(told, request, reader, name, arguments):
    who = request.getfixturevalue(reader)
    if name == "article":
        arguments = [told.article_pk]
    if name == "contradiction":
        html = who.get(told.url("contradictions")).content.decode()
        arguments = [re.search(r"/contradictions/([a-z]+-\d+-\d+)/", html)[1]]
    asked = CLOCKS if name != "changes" else f"from=2024-02-28&{CLOCKS.replace('as_of', 'to')}"
    html = who.get(f"{told.url(name, *arguments)}?{asked}").content.decode()
    lost = [link for link in links(html) if not keeps(link)]
    assert lost == []
    assert len(links(html)) > 4


def links(html):
    """The links to reading pages, but those that lead back to now and those that move a clock."""
    html = re.sub(
        r'<a class="(clocks__now|strip__step)".*?</a>|<a rel="(prev|next)".*?</a>|<noscript>.*?</noscript>|<a [^>]*>[^<]*now</a>',
        "",
        html,
    )
    found = [unescape(link) for link in re.findall(r'<a [^>]*?href="([^"#]+)', html)]
    paths = [(urlsplit(link), link) for link in found]
    return [link for parts, link in paths if READING.match(parts.path) and not ELSEWHERE.search(parts.path)]


def keeps(link):
    """Whether a link has the day and the moment; the page of changes calls its later day `to`."""
    chosen = parse_qs(urlsplit(link).query)
    day = chosen.get("to", []) + chosen.get("as_of", [])
    return "2024-03-20" in day and chosen.get("known_on", [""])[0][:10] == "2024-03-25"
