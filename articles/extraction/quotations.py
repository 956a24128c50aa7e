"""Who speaks where: direct speech may run over sentences and paragraphs while its speaker is named once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .grammar import subject_of
from .lexicon import words
from .marks import is_quoted, quoted_share
from .parsed import Sentence, Who
from .records import Actor, Basis, Mention

LABEL_WORDS = 14  # a line that only names who speaks is no longer
HEAD_WORDS = 5  # of a name before a colon
FIRST = {"i", "we", "us", "our", "my", "me"}
NOBODY = Actor(party=None, basis=Basis.SOURCES, token=0)  # somebody speaks who is of no party


@dataclass(slots=True)
class Voices:
    """Follows who speaks, sentence by sentence."""

    text: str
    sentences: Sequence[Sentence]
    last: Actor | None = None
    labelled: Actor | None = None

    def speaker(self, n: int, who: Who, by_token: dict[int, Mention]) -> Actor | None:
        """Who says the sentence of that number, by its own words or by those around it. Ask in reading order."""
        sentence = self.sentences[n]
        if self.is_label(sentence):
            named = [by_token[t.i] for t in sentence if t.i in by_token and by_token[t.i].party]
            people = [mention for mention in named if mention.speaker] or (named if is_head(sentence) else [])
            self.labelled = actor_of(people[-1]) if people else None
            return None
        if own := self.own(sentence, who):
            self.last = own
            return own
        if quoted_share(sentence) > 0.5:
            following = self.following(n, who)
            if following is not None:
                self.last = following
            elif self.last is None and self.continues(n):
                self.last = self.person_of(n - 1, by_token)
            elif not (self.continues(n) or is_quoted(sentence.tokens[0])):
                self.last = None
            return self.last
        if any(t.lower_ in FIRST for t in sentence) or (self.continues(n) and is_head(self.sentences[n - 1])):
            return self.labelled
        return None

    def own(self, sentence: Sentence, who: Who) -> Actor | None:
        """The one who speaks by the sentence's own words, outside of direct speech."""
        verbs = words("actors", "speech", "verbs")
        for verb in sentence:
            if verb.lemma_.lower() not in verbs or verb.pos_ not in ("VERB", "AUX") or is_quoted(verb):
                continue
            subject = subject_of(verb)
            if subject is not None and not is_quoted(subject):
                actors = who(subject)
                if actors or subject.pos_ in ("PROPN", "PRON"):
                    return actors[0] if actors else NOBODY
        return None

    def following(self, n: int, who: Who) -> Actor | None:
        """The speaker whom the same paragraph names next."""
        for later in self.sentences[n + 1 : n + 6]:
            if "\n" in self.text[self.sentences[n].start_char : later.start_char]:
                return None
            if own := self.own(later, who):
                return own
        return None

    def person_of(self, n: int, by_token: dict[int, Mention]) -> Actor | None:
        """The person whom a sentence names, if it is one: "Oduya met reporters." before what he said."""
        named = [by_token[t.i] for t in self.sentences[n] if t.i in by_token and by_token[t.i].speaker]
        return actor_of(named[-1]) if named and named[-1].party else None

    def continues(self, n: int) -> bool:
        """Whether a sentence stands in the same paragraph as the one before."""
        return n > 0 and "\n" not in self.text[self.sentences[n - 1].end_char : self.sentences[n].start_char]

    def is_label(self, sentence: Sentence) -> bool:
        """Whether a line may only name who speaks next: "RUTH ADLER, UNION LEADER" or "Adler:"."""
        line = sentence.text.strip()
        alone = "\n" in self.text[max(0, sentence.start_char - 1) : sentence.start_char] or sentence.start_char == 0
        open_end = not line.endswith((".", "!", "?", "”", '"'))
        shouted = line.upper() == line and 0 < len(line.split()) <= LABEL_WORDS
        return line.endswith(":") or (alone and open_end and shouted)


def is_head(sentence: Sentence) -> bool:
    """Whether a sentence is only a name and a colon, as a headline has it: "Adler: strike will go on"."""
    return len(sentence) <= HEAD_WORDS and sentence.text.rstrip().endswith(":")


def actor_of(mention: Mention) -> Actor:
    """A person named as a speaker."""
    return Actor(
        party=mention.party, basis=Basis.OWN, token=mention.end - 1, speaker=mention.speaker, certainty=0.8, how="label"
    )
