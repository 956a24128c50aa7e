"""Search: one box over a negotiation, or over all that the reader may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations import clocks, frames
from negotiations.frames import Frame

from . import log_page, questions, search_page


@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """What is found in all negotiations that the reader may see."""
    return results(request, None)


@require_safe
def within(request: HttpRequest, slug: str) -> HttpResponse:
    """What is found in one negotiation."""
    return results(request, frames.of_slug(request, slug))


def results(request: HttpRequest, frame: Frame | None) -> HttpResponse:
    """A page of what was found."""
    part = log_page.number_of(request.GET.get("part", ""))
    context = search_page.context(request.user, frame, questions.read(request.GET), clocks.read(request), part)
    return render(request, "articles/search.html", context | {"here": "search"})
