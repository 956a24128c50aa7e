"""python -m articles.extraction CASE_FOLDER OUT_FOLDER: predictions for a case folder. No Django, no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .cases import BadCase, as_json, load_documents, load_dossier
from .rules import RuleExtractor
from .scorer import THRESHOLD
from .verify import verify


def main(arguments: list[str] | None = None) -> int:
    """Read the case, write OUT_FOLDER/<slug>.json for each article; 2 where the case cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m articles.extraction", description=__doc__)
    parser.add_argument("case", type=Path, metavar="CASE_FOLDER")
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--all", action="store_true", help="write the less sure ones, too, down to the lowest score")
    options = parser.parse_args(arguments)
    try:
        dossier = load_dossier(options.case / "negotiation.json")
        slugs, documents = zip(*load_documents(options.case), strict=True) if options.case.is_dir() else ((), ())
    except BadCase as problem:
        print(problem, file=sys.stderr)
        return 2
    except ValueError:
        print(f"{options.case / 'articles'} holds no articles (*.txt).", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    for slug, document, extraction in zip(
        slugs, documents, RuleExtractor().extract_many(documents, dossier), strict=True
    ):
        verified = verify(extraction, document, dossier)
        least = 0.0 if options.all else THRESHOLD
        result = json.dumps(as_json(verified.extraction, document.text, least=least), ensure_ascii=False, indent=1)
        (options.out / f"{slug}.json").write_text(result + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
