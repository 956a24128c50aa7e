"""A party's page and the pages of outlets: what they tell, to whom, under which clocks, in how many queries."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from articles import reviews
from articles.models import Article
from bench import world
from negotiations import positions
from tests.conftest import NOON, TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}
DAY = timedelta(days=1)


def words(answer) -> str:
    """The words of a page, white space levelled."""
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("&#x27;", "'")


@pytest.fixture
def tell(newsroom):
    """Puts a position on record as an outlet reported it on a day of March; `reprints` names an article's origin."""
    made = iter(range(1, 100))

    def tell(
        day: int, side: str | None, *, outlet: str = "Haven Post", printed: int | None = None, reprints=None, **more
    ):
        n = next(made)
        article = newsroom.article(text=f"{TEXT} Number {n}. " * n, title=f"Story {n}", outlet=outlet, published=date(2024, 3, printed or day))  # fmt: skip
        if reprints:
            Article.objects.filter(pk=article.pk).update(origin=reprints.origin)
            article.refresh_from_db()
        points = newsroom.issue("pay").points
        more = {"side": points.get(key=side) if side else None, "said_on": date(2024, 3, day)} | more
        proposal = newsroom.proposal(article, start=30 + n, end=60 + n, **more)
        return reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOON), article

    return tell


@pytest.fixture
def told(newsroom, tell):
    """The union's leader, a voice of hers that differs, and what the port says of the union."""
    port = {"attribution": "party", "attributed_to": newsroom.party("port")}
    tell(1, "full", speaker="Mara Lind")
    tell(5, "some", speaker="Ole Berg", stance="offer")
    tell(9, "full", speaker="Mara Lind", outlet="Harbour Wire")
    tell(12, "freeze", stance="accept", speaker="Otto Brandt", **port)
    return newsroom


def test_a_party_s_page_tells_its_way_its_voices_and_what_others_say(told, client):
    page = words(client.get(told.url("party", "union")))
    assert "4 positions of 4 origins on 1 sticking point: 3 on the record, 1 according to others." in page
    assert "Pay rise: Ole Berg" not in page
    assert "Pay rise : Mara Lind, then Ole Berg · the others held to their place : Mara Lind, 9 March 2024" in page
    assert "according to Portline: differs from what it says itself" in page
    assert page.index("Others say 12 March 2024") < page.index("It says itself 9 March 2024")
    assert "Mara Lind 2 days 1 1 March 2024 9 March 2024" in page


def test_its_chart_leads_to_the_cards_and_says_the_same_as_a_table(told, client):
    html = client.get(told.url("party", "union")).content.decode()
    first = told.negotiation.positions.order_by("said_on").first()
    assert f"{told.url('issue', 'pay')}?party=union&amp;card=position-{first.pk}#position-{first.pk}" in html
    assert html.count('class="mark ') == 4
    table = html[html.index("The charts as a table") : html.index("</table></details>")]
    assert re.findall(r"</i>([^<]*) <span", table) == ["Full rise", "Below inflation", "Full rise"]


@pytest.mark.parametrize(
    ("query", "cards", "present", "absent"),
    [
        ("?speaker=Ole+Berg", 1, "as Ole Berg tells", "What others say"),
        ("?speaker=Mara+Lind", 2, "What Mara Lind tells of all parties", "Otto Brandt"),
        ("?issue=cranes", 0, "Nothing of this is on record", "Full rise"),
        ("?as_of=2024-03-04", 1, "As of 4 March 2024", "Ole Berg"),
        ("?known_on=2024-03-05", 0, "Nothing is on record of Dockers' Union", "Full rise"),
    ],
)
def test_what_is_chosen_stands_in_the_address(told, client, query, cards, present, absent):
    answer = client.get(told.url("party", "union") + query)
    page = words(answer)
    assert answer.content.decode().count('<li id="position-') == cards
    assert present in page
    assert absent not in page


