"""The way out of extraction: extract, verify, store. Running twice is safe.

What is derived is replaced in one transaction; what a person ever decided stays.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from pydantic import TypeAdapter

from negotiations.models import Attribution, Issue, Negotiation, Party, ScalePoint

from . import comparison, memory, sampling
from .dossiers import document_of, dossier_of
from .extraction import records
from .extraction.extractor import Extractor, ExtractorUnavailable
from .extraction.verify import verify
from .extractors import EXTRACTORS
from .models import Article, Decision, Proposal, Run

log = logging.getLogger(__name__)
RESULT = TypeAdapter(records.Extraction)  # a result to JSON and back, while it waits to be accepted
Clock = Callable[[], datetime]


def carry_out(*, run: Run, now: Clock) -> None:
    """Read the run's article and store what was found. Raises ExtractorUnavailable, which time may heal."""
    if run.is_over:
        return
    extractor = EXTRACTORS[run.extractor]
    mark(run, started_at=now(), version=extractor.version)
    try:
        extraction, dropped = read(run.article, extractor)
    except ExtractorUnavailable:
        raise
    except Exception:
        # An extractor may stumble over any text; the article must not be lost, and the contributor be told.
        log.exception("run %s failed on article %s", run.pk, run.article_id)
        fail(run=run, because="The reader stumbled over this text. Try it again, or tell us which article.", at=now())
        return
    with transaction.atomic():
        if run.rereading_id:
            result = RESULT.dump_python(extraction, mode="json")
            mark(run, finished_at=now(), failure="", dropped=dropped, result=result)
            return
        kept_away = store(run=run, extraction=extraction)
        mark(run, finished_at=now(), failure="", dropped=[*dropped, *causes(kept_away)])


def causes(kept_away: Iterable[Decision]) -> list[str]:
    """In words, why something found was not proposed."""
    return [f"rejected before: {rejection.get_reason_display()}" for rejection in kept_away]


def fail(*, run: Run, because: str, at: datetime) -> None:
    """End a run with a sentence for the contributor."""
    mark(run, finished_at=at, failure=because)


def mark(run: Run, **fields: object) -> None:
    """Write down when something happened to a run."""
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=fields.keys())


def read(article: Article, extractor: Extractor) -> tuple[records.Extraction, list[str]]:
    """What the extractor found and can prove, and what was dropped and why."""
    document, dossier = document_of(article), dossier_of(article.negotiation)
    verified = verify(extractor.extract(document, dossier), document, dossier)
    return verified.extraction, [drop.cause for drop in verified.dropped]


def store(*, run: Run, extraction: records.Extraction) -> list[Decision]:
    """Replace the article's proposals that nobody touched. Call within a transaction.

    What an editor has decided, or decided and undone, stays as it is and does not come twice. What was rejected stays
    away; the rejections that did it are returned. Nothing is decided meanwhile.
    """
    article = Article.objects.select_related("negotiation").get(pk=run.article_id)
    comparison.hold(article.negotiation.issues.values_list("pk", flat=True))
    gone = article.proposals.untouched()
    issues = set(gone.values_list("issue", flat=True))
    gone.delete()
    fresh, kept_away = found_by(run, extraction, article)
    Proposal.objects.bulk_create(fresh)
    comparison.refresh(issues | {proposal.issue_id for proposal in fresh})
    return kept_away


def found_by(run: Run, extraction: records.Extraction, article: Article) -> tuple[list[Proposal], list[Decision]]:
    """What a run would propose beside what an editor has touched, and the rejections that keep the rest away."""
    keys = Keys(article.negotiation)
    found = [
        *(keys.statement(statement, run) for statement in extraction.statements if keys.know(statement)),
        *(keys.figure(figure, run, article) for figure in extraction.figures if figure.issue in keys.issues),
    ]
    # An extractor may find the same twice, also of what was merged after the reading: the first one is asked for.
    distinct = {proposal.identity: proposal for proposal in reversed(found)}
    kept, kept_away = memory.sift(reversed(distinct.values()), article)
    known = {proposal.identity for proposal in article.proposals.unrejected().touched()}
    return [sampling.mark(proposal, article) for proposal in kept if proposal.identity not in known], kept_away


class Keys:
    """From the keys that an extractor speaks to the rows of a negotiation; for what was merged since, the kept one."""

    def __init__(self, negotiation: Negotiation) -> None:
        parties = Party.every.filter(negotiation=negotiation).select_related("merged_into")
        issues = Issue.every.filter(negotiation=negotiation).select_related("merged_into")
        points = ScalePoint.every.filter(issue__negotiation=negotiation).select_related("issue", "merged_into")
        self.parties = {party.key: party.kept for party in parties}
        self.issues = {issue.key: issue.kept for issue in issues}
        self.points = {(point.issue.key, point.key): point.kept for point in points}

    def know(self, statement: records.Statement) -> bool:
        """Whether what it speaks of is still there: an owner may have removed it since the reading."""
        account = statement.attribution.party
        return statement.issue in self.issues and statement.party in self.parties and account in {None, *self.parties}

    def statement(self, statement: records.Statement, run: Run) -> Proposal:
        """A statement as a proposal."""
        party, account = self.parties[statement.party], statement.attribution
        basis, by = Attribution(account.basis.value), self.parties.get(account.party)
        if by == party:  # merged since
            basis, by = (Attribution.OWN if statement.speaker else Attribution.OFFICIALS), None
        return Proposal(
            negotiation_id=run.article.negotiation_id,
            article_id=run.article_id,
            run=run,
            issue=self.issues[statement.issue],
            party=party,
            stance=statement.stance,
            side=self.points.get((statement.issue, statement.side)),
            said_on=statement.said_on,
            precision=statement.precision,
            attribution=basis,
            attributed_to=by,
            speaker=(statement.speaker or "")[:120],
            start=statement.quote.start,
            end=statement.quote.end,
            confidence=statement.confidence,
            sure=statement.confidence >= EXTRACTORS[run.extractor].threshold,
            reasons=[asdict(reason) for reason in statement.reasons],
            alternatives=[{"issue": issue, "score": score} for issue, score in statement.alternatives],
            features=list(statement.features),
        )

    def figure(self, figure: records.Figure, run: Run, article: Article) -> Proposal:
        """A figure as a proposal, dated by its article. The reader keeps only figures of which it is sure."""
        return Proposal(
            negotiation_id=article.negotiation_id,
            article_id=article.pk,
            run=run,
            subject=Proposal.Subject.FIGURE,
            issue=self.issues[figure.issue],
            party=self.parties.get(figure.counted_by),
            value=round(figure.value, 4),  # as it will be stored, so that it is known again
            unit=figure.unit[:60],
            said_on=article.published,
            start=figure.quote.start,
            end=figure.quote.end,
            confidence=figure.confidence,
        )
