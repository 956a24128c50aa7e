"""On which named point of an issue's scale a party stands; None where the words do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from .lexicon import table
from .records import Issue, ScalePoint, Stance
from .stems import stem, stems

GROUP, CLEAR, OWN = 0.7, 0.34, 0.3


def side_of(issue: Issue, said: str, stance: Stance, *, holder: str, before: str | None) -> str | None:
    """The key of the point that the words fit best; `holder` is the party's name, `before` where it
    stood earlier in the article.

    A refusal of what lies at one point puts the party at the far end from it.
    """
    if len(issue.points) < 2:
        return None
    verdict = verdict_side(issue, stance)
    if verdict:
        return verdict
    refused = stance is Stance.REJECT
    scores = {point.key: fit(point, issue, f"{said} no ban" if refused else said) for point in issue.points}
    for point in issue.points:
        # "As the union asks" is where the union stands when it asks.
        if stance is Stance.DEMAND and set(stems(holder)) & set(stems(point.label)):
            scores[point.key] += OWN
    best = max(scores, key=lambda key: scores[key])
    others = sorted(scores.values(), reverse=True)
    if others[0] < CLEAR or others[0] - others[1] < 0.05:
        return before if stance is not Stance.CONCEDE else None
    return opposite(issue, best) if refused and not is_negative(issue, best) else best


def is_negative(issue: Issue, key: str) -> bool:
    """Whether a point itself says no: "No layoffs", "Automation banned"."""
    label = next(point.label for point in issue.points if point.key == key)
    return any(group in ("none", "banned") for word in stems(label) for group in groups().get(word, ()))


def verdict_side(issue: Issue, stance: Stance) -> str | None:
    """On the scale of a proposal as a whole the stance itself is the side."""
    wanted = {Stance.ACCEPT: "accepted", Stance.REJECT: "rejected"}.get(stance)
    labels = {point.key: set(stems(f"{point.key} {point.label}")) for point in issue.points}
    is_verdict = any(stem("accepted") in s for s in labels.values()) and any(
        stem("rejected") in s for s in labels.values()
    )
    if not is_verdict or wanted is None:
        return None
    exact = [key for key, found in labels.items() if stem(wanted) in found]
    return min(exact, key=lambda key: len(labels[key])) if exact else None


def fit(point: ScalePoint, issue: Issue, said: str) -> float:
    """How much of a point's label the words hold, words of the same group counting a little less."""
    mine = distinctive(issue)[point.key]
    if not mine:
        return 0.0
    words = stems(said)
    held = set(words)
    near = {group for word in held for group in groups().get(word, ())}
    score = 0.0
    for word, weight in mine.items():
        if word in held:
            score += weight
        elif any(group in near for group in groups().get(word, ())):
            score += GROUP * weight
    return score / (sum(mine.values()) ** 0.5)


@lru_cache(maxsize=512)
def distinctive(issue: Issue) -> dict[str, dict[str, float]]:
    """For each point the stems of its label, those that other points share counting half."""
    labels = {
        point.key: set(stems(point.label.replace("-", " "))) | set(stems(point.key.replace("-", " ")))
        for point in issue.points
    }
    stop = {"the", "of", "to", "and", "or", "by", "as", "in", "a", "with", "for", "under", "may", "from", "only"}
    return {
        key: {word: 0.4 if any(word in o for k, o in labels.items() if k != key) else 1.0 for word in label - stop}
        for key, label in labels.items()
    }


def opposite(issue: Issue, key: str) -> str | None:
    """The end of the scale that lies farthest from a point; None from the middle."""
    points: Sequence[ScalePoint] = sorted(issue.points, key=lambda point: point.value)
    value = next(point.value for point in points if point.key == key)
    low, high = points[0], points[-1]
    if abs(value - low.value) == abs(value - high.value):
        return None
    return low.key if abs(value - low.value) > abs(value - high.value) else high.key


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """For each stem the groups of like words that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in table("sides")["groups"].items():
        for member in members:
            for word in stems(member):
                found[word] = (*found.get(word, ()), name)
    return found
