"""What the reader learns from the record: where a party usually stands, and the words that go with an issue."""

from dataclasses import replace

import pytest

from articles.extraction.issues import find_links, vocabulary
from articles.extraction.propose import usual_side
from articles.extraction.records import Document, Precedent
from articles.extraction.rules import RuleExtractor
from articles.extraction.segment import parse
from tests.extraction.conftest import DOSSIER, PUBLISHED


def on_record(*rows):
    precedents = tuple(Precedent(party=p, issue=i, side=s, quote=q) for p, i, s, q in rows)
    return replace(DOSSIER, precedents=precedents)


BRIDGE = ("norland", "bridge", "p0", "")
SIDES = [
    ((), None),
    ((BRIDGE,), "p0"),
    ((BRIDGE, ("norland", "bridge", "p50", ""), BRIDGE), "p0"),
    ((("front", "bridge", "p100", ""), ("norland", "dam", "p100", "")), None),
    ((("norland", "bridge", None, ""),), None),
]


@pytest.mark.parametrize(("rows", "side"), SIDES)
def test_the_usual_side_is_the_one_most_often_on_record(rows, side):
    assert usual_side(on_record(*rows), "norland", "bridge") == side


@pytest.mark.parametrize(("rows", "side"), [((), "p100"), ((("norland", "bridge", "p50", ""),) * 3, "p50")])
def test_where_the_words_tell_little_the_usual_side_decides(rows, side):
    text = "Norland stands by its view on the bridge."
    extraction = RuleExtractor().extract(Document(text=text, published=PUBLISHED), on_record(*rows))
    assert [(s.party, s.issue, s.side) for s in extraction.statements] == [("norland", "bridge", side)]


def linked(text, dossier):
    doc = next(iter(parse([text])))
    return {link.issue for link in find_links(doc, list(doc), vocabulary(dossier))}


LORRIES = [("norland", "bridge", None, f"The lorries {verb} on the quay.") for verb in ("wait", "stand", "queue")]


def test_words_that_keep_turning_up_beside_an_issue_point_to_it():
    text = "The lorries must move from the quay."
    assert "bridge" not in linked(text, DOSSIER)
    assert "bridge" in linked(text, on_record(*LORRIES))


def test_words_that_turn_up_beside_every_issue_point_to_none():
    elsewhere = [("front", "dam", None, quote) for _, _, _, quote in LORRIES]
    assert not linked("The lorries must move from the quay.", on_record(*LORRIES, *elsewhere)) & {"bridge", "dam"}
