"""The figures of a sentence: its numbers, the issues that they bear on, and whose counts they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .counts import Counted, Counts
from .pairs import Pair
from .parsed import Who
from .quantities import Around, Quantity, find_quantities, issue_of, understood
from .records import Actor, Dossier, Figure
from .scorer import THRESHOLD
from .segment import words_of
from .setting import Setting


def find_figures(
    at: Setting,
    pairs: Sequence[tuple[float, Pair]],
    dossier: Dossier,
    recent: Mapping[str, int],
    counts: Counts,
    reporters: Who,
) -> Iterator[Figure]:
    """The figures of a sentence, each the count of the party that holds, or says, what the number is part of.

    `pairs` come with how likely each is a position; `recent` tells how many sentences ago each issue was spoken of;
    `counts` are the document's figures so far, to which those found are added.
    """
    quantities = find_quantities(at.sentence)
    if not quantities:
        return
    weighed = sorted(pairs, key=lambda option: option[0])
    told = {q.first.i: [actor for actor in reporters(q.first) if actor.party] for q in quantities}
    around = Around(
        sentence=at.sentence,
        dossier=dossier,
        links=[link for link in at.links if link.kind not in ("carried", "listed")],
        likely={pair.link.issue: likely for likely, pair in weighed},
        recent=recent,
        about=frozenset(i for cue in at.cues for i in cue.about | {cue.token}),
        held=any(holder.party for cue in at.cues for holder in cue.holders) or speaks(at) or any(told.values()),
        before=counts,
    )
    for found in quantities:
        quantity = understood(found, counts)
        known = issue_of(quantity, around)
        if known is not None:
            counts.add(Counted(known[0], quantity.unit, quantity.value))
            yield Figure(
                issue=known[0],
                value=quantity.value,
                unit=quantity.unit,
                counted_by=counter_of(quantity, known[0], at, weighed, told[quantity.first.i]),
                quote=words_of(list(at.sentence)),
                confidence=known[1],
            )


def speaks(at: Setting) -> bool:
    """Whether a party says the sentence."""
    return at.speaker is not None and at.speaker.party is not None


def counter_of(
    quantity: Quantity, issue: str, at: Setting, weighed: Sequence[tuple[float, Pair]], told: Sequence[Actor]
) -> str | None:
    """The party whose figure it is: the holder of the cue around it, of the issue's position, else who says it."""
    holders = [(cue, holder) for cue in at.cues for holder in cue.holders if holder.party]
    own = [holder for cue, holder in holders if quantity.first.i in cue.about]
    positions = [pair.actor for likely, pair in weighed[::-1] if pair.link.issue == issue and likely >= THRESHOLD]
    sources = [*own, *positions, *told, *(holder for _, holder in holders), *([at.speaker] if speaks(at) else [])]
    return next((actor.party for actor in sources if actor and actor.party), None)
