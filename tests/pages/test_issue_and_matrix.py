"""The analyst's pages: what a reader chooses stands in the address, long lists come part by part, charts travel."""

import re
from datetime import date, timedelta

import pytest
import resvg_py
from django.contrib.auth.models import User
from django.urls import reverse

from articles import reviews
from articles.models import Citation
from bench import world
from negotiations import pictures
from negotiations.models import Figure, Position
from tests.conftest import NOON, WEDNESDAY

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def told(newsroom):
    """Positions on record: two parties, an account of one by the other, and one without a side."""
    article = newsroom.article()
    sayings = [
        {"party": newsroom.party("union"), "speaker": "Mara Lind", "said_on": date(2024, 2, 1)},
        {"party": newsroom.party("port"), "stance": "reject", "side": newsroom.issue("pay").points.get(key="freeze")},
        {"party": newsroom.party("port"), "stance": "offer", "side": newsroom.issue("pay").points.get(key="some"),
         "attribution": "party", "attributed_to": newsroom.party("union")},
        {"party": newsroom.party("city"), "stance": "accept", "side": None},
    ]  # fmt: skip
    made = []
    for n, saying in enumerate(sayings):
        proposal = newsroom.proposal(article, start=30 + n, end=60 + n, **saying)
        made.append(reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOON))
    return made


def anchors(html):
    return set(re.findall(r'<li id="(position-\d+)"', html))


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("", {0, 1, 2, 3}),
        ("?party=union", {0}),
        ("?party=union&party=port", {0, 1, 2}),
        ("?stance=reject", {1}),
        ("?attribution=party", {2}),
        ("?speaker=Mara+Lind", {0}),
        ("?outlet=haven", {0, 1, 2, 3}),
        ("?outlet=elsewhere", set()),
        ("?words=union+demands", {0, 1, 2, 3}),
        ("?words=cranes", set()),  # the article has the word, the quotes have not
        ("?words=union&stance=accept", {3}),
        ("?as_of=2024-02-10&party=union", {0}),
    ],
)
def test_cards_are_filtered_by_what_stands_in_the_address(newsroom, client, told, query, cards):
    html = client.get(newsroom.url("issue", "pay") + query).content.decode()
    assert anchors(html) == {f"position-{told[n].pk}" for n in cards}
    if not cards:
        assert "No position is like this" in html


def test_every_link_and_form_keeps_the_other_choices(newsroom, client, told):
    query = "?as_of=2024-03-10&known_on=2024-03-20&party=union&span=year&stance=demand"
    html = client.get(newsroom.url("issue", "pay") + query).content.decode()
    zoom = re.search(r'href="(\?[^"]*)#chart"[^>]*>Month<', html)[1]
    for choice in ("as_of=2024-03-10", "known_on=2024-03-20", "party=union", "stance=demand", "span=month"):
        assert choice in zoom
    before = re.search(r'rel="prev" href="([^"]*)"', html)[1]
    assert "as_of=2024-03-04" in before
    assert "party=union" in before
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    assert hidden.keys() >= {"party", "span", "stance", "as_of", "known_on"}
    for name in ("svg", "png"):
        assert f"chart.{name}{query}".replace("&", "&amp;") in html


def test_the_parties_of_an_issue_are_switched_in_its_chart(newsroom, client, told):
    page = newsroom.url("issue", "pay")
    assert client.get(page).content.decode().count('class="name"') == 2
    html = client.get(f"{page}?party=port").content.decode()
    assert html.count('class="name"') == 1
    assert "show </span>Dockers" in html
    assert "hide </span>Portline" in html


def test_a_zoom_shows_a_stretch_and_leads_to_the_one_before(newsroom, client, told):
    html = client.get(newsroom.url("issue", "pay") + "?since=2024-03-01&until=2024-03-10").content.decode()
    assert html.count('class="mark ') == 3
    assert "since=2024-02-20&amp;until=2024-02-29" in html
    assert "later <span" not in html


@pytest.fixture
def crowd(newsroom):
    """An issue with more positions than fit on a page, and two counts that differ."""
    owner = User.objects.create_user("owner")
    size = world.Size(issues=3, parties=4, positions=110, on_one=80, waiting=5, figures=8)
    return world.make("crowd", size, seed=3, by=owner)


def test_a_long_list_comes_part_by_part_and_nothing_is_left_out(newsroom, client, crowd):
    issue = crowd.issues.first()
    url, seen, parts = issue.get_absolute_url(), [], 0
    html = client.get(url).content.decode()
    assert "htmx" in html  # which a reader without an account needs only here
    while True:
        seen += re.findall(r'<li id="(position-\d+)"', html)
        parts += 1
        more = re.search(r'hx-get="(\?[^"]*)"', html)
        if not more:
            break
        html = client.get(url + more[1].replace("&amp;", "&"), **HTMX).content.decode()
        assert "<html" not in html
    assert parts == 3
    recorded = {f"position-{pk}" for pk in issue.positions.values_list("pk", flat=True)}
    assert len(seen) == len(set(seen))
    assert set(seen) == recorded


