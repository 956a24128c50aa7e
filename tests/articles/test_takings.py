"""Who is on an article, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles import comments, takings
from articles.models import Comment

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def article(newsroom):
    return newsroom.article()


def on_it(article, at):
    taking = takings.current([article.pk], at=at).get(article.pk)
    return taking and taking.editor.username


def test_who_has_taken_an_article_is_on_it(newsroom, article):
    takings.take(article=article, editor=newsroom.ada, at=NOW)
    assert on_it(article, NOW + MINUTE) == "ada"
    with pytest.raises(takings.TakenBy, match="ada is on it since 09:00"):
        takings.take(article=article, editor=newsroom.ben, at=NOW + MINUTE)


@pytest.mark.parametrize(("minutes", "who"), [(19, "ada"), (20, None), (90, None)])
def test_it_is_given_back_after_twenty_quiet_minutes(newsroom, article, minutes, who):
    takings.take(article=article, editor=newsroom.ada, at=NOW)
    assert on_it(article, NOW + minutes * MINUTE) == who


def test_an_act_keeps_it(newsroom, article):
    takings.take(article=article, editor=newsroom.ada, at=NOW)
    takings.keep(article=article, editor=newsroom.ada, at=NOW + 15 * MINUTE)
    assert on_it(article, NOW + 30 * MINUTE) == "ada"


def test_once_quiet_or_given_back_another_may_take_it(newsroom, article):
    takings.take(article=article, editor=newsroom.ada, at=NOW)
    takings.take(article=article, editor=newsroom.ben, at=NOW + 21 * MINUTE)
    assert on_it(article, NOW + 22 * MINUTE) == "ben"
    takings.give_back(article=article, editor=newsroom.ben, at=NOW + 23 * MINUTE)
    assert on_it(article, NOW + 23 * MINUTE) is None


def test_it_can_be_taken_over(newsroom, article):
    takings.take(article=article, editor=newsroom.ada, at=NOW)
    takings.take(article=article, editor=newsroom.ben, at=NOW + MINUTE, from_other=True)
    assert on_it(article, NOW + MINUTE) == "ben"


def test_a_comment_points_at_the_passage_and_is_taken_back_by_its_author_alone(newsroom, article):
    proposal = newsroom.proposal(article)
    comment = comments.write(proposal=proposal, text="Whose count?", author=newsroom.ada, at=NOW)
    assert (comment.start, comment.end) == (proposal.start, proposal.end)
    with pytest.raises(comments.NotYours):
        comments.take_back(comment=comment, by=newsroom.ben, at=NOW)
    comments.take_back(comment=comment, by=newsroom.ada, at=NOW)
    assert Comment.objects.get().taken_back_at == NOW
