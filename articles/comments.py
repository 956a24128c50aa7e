"""Remarks of editors on proposals and on what they became: written, and taken back by who wrote them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from . import takings
from .models import Comment, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotYours(Exception):
    """Only who wrote a comment takes it back."""


def write(
    *, proposal: Proposal, text: str, author: User, at: datetime, passage: tuple[int, int] | None = None
) -> Comment:
    """Keep a remark on a proposal's passage, or on the one that is cited in its place."""
    start, end = passage or (proposal.start, proposal.end)
    takings.keep(article=proposal.article_id, editor=author, at=at)
    return Comment.objects.create(proposal=proposal, start=start, end=end, author=author, text=text, written_at=at)


def take_back(*, comment: Comment, by: User, at: datetime) -> None:
    """Hide a remark; the log keeps it. Raises NotYours."""
    if comment.author_id != by.pk:
        raise NotYours("Only who wrote a comment can take it back: answer it instead.")
    Comment.objects.filter(pk=comment.pk, taken_back_at__isnull=True).update(taken_back_at=at)
