"""A card tells why it is proposed, what is weak about it, and what its quote says beside."""

import re
from decimal import Decimal

import pytest

from articles import runs
from articles.models import Proposal
from tests.conftest import NOON, TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}


def reason(part, words, by, why, *, weak=False):
    place = [TEXT.index(words), TEXT.index(words) + len(words)] if words else None
    return {"part": part, "words": place, "by": by, "why": why, "weak": weak}


REASONS = [
    reason("party", "Dockers' Union", "name", "named as “Dockers' Union”"),
    reason("issue", "pay rise", "term", "its term “pay rise”"),
    reason("stance", "demands", "cue", "the cue “demands”"),
    reason("side", "", "the record", "this party usually stands here", weak=True),
]


@pytest.fixture
def proposal(newsroom):
    return newsroom.proposal(reasons=REASONS)


def card_of(html, proposal):
    return re.search(rf'<li id="proposal-{proposal.pk}".*?</form>', html, re.DOTALL)[0]


@pytest.mark.parametrize("page", ["inbox", "issue", "article"])
def test_a_pending_card_folds_its_reasons_behind_why(newsroom, ada, proposal, page):
    of_page = {"inbox": (), "issue": ("pay",), "article": (proposal.article_id,)}[page]
    card = card_of(ada.get(newsroom.url(page, *of_page)).content.decode(), proposal)
    fold = re.search(r'<details class="why"><summary data-key="w">.*?</details>', card, re.DOTALL)[0]
    assert re.findall(r"<mark[^>]*>(.*?)</mark><sup>(\d)</sup>", fold) == [
        ("Dockers&#x27; Union", "1"), ("demands", "3"), ("pay rise", "2"),
    ]  # fmt: skip
    assert re.findall(r"<li><b>(.*?):</b>", fold) == ["Party", "Sticking point", "Stance", "Side"]
    assert "the cue “demands”" in fold


def test_a_weak_part_is_seen_on_the_card_at_a_glance(newsroom, ada, proposal):
    card = card_of(ada.get(newsroom.url("inbox")).content.decode(), proposal)
    weak = re.findall(r'<(?:select|input)[^>]*name="(\w+)"[^>]*class="weak" aria-describedby="(.*?)"', card)
    assert weak == [("side", f"proposal-{proposal.pk}-doubts")]
    (line,) = re.findall(rf'<p class="doubts" id="proposal-{proposal.pk}-doubts">(.*?)</p>', card)
    assert "<b>weak:</b> side by the record" in line


def test_what_the_quote_says_and_the_summary_does_not_stands_above_the_buttons(newsroom, ada, proposal):
    card = card_of(ada.get(newsroom.url("inbox")).content.decode(), proposal)
    assert "<b>not in the summary:</b> number: 9" in card
    assert card.index("not in the summary") < card.index("Approve")
    assert re.findall(r'<mark class="why__mark why__mark--flag[^>]*>(.*?)</mark>', card) == ["9"]


def test_a_figure_carries_its_own_number_and_no_other(newsroom, ada):
    figure = {"subject": Proposal.Subject.FIGURE, "stance": "", "side": None, "value": Decimal(9), "unit": "percent"}
    carried = newsroom.proposal(**figure)
    other = newsroom.proposal(carried.article, **(figure | {"value": Decimal(8)}))
    html = ada.get(newsroom.url("inbox")).content.decode()
    assert "not in the summary" not in card_of(html, carried)
    assert "not in the summary:</b> number: 9" in card_of(html, other)


def test_a_card_without_reasons_and_doubts_says_nothing_of_them(newsroom, ada):
    place = TEXT.index("Portline rejected")
    plain = newsroom.proposal(party=newsroom.party("port"), stance="reject", start=place, end=place + 31)
    card = card_of(ada.get(newsroom.url("inbox")).content.decode(), plain)
    assert 'class="doubts"' not in card
    assert 'class="why"' not in card


def test_what_an_editor_chooses_instead_is_not_called_weak(newsroom, ada, proposal):
    moved = ada.get(f"/proposals/{proposal.pk}/alternatives/cranes/?page=inbox", **HTMX).content.decode()
    assert "Approve as amended" in moved
    assert 'class="weak"' not in moved
    assert "<b>weak:</b>" not in moved


def test_a_proposal_read_by_the_rules_explains_every_part(newsroom, ada):
    article = newsroom.article()
    runs.carry_out(run=article.runs.first(), now=lambda: NOON)
    proposal = article.proposals.for_cards().filter(subject="position").first()
    assert [line.part for line in proposal.why.lines] == ["party", "issue", "stance", "side", "said_on", "attribution"]
