"""The pages of the record: negotiations, the matrix, an issue."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import choices, clocks, frames, issue_page, matrix_page, party_page
from .models import Issue, Negotiation, Party, ScalePoint


@require_safe
def negotiations(request: HttpRequest) -> HttpResponse:
    """The negotiations that the reader may see."""
    listed = Negotiation.objects.visible_to(request.user).for_list()
    context = {"negotiations": listed, "withheld": withheld(request.user)}
    return render(request, "negotiations/negotiations.html", context)


def withheld(user: User | AnonymousUser) -> list[Negotiation]:
    """The negotiations that ask a member for a second factor, who has yet to give one."""
    if not user.is_authenticated or user.is_verified():
        return []
    return list(Negotiation.objects.filter(memberships__user=user, asks_second_factor=True))


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Who wants what: issues by parties."""
    frame = frames.of_slug(request, slug)
    context = matrix_page.context(frame, clocks.read(request), choices.of_matrix(request.GET))
    return render(request, "negotiations/matrix.html", context)


@require_safe
def issue(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A sticking point: its chart, its cards, and for editors what waits; for htmx the next part of the cards."""
    frame, both = frames.of_slug(request, slug), clocks.read(request)
    shown, choice = issue_of(frame.negotiation, key, both.moment), choices.of_issue(request.GET)
    if shown.key != key:
        return redirect(shown.get_absolute_url() + (choice.address.query if choice.address.pairs else ""))
    past = request.GET.get("past", "")
    context = issue_page.context(shown, frame, both, choice, past=past, card=request.GET.get("card", ""))
    if frame.negotiation.is_public:
        context["embed"] = request.build_absolute_uri(reverse("embedded", args=[slug, key]) + choice.address.query)
    as_part = request.htmx and past and not request.htmx.history_restore_request
    return render(request, f"negotiations/{'_days' if as_part else 'issue'}.html", context)


@require_safe
def party(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A party: its way on every issue, its speakers, what others say of it; for htmx the next part of its cards."""
    frame, both, choice = frames.of_slug(request, slug), clocks.read(request), choices.of_party(request.GET)
    issues = standing_in(frame.negotiation, both.moment)
    shown = party_of(frame.negotiation, key)
    if shown.key != key:
        address = reverse("party", args=[slug, shown.key])
        return redirect(address + (choice.address.query if choice.address.pairs else ""))
    past, card = request.GET.get("past", ""), request.GET.get("card", "")
    context = party_page.context(shown, issues, frame, both, choice, past=past, card=card)
    as_part = request.htmx and past and not request.htmx.history_restore_request
    return render(request, f"negotiations/{'_party_days' if as_part else 'party'}.html", context)


def party_of(negotiation: Negotiation, key: str) -> Party:
    """A party of a negotiation that was read with `standing_in`; of a merged one, the kept one. Raises Http404."""
    parties = {party.key: party for party in negotiation.parties.all()}
    found = parties.get(key)
    if found is None:
        merged = Party.every.filter(negotiation=negotiation, key=key, merged_into__isnull=False)
        found = parties.get(merged.values_list("merged_into__key", flat=True).first())
    if found is None:
        raise Http404("There is no such party.")
    return found


def issue_of(negotiation: Negotiation, key: str, moment: datetime) -> Issue:
    """An issue of a negotiation as it stood at a moment, with the parties and scales of all that stood then.

    Of a merged one, the kept one; raises Http404.
    """
    issues = standing_in(negotiation, moment)
    found = issues.get(key)
    if found is None:
        merged = Issue.every.filter(negotiation=negotiation, key=key, merged_into__isnull=False)
        found = issues.get(merged.values_list("merged_into__key", flat=True).first())
    if found is None:
        raise Http404("There is no such sticking point.")
    found.negotiation = negotiation
    return found


def standing_in(negotiation: Negotiation, moment: datetime) -> dict[str, Issue]:
    """The issues of a negotiation that stood at a moment, by their keys, with its parties and scales of that moment."""
    standing = (("parties", Party), ("issues", Issue), ("issues__points", ScalePoint))
    prefetch_related_objects(
        [negotiation], *(Prefetch(name, model.every.standing_at(moment)) for name, model in standing)
    )
    return {issue.key: issue for issue in negotiation.issues.all()}
