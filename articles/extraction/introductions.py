"""Whom an article itself introduces: "Front spokesman Tomas Oduya", "Ruth Adler, the union's general secretary".

The people that an editor entered are only a few of those who speak. What is learnt here holds for one article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lexicon import words
from .parsed import Doc, Token
from .records import Mention

REACH = 9  # tokens in which a title and a party stand beside a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """What an article teaches about its people: mentions of those unknown before, and titles with their holders."""

    mentions: tuple[Mention, ...]
    titles: tuple[tuple[str, Mention], ...]  # "premier" → who bears the title, in reading order


def introduced(doc: Doc, mentions: Sequence[Mention]) -> Introduced:
    """The people and titles that a document introduces beside its known mentions."""
    at = {i: mention for mention in mentions for i in range(mention.first, mention.end)}
    people: dict[str, tuple[str, str]] = {}
    titles: list[tuple[str, Mention]] = []
    for run in name_runs(doc, at):
        known = next((at[t.i] for t in run if t.i in at and at[t.i].speaker), None)
        title, party = presentation(doc, run, at)
        if known is not None:
            titles += [(title, known)] if title else []
        elif title and party and not any(t.i in at for t in run):
            name = " ".join(t.text for t in run)
            people[name] = people[run[-1].text] = (party, name)
            titles.append((title, Mention(party=party, first=run[0].i, end=run[-1].i + 1, kind="person", speaker=name)))
        elif len(run) < 4 and not any(t.i in at for t in run) and is_person(doc, run):
            name = " ".join(t.text for t in run)
            people[name] = people[run[-1].text] = ("", name)
    return Introduced(mentions=tuple(again(doc, people, at)), titles=tuple(titles))


def name_runs(doc: Doc, at: dict[int, Mention]) -> Iterator[list[Token]]:
    """Runs of proper names that may name a person: two words or more, or a known person."""
    run: list[Token] = []
    for token in doc:
        is_name = token.pos_ == "PROPN" and token.text[:1].isupper() and token.lemma_.lower() not in titles_known()
        if token.i in at and at[token.i].speaker is None:
            is_name = False
        if is_name:
            run.append(token)
            continue
        if len(run) > 1 or any(t.i in at for t in run):
            yield run
        run = []
    if len(run) > 1:
        yield run


def is_person(doc: Doc, run: Sequence[Token]) -> bool:
    """Whether an unknown name is somebody who speaks, has an age or is presented: a stranger to the negotiation."""
    after = [t.text for t in doc[run[-1].i + 1 : run[-1].i + 3]]
    if len(after) == 2 and after[0] == "," and (after[1].isdecimal() or after[1] in ("a", "an", "the", "who", "whose")):
        return True
    head = run[-1]
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in words("actors", "speech", "verbs")


def titles_known() -> frozenset[str]:
    """Words for an office or a voice."""
    return words("actors", "titles")


def presentation(doc: Doc, run: Sequence[Token], at: dict[int, Mention]) -> tuple[str, str | None]:
    """The title beside a name, and the party that it is of: before the name, or behind a comma."""
    first, last = run[0].i, run[-1].i
    before = [doc[i] for i in range(max(doc[first].sent.start, first - REACH), first)]
    for n in range(len(before) - 1, -1, -1):
        if before[n].is_punct or before[n].pos_ in ("VERB", "AUX", "SCONJ"):
            before = before[n + 1 :]
            break
    title = next((t.lemma_.lower() for t in reversed(before[-3:]) if t.lemma_.lower() in titles_known()), "")
    party = next((at[t.i].party for t in reversed(before) if t.i in at), None)
    if title and party:
        return title, party
    if last + 1 < len(doc) and doc[last + 1].text == ",":
        behind = []
        for i in range(last + 2, min(len(doc), last + 2 + REACH + 4)):
            ends = doc[i].text in (",", ".", ";") or doc[i].pos_ == "AUX"
            if ends or (doc[i].tag_ in ("VBD", "VBZ") and behind and doc[behind[0]].lower_ != "who"):
                break
            behind.append(i)
        title_behind = next((doc[i].lemma_.lower() for i in behind if doc[i].lemma_.lower() in titles_known()), "")
        party_behind = next((at[i].party for i in behind if i in at), None)
        if title_behind:
            return title_behind, party_behind or party
    if title and last + 1 < len(doc) and doc[last + 1].lower_ in ("of", "from", "for"):
        party = next((at[i].party for i in range(last + 2, min(len(doc), last + 6)) if i in at), None)
    return title, party


def again(doc: Doc, people: dict[str, tuple[str, str]], at: dict[int, Mention]) -> Iterator[Mention]:
    """Every mention of the people learnt, by full name or surname, the longest first."""
    by_first: dict[str, list[list[str]]] = {}
    for name in sorted(people, key=len, reverse=True):
        by_first.setdefault(name.split(" ")[0], []).append(name.split(" "))
    end = 0
    for token in doc if by_first else ():
        for parts in by_first.get(token.text, ()) if token.i >= end else ():
            words = doc[token.i : token.i + len(parts)]
            if [t.text for t in words] == parts and not any(t.i in at for t in words):
                party, full = people[" ".join(parts)]
                end = token.i + len(parts)
                kind = "introduced" if party else "stranger"
                yield Mention(party=party, first=token.i, end=end, kind=kind, speaker=full)
                break
