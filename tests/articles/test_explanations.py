"""Stored reasons in, out come the lines of a card and the quote with its marks."""

from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from articles.explanations import Mark, explanation, marked
from articles.extraction.records import Reason, Span
from articles.guards import Flag

TEXT = "Norland met the press. It rejects the dam unless it is small."
QUOTE = "It rejects the dam unless it is small."
START = TEXT.index(QUOTE)


def reason(part, words, by="pronoun", *, weak=False):
    """A reason as it is stored, of words in the text; empty words are none."""
    at = TEXT.index(words)
    place = Span(at, at + len(words)) if words else None
    stored = asdict(Reason(part=part, words=place, by=by, why=f"by “{words}”" if words else "guessed", weak=weak))
    return stored | {"words": list(place) if place else None}


def explained(*reasons, flags=()):
    return explanation(reasons, flags, QUOTE, start=START)


def marks(why):
    """What is marked, with the numbers of the lines."""
    return [(stretch.words, stretch.ends) for stretch in why.stretches if stretch.marked]


def test_each_part_has_a_line_in_the_order_of_the_card():
    why = explained(reason("stance", "rejects"), reason("party", "It"), reason("party", "Norland"))
    assert [(line.number, line.label, line.why) for line in why.lines] == [
        (1, "Party", ("by “It”", "by “Norland”")),
        (2, "Stance", ("by “rejects”",)),
    ]


def test_words_in_the_quote_are_marked_with_the_numbers_of_their_lines():
    why = explained(reason("party", "It"), reason("issue", "the dam"), reason("side", "dam"))
    assert marks(why) == [("It", (1,)), ("the ", ()), ("dam", (2, 3))]


def test_words_outside_the_quote_are_told_and_not_marked():
    why = explained(reason("party", "Norland"))
    assert why.lines[0].why == ("by “Norland”",)
    assert marks(why) == []


def test_a_reason_without_words_marks_nothing():
    why = explained(reason("stance", "", "guess", weak=True))
    assert [stretch.words for stretch in why.stretches] == [QUOTE]
    assert why.weak == ["stance by guess"]


def test_the_weak_parts_are_named_once_each():
    why = explained(
        reason("party", "It", weak=True),
        reason("party", "Norland", "description", weak=True),
        reason("issue", "dam", "term"),
        reason("attribution", "press", "the press", weak=True),
    )
    assert why.weak == ["party by pronoun", "attribution by the press"]
    assert why.weak_parts == {"party", "attribution"}


def test_flags_are_marked_apart_and_told_once():
    at = QUOTE.index("unless")
    flag = Flag(kind="condition", start=at, end=at + 6, words="unless")
    why = explained(reason("stance", "rejects"), flags=(flag, flag))
    assert why.flags == ("condition: unless",)
    assert [s.words for s in why.stretches if s.flagged] == ["unless"]
    assert [s.words for s in why.stretches if s.marked] == ["rejects"]


def test_reasons_of_an_older_form_are_left_out():
    why = explained({"part": "party", "words": [START, START + 2], "why": "holder of the stance (name)"})
    assert (why.lines, why.weak, [s.words for s in why.stretches]) == ((), [], [QUOTE])


places = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.text(max_size=30), st.lists(st.tuples(places, st.integers(0, 3))))
def test_marks_lose_no_word_of_a_quote(quote, found):
    inside = [Mark(start=start, end=end, number=number) for (start, end), number in found if start < end <= len(quote)]
    stretches = marked(quote, inside)
    assert "".join(stretch.words for stretch in stretches) == quote
    ended = [number for stretch in stretches for number in stretch.ends]
    assert set(ended) == {mark.number for mark in inside if mark.number}
