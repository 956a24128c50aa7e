"""Joins what the steps found of one document into statements and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from .attribution import attribute, reporters_of
from .coreference import Scene, actors_of
from .dates import Dated, find_dates
from .grammar import frame
from .issues import link
from .quantities import find_quantities, issue_of
from .records import (
    Actor,
    Basis,
    Cue,
    Document,
    Dossier,
    Figure,
    Issue,
    Link,
    Precision,
    Reason,
    Span,
    Stance,
    Statement,
)
from .segment import words_of
from .sides import side_of
from .stances import find_cues

THRESHOLD = 0.55  # statements less sure are left out; see docs/reading.md
OBJECTS = {"dobj", "pobj", "nsubjpass", "attr", "nsubj", "oprd", "ccomp", "xcomp"}


@dataclass(slots=True)
class Reader:
    """Walks a document in reading order and remembers who was spoken of, and which issues."""

    document: Document
    dossier: Dossier
    doc: Doc
    scene: Scene
    recent: list[str] = field(default_factory=list)
    found: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        cues = find_cues(sentence, self.who, self.reporters)
        linked: list[Link] = []
        several = len({holder.party for cue in cues for holder in cue.holders}) > 1
        for cue in self.conceded(cues):
            links = self.links(cue)
            self.found += self.statements(cue, links, sentence, several=several)
            self.speak_of(link.issue for link in links)
            linked += links
        spoken = link(self.doc, frozenset(t.i for t in sentence), self.dossier)
        self.figures += self.counts(sentence, [found.issue for found in (*linked, *spoken)])
        self.speak_of([found.issue for found in (*reversed(spoken), *linked)])
        self.remember_reporter(sentence)
        self.scene.enter(sentence)

    def speak_of(self, issues: Iterable[str]) -> None:
        """Remember which issues were spoken of last."""
        for issue in issues:
            self.recent = [other for other in self.recent if other != issue] + [issue]

    def conceded(self, cues: list[Cue]) -> list[Cue]:
        """ "Changed its position and now offers X": what follows is the concession."""
        turned = [cue for cue in cues if cue.stance is Stance.CONCEDE and not self.links(cue)]
        return [
            replace(cue, stance=Stance.CONCEDE)
            if any(t.token < cue.token and t.holders[0].party == cue.holders[0].party for t in turned)
            and cue.stance in (Stance.OFFER, Stance.ACCEPT)
            else cue
            for cue in cues
            if cue not in turned
        ]

    def who(self, token: Token) -> list[Actor]:
        """The actors of a noun phrase."""
        return actors_of(token, self.scene)

    def reporters(self, token: Token) -> list[Actor]:
        """Who reports what a token says."""
        return reporters_of(token, self.who)

    def remember_reporter(self, sentence: Sentence) -> None:
        """Whom "the officials said" in the next sentence would point back to."""
        told = [actor for token in sentence for actor in self.reporters(token) if actor.party]
        reporters = [actor for actor in told if actor.basis is Basis.OFFICIALS]
        if reporters:
            self.scene.reporter = reporters[-1]

    def links(self, cue: Cue) -> list[Link]:
        """The issues that a cue is about, named here or before."""
        heads = frozenset(i for i in cue.about if self.doc[i].dep_ in OBJECTS)
        return link(self.doc, cue.about, self.dossier, heads=heads, recent=self.recent)

    def statements(self, cue: Cue, links: list[Link], sentence: Sentence, *, several: bool) -> Iterator[Statement]:
        """A cue's statements: one for each holder and issue, and the demands that are its conditions."""
        reporters = self.reporters(self.doc[cue.token])
        dated = self.dated(cue, sentence)
        demands = self.listed_demands(cue) if not links else []
        for holder in cue.holders:
            if holder.party is None:
                continue
            context = (holder, reporters, dated, sentence, several)
            for found in links:
                yield self.statement(cue, found, cue.stance, *context)
            for issue in demands:
                if any(s.issue == issue and s.party != holder.party for s in self.found):
                    told = Link(issue=issue, score=0.7, tokens=frozenset({cue.token}))
                    yield self.statement(cue, told, cue.stance, *context)
            if cue.conditions and cue.stance in (Stance.OFFER, Stance.ACCEPT, Stance.CONCEDE):
                for found in link(self.doc, cue.conditions, self.dossier):
                    if found.issue not in {told.issue for told in links} and found.score > 0.7:
                        yield self.statement(cue, found, Stance.DEMAND, *context)

    def statement(
        self,
        cue: Cue,
        found: Link,
        stance: Stance,
        holder: Actor,
        reporters: list[Actor],
        dated: Dated | None,
        sentence: Sentence,
        several: bool,
    ) -> Statement:
        """One statement with its reasons."""
        attribution, speaker = attribute(holder, reporters)
        issue = self.issue(found.issue)
        said = " ".join(self.doc[i].text for i in sorted(cue.about | {cue.token} | found.tokens))
        before = [s.side for s in self.found if s.party == holder.party and s.issue == found.issue and s.side]
        said_on = min(dated.day, self.document.published) if dated else self.document.published
        return Statement(
            party=holder.party or "",
            issue=found.issue,
            stance=stance,
            side=side_of(issue, said, stance, holder=self.name(holder), before=before[-1] if before else None),
            said_on=said_on,
            precision=dated.precision if dated else Precision.DAY,
            attribution=attribution,
            speaker=speaker,
            quote=self.quote(cue, sentence, several=several),
            confidence=round(min(0.97, cue.strength * holder.certainty * (0.45 + 0.55 * found.score)), 2),
            reasons=tuple(self.reasons(cue, found, holder, reporters, dated)),
        )

    def reasons(
        self, cue: Cue, found: Link, holder: Actor, reporters: list[Actor], dated: Dated | None
    ) -> Iterator[Reason]:
        """Which words decided what."""
        yield Reason(part="party", words=self.word(holder.token), why="holder of the stance")
        yield Reason(part="stance", words=self.word(cue.token), why=cue.kind)
        yield Reason(
            part="issue", words=self.word(min(found.tokens)), why="named" if found.score > 0.7 else "suggested"
        )
        if reporters:
            yield Reason(part="attribution", words=self.word(reporters[0].token), why="reports it")
        if dated:
            yield Reason(part="date", words=dated.words, why="day named")

    def word(self, i: int) -> Span:
        """A token as a span of the text."""
        return Span(self.doc[i].idx, self.doc[i].idx + len(self.doc[i]))

    def name(self, holder: Actor) -> str:
        """The party's name."""
        return next(party.name for party in self.dossier.parties if party.key == holder.party)

    def issue(self, key: str) -> Issue:
        """An issue by its key."""
        return next(issue for issue in self.dossier.issues if issue.key == key)

    def listed_demands(self, cue: Cue) -> list[str]:
        """The issues that "these demands" stand for: those demanded in the sentences just before."""
        words = [self.doc[i] for i in cue.about]
        if not any(t.lemma_.lower() in frame("backward") and t.tag_ == "NNS" for t in words):
            return []
        start = self.doc[cue.token].sent.start_char
        near = [s for s in self.found if s.stance is Stance.DEMAND and start - s.quote.start < 900]
        return list(dict.fromkeys(s.issue for s in near))

    def dated(self, cue: Cue, sentence: Sentence) -> Dated | None:
        """The day that governs the cue: one that hangs on its verb or on a verb above it."""
        token = self.doc[cue.token]
        above = {token.i, *(t.i for t in token.ancestors)}
        inner = {t.i for child in token.children if child.dep_ in ("dobj", "ccomp", "xcomp") for t in child.subtree}
        for dated in find_dates(
            self.doc.text, start=sentence.start_char, end=sentence.end_char, published=self.document.published
        ):
            span = self.doc.char_span(*dated.words, alignment_mode="expand")
            if span is not None and span.root.i not in inner and verb_over(span.root) in above:
                return dated
        return None

    def quote(self, cue: Cue, sentence: Sentence, *, several: bool) -> Span:
        """The sentence, or the cue's clause where the sentence tells of several parties."""
        whole = words_of(list(sentence))
        if not several:
            return whole
        verb = self.doc[cue.token]
        while verb.head.i != verb.i and verb.dep_ not in ("conj", "ccomp", "parataxis", "advcl", "ROOT"):
            verb = verb.head
        clause = words_of([t for t in self.doc[verb.left_edge.i : verb.right_edge.i + 1] if t.sent == sentence])
        return clause if clause.end - clause.start >= 25 else whole

    def counts(self, sentence: Sentence, linked: list[str]) -> Iterator[Figure]:
        """The figures of a sentence."""
        for token, value, unit in find_quantities(sentence):
            known = issue_of(unit, sentence, self.dossier.issues, linked)
            if known is None:
                continue
            cues = find_cues(sentence, self.who, self.reporters)
            holders = [holder for cue in cues for holder in cue.holders if holder.party]
            sources = [actor for actor in self.reporters(token) if actor.party] or holders
            yield Figure(
                issue=known[0],
                value=value,
                unit=unit,
                counted_by=sources[0].party if sources else None,
                quote=words_of(list(sentence)),
                confidence=known[1],
            )


def verb_over(token: Token) -> int:
    """The verb that a phrase hangs on."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token.i


def merge(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements that repeat another one become passages of it, the surest standing for all."""
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        if statement.confidence < THRESHOLD:
            continue
        key = (statement.party, statement.issue, statement.stance, statement.speaker, statement.attribution)
        first = kept.get(key)
        if first is None:
            kept[key] = statement
        elif first.quote != statement.quote:
            better, other = (statement, first) if statement.confidence > first.confidence + 0.1 else (first, statement)
            kept[key] = replace(better, also=(*first.also, *statement.also, other.quote))
    return tuple(sorted(kept.values(), key=lambda s: (s.quote.start, s.issue)))


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each number on an issue once."""
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        kept.setdefault((figure.issue, figure.value), figure)
    return tuple(kept.values())
