"""Which issues some words bear on: by the terms of an issue, else by the words of its name, question and scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log

from spacy.tokens import Doc, Token

from .lexicon import words
from .records import Dossier, Issue, Link
from .stems import stem, stems

WHOLE, LOOSE, EVERYDAY, ANAPHORA = 1.0, 0.8, 0.5, 0.65
TIME = frozenset(map(stem, ("days", "weeks", "months", "years", "hours")))  # units of anything
SURE = 0.72  # links from here on stand beside each other
SHARE = 0.4  # of the weight that shared words have
LEAST = 0.34  # below, nothing is linked
SPREAD = 7  # tokens that may stand between the words of a term


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an issue as stems; everyday ones tell little."""

    issue: str
    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a dossier's issues are called."""

    terms: tuple[Term, ...]
    weights: dict[str, dict[str, float]]  # issue → stem → weight, rare stems heavy
    named: dict[str, set[str]]  # issue → stems of its name and terms
    verdicts: frozenset[str]  # issues whose scale runs from rejected to accepted


@lru_cache(maxsize=32)
def vocabulary(dossier: Dossier) -> Vocabulary:
    """The vocabulary of a dossier, made once."""
    names = [name for party in dossier.parties for name in (party.name, *party.aliases)]
    parties = {s for name in names if " " not in name for s in stems(name)}
    everyday = {stem(word) for word in words("terms", "everyday")}
    terms = [term for issue in dossier.issues for term in terms_of(issue, everyday)]
    words_of = {issue.key: content(issue) - parties for issue in dossier.issues}
    spread = Counter(s for stems_here in words_of.values() for s in stems_here)
    rarity = {s: log(1 + len(dossier.issues) / n) / log(1 + len(dossier.issues)) for s, n in spread.items()}
    named = {issue.key: {s for t in (issue.name, *issue.terms) for s in stems(t)} for issue in dossier.issues}
    weights = {
        key: {s: rarity[s] * (1.0 if s in named[key] else 0.6) * (0.4 if s in everyday else 1) for s in stems_here}
        for key, stems_here in words_of.items()
    }
    return Vocabulary(
        tuple(terms),
        weights,
        {key: found - everyday - parties for key, found in named.items()},
        frozenset(i.key for i in dossier.issues if is_verdict(i)),
    )


def terms_of(issue: Issue, everyday: set[str]) -> list[Term]:
    """An issue's name and terms."""
    found = []
    for term in dict.fromkeys((issue.name, *issue.terms)):
        stop = words("terms", "stop")
        parts = tuple(s for word in term.split() if word.lower() not in stop for s in stems(word))
        plain = tuple(s for word in term.split() if word.lower() not in ("the", "a", "an") for s in stems(word))
        if len(parts) < 2:
            parts = plain  # "day after" must not be found in every "day"
        common = len(parts) == 1 and parts[0] in everyday
        if parts:
            found.append(Term(issue.key, parts, EVERYDAY if common else WHOLE))
    return found


def content(issue: Issue) -> set[str]:
    """The stems that an issue's texts hold, everyday grammar left out."""
    texts = " ".join((issue.name, issue.question, *issue.terms, *(point.label for point in issue.points)))
    stop = words("terms", "stop")
    return {stem(word) for word in re.findall(r"[^\W_]+", texts) if word.lower() not in stop}


def is_verdict(issue: Issue) -> bool:
    """Whether an issue is the proposal as a whole: its scale's ends are to reject and to accept."""
    labels = {s for point in issue.points for s in stems(f"{point.key} {point.label}")}
    return stem("rejected") in labels and stem("accepted") in labels


def link(
    doc: Doc,
    about: frozenset[int],
    dossier: Dossier,
    *,
    heads: frozenset[int] = frozenset(),
    recent: Sequence[str] = (),
) -> list[Link]:
    """The issues that some tokens bear on, surest first.

    `heads` are the objects among the tokens, `recent` the issues spoken of before, the last one last.

    Terms found in full stand beside each other; words of an issue's texts count only where no term is found. A
    verdict on the whole counts where its term is the very object (`heads`), or stands alone.
    """
    known = vocabulary(dossier)
    tokens = [doc[i] for i in sorted(about)]
    places = places_of(tokens)
    best: dict[str, Link] = {}
    for term in known.terms:
        found = match(term, places)
        if found and (term.issue not in best or found[0] > best[term.issue].score):
            best[term.issue] = Link(issue=term.issue, score=found[0], tokens=found[1])
    sure = [found for found in best.values() if found.score >= SURE]
    by_object = [found for found in best.values() if found.issue in known.verdicts and found.tokens & heads]
    named = [found for found in sure if found.issue not in known.verdicts]
    if named:
        return ranked(named)
    if by_object or sure:
        return ranked(by_object or sure)
    return refer_back(doc, about, known, recent) or overlap(places, known, best) or by_unit(places, dossier)


