"""python -m evaluation.causes: every missed and every false position, and every wrong value, sorted by cause.

    python -m evaluation.causes [PART ...]      check and real where none is named

Prints totals only and never a text, so that it may be run over what must not be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.extraction.cases import as_json, load_documents, load_dossier
from articles.extraction.dating import dates_of
from articles.extraction.issues import find_links
from articles.extraction.parsed import Sentence
from articles.extraction.propose import Reader, merge
from articles.extraction.records import Dossier, Extraction
from articles.extraction.rules import read
from articles.extraction.scorer import THRESHOLD
from articles.extraction.segment import parse, words_of

from .floors import ASIDE, PARTS, SEEN, cases
from .scoring import DAYS_OFF, Record, Text, is_right, match, overlaps, repeated

KEYS = ("party", "issue")


@dataclass(frozen=True, slots=True)
class Study:
    """An article, what was coded in it, what was found, however unsure, and the reader that found it."""

    text: Text
    gold: dict[str, Any]
    found: list[Record]
    reader: Reader
    dossier: Dossier

    def proposed(self) -> list[Record]:
        """What was found and is sure enough to be proposed."""
        return [one for one in self.found if one["confidence"] >= THRESHOLD]

    def place(self, one: Record) -> range:
        """Where a found record stands."""
        return self.text.place(one["start"], one["end"])

    def sentences(self, gold: Record) -> list[Sentence]:
        """The sentences of a coded position's passages."""
        places = self.text.places(gold)
        return [s for s in self.reader.sentences if overlaps(self.text.place(*words_of(list(s))), places)]


