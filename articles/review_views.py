"""The pages and acts of review: the inbox, approval, rejection, amendment, and taking any of it back.

Each act answers htmx with the changed card, the chart or text that changed with it, and the number that still waits;
without JavaScript it leads back to the page that it came from.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import push_url

from negotiations import cards, frames
from negotiations.forms import CodingForm
from negotiations.models import Entry, Position
from negotiations.positions import AlreadyClosed, coding_of, successor_of

from . import inbox_filters, inbox_page, opinions, reading_page, reviews
from .models import Decision, Proposal
from .review_answers import (
    Redrawn,
    anchor_of,
    answer,
    back_to,
    decided,
    entry_card,
    frame_of,
    note_of,
    page_of,
    refused,
    settled,
)


@login_required
@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits to be decided, article by article; for htmx its next part, or all of it under other filters."""
    frame = frames.to_review(request, slug)
    filters = inbox_filters.read(request.GET)
    past = inbox_page.past_of(request.GET.get("past", ""))
    context = inbox_page.context(frame, filters, past, at=timezone.now())
    as_part = request.htmx and not request.htmx.history_restore_request
    if as_part and past:
        return render(request, "articles/_sections.html", context)
    context |= inbox_page.filter_context(frame, filters)
    if as_part:
        answer = render(request, "articles/_waiting.html", context)
        return push_url(answer, f"{request.path}?{filters.query}" if filters.query else request.path)
    batch = Decision.objects.reviewable_by(request.user).together(request.GET.get("batch", ""))
    return render(request, "articles/inbox.html", context | {"batch": batch})


@login_required
@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a proposal on record, with whatever the editor changed in its card."""
    proposal = proposal_of(request, pk)
    if told := settled(request, proposal):
        return told
    card = reading_page.card_of(proposal, request.POST)
    if not card.form.is_valid():
        return answer(request, proposal, card, status=422)
    act = {"content": card.form.content(), "editor": request.user, "at": timezone.now(), "note": note_of(request)}
    try:
        entry = opinions.approve(proposal=proposal, **act)
    except (opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, proposal, refusal)
    return decided(request, proposal, notice="" if entry else opinions.KEPT)


@login_required
@require_POST
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a proposal out of the record."""
    proposal = proposal_of(request, pk)
    reason = request.POST.get("reason", Decision.Reason.OTHER)
    if reason not in Decision.Reason:
        reason = Decision.Reason.OTHER
    act = {"reason": reason, "editor": request.user, "at": timezone.now(), "note": note_of(request)}
    try:
        decision = opinions.reject(proposal=proposal, **act)
    except (opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, proposal, refusal)
    return decided(request, proposal, notice="" if decision else opinions.KEPT)


@login_required
@require_POST
def settlement(request: HttpRequest, pk: int, opinion: int) -> HttpResponse:
    """Decide as one of the two editors who differ on a proposal."""
    proposal = proposal_of(request, pk)
    if told := settled(request, proposal):
        return told
    chosen = get_object_or_404(proposal.opinions.filter(is_blind=False), pk=opinion)
    try:
        opinions.settle(opinion=chosen, editor=request.user, at=timezone.now(), note=note_of(request))
    except (opinions.NothingToSettle, opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, proposal, refusal)
    return decided(request, proposal)


@login_required
@require_safe
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """All fields of a proposal: as a part of its card, or as a page of its own."""
    proposal = proposal_of(request, pk)
    if told := settled(request, proposal):
        return told
    card = reading_page.card_of(proposal, request.GET if "issue" in request.GET else None)
    context = frame_of(request, proposal) | {"card": card, "page": page_of(request), "proposal": proposal}
    return render(request, f"articles/{'_fields' if request.htmx else 'amendment'}.html", context)


@login_required
@require_safe
def alternative(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A proposal's card with another sticking point chosen and its side open; without htmx, all its fields as a page.

    Nothing is decided by it: the card's form, or the page's, then approves it as amended.
    """
    proposal = proposal_of(request, pk)
    if proposal.subject != Proposal.Subject.POSITION or key not in {i.key for i in proposal.negotiation.issues.all()}:
        raise Http404("There is no such sticking point to choose here.")
    if told := settled(request, proposal):
        return told
    chosen = {"issue": key} if key == proposal.issue.key else {"issue": key, "side": ""}
    card = reading_page.card_of(proposal, request.GET.dict() | chosen)
    context = frame_of(request, proposal) | {"card": card, "page": page_of(request), "proposal": proposal}
    return render(request, f"articles/{'_proposal' if request.htmx else 'amendment'}.html", context)


@login_required
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    decisions = Decision.objects.select_related("proposal", "position", "figure")
    decision = frames.to_decide_on(request, decisions, path="proposal__negotiation", pk=pk)
    proposal = proposal_of(request, decision.proposal_id)
    entry = successor_of(decision.entry) if decision.entry else None
    try:
        reviews.undo(decision=decision, editor=request.user, at=timezone.now())
    except reviews.CannotUndo as refusal:
        return refused(request, proposal, refusal)
    if page_of(request) == "log" and not request.htmx:
        return redirect(back_to(request, reverse("log", args=[proposal.negotiation.slug])) + f"#decision-{pk}")
    proposal = proposal_of(request, decision.proposal_id)
    redrawn = [redrawn_of(entry)] if entry else []
    return answer(request, proposal, reading_page.card_of(proposal), redrawn=redrawn)


def redrawn_of(entry: Entry) -> Redrawn:
    """An entry after evidence was taken from it: what stands in its place now, if anything does."""
    left = successor_of(type(entry).objects.get(pk=entry.pk))
    return Redrawn(anchor=anchor_of(entry), card=None if left.closed_at else entry_card(left))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """A position on record: the form that corrects it, and the correction."""
    position = position_of(request, pk)
    form = CodingForm(
        request.POST or None,
        negotiation=position.negotiation,
        current=coding_of(position),
        latest=max(citation.reported_on for citation in position.citations.all()),
        prefix=f"position-{position.pk}",
    )
    if form.is_valid():
        try:
            reviews.correct(position=position, content=form.content(), editor=request.user, at=timezone.now())
        except AlreadyClosed as refusal:
            messages.info(request, str(refusal))
        return redirect(position.issue)
    context = frame_of(request, position) | {"form": form, "card": cards.position_card(position)}
    return render(request, "articles/correction.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a position: it leaves the record, and what was known before stays known."""
    position = position_of(request, pk)
    because = request.POST.get("because", "").strip()[:240] or "withdrawn by an editor"
    try:
        reviews.withdraw(position=position, editor=request.user, at=timezone.now(), because=because)
    except AlreadyClosed as refusal:
        messages.info(request, str(refusal))
    return redirect(position.issue)


def proposal_of(request: HttpRequest, pk: int) -> Proposal:
    """A proposal that the reader may decide; raises Http404, PermissionDenied."""
    return frames.to_decide_on(request, Proposal.objects.for_cards(), pk=pk)


def position_of(request: HttpRequest, pk: int) -> Position:
    """A position in force of a negotiation in which the reader decides; raises Http404, PermissionDenied."""
    found = Position.objects.in_force().select_related("negotiation")
    return frames.to_decide_on(request, found.for_timeline(with_decisions=True), pk=pk)
