"""An article is read into proposals; reading twice is safe."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from articles import comments, intake, opinions, reviews, runs
from articles.extraction.extractor import ExtractorUnavailable
from articles.extraction.records import Alternative, Attribution, Basis, Extraction, Figure, Span, Stance, Statement
from articles.extraction.scorer import THRESHOLD
from articles.extractors import EXTRACTORS
from articles.management.commands import load_demo
from articles.models import Article, Proposal, Run
from tests.conftest import NOON, TEXT

NOW = datetime(2024, 3, 7, 9, tzinfo=UTC)


def clock():
    return NOW


class Fixed:
    """An extractor that finds what it is told to find."""

    name, version, threshold = "fixed", "1", THRESHOLD

    def __init__(self, *statements, figures=(), error=None):
        self.statements, self.figures, self.error = statements, figures, error

    def extract(self, document, dossier):
        if self.error:
            raise self.error
        return Extraction(statements=self.statements, figures=self.figures)


def statement(**changes):
    fields = {
        "party": "port", "issue": "pay", "stance": Stance.REJECT, "side": "freeze", "said_on": date(2024, 3, 6),
        "attribution": Attribution(basis=Basis.OWN), "quote": Span(TEXT.index("Portline"), TEXT.index("Portline") + 31),
        "confidence": 0.9,
    }  # fmt: skip
    return Statement(**(fields | changes))


@pytest.fixture
def use(monkeypatch):
    """Which extractor reads from now on."""
    return lambda extractor: monkeypatch.setitem(EXTRACTORS, "rules", extractor)


def read(article):
    run = article.runs.first()
    runs.carry_out(run=run, now=clock)
    return Run.objects.get(pk=run.pk)


def test_the_rules_read_an_article_into_proposals_with_verbatim_quotes(newsroom):
    article = newsroom.article()
    assert read(article).state == "read"
    found = {(p.party.key, p.issue.key, p.stance) for p in article.proposals.filter(subject="position")}
    assert ("union", "pay", "demand") in found
    assert ("port", "pay", "reject") in found
    assert all(p.quote in TEXT for p in article.proposals.for_cards())


@pytest.mark.parametrize(("confidence", "sure"), [(THRESHOLD, True), (THRESHOLD - 0.001, False), (0.1, False)])
def test_a_proposal_keeps_whether_the_reader_was_sure(newsroom, use, confidence, sure):
    article = newsroom.article()
    use(Fixed(statement(confidence=confidence)))
    read(article)
    assert article.proposals.sure().exists() is sure
    assert article.proposals.less_sure().exists() is not sure


def test_a_figure_is_always_sure(newsroom, use):
    article = newsroom.article()
    use(Fixed(figures=(Figure(issue="pay", value=Decimal(9), unit="percent", quote=Span(0, 5), confidence=0.2),)))
    read(article)
    assert article.proposals.sure().get().subject == "figure"


def test_a_proposal_keeps_the_issues_that_it_may_bear_on_and_what_spoke_for_it(newsroom, use):
    article = newsroom.article()
    rivals = (Alternative("pay", 0.61), Alternative("cranes", 0.3))
    use(Fixed(statement(alternatives=rivals, features=("joined", "kind=term"))))
    read(article)
    proposal = article.proposals.get()
    assert proposal.alternatives == [{"issue": "pay", "score": 0.61}, {"issue": "cranes", "score": 0.3}]
    assert proposal.features == ["joined", "kind=term"]


@pytest.mark.parametrize(
    ("scores", "offered"),
    [
        ({"pay": 0.6, "cranes": 0.2}, ["cranes"]),
        ({"pay": 0.6, "cranes": 0.19}, []),
        ({"cranes": 0.9, "pay": 0.2}, ["cranes"]),
        ({"cranes": 0.9, "other": 0.3, "third": 0.3}, ["cranes", "other"]),
        ({"pay": 0.6}, []),
        ({}, []),
    ],
)
def test_an_issue_a_third_as_likely_as_the_likeliest_is_worth_offering(newsroom, scores, offered):
    alternatives = [{"issue": key, "score": score} for key, score in scores.items()]
    assert newsroom.proposal(alternatives=alternatives).other_issues == offered


def test_the_demo_reviews_what_waits_and_leaves_the_less_sure_alone(newsroom):
    sure = newsroom.proposal()
    newsroom.proposal(article=sure.article, stance="offer", confidence=0.2, sure=False)
    load_demo.review(sure.article, [], editor=newsroom.ada)
    assert list(Proposal.objects.decided()) == [sure]


def test_reading_again_doubles_nothing_and_keeps_what_was_decided(newsroom, use):
    article = newsroom.article()
    use(Fixed(statement(), statement(issue="cranes", side="all")))
    read(article)
    decided = article.proposals.get(issue__key="pay")
    reviews.approve(proposal=decided, editor=newsroom.ada, at=NOW)
    use(Fixed(statement(), statement(issue="cranes", side="none", stance=Stance.OFFER)))
    intake.read_again(article=article, at=NOW)
    read(article)
    assert {(p.issue.key, p.stance, p.side.key) for p in article.proposals.all()} == {
        ("pay", "reject", "freeze"),
        ("cranes", "offer", "none"),
    }
    assert article.proposals.get(issue__key="pay") == decided


@pytest.mark.parametrize("act", ["opinion", "comment"])
def test_what_somebody_spoke_of_stays(newsroom, use, act):
    article = newsroom.article()
    use(Fixed(statement()))
    read(article)
    proposal = article.proposals.get()
    if act == "opinion":
        opinions.give(proposal=proposal, coding={}, editor=newsroom.ada, at=NOW)
    else:
        comments.write(proposal=proposal, text="Whose?", author=newsroom.ada, at=NOW)
    intake.read_again(article=article, at=NOW)
    read(article)
    assert article.proposals.get() == proposal
    assert getattr(proposal, f"{act}s").exists()


def test_what_is_found_twice_with_another_side_is_asked_for_once(newsroom, use):
    article = newsroom.article()
    use(Fixed(statement(), statement(side="some")))
    assert read(article).state == "read"
    assert article.proposals.get().side.key == "freeze"


def test_a_figure_with_many_places_is_known_again(newsroom, use):
    article = newsroom.article()
    value = Decimal("3.14159265")
    use(Fixed(figures=(Figure(issue="pay", value=value, unit="percent", quote=Span(0, 5), confidence=0.9),)))
    read(article)
    reviews.approve(proposal=article.proposals.get(), editor=newsroom.ada, at=NOW)
    intake.read_again(article=article, at=NOW)
    read(article)
    assert article.proposals.count() == 1


def test_a_rejected_passage_does_not_come_back(newsroom, use):
    article = newsroom.article()
    use(Fixed(statement()))
    read(article)
    reviews.reject(proposal=article.proposals.get(), reason="other", editor=newsroom.ada, at=NOW)
    intake.read_again(article=article, at=NOW)
    read(article)
    assert not Proposal.objects.pending().exists()


def test_a_finished_run_delivered_again_does_nothing(newsroom, use):
    article = newsroom.article()
    use(Fixed(statement()))
    first = read(article)
    use(Fixed())
    runs.carry_out(run=first, now=clock)
    assert article.proposals.count() == 1


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"party": "nobody"}, "party unknown"),
        ({"side": "all"}, "side of another issue"),
        ({"said_on": date(2024, 3, 7)}, "said after it was published"),
        ({"quote": Span(0, 9_999)}, "quote not in the text"),
        ({"attribution": Attribution(basis=Basis.PARTY, party="port")}, "account of no other party"),
    ],
)
def test_what_an_extractor_cannot_prove_is_dropped_and_told(newsroom, use, change, cause):
    article = newsroom.article()
    use(Fixed(statement(**change)))
    assert read(article).dropped == [cause]
    assert not article.proposals.exists()


def test_a_failed_run_says_why_and_can_be_tried_again(newsroom, use):
    article = newsroom.article()
    use(Fixed(error=RuntimeError("a bug")))
    run = read(article)
    assert (run.state, run.failure[:31]) == ("failed", "The reader stumbled over this t")
    use(Fixed(statement()))
    intake.read_again(article=article, at=NOW)
    assert read(article).state == "read"
    assert article.proposals.count() == 1


def test_an_extractor_that_is_away_leaves_the_run_open_for_the_next_try(newsroom, use):
    article = newsroom.article()
    use(Fixed(error=ExtractorUnavailable("away")))
    with pytest.raises(ExtractorUnavailable):
        read(article)
    assert article.runs.get().state == "reading"


def test_the_same_text_is_stored_once(newsroom):
    first = newsroom.article()
    with pytest.raises(intake.AlreadyHere) as refusal:
        newsroom.article(text=TEXT.replace(" ", "  "), title="Again")
    assert refusal.value.article == first
    assert (Article.objects.count(), Run.objects.count()) == (1, 1)


def test_the_work_is_sent_once_the_article_is_stored(newsroom, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(intake, "send", sent.append)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        article = newsroom.article()
        assert sent == []
    callbacks[-1]()
    assert sent == [article.runs.get().pk]


def test_a_broker_that_is_away_loses_nothing(newsroom, settings, monkeypatch):
    def away(**arguments):
        raise intake.OperationalError("connection refused")

    monkeypatch.setattr(intake.carry_out, "delay", away)
    article = newsroom.article()
    intake.send(article.runs.get().pk)
    assert article.runs.get().state == "waiting"


def test_a_folder_is_imported_once_and_bad_files_stop_nothing(newsroom, tmp_path, capsys):
    (tmp_path / "one.txt").write_text("Pay at the port\n\n" + TEXT)
    (tmp_path / "two.txt").write_text("Portline rejected the pay rise again, its spokesman said on Tuesday in Haven.")
    (tmp_path / "undated.txt").write_text("The union met in Haven and said that it would go on with the strike.")
    (tmp_path / "empty.txt").write_text(" ")
    (tmp_path / "meta.json").write_text('{"one": {"published": "2024-03-06"}, "two": {"published": "2024-03-06"}}')
    call_command("import_articles", "harbour-strike", str(tmp_path), "--by", "bo")
    out = capsys.readouterr().out
    assert "2 taken, 0 already here, 2 not taken" in out
    assert "undated.txt: no day of publication" in out
    call_command("import_articles", "harbour-strike", str(tmp_path), "--by", "bo")
    assert "0 taken, 2 already here" in capsys.readouterr().out
    assert Article.objects.count() == 2
    assert Article.objects.get(title="Pay at the port").uploaded_at > NOON
