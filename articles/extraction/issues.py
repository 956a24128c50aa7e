"""Which issues some words bear on: an issue's terms, words near to them, its unit, and references back.

Nothing is decided here: every reading is kept as a `Link` with its kind and score, and the scorer weighs it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product
from math import log

from .lexicon import table, words
from .parsed import Doc, Token
from .records import Dossier, Issue, Link
from .stems import stem, stems

WHOLE, LOOSE, NEAR, EVERYDAY, BACK = 1.0, 0.8, 0.7, 0.5, 0.65
TIME = frozenset(map(stem, ("days", "weeks", "months", "years", "hours")))  # units of anything
LEAST = 0.2  # of the weight of shared words; below, nothing is linked
PERCENT = frozenset(("cent", "percent", "%", "pc", stem("percent"), "percentage"))
TAUGHT, OFTEN, ALONE = 0.6, 3, 0.7  # weight of a word of the record; how often, and in which share of its uses
SPREAD = 7  # tokens that may stand between the words of a term
OCCURRENCES = 3  # of one term in one sentence that are looked at


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an issue as stems; an everyday one tells little."""

    issue: str
    stems: tuple[str, ...]
    everyday: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a dossier's issues are called."""

    terms: tuple[Term, ...]
    by_stem: dict[str, set[int]]  # stem → places of its terms among all
    weights: dict[str, dict[str, float]]  # issue → stem → weight, rare stems heavy
    named: dict[str, set[str]]  # issue → stems of its name and terms
    units: dict[str, str]  # issue → stem of the unit that its figures count in
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
    for key, learnt in taught(dossier, parties).items():
        weights[key] = learnt | weights[key]
    return Vocabulary(
        terms=tuple(terms),
        by_stem=by_stem(terms),
        weights=weights,
        named={key: found - everyday - parties for key, found in named.items()},
        units={issue.key: unit_stem(issue.unit) for issue in dossier.issues if issue.unit},
        verdicts=frozenset(i.key for i in dossier.issues if is_verdict(i)),
    )


def by_stem(terms: Sequence[Term]) -> dict[str, set[int]]:
    """For each stem the places of the terms that hold it."""
    found: dict[str, set[int]] = {}
    for n, term in enumerate(terms):
        for part in term.stems:
            found.setdefault(part, set()).add(n)
    return found


def taught(dossier: Dossier, parties: set[str]) -> dict[str, dict[str, float]]:
    """What the record teaches of words: those that keep turning up where an issue is spoken of, and nowhere else."""
    stop = {stem(word) for word in words("terms", "stop")} | parties
    spoken = [(known.issue, set(stems(known.quote)) - stop) for known in dossier.precedents]
    everywhere = Counter(s for _, held in spoken for s in held)
    here: dict[str, Counter[str]] = {issue.key: Counter() for issue in dossier.issues}
    for issue, held in spoken:
        here[issue].update(held)
    return {
        issue: {s: TAUGHT for s, n in count.items() if n >= OFTEN and n > ALONE * everywhere[s] and not s.isdecimal()}
        for issue, count in here.items()
    }


def terms_of(issue: Issue, everyday: set[str]) -> list[Term]:
    """An issue's name and terms."""
    found = []
    for term in dict.fromkeys((issue.name, *issue.terms)):
        stop = words("terms", "stop")
        parts = tuple(s for word in term.split() if word.lower() not in stop for s in stems(word))
        plain = tuple(s for word in term.split() if word.lower() not in ("the", "a", "an") for s in stems(word))
        if len(parts) < 2:
            parts = plain  # "day after" must not be found in every "day"
        if parts:
            found.append(Term(issue.key, parts, len(parts) == 1 and parts[0] in everyday))
    return found


def unit_stem(unit: str) -> str:
    """The stem of a unit's last word; the spellings of per cent are one."""
    last = stem(unit.split()[-1])
    return stem("percent") if last in PERCENT else last


def content(issue: Issue) -> set[str]:
    """The stems that an issue's texts hold, everyday grammar left out."""
    texts = " ".join((issue.name, issue.question, *issue.terms, *(point.label for point in issue.points)))
    stop = words("terms", "stop")
    return {stem(word) for word in re.findall(r"[^\W_]+", texts) if word.lower() not in stop}


