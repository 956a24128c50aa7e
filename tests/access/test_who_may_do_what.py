"""Every address of the program, by every method, as everybody, in a public and in a private negotiation: what comes
back is what `who_may.toml` says. An address without a row fails.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlsafe_base64_encode

from articles import opinions, rereadings, reviews
from articles.models import Decision
from negotiations import explanations, invitations, positions
from negotiations.models import Membership
from tests.conftest import NOON

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PEOPLE = ("nobody", "stranger", "analyst", "contributor", "editor", "owner", "staff")
RANK = ("reader", "contributor", "editor", "owner")
MEMBERS = {"analyst": "reader", "contributor": "contributor", "editor": "editor", "owner": "owner"}
ROWS = tomllib.loads((Path(__file__).parent / "who_may.toml").read_text())["addresses"]
DONE = {200, 302, 409, 422}  # let in: shown, done and led on, too late, or told what is wrong with what was sent


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    methods: frozenset[str]
    who: str
    asks_log_in: bool
    places: dict[str, str]

    @classmethod
    def of(cls, line: str) -> Row:
        words = line.split()
        methods = {word for word in words if word in METHODS} | ({"HEAD"} if "GET" in words else set())
        places = dict(word.split("=") for word in words if "=" in word)
        who = next(word for word in reversed(words) if word not in METHODS and "=" not in word)
        asks = "log-in" in words or who not in ("anyone", "reader", "public", "probe")
        return cls(frozenset(methods), who, asks, places)


def named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the program with its name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


ADDRESSES = dict(named(get_resolver().url_patterns))
OURS = [name for name in ADDRESSES if not name.startswith("admin:")]


def expected(row: Row, person: str, method: str, *, public: bool) -> set[int] | str:
    """What a person is to get: statuses, or "log-in" where they are led there."""
    if person == "nobody" and row.asks_log_in:
        return "log-in"
    if method not in row.methods:
        return {405}
    if row.who in ("anyone", "account", "probe"):
        return DONE | {503} if row.who == "probe" else DONE
    if row.who in ("founder", "staff"):
        return DONE if person == "staff" else {403}
    if row.who == "public":
        return DONE if public else {404}
    if not (public or person in MEMBERS):
        return {404}
    return DONE if RANK.index(MEMBERS.get(person, "reader")) >= RANK.index(row.who) else {403}


@pytest.fixture
def people(newsroom) -> dict[str, str]:
    """A session key for everybody but nobody."""
    accounts = {"stranger": newsroom.cy, "analyst": newsroom.dee, "contributor": newsroom.bo, "editor": newsroom.ada}
    accounts["owner"] = User.objects.create_user("olga", password="sesame")
    Membership.objects.create(negotiation=newsroom.negotiation, user=accounts["owner"], role="owner")
    accounts["staff"] = User.objects.create_superuser("root")
    return {name: session_of(user) for name, user in accounts.items()}


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def places(newsroom) -> dict[str, object]:
    """What addresses name: rows of the negotiation, by the words of the table."""
    proposal = newsroom.proposal()
    article = proposal.article
    rejected = newsroom.proposal(article, stance="offer")
    act = {"editor": newsroom.ada, "at": NOON}
    decision = reviews.reject(proposal=rejected, reason="other", **act)
    position = opinions.approve(proposal=newsroom.proposal(article, stance="accept"), **act)
    together = newsroom.proposal(article, stance="accept", start=40)
    batch = reviews.approve_all(proposals=[together], **act)
    key = contradiction_of(newsroom)
    told = explanations.explain(negotiation=newsroom.negotiation, key=key, note="Both.", by=newsroom.ada, at=NOON)
    articles = newsroom.negotiation.articles.all()
    rereading = rereadings.ask(negotiation=newsroom.negotiation, articles=articles, by=newsroom.ada, at=NOON)
    member = newsroom.negotiation.memberships.get(user=newsroom.ben)
    named = {"svg": "svg", "parties": "parties", "party": "city", "issue": "pay", "point": "some"}
    at = datetime.now(tz=UTC)
    token = invitations.invite(negotiation=newsroom.negotiation, role="editor", whom="Eve", by=newsroom.ada, at=at)
    user = urlsafe_base64_encode(str(newsroom.cy.pk).encode())
    named |= {"user": user, "recovery": default_token_generator.make_token(newsroom.cy), "handle": "a1b2"}
    named |= {"invitation": token, "invited": newsroom.negotiation.invitations.get().pk}
    rows = {"article": article, "proposal": proposal, "decision": decision, "position": position, "member": member}
    rows |= {"rereading": rereading, "explanation": told}
    assert Decision.objects.filter(batch=batch).exists()
    return named | {name: row.pk for name, row in rows.items()} | {"contradiction": key, "batch": batch}


def contradiction_of(newsroom) -> str:
    """Puts what two voices of the union say on record; the key of their contradiction."""
    voices = (("full", "demand", "Mara Lind", 4), ("some", "offer", "Ole Berg", 5))
    first, second = (
        positions.record(
            content=newsroom.coding(
                side=newsroom.issue("pay").points.get(key=side), stance=stance, speaker=who, said_on=date(2024, 3, day)
            ),
            by=newsroom.ada,
            at=NOON,
        )
        for side, stance, who, day in voices
    )
    return f"divided-{first.pk}-{second.pk}"


def address(name: str, row: Row, newsroom, places: dict[str, object]) -> str:
    """Where it is in the newsroom."""
    given = {argument: places[place] for argument, place in row.places.items()}
    try:
        return reverse(name, kwargs=given | {"slug": newsroom.negotiation.slug})
    except NoReverseMatch:
        return reverse(name, kwargs=given)


def visit(client: Client, url: str, method: str, session: str | None) -> int | str:
    """The status that comes back, "log-in" where it leads there. Whatever was changed is undone."""
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        answer = client.generic(method, url)
        transaction.set_rollback(True)
    leads_there = answer.status_code == 302 and answer.url.startswith(reverse("login") + "?next=")
    return "log-in" if leads_there else answer.status_code


@pytest.fixture(autouse=True)
def short_and_quiet(caplog, monkeypatch) -> None:
    """No worker will answer, and thousands of refusals would drown the one line that tells."""
    monkeypatch.setattr("config.health.PATIENCE", 0.01)
    caplog.set_level("CRITICAL", logger="django.request")


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(OURS) == set(ROWS), set(OURS) ^ set(ROWS)


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
def test_everybody_gets_what_the_table_says(newsroom, client, people, places, public):
    newsroom.negotiation.is_public = public
    newsroom.negotiation.save()
    wrong = []
    for name, line in ROWS.items():
        row = Row.of(line)
        url = address(name, row, newsroom, places)
        for person, method in product(PEOPLE, METHODS):
            wanted = expected(row, person, method, public=public)
            got = visit(client, url, method, people.get(person))
            if got != wanted and (isinstance(wanted, str) or got not in wanted):
                wrong.append(f"{method} {name} as {person}: {got} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_the_admin_is_for_staff_alone(newsroom, client, people):
    names = [name for name in ADDRESSES if name.endswith(("_changelist", "_add")) or name == "admin:index"]
    assert len(names) > 10
    for name in names:
        url = reverse(name)
        for person in PEOPLE:
            for method in METHODS:
                got = visit(client, url, method, people.get(person))
                assert (got != 302 and got != "log-in") if person == "staff" else got in (302, "log-in"), (url, person)
