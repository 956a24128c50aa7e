"""Remarks of editors on a proposal, a position or a passage: written, and taken back by who wrote them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from negotiations.models import Position

from . import takings
from .models import Article, Comment, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotYours(Exception):
    """Only who wrote a comment takes it back."""


def write(
    *,
    article: Article,
    text: str,
    author: User,
    at: datetime,
    proposal: Proposal | None = None,
    position: Position | None = None,
    passage: tuple[int, int] | None = None,
) -> Comment:
    """Keep a remark; of a proposal the passage is the proposal's."""
    if proposal and passage is None:
        passage = (proposal.start, proposal.end)
    start, end = passage or (None, None)
    takings.keep(article=article, editor=author, at=at)
    return Comment.objects.create(
        article=article,
        proposal=proposal,
        position=position,
        start=start,
        end=end,
        author=author,
        text=text,
        written_at=at,
    )


def take_back(*, comment: Comment, by: User, at: datetime) -> None:
    """Hide a remark; the log keeps it. Raises NotYours."""
    if comment.author_id != by.pk:
        raise NotYours("Only who wrote a comment can take it back: answer it instead.")
    Comment.objects.filter(pk=comment.pk, taken_back_at__isnull=True).update(taken_back_at=at)
