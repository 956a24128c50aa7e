"""The rule extractor: the steps in their order, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from .clean import furniture
from .coreference import scene_of
from .mentions import find_mentions
from .propose import Reader, distinct, merge
from .records import Document, Dossier, Extraction
from .segment import parse, sentences


class RuleExtractor:
    """Rules over spaCy's parse; the cues are data in `lexicon/`."""

    name = "rules"
    version = "1"

    def extract(self, document: Document, dossier: Dossier) -> Extraction:
        """What the document says about the dossier's issues."""
        return next(self.extract_many([document], dossier))

    def extract_many(self, documents: Sequence[Document], dossier: Dossier) -> Iterator[Extraction]:
        """The same for several documents, parsed in batches."""
        docs = parse(document.text for document in documents)
        for document, doc in zip(documents, docs, strict=True):
            yield read(document, doc, dossier)


def read(document: Document, doc: Doc, dossier: Dossier) -> Extraction:
    """text → sentences → mentions → cues, holders and issues → statements and figures."""
    mentions = find_mentions(doc, dossier)
    reader = Reader(document=document, dossier=dossier, doc=doc, scene=scene_of(doc, mentions, dossier))
    for sentence in sentences(doc, furniture(document.text)):
        reader.read(sentence)
    return Extraction(statements=merge(reader.found), figures=distinct(reader.figures))
