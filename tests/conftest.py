"""A small newsroom for the tests: a strike, and people with known rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles import intake
from articles.models import Article, Proposal
from negotiations import packs
from negotiations.models import Issue, Membership, Negotiation, Party
from negotiations.positions import Coding

STRIKE = """{
  "slug": "harbour-strike", "name": "Harbour strike",
  "parties": [
    {"key": "union", "name": "Dockers' Union", "aliases": ["dockworkers"], "people": [{"name": "Mara Lind", "title": "union leader"}]},
    {"key": "port", "name": "Portline", "aliases": ["port operator"], "people": ["Otto Brandt"]},
    {"key": "city", "name": "City of Haven", "role": "mediator"}
  ],
  "issues": [
    {"key": "pay", "name": "Pay rise", "question": "How much more?", "unit": "percent", "aliases": ["wage increase", "pay rise"],
     "scale": [{"key": "freeze", "value": 0, "label": "No rise"}, {"key": "some", "value": 50, "label": "Below inflation"}, {"key": "full", "value": 100, "label": "Full rise"}]},
    {"key": "cranes", "name": "Automated cranes", "aliases": ["automated cranes", "automation"],
     "scale": [{"key": "all", "value": 0, "label": "Cranes everywhere"}, {"key": "none", "value": 100, "label": "No automated cranes"}]}
  ]
}"""
TEXT = (
    "Haven, on the coast.\n\nThe Dockers' Union demands a full pay rise of 9 percent, Mara Lind said on Monday. "
    "Portline rejected the pay rise. The port operator wants automated cranes everywhere by spring."
)
NOON = datetime(2024, 3, 6, 12, tzinfo=UTC)
WEDNESDAY = date(2024, 3, 6)


@dataclass
class Newsroom:
    """ada edits, bo contributes, dee only reads, cy is a stranger."""

    negotiation: Negotiation
    ada: User
    ben: User
    bo: User
    dee: User
    cy: User

    def party(self, key: str) -> Party:
        return self.negotiation.parties.get(key=key)

    def issue(self, key: str) -> Issue:
        return self.negotiation.issues.get(key=key)

    def coding(self, **changes) -> Coding:
        issue = changes.pop("issue", None) or self.issue("pay")
        base = {
            "issue": issue,
            "party": self.party("union"),
            "stance": "demand",
            "side": issue.points.order_by("-value").first(),
            "said_on": date(2024, 3, 4),
        }
        return Coding(**(base | changes))

    def article(self, text: str = TEXT, **changes) -> Article:
        fields = {"title": "Cranes and pay", "outlet": "Haven Post", "published": WEDNESDAY, "by": self.bo, "at": NOON}
        return intake.take(negotiation=self.negotiation, text=text, **(fields | changes))

    def proposal(self, article: Article | None = None, **changes) -> Proposal:
        article = article or self.article()
        start = article.text.find("The Dockers'")
        fields = {
            "negotiation": self.negotiation,
            "article": article,
            "run": article.runs.first(),
            "issue": self.issue("pay"),
            "party": self.party("union"),
            "stance": "demand",
            "side": self.issue("pay").points.get(key="full"),
            "said_on": date(2024, 3, 4),
            "start": start,
            "end": article.text.find("Monday.") + 7,
            "confidence": 0.8,
        }
        return Proposal.objects.create(**(fields | changes))

    def url(self, name: str, *arguments) -> str:
        return reverse(name, args=[self.negotiation.slug, *arguments])


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Hashing that is slow on purpose would take most of the time of the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def newsroom(quick_passwords, db) -> Newsroom:
    negotiation = packs.load(packs.read(STRIKE))
    people = {name: User.objects.create_user(name, password="sesame") for name in ("ada", "ben", "bo", "dee", "cy")}
    roles = {"ada": "editor", "ben": "editor", "bo": "contributor", "dee": "analyst"}
    for name, role in roles.items():
        Membership.objects.create(negotiation=negotiation, user=people[name], role=role)
    return Newsroom(negotiation=negotiation, **people)
