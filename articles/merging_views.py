"""The pages that merge two parties, sticking points or points of a scale: first what will change, then the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from negotiations import frames, setup_page
from negotiations.models import Issue, ScalePoint
from negotiations.setup import Refused
from negotiations.setup_views import row_of

from . import merging
from .merging import NO_POINT, OWN_POINT


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merger(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Merge a party or a sticking point into the one that `into` names."""
    frame = frames.to_set_up(request, slug)
    row = row_of(frame, kind, key)
    others = list(getattr(frame.negotiation, kind).exclude(pk=row.pk))
    data = request.POST if request.method == "POST" else request.GET
    into = next((other for other in others if other.key == data.get("into")), None)
    context = {"frame": frame, "kind": kind, "row": row, "others": others, "into": into, "effects": effects(row)}
    if into is not None and kind == "issues":
        context["sides"] = [(point, *choices(point, into)) for point in row.points.all()]
    then = reverse("set-up", args=[slug]) + f"#{kind}"

    def act(**who: Any) -> None:
        if kind == "parties":
            merging.merge_parties(party=row, into=into, **who)
        else:
            sides = {p.key: data.get(f"side_{p.key}", OWN_POINT) for p in row.points.all()}
            merging.merge_issues(issue=row, into=into, sides=sides, **who)

    return ask_or_act(request, context | {"then": then}, act if into else None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def point_merger(request: HttpRequest, slug: str, key: str, point: str) -> HttpResponse:
    """Give the codings of a point to another of its scale, or to none."""
    frame = frames.to_set_up(request, slug)
    issue = row_of(frame, "issues", key)
    row = get_object_or_404(issue.points, key=point)
    others = list(issue.points.exclude(pk=row.pk))
    data = request.POST if request.method == "POST" else request.GET
    into = next((other for other in others if other.key == data.get("into")), None)
    untold = data.get("into") == "-"
    then = reverse("issue-set-up", args=[slug, key]) + "#scale"
    context = {"frame": frame, "kind": "points", "row": row, "others": others, "into": into, "untold": untold}
    context |= {"effects": effects(row), "then": then}

    def act(**who: Any) -> None:
        merging.merge_points(point=row, into=into, **who)

    return ask_or_act(request, context, act if into or untold else None)


def ask_or_act(request: HttpRequest, context: dict[str, Any], act: Callable[..., None] | None) -> HttpResponse:
    """The page that tells what will change, or the change; `act` is None until it is chosen into what."""
    if request.method != "POST" or act is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "articles/merger.html", context, status=status)
    try:
        act(by=request.user, at=timezone.now())
    except Refused as refusal:
        return render(request, "articles/merger.html", context | {"notice": str(refusal)}, status=409)
    kept = f" into “{context['into']}”" if context["into"] else ""
    messages.info(request, f"“{context['row']}” is merged{kept}. Every coding is kept.")
    return redirect(context["then"])


def effects(row: Any) -> list[str]:
    """What merging would touch: "12 positions"."""
    return [setup_page.counted(number, what) for what, number in merging.effects(row).items()]


def choices(point: ScalePoint, into: Issue) -> tuple[list[tuple[str, str]], str]:
    """Where the codings of a point may go on the kept scale, and what is likely meant: the point of the same name.

    A point that nothing speaks of need not come along.
    """
    points = list(into.points.all())
    same = (p.key for p in points if p.key == point.key or p.label.casefold() == point.label.casefold())
    own = (OWN_POINT, f"a new point at {point.value}")
    likely = next(same, OWN_POINT if merging.effects(point) else NO_POINT)
    return [*((p.key, p.label) for p in points), own, (NO_POINT, "no side")], likely
