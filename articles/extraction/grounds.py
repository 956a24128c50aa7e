"""What a statement rests on, and the places of words: the rooms of `reasons` share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .dates import Dated
from .pairs import Pair
from .parsed import Doc, Sentence, Token
from .records import Actor, Basis, Dossier, Issue, Link, Mention, Party, Span
from .sides import Told

LONG = 60  # characters of a text's words that a reason repeats
NEAR = 2  # tokens: words no further apart are shown as one place
PLACES = 3  # of one reason, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one statement rests on."""

    pair: Pair
    sentence: Sentence
    reporters: tuple[Actor, ...]
    dated: Dated | None
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of the whole document once it has been read."""

    doc: Doc
    dossier: Dossier
    published: date
    mentions: Mapping[int, Mention]  # by token
    titles: Sequence[tuple[str, Mention]]  # "premier" → who bears the title, in reading order
    met: Sequence[Actor]  # whoever was named or meant, in reading order
    named: Sequence[Link]  # where issues are named, in reading order

    def party(self, key: str | None) -> Party:
        """A party by its key."""
        return next(party for party in self.dossier.parties if party.key == key)

    def issue(self, key: str) -> Issue:
        """An issue by its key."""
        return next(issue for issue in self.dossier.issues if issue.key == key)

    def namings(self, party: str | None) -> list[Actor]:
        """Wherever words name a party or stand for it, in reading order."""
        found = {actor.token: actor for actor in self.met if actor.party == party}
        for mention in self.mentions.values():
            if mention.party == party and not found.keys() & range(mention.first, mention.end):
                last = mention.end - 1
                found[last] = Actor(party=party, basis=Basis.OWN, token=last, speaker=mention.speaker)
        return [found[token] for token in sorted(found)]

    def place(self, tokens: Iterable[Token | int]) -> Span:
        """Where tokens stand in the text, from the first to the last, without white space at the ends."""
        inside = sorted(t if isinstance(t, int) else t.i for t in tokens)
        kept = [self.doc[i] for i in inside if not self.doc[i].is_space] or [self.doc[inside[0]]]
        return Span(kept[0].idx, kept[-1].idx + len(kept[-1].text))

    def places(self, tokens: Iterable[int]) -> list[Span]:
        """The same for tokens that stand apart: one place for those close together, the first few alone."""
        inside = sorted(tokens)
        runs: list[list[int]] = []
        for i in [i for i in inside if self.doc[i].text[0].isalnum()] or inside:
            if runs and i - runs[-1][-1] <= NEAR:
                runs[-1].append(i)
            else:
                runs.append([i])
        return [self.place(run) for run in runs[:PLACES]]

    def all_quoted(self, places: Iterable[Span]) -> str:
        """The words of several places, one after the other."""
        return " … ".join(map(self.quoted, places))

    def quoted(self, place: Span) -> str:
        """The words of a place between quotation marks, on one line and not too long."""
        words = " ".join(self.doc.text[place.start : place.end].split()).strip("“”\"' ")
        return f"“{words}”" if len(words) <= LONG else f"“{words[:LONG].rsplit(' ', 1)[0]} …”"


def phrase_of(token: Token) -> list[Token]:
    """A noun with the words before it that belong to it: "two Norland officials"."""
    found = [token]
    while found[0].i > token.sent.start:
        before = token.doc[found[0].i - 1]
        if before.is_punct or before.is_space or before.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ"):
            break
        if not (before.head in found or token.is_ancestor(before)) or len(found) > 5:
            break
        found.insert(0, before)
    return found
