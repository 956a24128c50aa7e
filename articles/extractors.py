"""The table of extractors. The only place that would know keys and clients."""

from __future__ import annotations

from .extraction.extractor import Extractor
from .extraction.rules import RuleExtractor

EXTRACTORS: dict[str, Extractor] = {"rules": RuleExtractor()}
