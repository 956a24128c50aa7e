"""A thread: what editors say of a proposal, or of an entry of the record, which is what they say of its proposals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404, HttpRequest

from negotiations import frames
from negotiations.models import Entry, Figure, Position

from . import opinions
from .models import Comment, Proposal

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


def thread_of(request: HttpRequest, kind: str, pk: int) -> Thread:
    """The thread of what an editor may see; raises Http404, PermissionDenied for all others."""
    return of_proposal(request, pk) if kind == "proposals" else of_entry(request, kind, pk)


def of_proposal(request: HttpRequest, pk: int) -> Thread:
    """What was said of a proposal; of one that asks for two opinions only one's own words, until both are in."""
    found = Proposal.objects.select_related("negotiation", "article", "issue", "party")
    proposal, reader = frames.to_decide_on(request, found, pk=pk), request.user
    if opinions.is_hidden_from(proposal, reader):
        raise Http404("This passage is to be coded before its proposal is shown.")
    said = list(proposal.comments.standing().for_thread())
    own = [comment for comment in said if comment.author_id == reader.pk] if opinions.are_secret(proposal) else said
    place = (proposal.start, proposal.end)
    return Thread(kind="proposals", pk=pk, proposal=proposal, passage=place, comments=own, hidden=len(said) - len(own))


def of_entry(request: HttpRequest, kind: str, pk: int) -> Thread:
    """What was said of the proposals that brought evidence to an entry; what founds it comes first."""
    entry: Entry = frames.to_decide_on(request, ENTRIES[kind].objects.all(), pk=pk)
    related = [f"decision__proposal__{name}" for name in ("negotiation", "article", "issue", "party")]
    cited = entry.citations.filter(decision__isnull=False).select_related(*related)
    founding = cited.order_by(F("closed_at").asc(nulls_first=True), "pk").first()
    if founding is None:
        raise Http404("No proposal is behind this.")
    said = Comment.objects.under(SLOTS[kind], [pk]).standing().for_thread()
    place = (founding.start, founding.end)
    return Thread(kind=kind, pk=pk, proposal=founding.decision.proposal, passage=place, comments=list(said))
