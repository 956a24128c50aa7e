"""Upload → Article: stored once, with its origin and a run that waits for a worker."""

from __future__ import annotations

import hashlib
import logging
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from negotiations.models import Negotiation

from .models import Article, Origin, Run
from .tasks import carry_out

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)


class AlreadyHere(Exception):
    """The negotiation has this text already; `article` is the one that holds it."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"This text is here already: “{article.title}”, {article.outlet or 'outlet unknown'}.")
        self.article = article


def take(
    *,
    negotiation: Negotiation,
    text: str,
    title: str,
    published: date,
    outlet: str = "",
    url: str = "",
    by: User,
    at: datetime,
) -> Article:
    """Store an article and have it read once the transaction is through. Raises AlreadyHere."""
    fields = {"negotiation": negotiation, "text_hash": hash_of(text)}
    try:
        with transaction.atomic():
            article = Article.objects.create(
                **fields,
                origin=Origin.objects.create(negotiation=negotiation),
                title=title,
                outlet=outlet,
                url=url,
                published=published,
                text=text,
                uploaded_by=by,
                uploaded_at=at,
            )
            read_again(article=article, at=at)
    except IntegrityError:
        twin = Article.objects.filter(**fields).first()
        if twin is None:
            raise
        raise AlreadyHere(twin) from None
    return article


def read_again(*, article: Article, at: datetime) -> Run:
    """Queue a run of the article. Decided proposals will stay, the others be replaced."""
    run = Run.objects.create(article=article, extractor=settings.EXTRACTOR, queued_at=at)
    transaction.on_commit(partial(send, run.pk))
    return run


def send(run_id: int) -> None:
    """Tell the workers. The run waits in the database in any case, so a broker that is away loses nothing."""
    try:
        carry_out.delay(run_id=run_id)
    except OperationalError:
        log.warning("the broker is away: run %s waits until it is sent again", run_id)


def hash_of(text: str) -> str:
    """The same for texts that differ in white space only."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
