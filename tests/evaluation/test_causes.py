"""What is missed, false or wrong is sorted by cause, on an invented case; only totals are printed."""

import json

import pytest

from evaluation.causes import causes, main, studies
from evaluation.floors import PARTS

NEGOTIATION = {
    "parties": [{"key": "norland", "name": "Norland"}, {"key": "front", "name": "River Front"}],
    "issues": [
        {"key": "dam", "name": "Upper dam", "aliases": ["dam"], "scale": [
            {"key": "none", "value": 0, "label": "No dam"}, {"key": "small", "value": 50, "label": "Smaller dam"},
            {"key": "full", "value": 100, "label": "Dam as planned"}]},
        {"key": "pay", "name": "Pay rise", "aliases": ["wages"], "scale": [
            {"key": "low", "value": 0, "label": "Pay freeze"}, {"key": "high", "value": 100, "label": "Full rise"}]},
    ],
}  # fmt: skip
PUBLISHED = "2024-05-15"


def coded(quote, **changes):
    fields = {
        "party": "norland",
        "issue": "dam",
        "stance": "demand",
        "side": None,
        "date": PUBLISHED,
        "attribution": "own",
    }
    return fields | {"quote": quote} | changes


@pytest.fixture
def case(tmp_path):
    """An article with its coded positions → a case folder."""

    def write(text, *golds):
        case = tmp_path / "check" / "invented"
        for folder in ("articles", "gold"):
            (case / folder).mkdir(parents=True, exist_ok=True)
        (case / "negotiation.json").write_text(json.dumps(NEGOTIATION))
        (case / "meta.json").write_text(json.dumps({"one": {"published": PUBLISHED}}))
        (case / "articles" / "one.txt").write_text(text)
        (case / "gold" / "one.json").write_text(json.dumps({"published": PUBLISHED, "positions": golds}))
        return case

    return write


def found_in(case):
    return {cause for study in studies(case) for cause in causes(study)} - {"coded", "found"}


DEMAND = "Norland demands the dam."
TABLE = [
    (DEMAND, [coded(DEMAND)], set()),
    (DEMAND, [], {"false: article without a position"}),
    (DEMAND, [coded(DEMAND, optional=True)], set()),
    (
        DEMAND,
        [coded(DEMAND, issue="pay")],
        {"missed: issue not linked", "false: right party, wrong issue"},
    ),
    (
        DEMAND,
        [coded(DEMAND, party="front")],
        {"missed: party not meant", "false: right issue, wrong party"},
    ),
    (
        DEMAND,
        [coded(DEMAND, party="front", issue="pay")],
        {"missed: neither issue linked nor party meant", "false: another party and another issue than the passage's"},
    ),
    (
        f"{DEMAND} It was a long and rainy day.",
        [coded("It was a long and rainy day.", issue="pay")],
        {"missed: issue not linked", "false: sentence without a position, nor has the party one"},
    ),
    (
        "Norland and wages: an old story.",
        [coded("Norland and wages: an old story.", issue="pay")],
        {"missed: too unlikely, nothing proposed there"},
    ),
    (DEMAND, [coded(DEMAND, stance="reject")], {"stance: by a cue", "stance read: reject as demand"}),
    (DEMAND, [coded(DEMAND, attribution="officials")], {"attribution: officials read as own"}),
    (DEMAND, [coded(DEMAND, date="2024-05-03")], {"day: told elsewhere, publication taken"}),
    (
        DEMAND,
        [coded(DEMAND, date="2024-03-01", date_precision="month")],
        {"day: a week or a month, publication taken"},
    ),
    (
        "On Monday Norland demanded the dam.",
        [coded("On Monday Norland demanded the dam.")],
        {"day: that of publication, another taken"},
    ),
    (
        "Norland demands that the dam be built as planned.",
        [coded("Norland demands that the dam be built as planned.", side="small")],
        {"side: the next point"},
    ),
]


@pytest.mark.parametrize(("text", "golds", "expected"), TABLE)
def test_what_is_missed_false_or_wrong_has_its_cause(case, text, golds, expected):
    assert found_in(case(text, *golds)) == expected


def test_only_totals_are_printed(case, monkeypatch, capsys):
    monkeypatch.setitem(PARTS, "check", case(DEMAND, coded(DEMAND, issue="pay")).parent)
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert "missed: issue not linked" in printed and "Norland" not in printed and "invented" not in printed
