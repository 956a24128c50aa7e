"""Joins what the steps found of one document into statements and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .attribution import attribute, reporters_of, speech_over
from .coreference import Scene, actors_of
from .counts import Counts
from .dates import Dated
from .dating import governing
from .figures import find_figures
from .grammar import frame
from .issues import Vocabulary, find_links, refer_back
from .marks import is_quoted, quoted_share
from .pairs import Pair, find_pairs
from .parsed import Doc, Sentence, Token
from .quotations import Voices
from .reasons import Background, Ground, explain
from .records import (
    Actor,
    Alternative,
    Basis,
    Document,
    Dossier,
    Figure,
    Issue,
    Link,
    Precision,
    Span,
    Stance,
    Statement,
)
from .scorer import THRESHOLD, likelihood, stance_of
from .segment import words_of
from .setting import Setting
from .sides import Told, side_of
from .stances import cue_at, find_cues

BESIDE = 0.6  # a party's second stance or voice on an issue must be that likely to be proposed
SECOND = 0.7  # how likely an issue in other words remains where the party's passage has a likelier one
FLOOR = 0.15  # statements less likely are not kept at all
NAMED = {"term", "loose", "everyday"}
OUTRIGHT = NAMED | {"near", "listed"}
KNOWN = NAMED | {"near", "synonym", "words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair, how likely it is a position, and, unless it is too unlikely to be kept, what its statement would say."""

    pair: Pair
    likely: float
    sentence: Sentence
    reporters: tuple[Actor, ...] = ()
    dated: Dated | None = None
    several: bool = False


