"""Two invented negotiations that the tables of sentences speak of."""

from datetime import date

import pytest

from articles.extraction.records import Document, Dossier, Issue, Party, Person, ScalePoint
from articles.extraction.rules import RuleExtractor
from articles.extraction.scorer import THRESHOLD


def points(*labels):
    values = (0, 50, 100) if len(labels) == 3 else (0, 100)
    return tuple(ScalePoint(key=f"p{v}", value=v, label=label) for v, label in zip(values, labels, strict=True))


DOSSIER = Dossier(
    parties=(
        Party(
            key="norland", name="Norland", aliases=("Norlanders", "Port Ansel"),
            people=(Person(name="Erik Vasse", title="foreign minister"), Person(name="Lena Moor")),
        ),
        Party(
            key="front", name="River Front", aliases=("RF", "rebels"), people=(Person(name="Tomas Oduya"),),
            descriptions=("armed group",),
        ),
        Party(key="union", name="Transport Union", aliases=("union members",), people=(Person(name="Ruth Adler"),)),
        Party(key="bloc", name="Coastal League", role="mediator", aliases=("League",)),
    ),
    issues=(
        Issue(key="dam", name="Upper dam", terms=("dam", "reservoir"), points=points("No dam", "Smaller dam", "Dam as planned")),
        Issue(key="prisoners", name="Exchange of prisoners", terms=("prisoners", "detainees", "prisoner exchange"), unit="prisoners",
              points=points("None released", "Some released", "All released")),
        Issue(key="pay", name="Pay rise", terms=("wages", "pay rise", "wage increase"), unit="percent",
              points=points("Pay freeze", "Modest rise", "Full rise")),
        Issue(key="bridge", name="Iron Bridge", terms=("bridge", "crossing"), points=points("Closed", "Joint control", "Open to all")),
        Issue(key="truce", name="Ceasefire", terms=("truce", "ceasefire", "end to the fighting"), unit="days",
              points=points("Fighting goes on", "Temporary truce", "Permanent ceasefire")),
        Issue(key="deal", name="The proposal", terms=("proposal", "deal", "draft"), points=points("Rejected", "Accepted with changes", "Accepted")),
    ),
)  # fmt: skip
PUBLISHED = date(2024, 5, 15)  # a Wednesday


@pytest.fixture
def read():
    """A sentence → the statements that the reader is sure of, as (party, issue, stance)."""
    extractor = RuleExtractor()

    def read(text, *, full=False):
        extraction = extractor.extract(Document(text=text, published=PUBLISHED), DOSSIER)
        return (
            extraction
            if full
            else {(s.party, s.issue, s.stance.value) for s in extraction.statements if s.confidence >= THRESHOLD}
        )

    return read
