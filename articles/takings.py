"""Who is on which article: taken, kept by acts of review, given back by hand or after a while of quiet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from .models import Article, Taking
from .teamwork import QUIET

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class TakenBy(Exception):
    """Somebody else is on the article; the message says who and since when."""


@transaction.atomic
def take(*, article: Article, editor: User, at: datetime, from_other: bool = False) -> Taking:
    """Say that an editor is on an article. Raises TakenBy, unless it is to be taken from whoever is on it."""
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    present = current([article.pk], at=at).get(article.pk)
    if present and present.editor_id == editor.pk:
        keep(article=article, editor=editor, at=at)
        return present
    if present and not from_other:
        raise TakenBy(
            f"{present.editor} is on it since {present.taken_at:%H:%M}: choose another article, or take over."
        )
    Taking.objects.filter(article=article, given_back_at__isnull=True).update(given_back_at=at)
    return Taking.objects.create(article=article, editor=editor, taken_at=at, last_act_at=at)


def keep(*, article: Article, editor: User, at: datetime) -> None:
    """An act of review keeps an article taken."""
    Taking.objects.filter(article=article, editor=editor, given_back_at__isnull=True).update(last_act_at=at)


def give_back(*, article: Article, editor: User, at: datetime) -> None:
    """Say that an editor is no longer on an article; nothing happens where they are not."""
    Taking.objects.filter(article=article, editor=editor, given_back_at__isnull=True).update(given_back_at=at)


def current(articles: Iterable[int], *, at: datetime) -> dict[int, Taking]:
    """Who is on which of some articles; after twenty quiet minutes nobody is."""
    kept = Taking.objects.filter(article__in=articles, given_back_at__isnull=True, last_act_at__gt=at - QUIET)
    return {taking.article_id: taking for taking in kept.select_related("editor")}
