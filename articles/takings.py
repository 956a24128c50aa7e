"""Who is on which article: taken, kept by acts of review, given back by hand or after a while of quiet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

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
    present = of(article, at=at)
    if present and present.editor_id == editor.pk:
        keep(article=article, editor=editor, at=at)
        return present
    if present and not from_other:
        since = timezone.localtime(present.taken_at)
        raise TakenBy(f"{present.editor} is on it since {since:%H:%M}: choose another article, or take over.")
    Taking.objects.filter(article=article, given_back_at__isnull=True).update(given_back_at=at)
    return Taking.objects.create(article=article, editor=editor, taken_at=at, last_act_at=at)


def keep(*, article: Article | int, editor: User, at: datetime) -> None:
    """An act of review keeps an article taken, unless it was quiet for so long that it is free again."""
    on_it = Taking.objects.filter(article=article, editor=editor, given_back_at__isnull=True)
    on_it.filter(last_act_at__gt=at - QUIET).update(last_act_at=at)


def give_back(*, article: Article, editor: User, at: datetime) -> None:
    """Say that an editor is no longer on an article; nothing happens where they are not."""
    Taking.objects.filter(article=article, editor=editor, given_back_at__isnull=True).update(given_back_at=at)


def of(article: Article, *, at: datetime) -> Taking | None:
    """Who is on an article, if anybody is."""
    return current([article.pk], at=at).get(article.pk)


def current(articles: Iterable[int], *, at: datetime) -> dict[int, Taking]:
    """Who is on which of some articles; after twenty quiet minutes nobody is."""
    kept = Taking.objects.filter(article__in=articles, given_back_at__isnull=True, last_act_at__gt=at - QUIET)
    return {taking.article_id: taking for taking in kept.select_related("editor")}
