"""Direct speech: the stretches of a text that stand between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter

from .parsed import Doc, Sentence, Token
from .records import Span

MARKS = re.compile(r"[“”\"„]")


def quoted_spans(text: str) -> list[Span]:
    """The stretches of direct speech; a quotation that a paragraph leaves open ends with it."""
    spans = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened = None
        for mark in MARKS.finditer(text, *paragraph.span()):
            closes = mark.group() == "”" or (mark.group() == '"' and opened is not None)
            if closes and opened is not None:
                spans.append(Span(opened, mark.end()))
                opened = None
            elif not closes and opened is None:
                opened = mark.start()
        if opened is not None:
            spans.append(Span(opened, paragraph.end()))
    return spans


@lru_cache(maxsize=4)
def spans_of(doc: Doc) -> list[Span]:
    """A document's direct speech."""
    return quoted_spans(doc.text)


@lru_cache(maxsize=4)
def quoted_in(doc: Doc) -> frozenset[int]:
    """The tokens of a document that stand in direct speech."""
    return frozenset(token.i for span in spans_of(doc) for token in doc.within(span))


def is_quoted(token: Token) -> bool:
    """Whether a token stands in direct speech."""
    return token.i in quoted_in(token.doc)


def quoted_share(sentence: Sentence) -> float:
    """How much of a sentence is direct speech, from 0 to 1."""
    spans, start, end = spans_of(sentence.doc), sentence.start_char, sentence.end_char
    near = spans[bisect_right(spans, start, key=attrgetter("end")) : bisect_left(spans, end, key=attrgetter("start"))]
    return sum(min(span.end, end) - max(span.start, start) for span in near) / max(1, end - start)
