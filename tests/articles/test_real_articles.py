"""Real articles, where they lie beside the project, go all the way into the record."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles import reviews, runs
from articles.models import Article, Citation, Proposal, Run
from negotiations.models import Figure, Position

CASE = Path(__file__).parents[3] / "shared/evaluation/gaza"
NOW = datetime(2024, 9, 1, tzinfo=UTC)


@pytest.mark.skipif(not CASE.exists(), reason="the shared evaluation is not beside the project")
def test_the_five_articles_are_imported_read_and_decided(db, capsys):
    ada = User.objects.create_superuser("ada")
    call_command("load_negotiation", str(CASE / "negotiation.json"))
    call_command("import_articles", "gaza-ceasefire", str(CASE / "articles"))
    assert "5 taken, 0 already here, 0 not taken" in capsys.readouterr().out
    assert {article.published for article in Article.objects.all()} >= {date(2024, 4, 3), date(2024, 8, 24)}
    for run in Run.objects.all():
        runs.carry_out(run=run, now=lambda: NOW)
    assert [run.state for run in Run.objects.all()] == ["read"] * 5
    proposals = list(Proposal.objects.pending().for_cards())
    assert len(proposals) > 40
    assert all(proposal.quote for proposal in proposals)
    for n, proposal in enumerate(proposals):
        if n % 5:
            reviews.approve(proposal=proposal, editor=ada, at=NOW)
        else:
            reviews.reject(proposal=proposal, reason="other", editor=ada, at=NOW)
    assert not Proposal.objects.pending().exists()
    approved = len(proposals) - (len(proposals) + 4) // 5
    assert Citation.objects.in_force().count() == approved, "each approval is on record, or confirms what is"
    entries = Position.objects.in_force().count() + Figure.objects.in_force().count()
    assert approved / 2 < entries < approved
