"""Shares, intervals and agreement, against published figures."""

from __future__ import annotations

import pytest

from articles.quality import Share, alpha, kappa

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units, nominal.
OBSERVERS = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]


def units(*coders: str) -> list[dict[int, str]]:
    columns = zip(*(coder.split() for coder in coders), strict=True)
    return [{n: answer for n, answer in enumerate(column) if answer != "."} for column in columns]


@pytest.mark.parametrize(
    ("coders", "expected"),
    [
        (OBSERVERS, 0.743),
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),  # the same paper, section A
        (("a b a", "a b a"), 1.0),
        (("a a", "a a"), None),
        (("a .", ". b"), None),
    ],
)
def test_krippendorffs_alpha(coders, expected):
    found = alpha(units(*coders))
    assert found == (None if expected is None else pytest.approx(expected, abs=0.0005))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 0.4),
        ([("y", "y"), ("n", "n")], 1.0),
        ([("y", "n"), ("n", "y")], -1.0),
        ([("y", "y")], None),
        ([], None),
    ],
)
def test_cohens_kappa(pairs, expected):
    assert kappa(pairs) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("hits", "of", "interval"),
    [(8, 10, (0.490, 0.943)), (0, 10, (0.0, 0.278)), (10, 10, (0.722, 1.0)), (41, 50, (0.692, 0.902))],
)
def test_a_share_has_its_interval(hits, of, interval):
    share = Share(hits=hits, of=of)
    assert share.value == hits / of
    assert share.interval == pytest.approx(interval, abs=0.001)


def test_of_nothing_there_is_no_share():
    assert (Share(hits=0, of=0).value, Share(hits=0, of=0).interval) == (None, None)
