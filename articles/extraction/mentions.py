"""Which words name a party: by name, alias, person, description, adjective ("Israeli") or capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from .lexicon import table
from .records import Dossier, Mention, Party

PARTICLES = {"al", "el", "bin", "ibn", "von", "van", "de", "der", "den", "da", "di", "del", "la", "le", "abu", "ben"}
SUFFIXES = ("i", "n", "an", "ian", "ese", "ish", "is", "ans", "ians")
Names = dict[str, tuple[str, str, str | None]]  # words → party, kind, speaker


def find_mentions(doc: Doc, dossier: Dossier) -> list[Mention]:
    """All mentions in reading order, the longest where two overlap; of two parties' common name, none."""
    pattern, names = matcher(dossier)
    found = []
    for match in pattern.finditer(doc.text):
        words = level(match.group())
        party, kind, speaker = names.get(words) or names[words.lower()]
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and party:
            found.append(Mention(party=party, first=span.start, end=span.end, kind=kind, speaker=speaker))
    return found


@lru_cache(maxsize=32)
def matcher(dossier: Dossier) -> tuple[re.Pattern[str], Names]:
    """One pattern for all names of a dossier, and what each of them stands for."""
    names: Names = {}
    for party in dossier.parties:
        for words, kind, speaker in names_of(party):
            key = level(words).lower() if kind == "description" else level(words)
            known = names.get(key)
            if known is None:
                names[key] = (party.key, kind, speaker)
            elif known[0] != party.key and kind in ("name", "alias", "person", "description"):
                # A name of two parties tells nothing, unless one of them only has it by derivation.
                names[key] = ("", kind, None) if known[1] == kind else (party.key, kind, speaker)
    longest_first = sorted(names, key=len, reverse=True)
    forms = (form_of(words, loose=names[words][1] == "description") for words in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?!\w)"), names


def form_of(words: str, *, loose: bool) -> str:
    """A name as a pattern: white space and hyphens alike; descriptions in any case."""
    form = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", words)))
    return f"(?i:{form})" if loose else form


def level(words: str) -> str:
    """A name with single blanks between its words."""
    return " ".join(re.split(r"[\s-]+", words.replace("’", "'")))


def names_of(party: Party) -> Iterator[tuple[str, str, str | None]]:
    """Every form under which a party may appear: words, kind, the person that they name."""
    yield party.name, "name", None
    for alias in party.aliases:
        yield alias, "alias" if any(map(str.isupper, alias)) else "description", None
    for description in party.descriptions:
        yield description, "description", None
    for person in party.people:
        yield person.name, "person", person.name
        if surname := surname_of(person.name):
            yield surname, "person", person.name
        if person.title and " " in person.title:
            yield person.title, "description", person.name
    yield from derived(party)


def derived(party: Party) -> Iterator[tuple[str, str, str | None]]:
    """Adjectives and capitals of a state; for other one-word names the regular adjective."""
    states = table("states")["states"]
    known = [name for name in (party.name, *party.aliases) if name in states]
    for name in known:
        for adjective in states[name]:
            yield adjective, "derived", None
            if adjective.endswith(("an", "i", "ani")):
                yield f"{adjective}s", "derived", None
    if not known and " " not in party.name and party.name[:1].isupper() and not party.name.isupper():
        stem = party.name.rstrip("aeo") if party.name[-1] in "aeo" else party.name
        for base in {party.name, stem}:
            for suffix in SUFFIXES:
                if len(base) > 3:
                    yield base + suffix, "derived", None


def surname_of(name: str) -> str | None:
    """The last name with its particles ("al-Rishq"); None for a single name."""
    parts = name.replace("-", " - ").split()
    words = [part for part in parts if part != "-"]
    if len(words) < 2:
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    surname = name[name.rfind(words[start]) :]
    return surname if surname[:1].isupper() or surname.split("-")[0].lower() in PARTICLES else None
