"""What an extractor is told of a negotiation: its parties and issues, and what the record already holds."""

from articles import reviews
from articles.dossiers import dossier_of
from articles.extraction.records import Precedent
from tests.conftest import NOON


def test_a_position_on_record_is_a_precedent_with_its_quote(newsroom):
    proposal = newsroom.proposal()
    reviews.approve(proposal=proposal, content=proposal.content, editor=newsroom.ada, at=NOON)
    assert dossier_of(newsroom.negotiation).precedents == (
        Precedent(
            party="union",
            issue="pay",
            side="full",
            quote="The Dockers' Union demands a full pay rise of 9 percent, Mara Lind said on Monday.",
        ),
    )


def test_what_was_taken_back_is_none(newsroom):
    proposal = newsroom.proposal()
    reviews.approve(proposal=proposal, content=proposal.content, editor=newsroom.ada, at=NOON)
    reviews.undo(decision=proposal.decisions.get(), editor=newsroom.ada, at=NOON)
    assert dossier_of(newsroom.negotiation).precedents == ()
