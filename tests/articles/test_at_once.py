"""Editors and workers at once: whoever waits sees what the other did, and nobody waits in a ring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from articles import comparison, intake, opinions, rereadings, reviews, runs
from articles.extraction.records import Extraction
from articles.models import Article, Citation, Decision, Opinion, Proposal
from negotiations import positions
from negotiations.models import Membership, Position

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ROUNDS = 2

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread and a connection of its own; what it gave, or its refusal. Anything else is raised."""
    outcomes: list[Any] = [None] * len(acts)
    start = Barrier(len(acts))

    def carry_out(n: int) -> None:
        try:
            start.wait()
            outcomes[n] = acts[n]()
        except Exception as trouble:
            outcomes[n] = trouble
        finally:
            connection.close()

    threads = [Thread(target=carry_out, args=[n]) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, REFUSALS):
            raise outcome
    return outcomes


REFUSALS = (reviews.AlreadyDecided, reviews.CannotUndo, opinions.AlreadyGiven, positions.AlreadyClosed)


def approve(proposal, editor, at=NOW, **changes):
    return lambda: reviews.approve(proposal=proposal, editor=editor, at=at, **changes)


def undo(proposal, editor, at=LATER):
    decision = proposal.decisions.in_force().get()
    return lambda: reviews.undo(decision=decision, editor=editor, at=at)


def store_nothing(article):
    """A new run that finds nothing more."""
    run = intake.read_again(article=article, at=LATER)
    return lambda: store(run)


def store(run):
    with runs.transaction.atomic():
        return runs.store(run=run, extraction=Extraction())


@pytest.fixture(params=range(ROUNDS))
def pair(request, newsroom) -> tuple[Proposal, Proposal]:
    """The same demand of one day in two articles of two origins; tried some times, for races differ."""
    one = newsroom.proposal()
    other = newsroom.article(text=f"{one.article.text} So it goes on.", published=date(2024, 3, 13))
    return one, newsroom.proposal(other)


def is_sound() -> bool:
    """Every position in force is cited, by decisions in force; what waits is compared with the record as it is."""
    for position in Position.objects.in_force():
        cited = position.citations.in_force()
        assert cited.exists()
        assert not cited.filter(decision__undone_at__isnull=False).exists()
    for proposal in Proposal.objects.pending():
        move = comparison.move_of(proposal.content, proposal.article)
        assert (proposal.kind, proposal.against_id) == (move.kind, move.against)
    return True


def test_two_approvals_of_the_same_demand_are_one_position_with_two_citations(newsroom, pair):
    one, two = pair
    first, second = at_once(approve(one, newsroom.ada), approve(two, newsroom.ben))
    assert first == second
    assert (Position.objects.count(), Citation.objects.in_force().count()) == (1, 2)


def test_an_approval_against_an_undoing_leaves_one_position_with_one_citation(newsroom, pair):
    one, two = pair
    reviews.approve(proposal=one, editor=newsroom.ada, at=NOW)
    at_once(approve(two, newsroom.ada, LATER), undo(one, newsroom.ben))
    assert Position.objects.in_force().get().citations.in_force().get().article == two.article
    assert is_sound()


def test_two_undoings_leave_nothing(newsroom, pair):
    for proposal in pair:
        reviews.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    at_once(undo(pair[0], newsroom.ada), undo(pair[1], newsroom.ben))
    assert not Position.objects.in_force().exists()


def test_two_undoings_after_the_position_was_moved_to_another_issue_leave_nothing(newsroom, pair):
    """One decision brought it to the issue where it was, the other to the one where it is."""
    one, two = pair
    cranes = newsroom.coding(issue=newsroom.issue("cranes"), side=None)
    position = reviews.approve(proposal=one, editor=newsroom.ada, at=NOW)
    reviews.correct(position=position, content=cranes, editor=newsroom.ada, at=NOW)
    reviews.approve(proposal=two, content=cranes, editor=newsroom.ada, at=NOW)
    at_once(undo(one, newsroom.ada), undo(two, newsroom.ben))
    assert not Position.objects.in_force().exists()


def test_a_withdrawal_against_an_approval_cites_nothing_that_is_closed(newsroom, pair):
    one, two = pair
    position = reviews.approve(proposal=one, editor=newsroom.ada, at=NOW)
    at_once(
        lambda: reviews.withdraw(position=position, editor=newsroom.ada, at=LATER, because="misread"),
        approve(two, newsroom.ben, LATER),
    )
    cited = two.decisions.get().position
    assert cited == position or Position.objects.in_force().get() == cited
    assert is_sound()


def test_of_a_correction_and_an_undoing_both_hold_whoever_came_first(newsroom, pair):
    """Who waited comes with the earlier moment: that is no reason to fail."""
    position = reviews.approve(proposal=pair[0], editor=newsroom.ada, at=NOW)
    content = newsroom.coding(stance="offer")
    at_once(
        lambda: reviews.correct(position=position, content=content, editor=newsroom.ada, at=LATER + NOW.resolution),
        undo(pair[0], newsroom.ben),
    )
    assert not Position.objects.in_force().exists()


@pytest.mark.parametrize("n", range(ROUNDS))
def test_an_approval_against_a_new_run_is_kept_or_told_that_its_proposal_is_gone(newsroom, n):
    proposal = newsroom.proposal()
    outcome, _ = at_once(approve(proposal, newsroom.ada, LATER), store_nothing(proposal.article))
    kept = Proposal.objects.filter(pk=proposal.pk).exists()
    assert kept is (Position.objects.count() == 1)
    assert kept is not isinstance(outcome, reviews.Replaced)


