"""On which named point of an issue's scale a party itself stands; None where nothing speaks for any.

Each point gathers facts for and against it: the words of its label, its numbers, whether it grants or denies what the
issue's name says. How much a kind of fact counts is data, in lexicon/sides.toml.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import table
from .phrases import WORD, groups, known, like_words, phrases, phrases_at
from .records import Issue, Party, ScalePoint, Stance
from .stems import stem

BREAK = re.compile(r"[,;:()“”\"—–.]\s| (?:but|while|whereas|although|though) ", re.IGNORECASE)
REACH = 4  # words that a "no" before them turns
SHARED, NAMED = 0.3, 0.5  # what a label's word counts that other labels hold, or the issue's own name
JOINTS = ("and", "to", "or", "more", "full", "further", "extra")
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}

Fact = tuple[str, float]
Measure = tuple[float, str]  # a number and what it counts; times count in days


class Heard(NamedTuple):
    """A word: its stem, what like words it stands for, whether a "no" turns it."""

    stem: str
    groups: frozenset[str]
    turned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known when a side is asked for.

    `said` are the words that the stance is about, `sentence` those around them, `holder` the party or its names,
    `before` where it stood earlier in the article, `usual` where the record has it most often.
    """

    issue: Issue
    stance: Stance
    said: str
    sentence: str
    holder: Party | tuple[str, ...]
    before: str | None
    usual: str | None

    @property
    def near(self) -> tuple[Heard, ...]:
        """The words on the issue."""
        return hear(self.said)

    @property
    def all(self) -> tuple[Heard, ...]:
        """The sentence's words."""
        return hear(self.sentence)

    @property
    def names(self) -> frozenset[str]:
        """The holder's names as stems."""
        who = self.holder
        return stems_of(*((who.key, who.name, *who.aliases) if isinstance(who, Party) else who))

    @property
    def manner(self) -> str:
        """Whether the party is for what the words say, or against it."""
        return "refused" if self.stance is Stance.REJECT else "said"


def side_of(told: Told) -> str | None:
    """The key of the point that fits best."""
    if len(told.issue.points) < 2:
        return None
    facts = facts_by_point(told)
    if not any(value for found in facts.values() for name, value in found if not name.startswith("middle:")):
        return None
    return max(facts, key=lambda key: sum(weights().get(name, 0.0) * value for name, value in facts[key]))


@lru_cache(maxsize=1024)  # asked again for the reasons
def facts_by_point(told: Told) -> dict[str, list[Fact]]:
    """For each point by its key what speaks for it, or against it."""
    turn = None if is_verdict(told.issue) or is_owned(told) or is_counted(told) else turn_of(told)
    return {point.key: list(facts_of(point, told, turn)) for point in told.issue.points}


@lru_cache(maxsize=512)
def hear(text: str) -> tuple[Heard, ...]:
    """The words of a text, clause by clause."""
    return tuple(word for clause in BREAK.split(text) for word in hear_clause(clause))


def hear_clause(clause: str) -> Iterator[Heard]:
    """The words of a clause, each with the phrases that begin there; a "no" turns the words right after it."""
    words = tuple(stem(word) for word in WORD.findall(clause.replace("n't", " not").replace("n’t", " not")))
    like, nots, quiet = like_words(), phrases("nots"), -1
    for n, word in enumerate(words):
        found = [name for phrase in phrases_at(words, n, like) for name in groups()[phrase]]
        yield Heard(word, frozenset(found), n <= quiet)
        length = max(map(len, phrases_at(words, n, nots)), default=0)
        if length:  # "not without" says yes
            quiet = -1 if n <= quiet else n + length - 1 + REACH


def tells(heard: Sequence[Heard], name: str) -> int:
    """How many words or phrases of a list are heard."""
    words, index = tuple(word.stem for word in heard), phrases(name)
    return sum(bool(phrases_at(words, n, index)) for n in range(len(words)))


def facts_of(point: ScalePoint, told: Told, turn: str | None) -> Iterator[Fact]:
    """What speaks for a point, or against it; for `turn` see `turn_of`: None where the scale asks who, or how much."""
    if is_verdict(told.issue):
        yield from verdict_facts(point, told)
    else:
        yield from word_facts(point, told)
        yield from place_facts(point, told, turn)
        yield from number_facts(point, told)
        yield from holder_facts(point, told)
    if told.before == point.key:
        yield f"before:{told.stance}", 1.0
    if told.usual == point.key:
        yield "usual", 1.0


# The words of a label


def word_facts(point: ScalePoint, told: Told) -> Iterator[Fact]:
    """The label's words and those like them, said or denied; the words of the far end where the party refuses."""
    word, like, turned = fit(point, told.issue, told.all)
    yield f"word:{told.manner}", word
    yield f"like:{told.manner}", like
    yield f"not:{told.manner}", turned
    low, high = ends(told.issue)
    if is_end(point, told.issue):
        word, like, turned = fit(high if point == low else low, told.issue, told.near)
        yield f"far-word:{told.manner}", word + like
        yield f"far-not:{told.manner}", turned


