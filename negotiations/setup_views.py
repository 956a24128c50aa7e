"""The owner's pages: what a negotiation is called, its parties, its sticking points.

Each act answers htmx with the section of the page that it changed; without JavaScript it leads back to the page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import frames, setup, setup_page
from .frames import Frame
from .models import Issue, Party, ScalePoint
from .setup_forms import DescriptionForm, IssueForm, NewRowForm, PartyForm

ADD = {"parties": setup.add_party, "issues": setup.add_issue}


@login_required
@require_safe
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that an owner sets up, on one page."""
    return page(request, frames.to_set_up(request, slug))


@login_required
@require_POST
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, summary and who may read it."""
    frame = frames.to_set_up(request, slug)
    form = DescriptionForm(request.POST, auto_id="about-%s")
    if form.is_valid() and form.cleaned_data["asks_second_factor"] and not request.user.is_verified():
        form.add_error("asks_second_factor", "Give a second factor yourself first, on your account page.")
    if not form.is_valid():
        return section(request, frame, "about", status=422, about=form)
    setup.describe(negotiation=frame.negotiation, by=request.user, at=timezone.now(), **form.cleaned_data)
    return section(request, frame, "about", notice="Saved.")


@login_required
@require_POST
def addition(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new party or sticking point at the end of its list."""
    frame = frames.to_set_up(request, slug)
    form = NewRowForm(request.POST, negotiation=frame.negotiation, kind=kind)
    if not form.is_valid():
        return section(request, frame, kind, status=422, **{f"new_{singular(kind)}": form})
    row = ADD[kind](negotiation=frame.negotiation, **form.cleaned_data, at=timezone.now())
    return section(request, frame, kind, notice=f"“{row}” is on the list.")


@login_required
@require_POST
def order(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Another order: `keys` as they were dragged, and `move` ("up pay") for one step of one of them."""
    frame = frames.to_set_up(request, slug)
    rows = getattr(frame.negotiation, kind)
    keys = request.POST.getlist("keys") or list(rows.values_list("key", flat=True))
    setup.arrange(rows=rows.all(), order=moved(keys, request.POST.get("move", "")))
    return section(request, frame, kind)


def moved(keys: list[str], move: str) -> list[str]:
    """The keys with one of them a step up or down; a move that is none leaves them as they are."""
    direction, _, key = move.partition(" ")
    steps = {"up": -1, "down": 1}
    if key not in keys or direction not in steps:
        return keys
    rest = [other for other in keys if other != key]
    place = min(max(keys.index(key) + steps[direction], 0), len(rest))
    return [*rest[:place], key, *rest[place:]]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A party with its names."""
    frame = frames.to_set_up(request, slug)
    shown = row_of(frame, "parties", key)
    form = PartyForm(request.POST or None, party=shown)
    if form.is_valid():
        setup.change_party(party=shown, **form.content(), at=timezone.now())
        return back(request, frame, "parties", f"“{shown}” is saved.")
    context = {"frame": frame, "party": shown, "form": form}
    return render(request, "negotiations/party_set_up.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A sticking point with its terms and its scale."""
    frame = frames.to_set_up(request, slug)
    shown = row_of(frame, "issues", key)
    form = IssueForm(request.POST or None, issue=shown)
    if form.is_valid():
        setup.change_issue(issue=shown, **form.content(), at=timezone.now())
        return back(request, frame, "issues", f"“{shown}” is saved.")
    context = {"frame": frame, "issue": shown, "form": form}
    return render(request, "negotiations/issue_set_up.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Whether a party or sticking point can go, and taking it away."""
    frame = frames.to_set_up(request, slug)
    return remove(request, frame, row_of(frame, kind, key), kind, reverse("set-up", args=[slug]) + f"#{kind}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def point_removal(request: HttpRequest, slug: str, key: str, point: str) -> HttpResponse:
    """Whether a point of a scale can go, and taking it away."""
    frame = frames.to_set_up(request, slug)
    shown = get_object_or_404(row_of(frame, "issues", key).points, key=point)
    return remove(request, frame, shown, "points", reverse("issue-set-up", args=[slug, key]) + "#scale")


def remove(request: HttpRequest, frame: Frame, row: Party | Issue | ScalePoint, kind: str, then: str) -> HttpResponse:
    """The page that asks, or the act."""
    context = {"frame": frame, "row": row, "kind": kind, "then": then, "uses": setup_page.uses_of(row)}
    if request.method != "POST":
        return render(request, "negotiations/removal.html", context)
    try:
        setup.remove(row)
    except setup.Refused as refusal:
        return render(request, "negotiations/removal.html", context | {"notice": str(refusal)}, status=409)
    messages.info(request, f"“{row}” is gone.")
    return redirect(then)


def row_of(frame: Frame, kind: str, key: str) -> Party | Issue:
    """A party or sticking point of the frame's negotiation; raises Http404."""
    found = get_object_or_404(getattr(frame.negotiation, kind), key=key)
    found.negotiation = frame.negotiation
    return found


def section(
    request: HttpRequest, frame: Frame, name: str, *, notice: str = "", status: int = 200, **changes: Any
) -> HttpResponse:
    """A section of the set-up page after an act; without htmx the page itself."""
    if request.htmx:
        context = setup_page.context(frame) | changes | {"notice": notice, "swapped": name}
        return render(request, "negotiations/_section.html", context, status=status)
    if status != 200 or "link" in changes:
        return page(request, frame, status=status, **changes)
    return back(request, frame, name, notice)


def page(request: HttpRequest, frame: Frame, *, status: int = 200, **changes: Any) -> HttpResponse:
    """The whole set-up page."""
    return render(request, "negotiations/set_up.html", setup_page.context(frame) | changes, status=status)


def back(request: HttpRequest, frame: Frame, name: str, notice: str) -> HttpResponse:
    """To the section of the set-up page."""
    if notice:
        messages.info(request, notice)
    return redirect(reverse("set-up", args=[frame.negotiation.slug]) + f"#{name}")


def singular(kind: str) -> str:
    """The word for one of a list."""
    return {"parties": "party", "issues": "issue"}[kind]
