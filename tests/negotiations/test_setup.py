"""The verbs that set up a negotiation."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations import keys, members, packs, setup, setup_page, starters
from negotiations.models import Membership, Negotiation, Party, PartyName
from negotiations.setup import Name, Point, Refused
from negotiations.setup_forms import line_of, names_in
from tests.conftest import NOON, STRIKE


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Dockers' Union", set(), "dockers-union"),
        ("Dockers’ Union", set(), "dockers-union"),
        ("Dockers' Union", {"dockers-union"}, "dockers-union-2"),
        ("Dockers' Union", {"dockers-union", "dockers-union-2"}, "dockers-union-3"),
        ("Société du Port", set(), "societe-du-port"),
        ("港口公司", set(), "party"),
        ("港口公司", {"party"}, "party-2"),
        ("_ snake_case _", set(), "snake-case"),
        ("word " * 30, set(), "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 90, set(), "x" * 60),
    ],
)
def test_a_key_is_made_from_the_name(name, taken, key):
    assert keys.key_of(name, taken=taken, fallback="party") == key


@given(st.text(max_size=200), st.sets(st.from_regex(r"\A[a-z]{1,3}\Z"), max_size=30))
def test_every_name_has_a_sound_key_that_is_free(name, taken):
    key = keys.key_of(name, taken=taken, fallback="a")
    assert key not in taken
    assert len(key) <= 60
    packs.PackPoint(key=key, value=0, label="x")


@given(st.text("Aé ,'", min_size=1, max_size=12), st.text("Bc ,;", max_size=12))
def test_a_person_comes_out_of_the_field_as_it_went_in(name, title):
    name, title = " ".join(name.split()), " ".join(title.split())
    if not name or name == ",":
        return
    shown = line_of(PartyName(kind="person", text=name, title=title))
    assert list(names_in(shown, "person")) == [Name(kind="person", text=name, title=title)]


def test_a_negotiation_from_nothing_has_an_owner_and_an_address_of_its_own(newsroom):
    first = setup.found(name="Harbour strike", summary="", is_public=False, by=newsroom.cy)
    second = setup.found(name="Admin", summary="", is_public=True, by=newsroom.cy)
    assert (first.slug, second.slug) == ("harbour-strike-2", "admin-2")
    assert first.memberships.get().role == "owner"
    assert Negotiation.objects.visible_to(newsroom.ada).filter(slug="harbour-strike-2").count() == 0


def test_a_pack_never_overwrites_a_negotiation_that_is_there(newsroom):
    pack = packs.read(STRIKE)
    made = setup.found(name="", summary="", is_public=False, by=newsroom.cy, pack=pack)
    assert (made.slug, made.name, made.is_public) == ("harbour-strike-2", "Harbour strike", False)
    assert made.parties.count() == newsroom.negotiation.parties.count() == 3


@pytest.mark.parametrize("slug", ["climate-finance", "coalition-talks", "peace-talks", "strike", "trade-deal"])
def test_a_starter_is_well_made_and_lossless(db, slug):
    pack = starters.library()[slug]
    negotiation = packs.load(pack)
    assert packs.read(packs.dump(negotiation)) == pack
    assert setup_page.missing(list(negotiation.parties.all()), list(negotiation.issues.all())) == []
    for issue in pack.issues:
        assert issue.question
        assert len(issue.aliases) >= 4
        assert (issue.scale[0].value, issue.scale[-1].value) == (0, 100)
    terms = [term.casefold() for issue in pack.issues for term in issue.aliases]
    assert len(terms) == len(set(terms)), "a term of two sticking points tells nothing"


def test_names_change_and_the_key_stays(newsroom):
    union = newsroom.party("union")
    names = [Name(kind="alias", text="stevedores"), Name(kind="person", text="Mara Lind", title="president")]
    setup.change_party(party=union, name="Harbour Union", role="observer", names=[*names, names[0]], at=NOON)
    union = newsroom.party("union")
    assert (union.name, union.role) == ("Harbour Union", "observer")
    assert list(union.names.values_list("text", "title")) == [("stevedores", ""), ("Mara Lind", "president")]


def test_points_are_renamed_and_moved_under_the_same_key(newsroom):
    proposal = newsroom.proposal()
    pay = newsroom.issue("pay")
    points = [Point(key="full", value=90, label="All of it"), Point(value=10, label="A little")]
    setup.change_issue(issue=pay, name="Pay", question="?", unit="%", terms=["pay", "pay"], points=points, at=NOON)
    proposal.refresh_from_db()
    assert (proposal.side.label, proposal.side.value) == ("All of it", 90)
    assert list(pay.points.values_list("key", flat=True)) == ["freeze", "a-little", "some", "full"]
    assert newsroom.issue("pay").terms == ["pay"]


def test_what_is_in_use_is_not_removed(newsroom):
    newsroom.proposal()
    for row in (newsroom.party("union"), newsroom.issue("pay"), newsroom.issue("pay").points.get(key="full")):
        with pytest.raises(Refused, match="in use"):
            setup.remove(row)
    assert setup_page.uses_of(newsroom.party("union")) == ["1 proposal"]
    setup.remove(newsroom.party("city"))
    setup.remove(newsroom.issue("pay").points.get(key="freeze"))
    assert not Party.every.filter(key="city").exists()


@pytest.mark.parametrize(
    ("order", "then"),
    [
        (["city", "union", "port"], ["city", "union", "port"]),
        (["city"], ["city", "union", "port"]),
        (["nobody", "port", "port"], ["port", "union", "city"]),
        ([], ["union", "port", "city"]),
    ],
)
def test_rows_are_put_into_order(newsroom, order, then):
    setup.arrange(rows=newsroom.negotiation.parties.all(), order=order)
    assert list(newsroom.negotiation.parties.values_list("key", flat=True)) == then


def test_a_new_row_comes_last_also_after_one_has_gone(newsroom):
    setup.remove(newsroom.party("city"))
    setup.add_party(negotiation=newsroom.negotiation, name="Haven Council", at=NOON)
    assert [p.name for p in newsroom.negotiation.parties.all()] == ["Dockers' Union", "Portline", "Haven Council"]


def test_a_term_and_a_name_are_added_once(newsroom):
    for _ in range(2):
        setup.add_term(issue=newsroom.issue("pay"), term="Wage Increase", at=NOON)
        setup.add_term(issue=newsroom.issue("pay"), term="salary", at=NOON)
        setup.add_name(party=newsroom.party("port"), kind="person", text="Ida Falk", title="chair", at=NOON)
    assert newsroom.issue("pay").terms == ["wage increase", "pay rise", "salary"]
    assert newsroom.party("port").names.filter(text="Ida Falk").count() == 1


def test_members_come_and_go_but_the_last_owner_stays(newsroom):
    act = {"by": newsroom.ada, "at": NOON}
    enrol = {"negotiation": newsroom.negotiation} | act
    olga = members.enrol(username="CY", role="owner", **enrol)
    with pytest.raises(Refused, match="no account “nobody”"):
        members.enrol(username="nobody", role="editor", **enrol)
    with pytest.raises(Refused, match="member already, as editor"):
        members.enrol(username="ada", role="owner", **enrol)
    for leave in (lambda: members.dismiss(membership=olga, **act), lambda: members.appoint(membership=olga, role="editor", **act)):  # fmt: skip
        with pytest.raises(Refused, match="needs an owner"):
            leave()
    members.appoint(membership=newsroom.negotiation.memberships.get(user=newsroom.ada), role="owner", **act)
    members.dismiss(membership=olga, **act)
    assert set(Membership.objects.filter(role="owner").values_list("user__username", flat=True)) == {"ada"}
    told = list(newsroom.negotiation.events.order_by("pk").values_list("kind", "about"))
    assert told == [("enrolled", "cy, as owner"), ("appointed", "ada, from editor to owner"), ("dismissed", "cy, who was owner")]  # fmt: skip


def test_what_a_pack_would_change_is_told_in_sentences(newsroom):
    pack = json.loads(STRIKE)
    pack["name"] = "Port strike"
    pack["parties"][0]["aliases"] = ["stevedores"]
    pack["parties"][2] = {"key": "state", "name": "State"}
    pack["issues"].reverse()
    told = setup_page.differences(setup_page.pack_of(newsroom.negotiation), packs.read(json.dumps(pack)))
    assert told == [
        "The name becomes “Port strike”, the summary that of the pack.",
        "New party: State.",
        "Changed party: Dockers' Union.",
        "Gone party: City of Haven.",
        "The sticking points come in another order.",
    ]
    assert setup_page.differences(packs.read(STRIKE), packs.read(STRIKE)) == []


def test_what_is_missing_is_told(newsroom):
    pay = newsroom.issue("pay")
    pay.terms = []
    lacks = setup_page.missing([newsroom.party("union"), newsroom.party("city")], [pay])
    assert lacks == [
        ("Add the parties: at least two that negotiate.", ""),
        ("“Pay rise” has no terms: give the words that name it in articles.", "pay"),
    ]


def test_a_changed_codebook_is_dated(newsroom):
    assert Negotiation.objects.get().revised_at is None
    setup.add_term(issue=newsroom.issue("pay"), term="pay rise", at=NOON)
    assert Negotiation.objects.get().revised_at is None
    setup.add_term(issue=newsroom.issue("pay"), term="salary", at=NOON)
    assert Negotiation.objects.get().revised_at == NOON