def main(arguments: list[str] | None = None) -> int:
    """Print how often each cause is met in each part."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.causes", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args(arguments).parts or [part for part in PARTS if part not in (*SEEN, ASIDE)]
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"no part {unknown[0]}: choose from {', '.join(PARTS)}")
    counts = {
        part: Counter(name for case in cases(part) for one in studies(case) for name in causes(one)) for part in parts
    }
    print(f"{'':64}" + "".join(f"{part:>12}" for part in parts))
    for name in sorted({name for count in counts.values() for name in count}):
        print(f"{name:64}" + "".join(f"{count[name]:>12}" for count in counts.values()))
    return 0


def studies(case: Path) -> Iterator[Study]:
    """The articles of a case, read."""
    dossier = load_dossier(case / "negotiation.json")
    slugs, documents = zip(*load_documents(case), strict=True)
    for slug, document, doc in zip(slugs, documents, parse(d.text for d in documents), strict=True):
        gold = json.loads((case / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
        reader = read(document, doc, dossier)
        statements = merge(reader.statements())
        found = as_json(Extraction(statements=statements), document.text, least=0.0)["positions"]
        marked = [{**one, "features": s.features} for one, s in zip(found, statements, strict=True)]
        yield Study(Text(document.text), gold, marked, reader, dossier)


def causes(study: Study) -> Iterator[str]:
    """The causes of all that is missed, false or wrong in an article."""
    golds, found = study.gold["positions"], study.proposed()
    pairs = match(golds, found, KEYS, study.text)
    met = {id(one) for pair in pairs for one in pair}
    met |= {id(one) for one in repeated(pairs, found, KEYS, study.text)}
    for gold in golds:
        if not gold.get("optional"):
            yield "coded"
            if id(gold) not in met:
                yield f"missed: {missed(gold, study)}"
    for one in found:
        if id(one) not in met:
            yield f"false: {false(one, study)}"
    for gold, one in pairs:
        if not gold.get("optional"):
            yield "found"
            yield from wrong(gold, one, study)


def missed(gold: Record, study: Study) -> str:
    """Why a coded position was not proposed."""
    sentences = study.sentences(gold)
    starts = {s.start for s in sentences}
    weighed = [c for c in study.reader.candidates if c.sentence.start in starts]
    same = [c for c in weighed if (c.pair.actor.party, c.pair.link.issue) == (gold["party"], gold["issue"])]
    if not same:
        return unseen(
            gold, study, sentences, {c.pair.actor.party for c in weighed}, {c.pair.link.issue for c in weighed}
        )
    places = study.text.places(gold)
    if any(
        tuple(one[k] for k in KEYS) == tuple(gold[k] for k in KEYS) and overlaps(study.place(one), places)
        for one in study.proposed()
    ):
        return "taken for one with another of the same party and issue"
    if any(c.likely >= THRESHOLD for c in same):
        return "lowered or taken for a repeat of another passage"
    beside = [one for one in study.proposed() if overlaps(study.place(one), places)]
    if any(one["party"] == gold["party"] for one in beside):
        return "too unlikely, beside another issue of the party"
    return "too unlikely, beside another party" if beside else "too unlikely, nothing proposed there"


def unseen(
    gold: Record, study: Study, sentences: Sequence[Sentence], parties: set[str | None], issues: set[str]
) -> str:
    """What of a position was not seen in its passage: the party, the issue, or that they go together."""
    tokens = {t.i for s in sentences for t in s}
    met = {a.party for a in study.reader.met if a.token in tokens} | {
        m.party for i, m in study.reader.scene.by_token.items() if i in tokens
    }
    for sentence in sentences if not issues else ():
        issues = issues | {link.issue for link in find_links(study.reader.doc, list(sentence), study.reader.vocabulary)}
    party, issue = gold["party"] in parties | met, gold["issue"] in issues
    if party and issue:
        return "party and issue seen, never together"
    return "issue not linked" if party else "party not meant" if issue else "neither issue linked nor party meant"


def false(one: Record, study: Study) -> str:
    """What a false proposal stands on."""
    golds = study.gold["positions"]
    if not golds:
        return "article without a position"
    here = [gold for gold in golds if overlaps(study.place(one), study.text.places(gold))]
    if any(all(gold[key] == one[key] for key in KEYS) for gold in here):
        return "told once, proposed twice"
    if any(gold["party"] == one["party"] for gold in here):
        return "right party, wrong issue"
    if any(gold["issue"] == one["issue"] for gold in here):
        return "right issue, wrong party"
    if here:
        return "another party and another issue than the passage's"
    elsewhere = any(all(gold[key] == one[key] for key in KEYS) for gold in golds)
    return f"sentence without a position, {'the party holds one elsewhere' if elsewhere else 'nor has the party one'}"


def wrong(gold: Record, one: Record, study: Study) -> Iterator[str]:
    """Which values of a found position are wrong, and how."""
    if is_right("stance", gold, one) is False:
        cue = next((name for name in ("joined", "condition") if name in one["features"]), "")
        yield f"stance: {'by a cue' if cue == 'joined' else 'by a condition' if cue else 'guessed without a cue'}"
        yield f"stance read: {gold['stance']} as {one['stance']}"
    if is_right("side", gold, one) is False:
        yield f"side: {side_error(gold, one, study.dossier)}{', of a refusal' if gold['stance'] == 'reject' else ''}"
    if is_right("date", gold, one) is False:
        yield f"day: {day_error(gold, one, study)}"
    if is_right("attribution", gold, one) is False:
        yield f"attribution: {account(gold)} read as {account(one)}"


def account(record: Record) -> str:
    """An attribution without the name of the party."""
    return "another party" if record["attribution"].startswith("party:") else record["attribution"]


def side_error(gold: Record, one: Record, dossier: Dossier) -> str:
    """How far a side is off."""
    if one["side"] is None:
        return "none told"
    points = next(issue.points for issue in dossier.issues if issue.key == gold["issue"])
    order = [point.key for point in sorted(points, key=lambda point: point.value)]
    return "the next point" if abs(order.index(gold["side"]) - order.index(one["side"])) == 1 else "further off"


def day_error(gold: Record, one: Record, study: Study) -> str:
    """What became of a day."""
    published = study.gold["published"]
    if gold["date"] == published:
        return "that of publication, another taken"
    exact = gold.get("date_precision", "day") not in DAYS_OFF
    named = {d.day.isoformat() for s in study.sentences(gold) for d in dates_of(s, study.reader.document.published)}
    if one["date"] != published:
        return "one of several days, another taken" if exact else "a week or a month, another taken"
    if not exact:
        return "a week or a month, publication taken"
    return "named in the passage, publication taken" if gold["date"] in named else "told elsewhere, publication taken"


if __name__ == "__main__":
    sys.exit(main())
