"""Words that do not run into each other: where labels stand when some want the same place. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER = 0.56  # the width of a letter of our sans serif, as a share of its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Block) -> bool:
        """Whether two rectangles share any ground."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def width_of(words: str, size: float) -> float:
    """About how wide a text runs."""
    return len(words) * size * LETTER


def shortened(words: str, letters: int) -> str:
    """At most so many letters, the last one an ellipsis where something was left out."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """The centres of labels of these heights, moved as little as possible for none to touch, within low and high.

    Labels that would touch form a group, which stands where it moves its members least in the mean of squares.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    before = 0.0
    offsets: list[float] = []
    for here, n in enumerate(order):
        before += (heights[order[here - 1]] + heights[n]) / 2 if here else 0
        offsets.append(before)
    groups: list[tuple[float, int]] = []  # the sum of the places that its members want for its first, their number
    for n, offset in zip(order, offsets, strict=True):
        groups.append((wanted[n] - offset, 1))
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            (total, size), (more, others) = groups[-2:]
            groups[-2:] = [(total + more, size + others)]
    starts = [total / size for total, size in groups for _ in range(size)]
    placed = [0.0] * len(wanted)
    for n, start, offset in zip(order, starts, offsets, strict=True):
        lowest, highest = low + heights[order[0]] / 2, high - offsets[-1] - heights[order[-1]] / 2
        placed[n] = max(min(start, highest), lowest) + offset
    return placed


def free(wanted: Iterable[Sequence[Block]], taken: Iterable[Block]) -> list[Block | None]:
    """For each label the first of the places that it would like which is free; None where none is.

    Labels are served in their order, and what one takes the next ones leave alone.
    """
    ground = list(taken)
    placed: list[Block | None] = []
    for choices in wanted:
        found = next((block for block in choices if not any(block.meets(other) for other in ground)), None)
        placed.append(found)
        if found:
            ground.append(found)
    return placed
