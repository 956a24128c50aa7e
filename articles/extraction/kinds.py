"""Of what kind a party is, to judge by its names: a state, a union, a company; and which words fit it."""

from __future__ import annotations

from functools import cache

from .lexicon import table
from .records import Party


@cache
def describes(lemma: str, party: Party) -> bool:
    """Whether a word fits a party: it ends one of its names, or may stand for a party of its kind."""
    names = [party.name, *party.aliases, *party.descriptions]
    if any(head_of(name) == lemma for name in names if " " in name):
        return True
    return any(lemma in table("actors")["kinds"][kind]["words"] for kind in kinds_of(party))


@cache
def kinds_of(party: Party) -> frozenset[str]:
    """The kinds of party that a party's names suggest: state, union, company, ..."""
    names = (party.name, *party.aliases, *party.descriptions)
    if any(name in table("states")["states"] for name in names):
        return frozenset({"state"})
    heads = {word.lower() for name in names for word in name.split()}
    found = {kind for kind, known in table("actors")["kinds"].items() if heads & set(known["marks"])}
    # "Norland" with an alias "Norlander": a country that no table knows.
    stem = party.name[: max(4, len(party.name) - 3)]
    if " " not in party.name and any(alias != party.name and alias.startswith(stem) for alias in party.aliases):
        found.add("state")
    return frozenset(found)


def head_of(name: str) -> str:
    """The noun that a name turns on: "City of Haven" is a city, the "Dockers' Union" a union."""
    return name.lower().split(" of ")[0].split()[-1]
