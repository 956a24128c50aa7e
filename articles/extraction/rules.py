"""The rule extractor: the steps in their order, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clean import furniture
from .coreference import scene_of
from .introductions import introduced
from .issues import vocabulary
from .mentions import find_mentions
from .parsed import Doc
from .propose import FLOOR, Reader, distinct, merge
from .records import Document, Dossier, Extraction
from .scorer import THRESHOLD
from .segment import parse, sentences


class RuleExtractor:
    """Rules over spaCy's parse and a scorer over what they find; the cues are data in `lexicon/`."""

    name = "rules"
    version = "3"
    threshold = THRESHOLD

    def extract(self, document: Document, dossier: Dossier) -> Extraction:
        """What the document says about the dossier's issues."""
        return next(self.extract_many([document], dossier))

    def extract_many(self, documents: Sequence[Document], dossier: Dossier) -> Iterator[Extraction]:
        """The same for several documents, parsed in batches."""
        docs = parse(document.text for document in documents)
        for document, doc in zip(documents, docs, strict=True):
            reader = read(document, doc, dossier)
            statements = reader.explained(merge(reader.statements()))
            yield Extraction(statements=statements, figures=distinct(reader.figures))


def read(document: Document, doc: Doc, dossier: Dossier, *, floor: float = FLOOR) -> Reader:
    """text → sentences → mentions → cues, holders and issues → pairs and figures.

    Pairs less likely than `floor` are kept without what their statements would say.
    """
    mentions = find_mentions(doc, dossier)
    people = introduced(doc, mentions)
    reader = Reader(
        document=document,
        dossier=dossier,
        vocabulary=vocabulary(dossier),
        doc=doc,
        scene=scene_of([*mentions, *people.mentions], people.titles, dossier),
        sentences=sentences(doc, furniture(document.text)),
        floor=floor,
    )
    reader.read()
    return reader
