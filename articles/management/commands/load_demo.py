"""Load the demo: its negotiation, articles and reviews, through the same code as everything else."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles import intake, reviews, runs
from articles.models import Article, Proposal
from config import production
from negotiations import packs
from negotiations.cards import form_of
from negotiations.models import Membership, Negotiation

DEMO = settings.BASE_DIR / "demo"
ACCOUNTS = {"olga": "owner", "ada": "editor", "ben": "editor", "cleo": "contributor"}


class Command(BaseCommand):
    """manage.py load_demo"""

    help = "Load the demo negotiation once; its accounts get random passwords, kept in DATA/demo-accounts.json."

    def handle(self, **options: Any) -> None:
        """Does nothing where the demo is there already."""
        if settings.HTTPS:
            raise CommandError("The demo's passwords lie in a file: it is not for a public address (HTTPS=1).")
        pack = packs.read((DEMO / "gaza-ceasefire.json").read_text())
        if Negotiation.objects.filter(slug=pack.slug).exists():
            return
        with transaction.atomic():
            negotiation = packs.load(pack)
            members = enrol(negotiation)
            decided = json.loads((DEMO / "reviews.json").read_text())
            for entry in json.loads((DEMO / "articles.json").read_text()):
                article = take(negotiation, entry, by=members["cleo"])
                if entry["file"] in decided:
                    review(article, decided[entry["file"]], editor=members["ada"])
        self.stdout.write(f"The demo is loaded: {negotiation.name}.")


def enrol(negotiation: Negotiation) -> dict[str, User]:
    """The demo's accounts, their passwords made at random and written down for whoever started it."""
    members, accounts = {}, {}
    group, _ = Group.objects.get_or_create(name=production.DEMO)
    for name, role in ACCOUNTS.items():
        password = secrets.token_urlsafe(9)
        staff = {"is_staff": role == "owner", "is_superuser": role == "owner"}
        members[name] = User.objects.create_user(name, password=password, **staff)
        members[name].groups.add(group)
        Membership.objects.create(negotiation=negotiation, user=members[name], role=role)
        accounts[name] = {"password": password, "role": role}
    write_secret(Path(settings.DATA) / "demo-accounts.json", json.dumps(accounts, indent=1))
    return members


def write_secret(file: Path, content: str) -> None:
    """Write a file that nobody else reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(content)


def take(negotiation: Negotiation, entry: dict[str, Any], *, by: User) -> Article:
    """Upload an article on the evening of its day, and read it at once: the first start has no worker yet."""
    published = date.fromisoformat(entry["published"])
    article = intake.take(
        negotiation=negotiation,
        text=(DEMO / "articles" / entry["file"]).read_text().strip(),
        title=entry["title"],
        outlet=entry["outlet"],
        published=published,
        by=by,
        at=evening(published),
    )
    runs.carry_out(run=article.runs.get(), now=timezone.now)
    return article


def review(article: Article, verdicts: list[dict[str, Any]], *, editor: User) -> None:
    """Decide what waits the morning after: as the reviews say, and approved where they say nothing."""
    at = evening(article.published) + timedelta(hours=12)
    for proposal in article.proposals.sure().pending().for_cards():
        verdict = next((verdict for verdict in verdicts if concerns(verdict, proposal)), {})
        if "reject" in verdict:
            reviews.reject(proposal=proposal, reason=verdict["reject"], editor=editor, at=at)
        else:
            content = amended(proposal, verdict["amend"]) if "amend" in verdict else None
            reviews.approve(proposal=proposal, content=content, editor=editor, at=at)


def concerns(verdict: dict[str, Any], proposal: Proposal) -> bool:
    """Whether a verdict speaks of a proposal: by issue, party, stance or value, as far as it names them."""
    facts = {
        "issue": proposal.issue.key,
        "party": proposal.party.key if proposal.party else "",
        "stance": proposal.stance,
        "said_on": proposal.said_on.isoformat(),
        "attribution": proposal.attribution,
        "value": str(proposal.value.normalize()) if proposal.value is not None else "",
    }
    return all(verdict[name] == fact for name, fact in facts.items() if name in verdict)


def amended(proposal: Proposal, changes: dict[str, str]) -> Any:
    """What the editor's form makes of a proposal."""
    form = form_of(proposal, changes)
    form.full_clean()
    return form.content()


def evening(day: date) -> datetime:
    """Eight in the evening of a day."""
    return datetime.combine(day, time(20), tzinfo=timezone.get_current_timezone())
