"""docs/security.md: every point has its line, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/security.md").read_text()
# How many points each section of the list has up to level 2; the numbers of some sections begin after others of level 3.
POINTS = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1-1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2
4.1.1-3 4.2.1-1 4.3.1-2 4.4.1-4 5.1.1-1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-11 6.3.1-3 6.4.1-4 6.5.1-5 6.6.1-3
7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1-1 8.4.1-1 9.1.1-3 9.2.1-4 11.1.1-2 11.2.1-3
11.3.1-3 11.4.1-3 11.5.1-1 11.6.1-1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1-1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4
14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1-1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
"""


def points() -> set[str]:
    """Their numbers, one by one."""
    spans = (re.fullmatch(r"(\d+\.\d+)\.(\d+)-(\d+)", word).groups() for word in POINTS.split())
    return {f"{section}.{number}" for section, first, last in spans for number in range(int(first), int(last) + 1)}


def test_every_point_has_its_line():
    told = set(re.findall(r"\b\d+\.\d+\.\d+\b", "\n".join(re.findall(r"^\| ([\d., V]+) \|", TEXT, flags=re.M))))
    assert points() <= told, points() - told


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", TEXT))))
def test_every_test_that_is_named_is_there(name):
    assert any(f"def {name}(" in file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
