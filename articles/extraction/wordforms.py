"""What is known of a word by itself: its class, base form and spelling, by spaCy's own rules, each case asked once.

Those rules see a word's tag and role, the word itself where one names it, and a few pairs of words ("gon" and "na").
Asked at every token, as spaCy's components do, they are a fifth of the parse; but texts repeat themselves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

RULES = ("attribute_ruler", "lemmatizer")  # spaCy's components that need not run over whole texts
ANY = "x"  # stands for every word that no rule names

Key = tuple[int, int, int]  # a word, its tag and its role, as spaCy's numbers


class Form(NamedTuple):
    """A word as `parsed.Token` has it, from its text on."""

    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    is_space: bool
    is_alpha: bool
    is_punct: bool
    like_num: bool


class Forms:
    """The forms of the words of parsed texts."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = map(nlp.get_pipe, RULES)
        rules = [(rule["index"], tokens) for rule in self._ruler.patterns for tokens in rule["patterns"]]
        self._named = {word for _, tokens in rules for word in named_by(tokens[0])}
        rare = [(place, tokens) for place, tokens in rules if len(tokens) > 1 or "REGEX" in str(tokens)]
        self._rare, self._places = Matcher(nlp.vocab), [place for place, _ in rare]
        for n, (_, tokens) in enumerate(rare):
            self._rare.add(str(n), [tokens])
        self.alone = lru_cache(maxsize=50_000)(self._alone)
        self.ruled = lru_cache(maxsize=10_000)(self._ruled)

    def of(self, parsed: Doc) -> list[Form]:
        """The forms of all tokens, in order."""
        keys: list[Key] = [tuple(row) for row in parsed.to_array((ORTH, TAG, DEP)).tolist()]
        found = list(map(self.alone, keys))
        for name, start, end in self._rare(parsed):
            place = self._places[int(self._vocab.strings[name])]
            found[start + place] = self._form(keys[start + place][0], self.ruled(*keys[start:end])[place])
        return found

    def _alone(self, key: Key) -> Form:
        """The form of a word by itself."""
        orth, tag, dep = key
        word = self._vocab[orth]
        known = orth if word.is_space or word.lower_ in self._named else self._vocab.strings.add(ANY)
        return self._form(orth, self.ruled((known, tag, dep))[0])

    def _ruled(self, *keys: Key) -> Doc:
        """Words in a row as the rules leave them."""
        words, tags, deps = ([self._vocab.strings[key] for key in column] for column in zip(*keys, strict=True))
        return self._ruler(Doc(self._vocab, words=words, tags=tags, deps=deps, heads=[*range(len(keys))]))

    def _form(self, orth: int, ruled: Token) -> Form:
        """The form of a word that the rules leave like some token."""
        word = self._vocab[orth]
        alike = Doc(self._vocab, words=[word.text], pos=[ruled.pos_], morphs=[str(ruled.morph)])[0]
        lemma = ruled.lemma_ or self._lemmatizer.lemmatize(alike)[0]
        flags = word.is_space, word.is_alpha, word.is_punct, word.like_num
        return Form(word.text, word.lower_, lemma, ruled.pos_, ruled.tag_, ruled.dep_, *flags)


def named_by(pattern: dict[str, Any]) -> list[str]:
    """The words that a rule's token names, be it to apply or not to apply to them."""
    named = pattern.get("LOWER", ())
    if isinstance(named, str):
        return [named]
    return [word for how in ("IN", "NOT_IN") if how in named for word in named[how]]
