"""What a coded position asks of a reader, told from the gold alone: where the misses lie, by cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articles.extraction.issues import find_links, vocabulary
from articles.extraction.marks import quoted_spans
from articles.extraction.mentions import matcher
from articles.extraction.records import Dossier
from articles.extraction.segment import parse

Record = dict[str, Any]


def phenomena(gold: Record, text: str, dossier: Dossier, positions: list[Record], published: str) -> Iterator[str]:
    """The names of what a position's passage holds."""
    quote, start = gold["quote"], text.find(gold["quote"])
    yield f"stance: {gold['stance']}"
    yield f"attribution: {'another party' if gold['attribution'].startswith('party:') else gold['attribution']}"
    pattern, names = matcher(dossier)
    found = {names.get(m.group(), names.get(m.group().lower(), ("",)))[0] for m in pattern.finditer(quote)}
    yield "holder: named" if gold["party"] in found else "holder: a pronoun, a description, or elsewhere"
    doc = next(iter(parse([quote])))
    kinds = {link.kind for link in find_links(doc, list(doc), vocabulary(dossier)) if link.issue == gold["issue"]}
    yield "issue: by a term" if kinds & {"term", "loose", "everyday"} else "issue: by other words, or elsewhere"
    inside = any(span.start <= start + len(quote) // 2 < span.end for span in quoted_spans(text))
    yield "speech: direct" if inside else "speech: reported"
    alone = sum(other["quote"] == quote for other in positions) == 1
    yield "passage: one position" if alone else "passage: several positions"
    yield "day: of publication" if gold["date"] == published else "day: another"
