"""Which proposals are coded blind or decided twice, and which articles read in full: a share that an owner sets.

The choice follows from the place of a passage, not from chance, so that reading again chooses the same.
"""

from __future__ import annotations

from hashlib import blake2b

from .models import Article, Proposal


def draw(share: int, *of: object) -> bool:
    """Whether this one is among `share` of a hundred."""
    digest = blake2b(repr(of).encode(), digest_size=4).digest()
    return int.from_bytes(digest) % 100 < share


def mark(proposal: Proposal, article: Article) -> Proposal:
    """Settle, when a proposal is stored, how it is to be decided; only sure ones are asked for."""
    negotiation = article.negotiation
    place = (article.text_hash, proposal.subject, proposal.start, proposal.end)
    if proposal.sure and proposal.subject == Proposal.Subject.POSITION:
        proposal.is_blind = draw(negotiation.blind_share, "blind", *place)
        proposal.needs_two = draw(negotiation.second_share, "second", *place)
    return proposal


def asks_for_full_reading(article: Article) -> bool:
    """Whether an editor is asked to read all of it."""
    return draw(article.negotiation.full_share, "full", article.text_hash)
