"""Quotes in, out comes what their summary leaves out: conditions, negations, numbers."""

from decimal import Decimal

import pytest

from articles.guards import Summary, flags, numbers

CONDITIONS = [
    ("Norland will sign only if the bridge stays open.", ["only if"]),
    ("If the bridge stays open, Norland will sign.", ["if"]),
    ("Norland accepts the draft unless the dam is dropped.", ["unless"]),
    ("The union agrees provided the wages rise.", ["provided"]),
    ("The union agrees, provided that wages rise.", ["provided that"]),
    ("The union will work as long as talks go on.", ["as long as"]),
    ("Norland frees them in exchange for a truce.", ["in exchange for"]),
    ("Norland frees them once the truce holds.", ["once"]),
    ("The strike goes on until wages rise.", ["until"]),
    ("The offer is subject to a vote and conditional on a truce.", ["subject to", "conditional on"]),
    ("Norland opens all crossings except the Iron Bridge.", ["except"]),
]
UNCONDITIONAL = [
    "Norland accepts the draft, even if it is imperfect.",
    "Norland once again accepts the draft at once.",
    "The list that Norland has provided is accepted.",
    "Trains provided by the port are accepted.",
    "The strike goes on until Friday.",
    "The strike goes on until 2030.",
    "They accept it, said an official who spoke on condition of anonymity.",
    "The specific gift is accepted.",
]
NEGATED = [
    ("Norland does not want the dam.", ["not"]),
    ("Norland won’t build the dam.", ["won't"]),
    ("Norland will never build the dam.", ["never"]),
    ("Norland wants no dam.", ["no"]),
    ("Neither side wants the dam, nor the bridge.", ["neither", "nor"]),
    ("Norland no longer wants the dam.", ["no longer"]),
    ("The dam cannot be built without a treaty.", ["cannot", "without"]),
]
PLAIN = [
    "Norland wants not only the dam.",
    "There is no doubt that Norland wants the dam.",
    "Norland wants the dam, said a minister who asked not to be named.",
    "Norland has no objection to the dam.",
    "Norland does not rule out the dam.",
    "Norland knows the dam is needed.",
]
COUNTED = [
    ("Norland will free 40 prisoners.", ["40"]),
    ("Norland will free forty-two prisoners.", ["forty-two"]),
    ("The union wants 4.5 percent, the port offers 3%.", ["4.5", "3%"]),
    ("Norland asks for 1.3 million dollars.", ["1.3 million"]),
    ("Norland asks for two hundred lorries a day.", ["two hundred"]),
    ("A 60-day truce is on offer.", ["60"]),
    ("A truce of one year is on offer.", ["one"]),
    ("Between 20 and 30 soldiers may stay, 1,500 must go.", ["20", "30", "1,500"]),
    ("They want 2000 jobs back.", ["2000"]),
]
COUNTING_NOTHING = [
    "Norland said on 14 May that it accepts the draft.",
    "Norland said on May 14 that it accepts the draft.",
    "Norland has accepted the draft since 2019.",
    "Norland will sign at 9:30 on Monday, at 10 a.m. at the latest.",
    "Lena Moor, 54, accepts the draft.",
    "The G20 and the F-16 pilots accept the draft.",
    "No one but the one leader accepts the 3rd draft.",
]
CARRIED = [
    # quote, what is coded, what is left
    ("Norland does not want the dam.", Summary(stance="reject"), []),
    ("Norland does not want the dam if it is tall.", Summary(stance="reject"), ["condition: if"]),
    ("Norland wants no dam.", Summary(stance="demand", names=("Upper dam", "No dam")), []),
    ("Norland no longer demands the dam.", Summary(stance="concede"), []),
    ("Norland no longer demands the dam.", Summary(stance="offer"), ["negation: no longer"]),
    ("Norland does not demand the dam.", Summary(stance="concede"), ["negation: not"]),
    ("The union wants 9 percent.", Summary(stance="demand", names=("Pay rise", "9 percent or more")), []),
    ("The union wants nine percent.", Summary(stance="demand", names=("Pay rise", "9 percent or more")), []),
    ("The union wants 8 percent.", Summary(stance="demand", names=("Pay rise", "9 percent or more")), ["number: 8"]),
    ("There are 1.3 million displaced.", Summary(value=Decimal("1300000.0000")), []),
    ("There are 40 prisoners, not 50.", Summary(value=Decimal(40)), ["negation: not", "number: 50"]),
]  # fmt: skip


def found(quote, kind, summary=None):
    return [flag.words for flag in flags(quote, summary or Summary(stance="accept")) if flag.kind == kind]


@pytest.mark.parametrize(("quote", "expected"), CONDITIONS + [(quote, []) for quote in UNCONDITIONAL])
def test_a_condition_is_flagged(quote, expected):
    assert found(quote, "condition") == expected


@pytest.mark.parametrize("stance", ["demand", "offer", "accept", "reject", "concede", ""])
def test_no_summary_carries_a_condition(stance):
    names = ("Only if the bridge stays open",)
    assert found("Norland will sign only if it can.", "condition", Summary(stance=stance, names=names)) == ["only if"]


@pytest.mark.parametrize(("quote", "expected"), NEGATED + [(quote, []) for quote in PLAIN])
def test_a_negation_is_flagged(quote, expected):
    assert found(quote, "negation") == expected


@pytest.mark.parametrize(("quote", "expected"), COUNTED + [(quote, []) for quote in COUNTING_NOTHING])
def test_a_number_is_flagged(quote, expected):
    assert found(quote, "number") == expected


@pytest.mark.parametrize(("quote", "summary", "left"), CARRIED)
def test_what_the_summary_carries_is_not_flagged(quote, summary, left):
    assert [flag.sentence for flag in flags(quote, summary)] == left


@pytest.mark.parametrize("quote", [row[0] for row in (*CONDITIONS, *NEGATED, *COUNTED)])
def test_a_flag_tells_where_its_words_stand(quote):
    for flag in flags(quote, Summary()):
        assert quote[flag.start : flag.end].lower().replace("’", "'") == flag.words.lower()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,300", 1300),
        ("two hundred", 200),
        ("1.3 million", 1_300_000),
        ("forty-two", 42),
        ("3%", 3),
        ("a dozen men", 12),
    ],
)
def test_a_number_is_read_in_digits_and_words(text, value):
    assert [number.value for number in numbers(text)] == [Decimal(value)]


def test_an_empty_quote_says_nothing():
    assert flags("", Summary()) == ()
