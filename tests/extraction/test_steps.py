"""The smaller steps, each with its table."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.clean import furniture
from articles.extraction.dates import find_dates
from articles.extraction.extractor import ExtractorUnavailable
from articles.extraction.llm import LlmExtractor
from articles.extraction.records import Document, Span, Stance
from articles.extraction.rules import RuleExtractor
from articles.extraction.sides import side_of
from articles.extraction.stems import stem
from articles.extraction.verify import is_sound, locate, verify
from tests.extraction.conftest import DOSSIER, PUBLISHED

DAYS = [
    ("He said on Monday that", "2024-05-13", "day"),
    ("He said on Wednesday that", "2024-05-15", "day"),  # an article of a Wednesday
    ("He said last Wednesday that", "2024-05-08", "day"),
    ("He said on Thursday that", "2024-05-09", "day"),
    ("Earlier on Tuesday, he said", "2024-05-14", "day"),
    ("Late on Sunday he said", "2024-05-12", "day"),
    ("He said yesterday", "2024-05-14", "day"),
    ("He said last night", "2024-05-14", "day"),
    ("He said today", "2024-05-15", "day"),
    ("This week he said", "2024-05-15", "day"),
    ("Last week he said", "2024-05-08", "week"),
    ("Last month he said", "2024-04-01", "month"),
    ("On May 3 he said", "2024-05-03", "day"),
    ("On 3 May he said", "2024-05-03", "day"),
    ("On the 3rd of May he said", "2024-05-03", "day"),
    ("On 3 May 2023 he said", "2023-05-03", "day"),
    ("On Aug. 19 he said", "2023-08-19", "day"),  # no day to come: last year's
    ("On 2024-02-29 he said", "2024-02-29", "day"),
    ("In March he said", "2024-03-01", "month"),
    ("In early March he said", "2024-03-05", "month"),
    ("In mid-March he said", "2024-03-15", "month"),
    ("In late March he said", "2024-03-25", "month"),
    ("In June he said", "2023-06-01", "month"),
    ("Three days ago he said", "2024-05-12", "day"),
    ("Two weeks ago he said", "2024-05-01", "week"),
    ("A month ago he said", "2024-04-15", "month"),
]
NO_DAYS = ["He may say so", "They will meet next Monday", "On 31 February he said", "On 1 June 2024 he said", "A few days ago", "May he say so?"]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "precision"), DAYS)
def test_a_day_is_the_last_such_day_up_to_publication(text, day, precision):
    dated = find_dates(text, start=0, end=len(text), published=PUBLISHED)
    assert [(d.day.isoformat(), d.precision.value) for d in dated] == [(day, precision)]


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_names_no_past_day_gives_none(text):
    assert find_dates(text, start=0, end=len(text), published=PUBLISHED) == []


@given(st.text(max_size=200), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_day_lies_after_publication(text, published):
    text += " on Monday, 30 February, in May, 12 June 2031, two weeks ago"
    assert all(dated.day <= published for dated in find_dates(text, start=0, end=len(text), published=published))


FURNITURE = ["Log in", "Sign in to post a comment", "Share this article", "Read more", "13K Views", "+0", "© 2024 The Post. All rights reserved.", "Related: Port reopens", "Advertisement", "[ The port reopensOpens in new window ]", "By Nils Arden", "Skip to content", "Published 3 March 2024"]  # fmt: skip
STORY = ["Ships wait outside the port", "The union rejected the offer.", "Report: Norland rejects the dam.", "“We will not sign,” she said.", "By noon the talks had failed, both sides said."]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_is_skipped(line):
    text = f"First line of the story.\n{line}\nLast line of the story."
    assert [span.of(text).strip() for span in furniture(text)] == [line]


@pytest.mark.parametrize("line", STORY)
def test_the_story_is_not_furniture(line):
    assert furniture(f"{line}\n{line}") == ()


FIGURES = [
    ("Norland offered to free 400 prisoners.", [("prisoners", 400, "prisoners", "norland")]),
    ("Norland offered to free at least 1,200 prisoners.", [("prisoners", 1200, "prisoners", "norland")]),
    ("The River Front demands the release of two hundred prisoners.", [("prisoners", 200, "prisoners", "front")]),
    ("The Transport Union demands a pay rise of 7 percent.", [("pay", 7, "percent", "union")]),
    ("The Transport Union demands a wage increase of 6.5%.", [("pay", 6.5, "percent", "union")]),
    ("Norland proposed a 40-day truce.", [("truce", 40, "days", "norland")]),
    ("The League suggested a ceasefire of 60 days.", [("truce", 60, "days", "bloc")]),
    ("Some 300 prisoners remain in the camps.", [("prisoners", 300, "prisoners", None)]),
    # none: casualties, past events, vague counts, dates, everyday numbers
    ("Norland said 40 prisoners were killed.", []),
    ("The rebels seized 40 prisoners in March.", []),
    ("Norland would free several hundred prisoners.", []),
    ("The truce talks began on 3 May.", []),
    ("Norland rejected the truce after two days of talks.", []),
    ("In 2021 the dam was planned.", []),
]


@pytest.mark.parametrize(("sentence", "figures"), FIGURES)
def test_a_figure_has_its_value_in_full_and_whose_count_it_is(read, sentence, figures):
    found = read(sentence, full=True).figures
    assert [(f.issue, float(f.value), f.unit, f.counted_by) for f in found] == figures


ACCOUNTS = [
    ("Norland rejected the proposal.", "own", None),
    ("Erik Vasse rejected the proposal.", "own", "Erik Vasse"),
    ("Norland's foreign minister rejected the proposal.", "own", "Erik Vasse"),
    ("Norland officials rejected the proposal.", "officials", None),
    ("Norland rejected the proposal, the River Front said.", "party:front", None),
    ("Norland rejected the proposal, Tomas Oduya said.", "party:front", "Tomas Oduya"),
    ("According to the River Front, Norland rejected the proposal.", "party:front", None),
    ("Norland rejected the proposal, local media reported.", "sources", None),
    ("According to diplomats, Norland rejected the proposal.", "sources", None),
    ("The River Front said that Norland officials had rejected the proposal.", "party:front", None),
]


@pytest.mark.parametrize(("sentence", "attribution", "speaker"), ACCOUNTS)
def test_a_statement_says_on_whose_account_it_rests(read, sentence, attribution, speaker):
    found = [s for s in read(sentence, full=True).statements if s.party == "norland"]
    assert [(str(s.attribution), s.speaker) for s in found] == [(attribution, speaker)]


SIDES = [
    ("dam", "build the dam as planned", "demand", "p100"),
    ("dam", "a smaller dam", "offer", "p50"),
    ("bridge", "joint control of the bridge", "offer", "p50"),
    ("bridge", "keep the bridge closed", "demand", "p0"),
    ("truce", "a permanent ceasefire", "demand", "p100"),
    ("truce", "a temporary truce", "reject", None),
    ("truce", "a permanent ceasefire", "reject", "p0"),
    ("deal", "the proposal", "accept", "p100"),
    ("deal", "the proposal", "reject", "p0"),
    ("prisoners", "the release of all prisoners", "demand", "p100"),
    ("bridge", "the bridge", "demand", None),
]


@pytest.mark.parametrize(("key", "said", "stance", "side"), SIDES)
def test_a_side_follows_from_the_words_of_the_scale(key, said, stance, side):
    issue = next(issue for issue in DOSSIER.issues if issue.key == key)
    assert side_of(issue, said, Stance(stance), holder="Norland", before=None) == side


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
