"""Which words link a statement to its issue."""

from __future__ import annotations

from collections.abc import Iterator

from .grounds import Background
from .issues import neighbours
from .records import Issue, Link, Reason, Span
from .stems import stem, stems

NAMED = {"term", "loose", "everyday"}
POINTING = {"back", "pronoun", "again", "listed"}  # links that only point to what was named before


def of_issue(link: Link, at: Background) -> Iterator[Reason]:
    """The words that speak of the issue; for a reference also those that it refers back to."""
    issue = at.issue(link.issue)
    if link.kind == "carried":
        yield from carried(link, issue, at)
        return
    if link.kind in POINTING:
        yield from pointing(link, at)
        return
    places = at.places(link.tokens)
    by, why, weak = reading_of(link, issue, at.all_quoted(places), at)
    for place in places:
        yield Reason(part="issue", words=place, by=by, why=why, weak=weak)


def reading_of(link: Link, issue: Issue, words: str, at: Background) -> tuple[str, str, bool]:
    """How words speak of an issue: by what, in a sentence, and whether that is weak."""
    term = nearest_term(link, issue, at)
    said = f"its term “{term}”" if term != issue.name else f"its name “{term}”"
    match link.kind:
        case "term":
            same = stems(words) == stems(term) and words.strip("“”").lower() == term.lower()
            return "term", said if same else f"{words}, {said}", False
        case "loose":
            return "term", f"{words}, from {said} with other words between", False
        case "everyday":
            return "an everyday word", f"{words}, {said}, an everyday word", True
        case "near":
            return "other words", f"{words}, close to {said}", True
        case "synonym":
            return "other words", f"{words}, other words for {said}", True
        case "unit":
            return "unit", f"{words}, in which its figures count", True
        case "signing":
            return "signing", f"{words}: what is signed or voted on is the proposal as a whole", True
    return "other words", f"{words}, from its question or its scale", True


def nearest_term(link: Link, issue: Issue, at: Background) -> str:
    """The term, or name, of an issue that some words mean: whose own words, or words near to them, they hold most."""
    heard = {s for i in link.tokens for s in (stem(at.doc[i].text), stem(at.doc[i].lemma_), *stems(at.doc[i].text))}
    near = {other for s in heard for other in neighbours().get(s, ())}

    def share(term: str) -> tuple[float, int]:
        parts = stems(term)
        held = sum(1.0 if part in heard else 0.6 if part in near else 0.0 for part in parts)
        return held / max(1, len(parts)), len(parts)

    return max((*issue.terms, issue.name), key=share)


def pointing(link: Link, at: Background) -> Iterator[Reason]:
    """ "It", "the corridor", "these demands": what they point back to."""
    first = min(link.tokens)
    token = at.doc[first]
    whole = [t for t in token.lefts if t.lower_ in ("the", "this", "that", "these", "those", "such", "its", "their")]
    place = at.place([*whole, *link.tokens])
    before = named_before(link, first, at)
    by = {"back": "reference", "listed": "reference"}.get(link.kind, "pronoun")
    named = at.quoted(before) if before else f"“{at.issue(link.issue).name}”"
    to = "the demand on " if link.kind == "listed" else ""
    why = f"{at.quoted(place)} points back to {to}{named}"
    yield Reason(part="issue", words=place, by=by, why=why, weak=True)
    if before:
        yield Reason(part="issue", words=before, by="term", why=f"{named}, named before")


def carried(link: Link, issue: Issue, at: Background) -> Iterator[Reason]:
    """Nothing named here: what the sentences before spoke of."""
    before = named_before(link, at.doc[min(link.tokens)].sent.start, at)
    named = at.quoted(before) if before else f"“{issue.name}”"
    why = f"not named here: {named} was spoken of just before"
    yield Reason(part="issue", words=before, by="what was said before", why=why, weak=True)


def named_before(link: Link, first: int, at: Background) -> Span | None:
    """Where an issue was named last before a token."""
    before = [known for known in at.named if known.issue == link.issue and max(known.tokens) < first]
    last = max(before, key=lambda known: max(known.tokens), default=None)
    return at.place(last.tokens) if last else None
