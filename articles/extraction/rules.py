"""Placeholder until the steps stand."""

from .records import Document, Dossier, Extraction


class RuleExtractor:
    """Finds nothing yet."""

    name = "rules"
    version = "0"

    def extract(self, document: Document, dossier: Dossier) -> Extraction:
        """Nothing."""
        return Extraction()