def is_verdict(issue: Issue) -> bool:
    """Whether an issue is the proposal as a whole: its scale's ends are to reject and to accept."""
    labels = {s for point in issue.points for s in stems(f"{point.key} {point.label}")}
    return stem("rejected") in labels and stem("accepted") in labels


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """For each stem the stems of single words that name the same thing."""
    near: dict[str, set[str]] = {}
    for members in table("synonyms")["groups"].values():
        single = {stem(member) for member in members if " " not in member}
        for member in single:
            near.setdefault(member, set()).update(single - {member})
    return {word: frozenset(others) for word, others in near.items()}


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Synonyms of several words, by their first stem: their stems, and the single words that they stand for."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for members in table("synonyms")["groups"].values():
        single = frozenset(stem(member) for member in members if " " not in member)
        for member in members:
            parts = tuple(stems(member))
            if len(parts) > 1:
                found.setdefault(parts[0], []).append((parts, single))
    return found


def near_places(tokens: Sequence[Token], places: dict[str, list[int]]) -> dict[str, list[int]]:
    """For each stem the tokens that hold a word or phrase near to it."""
    near: dict[str, list[int]] = {}
    for word, at in places.items():
        for other in neighbours().get(word, ()):
            near.setdefault(other, []).extend(at)
    order = {t.i: n for n, t in enumerate(t for t in tokens if t.text not in "-–")}  # "cease-fire" is two words
    for word in places.keys() & phrases().keys():
        for parts, single in phrases()[word]:
            if all(part in places for part in parts):
                ranks = [{order[i] for i in places[part] if i in order} for part in parts]
                at = [i for i in places[word] if all(order.get(i, -9) + n in known for n, known in enumerate(ranks))]
                for other in single if at else ():
                    near.setdefault(other, []).extend(at)
    return near


def find_links(doc: Doc, tokens: Sequence[Token], known: Vocabulary) -> list[Link]:
    """The issues that a sentence's tokens may bear on by their own words, every occurrence a link."""
    places = places_of(tokens)
    near = near_places(tokens, places)
    spoken = {n for word in (*places, *near) for n in known.by_stem.get(word, ())}
    found = [link for n in sorted(spoken) for link in occurrences(known.terms[n], places, near)]
    shares = {issue: share(weights, places, near) for issue, weights in known.weights.items()}
    named = {link.issue for link in found}
    found += [
        Link(issue=issue, score=min(0.7, score), tokens=at, kind="words", shared=score)
        for issue, (score, at) in shares.items()
        if issue not in named and score >= LEAST
    ]
    found += [link for link in by_unit(places, known) if link.issue not in named]
    found += [link for link in by_signing(tokens, known) if link.issue not in named]
    return [
        replace(x, shared=shares[x.issue][0], own=weight_of(doc, x.tokens, known.weights[x.issue]))
        for x in distinct(found)
    ]


def weight_of(doc: Doc, tokens: frozenset[int], weights: dict[str, float]) -> float:
    """The weight of an issue's words at some tokens."""
    return sum(max(weights.get(stem(doc[i].text), 0.0), weights.get(stem(doc[i].lemma_), 0.0)) for i in tokens)


def distinct(links: Iterable[Link]) -> list[Link]:
    """Of links of one issue that share a token, the surest."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda link: (-link.score, -len(link.tokens), min(link.tokens))):
        if not any(other.issue == link.issue and other.tokens & link.tokens for other in kept):
            kept.append(link)
    return kept


def places_of(tokens: Iterable[Token]) -> dict[str, list[int]]:
    """For each stem the tokens that have it."""
    places: dict[str, list[int]] = {}
    for token in tokens:
        for s in stems_at(token.text, token.lemma_):
            places.setdefault(s, []).append(token.i)
        if token.lower_ in ("%", "cent", "pc"):
            places.setdefault(stem("percent"), []).append(token.i)
    return places


@lru_cache(maxsize=50_000)
def stems_at(text: str, lemma: str) -> frozenset[str]:
    """The stems by which a token may be found."""
    return frozenset((stem(text), stem(lemma), *stems(text)))


def occurrences(term: Term, places: dict[str, list[int]], near: dict[str, list[int]]) -> Iterator[Link]:
    """Where a term is found: in a row, loosely with a few words between, or with a neighbour for one of its words."""
    exact = [places.get(s, []) for s in term.stems]
    if all(exact):
        yield from closest(term, exact, near=False)
    elif sum(map(bool, exact)) >= len(term.stems) - 1 and not term.everyday:
        close = [at or sorted(near.get(word, ())) for word, at in zip(term.stems, exact, strict=True)]
        if all(close):
            yield from closest(term, close, near=True)


def closest(term: Term, places: Sequence[Sequence[int]], *, near: bool) -> Iterator[Link]:
    """A term's occurrences at some places of its words, the closest first."""
    alone = len(term.stems) == 1
    kind = ("synonym" if alone else "near") if near else "everyday" if term.everyday else "term"
    score = NEAR if near else EVERYDAY if term.everyday else WHOLE
    if alone:
        for i in places[0][:OCCURRENCES]:
            yield Link(issue=term.issue, score=score, tokens=frozenset({i}), kind=kind)
        return
    found = []
    most = 2 * OCCURRENCES if len(places) < 4 else 2 if len(places) < 9 else 1  # the product must stay small
    for chosen in product(*(at[:most] for at in places)):
        width = max(chosen) - min(chosen) + 1
        if len(set(chosen)) == len(chosen) and width <= len(term.stems) + SPREAD:
            found.append((width, list(chosen) != sorted(chosen), chosen))
    for width, turned, chosen in sorted(found)[:OCCURRENCES]:
        loose = width > len(term.stems) + 2 or (turned and width > len(term.stems) + 1)
        worth = LOOSE - 0.05 * max(0, width - len(term.stems) - 2) if loose else 1.0
        yield Link(
            issue=term.issue, score=round(score * worth, 3), tokens=frozenset(chosen), kind="loose" if loose else kind
        )


