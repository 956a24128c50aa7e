"""Who may hold a position on what, in one sentence: every pair of a party and an issue, with what speaks for it.

Nothing is decided here: the scorer weighs the features of each pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .features import crossed, of_clause, of_cue, of_grammar, of_issue, of_party, of_sentence, seat_of, top
from .records import Actor, Basis, Cue, Link
from .setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A party and an issue in a sentence: the actor that speaks best for the party, the cue if one joins them."""

    actor: Actor
    link: Link
    cue: Cue | None
    conditional: bool  # the issue is the condition of what the party offers
    features: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """The cues of a party beside one occurrence of an issue: all, those about it, those that it is a condition of."""

    link: Link
    mine: Sequence[Cue]
    joined: Sequence[Cue]
    bound: Sequence[Cue]


def find_pairs(at: Setting) -> list[Pair]:
    """One pair for each party and issue that the sentence may join."""
    pairs, common = [], frozenset(of_sentence(at))
    facts: dict[Link, frozenset[str]] = {}  # what holds of an occurrence, whoever the party is
    for party in parties_in(at):
        for issue in dict.fromkeys(link.issue for link in at.links):
            links = [link for link in at.links if link.issue == issue and not only_reports(party, link, at)]
            bonds = [bond_of(party, link, at) for link in links]
            if bonds:
                bond = max(bonds, key=strength)
                if bond.link not in facts:
                    facts[bond.link] = common.union(of_issue(bond.link, at), of_clause(bond.link, at))
                pairs.append(pair_of(party, bond, at, facts[bond.link]))
    return pairs


def only_reports(party: str, link: Link, at: Setting) -> bool:
    """Whether a party only says what another one wants: "Norland said that the Front demands the dam"."""
    about = [cue for cue in at.cues if link.tokens & cue.about]
    theirs = {holder.party for cue in about for holder in cue.holders if holder.party}
    if not theirs or party in theirs:
        return False
    heads = [at.doc[actor.token] for actor in at.actors if actor.party == party]
    return bool(heads) and all(seat_of(head) == "speech-subject" for head in heads)


def bond_of(party: str, link: Link, at: Setting) -> Bond:
    """Which cues of a party bear on one occurrence of an issue."""
    mine = [cue for cue in at.cues if any(holder.party == party for holder in cue.holders)]
    joined = [
        cue for cue in mine if link.tokens & cue.about or (link.kind in ("carried", "signing") and is_open(cue, at))
    ]
    return Bond(link=link, mine=mine, joined=joined, bound=[cue for cue in mine if link.tokens & cue.conditions])


def strength(bond: Bond) -> tuple[bool, bool, float]:
    """Which of several occurrences of an issue stands for the pair."""
    return bool(bond.joined), bool(bond.joined or bond.bound), bond.link.score


def parties_in(at: Setting) -> list[str]:
    """The parties that may hold something here, in the order of their names."""
    here = [actor.party for actor in at.actors if actor.party]
    here += [holder.party for cue in at.cues for holder in cue.holders if holder.party]
    if at.speaker and at.speaker.party:
        here.append(at.speaker.party)
    return list(dict.fromkeys([*here, *at.carried, *([at.author] if at.author else [])]))


def pair_of(party: str, bond: Bond, at: Setting, common: frozenset[str]) -> Pair:
    """A party and one occurrence of an issue, with their features, those `common` to all parties among them."""
    link, joined, bound = bond.link, bond.joined, bond.bound
    chosen = min(joined or bound, key=lambda cue: distance(cue, link, at), default=None)
    actors = [actor for actor in at.actors if actor.party == party]
    holder = next((h for h in chosen.holders if h.party == party), None) if chosen else None
    features = common.union(
        of_party(party, actors, holder, at),
        of_cue(link, chosen, joined, bound, bond.mine, at),
        of_grammar(link, actors, at),
    )
    actor = holder or best_actor(party, actors, at)
    return Pair(actor=actor, link=link, cue=chosen, conditional=bool(bound and not joined), features=crossed(features))


def distance(cue: Cue, link: Link, at: Setting) -> tuple[int, float]:
    """How far above the issue's words a cue stands in the parse, weaker ones after stronger ones."""
    head = top(at.doc, link.tokens)
    chain = [head.i, *(t.i for t in head.ancestors)]
    return (chain.index(cue.token) if cue.token in chain else len(chain)), -cue.strength


def is_open(cue: Cue, at: Setting) -> bool:
    """Whether a cue is about nothing that the sentence itself names, so that it may be about what was named before."""
    return not any(link.tokens & cue.about for link in at.links if link.kind != "carried")


def best_actor(party: str, actors: Sequence[Actor], at: Setting) -> Actor:
    """The words that name the party best: a subject, the speaker, any mention, else nothing in the sentence."""
    subjects = [actor for actor in actors if at.doc[actor.token].dep_ in ("nsubj", "nsubjpass", "poss")]
    if at.speaker and at.speaker.party == party and not subjects:
        return at.speaker
    if subjects or actors:
        return (subjects or actors)[0]
    return Actor(party=party, basis=Basis.OWN, token=at.sentence.start, certainty=0.5, how="carried")
