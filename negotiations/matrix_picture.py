"""The matrix as a picture: lines in, places out. Pure arithmetic; `matrix_picture.svg` sets the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from .labels import shortened
from .matrix import Cell, Line, Trend
from .shapes import SHAPES

ISSUE_WIDTH, CELL_WIDTH, GAP_WIDTH = 220, 160, 160
HEAD, ROW_HEIGHT = 30, 78
LETTERS = {"issue": 26, "party": 20, "side": 20}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell at its place, with words short enough for it."""

    x: int
    cell: Cell
    shape: str
    side: tuple[str, ...]
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    """An issue at its place."""

    y: int
    name: tuple[str, ...]
    cells: tuple[GridCell, ...]
    trend: Trend | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All that the picture needs."""

    width: int
    height: int
    head: int
    gap_at: int
    parties: tuple[tuple[int, str, int], ...]
    lines: tuple[GridLine, ...]


def draw(lines: Sequence[tuple[str, Line]], parties: Sequence[tuple[str, int]]) -> Grid:
    """The matrix, an issue's name with each line, a name and a colour for each party."""
    gap_at = ISSUE_WIDTH + CELL_WIDTH * len(parties)
    return Grid(
        width=gap_at + GAP_WIDTH,
        height=HEAD + ROW_HEIGHT * len(lines),
        head=HEAD,
        gap_at=gap_at,
        parties=tuple(
            (ISSUE_WIDTH + CELL_WIDTH * n, shortened(name, LETTERS["party"]), colour)
            for n, (name, colour) in enumerate(parties)
        ),
        lines=tuple(line_at(HEAD + ROW_HEIGHT * n, name, line) for n, (name, line) in enumerate(lines)),
    )


def line_at(y: int, name: str, line: Line) -> GridLine:
    """One line with its cells."""
    cells = (cell_at(ISSUE_WIDTH + CELL_WIDTH * n, cell) for n, cell in enumerate(line.cells) if cell)
    return GridLine(y=y, name=broken(name, LETTERS["issue"]), cells=tuple(cells), trend=line.trend)


def cell_at(x: int, cell: Cell) -> GridCell:
    """One cell."""
    side = broken(cell.standing.side_label or "side not told", LETTERS["side"])
    return GridCell(x=x, cell=cell, shape=SHAPES[cell.standing.stance], side=side, under=f"since {cell.since}")


def broken(words: str, letters: int) -> tuple[str, ...]:
    """At most two lines."""
    parts = wrap(words, letters) or [""]
    return (parts[0], shortened(" ".join(parts[1:]), letters)) if len(parts) > 1 else (parts[0],)
