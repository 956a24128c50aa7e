"""The intake: articles, what a worker proposed from them, what editors decided, and what the record cites.

A proposal and a citation hold offsets; their quote is cut from the article's text, which never changes. The database
refuses offsets outside the text and a second decision in force on one proposal (migration 0002 and constraints here).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.functional import cached_property

from negotiations.cards import in_digits
from negotiations.models import Attribution, Figure, Issue, Negotiation, Party, Position, Precision, ScalePoint, Stance
from negotiations.moves import Kind, Turn
from negotiations.positions import Coding, Count, coding_of, content_of

from . import amendments, explanations, guards, kindwords
from .evidence import Citation
from .explanations import Explanation
from .querysets import ArticleQuerySet, DecisionQuerySet, ProposalQuerySet
from .searchables import Searchable
from .teamwork import Comment, Dismissal, FullReading, Opinion, Rereading, Taking

__all__ = (
    "Article",
    "Citation",
    "Comment",
    "Decision",
    "Dismissal",
    "FullReading",
    "Opinion",
    "Origin",
    "Proposal",
    "Rereading",
    "Run",
    "Searchable",
    "Taking",
)

SURE = 0.75  # of the proposals that wait, those above it are called sure, the others fairly sure


class Origin(models.Model):
    """Articles that go back to one text. Corroboration counts origins, not articles."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="origins")

    def __str__(self) -> str:
        return f"origin {self.pk}"


class Article(models.Model):
    """A news article as it was uploaded; `published` is the day against which its dates are resolved."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="articles")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300)
    outlet = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    published = models.DateField()
    text = models.TextField()
    length = models.GeneratedField(expression=Length("text"), output_field=models.IntegerField(), db_persist=True)
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the text with its white space levelled.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles")
    uploaded_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["negotiation", "text_hash"], name="article_once"),
            models.UniqueConstraint(fields=["id", "negotiation"], name="article_in_negotiation"),
        )
        indexes = (models.Index(fields=["negotiation", "-published"], name="article_of_negotiation"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The article page."""
        return reverse("article", args=[self.negotiation.slug, self.pk])

    @property
    def latest_run(self) -> Run | None:
        """The newest run of its own; cheap where `runs` were prefetched newest first."""
        return next((run for run in self.runs.all() if run.rereading_id is None), None)


class Run(models.Model):
    """One reading of an article by an extractor. Its state follows from when what happened."""

    class State(models.TextChoices):
        """From upload to proposals."""

        WAITING = "waiting"
        READING = "reading"
        READ = "read"
        FAILED = "failed"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="runs")
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=40, blank=True)
    rereading = models.ForeignKey(
        "Rereading",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="runs",
        help_text="If its result waits to be accepted together with others.",
    )
    result = models.JSONField(null=True, blank=True, help_text="What was found, while it waits to be accepted.")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=400, blank=True, help_text="One sentence for the contributor.")
    dropped = models.JSONField(default=list, blank=True, help_text="What the extractor found but could not prove.")

    class Meta:
        ordering = ("-queued_at", "-pk")

    def __str__(self) -> str:
        return f"{self.extractor} on {self.article_id}: {self.state}"

    @property
    def state(self) -> Run.State:
        """Waiting, reading, read or failed."""
        if self.finished_at:
            return self.State.FAILED if self.failure else self.State.READ
        return self.State.READING if self.started_at else self.State.WAITING

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.finished_at is not None