def test_a_chain_links_speaker_account_outlet_and_article_under_the_same_clocks(told, client):
    clocks = "as_of=2024-03-20&amp;known_on=2024-03-20"
    html = client.get(told.url("issue", "pay") + "?as_of=2024-03-20&known_on=2024-03-20").content.decode()
    for link in (
        f'<a class="tone" href="{told.url("party", "union")}?{clocks}">Dockers',
        f'<a href="{told.url("party", "union")}?speaker=Ole%20Berg&amp;{clocks}">Ole Berg</a>, own words',
        f'<a href="{told.url("matrix")}?speaker=Otto%20Brandt&amp;{clocks}">Otto Brandt</a>, according to',
        f'<a href="{told.url("party", "port")}?{clocks}">Portline</a>',
        f'<a href="{told.url("outlet", "Harbour Wire")}?{clocks}"><bdi>Harbour Wire</bdi></a>',
    ):
        assert link in html
    assert re.search(rf'href="{told.url("article", Article.objects.latest("pk").pk)}\?{clocks}#position-\d+"', html)


def test_a_party_that_was_merged_leads_to_the_one_that_is_kept(told, client):
    port, union = told.party("port"), told.party("union")
    port.merged_into, port.merged_at = union, NOON
    port.save()
    answer = client.get(told.url("party", "port") + "?as_of=2024-03-04")
    assert answer.url == told.url("party", "union") + "?as_of=2024-03-04"
    assert client.get(told.url("party", "port") + "?known_on=2024-03-01").status_code == 200
    assert client.get(told.url("party", "nobody")).status_code == 404


@pytest.mark.parametrize("name", ["party", "outlet", "outlets"])
def test_a_stranger_sees_nothing_of_a_private_negotiation(told, client, ada, name):
    told.negotiation.is_public = False
    told.negotiation.save()
    arguments = {"party": ["union"], "outlet": ["Haven Post"], "outlets": []}[name]
    assert client.get(told.url(name, *arguments)).status_code == 404
    assert ada.get(told.url(name, *arguments)).status_code == 200


def test_an_outlet_s_figures_open_their_lists(newsroom, client, tell):
    _, first = tell(1, "full", outlet="Harbour Wire", printed=2)
    tell(1, "full", outlet="Haven Post", printed=4)
    tell(1, "full", outlet="Evening Sun", printed=3, reprints=first)
    tell(6, "some", outlet="Evening Sun", stance="offer")
    wire = client.get(newsroom.url("outlet", "harbour wire"))  # the spelling does not matter
    page = words(wire)
    assert "Harbour Wire 1 article, 1 origin of its own, 1 entry of the record reported." in page
    assert "first, 1 day before Evening Sun" in page
    href = re.search(r'href="(\?[^"]*)#list"[^>]*><b>1</b> First<', wire.content.decode())[1]
    assert "1 on record" in words(client.get(newsroom.url("outlet", "Harbour Wire") + href))
    assert "after others" in words(client.get(newsroom.url("outlet", "Haven Post")))
    carried = words(client.get(newsroom.url("outlet", "Evening Sun") + "?show=carried"))
    assert "carried from another outlet" in carried
    assert "1 Alone" in carried
    listed = words(client.get(newsroom.url("outlets")))
    assert "Evening Sun 2 1 1 – – 1 – 1" in listed
    assert client.get(newsroom.url("outlet", "Nobody")).status_code == 404


def test_what_another_origin_contradicts_later_is_counted_against_who_reported_it(newsroom, client, tell):
    port = {"attribution": "party", "attributed_to": newsroom.party("port")}
    tell(4, "freeze", stance="accept", outlet="Harbour Wire", **port)
    tell(6, "full", outlet="Haven Post")
    page = words(client.get(newsroom.url("outlet", "Harbour Wire") + "?show=contradicted"))
    assert "1 Later contradicted" in page
    assert "contradicted 6 March 2024" in page
    assert "0 Later contradicted" in words(client.get(newsroom.url("outlet", "Haven Post")))
    before = words(client.get(newsroom.url("outlet", "Harbour Wire") + "?show=contradicted&as_of=2024-03-05"))
    assert "0 Later contradicted" in before
    assert "No report of this outlet is like this" in before


