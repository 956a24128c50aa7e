"""What every page of a negotiation needs: the negotiation, and what its reader may do. Access is in the look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Model, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest

from .models import Membership, Negotiation
from .querysets import memberships_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

Role = Membership.Role
SECOND_FACTOR = (
    "This negotiation asks its members for a second factor: set one up on your account page, or log in again."
)


@dataclass(frozen=True)
class Frame:
    """A negotiation as one reader sees it."""

    negotiation: Negotiation
    role: str
    waiting: int | None = None
    reader: User | AnonymousUser | None = None
    withheld: bool = False  # a membership that does not count before a second factor is given

    @property
    def may_review(self) -> bool:
        """Whether the reader decides what enters the record."""
        return self.role in (Role.OWNER, Role.EDITOR)

    @property
    def may_upload(self) -> bool:
        """Whether the reader may bring articles."""
        return self.may_review or self.role == Role.CONTRIBUTOR

    @property
    def may_set_up(self) -> bool:
        """Whether the reader sets up parties, issues and members."""
        return self.role == Role.OWNER

    @cached_property
    def is_set_up(self) -> bool:
        """Whether there is a sticking point to find in articles."""
        return self.negotiation.issues.exists()

    @cached_property
    def inbox_count(self) -> int:
        """How many proposals wait for whoever reads this: the sure ones. Counted with the look-up, where that could."""
        if self.waiting is not None:
            return self.waiting
        return self.negotiation.proposals.sure().pending().asked_of(self.reader).count()


def of_slug(request: HttpRequest, slug: str) -> Frame:
    """The frame of a visible negotiation; raises Http404 for a stranger.

    What waits is counted with the look-up where nothing is changed; after an act, when its answer asks for it.
    """
    role = Subquery(roles_of(request).filter(negotiation=OuterRef("pk")))
    visible = Negotiation.objects.visible_to(request.user).annotate(role=role, waiting=waiting(request.user))
    negotiation = visible.filter(slug=slug).first()
    counts = negotiation is not None and (negotiation.role or not negotiation.asks_second_factor)
    withheld = not counts and is_withheld(request, slug)
    if negotiation is None:
        raise PermissionDenied(SECOND_FACTOR) if withheld else Http404("There is nothing here for a stranger.")
    changes_nothing = request.method in ("GET", "HEAD")
    counted = negotiation.waiting if changes_nothing else None
    return Frame(negotiation, negotiation.role or "", counted, reader=request.user, withheld=withheld)


def is_withheld(request: HttpRequest, slug: str) -> bool:
    """Whether the reader is a member who has yet to give a second factor."""
    return Membership.objects.filter(user_id=request.user.pk or 0, negotiation__slug=slug).exists()


def refuse(frame: Frame, why: str) -> NoReturn:
    """Tell a reader why not; a member whose second factor is missing is told that instead."""
    raise PermissionDenied(SECOND_FACTOR if frame.withheld else why)


def waiting(reader: User | AnonymousUser) -> Case:
    """How many proposals wait for a reader who decides them: counted in the same look-up, and only for such."""
    proposals = Negotiation._meta.get_field("proposals").related_model.objects.sure().pending().asked_of(reader)
    of_one = proposals.filter(negotiation=OuterRef("pk")).order_by().values("negotiation")
    number = Coalesce(Subquery(of_one.values(number=Count("pk"))), 0)
    return Case(When(role__in=(Role.OWNER, Role.EDITOR), then=number))


def to_set_up(request: HttpRequest, slug: str) -> Frame:
    """The frame of a negotiation that the reader owns: a stranger gets 404, anybody else who sees it 403."""
    frame = of_slug(request, slug)
    if not frame.may_set_up:
        refuse(frame, "Only owners of this negotiation set it up: ask one of them.")
    return frame


def to_review(request: HttpRequest, slug: str, *, doing: str = "decide proposals") -> Frame:
    """The frame for whoever decides what enters the record: a stranger gets 404, anybody else 403.

    `doing` says what only editors do there.
    """
    frame = of_slug(request, slug)
    if not frame.may_review:
        refuse(frame, f"Only editors of this negotiation {doing}: ask its owner.")
    return frame


def to_decide_on(request: HttpRequest, rows: QuerySet, *, path: str = "negotiation", **key: object) -> Model:
    """The row of a negotiation in which the reader decides: a stranger gets 404, whoever only sees it 403."""
    found = rows.filter(**key)
    allowed, visible = (
        {f"{path}__in": these(request.user)}
        for these in (Negotiation.objects.reviewable_by, Negotiation.objects.visible_to)
    )
    row = found.filter(**allowed).first()
    if row is None and found.filter(**visible).exists():
        raise PermissionDenied("Only editors of this negotiation decide: ask its owner.")
    if row is None:
        raise Http404("There is nothing here for a stranger.")
    return row


def of(request: HttpRequest, negotiation: Negotiation) -> Frame:
    """The frame of a negotiation that the reader was shown to see."""
    return Frame(negotiation, roles_of(request).filter(negotiation=negotiation).first() or "", reader=request.user)


def roles_of(request: HttpRequest) -> QuerySet:
    """The reader's roles, one for each negotiation of theirs."""
    mine = memberships_of(request.user) if request.user.is_authenticated else Membership.objects.none()
    return mine.order_by("pk").values_list("role", flat=True)
