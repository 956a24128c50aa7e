"""The log: what was decided in a negotiation, by whom, when and why, and what of it was taken back. Newest first."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from negotiations.frames import Frame
from negotiations.models import Figure, Position
from negotiations.positions import content_of

from . import amendments
from .models import Comment, Decision

LENGTH = 30  # decisions on a page
FARTHEST = 10_000  # pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whose and which decisions are shown."""

    editor: str = ""
    verdict: str = ""
    article: str = ""
    position: str = ""
    figure: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """What is set."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an entry on record: it was changed, or withdrawn."""

    act: str
    by: User
    at: datetime
    differences: Sequence[amendments.Difference] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A decision, and how many of those that were taken with the same key are still in force."""

    decision: Decision
    together: int


def read(data: Mapping[str, Any]) -> Choice:
    """The choice of an address; what none can have is left out."""
    chosen = {field.name: data.get(field.name, "")[:150] for field in fields(Choice)}
    chosen["verdict"] = chosen["verdict"] if chosen["verdict"] in Decision.Verdict else ""
    for name in ("article", "position", "figure"):
        chosen[name] = chosen[name] if chosen[name].isdecimal() and len(chosen[name]) < 19 else ""
    return Choice(**chosen)


def context(frame: Frame, choice: Choice, number: int) -> dict[str, Any]:
    """What the log shows: a page of lines."""
    about = subject_of(frame, choice)
    start = (number - 1) * LENGTH
    found = list(decisions_of(frame, choice, about)[start : start + LENGTH + 1])
    return {
        "frame": frame,
        "choice": choice,
        "about": about[-1] if about else None,
        "changes": changes_of(about),
        "comments": comments_of(frame, choice, about),
        "article": frame.negotiation.articles.defer("text").filter(pk=choice.article or None).first(),
        "lines": lines(found[:LENGTH]),
        "editors": editors_of(frame),
        "verdicts": Decision.Verdict.values,
        "newer": address(choice, number - 1) if number > 1 else None,
        "older": address(choice, number + 1) if len(found) > LENGTH else "",
        "page": "log",
    }


def decisions_of(frame: Frame, choice: Choice, about: Sequence[Position | Figure]) -> QuerySet:
    """The decisions that were chosen, in the order in which they were taken, the newest first."""
    decisions = Decision.objects.filter(proposal__negotiation=frame.negotiation)
    conditions = {"editor": "editor__username", "verdict": "verdict", "article": "proposal__article"}
    for name, field in conditions.items():
        if value := choice.chosen.get(name):
            decisions = decisions.filter(**{field: value})
    for slot in ("position", "figure"):
        if slot in choice.chosen:
            keys = [entry.pk for entry in about]
            brought = Decision.objects.filter(**{f"citations__{slot}__in": keys}).values("pk")
            decisions = decisions.filter(Q(**{f"{slot}__in": keys}) | Q(pk__in=brought))
    return decisions.for_history().with_evidence().order_by("-pk")


def changes_of(chain: Sequence[Position | Figure]) -> list[Change]:
    """How an entry was corrected and withdrawn: by decisions alone one would not see it."""
    found = [
        Change(
            act="Changed",
            by=new.recorded_by,
            at=new.recorded_at,
            differences=amendments.differences(content_of(old), content_of(new)),
        )
        for old, new in itertools.pairwise(chain)
    ]
    last = chain[-1] if chain else None
    if last and last.closed_at:
        found.append(Change(act="Withdrawn", by=last.closed_by, at=last.closed_at, because=last.closed_because))
    return found


def comments_of(frame: Frame, choice: Choice, about: Sequence[Position | Figure]) -> list[Comment]:
    """What was said of an article or an entry, what was taken back included."""
    comments = Comment.objects.filter(proposal__negotiation=frame.negotiation).for_thread()
    slot = "position" if choice.position else "figure"
    if about:
        comments = comments.under(slot, [entry.pk for entry in about])
    elif choice.article:
        comments = comments.filter(proposal__article=choice.article)
    return list(comments[:LENGTH]) if about or choice.article else []


def subject_of(frame: Frame, choice: Choice) -> list[Position | Figure]:
    """The entry that was chosen, after those that it replaces one after the other."""
    people = ("issue", "recorded_by", "closed_by")
    if choice.position:
        found = frame.negotiation.positions.select_related(*people, "party", "side", "attributed_to")
    else:
        found = frame.negotiation.figures.select_related(*people, "counted_by")
    chain, key = [], choice.position or choice.figure
    while key and (entry := found.filter(pk=key).first()):
        chain.append(entry)
        key = entry.replaces_id
    return chain[::-1]


def lines(decisions: Sequence[Decision]) -> list[Line]:
    """Decisions with the number of those taken together with each."""
    batches = {decision.batch for decision in decisions if decision.batch}
    counted = Decision.objects.in_force().filter(batch__in=batches).values("batch").annotate(number=Count("pk"))
    numbers = dict(counted.order_by().values_list("batch", "number")) if batches else {}
    return [Line(decision=decision, together=numbers.get(decision.batch, 0)) for decision in decisions]


def editors_of(frame: Frame) -> list[str]:
    """The names of those who decided anything here."""
    decided = Decision.objects.filter(proposal__negotiation=frame.negotiation, editor=OuterRef("pk"))
    return list(User.objects.filter(Exists(decided)).order_by("username").values_list("username", flat=True))


def address(choice: Choice, number: int) -> str:
    """The query of another page of the same choice."""
    return urlencode(choice.chosen | ({"part": number} if number > 1 else {}))


def number_of(text: str) -> int:
    """The number of a page, from the address; the first where there is none."""
    return min(max(int(text), 1), FARTHEST) if text.isdecimal() and len(text) < 9 else 1