def test_what_one_text_tells_of_both_sides_is_no_later_contradiction(newsroom, client, tell):
    tell(1, "full", outlet="Haven Post")
    _, both = tell(6, "some", stance="offer", attribution="officials", outlet="Harbour Wire", printed=7)
    again = newsroom.proposal(both, start=100, end=130, said_on=date(2024, 3, 6))
    reviews.approve(proposal=again, editor=newsroom.ada, at=NOON)
    assert "1 found" in words(client.get(newsroom.url("contradictions") + "?issue=pay&type=divided&window=3"))
    assert "0 Later contradicted" in words(client.get(newsroom.url("outlet", "Harbour Wire")))


def test_outlets_are_counted_under_both_clocks(newsroom, client, tell):
    position, _ = tell(4, "full", outlet="Harbour Wire")
    positions.withdraw(entry=position, by=newsroom.ada, at=NOON + DAY, because="misread")
    assert "0 entries" in words(client.get(newsroom.url("outlet", "Harbour Wire")))
    assert "1 entry" in words(client.get(newsroom.url("outlet", "Harbour Wire") + "?known_on=2024-03-06"))
    early = words(client.get(newsroom.url("outlet", "Harbour Wire") + "?as_of=2024-03-03"))
    assert "0 articles" in early
    assert "No article of a named outlet was known then" in words(client.get(newsroom.url("outlets") + "?as_of=2024-03-03"))  # fmt: skip


@pytest.fixture
def crowd(newsroom):
    """Many positions of a few parties, in many articles."""
    size = world.Size(issues=5, parties=3, positions=400, on_one=200, waiting=0, figures=10)
    return world.make("crowd", size, seed=3, by=newsroom.ada)


def test_a_long_list_of_a_party_comes_part_by_part_and_nothing_is_left_out(crowd, client):
    url, seen = "/crowd/parties/northern-union/", []
    html = client.get(url).content.decode()
    while more := re.search(r'hx-get="(\?[^"]*)"', html):
        seen += re.findall(r'<li id="(position-\d+)"', html)
        html = client.get(url + more[1].replace("&amp;", "&"), **HTMX).content.decode()
        assert "<html" not in html
    seen += re.findall(r'<li id="(position-\d+)"', html)
    recorded = {f"position-{pk}" for pk in crowd.positions.filter(party__key="northern-union").values_list("pk", flat=True)}  # fmt: skip
    assert len(seen) == len(set(seen))
    assert set(seen) == recorded


def test_an_outlet_s_list_is_paged(crowd, client):
    url = "/crowd/outlets/Demo%20Wire/"
    html = client.get(url).content.decode()
    older = re.search(r'href="(\?page=2)">Older', html)[1]
    assert html.count('class="card ') == 30
    assert "Newer" in client.get(url + older).content.decode()
    assert client.get(url + "?page=99&show=nonsense").status_code == 200


@pytest.mark.parametrize("path", ["parties/northern-union/", "parties/northern-union/?speaker=Speaker+1+of+Northern+Union", "outlets/", "outlets/Demo%20Wire/"])  # fmt: skip
def test_the_number_of_queries_does_not_grow(newsroom, crowd, path, django_assert_max_num_queries):
    world.make("few", world.Size(issues=2, parties=2, positions=40, on_one=20, waiting=0, figures=2), seed=3, by=newsroom.ada)  # fmt: skip
    editor = Client()
    editor.force_login(newsroom.ada)
    for slug in ("few", "crowd"):
        with django_assert_max_num_queries(12):
            assert editor.get(f"/{slug}/{path}").status_code == 200
