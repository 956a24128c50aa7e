"""Which words name a party: by name, alias, person, description, adjective ("Israeli") or capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .lexicon import table, words
from .parsed import Doc, Token
from .records import Dossier, Mention, Party, Span

PARTICLES = {"al", "el", "bin", "ibn", "von", "van", "de", "der", "den", "da", "di", "del", "la", "le", "abu", "ben"}
SUFFIXES = ("i", "n", "an", "ian", "ese", "ish", "is", "ans", "ians")
Names = dict[str, tuple[str, str, str | None]]  # words → party, kind, speaker


def find_mentions(doc: Doc, dossier: Dossier) -> list[Mention]:
    """All mentions in reading order, the longest where two overlap; of two parties' common name, none."""
    pattern, names = matcher(dossier)
    found = []
    for match in pattern.finditer(doc.text):
        name = level(match.group())
        party, kind, speaker = names.get(name) or names[name.lower()]
        named = doc.within(Span(*match.span()))
        if party and not (kind == "part" and is_place(named)):
            first, end = named[0].i, named[-1].i + 1
            found.append(Mention(party=party, first=first, end=end, kind=kind, speaker=speaker))
    return found


def is_place(named: Sequence[Token]) -> bool:
    """Whether a part of a name is only where something is, or belongs to a longer name: "in Corran", "Corran Bay"."""
    doc, first, last = named[0].doc, named[0], named[-1]
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if before is not None and (before.lower_ in ("in", "at", "near", "from", "of", "to") or before.pos_ == "PROPN"):
        return True
    return after is not None and after.pos_ == "PROPN"


@lru_cache(maxsize=32)
def matcher(dossier: Dossier) -> tuple[re.Pattern[str], Names]:
    """One pattern for all names of a dossier, and what each of them stands for."""
    names: Names = {}
    for party in dossier.parties:
        for name, kind, speaker in names_of(party):
            key = level(name).lower() if kind == "description" else level(name)
            known = names.get(key)
            if known is None:
                names[key] = (party.key, kind, speaker)
            elif known[0] != party.key and kind in ("name", "alias", "person", "description"):
                # A name of two parties tells nothing, unless one of them only has it by derivation.
                names[key] = ("", kind, None) if known[1] == kind else (party.key, kind, speaker)
    longest_first = sorted(names, key=len, reverse=True)
    forms = (form_of(name, loose=names[name][1] == "description") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?!\w)"), names


def form_of(name: str, *, loose: bool) -> str:
    """A name as a pattern: white space and hyphens alike; descriptions in any case."""
    form = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", name)))
    return f"(?i:{form})" if loose else form


def level(name: str) -> str:
    """A name with single blanks between its words."""
    return " ".join(re.split(r"[\s-]+", name.replace("’", "'")))


def names_of(party: Party) -> Iterator[tuple[str, str, str | None]]:
    """Every form under which a party may appear: words, kind, the person that they name."""
    yield party.name, "name", None
    for alias in party.aliases:
        yield alias, "alias" if any(map(str.isupper, alias)) else "description", None
        if alias.islower() and alias.endswith("s") and not alias.endswith(("ss", "us", "is")) and " " not in alias:
            yield alias[:-1], "description", None  # "rebels": "a rebel spokesman", too
        if alias.startswith("the ") and alias.endswith("s") and alias.islower():
            yield alias.removeprefix("the "), "description", None  # "the nurses": "40,000 nurses", too
    for description in party.descriptions:
        yield description, "description", None
    for person in party.people:
        yield person.name, "person", person.name
        if surname := surname_of(person.name):
            yield surname, "person", person.name
            bare = surname.partition("-")
            if bare[0].lower() in PARTICLES and len(bare[2]) > 3:
                yield bare[2], "person", person.name  # "Hayya" for "al-Hayya"
        if person.title and " " in person.title:
            yield person.title, "description", person.name
    yield from derived(party)
    for part in parts_of(party):
        yield part, "part", None


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
    """The last name with its particles ("al-Rishq", "Okafor-Lane"); None for a single name."""
    words = name.split()
    if len(words) < 2:
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    surname = " ".join(words[start:])
    return surname if surname[:1].isupper() or surname.split("-")[0].lower() in PARTICLES else None


def parts_of(party: Party) -> Iterator[str]:
    """The words of a longer name that may stand for it: "Tidewater" of "Tidewater Terminals"."""
    common = words("actors", "common_parts") | {w for kind in table("actors")["kinds"].values() for w in kind["marks"]}
    for name in (party.name, *party.aliases):
        pieces = re.split(r"[\s-]+", name)
        for piece in pieces if len(pieces) > 1 else ():
            if len(piece) > 3 and piece[:1].isupper() and piece.isalpha() and piece.lower() not in common:
                yield piece
