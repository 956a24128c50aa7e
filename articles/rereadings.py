"""Articles read again in the background: asked for, looked at, and only then accepted, or dropped.

What a run found waits in the run; accepting stores it as any run's result is stored, unless the article was read anew
in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from negotiations.models import Negotiation

from . import intake, runs
from .models import Article, Proposal, Rereading, Run

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotReady(Exception):
    """Some articles are not read yet, or the rereading is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What accepting a run would change: proposals that would come, and such as nobody touched that would go."""

    article: Article
    new: list[Proposal]
    lost: list[Proposal]


@transaction.atomic
def ask(*, negotiation: Negotiation, articles: Iterable[Article], by: User, at: datetime) -> Rereading:
    """Have articles read again; nothing changes until the result is accepted."""
    rereading = Rereading.objects.create(negotiation=negotiation, asked_by=by, asked_at=at)
    for article in articles:
        run = Run.objects.create(article=article, rereading=rereading, extractor=settings.EXTRACTOR, queued_at=at)
        transaction.on_commit(partial(intake.send, run.pk))
    return rereading


def differences(rereading: Rereading) -> list[Difference]:
    """What accepting would change, for the articles that are read."""
    read = latest_in(rereading).order_by("article__published", "pk")
    return [difference for run in read if (difference := difference_of(run))]


def latest_in(rereading: Rereading) -> QuerySet:
    """The runs whose result is an article's latest: what was read, or accepted, of a later reading goes before it."""
    stored = Run.objects.filter(article=OuterRef("article"), started_at__gt=OuterRef("started_at"), failure="")
    stored = stored.filter(Q(rereading=None, finished_at__isnull=False) | Q(rereading__is_accepted=True))
    return rereading.runs.filter(~Exists(stored), result__isnull=False).select_related("article__negotiation")


def difference_of(run: Run) -> Difference | None:
    """What accepting one run would change; None where nothing."""
    article = run.article
    fresh, _ = runs.found_by(run, runs.RESULT.validate_python(run.result), article)
    present = list(article.proposals.untouched().select_related("party", "issue", "side"))
    before, after = {p.identity for p in present}, {p.identity for p in fresh}
    new = [proposal for proposal in fresh if proposal.identity not in before]
    lost = [proposal for proposal in present if proposal.identity not in after]
    return Difference(article=article, new=new, lost=lost) if new or lost else None


@transaction.atomic
def accept(*, rereading: Rereading, by: User, at: datetime) -> None:
    """Store what was found. Raises NotReady."""
    settle(rereading, by=by, at=at, is_accepted=True)
    if rereading.runs.filter(finished_at__isnull=True).exists():
        raise NotReady("Some articles are still being read: look again in a moment.")
    for run in latest_in(rereading):
        runs.store(run=run, extraction=runs.RESULT.validate_python(run.result))


@transaction.atomic
def drop(*, rereading: Rereading, by: User, at: datetime) -> None:
    """Leave everything as it was. Raises NotReady."""
    settle(rereading, by=by, at=at, is_accepted=False)


def settle(rereading: Rereading, *, by: User, at: datetime, is_accepted: bool) -> None:
    """Close a rereading, once."""
    fields = {"settled_by": by, "settled_at": at, "is_accepted": is_accepted}
    if not Rereading.objects.filter(pk=rereading.pk, settled_at__isnull=True).update(**fields):
        raise NotReady("This was accepted or dropped already: ask for another reading.")
