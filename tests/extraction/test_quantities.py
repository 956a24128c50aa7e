"""Numbers: how they are read, which of them are figures, of which issue, and whose count they are."""

from decimal import Decimal

import pytest

from articles.extraction.counts import Counted, Counts
from articles.extraction.propose import distinct
from articles.extraction.quantities import are_alike, find_quantities, understood
from articles.extraction.records import Figure, Span
from articles.extraction.segment import parse
from articles.extraction.units import kind_of

READ = [
    ("400 prisoners", [("400", "prisoners", "noun")]),
    ("at least 1,200 prisoners", [("1200", "prisoners", "noun")]),
    ("two hundred prisoners", [("200", "prisoners", "noun")]),
    ("two hundred and fifty prisoners", [("250", "prisoners", "noun")]),
    ("twenty-five prisoners", [("25", "prisoners", "noun")]),
    ("a hundred prisoners", [("100", "prisoners", "noun")]),
    ("half a million prisoners", [("500000", "prisoners", "noun")]),
    ("400 more political prisoners", [("400", "prisoners", "noun")]),
    ("2,000 work visas", [("2000", "visas", "noun")]),
    ("five of the eleven detainees", [("5", "detainees", "noun"), ("11", "detainees", "noun")]),
    ("120 of those held", [("120", "", "bare")]),
    ("12-metre boats", [("12", "metre", "noun")]),
    ("a 600-strong force", [("600", "force", "noun")]),
    ("a stock of 2,150kg", [("2150", "kilograms", "noun")]),
    ("a line of 40km", [("40", "kilometres", "noun")]),
    ("700 megawatts of power", [("700", "megawatts", "noun")]),
    ("up to 50 unarmed officers", [("50", "officers", "noun")]),
    ("a pay rise of 6.5%", [("6.5", "percent", "percent")]),
    ("a pay rise of 7 percent", [("7", "percent", "percent")]),
    ("a pay rise of 7 per cent", [("7", "percent", "percent")]),
    ("a pay rise of 7pc", [("7", "percent", "percent")]),
    ("a 4-per-cent rise", [("4", "percent", "percent")]),
    ("a rise of four percentage points", [("4", "percent", "percent")]),
    ("a fund of $3bn", [("3000000000", "dollars", "money")]),
    ("a fund of $1.3 trillion", [("1300000000000", "dollars", "money")]),
    ("a fund of US$40 million", [("40000000", "dollars", "money")]),
    ("a fund of €250m", [("250000000", "euros", "money")]),
    ("9bn crowns for the dam", [("9000000000", "crowns", "money")]),
    ("a grant of 55m marks", [("55000000", "marks", "money")]),
    ("another 5bn crowns of savings", [("5000000000", "crowns", "money")]),
    ("a levy of 15 cents per ton", [("15", "cents", "money")]),
    ("a 42-day truce", [("42", "days", "time")]),
    ("a six-week truce", [("6", "weeks", "time")]),
    ("an 18-month freeze", [("18", "months", "time")]),
    ("over three years", [("3", "years", "time")]),
    ("three phases of 45 days each", [("3", "phases", "noun"), ("45", "days", "time")]),
    # the first of a range; both ends of a change, which share unit and multiple
    ("between 3 and 5 years", [("3", "years", "time")]),
    ("3 to 5 years", [("3", "years", "time")]),
    ("3-5 years", [("3", "years", "time")]),
    ("five or six weeks", [("5", "weeks", "time")]),
    ("from 4 to 6 per cent", [("4", "percent", "percent"), ("6", "percent", "percent")]),
    ("from two to six thousand visas", [("2000", "visas", "noun"), ("6000", "visas", "noun")]),
]


@pytest.mark.parametrize(("words", "quantities"), READ)
def test_a_number_is_read_in_full_with_its_unit(words, quantities):
    found = [q for doc in parse([words]) for s in doc.sents for q in find_quantities(s)]
    assert [(q.value, q.unit, q.kind) for q in found] == [(Decimal(v), unit, kind) for v, unit, kind in quantities]


FURNITURE = [
    "in 2021 the dam was planned", "by 2030", "on 3 May", "on May 3", "3 May 2024", "2024-05-15", "at 10:30", "at 7am",
    "at 6 p.m.", "at six o'clock", "a 40-year-old driver", "a driver aged 52", "Ruth Adler, 52, a driver",
    "one in four drivers", "nine out of ten drivers", "two thirds of the drivers", "a fifth of the drivers",
    "several hundred prisoners", "hundreds of prisoners", "tens of thousands of prisoners", "a few dozen prisoners",
    "Article 7 of the draft", "phase two of the plan", "Ward Four", "by 412 to 288", "412-288", "one of the drivers",
    "40 prisoners were killed", "a toll of 40", "The attack killed at least 31 people", "the 3rd draft", "the G7",
    "1" + "0" * 30 + " dollars",
]  # fmt: skip