def test_without_htmx_the_next_part_is_a_page_that_leads_back(newsroom, client, crowd):
    url = crowd.issues.first().get_absolute_url()
    more = re.search(r'href="(\?[^"]*past=[^"#]*)', client.get(url).content.decode())[1]
    html = client.get(url + more).content.decode()
    assert "<html" in html
    assert "Back to the newest" in html


def test_a_mark_of_the_chart_opens_its_card_wherever_that_is(newsroom, client, crowd):
    issue = crowd.issues.first()
    html = client.get(issue.get_absolute_url()).content.decode()
    shown = anchors(html)
    hrefs = re.findall(r'<a href="([^"]*)#(position-\d+)" class="party', html)
    assert {anchor for query, anchor in hrefs if not query} <= shown
    query, anchor = next((query, anchor) for query, anchor in hrefs if query)
    assert anchor not in shown
    assert anchor in anchors(client.get(issue.get_absolute_url() + query).content.decode())


def test_the_made_up_world_is_consistent_and_the_same_for_the_same_seed(newsroom, crowd):
    assert crowd.positions.count() == 105
    assert crowd.proposals.sure().pending().count() == 5
    quotes = Citation.objects.filter(article__negotiation=crowd).quoted().select_related("article")
    assert all(c.quote == c.article.text[c.start : c.end] and c.quote.endswith(".") for c in quotes)
    again = world.make("again", world.Size(issues=3, parties=4, positions=110, on_one=80, waiting=5, figures=8), seed=3, by=newsroom.ada)  # fmt: skip
    told = [list(n.positions.order_by("said_on", "pk").values_list("said_on", "stance", "side__key", "party__key")) for n in (crowd, again)]  # fmt: skip
    assert told[0] == told[1]


def test_figures_are_a_chart_of_their_own_and_conflicting_counts_stand_side_by_side(newsroom, client):
    for name, value in (("union", 12), ("port", 7)):
        count = newsroom.proposal(newsroom.article(f"{name} counts. The Dockers' Union demands more on Monday. " * 3), subject="figure", stance="", side=None, party=newsroom.party(name), value=value, unit="ships")  # fmt: skip
        reviews.approve(proposal=count, editor=newsroom.ada, at=NOON)
    html = client.get(newsroom.url("issue", "pay")).content.decode()
    assert "Counts of one week that differ" in html
    assert html.count("<circle class=") == 2
    for figure in Figure.objects.all():
        assert f'href="#figure-{figure.pk}"' in html
        assert f'id="figure-{figure.pk}"' in html


def test_the_matrix_shows_the_parties_and_the_order_that_are_chosen(newsroom, client, told):
    reviews.approve(
        proposal=newsroom.proposal(told[0].citations.get().article, start=90, end=99, issue=newsroom.issue("cranes"),
        side=None, said_on=date(2024, 3, 6)), editor=newsroom.ada, at=NOON,
    )  # fmt: skip
    page = newsroom.url("matrix")
    html = client.get(f"{page}?party=port&sort=gap&as_of=2024-03-06").content.decode()
    assert re.findall(r'<th scope="col" class="party-\d"><a class="tone"[^>]*>([^<]*)', html) == ["Portline"]
    assert "100<small> of 100</small>" in html  # also between those that are not shown
    assert "sort=latest" in html
    assert "party=port" in re.search(r'href="([^"]*)">Latest change', html)[1]
    rows = [re.findall(r"issues/(\w+)/", client.get(f"{page}?sort={by}").content.decode()) for by in ("", "latest")]
    assert [list(dict.fromkeys(keys)) for keys in rows] == [["pay", "cranes"], ["pay", "cranes"]]


def test_a_cell_tells_silence_from_what_was_just_said_up_to_the_newest_article(newsroom, client, told):
    html = client.get(newsroom.url("matrix")).content.decode()
    assert "silent for 34 days" in html  # from 1 February to the newest article: we may be silent, too
    assert "said 2 days ago" in html
    assert "tempo--fresh" in html
    assert f"The newest article read is of {WEDNESDAY.day} March 2024" in html
    newsroom.article("The talks go on, and nobody says a word about pay. " * 4, published=WEDNESDAY + timedelta(days=30))  # fmt: skip
    assert "silent for 32 days" in client.get(newsroom.url("matrix")).content.decode()
    assert "silent for 32 days" not in client.get(newsroom.url("matrix") + "?as_of=2024-03-10").content.decode()


