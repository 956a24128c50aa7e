"""What was rejected does not come back, unless the record or the codebook has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from articles import intake, memory, reviews, runs
from articles.models import Article, Proposal

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def article(newsroom) -> Article:
    article = newsroom.article()
    read(article)
    return article


def read(article: Article, at: datetime = NOW) -> None:
    run = article.runs.filter(finished_at=None).first() or intake.read_again(article=article, at=at)
    runs.carry_out(run=run, now=lambda: at)


def of_union(article: Article) -> Proposal:
    return article.proposals.filter(subject="position", party__key="union", issue__key="pay").latest("pk")


def reject(newsroom, article, reason="not-a-position"):
    return reviews.reject(proposal=of_union(article), reason=reason, editor=newsroom.ada, at=NOW)


def waiting(article: Article) -> set[tuple[str, str]]:
    found = article.proposals.pending().filter(subject="position")
    return set(found.values_list("party__key", "issue__key"))


def test_a_rejected_passage_stays_away_when_it_is_read_again(newsroom, article):
    assert ("union", "pay") in waiting(article)
    reject(newsroom, article)
    read(article, NOW + HOUR)
    assert ("union", "pay") not in waiting(article)
    assert any(cause.startswith("rejected before") for cause in article.runs.first().dropped)


def test_it_stays_away_in_another_article_of_the_same_origin(newsroom, article):
    reject(newsroom, article)
    reprint = newsroom.article(text=article.text.replace("Haven, on", "Haven (Agency), on"), title="Reprint")
    assert waiting(reprint) == set()
    Article.objects.filter(pk=reprint.pk).update(origin=article.origin)
    read(Article.objects.get(pk=reprint.pk))
    assert ("union", "pay") not in waiting(reprint)


@pytest.fixture
def reprint(newsroom, article) -> Article:
    """The same text in another outlet, read before anybody decided."""
    reprint = newsroom.article(text=article.text.replace("Haven, on", "Haven (Agency), on"), title="Reprint")
    Article.objects.filter(pk=reprint.pk).update(origin=article.origin)
    read(reprint)
    return Article.objects.get(pk=reprint.pk)


def test_a_reprint_that_was_read_before_does_not_ask_again_either(newsroom, article, reprint):
    before = waiting(reprint)
    rejection = reject(newsroom, article)
    assert waiting(reprint) == before - {("union", "pay")}
    reviews.undo(decision=rejection, editor=newsroom.ada, at=NOW + HOUR)
    assert waiting(reprint) == before


def test_what_an_editor_has_touched_in_a_reprint_stays_to_be_decided(newsroom, article, reprint):
    theirs = of_union(reprint)
    decision = reviews.reject(proposal=theirs, reason="other", editor=newsroom.ada, at=NOW)
    reviews.undo(decision=decision, editor=newsroom.ada, at=NOW)
    reject(newsroom, article)
    assert ("union", "pay") in waiting(reprint)


def test_a_reprint_asks_again_once_the_record_has_changed(newsroom, article, reprint):
    rejection = reject(newsroom, article)
    reviews.add(
        article=article, content=newsroom.coding(stance="offer"), start=0, end=20, editor=newsroom.ada, at=NOW + HOUR
    )
    assert of_union(reprint).remembered == rejection
    assert ("union", "pay") in waiting(reprint)


def test_another_origin_may_ask_again(newsroom, article):
    reject(newsroom, article)
    other = newsroom.article(text=article.text + " It was a long day.", title="Other")
    read(other)
    assert ("union", "pay") in waiting(other)


@pytest.mark.parametrize(("reason", "kept"), [("wrong-party", True), ("not-a-position", False)])
def test_a_wrong_party_says_nothing_of_another_one(newsroom, article, reason, kept):
    reject(newsroom, article, reason)
    proposal = of_union(article)
    other = Proposal.objects.create(
        negotiation=article.negotiation,
        article=article,
        run=article.runs.first(),
        issue=proposal.issue,
        party=newsroom.party("port"),
        stance="demand",
        said_on=proposal.said_on,
        start=proposal.start,
        end=proposal.end,
        confidence=0.5,
    )
    from_memory, _ = runs.memory.sift([other], article)
    assert (other in from_memory) is kept


def test_it_comes_back_with_its_rejection_once_the_record_has_changed(newsroom, article):
    rejection = reject(newsroom, article)
    other = newsroom.article(text=article.text + " It was a long day.", title="Other")
    reviews.approve(proposal=newsroom.proposal(other), editor=newsroom.ben, at=NOW + HOUR)
    read(article, NOW + 2 * HOUR)
    assert of_union(article).remembered == rejection


def test_it_comes_back_once_the_codebook_has_changed(newsroom, article):
    rejection = reject(newsroom, article)
    newsroom.negotiation.revised_at = NOW + HOUR
    newsroom.negotiation.save()
    read(article, NOW + 2 * HOUR)
    assert of_union(article).remembered == rejection


def test_an_undone_rejection_is_forgotten(newsroom, article):
    rejection = reject(newsroom, article)
    reviews.undo(decision=rejection, editor=newsroom.ada, at=NOW + HOUR)
    read(article, NOW + 2 * HOUR)
    assert waiting(article) >= {("union", "pay")}
    assert article.proposals.filter(party__key="union", issue__key="pay", said_on=date(2024, 3, 4)).count() == 1


def test_a_rejection_that_still_holds_goes_before_a_later_one_that_is_overtaken(newsroom, article):
    """“Not a position” speaks of a passage, whoever's it was thought to be; then the record on the port changes."""
    union = of_union(article)
    reject(newsroom, article)
    place = {"start": union.start, "end": union.end, "run": None, "found_by": newsroom.ada, "confidence": None}
    port = newsroom.proposal(article, party=newsroom.party("port"), **place)
    reviews.reject(proposal=port, reason="not-a-position", editor=newsroom.ada, at=NOW + HOUR)
    elsewhere = newsroom.article(text=article.text + " It was a long day.", title="Other")
    other = newsroom.proposal(elsewhere, party=newsroom.party("port"))
    reviews.approve(proposal=other, editor=newsroom.ben, at=NOW + 2 * HOUR)
    read(article, NOW + 3 * HOUR)
    assert ("union", "pay") not in waiting(article)


def test_to_recall_a_rejection_often_asks_the_database_once(newsroom, article, django_assert_num_queries):
    rejected = of_union(article)
    rejection = reject(newsroom, article)
    recalled = memory.Memory(article)
    with django_assert_num_queries(1):
        assert [recalled.recall(rejected) for _ in range(5)] == [rejection] * 5
