"""A card offers the other sticking points that a passage may bear on; choosing one amends the proposal."""

import re

import pytest
from django.test import Client

from articles.models import Decision
from negotiations.models import Position

HTMX = {"HTTP_HX_REQUEST": "true"}


def torn(newsroom, **scores):
    """A proposal on pay that may bear on something else."""
    scores = {"pay": 0.6, "cranes": 0.5} | scores
    return newsroom.proposal(alternatives=[{"issue": key, "score": score} for key, score in scores.items()])


def address(proposal, key):
    return f"/proposals/{proposal.pk}/alternatives/{key}/"


def chosen(html, select):
    """The keys of a select's options, the selected one first."""
    options = re.search(rf'<select[^>]*name="{select}".*?</select>', html, re.DOTALL)[0]
    found = re.findall(r'<option value="([^"]*)"( selected)?', options)
    return [key for key, mark in sorted(found, key=lambda option: not option[1])]


@pytest.mark.parametrize("page", ["inbox", "issue", "article"])
def test_a_card_offers_the_other_sticking_point(newsroom, ada, page):
    proposal = torn(newsroom)
    arguments = {"inbox": (), "issue": ("pay",), "article": (proposal.article_id,)}[page]
    html = ada.get(newsroom.url(page, *arguments)).content.decode()
    assert f'href="{address(proposal, "cranes")}?page={page}"' in html
    assert address(proposal, "pay") not in html


@pytest.mark.parametrize(("score", "offered"), [(0.2, True), (0.19, False)])
def test_it_offers_only_what_is_at_least_a_third_as_likely(newsroom, ada, score, offered):
    proposal = torn(newsroom, cranes=score)
    assert (address(proposal, "cranes") in ada.get(newsroom.url("inbox")).content.decode()) is offered


def test_a_sticking_point_that_is_gone_is_not_offered(newsroom, ada):
    torn(newsroom, gone=0.6)
    html = ada.get(newsroom.url("inbox")).content.decode()
    assert html.count('data-key="o"') == 1
    assert "alternatives/gone" not in html


def test_a_choice_changes_the_card_opens_its_side_and_decides_nothing(newsroom, ada):
    proposal = torn(newsroom)
    html = ada.get(address(proposal, "cranes"), {"page": "inbox"}, **HTMX).content.decode()
    assert f'<li id="proposal-{proposal.pk}"' in html
    assert '<input type="hidden" name="issue" value="cranes">' in html
    assert chosen(html, "side") == ["", "all", "none"]
    assert "Approve as amended" in html
    assert 'role="alert"' not in html
    assert not Decision.objects.exists()


def test_a_choice_keeps_what_the_editor_changed_before(newsroom, ada):
    changed = {"page": "inbox", "stance": "offer", "said_on": "2024-03-05"}
    html = ada.get(address(torn(newsroom), "cranes"), changed, **HTMX).content.decode()
    assert chosen(html, "stance")[0] == "offer"
    assert 'name="said_on" value="2024-03-05"' in html


def test_a_choice_is_taken_back_by_the_same_button(newsroom, ada):
    proposal = torn(newsroom)
    moved = ada.get(address(proposal, "cranes"), {"page": "inbox"}, **HTMX).content.decode()
    assert address(proposal, "pay") in moved
    html = ada.get(address(proposal, "pay"), {"page": "inbox"}, **HTMX).content.decode()
    assert chosen(html, "side")[0] == "full"
    assert 'name="issue"' not in html
    assert address(proposal, "cranes") in html


def test_the_changed_card_is_approved_as_amended_on_the_other_sticking_point(newsroom, ada):
    proposal = torn(newsroom)
    fields = {"page": "inbox", "issue": "cranes", "stance": "demand", "side": "none", "said_on": "2024-03-04"}
    html = ada.post(f"/proposals/{proposal.pk}/approval/", fields, **HTMX).content.decode()
    position = Position.objects.get()
    assert (position.issue.key, position.side.key) == ("cranes", "none")
    assert Decision.objects.get().verdict == "amended"
    assert "Automated cranes" in html


def test_in_the_timeline_it_says_where_the_position_went(newsroom, ada):
    fields = {"page": "issue", "issue": "cranes", "side": ""}
    html = ada.post(f"/proposals/{torn(newsroom).pk}/approval/", fields, **HTMX).content.decode()
    assert "Automated cranes</a>" in html
    assert "side not told" in html


def test_all_fields_of_a_changed_card_keep_the_choice(newsroom, ada):
    proposal = torn(newsroom)
    card = ada.get(address(proposal, "cranes"), {"page": "inbox"}, **HTMX).content.decode()
    link = re.search(rf'hx-get="(/proposals/{proposal.pk}/amendment/[^"]*)"', card)[1].replace("&amp;", "&")
    html = ada.get(link, **HTMX).content.decode()
    assert chosen(html, "issue") == ["cranes", "pay"]
    assert 'role="alert"' not in html


def test_without_javascript_a_choice_leads_to_all_fields_and_back(newsroom, ada):
    proposal = torn(newsroom)
    html = ada.get(address(proposal, "cranes"), {"page": "inbox"}).content.decode()
    assert "<h1>Amend a proposal</h1>" in html
    assert chosen(html, "issue")[0] == "cranes"
    assert chosen(html, "side") == ["", "all", "none"]
    posted = dict(re.findall(r'<input type="(?:text|date|hidden)" name="(\w+)"(?: value="([^"]*)")?', html))
    posted |= {name: chosen(html, name)[0] for name in re.findall(r'<select name="(\w+)"', html)}
    answer = ada.post(f"/proposals/{proposal.pk}/approval/", posted)
    assert answer.url == newsroom.url("inbox")
    position = Position.objects.get()
    assert (position.issue.key, position.side) == ("cranes", None)


def test_only_sticking_points_of_the_negotiation_can_be_chosen(newsroom, ada):
    proposal = torn(newsroom)
    figure = newsroom.proposal(proposal.article, subject="figure", stance="", side=None, value=9, unit="percent")
    assert ada.get(address(proposal, "nonsense")).status_code == 404
    assert ada.get(address(figure, "cranes")).status_code == 404
    assert ada.post(address(proposal, "cranes")).status_code == 405


@pytest.mark.parametrize("who", ["bo", "dee", "cy"])
def test_nobody_but_editors_chooses(newsroom, who):
    client = Client()
    client.force_login(getattr(newsroom, who))
    assert client.get(address(torn(newsroom), "cranes")).status_code == 403
