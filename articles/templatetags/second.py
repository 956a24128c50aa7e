"""What a card tells an editor of a proposal that asks for two opinions: cards are made without knowing for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from articles.models import Proposal
from articles.second import Second, second_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()


@register.filter
def as_second_for(proposal: Proposal, editor: User) -> Second | None:
    """Where a proposal stands for an editor; None where two opinions are not asked for."""
    return second_of(proposal, editor)
