"""The search page: what was found, part by part, and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from negotiations.choices import Option
from negotiations.clocks import Clocks
from negotiations.frames import Frame

from . import hits, questions, search
from .questions import Question
from .searchables import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LENGTH = 20  # hits in a part
OUTLETS = 200  # that are offered while one types


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A kind of thing, how many were found, and the address that shows these alone."""

    label: str
    number: str
    href: str
    on: bool


def context(
    user: User | AnonymousUser, frame: Frame | None, asked: Question, clocks: Clocks, part: int
) -> dict[str, Any]:
    """What `search.html` shows; of no question, only the box."""
    rows = search.scope(user, frame.negotiation if frame else None, clocks)
    question, answer = answered(rows, asked)
    shown = of_kind(rows, question, answer)
    start = (part - 1) * LENGTH
    on_page = shown[start : start + LENGTH]
    query = search.query_of(question.words) if question.asks else None
    return {
        "frame": frame,
        "clocks": clocks,
        "asked": asked,
        "question": question,
        "is_reworded": question.words != asked.words,
        "hits": hits.hits(on_page, query, clocks, user),
        "number": len(shown),
        "first": start + 1,
        "is_cut": answer.is_cut,
        "tabs": tabs(question, answer),
        "orders": orders(question),
        "newer": question.address.having(part=str(part - 1) if part > 2 else "") if part > 1 else "",
        "older": question.address.having(part=str(part + 1)) if len(shown) > start + LENGTH else "",
        "unfiltered": question.address.having(**dict.fromkeys(questions.FILTERS, ""), as_of="", known_on=""),
        **(choices(frame) if frame else {}),
    }


def answered(rows: QuerySet, asked: Question) -> tuple[Question, search.Answer]:
    """What was found; where there is nothing, with the names that may have been meant."""
    if not (asked.asks or asked.narrows):
        return asked, search.Answer(found=(), is_cut=False)
    answer = search.answer(rows, asked)
    if answer.found or not asked.asks:
        return asked, answer
    meant = search.meant(rows, asked.guessable)
    if not meant:
        return asked, answer
    question = asked.reworded(meant)
    return question, search.answer(rows, question)


def of_kind(rows: QuerySet, question: Question, answer: search.Answer) -> Sequence[search.Found]:
    """What was found of the kind that was chosen; looked for by itself where all kinds are too many to rank."""
    if question.kind and answer.is_cut:
        return search.answer(rows.filter(kind=question.kind), question).found
    return [each for each in answer.found if question.kind in ("", each.kind)]


def tabs(question: Question, answer: search.Answer) -> list[Tab]:
    """All, and each kind of which something was found."""
    numbers = answer.numbers
    more = "+" if answer.is_cut else ""
    every = Tab(
        label="All",
        number=f"{sum(numbers.values()):,}{more}",
        href=question.address.having(kind=""),
        on=not question.kind,
    )
    kinds = [
        Tab(
            label=kind.label,
            number=f"{numbers[kind]:,}{more if kind not in (Kind.PARTY, Kind.ISSUE) else ''}",
            href=question.address.having(kind=kind.value),
            on=question.kind == kind,
        )
        for kind in Kind
        if numbers[kind] or question.kind == kind
    ]
    return [every, *kinds] if len(kinds) > 1 or question.kind else []


def orders(question: Question) -> list[Option]:
    """The orders that one may choose."""
    return [
        Option(label=label, href=question.address.having(sort=sort), on=question.sort == sort)
        for sort, label in questions.ORDERS.items()
    ]


def choices(frame: Frame) -> dict[str, Any]:
    """What the filters offer in a negotiation."""
    outlets = frame.negotiation.articles.exclude(outlet="").order_by("outlet").values_list("outlet", flat=True)
    return {
        "parties": frame.negotiation.parties.all(),
        "issues": frame.negotiation.issues.all(),
        "outlets": outlets.distinct()[:OUTLETS],
    }
