"""Everybody, and one of everything that an address names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.test import Client
from django.utils.http import urlsafe_base64_encode

from articles import comments, dismissals, opinions, rereadings, reviews
from articles.models import Decision
from negotiations import explanations, invitations, positions
from negotiations.models import Membership
from tests.conftest import NOON


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
    disputed = newsroom.proposal(article, stance="concede", needs_two=True)
    opinions.approve(proposal=disputed, **act)
    said = comments.write(proposal=proposal, text="Ask her.", author=newsroom.ada, at=NOON)
    dismissed = dismissals.dismiss(
        negotiation=newsroom.negotiation, issue=None, words="Ole Berg", by=newsroom.ada, at=NOON
    )
    together = newsroom.proposal(article, stance="accept", start=40)
    batch = reviews.approve_all(proposals=[together], **act)
    key = contradiction_of(newsroom)
    told = explanations.explain(negotiation=newsroom.negotiation, key=key, note="Both.", by=newsroom.ada, at=NOON)
    articles = newsroom.negotiation.articles.all()
    rereading = rereadings.ask(negotiation=newsroom.negotiation, articles=articles, by=newsroom.ada, at=NOON)
    member = newsroom.negotiation.memberships.get(user=newsroom.ben)
    named = {"svg": "svg", "parties": "parties", "party": "city", "issue": "pay", "point": "some"}
    named |= {"outlet": article.outlet, "proposals": "proposals"}
    at = datetime.now(tz=UTC)
    token = invitations.invite(negotiation=newsroom.negotiation, role="editor", whom="Eve", by=newsroom.ada, at=at)
    user = urlsafe_base64_encode(str(newsroom.cy.pk).encode())
    named |= {"user": user, "recovery": default_token_generator.make_token(newsroom.cy), "handle": "a1b2"}
    named |= {"invitation": token, "invited": newsroom.negotiation.invitations.get().pk}
    rows = {"article": article, "proposal": proposal, "decision": decision, "position": position, "member": member}
    rows |= {"rereading": rereading, "explanation": told, "disputed": disputed, "dismissed": dismissed}
    rows |= {"comment": said, "opinion": disputed.opinions.get()}
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


@pytest.fixture(autouse=True)
def short_and_quiet(caplog, monkeypatch) -> None:
    """No worker will answer, and thousands of refusals would drown the one line that tells."""
    cache.clear()
    monkeypatch.setattr("config.health.PATIENCE", 0.01)
    caplog.set_level("CRITICAL", logger="django.request")