@pytest.mark.parametrize("n", range(ROUNDS))
@pytest.mark.parametrize("act", ["opinion", "rejection"])
def test_another_act_against_a_new_run_is_kept_or_told_that_its_proposal_is_gone(newsroom, act, n):
    proposal = newsroom.proposal(needs_two=act == "opinion")
    verb = opinions.reject if act == "opinion" else reviews.reject
    outcome, _ = at_once(
        lambda: verb(proposal=proposal, reason="other", editor=newsroom.ada, at=LATER), store_nothing(proposal.article)
    )
    assert (Opinion.objects.exists() or Decision.objects.exists()) is not isinstance(outcome, reviews.Replaced)


def test_what_two_runs_of_an_article_find_is_there_once(newsroom, pair):
    article = pair[0].article
    again = [intake.read_again(article=article, at=LATER) for _ in range(2)]
    at_once(*(lambda run=run: runs.carry_out(run=run, now=lambda: LATER) for run in again))
    found = [proposal.identity for proposal in article.proposals.all()]
    assert found
    assert len(found) == len(set(found))


def test_two_rereadings_of_the_same_articles_are_accepted_one_after_the_other(newsroom, pair):
    articles = [proposal.article for proposal in pair]
    asked = [
        rereadings.ask(negotiation=newsroom.negotiation, articles=some, by=newsroom.ada, at=NOW)
        for some in (articles, articles[::-1])
    ]
    for rereading in asked:
        rereading.runs.update(finished_at=NOW, result=runs.RESULT.dump_python(Extraction(), mode="json"))
    at_once(*(lambda r=r: rereadings.accept(rereading=r, by=newsroom.ben, at=LATER) for r in asked))
    assert not Proposal.objects.exists()


def test_two_keys_over_the_same_issues_in_another_order_do_not_wait_in_a_ring(newsroom, pair):
    one, two = pair
    cranes = {"issue": newsroom.issue("cranes"), "side": None}
    one_more, two_more = newsroom.proposal(one.article, **cranes), newsroom.proposal(two.article, **cranes)
    batches = at_once(
        lambda: reviews.approve_all(proposals=[one, one_more], editor=newsroom.ada, at=NOW),
        lambda: reviews.approve_all(proposals=[two_more, two], editor=newsroom.ben, at=NOW),
    )
    assert (Position.objects.in_force().count(), Citation.objects.in_force().count()) == (2, 4)
    at_once(*(lambda b=b: reviews.undo_all(batch=b, editor=newsroom.ada, at=LATER) for b in batches))
    assert not Position.objects.in_force().exists()


def test_approvals_that_move_to_each_other_s_issue_leave_what_waits_compared(newsroom, pair):
    one, two = pair
    pay, cranes = newsroom.coding(), newsroom.coding(issue=newsroom.issue("cranes"), side=None)
    moved = newsroom.proposal(two.article, issue=cranes.issue, side=None)
    newsroom.proposal(one.article, issue=cranes.issue, side=None, start=one.start + 1)
    at_once(approve(one, newsroom.ada, content=cranes), approve(moved, newsroom.ben, content=pay))
    assert is_sound()


def test_two_opinions_at_once_that_agree_decide(newsroom, pair):
    Proposal.objects.update(needs_two=True)
    proposal = Proposal.objects.get(pk=pair[0].pk)
    at_once(*(lambda e=e: opinions.approve(proposal=proposal, editor=e, at=NOW) for e in (newsroom.ada, newsroom.ben)))
    assert (Opinion.objects.count(), Decision.objects.count(), Position.objects.count()) == (2, 1, 1)


def test_opinions_against_an_approval_on_the_same_issue_do_not_wait_in_a_ring(newsroom, pair):
    one, two = pair
    Proposal.objects.filter(pk=one.pk).update(needs_two=True)
    one.refresh_from_db()
    opinions.approve(proposal=one, editor=newsroom.ada, at=NOW)
    at_once(lambda: opinions.approve(proposal=one, editor=newsroom.ben, at=NOW), approve(two, newsroom.ada))
    assert (Position.objects.count(), Citation.objects.count()) == (1, 2)


def test_of_two_third_editors_at_once_one_settles_it(newsroom, pair, django_user_model):
    """Two differ; of the next two at once one decides, and the other is told so."""
    proposal, people = pair[0], {}
    Proposal.objects.filter(pk=proposal.pk).update(needs_two=True)
    proposal.refresh_from_db()
    for name in ("eve", "flo"):
        people[name] = django_user_model.objects.create_user(name)
        Membership.objects.create(negotiation=newsroom.negotiation, user=people[name], role="editor")
    opinions.approve(proposal=proposal, editor=newsroom.ada, at=NOW)
    stances = {"ben": "offer", "eve": "accept", "flo": "concede"}
    at_once(
        *(
            lambda e=e, s=s: opinions.approve(
                proposal=proposal, content=newsroom.coding(stance=s), editor=people.get(e, newsroom.ben), at=NOW
            )
            for e, s in stances.items()
        )
    )
    assert (Opinion.objects.count(), Decision.objects.count()) == (2, 1)


def test_the_same_added_by_hand_at_once_is_added_once(newsroom, pair):
    article = Article.objects.get(pk=pair[0].article_id)
    how = {"article": article, "content": newsroom.coding(), "start": 0, "end": 5, "at": NOW}
    at_once(*(lambda e=e: reviews.add(**how, editor=e) for e in (newsroom.ada, newsroom.ben)))
    assert (Position.objects.count(), Citation.objects.count()) == (1, 1)
