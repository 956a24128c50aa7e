"""What goes with one key: all that an article says again, and taking a batch back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from negotiations import frames
from negotiations.moves import Kind

from . import desk_page, reviews
from .models import Article, Decision


@login_required
@require_POST
def reaffirmations(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approve what an article says that the record says already: those that were shown."""
    frame = frames.of_slug(request, slug)
    if not frame.may_review:
        raise PermissionDenied("Only editors of this negotiation decide proposals: ask its owner.")
    article = get_object_or_404(frame.negotiation.articles, pk=pk)
    confirming = [kind for kind in Kind if kind.adds_nothing]
    shown = [key for key in request.POST.getlist("proposal") if key.isdecimal()]
    proposals = article.proposals.sure().pending().for_cards().filter(kind__in=confirming, pk__in=shown)
    reviews.approve_all(proposals=proposals, editor=request.user, at=timezone.now())
    return back(request, article)


@login_required
@require_POST
def undoing(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take back what was decided with one key."""
    decisions = Decision.objects.reviewable_by(request.user).select_related("proposal__article__negotiation")
    decision = decisions.filter(batch=batch).first()
    if decision is None:
        raise Http404("There is no such batch.")
    try:
        reviews.undo_all(batch=batch, editor=request.user, at=timezone.now())
    except reviews.CannotUndo as refusal:
        messages.warning(request, str(refusal))
    return back(request, decision.proposal.article)


def back(request: HttpRequest, article: Article) -> HttpResponse:
    """To the page that the act came from."""
    if request.POST.get("page") == "desk":
        return redirect(desk_page.address(article))
    return redirect(reverse("inbox", args=[article.negotiation.slug]))
