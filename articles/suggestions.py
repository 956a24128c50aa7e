"""Words that keep turning up beside a sticking point without being its term, and people who speak for nobody.

Pure arithmetic over quotes and texts, but for `for_negotiation`, which fetches them. Nothing is added by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from negotiations.models import Negotiation

from .dossiers import dossier_of
from .extraction.lexicon import words
from .extraction.records import Dossier
from .extraction.stems import WORD, stem, stems
from .models import Citation

OFTEN = 3  # passages in which words must stand beside one sticking point
MOSTLY = 0.75  # share of the words' passages that are of this sticking point
LONGEST = 3  # words in a suggested term
SHOWN = 5  # of each sticking point
QUOTES, TEXTS = 2000, 200  # newest passages and articles that are looked at
TWICE = 2  # articles in which somebody must speak
# Words of saying and wanting, and days: they stand beside every sticking point alike.
BESIDE_ALL = frozenset(
    WORD.findall(
        "said say says told tell tells demand demands demanded want wants wanted reject rejects rejected accept "
        "accepts accepted offered offers agree agrees agreed insist insists insisted refuse refuses refused ready "
        "willing propose proposes proposed call calls called must monday tuesday wednesday thursday "
        "friday saturday sunday "
        "keep keeps kept give gives gave given take takes taken leave leaves left whom whose such still also even yet "
        "about already again never always while since because though although another several many first last next "
        "could might shall let lets put puts set sets see seen seek seeks sought need needs needed hold holds held"
    )
)
SPEECH = r"said|says|told|added|insisted|warned|announced|declared|stated|argued"
PERSON = r"(?P<{0}>[A-Z][\w’'-]+(?: (?:al|bin|de|van|von|der|el)(?=[ -]))?(?:[ -][A-Z][\w’'-]+){{1,2}})"
SPOKE = re.compile(
    rf"\b{PERSON.format('a')}(?:, (?P<title>[^,.;:“”\"]{{3,60}}),)? (?:{SPEECH})\b|\b(?:{SPEECH}) {PERSON.format('b')}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words to add to a sticking point: in how many of its passages they stand, and in how many of others."""

    issue: str
    words: str
    times: int
    elsewhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody whom the articles quote and no party names; `party` is the key of the one that the record gives."""

    name: str
    title: str
    times: int
    party: str = ""


def for_negotiation(negotiation: Negotiation) -> tuple[list[Term], list[Speaker]]:
    """What may be missing in a negotiation's terms and names, but for what was dismissed."""
    gone = negotiation.dismissals.filter(taken_back_at__isnull=True).values_list("issue__key", "words")
    dismissed = {(issue, key_of(words)) for issue, words in gone}
    dossier = dossier_of(negotiation)
    cited = Citation.objects.filter(position__negotiation=negotiation, position__closed_at__isnull=True)
    passages = cited.quoted().order_by("-pk").values_list("position__issue__key", "quote")[:QUOTES]
    told = [
        *negotiation.positions.in_force().exclude(speaker="").values_list("speaker", "party__key"),
        *negotiation.proposals.sure().pending().exclude(speaker="").values_list("speaker", "party__key"),
    ]
    texts = negotiation.articles.order_by("-published", "-pk").values_list("text", flat=True)[:TEXTS]
    return terms(passages, dossier, dismissed), speakers(told, texts, dossier, dismissed)


def key_of(words: str) -> str:
    """Words as they are counted: by their stems, so that what was dismissed in one form stays so in another."""
    return " ".join(map(stem, WORD.findall(words)))