def fit(point: ScalePoint, issue: Issue, heard: Sequence[Heard]) -> tuple[float, float, float]:
    """How much of a label is heard: its words, words like them, and either of them turned by a "no"."""
    mine = labels(issue)[point.key]
    same = like = against = 0.0
    for word, (value, own) in mine.items():
        exact = [h for h in heard if h.stem == word]
        found = exact or [h for h in heard if h.groups & own.groups]
        if found and all(h.turned != own.turned for h in found):
            against += value
        elif exact:
            same += value
        elif found:
            like += value
    size = math.sqrt(sum(value for value, _ in mine.values())) or 1.0
    return same / size, like / size, against / size


@lru_cache(maxsize=512)
def labels(issue: Issue) -> dict[str, dict[str, tuple[float, Heard]]]:
    """For each point the words of its label and key, with what each counts; groups that points share are left out."""
    heard = {p.key: hear(f"{p.label}. {p.key.replace('-', ' ')}") for p in issue.points}
    silent = known("filler") | known("nots")
    found: dict[str, dict[str, tuple[float, Heard]]] = {}
    for key, words in heard.items():
        others = [h for other, theirs in heard.items() if other != key for h in theirs]
        stems = {h.stem for h in others}
        groups = {group for h in others for group in h.groups}
        found[key] = {}
        for h in words:
            value = (SHARED if h.stem in stems else 1.0) * (NAMED if h.stem in stems_of(issue.name) else 1.0)
            if h.stem not in silent:
                found[key].setdefault(h.stem, (value, Heard(h.stem, h.groups - groups, h.turned)))
    return found


@lru_cache(maxsize=2048)
def stems_of(*texts: str) -> frozenset[str]:
    """The stems of names, without the words that say nothing."""
    return frozenset(stem(word) for text in texts for word in WORD.findall(text)) - known("filler")


# The place on the scale


def place_facts(point: ScalePoint, told: Told, turn: str | None) -> Iterator[Fact]:
    """Whether a point is the middle, or grants or denies what the issue's name says."""
    if not is_end(point, told.issue):
        yield f"middle:{told.stance}", 1.0
        yield "middle-soft", float(min(2, tells(told.near, "soft")))
        yield "middle-firm", float(min(2, tells(told.near, "firm")))
        yield "middle-if", float(tells(told.all, "if") > 0)
    elif turn is not None:
        yield f"grants:{told.stance}:{turn}", grants(told.issue).get(point.key, 0.0)


def is_counted(told: Told) -> bool:
    """Whether a number of the words falls to one of the labels: it tells more than any leaning."""
    return any(value for point in told.issue.points for _, value in number_facts(point, told))


def is_owned(told: Told) -> bool:
    """Whether a label names the party: such a scale asks who, not how much."""
    return any(is_named_in(point, told) for point in told.issue.points)


def turn_of(told: Told) -> str:
    """Whether the words take the issue's thing away: "no levy" turns it, "scrap the levy" undoes it."""
    about = stems_of(told.issue.name, *told.issue.terms)
    for n, word in enumerate(told.near):
        if word.stem in known("nones") and any(h.stem in about and h.turned for h in told.near[n + 1 : n + 3]):
            return "turned"
    return "undone" if tells(told.near, "undoing") else "plain"


@lru_cache(maxsize=512)
def grants(issue: Issue) -> dict[str, float]:
    """The two ends: 1 for the one that grants what the issue's name says, -1 for the other; empty where unclear."""
    low, high = ends(issue)
    taking = bool(tells(hear(" ".join((issue.name, *issue.terms))), "taking"))
    lean = leaning(high, taking) - leaning(low, taking)
    return {} if not lean else {high.key: math.copysign(1.0, lean), low.key: math.copysign(1.0, -lean)}


def leaning(point: ScalePoint, taking: bool) -> float:
    """How far a label grants: "all", "kept", or denies: "no", "lifted"; what takes away by its name, the reverse."""
    heard = hear(f"{point.label}. {point.key.replace('-', ' ')}")
    turn = -1.0 if taking else 1.0
    lean = min(2, tells(heard, "granting")) - 2.0 * min(1, tells(heard, "denying"))
    return lean + turn * (1.5 * min(1, tells(heard, "kept")) - 1.5 * min(1, tells(heard, "removed")))


def ends(issue: Issue) -> tuple[ScalePoint, ScalePoint]:
    """The lowest point of a scale and the highest."""
    ordered = sorted(issue.points, key=lambda point: point.value)
    return ordered[0], ordered[-1]


def is_end(point: ScalePoint, issue: Issue) -> bool:
    """Whether a point is the lowest or the highest."""
    return point in ends(issue)


# Verdicts on a whole proposal


