"""Opinions and what follows from them: a proposal that asks for two is decided once two editors agree, or by a third.

Until then neither sees the other's. A blind opinion is given before the reader's proposal is shown.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from negotiations.positions import Coding, Count

from . import comparison, reviews, takings
from .models import Decision, Opinion, Proposal
from .reviews import AlreadyDecided
from .second import content_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AGREED = "two editors agreed"
KEPT = "Your opinion is kept: another editor is asked for theirs before this is decided."


class AlreadyGiven(Exception):
    """The editor has given an opinion before: another one's is needed."""


class NothingToSettle(Exception):
    """Not both opinions are in, so nobody may decide by one of them."""


def approve(
    *, proposal: Proposal, content: Coding | Count | None = None, editor: User, at: datetime, **how: Any
) -> reviews.Entry | None:
    """Approve a proposal, or give the opinion that asks for it where two are needed: then None until they agree.

    Raises AlreadyDecided, AlreadyGiven.
    """
    content = content or proposal.content
    with transaction.atomic():
        comparison.hold({proposal.issue_id, content.issue.pk})  # two opinions at once must see each other
        if awaits_opinion(proposal, editor):
            opinion = give(proposal=proposal, coding=values_of(content), editor=editor, at=at)
            if not agreed_with_another(opinion):
                return None
            how |= {"note": AGREED}
        return reviews.approve(proposal=proposal, content=content, editor=editor, at=at, **how)


def reject(*, proposal: Proposal, reason: str, editor: User, at: datetime, **how: Any) -> Decision | None:
    """Reject a proposal, or give the opinion that it should be where two are needed. Raises as `approve` does."""
    with transaction.atomic():
        comparison.hold({proposal.issue_id})
        if awaits_opinion(proposal, editor):
            opinion = give(proposal=proposal, coding={}, reason=reason, editor=editor, at=at)
            if not agreed_with_another(opinion):
                return None
            how |= {"note": AGREED}
        return reviews.reject(proposal=proposal, reason=reason, editor=editor, at=at, **how)


def settle(*, opinion: Opinion, editor: User, at: datetime, **how: Any) -> reviews.Entry | Decision | None:
    """Decide as one of two editors who differ would. Raises NothingToSettle, AlreadyDecided, AlreadyGiven."""
    proposal = opinion.proposal
    how |= {"proposal": proposal, "editor": editor, "at": at}
    with transaction.atomic():
        comparison.hold({proposal.issue_id})
        if are_secret(proposal):
            raise NothingToSettle("Two opinions have to be in before anybody settles it: give yours.")
        if opinion.finds_a_position:
            return approve(content=content_of(opinion.coding, proposal.negotiation), **how)
        return reject(reason=opinion.reason, **how)


def give(
    *,
    proposal: Proposal,
    coding: dict[str, str],
    editor: User,
    at: datetime,
    reason: str = "",
    is_blind: bool = False,
) -> Opinion:
    """Store an editor's opinion. Raises AlreadyGiven, AlreadyDecided. Call within a transaction."""
    comparison.hold({proposal.issue_id})
    reviews.check_present(proposal)
    if decision := Decision.objects.in_force().filter(proposal=proposal).select_related("editor").first():
        raise AlreadyDecided(f"{decision.editor} was faster: {decision.get_verdict_display().lower()}.")
    takings.keep(article=proposal.article_id, editor=editor, at=at)
    try:
        with transaction.atomic():
            return Opinion.objects.create(
                proposal=proposal, editor=editor, coding=coding, reason=reason, is_blind=is_blind, given_at=at
            )
    except IntegrityError as error:
        raise AlreadyGiven("You have given your opinion on this one: it waits for another editor's.") from error


@transaction.atomic
def give_blind(*, proposal: Proposal, content: Coding | None, editor: User, at: datetime) -> Opinion:
    """Code a passage before its proposal is shown; None where the editor finds no position in it."""
    coding = values_of(content) if content else {}
    return give(proposal=proposal, coding=coding, editor=editor, at=at, is_blind=True)


def awaits_opinion(proposal: Proposal, editor: User) -> bool:
    """Whether this editor's word is an opinion: two are needed, and nobody could decide yet but one who gave none.

    Where two differ, a third editor settles it by deciding. What was decided once and undone, anybody decides again.
    """
    if not proposal.needs_two or proposal.decisions.exists():
        return False
    given = Opinion.objects.filter(proposal=proposal, is_blind=False).values_list("editor", flat=True)
    return len(given) < 2 or editor.pk in given


def are_secret(proposal: Proposal) -> bool:
    """Whether what editors think of a proposal is still to be kept from each other: two are asked, and not yet both."""
    if not proposal.needs_two or proposal.decisions.exists():
        return False
    return Opinion.objects.filter(proposal=proposal, is_blind=False).count() < 2


def agreed_with_another(opinion: Opinion) -> bool:
    """Whether another editor has said the very same of the proposal."""
    others = Opinion.objects.filter(proposal=opinion.proposal, is_blind=False).exclude(pk=opinion.pk)
    return any(other.coding == opinion.coding for other in others)


def is_hidden_from(proposal: Proposal, editor: User) -> bool:
    """Whether the reader's proposal is still to be kept from an editor, who is to code its passage first."""
    return proposal.is_blind and not any(o.is_blind and o.editor_id == editor.pk for o in proposal.opinions.all())


def values_of(content: Coding | Count) -> dict[str, str]:
    """A coding as plain values, keys for what has them: two codings are the same where these are."""
    values = {}
    for name in content.__dataclass_fields__:
        value = getattr(content, name)
        values[name] = getattr(value, "key", "" if value is None else str(value))
    return values
