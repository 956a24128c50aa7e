"""Whatever editors do, in whatever order, the record stays sound: random sequences held against the laws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Count
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from articles import comments, comparison, intake, memory, opinions, rereadings, reviews, runs
from articles.extraction import records
from articles.extractors import EXTRACTORS
from articles.models import Article, Citation, Comment, Decision, Opinion, Proposal, Rereading
from articles.querysets import quote_of
from negotiations import positions
from negotiations.models import Figure, Membership, Position
from negotiations.moves import compare
from negotiations.positions import Coding

START = datetime(2024, 3, 20, 9, tzinfo=UTC)
DAYS = [date(2024, 3, day) for day in (4, 5, 12)]
BODY = "The union wants more. The port says no. The city is silent. Nine percent, they say."
TEXTS = [f"Haven. {BODY}", f"Haven (Agency). {BODY}", f"By our reporter. {BODY} It rained."]
SETTLED = (
    reviews.AlreadyDecided,
    reviews.NeedsOpinions,
    reviews.CannotUndo,
    opinions.AlreadyGiven,
    positions.AlreadyClosed,
    rereadings.NotReady,
)
PARTIES, ISSUES = ["union", "port", "city"], {"pay": ["freeze", "full"], "cranes": ["all"]}
STANCES = ["demand", "demand", "offer"]
SENTENCES = ["The union wants more.", "The port says no.", "The city is silent.", "Nine percent, they say."]
REASONS = ["not-a-position", "wrong-party", "wrong-issue", "repeated", "other"]


class Scripted:
    """An extractor that finds what it was told to find."""

    version, threshold = "1", 0.5

    def __init__(self) -> None:
        self.told = ([], [])

    def extract(self, document: records.Document, dossier: records.Dossier) -> records.Extraction:
        statements, figures = self.told
        return records.Extraction(
            statements=tuple(records.Statement(**s, quote=place(s_at, document.text)) for s_at, s in statements),
            figures=tuple(records.Figure(**f, quote=place(f_at, document.text)) for f_at, f in figures),
        )


def place(sentence: int, text: str) -> records.Span:
    start = text.index(SENTENCES[sentence])
    return records.Span(start, start + len(SENTENCES[sentence]))


@st.composite
def readings(draw) -> dict[str, Any]:
    """A position in keys, as an extractor or an editor may read it; few of them, so that they meet."""
    party, issue = draw(st.sampled_from(["union", *PARTIES])), draw(st.sampled_from(["pay", "pay", "cranes"]))
    basis = draw(st.sampled_from(["own", "own", "officials", "party"]))
    others = [other for other in PARTIES if other != party]
    return {
        "party": party,
        "issue": issue,
        "stance": draw(st.sampled_from(STANCES)),
        "side": draw(st.sampled_from([None, *ISSUES[issue]])),
        "said_on": draw(st.sampled_from(DAYS)),
        "precision": draw(st.sampled_from(["day", "day", "week"])),
        "basis": basis,
        "account": draw(st.sampled_from(others)) if basis == "party" else None,
    }


@st.composite
def statements(draw) -> tuple[int, dict[str, Any]]:
    reading = draw(readings())
    account = records.Attribution(basis=records.Basis(reading.pop("basis")), party=reading.pop("account"))
    reading["stance"], reading["precision"] = records.Stance(reading["stance"]), records.Precision(reading["precision"])
    confidence = draw(st.sampled_from([0.3, 0.6, 0.9]))
    return draw(st.integers(0, 3)), reading | {"attribution": account, "confidence": confidence}


@st.composite
def figures(draw) -> tuple[int, dict[str, Any]]:
    return 3, {
        "issue": draw(st.sampled_from(sorted(ISSUES))),
        "value": draw(st.sampled_from([Decimal(9), Decimal("7.123456")])),
        "unit": "percent",
        "counted_by": draw(st.sampled_from([None, "union"])),
        "confidence": 0.9,
    }


EXTRACTIONS = st.tuples(st.lists(statements(), min_size=1, max_size=4), st.lists(figures(), max_size=2))


class Desk(RuleBasedStateMachine):
    """Three editors at one negotiation, acting one after the other; sometimes two act in the same moment."""

    newsroom: Any
    extractor: Scripted

    def __init__(self) -> None:
        super().__init__()
        self.undoable = transaction.atomic()
        self.undoable.__enter__()
        self.now = START
        self.known: dict[datetime, set[tuple]] = {}
        self.kept: dict[type, set[int]] = {Proposal: set(), Decision: set(), Opinion: set(), Comment: set()}
        self.withdrawn: set[int] = set()
        self.before: dict[int, int] = {}
        self.batches: list[Any] = []
        self.parties = {party.key: party for party in self.newsroom.negotiation.parties.all()}
        self.issues = {issue.key: issue for issue in self.newsroom.negotiation.issues.all()}
        self.points = {(i.key, point.key): point for i in self.issues.values() for point in i.points.all()}

    @initialize(found=EXTRACTIONS)
    def articles_come(self, found) -> None:
        for n, text in enumerate(TEXTS):
            self.extractor.told = found if n != 1 else ([], [])
            article = self.newsroom.article(text=text, title=str(n), published=DAYS[-1])
            runs.carry_out(run=article.runs.get(), now=lambda: self.now)
        one, reprint, _ = Article.objects.order_by("pk")
        Article.objects.filter(pk=reprint.pk).update(origin=one.origin)

    def teardown(self) -> None:
        try:
            for moment in self.known:
                assert record_at(moment) == self.known[moment], f"the past at {moment} has changed"
        finally:
            transaction.set_rollback(True)
            self.undoable.__exit__(None, None, None)

    # what people do

    @rule(minutes=st.integers(1, 3))
    def time_passes(self, minutes) -> None:
        self.known[self.now] = record_now()
        self.now += timedelta(minutes=minutes)

    @rule(data=st.data())
    def approve(self, data) -> None:
        if proposal := self.some(data, Proposal.objects.all(), "proposal"):
            self.act(reviews.approve, proposal=proposal, editor=self.editor(data))

    @rule(data=st.data(), reading=readings(), sentence=st.integers(0, 3))
    def say_again(self, data, reading, sentence) -> None:
        """What stands on record, by another article, on another day or account, perhaps without its side."""
        if position := self.some(data, Position.objects.in_force(), "position"):
            article = self.some(data, Article.objects.all(), "article")
            start, end = place(sentence, article.text)
            again = self.coding(reading | {"issue": position.issue.key, "side": None})
            side = position.side if reading["side"] else None
            content = replace(again, party=position.party, stance=position.stance, side=side)
            if content.attributed_to != content.party:
                how = {"start": start, "end": end, "editor": self.editor(data)}
                self.act(reviews.add, article=article, content=content, **how)

    @rule(data=st.data(), reading=readings())
    def amend(self, data, reading) -> None:
        if proposal := self.some(data, Proposal.objects.pending().filter(subject="position"), "proposal"):
            self.act(reviews.approve, proposal=proposal, content=self.coding(reading), editor=self.editor(data))

    @rule(data=st.data(), reason=st.sampled_from(REASONS))
    def reject(self, data, reason) -> None:
        if proposal := self.some(data, Proposal.objects.all(), "proposal"):
            decision = self.act(reviews.reject, proposal=proposal, reason=reason, editor=self.editor(data))
            self.remember(decision)

    @rule(data=st.data(), verdict=st.sampled_from(["approve", "reject"]))
    def give_an_opinion(self, data, verdict) -> None:
        if proposal := self.some(data, Proposal.objects.pending().filter(needs_two=True), "proposal"):
            how = {"reason": "other"} if verdict == "reject" else {}
            outcome = self.act(getattr(opinions, verdict), proposal=proposal, editor=self.editor(data), **how)
            self.remember(outcome)

    @rule(data=st.data())
    def comment(self, data) -> None:
        if proposal := self.some(data, Proposal.objects.pending(), "proposal"):
            comments.write(proposal=proposal, text="Hm.", author=self.editor(data), at=self.now)

    @rule(data=st.data())
    def approve_many(self, data) -> None:
        pending = list(Proposal.objects.pending().order_by("pk"))
        if pending:
            chosen = data.draw(st.lists(st.sampled_from(pending), max_size=4, unique_by=lambda p: p.pk), "proposals")
            self.batches.append(self.act(reviews.approve_all, proposals=chosen, editor=self.editor(data)))

    @rule(data=st.data())
    def undo(self, data) -> None:
        if decision := self.some(data, Decision.objects.all(), "decision"):
            self.act(reviews.undo, decision=decision, editor=self.editor(data))

    @rule(data=st.data())
    def undo_what_founded(self, data) -> None:
        """The first of several that prove the same."""
        proven = Position.objects.in_force().filter(citations__closed_at=None).annotate(n=Count("citations"))
        if position := self.some(data, proven.filter(n__gt=1), "position"):
            decision = position.citations.in_force().earliest("pk").decision
            self.act(reviews.undo, decision=decision, editor=self.editor(data))

    @rule(data=st.data())
    def undo_many(self, data) -> None:
        if self.batches:
            batch = data.draw(st.sampled_from(self.batches), "batch")
            self.act(reviews.undo_all, batch=batch, editor=self.editor(data))

    @rule(data=st.data(), reading=readings())
    def correct(self, data, reading) -> None:
        if position := self.some(data, Position.objects.in_force(), "position"):
            self.act(reviews.correct, position=position, content=self.coding(reading), editor=self.editor(data))

    @rule(data=st.data())
    def withdraw(self, data) -> None:
        if position := self.some(data, Position.objects.in_force(), "position"):
            self.act(reviews.withdraw, position=position, because="misread", editor=self.editor(data))

    @rule(data=st.data(), reading=readings(), sentence=st.integers(0, 3))
    def add_by_hand(self, data, reading, sentence) -> None:
        article = self.some(data, Article.objects.all(), "article")
        start, end = place(sentence, article.text)
        content = self.coding(reading)
        self.act(reviews.add, article=article, content=content, start=start, end=end, editor=self.editor(data))

    @rule(data=st.data(), found=EXTRACTIONS)
    def read_again(self, data, found) -> None:
        self.extractor.told = found
        article = self.some(data, Article.objects.all(), "article")
        runs.carry_out(run=intake.read_again(article=article, at=self.now), now=lambda: self.now)

    @rule(data=st.data(), found=EXTRACTIONS)
    def ask_for_a_rereading(self, data, found) -> None:
        self.extractor.told = found
        articles = Article.objects.order_by("pk")[:2]
        rereading = self.act(
            rereadings.ask, negotiation=self.newsroom.negotiation, articles=articles, by=self.editor(data)
        )
        for run in rereading.runs.all():
            runs.carry_out(run=run, now=lambda: self.now)

    @rule(data=st.data())
    def accept_a_rereading(self, data) -> None:
        if rereading := self.some(data, Rereading.objects.filter(settled_at=None), "rereading"):
            differences = rereadings.differences(rereading)
            waiting = {(p.article_id, p.identity) for p in reader_waits()}
            self.act(rereadings.accept, rereading=rereading, by=self.editor(data))
            lost = {(d.article.pk, p.identity) for d in differences for p in d.lost}
            new = {(d.article.pk, p.identity) for d in differences for p in d.new}
            assert {(p.article_id, p.identity) for p in reader_waits()} == waiting - lost | new

    # how they do it

    def act(self, verb, **how) -> Any:
        try:
            with transaction.atomic():
                return verb(at=self.now, **how)
        except SETTLED:
            return None

    def some(self, data, rows, what) -> Any:
        rows = list(rows.order_by("pk"))
        return data.draw(st.sampled_from(rows), what) if rows else None

    def editor(self, data) -> Any:
        return data.draw(st.sampled_from(self.editors), "editor")

    def coding(self, reading) -> Coding:
        values = {name: reading[name] for name in ("stance", "said_on", "precision")}
        return Coding(
            **values,
            issue=self.issues[reading["issue"]],
            party=self.parties[reading["party"]],
            side=self.points[reading["issue"], reading["side"]] if reading["side"] else None,
            attribution=reading["basis"],
            attributed_to=self.parties[reading["account"]] if reading["account"] else None,
        )

    def remember(self, rejection: Any) -> None:
        if isinstance(rejection, Decision):
            self.before[rejection.pk] = Proposal.objects.latest("pk").pk

    # the laws

    @invariant()
    def what_is_stored_keeps_the_database_s_own_laws(self) -> None:
        connection.check_constraints()

    @invariant()
    def nothing_that_a_person_did_is_lost(self) -> None:
        for model, kept in self.kept.items():
            rows = Proposal.objects.touched() if model is Proposal else model.objects.all()
            assert kept <= set(model.objects.values_list("pk", flat=True))
            kept.update(rows.values_list("pk", flat=True))

    @invariant()
    def one_decision_at_most_is_in_force(self) -> None:
        decided = list(Decision.objects.in_force().values_list("proposal", flat=True))
        assert len(decided) == len(set(decided))

    @invariant()
    def every_entry_is_cited_by_decisions_in_force_and_every_approval_cites_once_where_its_entry_stands(self) -> None:
        cited = cited_by_entry()
        for entry in (*Position.objects.in_force(), *Figure.objects.in_force()):
            citations = cited.get(key_of(entry), [])
            assert citations, f"{entry!r} has no evidence"
            assert all(citation.decision.undone_at is None for citation in citations)
            assert any(gives_the_day_of(entry, citation) for citation in citations), (
                f"nothing tells the day of {entry!r}"
            )
        standing = Standing()
        for decision in Decision.objects.in_force().exclude(verdict="rejected").select_related("position", "figure"):
            entry = standing.of(decision.entry)
            if entry.closed_at:
                assert entry.closed_because == "misread"
            else:
                assert [c.decision_id for c in cited[key_of(entry)]].count(decision.pk) == 1

    @invariant()
    def what_waits_is_compared_with_the_record_as_it_is(self) -> None:
        for issue in self.issues.values():
            record, opposing = comparison.record_of(issue.pk), comparison.opposing_of(issue.pk)
            figures_ = comparison.figures_of(issue.pk)
            for p in Proposal.objects.pending().filter(issue=issue).select_related("article", "party", "side", "issue"):
                if isinstance(content := p.content, Coding):
                    guess = any(reason["part"] == "side" and reason["weak"] for reason in p.reasons)
                    stated = comparison.claimed(content, p.article, is_guess=guess)
                    move = compare(stated, record, opposing=opposing)
                else:
                    move = comparison.figure_move(content, figures_)
                assert (p.kind, p.turn, p.against_id or p.against_figure_id) == (move.kind, move.turn, move.against)

    @invariant()
    def what_was_rejected_and_not_overtaken_stays_away(self) -> None:
        rejected = Decision.objects.in_force().filter(pk__in=self.before).annotate(quote=quote_of("proposal__"))
        for rejection in rejected.select_related("proposal__article", "proposal__negotiation"):
            for article in Article.objects.filter(origin=rejection.proposal.article.origin_id):
                recalled = memory.Memory(article)
                waiting = article.proposals.pending().filter(run__isnull=False, pk__gt=self.before[rejection.pk])
                if any(recalled.concerns(rejection, proposal) for proposal in waiting):
                    assert memory.is_overtaken(rejection)

    @invariant()
    def every_quote_lies_in_its_text(self) -> None:
        quotes = {*Proposal.objects.annotate(quote=quote_of()).values_list("quote", flat=True)}
        assert quotes | {*Citation.objects.quoted().values_list("quote", flat=True)} <= {*SENTENCES}

    @invariant()
    def the_last_moment_is_known_as_it_was(self) -> None:
        for moment in list(self.known)[-1:]:
            assert record_at(moment) == self.known[moment]


class Standing:
    """What stands in the place of an entry: followed through all that replaced it."""

    def __init__(self) -> None:
        entries = (*Position.objects.all(), *Figure.objects.all())
        self.following = {(type(e).__name__, e.replaces_id): e for e in entries if e.replaces_id}

    def of(self, entry: Any) -> Any:
        following = self.following.get(key_of(entry))
        return self.of(following) if following else entry


def key_of(entry: Any) -> tuple[str, int]:
    return type(entry).__name__, entry.pk


def cited_by_entry() -> dict[tuple[str, int], list[Citation]]:
    found = defaultdict(list)
    for citation in Citation.objects.in_force().select_related("decision"):
        kind = "Position" if citation.position_id else "Figure"
        found[kind, citation.position_id or citation.figure_id].append(citation)
    return dict(found)


def gives_the_day_of(entry: Any, citation: Citation) -> bool:
    names = ["said_on", "precision"]
    if isinstance(entry, Position):
        names += ["attribution", "attributed_to_id", "speaker"]
    return all(getattr(entry, name) == getattr(citation, name) for name in names)


def reader_waits() -> Iterable[Proposal]:
    return Proposal.objects.pending().filter(run__isnull=False)


def record_now() -> set[tuple]:
    return flat(Position.objects.in_force(), Figure.objects.in_force(), Citation.objects.in_force())


def record_at(moment: datetime) -> set[tuple]:
    return flat(*(model.objects.known_on(moment) for model in (Position, Figure, Citation)))


def flat(positions_, figures_, citations) -> set[tuple]:
    """The entries and the passages that prove them, as plain values."""
    dated = ("pk", "issue", "said_on", "precision")
    entries = {("position", *p) for p in positions_.values_list(*dated, "party", "stance", "side", "attribution")}
    entries |= {("figure", *f) for f in figures_.values_list(*dated, "value", "counted_by")}
    shown = {entry[:2] for entry in entries}
    cited = citations.values_list("position", "figure", "article", "start", "said_on", "attribution", "decision")
    of = {(("position", c[0]) if c[0] else ("figure", c[1]), *c[2:]) for c in cited}
    return entries | {citation for citation in of if citation[0] in shown}


def test_no_sequence_of_acts_breaks_the_laws_of_review(newsroom, django_user_model, monkeypatch, settings):
    eve = django_user_model.objects.create_user("eve", password="sesame")
    Membership.objects.create(negotiation=newsroom.negotiation, user=eve, role="owner")
    newsroom.negotiation.second_share = 30
    newsroom.negotiation.save()
    Desk.newsroom, Desk.extractor, Desk.editors = newsroom, Scripted(), [newsroom.ada, newsroom.ben, eve]
    monkeypatch.setitem(EXTRACTORS, "scripted", Desk.extractor)
    settings.EXTRACTOR = "scripted"
    run_state_machine_as_test(Desk, settings=QUICK)


QUICK = settings(
    phases=[Phase.generate],
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