def terms(
    passages: Iterable[tuple[str, str]], dossier: Dossier, dismissed: Collection[tuple[str | None, str]] = ()
) -> list[Term]:
    """Words for each sticking point, the commonest first; `dismissed` are issues with keys of words."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for issue, quote in set(passages):
        for key, form in dict(phrases(quote)).items():
            beside[key][issue] += 1
            spelt[key][form] += 1
    known = {s for issue in dossier.issues for term in (issue.name, *issue.terms) for s in stems(term)}
    names = {s for name in names_of(dossier) for s in stems(name)}
    found = []
    for key, by_issue in beside.items():
        issue, times = by_issue.most_common(1)[0]
        parts = set(key.split())
        if times < OFTEN or times < MOSTLY * by_issue.total() or parts <= known or parts & names:
            continue
        form = spelt[key].most_common(1)[0][0]
        found.append(Term(issue=issue, words=form, times=times, elsewhere=by_issue.total() - times))
    return [term for issue in dossier.issues for term in best([t for t in found if t.issue == issue.key], dismissed)]


def best(found: Sequence[Term], dismissed: Collection[tuple[str | None, str]]) -> list[Term]:
    """The commonest, and of words that always stand together the longest phrase alone.

    A dismissed phrase goes with all its words.
    """
    ordered = sorted(found, key=lambda term: (-term.times, -len(term.words), term.words))
    kept: list[Term] = []
    for term in ordered:
        if not any(f" {term.words} " in f" {other.words} " and term.times <= other.times for other in kept):
            kept.append(term)
    return [term for term in kept if (term.issue, key_of(term.words)) not in dismissed][:SHOWN]


def phrases(quote: str) -> Iterator[tuple[str, str]]:
    """Runs of up to three words with their stems, none of them an everyday or an empty one at its ends."""
    empty = words("terms", "stop") | words("terms", "everyday") | BESIDE_ALL
    for part in re.split(r"[.,;:!?“”\"()]", quote):
        found = WORD.findall(part)
        for start in range(len(found)):
            for end in range(start + 1, min(start + LONGEST, len(found)) + 1):
                run = found[start:end]
                ends = {run[0].lower(), run[-1].lower()}
                told = not ends & empty and not any(len(w) < 3 or w[0].isdigit() for w in (run[0], run[-1]))
                if told:
                    yield " ".join(map(stem, run)), " ".join(run).lower()


def speakers(
    told: Iterable[tuple[str, str]],
    texts: Iterable[str],
    dossier: Dossier,
    dismissed: Collection[tuple[str | None, str]] = (),
) -> list[Speaker]:
    """Unknown people, those whom the reader gave a party first, then those whom several articles quote."""
    known = {name.casefold() for name in names_of(dossier)} | {surname(name) for name in names_of(dossier)}
    by_record: Counter[str] = Counter()
    parties: dict[str, Counter[str]] = defaultdict(Counter)
    for name, party in told:
        if " " in name and not {name.casefold(), surname(name)} & known:
            by_record[name] += 1
            parties[name][party or ""] += 1
    seen: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for text in texts:
        for name, title in people_in(text).items():
            if not {name.casefold(), surname(name)} & known:
                seen[name] += 1
                titles[name] = titles.get(name) or title
    spoken = [
        Speaker(name=name, title=titles.get(name, ""), times=times, party=parties[name].most_common(1)[0][0])
        for name, times in by_record.most_common()
    ]
    heard = [
        Speaker(name=name, title=titles[name], times=times)
        for name, times in seen.most_common()
        if times >= TWICE and name not in by_record
    ]
    return [speaker for speaker in spoken + heard if (None, key_of(speaker.name)) not in dismissed]


def people_in(text: str) -> dict[str, str]:
    """Whom a text quotes by name, with the title behind the name where there is one."""
    found: dict[str, str] = {}
    for match in SPOKE.finditer(text):
        name = match["a"] or match["b"]
        found[name] = found.get(name) or (match["title"] or "").removeprefix("the ").strip()
    return found


def names_of(dossier: Dossier) -> Iterator[str]:
    """Every name that a party has."""
    for party in dossier.parties:
        yield from (party.name, *party.aliases, *(person.name for person in party.people))


def surname(name: str) -> str:
    """The last word of a name."""
    return name.split()[-1].casefold()
