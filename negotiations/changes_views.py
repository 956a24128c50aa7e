"""The pages of what changed, the shifts, and the contradictions; to have read, to explain, and to take that back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from . import changes_page, clocks, contradictions_page, explanations, frames, shifts_page, spans, visits
from .forms import ExplanationForm


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed between two states of the record, or since the reader's last visit."""
    frame = frames.of_slug(request, slug)
    asked = spans.read(request, timezone.now())
    context = changes_page.context(frame, request.user, asked)
    return render(request, "negotiations/changes.html", context | {"here": "changes"})


@login_required
@require_POST
def visit(request: HttpRequest, slug: str) -> HttpResponse:
    """The reader has read what the page showed: next time it begins from there."""
    frame = frames.of_slug(request, slug)
    now = timezone.now()
    up_to = min(spans.moment_of(request.POST.get("up_to")) or now, now)
    visits.mark_read(user=request.user, negotiation=frame.negotiation, up_to=up_to)
    messages.success(request, "Marked as read. From now on this page begins here.")
    return redirect("changes", slug)


@require_safe
def shifts(request: HttpRequest, slug: str) -> HttpResponse:
    """The shifts of the negotiation, day by day."""
    frame = frames.of_slug(request, slug)
    context = shifts_page.context(frame, clocks.read(request), shifts_page.read(request.GET))
    return render(request, "negotiations/shifts.html", context | {"here": "changes"})


@require_safe
def contradictions(request: HttpRequest, slug: str) -> HttpResponse:
    """What cannot all be told truly."""
    frame = frames.of_slug(request, slug)
    context = contradictions_page.context(frame, clocks.read(request), contradictions_page.read(request.GET))
    return render(request, "negotiations/contradictions.html", context | {"here": "contradictions"})


@require_safe
def contradiction(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Two statements that contradict each other."""
    frame = frames.of_slug(request, slug)
    choice = contradictions_page.read(request.GET)
    context = contradictions_page.one_context(frame, clocks.read(request), key, choice)
    context |= {"form": ExplanationForm(), "here": "contradictions"}
    return render(request, "negotiations/contradiction.html", context)


@login_required
@require_POST
def explanation(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """An editor marks a contradiction as explained."""
    frame = frames.to_review(request, slug, doing="explain contradictions")
    choice = contradictions_page.read(request.POST)
    context = contradictions_page.one_context(frame, clocks.now(), key, choice)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        context |= {"form": form, "here": "contradictions"}
        return render(request, "negotiations/contradiction.html", context, status=422)
    try:
        note = form.cleaned_data["note"]
        explanations.explain(negotiation=frame.negotiation, key=key, note=note, by=request.user, at=timezone.now())
    except explanations.AlreadyExplained as refusal:
        messages.info(request, str(refusal))
    return back(request, slug, key)


@login_required
@require_POST
def taking_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An editor takes an explanation back."""
    frame = frames.to_review(request, slug, doing="take explanations back")
    found = get_object_or_404(frame.negotiation.explanations, pk=pk)
    try:
        explanations.take_back(explanation=found, by=request.user, at=timezone.now())
    except explanations.AlreadyTakenBack as refusal:
        messages.info(request, str(refusal))
    return back(request, slug, found.key)


def back(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """To the contradiction, as the reader had it before."""
    came_from = request.POST.get("came_from", "")
    if came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        return redirect(came_from)
    return redirect("contradiction", slug, key)