@lru_cache(maxsize=512)
def is_verdict(issue: Issue) -> bool:
    """Whether a scale runs from no to yes with conditions between: "Rejected", "Accepted with changes", "Accepted"."""
    middle = [hear(point.label) for point in issue.points if not is_end(point, issue)]
    outer = [hear(f"{point.label}. {point.key}") for point in ends(issue)]
    return bool(middle) and all(tells(m, "conditional") for m in middle) and any(tells(o, "verdicts") for o in outer)


def verdict_facts(point: ScalePoint, told: Told) -> Iterator[Fact]:
    """On the scale of a proposal as a whole the stance itself is nearly the side."""
    noes = {end.key: tells(hear(f"{end.label}. {end.key}"), "nots") for end in ends(told.issue)}
    no = max(noes, key=lambda key: noes[key])
    place = "between" if not is_end(point, told.issue) else "no" if point.key == no else "yes"
    manner = "if" if tells(told.all, "terms") else "plain"
    yield f"verdict:{place}:{told.stance}:{manner}", 1.0


# Numbers


def number_facts(point: ScalePoint, told: Told) -> Iterator[Fact]:
    """Numbers within those that the label names."""
    low, high, unit = span_of(point, told.issue) or (math.inf, -math.inf, "")
    said = [value for value, counted in measures(told.sentence) if counted == unit or not (counted and unit)]
    if said:
        yield f"number:{told.manner}", sum(low <= value <= high for value in said) / len(said)


@lru_cache(maxsize=512)
def span_of(point: ScalePoint, issue: Issue) -> tuple[float, float, str] | None:
    """The numbers that a label allows: "8 per cent or more", "within three years", "weeks"."""
    label = point.label.lower()
    found = measures(label)
    if not found:
        return bare_unit(label)
    values = sorted(value for value, _ in found)
    unit = found[-1][1] or measures(f"1 {issue.unit}")[0][1]
    if re.search(r"\b(up to|or less|or fewer|at most|within|below|less than|under|no more than|or under)\b", label):
        return 0.0, values[-1], unit
    if re.search(r"\b(or more|or longer|at least|above|over|more than|beyond|or higher)\b", label):
        return values[0], math.inf, unit
    return values[0], values[-1], unit


def bare_unit(label: str) -> tuple[float, float, str] | None:
    """A label that is a unit of time alone: "Weeks" lies below "Months"."""
    unit = next((unit for unit in DAYS if re.fullmatch(rf"(?:some |a few |several )?{unit}s", label)), None)
    if unit is None:
        return None
    longer = [days for days in DAYS.values() if days > DAYS[unit]]
    return float(DAYS[unit]), 2.0 * longer[0] - 1 if longer else math.inf, "time"


@lru_cache(maxsize=512)
def measures(text: str) -> tuple[Measure, ...]:
    """The numbers of a text with what they count: per cent, a time, or something else."""
    pieces = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|%", text.lower())
    found: list[Measure] = []
    n = 0
    while n < len(pieces):
        value, n = numeral(pieces, n)
        if value is not None and not (value in range(1900, 2101) and unit_at(pieces, n) == ("", 1.0)):
            unit, factor = unit_at(pieces, n)
            found.append((value * factor, unit))
    return tuple(found)


def numeral(pieces: Sequence[str], n: int) -> tuple[float | None, int]:
    """The number that begins at a place, its multiples included, and the place after it."""
    small, multiples = table("quantities")["numbers"], table("quantities")["multiples"]
    piece = pieces[n]
    if piece[0].isdecimal():
        value = float(piece.replace(",", ""))
    elif piece in small or piece in multiples:
        value = float(small.get(piece, multiples.get(piece, 0)))
    else:
        return None, n + 1
    n += 1
    while n < len(pieces) and pieces[n] in small and value >= 20 > small[pieces[n]]:
        value, n = value + small[pieces[n]], n + 1
    while n < len(pieces) and pieces[n] in multiples:
        value, n = value * multiples[pieces[n]], n + 1
    return value, n


def unit_at(pieces: Sequence[str], n: int) -> tuple[str, float]:
    """What the number before a place counts, and by how much to multiply it: a unit, if need be after "and 8"."""
    for piece in pieces[n : n + 4]:
        word = piece.rstrip("s")
        if word in DAYS:
            return "time", float(DAYS[word])
        if piece in ("%", "percent", "per", "pc"):
            return "%", 1.0
        if not (piece[0].isdecimal() or piece in JOINTS or piece in table("quantities")["numbers"]):
            break
    return "", 1.0


# Who is named in a label


def holder_facts(point: ScalePoint, told: Told) -> Iterator[Fact]:
    """ "As the union asks" is where the union stands when it asks."""
    if is_named_in(point, told):
        yield f"holder:{told.stance}", 1.0


def is_named_in(point: ScalePoint, told: Told) -> bool:
    """Whether a label, and no other of the scale, names the party."""
    every = labels(told.issue)
    others = {word for key, label in every.items() if key != point.key for word in label}
    return bool(told.names & set(every[point.key]) - others)


# The weights


@cache
def weights() -> dict[str, float]:
    """What each kind of fact counts."""
    return {name: float(value) for name, value in table("sides")["weights"].items()}