@pytest.mark.parametrize("words", FURNITURE)
def test_dates_ages_scores_fractions_and_casualties_are_no_quantities(words):
    assert [q for doc in parse([words]) for s in doc.sents for q in find_quantities(s)] == []


FIGURES = [
    ("Norland offered to free 400 prisoners.", [("prisoners", 400, "prisoners", "norland")]),
    ("Norland offered to free at least 1,200 prisoners.", [("prisoners", 1200, "prisoners", "norland")]),
    ("The River Front demands the release of two hundred prisoners.", [("prisoners", 200, "prisoners", "front")]),
    ("The Transport Union demands a pay rise of 7 percent.", [("pay", 7, "percent", "union")]),
    ("The Transport Union demands a wage increase of 6.5%.", [("pay", 6.5, "percent", "union")]),
    ("The Transport Union demands 9 per cent.", [("pay", 9, "percent", "union")]),
    ("Norland proposed a 40-day truce.", [("truce", 40, "days", "norland")]),
    ("The League suggested a ceasefire of 60 days.", [("truce", 60, "days", "bloc")]),
    ("Norland wants a ceasefire of between 30 and 40 days.", [("truce", 30, "days", "norland")]),
    ("Some 300 prisoners remain in the camps.", [("prisoners", 300, "prisoners", None)]),
    ("Norland proposed a truce of 40 days and offered to free 90 prisoners.",
     [("truce", 40, "days", "norland"), ("prisoners", 90, "prisoners", "norland")]),
    ("The Transport Union demands a pay rise of 9 percent. The League wants six.",
     [("pay", 9, "percent", "union"), ("pay", 6, "", "bloc")]),
    # none: casualties, past events, vague counts, dates, everyday numbers
    ("Norland said 40 prisoners were killed.", []),
    ("The rebels seized 40 prisoners in March.", []),
    ("Norland would free several hundred prisoners.", []),
    ("The truce talks began on 3 May.", []),
    ("Norland rejected the truce after two days of talks.", []),
    ("In 2021 the dam was planned.", []),
    ("Three diplomats said that Norland rejected the dam.", []),
    ("The hall has 300 chairs.", []),
    ("Norland and the River Front met for the first time in 20 years.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_a_figure_has_its_issue_its_value_in_full_and_whose_count_it_is(read, text, figures):
    found = read(text, full=True).figures
    assert [(f.issue, float(f.value), f.unit, f.counted_by) for f in found] == figures


UNDERSTOOD = [
    ("we had asked for 90", "80000000000", "90000000000"),
    ("we had asked for 900", "1100000000", "900"),  # of another order: left as it stands
    ("we had asked for 9", "7", "9"),
    ("we had asked for 90 days", "80000000000", "90"),
]


@pytest.mark.parametrize(("words", "before", "value"), UNDERSTOOD)
def test_a_bare_number_has_the_multiple_of_the_figure_before(words, before, value):
    quantity = next(q for doc in parse([words]) for s in doc.sents for q in find_quantities(s))
    counts = Counts()
    assert understood(quantity, counts).value == quantity.value
    counts.add(Counted("fund", "dollars", Decimal(before)))
    assert understood(quantity, counts).value == Decimal(value)


@pytest.mark.parametrize(("one", "other", "alike"), [(5, 9, True), (1, 5, True), (1, 6, False), (30, 5, False), (3, 0, False)])  # fmt: skip
def test_numbers_of_one_order_are_alike(one, other, alike):
    assert are_alike(Decimal(one), Decimal(other)) is alike


UNITS = [("percent", "percent"), ("per cent", "percent"), ("%", "percent"), ("dollars", "money"), ("cents per ton", "money"), ("years", "time"), ("prisoners", "noun"), ("", "")]  # fmt: skip


@pytest.mark.parametrize(("unit", "kind"), UNITS)
def test_a_unit_is_of_a_kind(unit, kind):
    assert kind_of(unit) == kind


def test_a_number_on_an_issue_is_kept_once():
    one = Figure(issue="pay", value=Decimal(7), unit="percent", quote=Span(0, 9), confidence=0.8)
    again = Figure(issue="pay", value=Decimal("7.0"), unit="percent", quote=Span(20, 29), confidence=0.9)
    other = Figure(issue="dam", value=Decimal(7), unit="years", quote=Span(20, 29), confidence=0.9)
    assert distinct([one, again, other]) == (one, other)
