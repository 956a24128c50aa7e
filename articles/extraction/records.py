"""The nouns of the extraction: what goes in, what comes out. Frozen, and free of Django.

A `Document` and a `Dossier` go in, an `Extraction` comes out: statements and figures, each with the
`Span` of its quote in the document's text. Offsets count characters as Python does, the end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: `start` up to, and without, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


class Stance(StrEnum):
    """What a party does about an issue; `docs/codebook.md` defines each."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    CONCEDE = "concede"


class Precision(StrEnum):
    """How exactly the day of a statement is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Basis(StrEnum):
    """Whose account a statement rests on."""

    OWN = "own"
    OFFICIALS = "officials"
    PARTY = "party"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The basis of a statement; `party` is the key of the reporting party where the basis is PARTY, else None."""

    basis: Basis
    party: str | None = None

    def __str__(self) -> str:
        """The codebook's notation, for instance "own" or "party:union"."""
        return f"party:{self.party}" if self.basis is Basis.PARTY else self.basis.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks for a party; `title` ("prime minister") may be empty."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party as an editor entered it: its name, other names, people, and descriptions ("the militant group")."""

    key: str
    name: str
    role: str = "party"
    aliases: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    descriptions: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By the key alone: what is known of a party is looked up by it very often."""
        return hash(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePoint:
    """A named point (a side) on an issue's scale; `value` runs from 0 to 100."""

    key: str
    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue as an editor entered it: name, question, the terms that name it, its scale, the unit of its figures."""

    key: str
    name: str
    question: str = ""
    terms: tuple[str, ...] = ()
    points: tuple[ScalePoint, ...] = ()
    unit: str = ""

    def __hash__(self) -> int:
        """By the key alone, as a party's."""
        return hash(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A position that the record already holds: what an extractor may learn from of its party, issue and words."""

    party: str
    issue: str
    side: str | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that an extractor knows of a negotiation beforehand; `precedents` are the latest positions on record."""

    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    precedents: tuple[Precedent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as it is stored; `published` is the day against which its dates are resolved."""

    text: str
    published: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a part of a statement reads as it does.

    `part` is the field's name. `words` is the place that decided it, in the quote or elsewhere in the text; None where
    no words did. `by` names the way in a word or two ("pronoun"), `why` tells it in plain words. A part is `weak` where
    it is inferred and no words say it outright; `docs/reading.md` lists how.
    """

    part: str
    words: Span | None
    by: str
    why: str
    weak: bool = False


class Alternative(NamedTuple):
    """An issue that a passage may bear on, and how likely, from 0 to 1."""

    issue: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a party wants on an issue, as the document tells it.

    `party`, `issue` and `side` are keys of the dossier; `side` is None where the text does not tell. `dated` is where
    the text tells the day; None where that is the day of publication.
    `also` holds passages that merely repeat the statement. `confidence` runs from 0 to 1; `alternatives` are up to
    three issues that the passage most likely bears on, with their scores, its own perhaps among them; `features` name
    what spoke for it.
    """

    party: str
    issue: str
    stance: Stance
    side: str | None
    said_on: date
    precision: Precision = Precision.DAY
    dated: Span | None = None
    attribution: Attribution
    speaker: str | None = None
    quote: Span
    also: tuple[Span, ...] = ()
    confidence: float
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that bears on an issue; `counted_by` is the key of the party whose count it is, or None."""

    issue: str
    value: Decimal
    unit: str
    counted_by: str | None = None
    quote: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was found in a document, in reading order."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a party: the tokens `first` up to, and without, `end`; `speaker` where they name a person."""

    party: str
    first: int
    end: int
    kind: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who holds or reports something: a party (None: of no known party), on what basis, by whose mouth.

    `token` is the head of the words that name the actor; `certainty` runs from 0 to 1; `how` tells by what the
    party was known: name, person, body, officials, holding, description, title, pronoun, both, author, label, carried,
    stranger; of reporters also flat, media, hearsay, unnamed.
    """

    party: str | None
    basis: Basis
    token: int
    speaker: str | None = None
    certainty: float = 1.0
    how: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A stance that a sentence takes: the token that says so, who holds it, the tokens that it is about.

    `granting` is what the words by themselves do where only their time makes them a concession: "now accepts".
    """

    stance: Stance
    token: int
    kind: str
    holders: tuple[Actor, ...]
    about: frozenset[int]
    conditions: frozenset[int] = frozenset()
    strength: float = 1.0
    granting: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An issue that words may bear on, how surely, and the tokens that say so.

    `kind` tells how it was found: term, everyday, loose, near, synonym, words, unit, back, pronoun, again, carried,
    listed, signing. `shared` is the weight of all of the issue's words in the sentence, `own` of those found here.
    """

    issue: str
    score: float
    tokens: frozenset[int]
    kind: str = "term"
    shared: float = 0.0
    own: float = 0.0
