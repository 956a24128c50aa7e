"""Reading articles again after the codebook changed: choose, look at what would come and go, accept or drop."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from negotiations import frames
from negotiations.frames import Frame

from . import rereadings
from .models import Rereading

PATIENCE = 2  # seconds between two looks at a rereading that goes on


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles to choose from, earlier rereadings, and asking for one."""
    frame = reviewing_frame(request, slug)
    if request.method == "POST":
        chosen = frame.negotiation.articles.filter(pk__in=numbers(request.POST.getlist("article")))
        if chosen:
            asked = rereadings.ask(negotiation=frame.negotiation, articles=chosen, by=request.user, at=timezone.now())
            return redirect("rereading", slug, asked.pk)
        messages.info(request, "No article was chosen: mark at least one.")
    context = {
        "frame": frame,
        "articles": frame.negotiation.articles.for_list(),
        "revised_at": frame.negotiation.revised_at,
        "earlier": frame.negotiation.rereadings.select_related("asked_by")[:10],
    }
    return render(request, "articles/rereadings.html", context)


@login_required
@require_safe
def rereading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far it has come, and what accepting it would change."""
    frame = reviewing_frame(request, slug)
    shown = rereading_of(frame, pk)
    runs = shown.runs.count()
    context = {
        "frame": frame,
        "rereading": shown,
        "run_count": runs,
        "over_count": shown.runs.filter(finished_at__isnull=False).count(),
        "differences": [] if shown.settled_at else rereadings.differences(shown),
        "failed": shown.runs.exclude(failure="").select_related("article"),
        "wait": PATIENCE,
    }
    page = "_rereading" if request.htmx else "rereading"
    return render(request, f"articles/{page}.html", context)


@login_required
@require_POST
def acceptance(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Store what was found."""
    return settled(request, slug, pk, rereadings.accept)


@login_required
@require_POST
def dropping(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave everything as it was."""
    return settled(request, slug, pk, rereadings.drop)


def settled(request: HttpRequest, slug: str, pk: int, settle: Callable[..., None]) -> HttpResponse:
    """Settle a rereading one way or the other, and look at it again."""
    rereading = rereading_of(reviewing_frame(request, slug), pk)
    try:
        settle(rereading=rereading, by=request.user, at=timezone.now())
    except rereadings.NotReady as refusal:
        messages.info(request, str(refusal))
    return redirect("rereading", slug, pk)


def reviewing_frame(request: HttpRequest, slug: str) -> Frame:
    """The frame of a negotiation in which the reader decides; raises Http404, PermissionDenied."""
    return frames.to_review(request, slug, doing="have articles read again")


def rereading_of(frame: Frame, pk: int) -> Rereading:
    """A rereading of the frame's negotiation; raises Http404."""
    return get_object_or_404(frame.negotiation.rereadings.select_related("asked_by", "settled_by"), pk=pk)


def numbers(texts: list[str]) -> list[int]:
    """Those of some texts that are whole numbers."""
    return [int(text) for text in texts if text.isdecimal()]
