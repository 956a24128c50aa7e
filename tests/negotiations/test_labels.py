"""Labels keep clear of each other and as near as they can to what they name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.labels import Block, free, shortened, spread


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([], []),
        ([50], [50]),
        ([20, 60], [20, 60]),
        ([50, 50], [45, 55]),
        ([50, 52, 48], [50, 60, 40]),
        ([0, 0], [5, 15]),  # the edge holds them
        ([100, 100], [85, 95]),
        ([40, 42, 80, 81], [36, 46, 75.5, 85.5]),
    ],
)
def test_labels_move_as_little_as_they_can(wanted, placed):
    assert spread(wanted, [10] * len(wanted), low=0, high=100) == placed


@given(st.lists(st.tuples(st.floats(0, 1000), st.sampled_from([15.0, 30.0])), max_size=20))
def test_labels_never_touch_and_keep_their_order(labels):
    wanted, heights = [y for y, _ in labels], [height for _, height in labels]
    placed = spread(wanted, heights, low=-10, high=1010)
    assert all(y - h / 2 >= -10 - 1e-6 and y + h / 2 <= 1010 + 1e-6 for y, h in zip(placed, heights, strict=True))
    order = sorted(range(len(wanted)), key=lambda n: placed[n])
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= (heights[one] + heights[other]) / 2 - 1e-6
        assert wanted[one] <= wanted[other]


def block(left, top=0):
    return Block(left=left, top=top, right=left + 10, bottom=top + 10)


def test_a_label_takes_the_first_place_that_is_free_and_none_where_none_is():
    taken = [block(0)]
    assert free([[block(5), block(20)], [block(20), block(40)], [block(3), block(22)]], taken) == [block(20), block(40), None]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "short"), [("Hamas", "Hamas"), ("United States", "United States"), ("Southern Council", "Southern Coun…")]
)
def test_long_names_are_shortened(words, short):
    assert shortened(words, 14) == short
