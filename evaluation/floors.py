"""The floors under the extraction's quality, and the cases that they hold for."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "evaluation"
TOLERANCE = 0.005


def cases() -> list[Path]:
    """The case folders that the project carries, and those that lie beside it."""
    parents = [HERE / "cases", HERE / "corpus" / "develop", SHARED]
    folders = [folder for parent in parents if parent.is_dir() for folder in sorted(parent.iterdir())]
    return [folder for folder in folders if (folder / "gold").is_dir()]


def floors() -> dict[str, dict[str, Any]]:
    """For each case its floors and the hash of the corpus that they were measured on."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def hash_of(case: Path) -> str:
    """The first characters of a SHA-256 over the case's articles, gold and negotiation."""
    digest = hashlib.sha256()
    for file in sorted(case.rglob("*")):
        if file.suffix in (".txt", ".json"):
            digest.update(file.relative_to(case).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
