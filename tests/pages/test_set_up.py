"""The owner's pages: who gets in, and what the forms do with and without JavaScript."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles import reviews
from negotiations import packs
from negotiations.models import Membership, Negotiation, Party
from tests.conftest import NOON, STRIKE

HTMX = {"HTTP_HX_REQUEST": "true"}
PAGES = [
    ("set-up",), ("party-set-up", "union"), ("issue-set-up", "pay"), ("removal", "parties", "city"),
    ("removal", "issues", "cranes"), ("point-removal", "pay", "some"), ("pack",), ("pack-file",), ("trial",),
    ("suggestions",), ("merger", "parties", "union"), ("merger", "issues", "pay"), ("point-merger", "pay", "some"),
]  # fmt: skip
ACTS = [("about",), ("addition", "parties"), ("order", "issues"), ("enrolment",)]


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def olga(newsroom) -> Client:
    """The owner, logged in."""
    user = User.objects.create_user("olga")
    Membership.objects.create(negotiation=newsroom.negotiation, user=user, role="owner")
    return as_(user)


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_owners_alone_see_the_pages_and_seeing_changes_nothing(newsroom, olga, client, page):
    url = newsroom.url(*page)
    before = packs.dump(newsroom.negotiation)
    assert olga.get(url).status_code == 200
    assert packs.dump(newsroom.negotiation) == before
    assert client.get(url).url.startswith("/log-in/")
    for name, status in (("ada", 403), ("bo", 403), ("dee", 403), ("cy", 403)):
        assert as_(getattr(newsroom, name)).get(url).status_code == status, name
    newsroom.negotiation.is_public = False
    newsroom.negotiation.save()
    assert as_(newsroom.cy).get(url).status_code == 404


@pytest.mark.parametrize("page", PAGES[:-1] + ACTS, ids="-".join)
def test_nobody_else_acts(newsroom, olga, page):
    before = packs.dump(newsroom.negotiation), list(Membership.objects.values_list())
    for name, status in (("ada", 403), ("bo", 403), ("cy", 403)):
        answer = as_(getattr(newsroom, name)).post(newsroom.url(*page), {"name": "X", "username": "cy", "into": "port"})
        assert answer.status_code in (status, 405), name
    assert (packs.dump(newsroom.negotiation), list(Membership.objects.values_list())) == before


def test_acts_are_never_a_get(newsroom, olga):
    member = newsroom.negotiation.memberships.first()
    for act in (*ACTS, ("role", member.pk), ("dismissal", member.pk)):
        assert olga.get(newsroom.url(*act)).status_code == 405


def test_the_link_is_there_for_owners_alone(newsroom, olga, ada):
    assert newsroom.url("set-up") in olga.get(newsroom.url("matrix")).content.decode()
    assert newsroom.url("set-up") not in ada.get(newsroom.url("matrix")).content.decode()


def test_founding_needs_a_right(newsroom, client):
    assert client.get("/negotiations/new/").url.startswith("/log-in/")
    cy = as_(newsroom.cy)
    assert cy.get("/negotiations/new/").status_code == 403
    assert "Set up a negotiation" not in cy.get("/").content.decode()
    newsroom.cy.user_permissions.add(Permission.objects.get(codename="add_negotiation"))
    assert "Set up a negotiation" in cy.get("/").content.decode()
    answer = cy.post("/negotiations/new/", {"name": "Bread war", "start": "nothing"})
    assert answer.url == "/bread-war/set-up/"
    made = Negotiation.objects.get(slug="bread-war")
    assert (made.memberships.get().user, made.is_public) == (newsroom.cy, False)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "", "start": "nothing"}, "Give the negotiation a name."),
        ({"name": "X", "start": "pack", "pack": ""}, "Paste a pack or choose its file."),
        ({"name": "X", "start": "pack", "pack": "{slug}"}, "This is not JSON"),
        ({"name": "X", "start": "pack", "pack": '{"slug": "x", "name": "x", "issues": []}'}, "parties: Field required"),
        ({"name": "X", "start": "war"}, "Select a valid choice"),
    ],
)
def test_founding_says_what_is_wrong(newsroom, fields, sentence):
    newsroom.cy.is_staff = True
    newsroom.cy.save()
    answer = as_(newsroom.cy).post("/negotiations/new/", fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Negotiation.objects.count() == 1


@pytest.mark.parametrize(("start", "parties"), [("strike", 4), ("pack", 3)])
def test_founding_from_a_pack(newsroom, start, parties):
    newsroom.cy.is_staff = True
    newsroom.cy.save()
    as_(newsroom.cy).post("/negotiations/new/", {"name": "Ferries", "start": start, "pack": STRIKE})
    assert Negotiation.objects.get(slug="ferries").parties.count() == parties


def test_a_section_answers_htmx_and_the_page_everybody_else(newsroom, olga):
    url = newsroom.url("addition", "parties")
    html = olga.post(url, {"name": "Harbour Police", "role": "observer"}, **HTMX).content.decode()
    assert '<section class="setup" id="parties"' in html
    assert 'id="missing" role="status" hx-swap-oob' in html
    assert "<html" not in html
    answer = olga.post(url, {"name": "Haven Ferries", "role": "party"})
    assert answer.url == newsroom.url("set-up") + "#parties"
    assert list(newsroom.negotiation.parties.values_list("key", flat=True)[3:]) == ["harbour-police", "haven-ferries"]
    answer = olga.post(url, {"name": "portline", "role": "party"}, **HTMX)
    assert answer.status_code == 422
    assert "There is a “portline” already" in answer.content.decode()
    assert "<html" in olga.post(url, {"name": "", "role": "party"}).content.decode()


@pytest.mark.parametrize(
    ("fields", "then"),
    [
        ({"move": "down union"}, ["port", "union", "city"]),
        ({"move": "up union"}, ["union", "port", "city"]),
        ({"move": "down city"}, ["union", "port", "city"]),
        ({"keys": ["city", "union", "port"]}, ["city", "union", "port"]),
        ({"keys": ["union", "port", "city"], "move": "up city"}, ["union", "city", "port"]),
        ({"move": "sideways union"}, ["union", "port", "city"]),
    ],
)
def test_the_order_is_dragged_or_stepped(newsroom, olga, fields, then):
    olga.post(newsroom.url("order", "parties"), fields)
    assert list(newsroom.negotiation.parties.values_list("key", flat=True)) == then


def party_fields(**changes):
    return {"name": "Dockers' Union", "role": "party", "aliases": "", "people": "", "descriptions": ""} | changes


def test_a_party_is_filled_in_line_by_line(newsroom, olga):
    url = newsroom.url("party-set-up", "union")
    assert "Mara Lind, union leader" in olga.get(url).content.decode()
    fields = party_fields(aliases="stevedores\r\n\r\n  the  dockers ", people="Mara Lind, president\nIvo Kern")
    assert olga.post(url, fields).url == newsroom.url("set-up") + "#parties"
    names = newsroom.party("union").names.values_list("kind", "text", "title")
    assert list(names) == [
        ("alias", "stevedores", ""), ("alias", "the dockers", ""),
        ("person", "Mara Lind", "president"), ("person", "Ivo Kern", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "PORTLINE"}, "There is a “PORTLINE” already"),
        ({"aliases": "Port operator"}, "is a name of Portline already"),
        ({"people": "Otto Brandt, clerk"}, "“Otto Brandt” is a name of Portline already"),
        ({"descriptions": "d" * 121}, "longer than 120 characters"),
        ({"role": "referee"}, "Select a valid choice"),
    ],
)
def test_a_wrong_party_is_told_and_nothing_saved(newsroom, olga, changes, sentence):
    answer = olga.post(newsroom.url("party-set-up", "union"), party_fields(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert newsroom.party("union").names.count() == 2


def issue_fields(*points, **changes):
    fields = {"name": "Pay rise", "question": "", "unit": "percent", "terms": "pay rise"} | changes
    columns = zip(*points, strict=True) if points else ((), (), ())
    return fields | dict(zip(("point_key", "point_label", "point_value"), map(list, columns), strict=True))


def test_a_sticking_point_is_filled_in_with_its_scale(newsroom, olga):
    url = newsroom.url("issue-set-up", "pay")
    points = [("freeze", "Nothing", "0"), ("", "A quarter", "25"), ("full", "Full rise", "100"), ("", "", "50")]
    assert olga.post(url, issue_fields(*points, terms="salary\nsalary\nwages")).status_code == 302
    pay = newsroom.issue("pay")
    assert pay.terms == ["salary", "wages"]
    assert [(p.key, p.label) for p in pay.points.all()] == [
        ("freeze", "Nothing"), ("a-quarter", "A quarter"), ("some", "Below inflation"), ("full", "Full rise"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (("", "High", "101"), "Where on the scale is “High”?"),
        (("", "High", ""), "Where on the scale is “High”?"),
        (("", "High", "-5"), "Where on the scale is “High”?"),
        (("", "High", "²"), "Where on the scale is “High”?"),
        (("", "no RISE", "10"), "Two points are called “no RISE”"),
        (("full", "", "100"), "has lost its name"),
    ],
)
def test_a_wrong_scale_is_told_and_kept_in_the_form(newsroom, olga, point, sentence):
    answer = olga.post(newsroom.url("issue-set-up", "pay"), issue_fields(("freeze", "No rise", "0"), point))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert f'value="{point[1]}"' in html
    assert newsroom.issue("pay").points.count() == 3


def test_what_is_used_cannot_be_removed_but_merged(newsroom, olga):
    newsroom.proposal()
    url = newsroom.url("removal", "parties", "union")
    html = olga.get(url).content.decode()
    assert "It is in use (1 proposal)" in html
    assert newsroom.url("merger", "parties", "union") in html
    answer = olga.post(url)
    assert answer.status_code == 409
    assert "is in use" in answer.content.decode()
    assert olga.post(newsroom.url("removal", "parties", "city")).status_code == 302
    assert set(Party.every.values_list("key", flat=True)) == {"union", "port"}


def test_members_are_let_in_changed_and_let_go(newsroom, olga):
    url = newsroom.url("enrolment")
    assert "cy is a member now" in olga.post(url, {"username": "cy", "role": "editor"}, **HTMX).content.decode()
    answer = olga.post(url, {"username": "zoe", "role": "editor"}, **HTMX)
    assert (answer.status_code, "no account “zoe”" in answer.content.decode()) == (422, True)
    cy = newsroom.negotiation.memberships.get(user=newsroom.cy)
    olga.post(newsroom.url("role", cy.pk), {"role": "analyst"})
    cy.refresh_from_db()
    assert cy.role == "analyst"
    olga.post(newsroom.url("dismissal", cy.pk))
    assert not newsroom.negotiation.memberships.filter(user=newsroom.cy).exists()


def test_the_last_owner_cannot_go_and_a_second_one_may(newsroom, olga):
    own = newsroom.negotiation.memberships.get(role="owner")
    for act, fields in (("dismissal", {}), ("role", {"role": "editor"})):
        answer = olga.post(newsroom.url(act, own.pk), fields, **HTMX)
        assert answer.status_code == 409
        assert "needs an owner" in answer.content.decode()
    ada = newsroom.negotiation.memberships.get(user=newsroom.ada)
    olga.post(newsroom.url("role", ada.pk), {"role": "owner"})
    answer = olga.post(newsroom.url("dismissal", own.pk), **HTMX)
    assert answer["HX-Redirect"] == newsroom.url("matrix")
    assert olga.get(newsroom.url("set-up")).status_code == 403


def test_a_member_of_another_negotiation_is_out_of_reach(newsroom, olga):
    other = packs.load(packs.read(STRIKE.replace("harbour-strike", "other")))
    stranger = Membership.objects.create(negotiation=other, user=newsroom.cy, role="owner")
    assert olga.post(newsroom.url("dismissal", stranger.pk)).status_code == 404
    assert Membership.objects.filter(pk=stranger.pk).exists()


def test_a_pack_goes_out_and_in_without_loss(newsroom, olga):
    answer = olga.get(newsroom.url("pack-file"))
    assert answer["Content-Disposition"] == 'attachment; filename="harbour-strike.json"'
    assert json.loads(answer.content) == json.loads(STRIKE)
    changed = STRIKE.replace("Portline", "Port Line").replace('"harbour-strike"', '"another"')
    page = olga.post(newsroom.url("pack"), {"pack": changed})
    assert "Changed party: Port Line." in page.content.decode()
    assert newsroom.party("port").name == "Portline"
    olga.post(newsroom.url("pack"), {"pack": page.context["content"], "confirmed": "yes"})
    assert newsroom.party("port").name == "Port Line"
    assert Negotiation.objects.count() == 1


def test_a_pack_that_would_lose_what_is_used_is_refused(newsroom, olga):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    pack = json.loads(STRIKE)
    del pack["parties"][0]
    answer = olga.post(newsroom.url("pack"), {"pack": json.dumps(pack), "confirmed": "yes"})
    assert answer.status_code == 422
    assert "expected union, which positions or proposals still use" in answer.content.decode()
    assert newsroom.party("union")


def test_name_and_visibility_change_and_the_address_stays(newsroom, olga):
    olga.post(newsroom.url("about"), {"name": "Port strike", "summary": "Cranes and pay."})
    changed = Negotiation.objects.get()
    assert (changed.slug, changed.name, changed.is_public) == ("harbour-strike", "Port strike", False)


def test_a_merge_tells_what_will_change_and_then_does_it(newsroom, olga):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    url = newsroom.url("merger", "issues", "pay")
    assert "You see what will change first" in olga.get(url).content.decode()
    html = olga.get(url + "?into=cranes").content.decode()
    assert "1 position, 1 decided proposal, 3 terms" in html
    assert '<option value="own" selected>a new point at 100</option>' in html
    assert html.count('<option value="" selected>no side</option>') == 2
    assert Negotiation.objects.get().issues.count() == 2
    answer = olga.post(url, {"into": "cranes", "side_full": "none"}, follow=True)
    assert "“Pay rise” is merged into “Automated cranes”. Every coding is kept." in answer.content.decode()
    entry = newsroom.negotiation.positions.in_force().get()
    assert (entry.issue.key, entry.side.key) == ("cranes", "none")


def test_a_merge_into_nothing_is_not_one(newsroom, olga):
    for into in ("", "union", "nobody"):
        assert olga.post(newsroom.url("merger", "parties", "union"), {"into": into}).status_code == 422
    answer = olga.post(newsroom.url("merger", "issues", "pay"), {"into": "cranes", "side_full": "moon"})
    assert answer.status_code == 409
    assert "has no such point" in answer.content.decode()
    assert newsroom.negotiation.issues.count() == 2


def test_a_point_comes_off_with_its_codings_kept(newsroom, olga):
    proposal = newsroom.proposal()
    url = newsroom.url("point-merger", "pay", "full")
    assert "<b>1 waiting proposal</b> will have no side" in olga.get(url + "?into=-").content.decode()
    olga.post(url, {"into": "some"})
    proposal.refresh_from_db()
    assert proposal.side.key == "some"


def test_what_was_merged_is_shown_as_it_was_and_its_address_leads_on(newsroom, olga, client):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    olga.post(newsroom.url("merger", "parties", "union"), {"into": "port"})
    olga.post(newsroom.url("merger", "issues", "pay"), {"into": "cranes"})
    issue = newsroom.url("issue", "pay")
    for then in (newsroom.url("matrix"), issue):
        html = client.get(then + "?known_on=2024-03-06").content.decode()
        assert "Dockers&#x27; Union" in html
        assert "Full rise" in html
    assert client.get(issue).url == newsroom.url("issue", "cranes")
    assert client.get(issue + "?as_of=2024-03-06").url == newsroom.url("issue", "cranes") + "?as_of=2024-03-06"
    now = client.get(newsroom.url("matrix")).content.decode()
    assert "Dockers&#x27; Union" not in now
    assert "Full rise" in now
    assert client.get(newsroom.url("issue", "nothing")).status_code == 404
