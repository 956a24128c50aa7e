"""The log of decisions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations import frames

from . import log_page


@login_required
@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What was decided, by whom, when and why; for editors."""
    frame = frames.to_review(request, slug, doing="see its log")
    choice = log_page.read(request.GET)
    number = log_page.number_of(request.GET.get("part", ""))
    return render(request, "articles/log.html", log_page.context(frame, choice, number))
