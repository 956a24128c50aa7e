"""python -m evaluation.train: learn the scorer's weights from the parts of the corpus that are for development.

    python -m evaluation.train           write articles/extraction/weights.json
    python -m evaluation.train --cross   score each negotiation with weights learnt from the others, write nothing

Needs the extra `train` (requirements-train.lock).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from articles.extraction import scorer
from articles.extraction.cases import as_json
from articles.extraction.propose import merge
from articles.extraction.records import Extraction
from articles.extraction.scorer import Weights, likelihood

from .floors import SEEN, cases, measures
from .scoring import Score, score_article
from .training import Reading, examples, learn, readings

LEASTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
TARGET = Path(scorer.__file__).with_name("weights.json")


def main(arguments: list[str] | None = None) -> int:
    """Learn, and write the weights or what they are worth on negotiations that they were not learnt from."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.train", description=__doc__.partition("\n")[0])
    parser.add_argument("--cross", action="store_true", help="cross-validate by negotiation instead of writing")
    cross = parser.parse_args(arguments).cross
    read = readings(case for part in SEEN for case in cases(part))
    if cross:
        return cross_validate(read)
    tables = learn([example for reading in read for example in examples(reading)])
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{sum(map(len, tables.values()))} weights from {len(read)} articles")
    return 0


def cross_validate(read: Sequence[Reading]) -> int:
    """Each negotiation with the weights of all the others, at several thresholds."""
    known = {id(reading): examples(reading) for reading in read}
    totals = dict.fromkeys(LEASTS, Score())
    for case in sorted({reading.case for reading in read}):
        tables = learn([e for reading in read if reading.case != case for e in known[id(reading)]])
        held_out = [reading for reading in read if reading.case == case]
        for least in LEASTS:
            totals[least] += score_with(tables, held_out, least)
    for least, score in totals.items():
        shares = "   ".join(f"{name} {share:.3f}" for name, share in measures(score).items() if name != "figures")
        print(f"{least:.2f}   {shares}")
    return 0


def score_with(tables: dict[str, Weights], read: Sequence[Reading], least: float) -> Score:
    """The positions of some articles scored with other weights than the repository's."""
    total, kept = Score(), scorer.weights
    scorer.weights = lambda: tables
    try:
        for reading in read:
            again = [replace(c, likely=likelihood(c.pair.features)) for c in reading.reader.candidates]
            statements = merge(replace(reading.reader, candidates=again).statements())
            text = reading.document.text
            found = as_json(Extraction(statements=statements), text, least=least)
            total += score_article(reading.gold, found, text)
    finally:
        scorer.weights = kept
    return total


if __name__ == "__main__":
    sys.exit(main())
