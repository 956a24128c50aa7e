"""What editors rejected does not come back: not in a new run, not in another article of the same origin.

It does come back where the record on it or the negotiation's codebook has changed since, and then says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from rapidfuzz import fuzz

from negotiations.models import Figure, Position

from .models import Article, Decision, Proposal
from .querysets import quote_of

ALIKE = 85  # of 100: so alike are two passages that say the same in two articles of one origin
Reason = Decision.Reason
# What a rejection speaks of, by its reason: of another reading of the passage in these fields it says nothing.
SCOPE = {
    Reason.NOT_A_POSITION: ("subject",),
    Reason.WRONG_PARTY: ("subject", "party_id"),
    Reason.WRONG_ISSUE: ("subject", "issue_id"),
    Reason.REPEATED: ("subject", "party_id", "issue_id", "stance", "value"),
    Reason.OTHER: ("subject", "party_id", "issue_id", "stance", "value"),
}


class Memory:
    """The rejections that bear on an article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.overtaken: dict[int, bool] = {}
        rejected = Decision.objects.in_force().filter(
            verdict=Decision.Verdict.REJECTED, proposal__article__origin=article.origin_id
        )
        related = ("proposal", "proposal__negotiation")
        self.rejections = list(
            rejected.select_related(*related).annotate(quote=quote_of("proposal__")).order_by("-decided_at", "-pk")
        )

    def recall(self, proposal: Proposal) -> Decision | None:
        """The latest rejection that speaks of what is proposed and still holds; else the latest that did."""
        spoken = [rejection for rejection in self.rejections if self.concerns(rejection, proposal)]
        return next((rejection for rejection in spoken if not self.is_overtaken(rejection)), next(iter(spoken), None))

    def is_overtaken(self, rejection: Decision) -> bool:
        """Whether the record on it or the codebook has changed since; asked of the database once for each."""
        if rejection.pk not in self.overtaken:
            self.overtaken[rejection.pk] = is_overtaken(rejection)
        return self.overtaken[rejection.pk]

    def concerns(self, rejection: Decision, proposal: Proposal) -> bool:
        """Whether a rejection speaks of the same reading of the same passage."""
        rejected = rejection.proposal
        scope = SCOPE[Reason(rejection.reason)]
        if any(getattr(rejected, name) != getattr(proposal, name) for name in scope):
            return False
        if rejected.article_id == self.article.pk:
            shared = min(rejected.end, proposal.end) - max(rejected.start, proposal.start)
            return 2 * shared >= min(rejected.end - rejected.start, proposal.end - proposal.start)
        return fuzz.ratio(rejection.quote, self.article.text[proposal.start : proposal.end]) >= ALIKE


def sift(proposals: Iterable[Proposal], article: Article) -> tuple[list[Proposal], list[Decision]]:
    """The proposals of an article that may be asked for, and the rejections that keep the others away.

    One that comes back although it was rejected remembers the rejection.
    """
    memory, kept, kept_away = Memory(article), [], []
    for proposal in proposals:
        rejection = memory.recall(proposal)
        if rejection and not memory.is_overtaken(rejection):
            kept_away.append(rejection)
            continue
        proposal.remembered = rejection
        kept.append(proposal)
    return kept, kept_away


def keep_away(rejection: Decision) -> None:
    """Ask nobody about the passage in other articles of its origin that were read before it was rejected."""
    origin = rejection.proposal.article.origin_id
    for article in Article.objects.filter(origin=origin).exclude(pk=rejection.proposal.article_id):
        memory = Memory(article)
        same = [p.pk for p in article.proposals.untouched().pending() if memory.recall(p) == rejection]
        Proposal.objects.filter(pk__in=same).update(kept_away=rejection)


def bring_back(waiting: QuerySet) -> None:
    """Ask again about passages whose rejection the record or the codebook has overtaken since, and say so."""
    away = waiting.filter(kept_away__isnull=False).values_list("kept_away", flat=True).distinct()
    for rejection in Decision.objects.filter(pk__in=away).select_related("proposal__negotiation"):
        if is_overtaken(rejection):
            waiting.filter(kept_away=rejection).update(kept_away=None, remembered=rejection)


def is_overtaken(rejection: Decision) -> bool:
    """Whether the record on it or the codebook has changed since."""
    proposal, since = rejection.proposal, rejection.decided_at
    revised = proposal.negotiation.revised_at
    if revised and revised > since:
        return True
    if proposal.subject == Proposal.Subject.FIGURE:
        entries = Figure.objects.filter(issue=proposal.issue_id)
    else:
        entries = Position.objects.filter(issue=proposal.issue_id, party=proposal.party_id)
    return entries.changed_since(since).exists()
