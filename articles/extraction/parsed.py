"""A parsed text as plain objects, made once from spaCy's, with its names for what a token knows.

Every question that spaCy's own tokens are asked makes tokens anew, and the steps ask very many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import overload

from .records import Actor, Span


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word, with its place in the parse: `i` counts tokens, `idx` characters."""

    doc: Doc
    i: int
    idx: int
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
    spaced: bool  # whether a blank follows
    sent: Sentence = field(init=False)
    head: Token = field(init=False)
    lefts: tuple[Token, ...] = ()
    rights: tuple[Token, ...] = ()
    children: tuple[Token, ...] = ()
    left_edge: Token = field(init=False)  # the first and the last of the subtree
    right_edge: Token = field(init=False)
    depth: int = 0  # how many tokens stand above
    size: int = 1  # how many stand in the subtree

    def __repr__(self) -> str:
        """The word itself."""
        return self.text

    def nbor(self, step: int) -> Token:
        """The token so many steps on."""
        return self.doc.tokens[self.i + step]

    @property
    def ancestors(self) -> list[Token]:
        """The tokens above, the nearest first."""
        found, at = [], self
        while at.head is not at:
            at = at.head
            found.append(at)
        return found

    @property
    def subtree(self) -> list[Token]:
        """The token with all that stands under it, from left to right."""
        if not self.sent.crossing:
            return self.doc.tokens[self.left_edge.i : self.right_edge.i + 1]
        left = [t for child in self.lefts for t in child.subtree]
        return [*left, self, *(t for child in self.rights for t in child.subtree)]

    @property
    def conjuncts(self) -> list[Token]:
        """What is coordinated with the token."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        if first is self and not any(child.dep_ == "conj" for child in self.rights):
            return []
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return [token for token in found if token is not self]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token stands under this one."""
        return self in other.ancestors


@dataclass(slots=True, eq=False, repr=False)
class Sentence:
    """A sentence: the tokens from `start` up to, and without, `end`."""

    doc: Doc
    start: int
    end: int
    tokens: list[Token] = field(init=False)
    text: str = field(init=False)
    root: Token = field(init=False)
    crossing: bool = field(init=False)  # whether a subtree is no row of words

    def __post_init__(self) -> None:
        """Cut the sentence out of its document, and join its tokens' heads with what hangs on them."""
        self.tokens = self.doc.tokens[self.start : self.end]
        self.text = self.doc.text[self.start_char : self.end_char]
        for token in self.tokens:
            token.sent, token.left_edge, token.right_edge = self, token, token
            if token.head is not token and token.i < token.head.i:
                token.head.lefts += (token,)
            elif token.head is not token:
                token.head.rights += (token,)
        for token in self.tokens:  # from left to right, so the first to come is the left edge, the last the right one
            token.children = token.lefts + token.rights
            above = token
            while above.head is not above:
                above = above.head
                above.size += 1
                token.depth += 1
                if token.i > above.i:
                    above.right_edge = token
                elif above.left_edge is above:
                    above.left_edge = token
        self.root = highest(self.tokens)
        self.crossing = any(t.right_edge.i - t.left_edge.i + 1 != t.size for t in self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Token by token."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """The number of tokens."""
        return self.end - self.start

    @property
    def start_char(self) -> int:
        """Where the sentence begins in the text."""
        return self.tokens[0].idx

    @property
    def end_char(self) -> int:
        """Where it ends."""
        return self.tokens[-1].idx + len(self.tokens[-1].text)


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """A text with its tokens and sentences."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sents: list[Sentence] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # where each token begins in the text

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...

    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        """A token, or several in a row."""
        return self.tokens[place]

    def __iter__(self) -> Iterator[Token]:
        """Token by token."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def within(self, words: Span) -> list[Token]:
        """The tokens that a stretch of the text touches."""
        first = bisect_right(self.starts, words.start) - 1
        ended = self.tokens[first].idx + len(self.tokens[first].text)
        return self.tokens[first + (words.start >= ended) : bisect_right(self.starts, words.end - 1)]


Who = Callable[[Token], list[Actor]]  # whom a token stands for, or who says what it says


def highest(tokens: Iterable[Token]) -> Token:
    """Of some tokens the one that stands highest in the parse, the first of equals."""
    return min(tokens, key=attrgetter("depth"))
