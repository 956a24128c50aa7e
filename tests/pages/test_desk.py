"""The desk: an article's text beside the proposal at hand."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from articles import desk_page, reviews
from articles.models import Citation, Decision, Proposal
from negotiations.models import Position
from tests.conftest import NOON, TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}
REJECTED = "Portline rejected the pay rise."


@pytest.fixture
def article(newsroom):
    return newsroom.article()


@pytest.fixture
def url(newsroom, article):
    return newsroom.url("desk", article.pk)


@pytest.fixture
def proposals(newsroom, article):
    """A demand, a rejection that begins later, and one of which the reader is less sure."""
    start = TEXT.index(REJECTED)
    rejection = {"party": newsroom.party("port"), "stance": "reject", "side": None, "start": start, "end": start + 31}
    return (
        newsroom.proposal(article),
        newsroom.proposal(article, **rejection),
        newsroom.proposal(article, stance="offer", confidence=0.2, sure=False),
    )


def at_hand(answer) -> str | None:
    """The key of the proposal that is open."""
    found = re.search(r'id="desk-card"[^>]*data-proposal="(\d+)"', answer.content.decode())
    return found and int(found[1])


def said(answer) -> str:
    """What the desk says was just done."""
    line = re.search(r'<p id="desk-said"[^>]*>(.*?)</p>', answer.content.decode(), re.DOTALL)[1]
    return unescape(re.sub(r"<[^>]+>", "", line)).strip()


def listed(answer) -> list[int]:
    """The keys of the list, in its order."""
    return [int(key) for key in re.findall(r'id="desk-to-(\d+)"', answer.content.decode())]


def text_of(answer) -> str:
    """The words of the text, as a browser would have them."""
    box = re.search(r'<article id="desk-text"[^>]*>(.*?)</article>', answer.content.decode(), re.DOTALL)[1]
    return unescape(re.sub(r"<[^>]+>", "", box))


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("dee", 403), ("cy", 403)])
def test_only_editors_sit_at_the_desk(newsroom, url, who, status):
    assert as_(getattr(newsroom, who)).get(url).status_code == status


def test_a_stranger_to_a_private_negotiation_finds_no_desk(newsroom, url, article, proposals, client):
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    decision = reviews.reject(proposal=proposals[1], reason="other", editor=newsroom.ada, at=NOON)
    stranger = as_(newsroom.cy)
    assert stranger.get(url).status_code == 404
    acts = (f"{proposals[0].pk}/approval/", f"{proposals[0].pk}/rejection/", "positions/", f"decisions/{decision.pk}/undoing/")  # fmt: skip
    for act in acts:
        assert stranger.post(f"{url}{act}").status_code == 404
        assert as_(newsroom.bo).post(f"{url}{act}").status_code == 403
    assert stranger.post(newsroom.url("reaffirmations", article.pk)).status_code == 404
    assert Decision.objects.in_force().count() == 1
    assert client.get(url).status_code == 302


def test_a_proposal_of_another_article_is_not_decided_here(newsroom, ada, url, article):
    other = newsroom.proposal(newsroom.article(TEXT + " Twice."))
    assert ada.post(f"{url}{other.pk}/approval/").status_code == 404
    assert ada.post(f"{url}{other.pk}/rejection/").status_code == 404


def test_what_changes_most_comes_first_and_the_less_sure_last(newsroom, ada, url, article):
    earlier = newsroom.proposal(newsroom.article("Some other news."), start=0, end=4)
    reviews.approve(proposal=earlier, editor=newsroom.ada, at=NOON)
    kinds = ("repeat", "new", "less sure", "contradiction", "reaffirmation", "shift")
    made = {
        kind: newsroom.proposal(
            article, start=at, kind="new" if kind == "less sure" else kind, sure=kind != "less sure"
        )
        for at, kind in enumerate(kinds)
    }
    decided = newsroom.proposal(article, stance="accept")
    Decision.objects.create(proposal=decided, verdict="rejected", reason="other", editor=newsroom.ben, decided_at=NOON)
    page = ada.get(url)
    order = ("shift", "contradiction", "new", "reaffirmation", "repeat")
    assert listed(page) == [*(made[kind].pk for kind in order), decided.pk, made["less sure"].pk]
    assert at_hand(page) == made["shift"].pk


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "🙂 A <b>café & cafe\u0301</b> “said” no.\n\n👩‍👩‍👧 it's 5 > 4.",
        "  Spaces at the start &amp; the end.",
        "𝔘nion\n\n\n\nsaid\tno.",
    ],
)
def test_the_text_on_the_page_is_the_text_of_the_article(newsroom, ada, text):
    article = newsroom.article(text)
    newsroom.proposal(article, start=2, end=len(article.text) - 2)
    newsroom.proposal(article, start=1, end=4, stance="offer")
    assert text_of(ada.get(newsroom.url("desk", article.pk))) == article.text


def test_the_quote_at_hand_is_marked_and_the_others_lightly(ada, url, proposals):
    page = ada.get(f"{url}?proposal={proposals[1].pk}").content.decode()
    assert re.search(r'class="said [^"]*said--current" id="quote"[^>]*>Portline rejected the pay rise\.<', page)
    assert re.search(r'class="said [^"]*said--waiting" data-proposal="\d+"[^>]*>The Dockers', page)


def test_after_a_decision_the_next_one_is_open(ada, url, proposals):
    first, second, less_sure = proposals
    page = ada.get(url)
    assert at_hand(page) == first.pk
    assert f'name="then" value="{second.pk}"' in page.content.decode()
    answer = ada.post(f"{url}{first.pk}/approval/", {"then": second.pk}, **HTMX)
    assert at_hand(answer) == second.pk
    assert answer["HX-Replace-Url"].endswith(f"?proposal={second.pk}")
    assert said(answer) == "Approved: Dockers' Union, demand: Pay rise"
    assert 'id="inbox-count" hx-swap-oob="outerHTML">1<' in answer.content.decode()
    answer = ada.post(f"{url}{second.pk}/rejection/", {"then": "", "reason": "wrong-party"}, **HTMX)
    assert at_hand(answer) is None
    assert "Nothing is left to decide here" in answer.content.decode()
    assert "1 less sure is in the list" in answer.content.decode()
    assert Decision.objects.in_force().get(proposal=second).reason == "wrong-party"
    assert at_hand(ada.get(f"{url}?proposal={less_sure.pk}")) == less_sure.pk


def test_what_was_passed_over_comes_again(ada, url, proposals):
    first, second, _ = proposals
    assert f'name="then" value="{first.pk}"' in ada.get(f"{url}?proposal={second.pk}").content.decode()


def test_what_somebody_else_decided_meanwhile_is_not_opened_next(newsroom, ada, url, proposals):
    first, second, _ = proposals
    reviews.reject(proposal=second, reason="other", editor=newsroom.ben, at=NOON)
    answer = ada.post(f"{url}{first.pk}/approval/", {"then": second.pk}, **HTMX)
    assert at_hand(answer) is None


def test_the_second_editor_is_told_who_was_faster(newsroom, ada, url, proposals):
    reviews.reject(proposal=proposals[0], reason="other", editor=newsroom.ben, at=NOON)
    answer = ada.post(f"{url}{proposals[0].pk}/approval/", {"then": proposals[1].pk}, **HTMX)
    assert answer.status_code == 409
    assert "ben was faster: rejected" in said(answer)
    assert at_hand(answer) == proposals[1].pk


def test_a_moved_quote_is_cited_where_it_was_moved_to(newsroom, ada, url, proposals):
    proposal = proposals[1]
    end = proposal.start + len("Portline rejected")
    ada.post(f"{url}{proposal.pk}/approval/", {"start": proposal.start - 1, "end": end})
    citation = Citation.objects.quoted().get()
    assert citation.quote == "Portline rejected"
    assert Decision.objects.get().verdict == "amended"
    kept = Proposal.objects.get(pk=proposal.pk)
    assert (kept.start, kept.end) == (proposal.start, proposal.end)
    page = ada.get(f"{url}?proposal={proposal.pk}").content.decode()
    assert re.search(r'said--current" id="quote"[^>]*>Portline rejected</mark>', page)


def test_a_quote_that_stays_is_no_amendment(ada, url, proposals):
    ada.post(f"{url}{proposals[1].pk}/approval/", {"start": proposals[1].start, "end": proposals[1].end})
    assert Decision.objects.get().verdict == "approved"


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ({"start": 40, "end": 40}, "The quote is empty"),
        ({"start": 60, "end": 40}, "The quote is empty"),
        ({"start": TEXT.index("\n\n"), "end": TEXT.index("\n\n") + 2}, "The quote is empty"),
        ({"start": -5, "end": 40}, "lies outside the text"),
        ({"start": 0, "end": len(TEXT) + 1}, "lies outside the text"),
        ({"start": "here", "end": 40}, "mark it in the text again"),
        ({"start": "", "end": ""}, "mark it in the text again"),
    ],
)
def test_a_quote_that_cannot_be_is_told_and_changes_nothing(ada, url, proposals, places, sentence):
    for headers in (HTMX, {}):
        answer = ada.post(f"{url}{proposals[0].pk}/approval/", places, **headers)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert at_hand(answer) == proposals[0].pk
    by_hand = ada.post(f"{url}positions/", {"party": "union", "issue": "pay", "stance": "demand"} | places, **HTMX)
    assert by_hand.status_code == 422
    assert sentence in by_hand.content.decode()
    assert not Decision.objects.exists()


def test_a_note_is_kept_with_the_decision(ada, url, proposals):
    first, second, _ = proposals
    ada.post(f"{url}{first.pk}/approval/", {"note": " as on the tape "})
    ada.post(f"{url}{second.pk}/rejection/", {"reason": "other", "note": "hearsay"})
    fields = {"party": "port", "issue": "cranes", "stance": "demand", "start": 0, "end": 5, "note": "a headline"}
    ada.post(f"{url}positions/", fields)
    notes = Decision.objects.order_by("pk").values_list("verdict", "note")
    assert list(notes) == [("approved", "as on the tape"), ("rejected", "hearsay"), ("approved", "a headline")]
    assert "Note: hearsay" in ada.get(f"{url}?proposal={second.pk}").content.decode()
    wrong = ada.post(f"{url}positions/", {"note": "kept"}, **HTMX).content.decode()
    assert 'name="note" maxlength="400" value="kept"' in wrong


def test_a_wrong_field_is_told_and_what_was_typed_is_kept(ada, url, proposals):
    answer = ada.post(f"{url}{proposals[0].pk}/approval/", {"said_on": "2024-03-07", "speaker": "Ida Berg"}, **HTMX)
    assert answer.status_code == 422
    assert "This day is after the report" in answer.content.decode()
    assert 'value="Ida Berg"' in answer.content.decode()


def test_a_position_by_hand_goes_on_record_and_says_so(newsroom, ada, url, article, proposals):
    start = TEXT.index("The port operator")
    form = ada.get(f"{url}?by-hand=1&proposal={proposals[1].pk}&start={start}&end={len(TEXT)}", **HTMX).content.decode()
    assert 'data-state="hand"' in form
    assert "“<span>The port operator wants automated cranes everywhere by spring.</span>”" in form
    fields = {"party": "port", "issue": "cranes", "side": "all", "stance": "demand", "start": start, "end": len(TEXT)}
    answer = ada.post(f"{url}positions/", fields | {"then": proposals[1].pk}, **HTMX)
    assert at_hand(answer) == proposals[1].pk
    position = Position.objects.get()
    assert (position.party.key, position.side.key, position.said_on) == ("port", "all", article.published)
    assert Citation.objects.quoted().get().quote == "The port operator wants automated cranes everywhere by spring."
    assert "Automated cranes · by hand" in answer.content.decode()
    issue = ada.get(newsroom.url("issue", "cranes")).content.decode()
    assert "Found by hand by ada" in re.sub(r"<[^>]+>", "", issue)
    again = ada.post(f"{url}positions/", fields, **HTMX)
    assert again.status_code == 409
    assert "ada was faster: approved" in said(again)


def test_a_position_by_hand_needs_its_party_its_stance_and_its_sticking_point(ada, url):
    answer = ada.post(f"{url}positions/", {"start": 0, "end": 5}, **HTMX)
    assert answer.status_code == 422
    for label in ("Party", "Stance", "Sticking point"):
        assert f"{label}: This field is required." in answer.content.decode()


def test_what_was_found_by_hand_and_undone_waits_and_is_decided_anew(newsroom, ada, url, article):
    fields = {"party": "port", "issue": "cranes", "side": "all", "stance": "demand", "start": 0, "end": 5}
    ada.post(f"{url}positions/", fields)
    decision = Decision.objects.get()
    answer = ada.post(f"{url}decisions/{decision.pk}/undoing/", **HTMX)
    assert at_hand(answer) == decision.proposal_id
    assert "found by hand" in answer.content.decode()
    ada.post(f"{url}positions/", fields | {"side": "none"})
    assert Proposal.objects.count() == 1
    assert Position.objects.in_force().get().side.key == "none"


def test_the_last_act_is_the_editors_own_and_is_taken_back_with_one_key(newsroom, ada, url, proposals):
    first, second, _ = proposals
    mine = reviews.approve(proposal=first, editor=newsroom.ada, at=NOON).decisions.get()
    reviews.reject(proposal=second, reason="other", editor=newsroom.ben, at=NOON + timedelta(minutes=1))
    page = ada.get(url).content.decode()
    undo = re.search(r'id="desk-undo" method="post" action="([^"]+)"', page)[1]
    assert undo == f"{url}decisions/{mine.pk}/undoing/"
    answer = ada.post(undo, **HTMX)
    assert at_hand(answer) == first.pk
    assert "Taken back" in said(answer)
    assert not Position.objects.in_force().exists()
    again = ada.post(undo, **HTMX)
    assert again.status_code == 409
    assert "undone already" in said(again)


def test_all_that_confirms_the_record_goes_with_one_key_and_comes_back_with_one(newsroom, ada, url, article, proposals):
    earlier = newsroom.proposal(newsroom.article("Other news of the day."), start=0, end=4, said_on="2024-03-01")
    reviews.approve(proposal=earlier, editor=newsroom.ben, at=NOON)
    first, second, _ = proposals
    third = newsroom.proposal(article, start=3)
    Proposal.objects.filter(pk__in=[first.pk, third.pk]).update(kind="reaffirmation")
    page = ada.get(url).content.decode()
    action = newsroom.url("reaffirmations", article.pk)
    assert f'action="{action}"' in page
    assert "Approve 2 that confirm the record" in page
    shown = [str(key) for key in (third.pk, first.pk)]
    assert re.findall(r'name="proposal" value="(\d+)"', page) == shown
    answer = ada.post(action, {"page": "desk", "proposal": shown}, follow=True)
    assert at_hand(answer) == second.pk
    assert said(answer) == "Approved with one key: 2"
    undo = re.search(r'action="(/batches/[^"]+)"', answer.content.decode())[1]
    assert as_(newsroom.bo).post(undo).status_code == 403
    assert 'data-says="Taken back: 2 are open again."' in answer.content.decode()
    assert at_hand(ada.post(undo, {"page": "desk"}, follow=True)) in (first.pk, second.pk, third.pk)
    assert {first, second, third} <= set(Proposal.objects.pending())


def test_the_next_article_waits_when_one_is_done(newsroom, ada, url, article):
    other = newsroom.article("Other news of the day.", title="The other one")
    newsroom.proposal(other, start=0, end=4)
    page = ada.get(url).content.decode()
    assert "Nothing is left to decide here" in page
    assert f'data-press="n" href="{newsroom.url("desk", other.pk)}"' in page


def test_without_javascript_links_and_forms_do_the_same(newsroom, ada, url, proposals):
    first, second, _ = proposals
    page = ada.get(url).content.decode()
    assert f'href="?proposal={second.pk}#quote"' in page
    assert '<noscript><p class="desk__field"><label for="first">Quote from</label><select name="start"' in page
    answer = ada.post(f"{url}{first.pk}/approval/", {"then": second.pk})
    assert answer.status_code == 302
    assert at_hand(ada.get(answer["Location"])) == second.pk
    assert 'data-state="hand"' in ada.get(f"{url}?by-hand=1").content.decode()


def test_a_figure_is_decided_here_too(newsroom, ada, url, article):
    figure = newsroom.proposal(article, subject="figure", stance="", side=None, value=9, unit="percent")
    page = ada.get(url).content.decode()
    assert '<b class="desk__figure">9 percent</b>' in page
    assert "stances" not in page
    ada.post(f"{url}{figure.pk}/approval/", {"value": "8", "start": figure.start + 1})
    assert (newsroom.negotiation.figures.get().value, Decision.objects.get().verdict) == (8, "amended")


def test_what_was_remembered_is_told(newsroom, ada, url, proposals):
    rejection = reviews.reject(proposal=proposals[1], reason="wrong-party", editor=newsroom.ben, at=NOON)
    Proposal.objects.filter(pk=proposals[0].pk).update(remembered=rejection)
    assert "Rejected on 6 March by ben: wrong party." in ada.get(url).content.decode()


@pytest.mark.parametrize("number", [1, 40])
def test_the_desk_takes_at_most_twelve_queries_however_much_it_shows(newsroom, ada, url, article, proposals, number, django_assert_max_num_queries):  # fmt: skip
    for at in range(number):
        newsroom.proposal(article, start=at, side=None, stance="offer" if at % 2 else "accept")
        decided = newsroom.proposal(article, start=at, end=at + 50)
        reviews.approve(proposal=decided, editor=newsroom.ada, at=NOON)
    for address in (url, f"{url}?proposal={decided.pk}", f"{url}?by-hand=1"):
        with django_assert_max_num_queries(12):
            assert ada.get(address).status_code == 200


def test_article_and_inbox_lead_to_the_desk(newsroom, ada, url, article, proposals):
    for page in (newsroom.url("article", article.pk), newsroom.url("inbox")):
        assert f'href="{url}"' in ada.get(page).content.decode()
    assert f'href="{url}"' not in as_(newsroom.bo).get(newsroom.url("article", article.pk)).content.decode()


# Figures by hand


def place_of(words: str) -> dict[str, int]:
    """Where words stand in the text."""
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


NINE = "a full pay rise of 9 percent"


def test_a_figure_by_hand_goes_on_record_and_says_so(newsroom, ada, url, article, proposals):
    place = place_of(NINE)
    form = ada.get(url, {"by-hand": "figure", "proposal": proposals[1].pk} | place, **HTMX).content.decode()
    assert "A figure by hand" in form
    assert re.search(r'name="value"[^>]*value="9"', form), "the only number of the quote is filled in"
    fields = {"value": "9", "unit": "percent", "issue": "pay", "counted_by": "union", "then": proposals[1].pk} | place
    answer = ada.post(f"{url}figures/", fields, **HTMX)
    assert answer.status_code == 200
    assert at_hand(answer) == proposals[1].pk, "it goes on where the editor was"
    proposal = Proposal.objects.get(found_by=newsroom.ada)
    figure = proposal.decisions.get().figure
    assert (figure.value, figure.unit, figure.counted_by, figure.issue.key) == (
        9,
        "percent",
        newsroom.party("union"),
        "pay",
    )
    assert Citation.objects.quoted().get(figure=figure).quote == NINE
    assert "· by hand" in answer.content.decode()
    assert "Found by hand by" in ada.get(newsroom.url("issue", "pay")).content.decode()
    ada.post(f"{url}decisions/{proposal.decisions.get().pk}/undoing/")
    figure.refresh_from_db()
    assert figure.closed_at


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "many"}, "Enter a number."),
        ({"value": ""}, "This field is required."),
        ({"issue": ""}, "This field is required."),
        ({"start": "9000"}, "The quote"),
    ],
)
def test_a_figure_by_hand_that_is_not_whole_is_told_and_kept_in_the_form(ada, url, fields, sentence):
    whole = {"value": "9", "unit": "percents of pay", "issue": "pay"} | place_of(NINE)
    answer = ada.post(f"{url}figures/", whole | fields, **HTMX)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert "percents of pay" in html
    assert "A figure by hand" in html
    assert not Proposal.objects.exists()


def test_the_form_by_hand_turns_from_a_position_to_a_figure_and_back(ada, url):
    place = place_of(NINE)
    for kind, other in (("position", "figure"), ("figure", "position")):
        html = unescape(ada.get(url, {"by-hand": kind} | place).content.decode())
        assert f"A {kind} by hand" in html
        assert f'href="?by-hand={other}&start={place["start"]}&end={place["end"]}"' in html


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("a rise of 9 percent", "9"),
        ("some 1,300 tonnes", "1300"),
        ("4.5% more", "4.5"),
        ("between 8 and 9 percent", ""),
        ("1.3 million tonnes", ""),
        ("from 4 March", ""),
        ("as in 2024", ""),
        ("a full rise", ""),
    ],
)
def test_a_figures_number_is_filled_in_where_there_is_no_choice(quote, number):
    assert desk_page.number_in(quote) == number
