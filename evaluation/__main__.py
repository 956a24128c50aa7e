"""python -m evaluation: the reader scored on every case, beside its floors.

    python -m evaluation [PART ...]      cases, develop, check, real where none is named; keep-aside only where it is

Prints a line for each case and part, then by phenomenon and by threshold for what the reader was not made with.
"""

from __future__ import annotations

import argparse
import sys

from .floors import ASIDE, PARTS, SEEN, cases, fallen, measures
from .scoring import Read, Score, read_case, score_reads

COLUMNS = ("P", "R", "F1", "F1+stance", "stance", "side", "date", "attribution", "figures", "alarms")
LEASTS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args(arguments).parts or [part for part in PARTS if part != ASIDE]
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"no part {unknown[0]}: choose from {', '.join(PARTS)}")
    failed, unseen = [], []
    print(f"{'':24}" + "".join(f"{name:>12}" for name in COLUMNS))
    for part in parts:
        reads = {case.name: read_case(case) for case in cases(part)}
        for name, read in reads.items():
            print(row(name, score_reads(read)))
        everything = [one for read in reads.values() for one in read]
        if everything:
            print(row(f"= {part}", score_reads(everything)), end="\n\n")
            failed += fallen(part, score_reads(everything))
        unseen += everything if part not in (*SEEN, ASIDE) else []
    print_unseen(unseen)
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return 1 if failed else 0


def row(name: str, score: Score) -> str:
    """A case or a part in one line."""
    values = measures(score)
    alarms = f"{score.counts['articles with false alarms']} of {score.counts['articles without positions']}"
    return f"{name:24}" + "".join(f"{number(values[c]) if c != 'alarms' else alarms:>12}" for c in COLUMNS)


def print_unseen(reads: list[Read]) -> None:
    """What is found of each phenomenon, and what another threshold would bring, where the reader saw nothing."""
    if not reads:
        return
    score = score_reads(reads, by_phenomenon=True)
    print("Found of each phenomenon, on what the reader was not made with:")
    for name in sorted(key.removesuffix(" gold") for key in score.counts if ": " in key and key.endswith(" gold")):
        print(f"  {name:48}{score.counts[f'{name} hit']:5} of {score.counts[f'{name} gold']}")
    print("By threshold:")
    for least in LEASTS:
        values = measures(score_reads(reads, least=least))
        print(f"  {least:.2f}" + "".join(f"   {name} {number(values[name])}" for name in ("P", "R", "F1")))


def number(share: float | None) -> str:
    """Two decimals, or a dash where there is nothing to count."""
    return "–" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    sys.exit(main())