class Proposal(models.Model):
    """A statement or a figure that an extractor or an editor found, waiting for a decision.

    Of a figure, `party` is the one whose count it is. Never changed, but for how it compares with the record (`kind`,
    `turn`, `against`), which follows the record: what an editor makes of it is a decision.
    """

    class Subject(models.TextChoices):
        """What it would put on record."""

        POSITION = "position"
        FIGURE = "figure"

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="proposals")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="proposals")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The editor who found by hand what the reader had missed; then it has no run and no confidence.",
    )
    subject = models.CharField(max_length=8, choices=Subject, default=Subject.POSITION)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="proposals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    stance = models.CharField(max_length=7, choices=Stance, blank=True)
    side = models.ForeignKey(ScalePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    said_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    attribution = models.CharField(max_length=9, choices=Attribution, default=Attribution.OWN)
    attributed_to = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.CharField(max_length=120, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField(null=True, blank=True)
    sure = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Whether the reader was sure enough to ask an editor, by its measure on the day of the reading.",
    )
    reasons = models.JSONField(default=list, blank=True)
    alternatives = models.JSONField(
        default=list,
        db_default=[],
        blank=True,
        help_text='Sticking points that it may bear on, the likeliest first: {"issue": "pay", "score": 0.61}.',
    )
    features = models.JSONField(default=list, db_default=[], blank=True, help_text="What spoke for it, by name.")
    kind = models.CharField(
        max_length=13, choices=[(kind, kind) for kind in Kind], default=Kind.NEW, db_default=Kind.NEW
    )
    turn = models.CharField(max_length=8, choices=[(turn, turn) for turn in Turn if turn], blank=True, db_default="")
    against = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    against_figure = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_blind = models.BooleanField(
        default=False, db_default=False, help_text="An editor is to code the passage before this is shown."
    )
    needs_two = models.BooleanField(
        default=False, db_default=False, help_text="Two editors are to decide independently."
    )
    remembered = models.ForeignKey(
        "Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="An earlier rejection of the same passage, before the record or the codebook changed.",
    )
    kept_away = models.ForeignKey(
        "Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_away",
        help_text="A rejection of the same passage in a reprint: while it holds nobody is asked.",
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article", "run", "subject", "issue", "party", "stance", "value", "start", "end"],
                nulls_distinct=False,
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(subject="position", party__isnull=False, value__isnull=True) & ~Q(stance="")
                | Q(subject="figure", value__isnull=False, stance="", side__isnull=True),
                name="proposal_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(attribution="party", attributed_to__isnull=False)
                | (~Q(attribution="party") & Q(attributed_to__isnull=True)),
                name="proposal_account_of_a_party",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False, found_by__isnull=True, confidence__gte=0, confidence__lte=1)
                | Q(run__isnull=True, found_by__isnull=False, confidence__isnull=True),
                name="proposal_by_reader_or_hand",
            ),
        )
        indexes = (models.Index(fields=["issue", "said_on"], name="proposal_of_issue"),)

    def __str__(self) -> str:
        return f"{self.party or ''} {self.stance or self.value} on {self.issue}"

    @property
    def identity(self) -> tuple[object, ...]:
        """By what it is the same find, whichever run made it."""
        return (self.subject, self.issue_id, self.party_id, self.stance, self.value, self.start, self.end)

    @property
    def sureness(self) -> str:
        """The machine's confidence in words: a number would promise more than it knows."""
        if self.confidence is None:
            return "found by hand"
        if not self.sure:
            return "less sure"
        return "sure" if self.confidence >= SURE else "fairly sure"

    @property
    def change(self) -> kindwords.Change:
        """What it would change in the record, in words; of a proposal as read by `for_cards`."""
        return kindwords.change_of(self)

    @property
    def number(self) -> str:
        """Of a figure: "1,300,000"."""
        return "" if self.value is None else in_digits(self.value)

    @property
    def other_issues(self) -> list[str]:
        """Keys of up to two other issues that it may bear on: such as are a third as likely as the likeliest."""
        likeliest = max((other["score"] for other in self.alternatives), default=0)
        worthy = [other["issue"] for other in self.alternatives if other["score"] >= likeliest / 3]
        return [key for key in worthy if key != self.issue.key][:2]

    @cached_property
    def why(self) -> Explanation:
        """Why it reads as it does, and what its quote says beside; of a proposal as read by `for_cards`."""
        names = (
            self.issue.name,
            self.party.name if self.party else "",
            self.side.label if self.side else "",
            self.unit,
        )
        summary = guards.Summary(stance=self.stance, names=names, value=self.value)
        flags = guards.flags(self.quote, summary)
        return explanations.explanation(self.reasons, flags, self.quote, start=self.start)

    @property
    def rejection_reasons(self) -> list[tuple[str, str]]:
        """Why it may be rejected, in the order of the keys."""
        return Decision.Reason.choices

    @property
    def content(self) -> Coding | Count:
        """What it would put on record, as it stands."""
        if self.subject == self.Subject.POSITION:
            return coding_of(self)
        dated = {"issue": self.issue, "said_on": self.said_on, "precision": self.precision}
        return Count(**dated, value=self.value, unit=self.unit, counted_by=self.party)


class Decision(models.Model):
    """What an editor made of a proposal. An undone decision stays, closed; one at most is in force."""

    class Verdict(models.TextChoices):
        """What the editor did."""

        APPROVED = "approved"
        AMENDED = "amended"
        REJECTED = "rejected"

    class Reason(models.TextChoices):
        """Why a proposal was rejected, in the order of the keys 1 to 5."""

        NOT_A_POSITION = "not-a-position", "Not a position"
        WRONG_PARTY = "wrong-party", "Wrong party"
        WRONG_ISSUE = "wrong-issue", "Wrong sticking point"
        REPEATED = "repeated", "Already on record"
        OTHER = "other", "Another reason"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True, help_text="Why, in the editor's own words.")
    batch = models.UUIDField(null=True, blank=True, help_text="Shared by decisions that were taken with one key.")
    confidence = models.FloatField(null=True, blank=True, help_text="The machine's, at the time.")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(undone_at__isnull=True), name="one_decision_in_force"
            ),
            models.CheckConstraint(
                condition=Q(verdict="rejected", position__isnull=True, figure__isnull=True) & ~Q(reason="")
                | ~Q(verdict="rejected") & Q(reason=""),
                name="decision_reason_for_rejection",
            ),
        )
        indexes = (
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="decision_of_batch"),
            models.Index(fields=["editor", "-decided_at"], name="decision_of_editor"),
        )

    def __str__(self) -> str:
        return f"{self.verdict} by {self.editor}"

    @property
    def entry(self) -> Position | Figure | None:
        """What it put on record."""
        return self.position or self.figure

    @property
    def confirms(self) -> bool:
        """Whether it added evidence to what was on record already."""
        return self.entry is not None and self.entry.recorded_at < self.decided_at

    @property
    def differences(self) -> list[amendments.Difference]:
        """What the editor changed; of a decision as read by `for_history` and, of many, `with_evidence`."""
        if self.verdict != self.Verdict.AMENDED:
            return []
        return self.differences_under(min(self.citations.all(), key=lambda citation: citation.pk, default=None))

    def differences_under(self, citation: Citation | None) -> list[amendments.Difference]:
        """What the editor changed; a confirmation has the day and account of the citation that it brought."""
        if self.verdict != self.Verdict.AMENDED or citation is None:
            return []
        made = content_of(self.entry)
        if self.confirms:
            made = amendments.under(made, citation)
        return amendments.differences(self.proposal.content, made)
