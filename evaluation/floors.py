"""The floors under the extraction's quality, and the cases that they hold for."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from .scoring import ATTRIBUTES, Score

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "evaluation"
TOLERANCE = 0.005


PARTS = {
    "cases": HERE / "cases",
    "develop": HERE / "corpus" / "develop",
    "check": HERE / "corpus" / "check",
    "keep-aside": HERE / "corpus" / "keep-aside",
    "real": SHARED,
}  # what the reader is scored on: the first two it was made with, the others it was not


def cases(part: str) -> list[Path]:
    """The case folders of a part; none where the part does not lie here."""
    folder = PARTS[part]
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [case for case in found if (case / "gold").is_dir()]


ASIDE = "keep-aside"  # scored only to report, when it is named
SEEN = ("cases", "develop")  # the parts that the reader was made with: their scores flatter it


def measures(score: Score) -> dict[str, float | None]:
    """A score as the named shares that floors are set for."""
    whole = score.counts["positions gold"] + score.counts["positions found"]
    return {
        "P": score.share("positions hit", "positions found"),
        "R": score.share("positions hit", "positions gold"),
        "F1": score.f1(),
        "F1+stance": 2 * score.counts["with stance"] / whole if whole else None,
        **{name: score.share(f"{name} right", f"{name} counted") for name in ATTRIBUTES},
        "figures": score.f1("figures"),
    }


def fallen(part: str, score: Score) -> list[str]:
    """What lies below its floor, in sentences; also where the articles are not those that the floors were set on."""
    known, values = floors().get(part, {}), measures(score)
    below = [name for name, floor in known.get("floors", {}).items() if (values[name] or 0.0) < floor - TOLERANCE]
    said = [f"{part}: {name} is {values[name] or 0:.3f}, below its floor of {known['floors'][name]}." for name in below]
    if known and known["corpus"] != hash_of(part):
        said.append(f"{part} has changed: measure it anew and write {hash_of(part)} into floors.toml.")
    return said


def floors() -> dict[str, dict[str, Any]]:
    """For each part its floors, and the hash of the articles that they were measured on."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def hash_of(part: str) -> str:
    """The first characters of a SHA-256 over the articles, gold and negotiations of a part."""
    digest = hashlib.sha256()
    for case in cases(part):
        for file in sorted(case.rglob("*")):
            if file.suffix in (".txt", ".json"):
                name = file.relative_to(case.parent).as_posix()
                digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
