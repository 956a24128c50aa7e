"""Deciding together: what adds nothing new in an article is approved with one key, and taken back with one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from negotiations import frames

from . import inbox_page, review_answers, reviews
from .models import Decision, Proposal


@login_required
@require_POST
def reaffirmations(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approve an article's reaffirmations and repeats: those that were shown, as far as they still are such."""
    frame = frames.to_review(request, slug)
    article = get_object_or_404(frame.negotiation.articles.defer("text"), pk=pk)
    shown = [int(key) for key in request.POST.getlist("proposal") if key.isdecimal()]
    proposals = Proposal.objects.filter(article=article).adding_nothing().for_cards().order_by("start", "pk")
    chosen = proposals.filter(pk__in=shown) if shown else proposals
    batch = reviews.approve_all(proposals=list(chosen), editor=request.user, at=timezone.now())
    decisions = list(Decision.objects.filter(batch=batch).for_history().with_evidence().order_by("pk"))
    if not request.htmx:
        if not decisions:
            messages.info(request, "Somebody was faster: none of these waits any more.")
        return redirect(with_batch(review_answers.place_of(request, slug, pk), batch if decisions else None))
    context = {"frame": frame, "article": article, "page": review_answers.page_of(request), "batch": batch}
    context |= {
        "decisions": decisions,
        "tally": inbox_page.tally_now(pk, review_answers.filters_of(request), request.user),
    }
    return render(request, "articles/_batch_answer.html", context)


@login_required
@require_POST
def batch_undoing(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take back what was decided with one key, as far as it is still in force."""
    decisions = Decision.objects.select_related("proposal__negotiation").order_by("pk")
    first = frames.to_decide_on(request, decisions, path="proposal__negotiation", batch=batch)
    article, negotiation = first.proposal.article_id, first.proposal.negotiation
    reopened = reviews.undo_all(batch=batch, editor=request.user, at=timezone.now())
    notice = "" if reopened else "These decisions were undone already."
    if not request.htmx:
        if notice:
            messages.info(request, notice)
        return redirect(with_batch(review_answers.place_of(request, negotiation.slug, article), None))
    frame = frames.of(request, negotiation)
    context = inbox_page.again_context(frame, article, review_answers.filters_of(request), reopened)
    context |= {"page": review_answers.page_of(request), "fresh": True, "notice": notice}
    return render(request, "articles/_again_answer.html", context)


def with_batch(address: str, batch: UUID | None) -> str:
    """An address that shows what was decided with one key, or no longer shows it."""
    path, _, query = address.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name != "batch"]
    query = urlencode([*kept, ("batch", batch)] if batch else kept)
    return f"{path}?{query}" if query else path
