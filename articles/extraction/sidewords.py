"""Which words put a statement on its point of the scale, or what else did where none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from .grounds import Background, Ground
from .parsed import Token
from .phrases import known
from .records import Reason, ScalePoint
from .sides import Fact, Told, facts_by_point, hear, labels, measures, span_of, weights
from .stems import stem

FAMILIES = {"word": "label", "like": "label", "not": "label", "far-word": "far", "far-not": "far"}
# What speaks for a point without a word of the scale: by what, and in plain words.
UNTOLD = {
    "grants": ("the stance alone", "no word of the scale: guessed from the stance alone"),
    "middle": ("the stance alone", "no word of the scale: guessed from the stance alone"),
    "before": ("what went before", "no word of the scale: the party stood there earlier in this article"),
    "usual": ("the record", "no word of the scale: this party usually stands here on the record"),
}


def of_side(side: str | None, ground: Ground, at: Background) -> Iterator[Reason]:
    """Why a statement stands where it does; nothing of an issue without a scale."""
    told = ground.told
    if len(told.issue.points) < 2:
        return
    if side is None:
        yield Reason(part="side", words=None, by="nothing", why="no word tells where on the scale")
        return
    point = next(point for point in told.issue.points if point.key == side)
    family = decisive(point, told)
    if family in UNTOLD:
        by, why = UNTOLD[family]
        soft = softening(ground.sentence) if family == "middle" else []
        if soft:
            place = at.place(soft[:1])
            yield Reason(
                part="side", words=place, by="a soft word", why=f"{at.quoted(place)} leaves it between the ends"
            )
            return
        yield Reason(part="side", words=None, by=by, why=why, weak=True)
    elif family == "verdict":
        yield Reason(part="side", words=None, by="the stance", why="on this scale the stance tells the side")
    elif family == "far":
        yield from by_words(far_end(point, told), "what it refuses lies at the other end, “{point}”", ground, at)
    elif family == "number":
        yield from by_number(point, ground, at)
    elif family == "holder":
        why = f"the point “{point.label}” names the party"
        yield Reason(part="side", words=None, by="its name", why=why)
    else:
        yield from by_words(point, "{words} matches the point “{point}”", ground, at)


def decisive(point: ScalePoint, told: Told) -> str:
    """The kind of fact that puts a point furthest above the runner-up."""
    sums = {key: weighed(facts) for key, facts in facts_by_point(told).items()}
    mine = sums.pop(point.key)
    second = max(sums.values(), key=lambda found: sum(found.values()))
    return max(sorted({*mine, *second}), key=lambda family: mine.get(family, 0.0) - second.get(family, 0.0))


def weighed(facts: Iterable[Fact]) -> dict[str, float]:
    """What each kind of fact adds for a point."""
    found: dict[str, float] = {}
    for name, value in facts:
        family = family_of(name)
        found[family] = found.get(family, 0.0) + weights().get(name, 0.0) * value
    return found


@cache
def family_of(name: str) -> str:
    """The kind of a fact, by its name: "label" of "word:said", "middle" of "middle-soft"."""
    first = name.partition(":")[0]
    return FAMILIES.get(first, first.partition("-")[0])


def by_words(point: ScalePoint, why: str, ground: Ground, at: Background) -> Iterator[Reason]:
    """The words of a label, or words like them, in the sentence."""
    places = at.places(t.i for t in ground.sentence if is_of_label(t, point, ground.told))
    words = at.all_quoted(places) or "what it says"
    for place in places or [None]:
        yield Reason(part="side", words=place, by="its words", why=why.format(words=words, point=point.label))


def is_of_label(token: Token, point: ScalePoint, told: Told) -> bool:
    """Whether a word is one of a label's words, or like one."""
    mine = labels(told.issue)[point.key]
    if stem(token.text) in mine:
        return True
    groups = {group for heard in hear(token.text) for group in heard.groups}
    return bool(groups) and any(groups & own.groups for _, own in mine.values())


def by_number(point: ScalePoint, ground: Ground, at: Background) -> Iterator[Reason]:
    """The number that falls to a point."""
    low, high, _ = span_of(point, ground.told.issue) or (0.0, 0.0, "")
    tokens = [t for t in ground.sentence if t.like_num]
    falling = [t for t in tokens if any(low <= value <= high for value, _ in measures(measured(t)))]
    place = at.place(whole_number((falling or tokens)[0])) if tokens else None
    words = f"{at.quoted(place)} falls" if place else "the number falls"
    yield Reason(part="side", words=place, by="a number", why=f"{words} to the point “{point.label}”")


def measured(token: Token) -> str:
    """A number with the words behind it that may say what it counts."""
    return " ".join(t.text for t in token.doc[token.i : min(token.i + 4, token.sent.end)])


def whole_number(token: Token) -> list[Token]:
    """A number with its multiples and its sign: "20 billion", "4 %"."""
    found = [token]
    for t in token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]:
        if not (t.like_num or t.text == "%"):
            break
        found.append(t)
    return found


def far_end(point: ScalePoint, told: Told) -> ScalePoint:
    """The other end of the scale."""
    ordered = sorted(told.issue.points, key=lambda known: known.value)
    return ordered[-1] if point == ordered[0] else ordered[0]


def softening(sentence: Iterable[Token]) -> list[Token]:
    """Words such as "partly" that leave a stance between the ends."""
    return [t for t in sentence if stem(t.text) in known("soft")]