def ranked(links: Sequence[Link]) -> list[Link]:
    """One link for each issue, surest first."""
    return sorted({found.issue: found for found in links}.values(), key=lambda found: (-found.score, min(found.tokens)))


def places_of(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """For each stem the tokens that have it."""
    places: dict[str, list[int]] = {}
    for token in tokens:
        for s in {stem(token.text), stem(token.lemma_)} | set(stems(token.text)):
            places.setdefault(s, []).append(token.i)
    return places


def match(term: Term, places: dict[str, list[int]]) -> tuple[float, frozenset[int]] | None:
    """How well a term is found: in a row, or loosely with a few words between; None where it is not."""
    if not all(s in places for s in term.stems):
        return None
    best: tuple[float, frozenset[int]] | None = None
    for chosen in product(*(places[s][:6] for s in term.stems)):
        width = max(chosen) - min(chosen) + 1
        if width > len(term.stems) + SPREAD:
            continue
        in_order = list(chosen) == sorted(chosen)
        loose = LOOSE - 0.05 * max(0, width - len(term.stems) - 2)
        score = term.weight * (1.0 if width <= len(term.stems) + 1 and in_order else loose)
        if best is None or score > best[0]:
            best = (score, frozenset(chosen))
    return best


def overlap(places: dict[str, list[int]], known: Vocabulary, terms: dict[str, Link]) -> list[Link]:
    """The one issue whose texts share most with the words, if it stands out."""
    scores = {}
    for issue, weights in known.weights.items():
        shared = {s: weight for s, weight in weights.items() if s in places}
        score = min(0.7, SHARE * sum(shared.values()))
        if issue in terms:
            score = max(score, terms[issue].score) + 0.1
        if issue in known.verdicts and issue not in terms:
            score *= 0.5
        if shared:
            scores[issue] = (score, frozenset(i for s in shared for i in places[s]))
    order = sorted(scores.items(), key=lambda item: -item[1][0])
    if not order or order[0][1][0] < LEAST:
        return []
    first, second = order[0][1][0], order[1][1][0] if len(order) > 1 else 0
    issue, (score, tokens) = order[0]
    return [Link(issue=issue, score=score if first - second > 0.05 else score * 0.8, tokens=tokens)]


def by_unit(places: dict[str, list[int]], dossier: Dossier) -> list[Link]:
    """The one issue whose figures have the unit that the words count in: "offered 4 percent"."""
    counted = [i for i in dossier.issues if i.unit and stem(i.unit) in places and stem(i.unit) not in TIME]
    if len(counted) != 1:
        return []
    return [Link(issue=counted[0].key, score=ANAPHORA, tokens=frozenset(places[stem(counted[0].unit)]))]


def refer_back(doc: Doc, about: frozenset[int], known: Vocabulary, recent: Sequence[str]) -> list[Link]:
    """The issue that "the corridor" or "this area" stands for: of those named before, the last that fits."""
    for i in sorted(about):
        token = doc[i]
        definite = any(t.lower_ in ("the", "this", "that", "these", "those") for t in token.lefts)
        if token.lower_ in ("it", "this", "that", "them", "these") and token.dep_ in ("dobj", "pobj") and recent:
            return [Link(issue=recent[-1], score=ANAPHORA, tokens=frozenset({i}))]
        if token.dep_ == "appos" and token.lemma_.lower() in words("terms", "backward") and recent:
            return [Link(issue=recent[-1], score=WHOLE, tokens=frozenset({i}))]  # "..., a plan that they reject"
        if token.pos_ not in ("NOUN", "PROPN") or not definite:
            continue
        if token.lemma_.lower() in words("terms", "backward") and recent:
            return [Link(issue=recent[-1], score=ANAPHORA, tokens=frozenset({i}))]
        fitting = [issue for issue in recent if stem(token.text) in known.named.get(issue, ())]
        if fitting:
            return [Link(issue=fitting[-1], score=ANAPHORA, tokens=frozenset({i}))]
    return []
