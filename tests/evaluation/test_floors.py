"""The extraction's quality has a floor, and the scorer counts by the codebook."""

from collections import Counter

import pytest

from evaluation.floors import PARTS, cases, fallen, floors
from evaluation.scoring import Score, Text, is_right, match, overlaps, read_case, score_article, score_reads

TEXT = "Norland wants the dam. The Front said no to the dam. Norland frees 40 prisoners."


def gold(**changes):
    fields = {
        "party": "norland", "issue": "dam", "stance": "demand", "side": "full", "date": "2024-05-15",
        "attribution": "own", "quote": "Norland wants the dam.",
    }  # fmt: skip
    return fields | changes


def found(start=0, end=22, **changes):
    return gold(start=start, end=end) | changes


@pytest.mark.parametrize("part", floors())
def test_extraction_holds_its_floors(part):
    reads = [read for case in cases(part) for read in read_case(case)]
    if part == "real" and not reads:
        pytest.skip(f"{PARTS[part]} does not lie beside the project")
    assert fallen(part, score_reads(reads)) == []


def test_what_is_kept_aside_has_no_floor_to_work_towards():
    assert "keep-aside" not in floors()


def test_a_part_that_fell_or_changed_is_named(monkeypatch):
    worse = Score(Counter({"positions gold": 10, "positions found": 10, "positions hit": 1}))
    part = next(iter(floors()))
    assert any("below its floor" in sentence for sentence in fallen(part, worse))
    monkeypatch.setattr("evaluation.floors.hash_of", lambda part: "another")
    assert any("has changed" in sentence for sentence in fallen(part, worse))


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
        ([gold(also=["Norland frees 40 prisoners."])], [found(), found(start=53, end=80)], (1, 1, 1)),
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
