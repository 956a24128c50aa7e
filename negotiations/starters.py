"""The library of starter packs: JSON files in `starters/`, each a negotiation in general terms to begin from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from . import packs
from .packs import Pack

FOLDER = Path(__file__).parent / "starters"


@cache
def library() -> dict[str, Pack]:
    """All starter packs by slug, in the order of their names."""
    found = [packs.read(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")]
    return {pack.slug: pack for pack in sorted(found, key=lambda pack: pack.name)}
