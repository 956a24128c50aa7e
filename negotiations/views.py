"""The pages of the record: negotiations, the matrix, an issue and its chart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from . import clocks, frames, issue_page, matrix, rows
from .frames import Frame
from .models import Issue, Negotiation, Party, ScalePoint


@require_safe
def negotiations(request: HttpRequest) -> HttpResponse:
    """The negotiations that the reader may see."""
    listed = Negotiation.objects.visible_to(request.user).for_list()
    return render(request, "negotiations/negotiations.html", {"negotiations": listed})


@require_safe
def matrix_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who wants what: issues by parties."""
    frame = frames.of_slug(request, slug)
    return render(request, "negotiations/matrix.html", matrix_context(frame, clocks.read(request)))


def matrix_context(frame: Frame, shown: clocks.Clocks) -> dict[str, Any]:
    """Lines of the matrix with the issues and parties that they stand for."""
    negotiation = frame.negotiation
    issues = list(Issue.every.filter(negotiation=negotiation).standing_at(shown.moment))
    parties = list(Party.every.filter(negotiation=negotiation).standing_at(shown.moment))
    positions = negotiation.positions.under(shown).for_matrix(shown)
    counted = rows.counted(positions)
    lines = matrix.build(
        counted,
        issues=[issue.key for issue in issues],
        parties=[party.key for party in parties],
        opposing=issue_page.opposing(parties),
        day=shown.day,
    )
    return {
        "frame": frame,
        "clocks": shown,
        "parties": parties,
        "lines": list(zip(issues, lines, strict=True)),
        "position_count": len(counted),
        "origin_count": len(frozenset().union(*(row.origins for row in counted))),
    }


@require_safe
def issue(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A sticking point: its chart, its cards, and for editors what waits to be decided."""
    frame, both = frames.of_slug(request, slug), clocks.read(request)
    shown = issue_of(frame, key, both.moment)
    if shown.key != key:
        return redirect(shown.get_absolute_url() + both.query)
    return render(request, "negotiations/issue.html", issue_page.context(shown, frame, both))


@require_safe
def issue_chart(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chart alone, as a file that carries its own style."""
    frame, both = frames.of_slug(request, slug), clocks.read(request)
    shown = issue_of(frame, key, both.moment)
    context = issue_page.chart_context(shown, frame, both)
    response = render(request, "negotiations/chart.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{key}.svg"'
    return response


def issue_of(frame: Frame, key: str, moment: datetime) -> Issue:
    """An issue of the frame's negotiation as it stood at a moment; of a merged one, the kept one. Raises Http404."""
    negotiation = frame.negotiation
    standing = (("parties", Party), ("issues", Issue), ("issues__points", ScalePoint))
    prefetch_related_objects(
        [negotiation], *(Prefetch(name, model.every.standing_at(moment)) for name, model in standing)
    )
    issues = {issue.key: issue for issue in negotiation.issues.all()}
    found = issues.get(key)
    if found is None:
        merged = Issue.every.filter(negotiation=negotiation, key=key, merged_into__isnull=False)
        found = issues.get(merged.values_list("merged_into__key", flat=True).first())
    if found is None:
        raise Http404("There is no such sticking point.")
    found.negotiation = negotiation
    return found
