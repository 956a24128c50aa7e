"""How the reader has done in a negotiation: on blind passages, in articles read in full, and by plain approval.

Plain approval flatters: an editor who sees a proposal leans towards it. So it stands apart from precision (passages
coded blind) and recall (articles read in full).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Count, F, Q

from negotiations.models import Negotiation

from .models import Decision, Opinion, Proposal
from .opinions import values_of
from .quality import Share, alpha, digits, kappa

STEPS = (0.35, 0.5, 0.65, 0.8)  # between these confidences, proposals are alike
ENOUGH = 10  # decisions on proposals alike, before their share is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Proposals of about the same confidence: from `least` up to, and without, `below`; how many were approved."""

    least: float
    below: float
    share: Share

    @property
    def words(self) -> str:
        """ "0.50 to 0.65"."""
        return f"{self.least:.2f} to {self.below:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far editors agree who decided the same proposals independently, on one question."""

    question: str
    alpha: float | None
    pairs: Share

    @property
    def alpha_in_digits(self) -> str:
        """As the page shows it."""
        return digits(self.alpha)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two editors and how far they agree on whether there is a position: Cohen's kappa, and the plain share."""

    one: str
    other: str
    kappa: float | None
    share: Share

    @property
    def kappa_in_digits(self) -> str:
        """As the page shows it."""
        return digits(self.kappa)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the page tells."""

    precision: Share
    stance: Share
    side: Share
    recall: Share
    full_readings: int
    approved: Share
    bands: Sequence[Band]
    versions: Sequence[tuple[str, Share]]
    agreements: Sequence[Agreement]
    pairs: Sequence[Pair] = field(default_factory=tuple)


def report_on(negotiation: Negotiation) -> Report:
    """The reader's record in a negotiation."""
    blind = blind_opinions(negotiation)
    found = [(opinion, values_of(opinion.proposal.content)) for opinion in blind]
    same = [(o, values) for o, values in found if all(o.coding.get(n) == values[n] for n in ("party", "issue"))]
    bands = bands_of(negotiation)
    return Report(
        precision=Share(hits=len(same), of=len(found)),
        stance=Share(hits=sum(o.coding["stance"] == values["stance"] for o, values in same), of=len(same)),
        side=Share(hits=sum(o.coding["side"] == values["side"] for o, values in same), of=len(same)),
        recall=recall_of(negotiation),
        full_readings=negotiation.articles.filter(full_reading__isnull=False).count(),
        approved=Share(hits=sum(b.share.hits for b in bands), of=sum(b.share.of for b in bands)),
        bands=bands,
        versions=versions_of(negotiation),
        **agreement_on(negotiation),
    )


def blind_opinions(negotiation: Negotiation) -> list[Opinion]:
    """The first blind opinion on each passage, with its proposal."""
    given = Opinion.objects.filter(proposal__negotiation=negotiation, is_blind=True)
    related = ("proposal__issue", "proposal__party", "proposal__side", "proposal__attributed_to")
    first = given.order_by("proposal", "given_at", "pk").distinct("proposal")
    return list(first.select_related(*related).defer("proposal__reasons", "proposal__features"))


def recall_of(negotiation: Negotiation) -> Share:
    """Of the positions on record from articles read in full, how many the reader had found."""
    full = Q(proposal__article__full_reading__isnull=False, proposal__subject=Proposal.Subject.POSITION)
    told = Decision.objects.in_force().filter(full, proposal__negotiation=negotiation, position__isnull=False)
    counts = told.aggregate(
        found=Count("pk", filter=Q(proposal__run__isnull=False, proposal__sure=True)),
        missed=Count("pk", filter=Q(proposal__run__isnull=True) | Q(proposal__sure=False)),
    )
    return Share(hits=counts["found"], of=counts["found"] + counts["missed"])


