"""The extraction's quality has a floor, and the scorer counts by the codebook."""

import pytest

from evaluation.floors import TOLERANCE, cases, floors, hash_of
from evaluation.scoring import Text, is_right, match, overlaps, score_article, score_case

TEXT = "Norland wants the dam. The Front said no to the dam. Norland frees 40 prisoners."


def gold(**changes):
    fields = {
        "party": "norland", "issue": "dam", "stance": "demand", "side": "full", "date": "2024-05-15",
        "attribution": "own", "quote": "Norland wants the dam.",
    }  # fmt: skip
    return fields | changes


def found(start=0, end=22, **changes):
    return gold(start=start, end=end) | changes


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_extraction_holds_its_floor(case):
    floor = floors()[case.name]
    assert floor["corpus"] == hash_of(case), "the case has changed: measure it anew"
    assert score_case(case).f1() >= floor["f1"] - TOLERANCE


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [(range(4), range(2, 6), True), (range(4), range(3, 9), False), (range(10), range(2, 4), True), (range(0), range(3), False)],
)  # fmt: skip
def test_passages_match_by_half_of_the_shorter_one(one, other, shared):
    assert overlaps(one, [other]) is shared


@pytest.mark.parametrize(
    ("golds", "finds", "counts"),
    [
        ([gold()], [found()], (1, 1, 1)),
        ([gold()], [found(issue="pay")], (1, 1, 0)),
        ([gold()], [found(start=23, end=50)], (1, 1, 0)),
        ([gold()], [found(), found()], (1, 2, 1)),
        ([gold(optional=True)], [found()], (0, 0, 0)),
        ([gold(optional=True)], [], (0, 0, 0)),
        ([gold(quote="no such words", also=["Norland wants the dam."])], [found()], (1, 1, 1)),
        ([], [found()], (0, 1, 0)),
    ],
)
def test_gold_found_and_hit_are_counted(golds, finds, counts):
    score = score_article({"positions": golds}, {"positions": finds, "figures": []}, TEXT)
    assert tuple(score.counts[f"positions {name}"] for name in ("gold", "found", "hit")) == counts


@pytest.mark.parametrize(
    ("name", "one", "other", "right"),
    [
        ("stance", gold(), found(stance="offer"), False),
        ("side", gold(side=None), found(side="full"), None),
        ("date", gold(date="2024-05-01", date_precision="month"), found(date="2024-05-25"), True),
        ("date", gold(date="2024-05-01", date_precision="week"), found(date="2024-05-25"), False),
    ],
)
def test_values_are_right_as_the_codebook_says(name, one, other, right):
    assert is_right(name, one, other) is right


def test_the_better_pair_is_taken_where_there_is_a_choice():
    golds = [gold(), gold(stance="reject")]
    pairs = match(golds, [found(stance="reject"), found()], ("party", "issue"), Text(TEXT))
    assert all(one["stance"] == other["stance"] for one, other in pairs)
