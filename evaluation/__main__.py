"""python -m evaluation: the extraction scored on every case, beside its floors."""

from __future__ import annotations

import sys

from .floors import TOLERANCE, cases, floors, hash_of
from .scoring import ATTRIBUTES, Score, score_case


def main() -> int:
    """Print a table; 1 where a floor does not hold."""
    known, failed = floors(), []
    print(f"{'case':24}{'P':>6}{'R':>6}{'F1':>6}{'floor':>7}{'figures':>9}" + "".join(f"{n:>13}" for n in ATTRIBUTES))
    for case in cases():
        score, floor = score_case(case), known.get(case.name, {})
        print(row(case.name, score, floor.get("f1")))
        if floor and (score.f1() or 0) < floor["f1"] - TOLERANCE:
            failed.append(f"{case.name} fell below its floor of {floor['f1']}.")
        if floor and floor["corpus"] != hash_of(case):
            failed.append(f"{case.name} has changed: measure it anew and write {hash_of(case)} into floors.toml.")
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return 1 if failed else 0


def row(name: str, score: Score, floor: float | None) -> str:
    """A case in one line."""
    shares = (
        score.share("positions hit", "positions found"),
        score.share("positions hit", "positions gold"),
        score.f1(),
        floor,
    )
    values = "".join(f"{number(share):>{6 if n < 3 else 7}}" for n, share in enumerate(shares))
    rights = "".join(f"{number(score.share(f'{n} right', f'{n} counted')):>13}" for n in ATTRIBUTES)
    return f"{name:24}{values}{number(score.f1('figures')):>9}{rights}"


def number(share: float | None) -> str:
    """Two decimals, or a dash where there is nothing to count."""
    return "–" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    sys.exit(main())
