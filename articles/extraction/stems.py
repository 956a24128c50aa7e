"""Words brought to a common form, roughly: "withdraws", "withdrawal" and "withdrawing" agree."""

from __future__ import annotations

import re
from functools import lru_cache

ENDINGS = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ings",
    "ing",
    "ities",
    "ity",
    "ers",
    "er",
    "als",
    "al",
    "ions",
    "ion",
    "ives",
    "ive",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "ly",
    "e",
    "y",
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its ending; at least four letters stay."""
    word = re.sub(r"['’]s?$", "", word.lower())
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(words: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in WORD.findall(words)]
