"""Case folders: a negotiation, articles, and what their uploaders knew, as `docs/codebook.md` describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .records import Document, Dossier, Extraction, Issue, Party, Person, ScalePoint
from .scorer import THRESHOLD


class BadCase(Exception):
    """A case folder that cannot be read; one sentence that says why."""


def load_json(path: Path) -> Any:
    """A JSON file. Raises BadCase."""
    try:
        return json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise BadCase(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise BadCase(f"{path} is not JSON: {error}.") from None


def load_dossier(path: Path) -> Dossier:
    """A dossier from a negotiation.json. Raises BadCase."""
    data = load_json(path)
    try:
        return Dossier(
            parties=tuple(party_of(party) for party in data["parties"]),
            issues=tuple(issue_of(issue) for issue in data["issues"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadCase(f"{path} is no negotiation: {error!r} is missing or of the wrong kind.") from None


def party_of(data: dict[str, Any]) -> Party:
    """A party from JSON; people are names, or objects with a title."""
    people = (Person(name=p) if isinstance(p, str) else Person(**p) for p in data.get("people", ()))
    return Party(
        key=data["key"],
        name=data["name"],
        role=data.get("role", "party"),
        aliases=tuple(data.get("aliases", ())),
        people=tuple(people),
        descriptions=tuple(data.get("descriptions", ())),
    )


def issue_of(data: dict[str, Any]) -> Issue:
    """An issue from JSON."""
    points = (ScalePoint(key=p["key"], value=p["value"], label=p["label"]) for p in data.get("scale", ()))
    return Issue(
        key=data["key"],
        name=data["name"],
        question=data.get("question", ""),
        terms=tuple(data.get("aliases", ())),
        points=tuple(points),
        unit=data.get("unit", ""),
    )


def load_documents(case: Path) -> Iterator[tuple[str, Document]]:
    """Slugs and documents of a case, in the order of their names. Raises BadCase."""
    meta = load_json(case / "meta.json")
    for path in sorted((case / "articles").glob("*.txt")):
        try:
            text = path.read_bytes().decode("utf-8")  # as bytes: line ends must keep their length
            published = date.fromisoformat(meta[path.stem]["published"])
        except UnicodeDecodeError:
            raise BadCase(f"{path} is not UTF-8.") from None
        except (KeyError, TypeError, ValueError):
            raise BadCase(f"{case / 'meta.json'} gives no day of publication for {path.stem}.") from None
        yield path.stem, Document(text=text, published=published)


def as_json(extraction: Extraction, text: str, *, least: float = THRESHOLD) -> dict[str, Any]:
    """An extraction in the form that the codebook's scorer reads, statements of less than some confidence left out."""
    positions = [
        {
            "party": s.party,
            "issue": s.issue,
            "stance": s.stance.value,
            "side": s.side,
            "date": s.said_on.isoformat(),
            "date_precision": s.precision.value,
            "attribution": str(s.attribution),
            "speaker": s.speaker,
            "quote": s.quote.of(text),
            "start": s.quote.start,
            "end": s.quote.end,
            "confidence": s.confidence,
        }
        for s in extraction.statements
        if s.confidence >= least
    ]
    figures = [
        {
            "issue": f.issue,
            "value": int(f.value) if f.value == int(f.value) else float(f.value),
            "unit": f.unit,
            "counted_by": f.counted_by,
            "quote": f.quote.of(text),
            "start": f.quote.start,
            "end": f.quote.end,
            "confidence": f.confidence,
        }
        for f in extraction.figures
    ]
    return {"positions": positions, "figures": figures}
