"""The scorer's weights, learnt from the coded corpus: which pairs of party and issue are positions, and of what stance.

A logistic regression (scikit-learn, the extra `train`) over the pairs' named features. Its weights are a JSON file in
the repository; reading needs nothing but that file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from articles.extraction.cases import load_documents, load_dossier
from articles.extraction.propose import Reader
from articles.extraction.records import Document, Stance
from articles.extraction.rules import read
from articles.extraction.scorer import BIAS, Weights
from articles.extraction.segment import parse, words_of

from .scoring import Text, overlaps

RARE = 4  # so often must a feature occur
STRENGTH, STANCE_STRENGTH = 0.07, 0.06  # the inverse of the penalty on weights
CUES = ("cue=", "cue-word=", "stance=", "strength=", "joined&cue=", "joined&stance=")  # features that tell of a cue
LEAST = 0.005  # smaller weights are left out


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as it was found, and what the gold says of it: a stance, or None where it is no position."""

    features: frozenset[str]
    stance: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read up to its pairs, with its gold."""

    case: str
    document: Document
    reader: Reader
    gold: dict[str, Any]


def readings(cases: Iterable[Path]) -> list[Reading]:
    """Every article of some cases, read up to its pairs."""
    found = []
    for case in cases:
        dossier = load_dossier(case / "negotiation.json")
        slugs, documents = zip(*load_documents(case), strict=True)
        for slug, document, doc in zip(slugs, documents, parse(d.text for d in documents), strict=True):
            # Whatever today's weights make of a pair, others may find it likely.
            gold = json.loads((case / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
            found.append(Reading(case.name, document, read(document, doc, dossier, floor=0.0), gold))
    return found


def examples(reading: Reading) -> list[Example]:
    """The pairs of an article with what the gold says of them."""
    text = Text(reading.document.text)
    golds = [(gold, text.places(gold)) for gold in reading.gold["positions"]]
    found = []
    for candidate in reading.reader.candidates:
        place, pair = text.place(*words_of(list(candidate.sentence))), candidate.pair
        hits = [
            gold
            for gold, places in golds
            if (gold["party"], gold["issue"]) == (pair.actor.party, pair.link.issue) and overlaps(place, places)
        ]
        firm = [gold for gold in hits if not gold.get("optional")]
        stance = (firm or hits)[0]["stance"] if hits else None
        found.append(Example(pair.features, stance, bool(hits and not firm)))
    return found


def learn(found: Sequence[Example]) -> dict[str, Weights]:
    """The weights of every table of the scorer.

    Only a pair without a cue is asked for its stance; what surrounds a stance is learnt from those with one, too.
    """
    known = Counter(feature for example in found for feature in example.features)
    firm = [e for e in found if not e.optional]
    held = [uncued(e) for e in firm if e.stance]
    tables = {"position": fit(firm, [bool(e.stance) for e in firm], known, STRENGTH)}
    for stance in Stance:
        tables[stance.value] = fit(held, [e.stance == stance.value for e in held], known, STANCE_STRENGTH)
    return tables


def uncued(example: Example) -> Example:
    """An example as it would be without its cue."""
    return replace(example, features=frozenset(f for f in example.features if not f.startswith(CUES)))


def fit(found: Sequence[Example], right: Sequence[bool], known: Counter[str], strength: float) -> Weights:
    """One table: a weight for each feature that was seen often enough."""
    rows = [dict.fromkeys((f for f in e.features if known[f] >= RARE), 1.0) for e in found]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, numpy.array(right))
    names = vectorizer.get_feature_names_out()
    weights = {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= LEAST}
    return {BIAS: round(float(model.intercept_[0]), 3), **dict(sorted(weights.items()))}
