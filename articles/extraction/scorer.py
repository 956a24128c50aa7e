"""How likely a pair is a position, and which stance it is: weighted features, the weights learnt and kept as text.

`weights.json` is written by `python -m evaluation.train`; each weight says what a feature adds to the log-odds.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp, fsum

from .records import Stance

Weights = dict[str, float]
BIAS = "(always)"
THRESHOLD = 0.35  # statements less sure are kept, but folded away: chosen on the corpus, see docs/reading.md


@cache
def weights() -> dict[str, Weights]:
    """The weights: "position", and one table for each stance."""
    return json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))


def odds(features: frozenset[str], table: Weights) -> float:
    """The sum of the weights of some features, the same in whatever order they come."""
    return table.get(BIAS, 0.0) + fsum(map(table.__getitem__, filter(table.__contains__, features)))


def likelihood(features: frozenset[str]) -> float:
    """How likely a pair is a position, from 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds(features, weights()["position"])))))


def stance_of(features: frozenset[str]) -> Stance:
    """The likeliest stance of a pair that no cue joins."""
    return max(Stance, key=lambda stance: odds(features, weights()[stance.value]))
