"""The smaller steps, each with its table."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.clean import furniture
from articles.extraction.extractor import ExtractorUnavailable
from articles.extraction.llm import LlmExtractor
from articles.extraction.records import Document, Span
from articles.extraction.rules import RuleExtractor
from articles.extraction.stems import stem
from articles.extraction.verify import is_sound, locate, verify
from tests.extraction.conftest import DOSSIER, PUBLISHED

FURNITURE = ["Log in", "Sign in to post a comment", "Share this article", "Read more", "13K Views", "+0", "© 2024 The Post. All rights reserved.", "Related: Port reopens", "Advertisement", "[ The port reopensOpens in new window ]", "By Nils Arden", "Skip to content", "Published 3 March 2024"]  # fmt: skip
STORY = ["Ships wait outside the port", "The union rejected the offer.", "Report: Norland rejects the dam.", "“We will not sign,” she said.", "By noon the talks had failed, both sides said."]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_is_skipped(line):
    text = f"First line of the story.\n{line}\nLast line of the story."
    assert [span.of(text).strip() for span in furniture(text)] == [line]


@pytest.mark.parametrize("line", STORY)
def test_the_story_is_not_furniture(line):
    assert furniture(f"{line}\n{line}") == ()


@pytest.mark.parametrize(
    ("one", "other"), [("withdraw", "withdrawal"), ("release", "releasing"), ("demands", "demand"), ("prisoner", "prisoners"), ("Norland's", "norland")]
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


QUOTES = [
    ("the dam", "Norland wants the dam.", "the dam"),
    ('"no"', "He said “no” twice.", "“no”"),
    ("the  dam", "Norland wants the\ndam.", "the\ndam"),
    ("a dam", "Norland wants the dam.", None),
    ("", "Norland", None),
    ("  ", "Norland", None),
]


@pytest.mark.parametrize(("quote", "text", "words"), QUOTES)
def test_a_quote_is_located_or_was_made_up(quote, text, words):
    span = locate(quote, text)
    assert (span.of(text) if span else None) == words


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(0, 99), Span(7, 9), Span(0, 8)])
def test_a_span_outside_the_text_or_around_nothing_is_not_sound(span):
    assert not is_sound(span, "Norland wants the dam.")


def llm(answer):
    document = Document(text="Norland wants the dam. The Front frees 40 prisoners.", published=PUBLISHED)
    extraction = LlmExtractor(complete=lambda prompt: answer).extract(document, DOSSIER)
    return verify(extraction, document, DOSSIER), document.text


def test_a_language_model_is_believed_only_where_it_can_quote():
    position = {
        "party": "norland",
        "issue": "dam",
        "stance": "demand",
        "side": "p100",
        "quote": "Norland wants the dam.",
    }
    answer = {
        "positions": [
            position,
            position | {"quote": "Norland needs the dam."},
            position | {"stance": "shout"},
            position | {"party": "atlantis"},
            position | {"date": "2031-01-01"},
            "nonsense",
        ],
        "figures": [
            {"issue": "prisoners", "value": 40, "unit": "prisoners", "quote": "The Front frees 40 prisoners."},
            {"issue": "prisoners", "value": "many", "unit": "prisoners", "quote": "The Front frees 40 prisoners."},
        ],
    }
    verified, text = llm(f"Here it is: {json.dumps(answer)} I hope it helps.")
    assert [s.quote.of(text) for s in verified.extraction.statements] == ["Norland wants the dam."]
    assert [f.value for f in verified.extraction.figures] == [Decimal(40)]
    assert {drop.cause for drop in verified.dropped} == {"party unknown", "said after it was published"}


@pytest.mark.parametrize("answer", ["", "no idea", "{", "[1, 2]"])
def test_an_answer_without_json_is_asked_for_again(answer):
    with pytest.raises(ExtractorUnavailable):
        llm(answer)


ODD = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = st.sampled_from(
    [
        "Norland demands the dam. ",
        "The River Front rejected it",
        ", he said on Monday",
        "\n",
        " both sides want 40 prisoners ",
        "“We will not sign,” ",
        "\u202eabc\x00",
        "They refused to accept ",
        "According to ",
        "’s",
        "if ",
        "42-day ",
    ]
)
EXTRACTOR = RuleExtractor()


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | ODD, max_size=14).map("".join))
def test_whatever_comes_in_every_quote_is_a_verbatim_slice_and_nothing_is_dropped(text):
    document = Document(text=text, published=PUBLISHED)
    verified = verify(EXTRACTOR.extract(document, DOSSIER), document, DOSSIER)
    assert verified.dropped == ()
    for found in (*verified.extraction.statements, *verified.extraction.figures):
        words = found.quote.of(text)
        assert words
        assert words in text


def test_a_very_long_sentence_is_read_all_the_same(read):
    assert read("Norland demands the dam and " + "the bridge and " * 1500 + "the truce.")
