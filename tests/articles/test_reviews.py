"""A proposal becomes an entry of the record, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from articles import reviews
from articles.models import Citation, Decision, Proposal
from negotiations.models import Figure, Position

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_approval_puts_the_proposal_on_record_with_its_quote(newsroom):
    proposal = newsroom.proposal()
    position = reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    assert (position.party.key, position.issue.key, position.stance, position.side.key) == (
        "union",
        "pay",
        "demand",
        "full",
    )
    assert (position.said_on, position.recorded_at, position.recorded_by) == (date(2024, 3, 4), NOW, newsroom.ada)
    citation = Citation.objects.for_rows().get(position=position)
    assert citation.quote.startswith("The Dockers' Union demands")
    decision = proposal.decisions.get()
    assert (decision.verdict, decision.confidence, decision.position) == ("approved", 0.8, position)
    assert not Proposal.objects.pending().exists()


def test_an_amendment_records_what_the_editor_made_of_it_and_keeps_what_the_machine_said(newsroom):
    proposal = newsroom.proposal()
    some = newsroom.issue("pay").points.get(key="some")
    position = reviews.approve(
        proposal=proposal, content=newsroom.coding(stance="offer", side=some), editor=newsroom.ada, at=NOW
    )
    assert (position.stance, position.side) == ("offer", some)
    proposal.refresh_from_db()
    assert (proposal.stance, proposal.side.key) == ("demand", "full")
    assert proposal.decisions.get().verdict == "amended"


def test_a_rejection_records_nothing_but_its_reason(newsroom):
    proposal = newsroom.proposal()
    reviews.reject(proposal=proposal, reason="wrong-party", editor=newsroom.ada, at=NOW)
    assert not Position.objects.exists()
    assert proposal.decisions.get().reason == "wrong-party"


def test_a_figure_is_approved_like_a_position(newsroom):
    proposal = newsroom.proposal(subject="figure", stance="", side=None, value=Decimal(9), unit="percent")
    figure = reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    assert (str(figure), figure.counted_by.key, Figure.objects.in_force().count()) == ("9 percent", "union", 1)
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=NOW)
    assert not Figure.objects.in_force().exists()


def test_undo_opens_the_proposal_again_and_withdraws_the_position(newsroom):
    proposal = newsroom.proposal()
    reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ben, at=NOW + timedelta(hours=1))
    assert list(Proposal.objects.pending()) == [proposal]
    assert not Position.objects.in_force().exists()
    assert Position.objects.known_on(NOW).count() == 1, "what was known then stays known"
    reviews.reject(proposal=proposal, reason="other", editor=newsroom.ada, at=NOW + timedelta(hours=2))
    assert [d.verdict for d in proposal.decisions.order_by("pk")] == ["approved", "rejected"]


def test_a_decision_is_undone_once(newsroom):
    decision = reviews.reject(proposal=newsroom.proposal(), reason="other", editor=newsroom.ada, at=NOW)
    reviews.undo(decision=decision, editor=newsroom.ada, at=NOW)
    with pytest.raises(reviews.CannotUndo, match="undone already"):
        reviews.undo(decision=decision, editor=newsroom.ben, at=NOW)


def test_undo_follows_a_position_to_where_it_was_corrected(newsroom):
    proposal = newsroom.proposal()
    position = reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    corrected = reviews.correct(position=position, content=newsroom.coding(stance="offer"), editor=newsroom.ben, at=NOW)
    assert corrected.citations.get().decision == proposal.decisions.get()
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=NOW + MINUTE)
    assert not Position.objects.in_force().exists()
    assert Position.objects.known_on(NOW).get() == corrected
    assert Proposal.objects.pending().get() == proposal


def test_undo_of_what_was_withdrawn_opens_the_proposal(newsroom):
    proposal = newsroom.proposal()
    position = reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    reviews.withdraw(position=position, editor=newsroom.ben, at=NOW, because="misread")
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=NOW + MINUTE)
    assert Proposal.objects.pending().get() == proposal
    assert Position.objects.get().closed_because == "misread"


def test_the_second_editor_is_told_who_was_faster(newsroom):
    proposal = newsroom.proposal()
    reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    with pytest.raises(reviews.AlreadyDecided, match="ada was faster: approved"):
        reviews.reject(proposal=proposal, reason="other", editor=newsroom.ben, at=NOW)
    with pytest.raises(reviews.AlreadyDecided, match="ada was faster"):
        reviews.approve(proposal=proposal, editor=newsroom.ben, at=NOW)
    assert Position.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_decisions_at_once_one_is_stored(newsroom):
    proposal = newsroom.proposal()

    def decide(n):
        try:
            reviews.approve(proposal=proposal, editor=newsroom.ada if n % 2 else newsroom.ben, at=NOW)
        except reviews.AlreadyDecided:
            return "faster"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(decide, range(8)))
    assert sorted(outcomes) == ["faster"] * 7 + ["stored"]
    assert (Position.objects.count(), Decision.objects.count(), Citation.objects.count()) == (1, 1, 1)


def test_the_database_refuses_a_second_decision_in_force(newsroom):
    proposal = newsroom.proposal()
    fields = {"proposal": proposal, "editor": newsroom.ada, "decided_at": NOW, "confidence": 0.5}
    Decision.objects.create(verdict="rejected", reason="other", **fields)
    with pytest.raises(IntegrityError, match="one_decision_in_force"), transaction.atomic():
        Decision.objects.create(verdict="rejected", reason="other", **fields)


@pytest.mark.parametrize(("start", "end"), [(0, 100_000), (5, 5), (9, 3)])
def test_the_database_refuses_an_offset_outside_the_text(newsroom, start, end):
    with pytest.raises(IntegrityError), transaction.atomic():
        newsroom.proposal(start=start, end=end)


def test_the_database_refuses_to_change_an_article(newsroom):
    article = newsroom.article()
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        type(article).objects.filter(pk=article.pk).update(text="Something else.")
