"""The page that tells how good the reader is in a negotiation, and how far its editors agree."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations import frames

from .track_record import report_on


@login_required
@require_safe
def quality(request: HttpRequest, slug: str) -> HttpResponse:
    """Precision and recall with counts and intervals, apart from the plain approval rate."""
    frame = frames.to_review(request, slug, doing="see how its reader does")
    return render(request, "articles/quality.html", {"frame": frame, "report": report_on(frame.negotiation)})
