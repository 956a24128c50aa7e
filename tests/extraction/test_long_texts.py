"""Long texts: parsed in pieces, read as one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.records import Document
from articles.extraction.rules import RuleExtractor
from articles.extraction.segment import PIECE, cut, parse

from .conftest import DOSSIER

TEXTS = st.text(alphabet="ab.\n ", max_size=300)
QUIET = "Rain fell on the hills of the province all day, and the roads were empty.\n\n"
LONG = QUIET * (2 * PIECE // len(QUIET) + 1)


@given(text=TEXTS, longest=st.integers(min_value=2, max_value=40))
def test_no_piece_is_too_long_and_none_is_lost(text, longest):
    pieces = list(cut(text, longest=longest))
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= longest
    assert all(pieces) or text == ""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One here. Two.\n\nThree.\nFour.", ["One here. Two.\n\n", "Three.\nFour."]),
        ("One here. Two here.\nThree.", ["One here. Two here.\n", "Three."]),
        ("One is here. Two are here, too", ["One is here. ", "Two are here, too"]),
        ("onetwothreefour fivesixseven eight", ["onetwothreefour ", "fivesixseven eight"]),
        ("onetwothreefourfivesixseven", ["onetwothreefourfivesi", "xseven"]),
    ],
)
def test_a_text_is_cut_where_it_pauses_most(text, pieces):
    assert list(cut(text, longest=21)) == pieces


@pytest.mark.parametrize("text", ["", LONG, LONG.replace("\n\n", " "), LONG.replace(".", "").replace("\n", " ")])
def test_the_pieces_of_a_parse_join_to_the_text(text):
    before, doc, after = parse(["One text.", text, "Another one."])
    assert [t.text for t in before] == ["One", "text", "."]
    assert [t.text for t in after] == ["Another", "one", "."]
    assert "".join(t.text + " " * t.spaced for t in doc) == doc.text == text
    assert [t.i for t in doc] == list(range(len(doc)))
    assert all(doc.text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
    assert [t for s in doc.sents for t in s] == doc.tokens
    assert all(t.head.sent is t.sent for t in doc)


def test_what_stands_far_down_is_found_and_who_was_named_before_is_remembered():
    text = f"{LONG}Norland met the press.\n\n{QUIET}It rejects the dam."
    found = RuleExtractor().extract(Document(text=text, published=date(2024, 5, 15)), DOSSIER).statements
    assert [(s.party, s.issue, s.quote.of(text)) for s in found] == [("norland", "dam", "It rejects the dam.")]
