"""The pages and acts of review: the inbox, approval, rejection, amendment, and taking any of it back.

Each act answers htmx with the changed card, the chart or text that changed with it, and the number that still waits;
without JavaScript it leads back to the page that it came from.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from negotiations import cards, clocks, frames, issue_page
from negotiations.forms import CodingForm
from negotiations.models import Entry, Issue, Position
from negotiations.positions import AlreadyClosed, coding_of

from . import inbox_page, reading_page, reviews
from .models import Article, Decision, Proposal

PAGES = ("issue", "article", "inbox")


@login_required
@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits to be decided, article by article."""
    frame = frames.of_slug(request, slug)
    if not frame.may_review:
        raise PermissionDenied("Only editors of this negotiation decide proposals: ask its owner.")
    return render(request, "articles/inbox.html", inbox_page.context(frame))


@login_required
@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a proposal on record, with whatever the editor changed in its card."""
    proposal = proposal_of(request, pk)
    card = reading_page.card_of(proposal, request.POST)
    if not card.form.is_valid():
        return answer(request, proposal, card, status=422)
    try:
        entry = reviews.approve(proposal=proposal, content=card.form.content(), editor=request.user, at=timezone.now())
    except reviews.AlreadyDecided as refusal:
        return refused(request, proposal, refusal)
    return answer(request, proposal, entry_card(entry))


@login_required
@require_POST
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a proposal out of the record."""
    proposal = proposal_of(request, pk)
    reason = request.POST.get("reason", Decision.Reason.OTHER)
    if reason not in Decision.Reason:
        reason = Decision.Reason.OTHER
    try:
        reviews.reject(proposal=proposal, reason=reason, editor=request.user, at=timezone.now())
    except reviews.AlreadyDecided as refusal:
        return refused(request, proposal, refusal)
    return answer(request, proposal, None)


@login_required
@require_safe
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """All fields of a proposal: as a part of its card, or as a page of its own."""
    proposal = proposal_of(request, pk)
    card = reading_page.card_of(proposal, request.GET if "issue" in request.GET else None)
    context = frame_of(request, proposal) | {"card": card, "page": page_of(request.GET), "proposal": proposal}
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
    chosen = {"issue": key} if key == proposal.issue.key else {"issue": key, "side": ""}
    card = reading_page.card_of(proposal, request.GET.dict() | chosen)
    context = frame_of(request, proposal) | {"card": card, "page": page_of(request.GET), "proposal": proposal}
    return render(request, f"articles/{'_proposal' if request.htmx else 'amendment'}.html", context)


@login_required
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    decision = get_object_or_404(
        Decision.objects.reviewable_by(request.user).select_related("proposal", "position", "figure"), pk=pk
    )
    proposal = proposal_of(request, decision.proposal_id)
    try:
        reviews.undo(decision=decision, editor=request.user, at=timezone.now())
    except reviews.CannotUndo as refusal:
        return refused(request, proposal, refusal)
    return answer(request, proposal, reading_page.card_of(proposal))


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
    """A proposal that the reader may decide; raises Http404."""
    return get_object_or_404(Proposal.objects.reviewable_by(request.user).for_cards(), pk=pk)


def position_of(request: HttpRequest, pk: int) -> Position:
    """A position in force of a negotiation in which the reader decides; raises Http404."""
    allowed = frames.Negotiation.objects.reviewable_by(request.user)
    found = Position.objects.in_force().filter(negotiation__in=allowed).select_related("negotiation")
    return get_object_or_404(cards.with_decisions(found.for_timeline()), pk=pk)


def entry_card(entry: Entry) -> cards.Card | cards.FigureCard:
    """The card of what has just gone on record."""
    fresh = cards.with_decisions(type(entry).objects.filter(pk=entry.pk).for_timeline()).get()
    return cards.position_card(fresh) if isinstance(fresh, Position) else cards.figure_card(fresh)


def refused(request: HttpRequest, proposal: Proposal, refusal: Exception) -> HttpResponse:
    """Where the proposal stands now, and why the act did not take place."""
    decision = Decision.objects.in_force().filter(proposal=proposal).select_related("editor").first()
    entry = decision.entry if decision else None
    card = entry_card(entry) if entry else None if decision else reading_page.card_of(proposal)
    return answer(request, proposal, card, notice=str(refusal), status=409)


def answer(
    request: HttpRequest,
    proposal: Proposal,
    card: cards.Card | cards.FigureCard | None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The proposal's new card (None: rejected) and what changed with it."""
    page = page_of(request.POST)
    if not request.htmx:
        if status == 422:
            context = frame_of(request, proposal) | {"card": card, "page": page, "proposal": proposal}
            return render(request, "articles/amendment.html", context, status=status)
        if notice:
            messages.info(request, notice)
        return redirect(address_of(page, proposal))
    context = frame_of(request, proposal) | {"card": card, "page": page, "proposal": proposal, "notice": notice}
    if card is None:
        decisions = Decision.objects.in_force().filter(proposal=proposal).select_related("editor")
        context["decision"] = decisions.first()
    return render(request, "articles/_answer.html", context | changed_with(page, proposal, context), status=status)


def changed_with(page: str, proposal: Proposal, context: dict[str, Any]) -> dict[str, Any]:
    """What the page shows beside the card: the issue's chart, or the article's text."""
    if page == "issue":
        issue = Issue.objects.select_related("negotiation").prefetch_related("points").get(pk=proposal.issue_id)
        return issue_page.chart_context(issue, context["frame"], clocks.now())
    if page == "article":
        article = Article.objects.select_related("negotiation").get(pk=proposal.article_id)
        shown = reading_page.context(article, context["frame"])
        return {"article": article, "stretches": shown["stretches"]}
    return {}


def frame_of(request: HttpRequest, owned: Proposal | Position) -> dict[str, Any]:
    """The frame of what belongs to a negotiation."""
    return {"frame": frames.of(request, owned.negotiation)}


def page_of(data: Any) -> str:
    """Which page an act comes from."""
    return data.get("page") if data.get("page") in PAGES else "inbox"


def address_of(page: str, proposal: Proposal) -> str:
    """The page that an act came from, at the card's place."""
    slug = proposal.negotiation.slug
    places = {
        "issue": reverse("issue", args=[slug, proposal.issue.key]),
        "article": reverse("article", args=[slug, proposal.article_id]),
        "inbox": reverse("inbox", args=[slug]),
    }
    return places[page]