@dataclass(slots=True)
class Reader:
    """Walks a document in reading order and remembers who was spoken of, and which issues."""

    document: Document
    dossier: Dossier
    vocabulary: Vocabulary
    doc: Doc
    scene: Scene
    sentences: Sequence[Sentence]
    floor: float = FLOOR
    recent: list[str] = field(default_factory=list)
    recent_at: dict[str, int] = field(default_factory=dict)
    demanded: list[tuple[int, str]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    # What statements rest on, kept to explain those that remain: by party, issue and quote.
    grounds: dict[tuple[str, str, Span], Ground] = field(default_factory=dict)
    met: list[Actor] = field(default_factory=list)
    named: list[Link] = field(default_factory=list)
    # Who was meant, and who reports, by the tokens of this sentence: many steps ask.
    known: dict[int, list[Actor]] = field(default_factory=dict)
    told: dict[int, list[Actor]] = field(default_factory=dict)

    def read(self) -> None:
        """Take in every sentence."""
        voices = Voices(self.doc.text, self.sentences)
        spoken = [find_links(self.doc, list(sentence), self.vocabulary) for sentence in self.sentences]
        self.named = [link for links in spoken for link in links if link.kind in NAMED]
        named = ({link.issue for link in links if link.kind in NAMED} for links in spoken)
        counts = Counter(issue for issues in named for issue in issues)
        for n, sentence in enumerate(self.sentences):
            self.known.clear()
            speaker = voices.speaker(n, self.who, self.scene.by_token)
            self.scene.speaking = speaker
            self.known.clear()  # "we" is known only now
            self.told.clear()
            links = self.links(n, sentence, spoken[n])
            setting = self.setting(n, sentence, links, speaker, counts)
            candidates = [self.candidate(pair, setting) for pair in find_pairs(setting)]
            self.candidates += candidates
            for pair in (candidate.pair for candidate in candidates):
                if pair.cue and pair.cue.stance is Stance.DEMAND and pair.link.kind in KNOWN:
                    self.demanded.append((n, pair.link.issue))
            recent = {issue: n - self.recent_at.get(issue, -9) for issue in self.recent}
            weighed = [(candidate.likely, candidate.pair) for candidate in candidates]
            self.figures += find_figures(setting, weighed, self.dossier, recent, self.counts, self.reporters)
            self.speak_of(n, links)
            self.remember_reporter(sentence)
            self.scene.enter(sentence)

    def links(self, n: int, sentence: Sentence, spoken: Sequence[Link]) -> list[Link]:
        """The issues that a sentence may bear on, those of the sentence before among them where it names none."""
        named = {link.issue for link in spoken}
        back = refer_back(list(sentence), self.vocabulary, self.recent, spoken)
        links = [*spoken, *(link for link in back if link.issue not in named or link.kind == "again")]
        known = {link.issue for link in links}
        if not any(link.kind in NAMED for link in links):
            for issue in self.recent[-2:]:
                if issue not in known and n - self.recent_at.get(issue, -9) <= 3:
                    root = frozenset({sentence.root.i})
                    links.append(Link(issue=issue, score=0.3, tokens=root, kind="carried"))
        return [*links, *self.listed(n, sentence, known)]

    def listed(self, n: int, sentence: Sentence, known: set[str]) -> Iterator[Link]:
        """The issues that "these demands" stand for: those on which something was demanded just before."""
        for token in sentence:
            if token.tag_ == "NNS" and token.lemma_.lower() in frame("backward"):
                for issue in dict.fromkeys(issue for at, issue in self.demanded if 0 < n - at <= 4):
                    if issue not in known:
                        yield Link(issue=issue, score=0.7, tokens=frozenset({token.i}), kind="listed")
                return

    def setting(
        self,
        n: int,
        sentence: Sentence,
        links: Sequence[Link],
        speaker: Actor | None,
        counts: dict[str, int],
    ) -> Setting:
        """What is known around a sentence."""
        actors = {actor.token: actor for token in sentence for actor in self.meant(token)} if links else {}
        self.met += actors.values() if links else self.described(sentence)
        # A sentence that bears on no issue and counts nothing is left alone: that is every second one.
        matters = bool(links) or any(token.like_num for token in sentence)
        return Setting(
            doc=self.doc,
            sentence=sentence,
            actors=tuple(actors.values()),
            cues=tuple(find_cues(sentence, self.who, self.reporters, speaker)) if matters else (),
            links=tuple(links),
            speaker=speaker,
            outsider=speaker is not None and speaker.party is None,
            carried=tuple(self.scene.subjects),
            author=self.scene.author,
            quoted=quoted_share(sentence),
            headline=not sentence.text.rstrip().endswith((".", "!", "?", "”", '"', ":")),
            place=n / max(1, len(self.sentences)),
            counts=counts,
            roles={party.key: party.role for party in self.dossier.parties},
            verdicts=self.vocabulary.verdicts,
            lexical=tuple((t.i, cue[0], cue[1]) for t in sentence if (cue := cue_at(t))) if matters else (),
        )

    def meant(self, token: Token) -> list[Actor]:
        """The actors that a token's words name, if any."""
        if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") or token.dep_ == "poss":
            return [actor for actor in self.who(token) if actor.party]
        return []

    def described(self, sentence: Sentence) -> Iterator[Actor]:
        """Whom a sentence that bears on no issue speaks of without a name: a later "it" may stand for "the group"."""
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN") and token.i not in self.scene.by_token:
                yield from self.meant(token)

    def candidate(self, pair: Pair, setting: Setting) -> Candidate:
        """A pair with its context."""
        likely = likelihood(pair.features)
        if likely < self.floor:
            return Candidate(pair=pair, likely=likely, sentence=setting.sentence)
        token = self.doc[pair.cue.token if pair.cue else min(pair.link.tokens)]
        holders = {holder.party for cue in setting.cues for holder in cue.holders}
        reporters = self.reporters(token)
        if not reporters and setting.speaker:
            reporters = [setting.speaker]
        dated = self.dated(token, setting.sentence)
        return Candidate(
            pair=pair,
            likely=likely,
            sentence=setting.sentence,
            reporters=tuple(reporters),
            dated=dated,
            several=len(holders - {None}) > 1,
        )

    def speak_of(self, n: int, links: Iterable[Link]) -> None:
        """Remember which issues were spoken of last."""
        for link in sorted(links, key=lambda link: min(link.tokens)):
            if link.kind in NAMED or link.kind == "back":
                self.recent = [other for other in self.recent if other != link.issue] + [link.issue]
                self.recent_at[link.issue] = n

    def who(self, token: Token) -> list[Actor]:
        """The actors of a noun phrase."""
        if token.i not in self.known:
            self.known[token.i] = actors_of(token, self.scene)
        return self.known[token.i]

    def reporters(self, token: Token) -> list[Actor]:
        """Who reports what a token says."""
        if token.i not in self.told:
            self.told[token.i] = reporters_of(token, self.who)
        return self.told[token.i]

    def remember_reporter(self, sentence: Sentence) -> None:
        """Whom "the officials said" in the next sentence would point back to."""
        verbs = (token for token in sentence if token.pos_ in ("VERB", "AUX"))
        told = [actor for verb in verbs for actor in self.reporters(verb) if actor.party]
        reporters = [actor for actor in told if actor.basis is Basis.OFFICIALS]
        if reporters:
            self.scene.reporter = reporters[-1]

    def statements(self) -> Iterator[Statement]:
        """The candidates worth keeping, as statements."""
        sides: dict[tuple[str, str], str] = {}
        rivals: dict[tuple[int, str | None], list[Alternative]] = {}
        for candidate in self.candidates:
            key = candidate.sentence.start, candidate.pair.actor.party
            rivals.setdefault(key, []).append(Alternative(candidate.pair.link.issue, round(candidate.likely, 3)))
        best = {key: sorted(known, key=lambda rival: (-rival.score, rival.issue))[:3] for key, known in rivals.items()}
        for candidate in self.candidates:
            likely, link = candidate.likely, candidate.pair.link
            likeliest = best[candidate.sentence.start, candidate.pair.actor.party]
            if link.kind not in OUTRIGHT and likeliest[0].issue != link.issue:
                likely *= SECOND
            if likely >= FLOOR:
                statement = self.statement(candidate, likely, sides)
                if statement.side and likely >= THRESHOLD:
                    sides[statement.party, statement.issue] = statement.side
                yield replace(statement, alternatives=tuple(likeliest))

    def statement(self, candidate: Candidate, likely: float, sides: dict[tuple[str, str], str]) -> Statement:
        """One statement, its reasons still to be told."""
        pair, dated, stance = candidate.pair, candidate.dated, taken(candidate.pair)
        party = pair.actor.party or ""
        attribution, speaker = attribute(pair.actor, list(candidate.reporters))
        issue = self.issue(pair.link.issue)
        about = pair.cue.about | {pair.cue.token} if pair.cue else frozenset(t.i for t in candidate.sentence)
        told = Told(
            issue=issue,
            stance=(pair.cue.granting if pair.cue else None) or stance,
            said=" ".join(self.doc[i].text for i in sorted(about | pair.link.tokens)),
            sentence=candidate.sentence.text,
            holder=next(known for known in self.dossier.parties if known.key == party),
            before=sides.get((party, issue.key)),
            usual=usual_side(self.dossier, party, issue.key),
        )
        quote = self.quote(pair, candidate.sentence, several=candidate.several)
        self.grounds[party, issue.key, quote] = Ground(
            pair=pair, sentence=candidate.sentence, reporters=candidate.reporters, dated=dated, told=told
        )
        return Statement(
            party=party,
            issue=issue.key,
            stance=stance,
            side=side_of(told),
            said_on=min(dated.day, self.document.published) if dated else self.document.published,
            dated=dated.words if dated else None,
            precision=dated.precision if dated else Precision.DAY,
            attribution=attribution,
            speaker=speaker,
            quote=quote,
            confidence=round(likely, 3),
            features=tuple(sorted(feature for feature in pair.features if "&" not in feature)),
        )

    def explained(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Statements with their reasons: what is left when repeats are merged, for most finds are not kept."""
        background = Background(
            doc=self.doc,
            dossier=self.dossier,
            published=self.document.published,
            mentions=self.scene.by_token,
            titles=self.scene.titles,
            met=self.met,
            named=self.named,
        )
        return tuple(
            replace(s, reasons=tuple(explain(s, self.grounds[s.party, s.issue, s.quote], background)))
            for s in statements
        )

    def issue(self, key: str) -> Issue:
        """An issue by its key."""
        return next(issue for issue in self.dossier.issues if issue.key == key)

    def dated(self, token: Token, sentence: Sentence) -> Dated | None:
        """The day that dates what a token says."""
        over, quoted = speech_over(token), is_quoted(token)
        return governing(token, sentence, published=self.document.published, over=over, quoted=quoted)

    def quote(self, pair: Pair, sentence: Sentence, *, several: bool) -> Span:
        """The sentence, or the cue's clause where the sentence tells of several parties."""
        whole = words_of(list(sentence))
        if not several or pair.cue is None:
            return whole
        verb = self.doc[pair.cue.token]
        while verb.head.i != verb.i and verb.dep_ not in ("conj", "ccomp", "parataxis", "advcl", "ROOT"):
            verb = verb.head
        clause = words_of([t for t in self.doc[verb.left_edge.i : verb.right_edge.i + 1] if t.sent is sentence])
        return clause if clause.end - clause.start >= 25 else whole


def usual_side(dossier: Dossier, party: str, issue: str) -> str | None:
    """The side that the record most often has a party on; None where it has none."""
    sides = Counter(p.side for p in dossier.precedents if (p.party, p.issue) == (party, issue) and p.side)
    return max(sorted(sides), key=lambda side: sides[side], default=None)


def taken(pair: Pair) -> Stance:
    """The stance of a pair: its cue's, a demand where the issue is the condition, else what its features suggest."""
    if pair.cue is None:
        return stance_of(pair.features)
    return Stance.DEMAND if pair.conditional else pair.cue.stance


def merge(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements that repeat another one become passages of it, the surest standing for all.

    Another stance or another voice of the party on the same issue is less likely than the scorer thinks, which knows
    one sentence only.
    """
    kept: dict[tuple[object, ...], Statement] = {}
    also: dict[tuple[object, ...], list[Span]] = {}
    met: set[tuple[str, str]] = set()
    for statement in sorted(statements, key=lambda s: (-s.confidence, s.quote.start)):
        pair = statement.party, statement.issue
        key = (*pair, statement.stance, statement.speaker, statement.attribution)
        if key not in kept:
            doubt = 1.0 if pair not in met else THRESHOLD / BESIDE
            kept[key] = replace(statement, confidence=round(statement.confidence * doubt, 3))
            also[key] = [*statement.also]
            met.add(pair)
        elif statement.confidence >= THRESHOLD and kept[key].quote != statement.quote:
            kept[key] = dated_as(kept[key], statement)
            also[key].append(statement.quote)
    whole = (replace(s, also=tuple(also[key])) if also[key] else s for key, s in kept.items())
    return without_own(sorted(whole, key=lambda s: (s.quote.start, s.issue)))


def dated_as(statement: Statement, other: Statement) -> Statement:
    """A statement without a day of its own has that of the passage that repeats it: a headline has the body's."""
    if statement.dated or not other.dated:
        return statement
    return replace(statement, said_on=other.said_on, precision=other.precision, dated=other.dated)


def without_own(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without alternatives that are proposed by themselves: choosing one would record it twice."""
    proposed = {(s.party, s.issue) for s in statements if s.confidence >= THRESHOLD}
    return tuple(without(s, {issue for party, issue in proposed if party == s.party} - {s.issue}) for s in statements)


def without(statement: Statement, issues: set[str]) -> Statement:
    """A statement without some issues among its alternatives."""
    left = tuple(other for other in statement.alternatives if other.issue not in issues)
    return statement if left == statement.alternatives else replace(statement, alternatives=left)


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each number on an issue once."""
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        kept.setdefault((figure.issue, figure.value), figure)
    return tuple(kept.values())
