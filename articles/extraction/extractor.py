"""The one interface of every extractor."""

from __future__ import annotations

from typing import Protocol

from .records import Document, Dossier, Extraction


class ExtractorUnavailable(Exception):
    """The extractor cannot work just now; time may heal it, so the run is tried again."""


class Extractor(Protocol):
    """Reads a document into statements and figures. `name` and `version` are kept with every run.

    `threshold` is the confidence from which a statement is sure enough to be put before an editor.
    """

    name: str
    version: str
    threshold: float

    def extract(self, document: Document, dossier: Dossier) -> Extraction:
        """What the document says about the dossier's issues. Raises ExtractorUnavailable."""
        ...