def test_a_cell_leads_to_its_card_under_the_same_clocks(newsroom, client, told):
    html = client.get(newsroom.url("matrix") + "?as_of=2024-03-06").content.decode()
    anchor = f"position-{told[0].pk}"
    assert f"{newsroom.url('issue', 'pay')}?as_of=2024-03-06&amp;card={anchor}#{anchor}" in html


PICTURES = [("chart", "pay"), ("figures-chart", "pay"), ("matrix-picture",)]


@pytest.mark.parametrize(("name", "arguments"), [(name, arguments) for name, *arguments in PICTURES])
def test_a_picture_says_what_it_shows_as_of_when_as_known_when_and_from_what(newsroom, client, told, name, arguments):
    answer = client.get(newsroom.url(name, *arguments, "svg") + "?as_of=2024-03-05&known_on=2024-03-20")
    svg = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"].endswith('.svg"')
    for words in ("As of 5 March 2024, as known on 20 March 2024", "Harbour strike", "origin", "as_of=2024-03-05&amp;known_on=2024-03-20"):  # fmt: skip
        assert words in svg
    assert ("Who wants what" if name == "matrix-picture" else "Pay rise") in svg
    assert "var(--" not in svg  # which programs outside browsers do not know


@pytest.mark.parametrize(("name", "arguments"), [(name, arguments) for name, *arguments in PICTURES])
def test_a_picture_comes_in_pixels_too(newsroom, client, told, name, arguments):
    answer = client.get(newsroom.url(name, *arguments, "png"))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert len(answer.content) > 10_000
    assert client.get(newsroom.url(name, *arguments, "gif")).status_code == 404


def test_a_permalink_in_a_picture_has_both_clocks_even_where_they_show_the_present(newsroom, client, told):
    svg = client.get(newsroom.url("chart", "pay", "svg")).content.decode()
    assert re.search(r"\?as_of=\d{4}-\d\d-\d\d&amp;known_on=\d{4}-\d\d-\d\d<", svg)


def test_without_fonts_a_picture_is_refused_in_words(newsroom, client, monkeypatch):
    monkeypatch.setattr(pictures, "has_fonts", lambda: False)
    answer = client.get(newsroom.url("chart", "pay", "png"))
    assert answer.status_code == 503
    assert "Take the SVG" in answer.content.decode()


def test_a_letter_leaves_a_trace_where_there_are_fonts():
    blank = resvg_py.svg_to_bytes(svg_string=pictures.LETTER.format(""))
    assert pictures.has_fonts() is (bytes(pictures.png_of(pictures.LETTER.format("<text y='15'>M</text>"))) != blank)


def test_any_site_may_frame_the_chart_of_a_public_negotiation_and_nothing_else(newsroom, client, ada, told):
    answer = client.get(f"/embed{newsroom.url('issue', 'pay')}?party=union")
    html = answer.content.decode()
    assert "frame-ancestors *;" in answer["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert html.count('class="name"') == 1
    assert "<script" not in html
    page = client.get(newsroom.url("issue", "pay"))
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    for visitor in (client, ada):  # also a member's cookie opens nothing here
        assert visitor.get(f"/embed{newsroom.url('issue', 'pay')}").status_code == 404
    assert "iframe" not in ada.get(newsroom.url("issue", "pay")).content.decode()


def test_an_act_of_review_redraws_the_chart_as_the_reader_chose_it(newsroom, ada, told):
    waiting = newsroom.proposal(newsroom.negotiation.articles.get(), party=newsroom.party("port"), stance="offer")
    place = f"http://testserver{newsroom.url('issue', 'pay')}?party=union&span=month&as_of=2024-02-10"
    answer = ada.post(reverse("approval", args=[waiting.pk]), {"page": "issue"}, **HTMX, HTTP_HX_CURRENT_URL=place)
    html = answer.content.decode()
    chart = html[html.index('<figure id="chart"') : html.index("</figure>")]
    assert re.findall(r'class="name"[^>]*>([^<]+)', chart) == ["Dockers&#x27; Union"]
    assert "as_of=2024-02-10" in chart
    assert 'aria-current="true">Month' in chart


def test_what_waits_is_in_no_frame(newsroom, ada):
    newsroom.proposal()
    assert "mark--pending" in ada.get(newsroom.url("issue", "pay")).content.decode()
    assert "mark--pending" not in ada.get(f"/embed{newsroom.url('issue', 'pay')}").content.decode()


def test_an_issue_of_five_thousand_would_not_make_a_huge_page(newsroom, client, django_assert_max_num_queries):
    world.make("many", world.Size(issues=1, parties=6, positions=900, on_one=900, waiting=0, figures=30), seed=1, by=newsroom.ada)  # fmt: skip
    with django_assert_max_num_queries(12):
        html = client.get("/many/issues/grain-quotas/").content.decode()
    assert Position.objects.filter(negotiation__slug="many").count() == 900
    assert html.count('<li id="position-') == 30
    assert len(html) < 300_000
