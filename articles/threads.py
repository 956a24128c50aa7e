"""A thread: what editors say of a proposal, or of an entry of the record, which is what they say of its proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404

from negotiations.models import Entry, Figure, Negotiation, Position

from . import opinions
from .models import Comment, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENTRIES = {"positions": Position, "figures": Figure}
SLOTS = {"positions": "position", "figures": "figure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Comments on a card; a new one goes to `proposal`, with the passage that is cited.

    `hidden` is how many are kept back, since they might give away an opinion.
    """

    kind: str
    pk: int
    proposal: Proposal
    passage: tuple[int, int]
    comments: list[Comment]
    hidden: int = 0

    @property
    def quote(self) -> str:
        """The words that are spoken of."""
        return self.proposal.article.text[slice(*self.passage)]


def thread_of(kind: str, pk: int, *, reader: User) -> Thread:
    """The thread of what an editor may see; raises Http404 for all others."""
    return of_proposal(pk, reader) if kind == "proposals" else of_entry(kind, pk, reader)


def of_proposal(pk: int, reader: User) -> Thread:
    """What was said of a proposal; of one that asks for two opinions only one's own words, until both are in."""
    found = Proposal.objects.reviewable_by(reader).select_related("negotiation", "article", "issue", "party")
    proposal = get_object_or_404(found, pk=pk)
    if opinions.is_hidden_from(proposal, reader):
        raise Http404("This passage is to be coded before its proposal is shown.")
    said = list(proposal.comments.standing().for_thread())
    own = [comment for comment in said if comment.author_id == reader.pk] if opinions.are_secret(proposal) else said
    place = (proposal.start, proposal.end)
    return Thread(kind="proposals", pk=pk, proposal=proposal, passage=place, comments=own, hidden=len(said) - len(own))


def of_entry(kind: str, pk: int, reader: User) -> Thread:
    """What was said of the proposals that brought evidence to an entry; what founds it comes first."""
    negotiations = Negotiation.objects.reviewable_by(reader)
    entry: Entry = get_object_or_404(ENTRIES[kind].objects.filter(negotiation__in=negotiations), pk=pk)
    related = [f"decision__proposal__{name}" for name in ("negotiation", "article", "issue", "party")]
    cited = entry.citations.filter(decision__isnull=False).select_related(*related)
    founding = cited.order_by(F("closed_at").asc(nulls_first=True), "pk").first()
    if founding is None:
        raise Http404("No proposal is behind this.")
    said = Comment.objects.under(SLOTS[kind], [pk]).standing().for_thread()
    place = (founding.start, founding.end)
    return Thread(kind=kind, pk=pk, proposal=founding.decision.proposal, passage=place, comments=list(said))
