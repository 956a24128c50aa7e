"""The pages of outlets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations import clocks, frames

from . import outlets_page


@require_safe
def outlets(request: HttpRequest, slug: str) -> HttpResponse:
    """Every outlet with its figures."""
    frame = frames.of_slug(request, slug)
    context = outlets_page.list_context(frame, clocks.read(request))
    return render(request, "articles/outlets.html", context | {"here": "articles"})


@require_safe
def outlet(request: HttpRequest, slug: str, outlet: str) -> HttpResponse:
    """What one outlet reported, by what it was worth."""
    frame = frames.of_slug(request, slug)
    context = outlets_page.context(frame, clocks.read(request), outlet, outlets_page.read(request.GET))
    return render(request, "articles/outlet.html", context | {"here": "articles"})