def share(
    weights: dict[str, float], places: dict[str, list[int]], near: dict[str, list[int]]
) -> tuple[float, frozenset[int]]:
    """How much of an issue's words a sentence holds, neighbours counting half, and where."""
    score, tokens = 0.0, set()
    for word, weight in weights.items():
        if word in places:
            score += weight
            tokens.update(places[word])
        elif word in near:
            score += 0.5 * weight
            tokens.update(near[word])
    return 0.4 * score, frozenset(tokens)


def by_signing(tokens: Sequence[Token], known: Vocabulary) -> Iterator[Link]:
    """ "Will sign", "voted against it": what is signed or voted on is the proposal as a whole."""
    at = [t.i for t in tokens if t.lemma_.lower() in words("terms", "signing") and t.pos_ in ("VERB", "NOUN")]
    if at and len(known.verdicts) == 1:
        yield Link(issue=min(known.verdicts), score=0.5, tokens=frozenset(at[:1]), kind="signing")


def by_unit(places: dict[str, list[int]], known: Vocabulary) -> list[Link]:
    """The issues whose figures have the unit that the words count in: "offered 4 percent"."""
    counted = {issue: unit for issue, unit in known.units.items() if unit in places and unit not in TIME}
    return [
        Link(issue=issue, score=BACK / len(counted), tokens=frozenset(places[unit]), kind="unit")
        for issue, unit in counted.items()
    ]


def stands_for_issue(token: Token) -> bool:
    """Whether a pronoun may stand for an issue: an object, or what something is said about; "that" only alone."""
    if token.lower_ not in ("it", "this", "that", "them", "these", "those") or token.tag_ in ("WDT", "IN"):
        return False
    if token.dep_ in ("dobj", "pobj", "nsubjpass"):
        return token.head.dep_ != "relcl" or token.lower_ != "that"
    return token.dep_ == "nsubj" and token.head.lemma_ in ("be", "have", "come", "mean", "go", "remain")


def is_definite(noun: Token) -> bool:
    """Whether a noun may point back to what was named before."""
    return any(t.lower_ in ("the", "this", "that", "these", "those", "such") for t in noun.lefts)


def refer_back(
    tokens: Sequence[Token], known: Vocabulary, recent: Sequence[str], spoken: Sequence[Link] = ()
) -> list[Link]:
    """The issues that "the corridor", "this area" or "it" may stand for: of those named before, the last that fits.

    `recent` are the issues spoken of before the sentence, the last one last; `spoken` those that it names itself.
    """
    found: dict[str, Link] = {}
    here = sorted((max(link.tokens), link.issue) for link in spoken if link.kind in ("term", "loose", "everyday"))
    for token in tokens if recent or here else ():
        if stands_for_issue(token):
            near = [issue for i, issue in here if i < token.i - 2] if token.dep_ == "dobj" else []
            kind = "again" if near else "pronoun"
            for issue in (near or list(recent))[-1:]:
                found.setdefault(issue, Link(issue=issue, score=0.5, tokens=frozenset({token.i}), kind=kind))
        elif recent and token.pos_ in ("NOUN", "PROPN") and (token.dep_ == "appos" or is_definite(token)):
            fitting = [issue for issue in recent if stem(token.text) in known.named.get(issue, ())]
            back = recent[-1] if token.lemma_.lower() in words("terms", "backward") else None
            if issue := fitting[-1] if fitting else back:
                found[issue] = Link(issue=issue, score=BACK, tokens=frozenset({token.i}), kind="back")
    return list(found.values())