def bands_of(negotiation: Negotiation) -> list[Band]:
    """How many of the sure proposals that were decided are on record, by the reader's confidence at the time."""
    decided = Decision.objects.in_force().filter(
        proposal__negotiation=negotiation, proposal__sure=True, confidence__isnull=False
    )
    bounds = [*zip(STEPS, [*STEPS[1:], 1.0001], strict=True)]
    counts = decided.aggregate(
        **{f"of_{n}": Count("pk", filter=within(*bound)) for n, bound in enumerate(bounds)},
        **{f"hits_{n}": Count("pk", filter=within(*bound) & on_record()) for n, bound in enumerate(bounds)},
    )
    return [
        Band(least=least, below=min(below, 1.0), share=Share(hits=counts[f"hits_{n}"], of=counts[f"of_{n}"]))
        for n, (least, below) in enumerate(bounds)
    ]


def within(least: float, below: float) -> Q:
    """Decisions on proposals of such a confidence."""
    return Q(confidence__gte=least, confidence__lt=below)


def on_record() -> Q:
    """Decisions that put something on record."""
    return ~Q(verdict=Decision.Verdict.REJECTED)


def alike(bands: Iterable[Band], confidence: float | None) -> Share | None:
    """How editors decided proposals of about that confidence; None where too few were."""
    for band in bands:
        if confidence is not None and band.least <= confidence < band.below and band.share.of >= ENOUGH:
            return band.share
    return None


def versions_of(negotiation: Negotiation) -> list[tuple[str, Share]]:
    """Plain approval by extractor and version."""
    decided = Decision.objects.in_force().filter(proposal__negotiation=negotiation, proposal__run__isnull=False)
    named = decided.values(name=F("proposal__run__extractor"), version=F("proposal__run__version"))
    counted = named.annotate(of=Count("pk"), hits=Count("pk", filter=on_record())).order_by("name", "version")
    return [(f"{row['name']} {row['version']}", Share(hits=row["hits"], of=row["of"])) for row in counted]


def agreement_on(negotiation: Negotiation) -> dict[str, list]:
    """How far editors agree on the proposals that two or more gave an opinion on."""
    given = Opinion.objects.filter(proposal__negotiation=negotiation, is_blind=False).select_related("editor")
    by_proposal: dict[int, list[Opinion]] = defaultdict(list)
    for opinion in given:
        by_proposal[opinion.proposal_id].append(opinion)
    together = [opinions for opinions in by_proposal.values() if len(opinions) > 1]
    questions = {
        "Is there a position?": [{o.editor_id: "yes" if o.finds_a_position else "no" for o in os} for os in together],
        "Which stance?": [answers("stance", opinions) for opinions in together],
        "Which side?": [answers("side", opinions) for opinions in together],
    }
    agreements = [
        Agreement(question=question, alpha=alpha(units), pairs=pairs_of(units)) for question, units in questions.items()
    ]
    return {"agreements": agreements, "pairs": editor_pairs(together)}


def answers(name: str, opinions: Iterable[Opinion]) -> dict[int, str]:
    """What each editor who finds a position says of one of its fields."""
    return {opinion.editor_id: opinion.coding[name] for opinion in opinions if opinion.finds_a_position}


def pairs_of(units: Iterable[dict[int, str]]) -> Share:
    """Of all pairs of answers to the same question, how many are the same."""
    same = [one == other for unit in units for one, other in combinations(unit.values(), 2)]
    return Share(hits=sum(same), of=len(same))


def editor_pairs(together: Iterable[Sequence[Opinion]]) -> list[Pair]:
    """Each two editors who gave opinions on the same proposals."""
    found: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for opinions in together:
        for one, other in combinations(sorted(opinions, key=lambda o: str(o.editor)), 2):
            found[str(one.editor), str(other.editor)].append((one.finds_a_position, other.finds_a_position))
    return [
        Pair(
            one=one,
            other=other,
            kappa=kappa(told),
            share=Share(hits=sum(a == b for a, b in told), of=len(told)),
        )
        for (one, other), told in sorted(found.items())
    ]
