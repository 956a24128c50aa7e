"""Extraction against gold, by the rules of the codebook. No Django.

A found position matches a gold one of the same party and issue whose passage it overlaps by half of the shorter one's
words; a figure one of the same issue and value. Optional gold records count neither way, nor does a found position
that is left over but hits a passage under `also` of a record that was matched.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from articles.extraction.cases import as_json, load_documents, load_dossier
from articles.extraction.records import Document, Dossier
from articles.extraction.rules import RuleExtractor
from articles.extraction.scorer import THRESHOLD
from articles.extraction.verify import verify

from .phenomena import phenomena

ATTRIBUTES = ("stance", "side", "date", "attribution")
DAYS_OFF = {"week": 7, "month": 31}
Record = dict[str, Any]
Names = Callable[[Record], Iterable[str]]


@dataclass
class Score:
    """Counts of positions, figures and right values; they add up."""

    counts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        return Score(self.counts + other.counts)

    def share(self, part: str, whole: str) -> float | None:
        """Part of whole; None where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def f1(self, kind: str = "positions") -> float | None:
        """The harmonic mean of precision and recall."""
        whole = self.counts[f"{kind} gold"] + self.counts[f"{kind} found"]
        return 2 * self.counts[f"{kind} hit"] / whole if whole else None


class Text:
    """An article in which quotes are placed as ranges of word numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [match.span() for match in re.finditer(r"\w+", text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._words]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._words]

    def place(self, start: int, end: int) -> range:
        """The words from one offset to the other."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def places(self, record: Record) -> list[range]:
        """Where a gold record's quotes stand."""
        quotes = [record["quote"], *record.get("also", ())]
        return [self.place(at, at + len(quote)) for quote in quotes if (at := self.text.find(quote)) >= 0]


def overlaps(one: range, others: list[range]) -> bool:
    """Whether half of the shorter passage's words are shared."""
    shared = ((len(range(max(one.start, o.start), min(one.stop, o.stop))), min(len(one), len(o))) for o in others)
    return any(common and 2 * common >= shorter for common, shorter in shared)


def is_right(name: str, gold: Record, found: Record) -> bool | None:
    """Whether a value is right; None where it is not counted."""
    if name == "side" and gold.get("side") is None:
        return None
    if name == "date" and gold.get("date_precision") in DAYS_OFF:
        off = date.fromisoformat(gold["date"]) - date.fromisoformat(found["date"])
        return abs(off.days) <= DAYS_OFF[gold["date_precision"]]
    return gold.get(name) == found.get(name)


def match(golds: list[Record], found: list[Record], keys: tuple[str, ...], text: Text) -> list[tuple[Record, Record]]:
    """Pairs one to one: optional records last, a record's own quote first, then those with most right values."""
    options = [
        (
            not gold.get("optional"),
            overlaps(text.place(one["start"], one["end"]), text.places({"quote": gold["quote"]})),
            sum(is_right(name, gold, one) is True for name in ATTRIBUTES),
            g,
            f,
        )
        for g, gold in enumerate(golds)
        for f, one in enumerate(found)
        if all(gold[key] == one[key] for key in keys)
        and overlaps(text.place(one["start"], one["end"]), text.places(gold))
    ]
    pairs, taken_gold, taken_found = [], set(), set()
    for *_, g, f in sorted(options, key=lambda o: (-o[0], -o[1], -o[2], o[3], o[4])):
        if g not in taken_gold and f not in taken_found:
            taken_gold.add(g)
            taken_found.add(f)
            pairs.append((golds[g], found[f]))
    return pairs


def repeated(
    pairs: list[tuple[Record, Record]], found: list[Record], keys: tuple[str, ...], text: Text
) -> list[Record]:
    """The found records that are left over, yet hit what a matched record holds under `also`."""
    paired = {id(one) for _, one in pairs}
    also = [(gold, [at for q in gold.get("also", ()) for at in text.places({"quote": q})]) for gold, _ in pairs]
    return [
        one
        for one in found
        if id(one) not in paired
        and any(
            all(gold[key] == one[key] for key in keys) and overlaps(text.place(one["start"], one["end"]), places)
            for gold, places in also
        )
    ]


def score_article(gold: Record, found: Record, text: str, names: Names | None = None) -> Score:
    """One article's counts; `names` tells which phenomena a gold position stands for."""
    counts: Counter[str] = Counter()
    article = Text(text)
    for kind, keys in (("positions", ("party", "issue")), ("figures", ("issue", "value"))):
        pairs = match(gold.get(kind, []), found[kind], keys, article)
        optional = sum(bool(one.get("optional")) for one, _ in pairs)
        counts[f"{kind} gold"] += sum(not one.get("optional") for one in gold.get(kind, []))
        counts[f"{kind} found"] += len(found[kind]) - optional - len(repeated(pairs, found[kind], keys, article))
        counts[f"{kind} hit"] += len(pairs) - optional
        if names and kind == "positions":
            met = {id(one) for one, _ in pairs}
            for one in gold.get(kind, ()):
                for name in names(one) if not one.get("optional") else ():
                    counts[f"{name} gold"] += 1
                    counts[f"{name} hit"] += id(one) in met
        for one, other in pairs if kind == "positions" else ():
            counts["with stance"] += not one.get("optional") and one["stance"] == other["stance"]
            for name in ATTRIBUTES if not one.get("optional") else ():
                right = is_right(name, one, other)
                counts[f"{name} right"] += right is True
                counts[f"{name} counted"] += right is not None
    if not gold.get("positions"):
        counts["articles without positions"] += 1
        counts["false alarms"] += len(found["positions"])
        counts["articles with false alarms"] += bool(found["positions"])
    return Score(counts)


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read: its text, its gold, and all that was found, however unsure."""

    document: Document
    gold: Record
    found: Record
    dossier: Dossier


def read_case(case: Path) -> list[Read]:
    """A case folder's articles, read."""
    dossier = load_dossier(case / "negotiation.json")
    slugs, documents = zip(*load_documents(case), strict=True)
    read = []
    for slug, document, extraction in zip(
        slugs, documents, RuleExtractor().extract_many(documents, dossier), strict=True
    ):
        gold = json.loads((case / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
        found = as_json(verify(extraction, document, dossier).extraction, document.text, least=0.0)
        read.append(Read(document, gold, found, dossier))
    return read


def score_reads(reads: list[Read], *, least: float = THRESHOLD, by_phenomenon: bool = False) -> Score:
    """The counts of some articles, positions of less than some confidence left out."""
    total = Score()
    for one in reads:
        kept = [position for position in one.found["positions"] if position["confidence"] >= least]
        positions, text, published = one.gold.get("positions", []), one.document.text, one.gold["published"]
        names = partial(phenomena, text=text, dossier=one.dossier, positions=positions, published=published)
        total += score_article(one.gold, {**one.found, "positions": kept}, text, names if by_phenomenon else None)
    return total
